/** Runs a client's connection machine on transports and a clock: all the I/O of a connection is here. */

import type { ClientMachine } from "../conn/client.ts";
import type { ClientOutput, ConnectionStatus } from "../conn/client_types.ts";
import type { PoolEntry } from "../conn/server_pool.ts";
import { ClosedConnectionError, ConnectionError, type PermissionViolationError } from "../errors.ts";
import type { Clock } from "../transport/clock.ts";
import type { DialOptions, TlsOptions, Transport } from "../transport/transport.ts";
import type { ServerInfo } from "../wire/info.ts";
import { asError } from "./thrown.ts";

/** What a driver needs besides the machine. */
export interface DriverOptions {
  /** Makes a transport. */
  readonly dial: (options: DialOptions) => Promise<Transport>;
  /** The time. */
  readonly clock: Clock;
  /** Gives the credentials as fields of CONNECT, of several those with this number. */
  readonly authenticate: (info: ServerInfo, alternative: number) => Promise<object>;
  /** Gives the IP addresses of a host name; left out where names are dialled as they are. */
  readonly resolveHost?: ((hostname: string) => Promise<string[]>) | undefined;
  /** The user's settings for TLS; null forbids it. */
  readonly tls?: TlsOptions | null | undefined;
}

/** Who is told what happens. None of the calls may throw. */
export interface DriverEvents {
  /** The handshake is complete. */
  onOpened(first: boolean): void;
  /** What to wait for before more is handed over; undefined for nothing. */
  untilCaughtUp(): Promise<void> | undefined;
  /** The connection is gone, and a new one is being made or the end comes next. */
  onLost(error: Error): void;
  /** The server refused a subject. */
  onDenied(error: PermissionViolationError): void;
  /** Something to tell those who watch. */
  tell(status: ConnectionStatus): void;
  /** The end: the transport is closed too. */
  onClosed(error: Error | undefined): void;
}

/**
 * What was published in one turn of the event loop goes out as one block; a block this large goes at once, so
 * that the peer can start on it.
 */
const WRITE_AT_BYTES = 64 * 1024;

/**
 * What may wait to be sent before more counts as too fast: `ready` waits from here on until half of it is gone.
 * Large enough that the socket never runs dry, small enough that nothing grows old in it.
 */
const READY_BYTES = 1024 * 1024;

/** How long a connection that is closed waits for the server to close as well. */
const GOODBYE_MS = 1000;

/** How long it may take before that to send what waits: as long as a server allows its clients. [nats-server] */
const LAST_WRITE_MS = 10_000;

/** Whoever waits until more may be published. */
export interface ReadyWaiter {
  /** There is room. */
  readonly resolve: () => void;
  /** The connection has ended. */
  readonly reject: (error: Error) => void;
}

/** So much is handed over at a time where loops fall behind: messages that they take at once stay young. */
const PART_BYTES = 16 * 1024;

/** One transport of the connection's life, from the dial on. */
class Link {
  /** Gives up the dial and TLS; gone when they are over, as an idle connection has no use for it. */
  abort: AbortController | undefined = new AbortController();
  transport: Transport | undefined;
  /** Settles when nothing more is being written. */
  writing: Promise<void> | undefined;
  /** What the transport is to call with what it read, or with why it did not. */
  onRead: ((bytes: Uint8Array | null) => void) | undefined;
  onReadFailed: ((error: unknown) => void) | undefined;
  /** True once nothing more will be read. */
  readEnded = false;
  /** Called then. */
  onReadEnd: (() => void) | undefined;
  /** Settles when TLS has been agreed on, or not: nothing may be read meanwhile. */
  securing: Promise<void> | undefined;
  /** True once a read or a write failed. */
  broken = false;

  drop(): void {
    this.abort?.abort(new ConnectionError("the dial was given up"));
    this.transport?.close();
  }
}

/** The driver of one connection. */
export class Driver {
  readonly #machine: ClientMachine;
  readonly #options: DriverOptions;
  readonly #events: DriverEvents;
  readonly #clock: Clock;
  #link: Link | undefined;
  /** The name being looked up. */
  #lookup: symbol | undefined;
  #flushScheduled = false;
  /** True while loops fall behind. */
  #slowly = false;
  /** Made with the first who waits. */
  #waiting: Set<ReadyWaiter> | undefined;
  /** True while nothing is to be read. */
  #held = false;
  /** Lets the read loop go on that waits for the end of that. */
  #wakeReader: (() => void) | undefined;
  #wakeAtMs = Infinity;
  #cancelWake: (() => void) | undefined;
  readonly #flushNow = () => {
    this.#flushScheduled = false;
    this.pump();
  };
  readonly #onAlarm = () => {
    this.#wakeAtMs = Infinity;
    this.#cancelWake = undefined;
    this.#machine.tick(this.now());
    this.pump();
  };

  /** Takes the machine to run; `start` sets it going. */
  constructor(machine: ClientMachine, options: DriverOptions, events: DriverEvents) {
    this.#machine = machine;
    this.#options = options;
    this.#events = events;
    this.#clock = options.clock;
  }

  /** Begins to connect. */
  start(): void {
    this.#machine.start(this.now());
    this.pump();
  }

  /** The time as the machine counts it. */
  now(): number {
    return this.#clock.now();
  }

  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void {
    return this.#clock.wakeAt(this.#clock.now() + ms, call);
  }

  /** The application gave the machine something to send: it goes out at the end of this turn, or now. */
  sendSoon(): void {
    if (!this.#flushScheduled) {
      this.#flushScheduled = true;
      queueMicrotask(this.#flushNow);
    } else if (this.#machine.pendingBytes >= WRITE_AT_BYTES && this.#link?.writing === undefined) {
      this.#write();
    }
  }

  /** Asks the transport for nothing more until `releaseReading`; what was read already is still handed over. */
  holdReading(): void {
    this.#held = true;
    this.#machine.hold(true, this.now());
  }

  /** Reads on. */
  releaseReading(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#machine.hold(false, this.now());
    this.#wakeReader?.();
    this.#setAlarm();
  }

  /** True while little enough waits to be sent that more may be published. */
  ready(): boolean {
    return this.#machine.pendingBytes < Math.min(READY_BYTES, this.#machine.room);
  }

  /**
   * Waits until most of what waits to be sent has gone out.
   *
   * @returns what gives up the wait.
   */
  whenReady(waiter: ReadyWaiter): () => void {
    if (this.#machine.room < 0) waiter.reject(new ClosedConnectionError());
    else (this.#waiting ??= new Set()).add(waiter);
    return () => this.#waiting?.delete(waiter);
  }

  /** Tells those who wait for room that there is some. */
  #tellReady(): void {
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.size === 0) return;
    if (this.#machine.pendingBytes >= Math.min(READY_BYTES, this.#machine.room) / 2) return;
    for (const waiter of waiting) {
      waiting.delete(waiter);
      waiter.resolve();
    }
  }

  /** Gives up the first connect: the connection ends with the reason of an AbortSignal. */
  abort(reason: unknown): void {
    this.#machine.close(asError(reason), this.now());
    this.pump();
  }

  /** Does what the machine asks for, sends what it has to send, and sets the alarm. */
  pump(): void {
    for (let output = this.#machine.output(); output !== null; output = this.#machine.output()) {
      this.#handle(output);
    }
    this.#write();
    this.#setAlarm();
    this.#tellReady();
  }

  #handle(output: ClientOutput): void {
    switch (output.kind) {
      case "resolve":
        void this.#resolve(output.hostname);
        return;
      case "dial":
        void this.#dial(output.server, output.hostname);
        return;
      case "secure": {
        const link = this.#link!;
        link.securing = this.#secure(link, link.transport!, output.serverName);
        return;
      }
      case "authenticate":
        void this.#authenticate(this.#link!, output.info, output.alternative);
        return;
      case "hangUp":
        return this.#hangUp(output.flush);
      case "opened":
        this.#link!.abort = undefined;
        return this.#events.onOpened(output.first);
      case "lost":
        return this.#events.onLost(output.error);
      case "denied":
        return this.#events.onDenied(output.error);
      case "status":
        return this.#events.tell(output.status);
      case "closed":
        void this.#closed(output.error);
    }
  }

  async #resolve(hostname: string): Promise<void> {
    const lookup = this.#lookup = Symbol();
    let addresses: string[] = [];
    try {
      addresses = await this.#options.resolveHost?.(hostname) ?? [];
    } catch {
      // The name is dialled as it is: whoever dials may know more, and tells better what is wrong.
    }
    // The wait may have been given up, and another one begun.
    if (this.#lookup !== lookup) return;
    this.#machine.resolved(addresses, this.now());
    this.pump();
  }

  async #dial(server: PoolEntry, hostname: string): Promise<void> {
    const link = new Link();
    this.#link = link;
    const { port, src, certificateName } = server;
    const { tls } = this.#options;
    try {
      const transport = await this.#options.dial({
        hostname,
        port,
        address: src,
        signal: link.abort!.signal,
        ...(tls === null ? {} : { tls: tls ?? {} }),
        ...(certificateName === hostname ? {} : { serverName: certificateName }),
      });
      if (this.#link !== link) return transport.close();
      link.transport = transport;
    } catch (error) {
      if (this.#link !== link) return;
      this.#machine.dialFailed(asError(error), this.now());
      return this.pump();
    }
    this.#machine.dialed(link.transport.encrypted, this.now());
    this.#read(link);
    this.pump();
  }

  async #secure(link: Link, transport: Transport, serverName: string): Promise<void> {
    try {
      // A PONG may be on its way; after it the machine gives nothing more to send.
      await link.writing;
      if (this.#link !== link) return;
      if (transport.startTls === undefined) {
        throw new ConnectionError(`${transport.peer} asks for TLS, which its transport cannot start`);
      }
      await transport.startTls({ serverName, tls: this.#options.tls ?? {}, signal: link.abort!.signal });
      if (this.#link !== link) return;
      this.#machine.secured(this.now());
    } catch (error) {
      if (this.#link !== link) return;
      this.#machine.dialFailed(asError(error), this.now());
    }
    link.securing = undefined;
    this.pump();
  }

  async #authenticate(link: Link, info: ServerInfo, alternative: number): Promise<void> {
    try {
      const fields = await this.#options.authenticate(info, alternative);
      if (this.#link !== link) return;
      this.#machine.authenticated({ ...fields }, this.now());
    } catch (error) {
      if (this.#link !== link) return;
      this.#machine.authenticationFailed(asError(error), this.now());
    }
    this.pump();
  }

  /** Reads to the end. An asynchronous loop would keep twice the memory while it waits, and the bytes read last. */
  #read(link: Link): void {
    link.onRead = (bytes) => this.#arrived(link, bytes);
    link.onReadFailed = (error) => this.#readFailed(link, error);
    this.#readOn(link);
  }

  #readOn(link: Link): void {
    try {
      void link.transport!.read().then(link.onRead, link.onReadFailed);
    } catch (error) {
      this.#readFailed(link, error);
    }
  }

  #arrived(link: Link, bytes: Uint8Array | null): void {
    if (bytes === null) return this.#readEnded(link, undefined);
    try {
      const behind = this.#link === link ? this.#receive(link, plain(bytes)) : undefined;
      if (behind === undefined && link.securing === undefined && !this.#held) this.#readOn(link);
      else this.#mayReadOn(link, behind).then(() => this.#readOn(link), link.onReadFailed);
    } catch (error) {
      this.#readFailed(link, error);
    }
  }

  #readFailed(link: Link, error: unknown): void {
    link.broken = true;
    this.#readEnded(link, asError(error));
  }

  #readEnded(link: Link, failure: Error | undefined): void {
    link.readEnded = true;
    link.onReadEnd?.();
    if (this.#link !== link) return;
    this.#machine.ended(failure, this.now());
    this.pump();
  }

  /** Waits for what reading has to wait for. */
  async #mayReadOn(link: Link, behind: Promise<void> | undefined): Promise<void> {
    await behind;
    if (link.securing !== undefined) await link.securing;
    // A handshake is read in any case: without it there would be no connection to hold.
    while (this.#held && this.#link === link && this.#machine.state === "open") {
      await new Promise<void>((resolve) => this.#wakeReader = resolve);
    }
  }

  /** Hands over what was read; gives what to wait for before more is, where loops fall behind. */
  #receive(link: Link, bytes: Uint8Array): Promise<void> | undefined {
    if (this.#slowly) return this.#receiveParts(link, bytes);
    this.#machine.receive(bytes, this.now());
    this.pump();
    const behind = this.#events.untilCaughtUp();
    this.#slowly = behind !== undefined;
    return behind;
  }

  /** The same by parts, with waits in between. */
  async #receiveParts(link: Link, bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && this.#link === link;) {
      const end = this.#slowly ? Math.min(at + PART_BYTES, bytes.length) : bytes.length;
      this.#machine.receive(end - at === bytes.length ? bytes : bytes.subarray(at, end), this.now());
      this.pump();
      at = end;
      const behind = this.#events.untilCaughtUp();
      this.#slowly = behind !== undefined;
      if (behind !== undefined) await behind;
    }
  }

  /** Starts sending what waits, unless something is being sent: that goes on with it. */
  #write(): void {
    const link = this.#link;
    if (link?.transport === undefined || link.writing !== undefined || link.broken) return;
    const block = this.#machine.takeBlock();
    if (block !== null) link.writing = this.#writeAll(link, link.transport, block);
  }

  async #writeAll(link: Link, transport: Transport, first: Uint8Array): Promise<void> {
    let block: Uint8Array | null = first;
    try {
      while (block !== null) {
        await transport.write(block);
        this.#machine.giveBack(block);
        this.#tellReady();
        block = this.#link === link ? this.#machine.takeBlock() : null;
      }
      link.writing = undefined;
    } catch (error) {
      link.writing = undefined;
      link.broken = true;
      if (this.#link !== link) return;
      this.#machine.ended(asError(error), this.now());
      this.pump();
    }
  }

  #hangUp(flush: boolean): void {
    const link = this.#link;
    if (link === undefined) return;
    this.#wakeReader?.();
    if (flush && link.transport !== undefined) {
      void this.#sayGoodbye(link, link.transport);
    } else {
      this.#link = undefined;
      link.drop();
    }
  }

  /** Sends the rest, says that nothing more comes, and lets the server close first: else it may miss the end. */
  async #sayGoodbye(link: Link, transport: Transport): Promise<void> {
    let giveUp!: () => void;
    let allow!: (ms: number) => void;
    const tooLong = new Promise<false>((resolve) => {
      allow = (ms) => giveUp = this.after(ms, () => resolve(false));
    });
    allow(LAST_WRITE_MS);
    const inOrder = (async () => {
      this.#write();
      await link.writing;
      if (this.#link !== link || link.broken) return false;
      giveUp();
      allow(GOODBYE_MS);
      this.#link = undefined;
      await transport.end();
      if (!link.readEnded) await new Promise<void>((resolve) => link.onReadEnd = resolve);
      return !link.broken;
    })();
    let clean = false;
    try {
      clean = await Promise.race([inOrder, tooLong]);
    } catch {
      // The pipe broke: there is nobody to say goodbye to.
    } finally {
      giveUp();
      this.#link = undefined;
      link.drop();
      inOrder.catch(() => {});
    }
    this.#machine.finished(clean, this.now());
    this.pump();
  }

  async #closed(error: Error | undefined): Promise<void> {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    this.#lookup = undefined;
    // Whoever asked for the end gets back from that call before anybody is told of it.
    await null;
    for (const waiter of this.#waiting ?? []) waiter.reject(new ClosedConnectionError());
    this.#waiting = undefined;
    this.#events.onClosed(error);
  }

  #setAlarm(): void {
    const at = this.#machine.wakeAtMs;
    if (at === this.#wakeAtMs) return;
    this.#wakeAtMs = at;
    this.#cancelWake?.();
    this.#cancelWake = at === Infinity ? undefined : this.#clock.wakeAt(at, this.#onAlarm);
  }
}

/** The application's own transport may read Node's buffers, whose `slice` lends where that of bytes copies. */
function plain(bytes: Uint8Array): Uint8Array {
  if (bytes.constructor === Uint8Array) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
