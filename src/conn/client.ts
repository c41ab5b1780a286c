/** The client end of a connection, over as many transports as it takes: a machine without any I/O. */

import { ConnectionError, PermissionViolationError, type ProtocolError } from "../errors.ts";
import { decodeInfo, type ServerInfo } from "../wire/info.ts";
import { KnownSubjects } from "../wire/known_subjects.ts";
import { CLIENT_MAX_CONTROL_LINE, CLIENT_MAX_PAYLOAD } from "../wire/limits.ts";
import { type Operation, SERVER_TO_CLIENT } from "../wire/operation.ts";
import { Parser } from "../wire/parser.ts";
import { Attempts, type Step } from "./client_attempts.ts";
import { afterInfo, connectJson, hungUp, notNats, tooLate } from "./client_handshake.ts";
import { Sending } from "./client_sending.ts";
import { type ClientState, dueMsOf, isLinked } from "./client_states.ts";
import {
  type ClientCounts,
  type ClientMachineOptions,
  type ClientOutput,
  type ConnectionStatus,
  type Interest,
  newCounts,
  type PingWaiter,
} from "./client_types.ts";
import { Interests } from "./interests.ts";
import type { Outbound } from "./outbound.ts";
import { serverError } from "./server_error.ts";
import { type PoolEntry, type PoolServer, ServerPool } from "./server_pool.ts";

/**
 * The client's connection machine.
 *
 * Bytes, time and answers come in through methods; what is to be done comes out of `output`, which is pulled
 * until it gives null after every call, and of `takeBlock`, the bytes to send. `wakeAtMs` says when `tick` is
 * due. The machine never waits, never throws for what a peer sends, and knows no transport. Its states and
 * the ways between them are in `client_states.ts`.
 */
export class ClientMachine {
  /** What was received and published so far. */
  readonly counts: ClientCounts = newCounts();
  /** The servers known. */
  readonly pool: ServerPool;

  readonly #options: ClientMachineOptions;
  readonly #attempts: Attempts;
  readonly #outputs: ClientOutput[] = [];
  readonly #sending: Sending;
  readonly #interests = new Interests(this.counts, this);
  #state: ClientState = { name: "idle" };
  #parser: Parser;
  #info: ServerInfo | undefined;
  #now = 0;
  /** True while nothing is read because the application cannot keep up. */
  #held = false;

  /**
   * Takes the options, checked.
   *
   * @throws {InvalidArgumentError} when an address cannot be read.
   */
  constructor(options: ClientMachineOptions) {
    this.#options = options;
    this.#sending = new Sending(options, this.counts, this);
    this.pool = new ServerPool(options.servers, {
      random: options.noRandomize ? undefined : options.random,
      webSocket: options.webSocket,
      noTls: options.tls === "forbidden",
    });
    this.#attempts = new Attempts(options, this.pool);
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
  get server(): PoolEntry | undefined {
    return this.#attempts.server;
  }

  /** The servers known, the next to be tried first: frozen copies. */
  get servers(): readonly PoolServer[] {
    return this.pool.snapshot();
  }

  /** How many publishes were accepted so far: the ordinal of the last one. */
  get publishedMsgs(): number {
    return this.counts.outMsgs;
  }

  /** The ordinal of the last publish of which anything was handed to a transport. */
  get handedMsgs(): number {
    return this.#sending.outbound.handedMsgs;
  }

  /** Bytes that wait to be sent. */
  get pendingBytes(): number {
    return this.#sending.outbound.length;
  }

  /** How many bytes of publishes may wait at the moment; -1 after the end. */
  get room(): number {
    return this.#sending.room;
  }

  /** When `tick` is due; Infinity for never. */
  get wakeAtMs(): number {
    return dueMsOf(this.#state);
  }

  /** The next thing to do, or null. */
  output(): ClientOutput | null {
    return this.#outputs.shift() ?? null;
  }

  /** The next bytes to send, or null. They belong to the caller until `giveBack`; one block at a time. */
  takeBlock(): Uint8Array | null {
    const { name } = this.#state;
    // Between asking for TLS and having it nothing may be sent: it would go out in the clear.
    if (name === "securing") return null;
    return this.#sending.outbound.take(name === "open" || name === "closing");
  }

  /** Takes back a block that was sent, or whose transport is gone. */
  giveBack(block: Uint8Array): void {
    this.#sending.outbound.giveBack(block);
  }

  // --- what happens to the transport -------------------------------------------------------------------------

  /** Begins: chooses a server and asks for a dial. */
  start(now: number): void {
    this.#now = now;
    if (this.#state.name === "idle") this.#connectNext();
  }

  /** The addresses of the host name; none where it has none, or nobody could tell. */
  resolved(addresses: readonly string[], now: number): void {
    this.#now = now;
    if (this.#state.name !== "resolving") return;
    this.#go(this.#attempts.resolved(addresses), this.#state.deadlineMs);
  }

  /** The transport is there, and maybe encrypted already. */
  dialed(encrypted: boolean, now: number): void {
    this.#now = now;
    if (this.#state.name !== "dialing") return;
    this.#attempts.encrypted = encrypted;
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
    this.#attempts.encrypted = true;
    this.#parser = this.#newParser();
    this.#authenticate(this.#state.deadlineMs);
  }

  /** The credentials, as fields of CONNECT. */
  authenticated(fields: Readonly<Record<string, unknown>>, now: number): void {
    this.#now = now;
    if (this.#state.name !== "authenticating") return;
    const { control } = this.#sending.outbound;
    control.connect(connectJson(this.#options.connect, this.#attempts.demandsTls, this.#info!, fields));
    control.ping();
    this.#state = { name: "awaitingPong", deadlineMs: this.#state.deadlineMs };
  }

  /**
   * The authenticator failed. The next one is asked; where there is none the connection ends, as nats.js does:
   * trying another server would not help.
   */
  authenticationFailed(error: Error, now: number): void {
    this.#now = now;
    if (this.#state.name !== "authenticating") return;
    if (this.#attempts.nextAlternative()) this.#authenticate(this.#state.deadlineMs);
    else this.#close(error, false);
  }

  /** Bytes from the server. */
  receive(bytes: Uint8Array, now: number): void {
    this.#now = now;
    if (!isLinked(this.#state)) return;
    try {
      this.#parser.push(bytes);
    } catch (error) {
      this.#broken(this.#protocolBroken(error as ProtocolError));
    }
  }

  /** The transport ended, or broke with `error`. */
  ended(error: Error | undefined, now: number): void {
    this.#now = now;
    if (!isLinked(this.#state)) return;
    const ended = error ?? hungUp(this.server!.listen);
    // What the server said last tells more than how the transport ended.
    this.#broken(this.#state.name === "open" ? this.#attempts.lastError ?? ended : ended);
  }

  /**
   * What waited to be sent has gone out, or will not any more.
   *
   * @param clean true where the server closed after it: it has everything.
   */
  finished(clean: boolean, now: number): void {
    this.#now = now;
    if (this.#state.name !== "closing") return;
    if (!clean) this.#sending.countUnconfirmed();
    this.#end(this.#state.error);
  }

  /** The time has come that `wakeAtMs` named. */
  tick(now: number): void {
    this.#now = now;
    if (now < this.wakeAtMs) return;
    const state = this.#state;
    if (state.name === "open") return this.#keepAlive();
    if (state.name === "waiting") return this.#go(this.#attempts.due(now, this.#info, state.chosen));
    this.#broken(tooLate(this.#options.handshakeTimeoutMs, this.server!.listen));
  }

  // --- what the application asks for -------------------------------------------------------------------------

  /**
   * Sends a message, or keeps it for the next connection.
   *
   * @throws {ConnectionError} `BUFFER_FULL` when there is no room for it, unless such messages are dropped.
   * @throws {ClosedConnectionError} after the end.
   */
  publish(subject: string, reply: string, headers: Uint8Array | null, payload: Uint8Array | string): void {
    this.#sending.publish(subject, reply, headers, payload);
  }

  /** Adds a subscription, now or with the next connection. */
  subscribe(interest: Interest): void {
    this.#interests.subscribe(interest, this.#lane());
  }

  /** Ends a subscription, at once or after `max` messages since it began. */
  unsubscribe(interest: Interest, max?: number): void {
    this.#interests.unsubscribe(interest, max, this.#lane());
  }

  /** Tells the server that a subscription ends; what is on its way is still handed over, until `forget`. */
  stopInterest(interest: Interest): void {
    this.#interests.stop(interest, this.#lane());
  }

  /** Hands over nothing more to a subscription, without a word to the server. */
  forget(interest: Interest): void {
    this.#interests.delete(interest);
  }

  /** Where commands go now; undefined while there is no connection to send them on. */
  #lane(): Outbound | undefined {
    return this.#state.name === "open" ? this.#sending.outbound : undefined;
  }

  /** Asks for a round trip: now, or once connected again. */
  ping(waiter: PingWaiter): void {
    this.#sending.ask(waiter);
  }

  /** From here on nothing is read, or everything again: a PONG that lies there unread does not count as missing. */
  hold(held: boolean, now: number): void {
    this.#now = now;
    this.#held = held;
    if (!held && this.#state.name === "open") this.#nextPing();
  }

  /**
   * Replaces the servers, from the next attempt on.
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be.
   */
  setServers(specs: readonly string[]): void {
    this.pool.set(specs);
  }

  /** Drops the connection and makes a new one. */
  reconnect(now: number): void {
    this.#now = now;
    if (this.#state.name !== "open") return;
    this.tell({ type: "forceReconnect" });
    this.#broken(
      new ConnectionError("the application asked for a new connection", { server: this.server!.listen }),
    );
  }

  /** Ends the connection for good; what waits to be sent goes out first where it can. */
  close(error: Error | undefined, now: number): void {
    this.#now = now;
    this.#close(error, this.#state.name === "open");
  }

  #newParser(): Parser {
    return new Parser(SERVER_TO_CLIENT, this.#interests, {
      maxControlLine: CLIENT_MAX_CONTROL_LINE,
      maxPayload: CLIENT_MAX_PAYLOAD,
      headers: true,
    }, new KnownSubjects());
  }

  /** The parser found what is no message. */
  onOperation(operation: Operation): void {
    switch (operation.op) {
      case "INFO":
        return this.#onInfo(operation.json);
      case "PING":
        return this.#sending.outbound.control.pong();
      case "PONG":
        return this.#state.name === "awaitingPong" ? this.#open() : this.#onPong();
      case "-ERR":
        return this.#onError(operation.text);
    }
  }

  #onPong(): void {
    // The server went on after its last error: that was not why the connection will one day end.
    this.#attempts.lastError = undefined;
    this.#sending.pong();
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
      this.tell({ type: "update", added, deleted });
    }
    if (info.ldm === true) this.tell({ type: "ldm", server: this.server!.listen });
    if (this.#state.name === "awaitingInfo") this.#greet(info, this.#state.deadlineMs);
  }

  /** The first INFO of a transport: TLS or credentials come next. */
  #greet(info: ServerInfo, deadlineMs: number): void {
    const { connect, webSocket, tls } = this.#options;
    const next = afterInfo(info, {
      tls: this.#attempts.encrypted || webSocket ? "settled" : this.#attempts.demandsTls ? "required" : tls,
      echo: connect.echo,
      server: this.server!.listen,
    });
    if (next instanceof ConnectionError) return this.#broken(next);
    if (next === "authenticate") return this.#authenticate(deadlineMs);
    this.#state = { name: "securing", deadlineMs };
    // What came in the clear behind INFO must not count as if it had come encrypted.
    this.#parser.stop();
    this.#outputs.push({ kind: "secure", serverName: this.server!.certificateName });
  }

  #authenticate(deadlineMs: number): void {
    this.#state = { name: "authenticating", deadlineMs };
    const own = this.server!.credentials;
    if (own !== undefined) return this.authenticated({ ...own }, this.#now);
    this.#outputs.push({ kind: "authenticate", info: this.#info!, alternative: this.#attempts.alternative });
  }

  #onError(text: string): void {
    const error = serverError(text, this.server!.listen);
    if (error instanceof PermissionViolationError) this.#outputs.push({ kind: "denied", error });
    this.tell({ type: "error", error });
    if (error instanceof PermissionViolationError) return;
    // The server closes after these; during the handshake the cause must not drown in that.
    if (this.#state.name !== "open") return this.#broken(error);
    this.#attempts.lastError = error;
  }

  #open(): void {
    const first = !this.#attempts.connectedOnce;
    this.#attempts.succeeded();
    this.#nextPing();
    this.#interests.restore(this.#sending.outbound);
    this.#sending.opened();
    this.#outputs.push({ kind: "opened", first });
    if (first) return;
    this.counts.reconnects++;
    this.tell({ type: "reconnect", server: this.server!.listen });
    this.#sending.outageEnded();
  }

  /** A PING is due. */
  #keepAlive(): void {
    const stale = this.#sending.keepAlive(this.#held, this.server!.listen);
    if (stale === undefined) this.#nextPing();
    else this.#broken(stale);
  }

  #nextPing(): void {
    this.#state = { name: "open", pingMs: this.#now + this.#options.pingIntervalMs };
  }

  /** The attempt failed or the connection is lost. */
  #broken(error: Error): void {
    const was = this.#state.name;
    if (was === "resolving") this.#state = { name: "idle" };
    else if (was === "dialing" || isLinked(this.#state)) this.#hangUp();
    else return;
    if (was === "open") {
      if (this.#lost(error)) this.#connectNext();
      return;
    }
    const step = this.#attempts.failed(error);
    if (step === null) this.#connectNext();
    else this.#go(step);
  }

  /** An established connection is gone; false where that was the end. */
  #lost(error: Error): boolean {
    this.#sending.lost();
    this.tell({ type: "disconnect", server: this.server!.listen });
    this.#outputs.push({ kind: "lost", error });
    this.#sending.failPings(error, this.server!.listen);
    // Those who waited have been told, and may have closed the connection in return.
    if (this.state === "closed") return false;
    this.#attempts.lastError ??= error;
    if (!this.#options.reconnect) this.#close(error, false);
    return this.#options.reconnect;
  }

  #connectNext(): void {
    this.#go(this.#attempts.next(this.#now, this.#info));
  }

  /** Takes a step on the way to a connection. */
  #go(step: Step, deadlineMs: number = this.#now + this.#options.handshakeTimeoutMs): void {
    // The application, asked for the step, may have ended the connection.
    if (this.#sending.room < 0) return;
    switch (step.kind) {
      case "wait":
        this.#state = { name: "waiting", untilMs: step.untilMs, chosen: step.chosen };
        return;
      case "resolve":
        this.#state = { name: "resolving", deadlineMs };
        this.#outputs.push({ kind: "resolve", hostname: this.server!.hostname });
        return;
      case "dial":
        this.#state = { name: "dialing", deadlineMs };
        this.tell({ type: "reconnecting" });
        this.#outputs.push({ kind: "dial", server: this.server!, hostname: this.#attempts.address });
        return;
      case "end":
        this.#close(step.error, false);
    }
  }

  #close(error: Error | undefined, flush: boolean): void {
    if (this.#sending.room < 0) return;
    const dialed = isLinked(this.#state) || this.#state.name === "dialing";
    this.#state = flush ? { name: "closing", error } : { name: "closed" };
    if (dialed) this.#outputs.push({ kind: "hangUp", flush });
    this.#parser.stop();
    this.#info = undefined;
    this.#sending.stop();
    this.#interests.clear();
    if (!flush) this.#end(error);
  }

  /** Drops what was never sent: nothing comes after this. */
  #end(error: Error | undefined): void {
    this.#state = { name: "closed" };
    this.#sending.end();
    this.#outputs.push({ kind: "closed", error });
  }

  /** Drops the transport; the caller says at once what comes next. */
  #hangUp(): void {
    this.#state = { name: "idle" };
    this.#parser.stop();
    this.#sending.outbound.keepPublishes();
    this.#outputs.push({ kind: "hangUp", flush: false });
  }

  #protocolBroken(error: ProtocolError): Error {
    return this.#state.name === "awaitingInfo" ? notNats(error, this.server!.listen) : error;
  }

  /** Something to tell those who watch. */
  tell(status: ConnectionStatus): void {
    this.#outputs.push({ kind: "status", status });
  }
}
