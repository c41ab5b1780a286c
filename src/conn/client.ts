/** The client end of a connection, over as many transports as it takes: a machine without any I/O. */

import {
  ClosedConnectionError,
  ConnectionError,
  PermissionViolationError,
  type ProtocolError,
  RequestError,
  TimeoutError,
} from "../errors.ts";
import { utf8 } from "../wire/bytes.ts";
import { decodeInfo, type ServerInfo } from "../wire/info.ts";
import { CLIENT_MAX_CONTROL_LINE, CLIENT_MAX_PAYLOAD } from "../wire/limits.ts";
import { type Operation, SERVER_TO_CLIENT } from "../wire/operation.ts";
import { Parser } from "../wire/parser.ts";
import { Drops } from "./client_drops.ts";
import { afterInfo, connectJson } from "./client_handshake.ts";
import type {
  ClientCounts,
  ClientMachineOptions,
  ClientOutput,
  ClientState,
  ConnectionStatus,
  Interest,
  PingWaiter,
} from "./client_types.ts";
import { Interests, writeSub } from "./interests.ts";
import { Outbound } from "./outbound.ts";
import { PingLine } from "./ping_line.ts";
import { isCredentialsError, serverError } from "./server_error.ts";
import { type PoolServer, ServerPool } from "./server_pool.ts";

/**
 * The client's connection machine.
 *
 * Bytes, time and answers come in through methods; what is to be done comes out of `output`, which is pulled
 * until it gives null after every call, and of `takeBlock`, the bytes to send. `wakeAtMs` says when `tick` is
 * due. The machine never waits, never throws for what a peer sends, and knows no transport.
 *
 * ```text
 *   idle ──start──▶ dialing ──dialed──▶ awaitingInfo ──INFO──▶ authenticating ──authenticated──▶ awaitingPong
 *                     ▲  ▲                   │ INFO asks for TLS      ▲                               │ PONG
 *                     │  │                   ▼                        │                               ▼
 *                     │  │                securing ──────secured──────┘                              open
 *                     │  └──────────────── waiting ◀──── any failure, loss or stale connection ───────┘
 *                     └── at once, when the next server was not tried lately
 *   every state ──close, no server left, reconnect off──▶ closed
 * ```
 */
export class ClientMachine {
  /** What was received and published so far. */
  readonly counts: ClientCounts = {
    inMsgs: 0,
    inBytes: 0,
    outMsgs: 0,
    outBytes: 0,
    droppedOut: 0,
    unconfirmed: 0,
    reconnects: 0,
  };
  /** The servers known. */
  readonly pool: ServerPool;

  readonly #options: ClientMachineOptions;
  readonly #outputs: ClientOutput[] = [];
  readonly #outbound = new Outbound();
  readonly #interests = new Interests(this.counts, (operation) => this.#onOperation(operation));
  readonly #pings = new PingLine();
  readonly #drops = new Drops(this.counts, (status) => this.#status(status));
  #state: ClientState = { name: "idle" };
  #parser: Parser;
  #server: PoolServer | undefined;
  #info: ServerInfo | undefined;
  #now = 0;
  #connectedOnce = false;
  /** True when the end waits for what the application had published. */
  #flushing = false;
  /** True while nothing is read because the application cannot keep up. */
  #held = false;
  /** How many bytes of publishes may wait at the moment; -1 after the end. */
  #room: number;
  #abortReconnect = false;
  /** What went wrong last on this transport or on the one before it. */
  #lastError: Error | undefined;

  /**
   * Takes the options, checked.
   *
   * @throws {InvalidArgumentError} when an address cannot be read.
   */
  constructor(options: ClientMachineOptions) {
    this.#options = options;
    this.#room = options.maxBufferedBytes;
    this.pool = new ServerPool(options.servers, options.noRandomize ? undefined : options.random);
    this.#parser = this.#newParser();
  }

  /** Where the connection is. */
  get state(): ClientState["name"] {
    return this.#state.name;
  }

  /** What the server said of itself last; undefined before the first INFO and after the end. */
  get info(): ServerInfo | undefined {
    return this.#info;
  }

  /** The server connected to, or tried last. */
  get server(): PoolServer | undefined {
    return this.#server;
  }

  /** How many publishes were accepted so far: the ordinal of the last one. */
  get publishedMsgs(): number {
    return this.counts.outMsgs;
  }

  /** The ordinal of the last publish of which anything was handed to a transport. */
  get handedMsgs(): number {
    return this.#outbound.handedMsgs;
  }

  /** Bytes that wait to be sent. */
  get pendingBytes(): number {
    return this.#outbound.length;
  }

  /** How many bytes of publishes may wait at the moment; -1 after the end. */
  get room(): number {
    return this.#room;
  }

  /** When `tick` is due; Infinity for never. */
  get wakeAtMs(): number {
    const state = this.#state;
    if (state.name === "open") return state.pingMs;
    if (state.name === "waiting") return state.untilMs;
    return state.name === "idle" || state.name === "closed" ? Infinity : state.deadlineMs;
  }

  /** The next thing to do, or null. */
  output(): ClientOutput | null {
    return this.#outputs.shift() ?? null;
  }

  /** The next bytes to send, or null. They belong to the caller until `giveBack`; one block at a time. */
  takeBlock(): Uint8Array | null {
    // Between asking for TLS and having it nothing may be sent: it would go out in the clear.
    if (this.#state.name === "securing") return null;
    return this.#outbound.take(this.#state.name === "open" || this.#flushing);
  }

  /** Takes back a block that was sent, or whose transport is gone. */
  giveBack(block: Uint8Array): void {
    this.#outbound.giveBack(block);
  }

  // --- what happens to the transport -------------------------------------------------------------------------

  /** Begins: chooses a server and asks for a dial. */
  start(now: number): void {
    this.#now = now;
    if (this.#state.name === "idle") this.#connectNext();
  }

  /** The transport is there. */
  dialed(now: number): void {
    this.#now = now;
    if (this.#state.name !== "dialing") return;
    this.#parser = this.#newParser();
    this.#state = { name: "awaitingInfo", deadlineMs: this.#state.deadlineMs };
  }

  /** No transport could be made, or its upgrade to TLS failed. */
  dialFailed(error: Error, now: number): void {
    this.#now = now;
    if (this.#state.name === "dialing" || this.#state.name === "securing") this.#broken(error);
  }

  /** The transport is encrypted now. */
  secured(now: number): void {
    this.#now = now;
    if (this.#state.name !== "securing") return;
    this.#parser = this.#newParser();
    this.#authenticate(this.#state.deadlineMs);
  }

  /** The credentials, as fields of CONNECT. */
  authenticated(fields: Readonly<Record<string, unknown>>, now: number): void {
    this.#now = now;
    if (this.#state.name !== "authenticating") return;
    this.#outbound.control.connect(connectJson(this.#options, this.#info!, fields));
    this.#outbound.control.ping();
    this.#state = { name: "awaitingPong", deadlineMs: this.#state.deadlineMs };
  }

  /** The authenticator failed: the connection ends, as trying another server would not help. */
  authenticationFailed(error: Error, now: number): void {
    this.#now = now;
    if (this.#state.name === "authenticating") this.#close(error, false);
  }

  /** Bytes from the server. */
  receive(bytes: Uint8Array, now: number): void {
    this.#now = now;
    if (!this.#linked()) return;
    try {
      this.#parser.push(bytes);
    } catch (error) {
      this.#broken(this.#protocolBroken(error as ProtocolError));
    }
  }

  /** The transport ended, or broke with `error`. */
  ended(error: Error | undefined, now: number): void {
    this.#now = now;
    if (!this.#linked()) return;
    const ended = error ?? new ConnectionError(`${this.#server!.listen} closed the connection`);
    // What the server said last tells more than how the transport ended.
    this.#broken(this.#state.name === "open" ? this.#lastError ?? ended : ended);
  }

  /** The time has come that `wakeAtMs` named. */
  tick(now: number): void {
    this.#now = now;
    if (now < this.wakeAtMs) return;
    if (this.#state.name === "open") {
      this.#keepAlive();
    } else if (this.#state.name === "waiting") {
      this.#dial(this.#server!);
    } else {
      const waitedFor = `no handshake with ${
        this.#server!.listen
      } within ${this.#options.handshakeTimeoutMs} ms`;
      this.#broken(new TimeoutError({ code: "CONNECT_TIMEOUT", waitedFor }));
    }
  }

  // --- what the application asks for -------------------------------------------------------------------------

  /**
   * Sends a message, or keeps it for the next connection.
   *
   * @throws {ConnectionError} `BUFFER_FULL` when there is no room for it, unless such messages are dropped.
   * @throws {ClosedConnectionError} after the end.
   */
  publish(subject: string, reply: string, headers: Uint8Array | null, payload: Uint8Array | string): void {
    const bytes = this.#outbound.publish(this.#room, subject, reply, headers, payload);
    if (bytes < 0) return this.#refuse(headers, payload);
    this.counts.outBytes += bytes;
    this.counts.outMsgs++;
  }

  /** Adds a subscription, now or with the next connection. */
  subscribe(interest: Interest): void {
    this.#interests.add(interest);
    if (this.#state.name === "open") this.#outbound.command((encoder) => writeSub(encoder, interest));
  }

  /** Ends a subscription, at once or after `max` messages since it began. */
  unsubscribe(interest: Interest, max?: number): void {
    if (!this.#interests.has(interest)) return;
    const later = max !== undefined && max > interest.received;
    if (later) interest.max = max;
    else this.#interests.delete(interest);
    if (this.#state.name === "open") {
      const left = later ? this.#interests.left(interest, max) : undefined;
      this.#outbound.command((encoder) => encoder.unsub(interest.sid, left));
    }
  }

  /** Tells the server that a subscription ends; what is on its way is still handed over, until `forget`. */
  stopInterest(interest: Interest): void {
    this.#interests.stop(interest);
    if (this.#state.name === "open") this.#outbound.command((encoder) => encoder.unsub(interest.sid));
  }

  /** Hands over nothing more to a subscription, without a word to the server. */
  forget(interest: Interest): void {
    this.#interests.delete(interest);
  }

  /** Asks for a round trip: now, or once connected again. */
  ping(waiter: PingWaiter): void {
    if (this.#state.name === "closed") {
      waiter.failed(new ClosedConnectionError());
    } else if (this.#state.name === "open") {
      this.#ping(waiter);
    } else {
      this.#pings.later(waiter);
    }
  }

  /** Nothing is read for a while: a PONG that lies there unread does not count as missing. */
  hold(): void {
    this.#held = true;
  }

  /** Reading goes on. */
  release(now: number): void {
    this.#now = now;
    this.#held = false;
    if (this.#state.name === "open") this.#nextPing();
  }

  /**
   * Replaces the servers, from the next attempt on.
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be read.
   */
  setServers(specs: readonly string[]): void {
    this.pool.set(specs);
  }

  /** Drops the connection and makes a new one. */
  reconnect(now: number): void {
    this.#now = now;
    if (this.#state.name !== "open") return;
    this.#status({ type: "forceReconnect" });
    this.#broken(new ConnectionError("the application asked for a new connection"));
  }

  /** Ends the connection for good; what waits to be sent goes out first where it can. */
  close(error: Error | undefined, now: number): void {
    this.#now = now;
    this.#close(error, this.#state.name === "open");
  }

  // --- what the server sends -----------------------------------------------------------------------------------

  #newParser(): Parser {
    return new Parser(SERVER_TO_CLIENT, this.#interests, {
      maxControlLine: CLIENT_MAX_CONTROL_LINE,
      maxPayload: CLIENT_MAX_PAYLOAD,
      headers: true,
    });
  }

  #onOperation(operation: Operation): void {
    switch (operation.op) {
      case "INFO":
        return this.#onInfo(operation.json);
      case "PING":
        return this.#outbound.control.pong();
      case "PONG":
        return this.#state.name === "awaitingPong" ? this.#open() : this.#onPong();
      case "-ERR":
        return this.#onError(operation.text);
    }
  }

  #onPong(): void {
    // The server went on after its last error: that was not why the connection will one day end.
    this.#lastError = undefined;
    this.#outbound.confirm(this.#pings.nextPlace);
    this.#pings.answered();
  }

  #onInfo(json: string): void {
    let info: ServerInfo;
    try {
      info = decodeInfo(json);
    } catch (error) {
      return this.#broken(this.#protocolBroken(error as ProtocolError));
    }
    this.#info = info;
    this.#parser.limits.maxPayload = Math.max(CLIENT_MAX_PAYLOAD, info.max_payload ?? 0);
    if (!this.#options.ignoreClusterUpdates) {
      const { added, deleted } = this.pool.update(info);
      this.#status({ type: "update", added, deleted });
    }
    if (info.ldm === true) this.#status({ type: "ldm", server: this.#server!.listen });
    if (this.#state.name === "awaitingInfo") this.#greet(info, this.#state.deadlineMs);
  }

  /** The first INFO of a transport: TLS or credentials come next. */
  #greet(info: ServerInfo, deadlineMs: number): void {
    const next = afterInfo(info, this.#options, false);
    if (next instanceof ConnectionError) return this.#broken(next);
    if (next === "authenticate") return this.#authenticate(deadlineMs);
    this.#state = { name: "securing", deadlineMs };
    // What came in the clear behind INFO must not count as if it had come encrypted.
    this.#parser.stop();
    this.#outputs.push({ kind: "secure", serverName: this.#server!.tlsName || this.#server!.hostname });
  }

  #authenticate(deadlineMs: number): void {
    this.#state = { name: "authenticating", deadlineMs };
    this.#outputs.push({ kind: "authenticate", info: this.#info! });
  }

  #onError(text: string): void {
    const error = serverError(text);
    if (error instanceof PermissionViolationError) this.#outputs.push({ kind: "denied", error });
    this.#status({ type: "error", error });
    if (error instanceof PermissionViolationError) return;
    const handshake = this.#state.name !== "open";
    if (
      isCredentialsError(error) && isCredentialsError(this.#lastError) && !this.#options.ignoreAuthErrorAbort
    ) {
      this.#abortReconnect = true;
    }
    this.#lastError = error;
    // The server closes after these; during the handshake the cause must not drown in that.
    if (handshake) this.#broken(error);
  }

  // --- the ways of the state -----------------------------------------------------------------------------------

  #open(): void {
    const first = !this.#connectedOnce;
    this.#connectedOnce = true;
    this.#lastError = undefined;
    this.#server!.didConnect = true;
    this.#server!.reconnects = 0;
    this.#nextPing();
    this.#room = this.#options.maxPendingBytes;
    this.#interests.restore(this.#outbound.control);
    for (const waiter of this.#pings.takeLater()) this.ping(waiter);
    this.#outputs.push({ kind: "opened", first });
    if (first) return;
    this.counts.reconnects++;
    this.#status({ type: "reconnect", server: this.#server!.listen });
    this.#drops.outageEnded();
  }

  /** A PING is due. */
  #keepAlive(): void {
    // A connection this quiet may be so for long.
    if (this.#outbound.length === 0) this.#outbound.trim();
    if (this.#held) return this.#nextPing();
    if (this.#pings.own >= this.#options.maxPingOut) {
      this.#status({ type: "staleConnection" });
      const message = `${this.#server!.listen} left ${this.#pings.own} PINGs unanswered`;
      return this.#broken(new ConnectionError(message, { code: "STALE_CONNECTION" }));
    }
    this.#ping(null);
    this.#status({ type: "ping", pendingPings: this.#pings.own });
    this.#nextPing();
  }

  #nextPing(): void {
    this.#state = { name: "open", pingMs: this.#now + this.#options.pingIntervalMs };
  }

  #ping(waiter: PingWaiter | null): void {
    this.#outbound.command((encoder) => encoder.ping());
    this.#pings.sent(waiter, this.counts.outMsgs);
  }

  /** There is no room for a publish. */
  #refuse(headers: Uint8Array | null, payload: Uint8Array | string): void {
    if (this.#state.name === "closed") throw new ClosedConnectionError({ operation: "publish" });
    const open = this.#state.name === "open";
    if (!open && this.#options.dropWhenFull) {
      const size = typeof payload === "string" ? utf8(payload).length : payload.length;
      return this.#drops.drop(size + (headers?.length ?? 0));
    }
    throw new ConnectionError(
      open
        ? `more than ${this.#room} bytes wait to be sent`
        : `disconnected, and the buffer of ${this.#room} bytes for the next connection is full`,
      { code: "BUFFER_FULL", operation: "publish" },
    );
  }

  /** The attempt failed or the connection is lost. */
  #broken(error: Error): void {
    const was = this.#state.name;
    if (was === "idle" || was === "closed" || was === "waiting") return;
    this.#hangUp();
    const server = this.#server!;
    if (was === "open") {
      this.#room = this.#options.maxBufferedBytes;
      this.counts.unconfirmed += this.#outbound.takeUnconfirmed();
      this.#status({ type: "disconnect", server: server.listen });
      this.#outputs.push({ kind: "lost", error });
      this.#pings.failSent(
        new RequestError("connection disconnected", { code: "DISCONNECTED", cause: error }),
      );
      // Those who waited have been told, and may have closed the connection in return.
      if (this.state === "closed") return;
      this.#lastError ??= error;
      if (!this.#options.reconnect) return this.#close(error, false);
    } else {
      this.#lastError = error;
      server.reconnects++;
      const { maxReconnectAttempts: most, waitOnFirstConnect } = this.#options;
      const given = this.#connectedOnce ? most !== -1 && server.reconnects >= most : !waitOnFirstConnect;
      if (given) this.pool.remove(server);
    }
    this.#connectNext();
  }

  #connectNext(): void {
    const server = this.#abortReconnect ? undefined : this.pool.next();
    if (server === undefined) {
      return this.#close(this.#lastError ?? new ConnectionError("no server is left to connect to"), false);
    }
    this.#server = server;
    let dueMs = this.#now;
    try {
      if (server.lastConnectMs !== undefined) dueMs = server.lastConnectMs + this.#options.reconnectDelayMs();
      if (Number.isNaN(dueMs)) throw new TypeError("it gave no number");
    } catch (cause) {
      // The application's own function: what it does wrong must not leave the machine without a next step.
      return this.#close(new ConnectionError("the reconnect delay handler failed", { cause }), false);
    }
    if (dueMs <= this.#now) this.#dial(server);
    else this.#state = { name: "waiting", untilMs: dueMs };
  }

  #dial(server: PoolServer): void {
    server.lastConnectMs = this.#now;
    this.#state = { name: "dialing", deadlineMs: this.#now + this.#options.handshakeTimeoutMs };
    this.#status({ type: "reconnecting" });
    this.#outputs.push({ kind: "dial", server });
  }

  #close(error: Error | undefined, flush: boolean): void {
    if (this.#state.name === "closed") return;
    const dialed = this.#linked() || this.#state.name === "dialing";
    this.#state = { name: "closed" };
    this.#room = -1;
    this.#flushing = flush;
    if (dialed) this.#outputs.push({ kind: "hangUp", flush });
    if (!flush) this.#discard();
    this.#parser.stop();
    this.#info = undefined;
    this.#pings.failAll(new ClosedConnectionError());
    this.#interests.clear();
    this.#outputs.push({ kind: "closed", error });
  }

  /** Drops what was never sent. */
  #discard(): void {
    const { handedMsgs, handedBytes } = this.#outbound;
    this.#drops.ended(this.counts.outMsgs - handedMsgs, this.counts.outBytes - handedBytes);
    this.#outbound.clear();
  }

  /** Drops the transport; the caller says at once what comes next. */
  #hangUp(): void {
    this.#state = { name: "idle" };
    this.#parser.stop();
    this.#outbound.keepPublishes();
    this.#outputs.push({ kind: "hangUp", flush: false });
  }

  /** True while bytes of a transport count. */
  #linked(): boolean {
    const name = this.#state.name;
    return name !== "idle" && name !== "dialing" && name !== "waiting" && name !== "closed";
  }

  #protocolBroken(error: ProtocolError): Error {
    if (this.#state.name !== "awaitingInfo") return error;
    const message = `${this.#server!.listen} does not speak NATS: ${error.message} instead of INFO`;
    return new ConnectionError(message, { code: "NOT_NATS", cause: error });
  }

  #status(status: ConnectionStatus): void {
    this.#outputs.push({ kind: "status", status });
  }
}
