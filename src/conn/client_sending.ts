/** What a client sends: publishes, as many as there is room for, and PINGs, whose PONGs confirm what was before them. */

import { ClosedConnectionError, ConnectionError, RequestError } from "../errors.ts";
import { utf8 } from "../wire/bytes.ts";
import type { ClientCounts, ClientMachineOptions, ConnectionStatus, PingWaiter } from "./client_types.ts";
import { Outbound } from "./outbound.ts";
import { PingLine } from "./ping_line.ts";

/** Who is told what happens. */
export interface StatusTeller {
  /** Something to tell those who watch. */
  tell(status: ConnectionStatus): void;
}

/** Messages that were dropped, and their bytes. */
interface Dropped {
  readonly messages: number;
  readonly bytes: number;
}

/** The sending side of a connection, over all its transports. */
export class Sending {
  /** What waits to be sent. */
  readonly outbound: Outbound = new Outbound();
  /** How many bytes of publishes may wait at the moment; -1 after the end. */
  room: number;

  readonly #options: ClientMachineOptions;
  readonly #counts: ClientCounts;
  readonly #teller: StatusTeller;
  readonly #pings = new PingLine();
  #open = false;
  /** What was dropped since the connection was lost, if anything. */
  #dropped: Dropped | undefined;

  /** Takes the options, what counts messages, and who is told. */
  constructor(options: ClientMachineOptions, counts: ClientCounts, teller: StatusTeller) {
    this.#options = options;
    this.#counts = counts;
    this.#teller = teller;
    this.room = options.maxBufferedBytes;
  }

  /**
   * Sends a message, or keeps it for the next connection.
   *
   * @throws {ConnectionError} `BUFFER_FULL` when there is no room for it, unless such messages are dropped.
   * @throws {ClosedConnectionError} after the end.
   */
  publish(subject: string, reply: string, headers: Uint8Array | null, payload: Uint8Array | string): void {
    const bytes = this.outbound.publish(this.room, subject, reply, headers, payload);
    if (bytes < 0) return this.#refuse(subject, headers, payload);
    this.#counts.outBytes += bytes;
    this.#counts.outMsgs++;
  }

  #refuse(subject: string, headers: Uint8Array | null, payload: Uint8Array | string): void {
    if (this.room < 0) throw new ClosedConnectionError({ operation: "publish", subject });
    if (!this.#open && this.#options.dropWhenFull) {
      const size = typeof payload === "string" ? utf8(payload).length : payload.length;
      const { messages } = this.#drop(1, size + (headers?.length ?? 0));
      if (messages === 1) this.#tellDropped();
      return;
    }
    const message = this.#open
      ? `more than ${this.room} bytes would wait to be sent`
      : `disconnected, and the buffer of ${this.room} bytes for the next connection is full`;
    throw new ConnectionError(message, { code: "BUFFER_FULL", operation: "publish", subject });
  }

  /** Asks for a round trip: now, or once connected again. */
  ask(waiter: PingWaiter): void {
    if (this.room < 0) waiter.failed(new ClosedConnectionError());
    else if (this.#open) this.ping(waiter);
    else this.#pings.later(waiter);
  }

  /** Sends a PING; null for one of our own. */
  ping(waiter: PingWaiter | null): void {
    this.outbound.command((encoder) => encoder.ping());
    this.#pings.sent(waiter, this.#counts.outMsgs);
  }

  /**
   * A PING of our own is due; none goes out while nothing is read, as its PONG would not be seen.
   *
   * @returns an error where too many are unanswered.
   */
  keepAlive(held: boolean, server: string): ConnectionError | undefined {
    // A connection this quiet may be so for long.
    if (this.outbound.length === 0) this.outbound.trim();
    if (held) return undefined;
    const { own } = this.#pings;
    if (own >= this.#options.maxPingOut) {
      this.#teller.tell({ type: "staleConnection" });
      const message = `${server} left ${own} PINGs unanswered`;
      return new ConnectionError(message, { code: "STALE_CONNECTION", server });
    }
    this.ping(null);
    this.#teller.tell({ type: "ping", pendingPings: own + 1 });
    return undefined;
  }

  /** A PONG came: the server has all that was published before its PING. */
  pong(): void {
    this.outbound.confirm(this.#pings.nextPlace);
    this.#pings.answered();
  }

  /** There is a connection: what waited may go out. */
  opened(): void {
    this.#open = true;
    this.room = this.#options.maxPendingBytes;
    for (const waiter of this.#pings.takeLater()) this.ping(waiter);
  }

  /** Tells what was dropped since the connection was lost, if anything. */
  outageEnded(): void {
    this.#tellDropped();
    this.#dropped = undefined;
  }

  /** An established connection is gone. */
  lost(): void {
    this.#open = false;
    this.room = this.#options.maxBufferedBytes;
    this.countUnconfirmed();
  }

  /** What was handed to the transport and not confirmed will not be. */
  countUnconfirmed(): void {
    this.#counts.unconfirmed += this.outbound.takeUnconfirmed();
  }

  /** Those who wait for a PONG are told that it will not come. */
  failPings(cause: Error, server: string): void {
    const options = { code: "DISCONNECTED", cause, server } as const;
    this.#pings.failSent(new RequestError("connection disconnected", options));
  }

  /** Takes nothing more. */
  stop(): void {
    this.room = -1;
    this.#pings.failAll(new ClosedConnectionError());
  }

  /** The end: what was never sent is dropped. */
  end(): void {
    const { outMsgs, outBytes } = this.#counts;
    const unsent = outMsgs - this.outbound.handedMsgs;
    if (unsent > 0) this.#drop(unsent, outBytes - this.outbound.handedBytes);
    this.outageEnded();
    this.outbound.clear();
  }

  /** Counts what is dropped; gives what was since the connection was lost. */
  #drop(messages: number, bytes: number): Dropped {
    this.#counts.droppedOut += messages;
    const before = this.#dropped ?? { messages: 0, bytes: 0 };
    return this.#dropped = { messages: before.messages + messages, bytes: before.bytes + bytes };
  }

  #tellDropped(): void {
    if (this.#dropped !== undefined) this.#teller.tell({ type: "dropped", ...this.#dropped });
  }
}
