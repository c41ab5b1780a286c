/** One client of the server: runs a connection machine on a transport. */

import { ServerConnection } from "../conn/server.ts";
import { quoteGo } from "../conn/server_quote.ts";
import { publishError, SUBSCRIBE_ERRORS } from "../conn/server_rules.ts";
import { type Ending, ENDINGS } from "../conn/server_states.ts";
import type { ProtocolTrace, ServerSink, SubscribeOutcome, Verdict } from "../conn/server_types.ts";
import type { AcceptedTransport, PeerTls } from "../transport/accepted.ts";
import { binaryOf } from "../wire/bytes.ts";
import type { ConnectOptions } from "../wire/connect.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Account } from "./accounts/account.ts";
import { subjectOf } from "./accounts/frames.ts";
import type { ResponsePermissions } from "./auth/responses.ts";
import type { LoggedIn, LoginContext, LoginOutcome } from "./auth/types.ts";
import { strictest } from "./client_limits.ts";
import { addressLabel, connectLabel } from "./client_label.ts";
import { dropTransport, endTransport } from "./close_codes.ts";
import { type Door, infoForClient } from "./door.ts";
import { endingEntries } from "./ending_log.ts";
import { type ListenerTls, shakeHands, Throttled } from "./handshake.ts";
import { endTrace, takeIn } from "./intake.ts";
import type { ConnectionType } from "./option_types.ts";
import { Pace } from "./pace.ts";
import type { PermissionCheck } from "./permissions.ts";
import { loggedTrace } from "./protocol_trace.ts";
import type { SessionContext } from "./session_context.ts";
import { type SidKey, type Subscriber, type Subscription, Traffic } from "./subscription.ts";
import type { MessageTrace } from "./tracing/message_trace.ts";

/** A large block goes out in pieces of this size, so that the peer's progress shows while it is under way. */
const PIECE_BYTES = 256 * 1024;

/** When the server stops, a client has this long to take what is pending. */
const SHUTDOWN_FLUSH_MS = 500;

/** One client, from its INFO to the end of its transport. */
export class Session implements ServerSink, Subscriber {
  /** The number of the connection. */
  readonly id: number;
  /** What it came over. */
  readonly connectionType: ConnectionType;
  /** Where the client is, as `host:port`. */
  readonly peer: string;
  /** When it came, ms of the server's clock. */
  readonly startMs: number;
  /** The connection itself. */
  readonly connection: ServerConnection;
  /** Who waits for it before more is read. */
  readonly pace: Pace;
  /** The subscriptions by sid. */
  readonly subscriptions: Map<SidKey, Subscription> = new Map();
  /** What was moved. */
  readonly traffic: Traffic = new Traffic();
  /** The account; before the login the one that everybody starts in. */
  account: Account;
  /** Who was let in; null before the login. */
  user: LoggedIn | null = null;
  /** What the user may do; null for everything. */
  permissions: PermissionCheck | null = null;
  /** The requests that it may answer, whatever its permissions; null for none. */
  responses: ResponsePermissions | null = null;
  /** Which messages a test has lost on their way to it; null for none. Subjects have one character for each byte. */
  drops: ((subject: string) => boolean) | null = null;
  /** How many subscriptions there may be; 0 for any number. */
  maxSubscriptions = 0;
  /** What was agreed on with TLS; null for no TLS. */
  tls: PeerTls | null;
  /** How often its publishes waited for somebody who fell behind. */
  stalls = 0;
  /** How it ended, and when; null before that. */
  ending: { readonly ending: Ending; readonly atMs: number } | null = null;
  /** True while the session is in the router's list of those to flush. */
  dirty = false;
  /** The trace of the message that is being published; null for none. */
  messageTrace: MessageTrace | null = null;
  /** The way it came in; a reload puts another one in its place. */
  door: Door;
  /** The INFO of this client. */
  info: ServerInfo;

  readonly #context: SessionContext;
  readonly #transport: AcceptedTransport;
  #label: string;
  #judging: Promise<LoginOutcome> | null = null;
  #handshaking = false;
  #writing = false;
  #endSent = false;
  #dropped = false;
  /** When the timer fires, and how to stop it. It is only set anew where it has to fire earlier. */
  #timerAtMs = Infinity;
  #cancelTimer: (() => void) | null = null;
  /** When the transport is dropped whatever is pending. */
  #dropAtMs = Infinity;
  /** Who is waited for before more is read. */
  #behind: Subscriber | null = null;
  #resolveClosed: () => void = () => {};
  readonly #closed = new Promise<void>((resolve) => this.#resolveClosed = resolve);

  /** Takes the transport, the account that everybody starts in, its number and its way in; {@link run} starts it. */
  constructor(
    transport: AcceptedTransport,
    account: Account,
    context: SessionContext,
    id: number,
    door: Door,
  ) {
    const { clock } = context;
    this.id = id;
    this.door = door;
    this.connectionType = door.connectionType;
    this.peer = transport.peer;
    this.startMs = clock.now();
    this.account = account;
    this.info = infoForClient(door, id, transport.peer);
    this.tls = transport.upgrade?.tls ?? null;
    this.#transport = transport;
    this.#context = context;
    this.#label = addressLabel(transport.peer, door.connectionType === "WEBSOCKET", id);
    this.connection = new ServerConnection(
      {
        info: this.info,
        authRequired: door.login.required,
        limits: strictest(context.limits, door.limits, {}),
        random: Math.random,
        subjects: context.router.subjects,
        trace: this.#trace() ?? undefined,
      },
      this,
      this.startMs,
    );
    this.pace = new Pace(this.connection, context);
    this.maxSubscriptions = context.limits.maxSubscriptions;
    if (!door.login.required) this.account.join(this);
    this.#log("debug", "Client connection created");
  }

  /**
   * Serves the client until the transport is closed.
   *
   * @param refusal why nobody is let in here; told in the clear, where TLS comes first.
   */
  async run(refusal: Ending | null = null): Promise<void> {
    const { clock, router } = this.#context;
    const { tls } = this.door;
    let reading = tls === null || refusal !== null ? null : await this.#secure(tls);
    if (refusal === null) this.flush();
    else this.close(refusal);
    try {
      while (this.connection.state.name !== "closed") {
        const bytes = await (reading ?? this.#transport.read());
        reading = null;
        if (bytes === null) {
          this.connection.ended(clock.now());
          break;
        }
        this.connection.receive(bytes, clock.now());
        if (this.#judging !== null) await this.#awaitJudgement();
        router.touch(this);
        router.flush(this);
        if (this.#behind !== null) await this.#waitForBehind(this.#behind);
      }
    } catch {
      this.connection.broken(clock.now(), "read");
    }
    // The router keeps nobody to be flushed who has gone.
    router.touch(this);
    router.flush(this);
    await this.#closed;
  }

  /** Ends the session because the server stops, or does not take it. */
  close(ending: Ending): void {
    const nowMs = this.#context.clock.now();
    if (ending === ENDINGS.serverShutdown) this.#dropAtMs = nowMs + SHUTDOWN_FLUSH_MS;
    this.connection.close(ending, nowMs);
    this.flush();
  }

  /** Starts to send what is pending, and does what the state of the connection asks for. */
  flush(): void {
    this.dirty = false;
    if (this.#handshaking) {
      const { name } = this.connection.state;
      if (name !== "open" && name !== "unauthorized") this.#transport.close();
      return;
    }
    if (!this.#writing) {
      const block = this.connection.take(this.#context.clock.now());
      if (block !== null) void this.#write(block);
    }
    this.#follow();
  }

  /** Reads no more before that session has caught up. */
  waitFor(behind: Subscriber): void {
    this.#behind = behind;
  }

  /** Judges credentials. */
  authenticate(options: Readonly<ConnectOptions>): Verdict {
    const outcome = this.door.login.judge(this.credentials(options), this.loginContext());
    if (outcome instanceof Promise) {
      this.#judging = outcome;
      return "pending";
    }
    return this.#settle(outcome);
  }

  /** What the client said of itself, with what its WebSocket brought along where it left that out. */
  credentials(options: Readonly<ConnectOptions> = this.connection.options): Readonly<ConnectOptions> {
    const brought = this.door.credentials(this.#transport.upgrade);
    const missing = Object.entries(brought).filter(([name]) => options[name as "user"] === "");
    return missing.length === 0 ? options : { ...options, ...Object.fromEntries(missing) };
  }

  /** What a login is judged by besides its CONNECT. */
  loginContext(): LoginContext {
    return {
      connectionType: this.connectionType,
      nonce: this.info.nonce ?? "",
      peer: this.peer,
      encrypted: this.#transport.encrypted || this.tls !== null,
      certificate: this.tls?.certificate ?? null,
    };
  }

  /** Lets somebody in as this user, or says how the session is to end because there is no room. */
  enter(user: LoggedIn): "accepted" | Ending {
    const account = this.#context.account(user.account);
    if (account === undefined) return ENDINGS.authorizationViolation;
    if (!account.sessions.has(this)) {
      const { isFull } = account;
      this.account.leave(this);
      // Who finds it full is told of there all the same.
      this.account = account;
      this.user = user;
      if (isFull) return ENDINGS.maxAccountConnections;
      account.join(this);
    }
    this.user = user;
    if (this.permissions !== user.permissions) this.responses = user.permissions?.newResponses() ?? null;
    this.permissions = user.permissions;
    this.limit();
    return "accepted";
  }

  /** Shows the protocol in the log, or no longer, as the logger wants it now. */
  trace(): void {
    this.connection.showTo(this.#trace());
  }

  /** Takes over the limits of server and account. */
  limit(): void {
    const limits = strictest(this.#context.limits, this.door.limits, this.account.limits);
    this.maxSubscriptions = limits.maxSubscriptions;
    this.connection.limit(limits);
    if (limits.maxPayload !== this.info.max_payload) {
      this.info = { ...this.info, max_payload: limits.maxPayload };
    }
  }

  /** Measures the round trip, where that was never done. */
  measure(): void {
    if (this.connection.rttMs !== undefined) return;
    this.connection.ping(this.#context.clock.now());
    this.flush();
  }

  /** Says something about the server that has changed. */
  inform(info: ServerInfo): void {
    this.info = info;
    this.connection.inform(info);
    this.flush();
  }

  /** Tells the client that a reload took a subscription from it. */
  tellRemoved({ subject, queue, sid }: Subscription): void {
    const text = SUBSCRIBE_ERRORS.denied(subject, queue);
    this.connection.error(`${text} (sid ${quoteGo(sid)})`);
  }

  /** What the INFO after the first PING says besides. */
  connectInfo(): Partial<ServerInfo> {
    const { name, isSystem } = this.account;
    return {
      max_payload: this.info.max_payload,
      auth_required: this.door.login.required,
      remote_account: name,
      ...(isSystem ? { acc_is_sys: true } : {}),
    };
  }

  /** Forgets all subscriptions. */
  resetSubscriptions(): void {
    this.#context.router.removeAll(this);
  }

  /** Adds a subscription. */
  subscribe(subject: string, queue: string | undefined, sid: string): SubscribeOutcome {
    const outcome = this.#context.router.subscribe(this, subject, queue, sid);
    if (outcome === "denied") {
      const group = queue === undefined ? "" : `, Queue: ${JSON.stringify(queue)}`;
      this.#log("error", `Subscription Violation - Subject ${JSON.stringify(subject)}${group}, SID ${sid}`);
    }
    return outcome;
  }

  /** Takes note of a request that was delivered, where it may be answered for that. */
  trackRequest(frame: MessageFrame): void {
    const reply = binaryOf(frame.line, frame.replyStart, frame.replyEnd);
    if (this.permissions?.mayPublish(reply) === true) return;
    this.responses?.delivered(reply, this.#context.clock.now());
  }

  /** Ends a subscription. */
  unsubscribe(sid: string, max: number): void {
    this.#context.router.unsubscribe(this, sid, max);
  }

  /** Asks the permissions of the user, and the hook of the embedding program. */
  admit(frame: MessageFrame): MessageFrame | null {
    const { onPublish } = this.#context;
    const isPlain = frame.headerEnd === frame.bodyStart && this.account.mappings === null;
    const taken = isPlain ? frame : takeIn(this, frame, this.#context);
    if (taken === null || (this.permissions === null && onPublish === null)) return taken;
    const subject = subjectOf(taken);
    const isAllowed = this.permissions === null || this.permissions.mayPublish(subject) ||
      this.responses?.mayReply(subject, this.#context.clock.now()) === true;
    if (isAllowed && (onPublish === null || onPublish(this, taken))) return taken;
    this.#log("error", `Publish Violation - Subject ${JSON.stringify(subject)}`);
    const error = publishError(taken);
    this.connection.error(error);
    endTrace(this, error);
    return null;
  }

  /** Routes a message. */
  publish(frame: MessageFrame): boolean {
    const { router } = this.#context;
    if (this.messageTrace === null) return router.publish(this, frame);
    const delivered = router.publishTraced(this, frame, this.messageTrace);
    endTrace(this, null);
    return delivered;
  }

  /** Finds where the client takes replies. */
  replySid(frame: MessageFrame): Uint8Array | undefined {
    return this.#context.router.replySid(this, frame);
  }

  /** Forgets the client's subscriptions; what is pending may still go out. */
  ended(ending: Ending, detail: string): void {
    this.ending = { ending, atMs: this.#context.clock.now() };
    // While all of it is still there to be remembered.
    this.#context.onEnding(this, ending);
    this.#context.router.removeAll(this);
    this.#context.router.touch(this);
    this.account.leave(this);
    this.pace.stop();
    for (const [level, text] of endingEntries(ending, detail)) this.#log(level, text);
  }

  /** TLS, where the listener has it. */
  async #secure(tls: ListenerTls): Promise<Promise<Uint8Array | null> | null> {
    const { clock } = this.#context;
    this.#handshaking = true;
    try {
      const { tls: peer, reading } = await shakeHands(this.#transport, tls, clock, () => this.#sendInfo());
      this.tls = peer;
      this.connection.secured(clock.now());
      return reading;
    } catch (error) {
      if (error instanceof Throttled) {
        this.connection.close(ENDINGS.throttled, clock.now());
        return error.reading;
      }
      this.#log("error", `TLS handshake error: ${error instanceof Error ? error.message : error}`);
      this.connection.close(ENDINGS.tlsHandshake, clock.now());
      return null;
    } finally {
      this.#handshaking = false;
    }
  }

  async #sendInfo(): Promise<void> {
    const { clock } = this.#context;
    const block = this.connection.take(clock.now());
    if (block === null) return;
    await this.#transport.write(block);
    this.connection.sent(block.length, clock.now());
  }

  /** Nothing is read while the login is judged: what the client sends meanwhile waits in its socket. */
  async #awaitJudgement(): Promise<void> {
    // What came behind the CONNECT may hold a further one.
    for (let judging = this.#judging; judging !== null; judging = this.#judging) {
      const { login } = this.door;
      this.#judging = null;
      let outcome: LoginOutcome = "refused";
      try {
        // Whoever judges may never come to an end, the session does.
        outcome = await Promise.race([judging, this.#closed.then(() => outcome)]);
      } catch (error) {
        this.#log("error", `authentication could not be decided: ${error}`);
      }
      if (this.connection.state.name !== "judging") return;
      // What was right before a reload is judged by what holds now.
      const verdict = login === this.door.login
        ? this.#settle(outcome)
        : this.authenticate(this.connection.options);
      if (verdict !== "pending") this.connection.judged(verdict, this.#context.clock.now());
    }
  }

  #settle(outcome: LoginOutcome): "accepted" | Ending {
    const verdict = outcome === "refused" ? ENDINGS.authorizationViolation : this.enter(outcome);
    if (verdict !== "accepted") {
      this.#context.onRefused(this, verdict);
      return verdict;
    }
    const address = addressLabel(this.peer, this.connectionType === "WEBSOCKET", this.id);
    this.#label = address + connectLabel(this.connection.options, this.account.name, this.user?.user ?? "");
    this.#context.onLogin(this);
    return verdict;
  }

  async #write(first: Uint8Array): Promise<void> {
    const { clock } = this.#context;
    this.#writing = true;
    try {
      for (let block: Uint8Array | null = first; block !== null; block = this.connection.take(clock.now())) {
        for (let at = 0; at < block.length; at += PIECE_BYTES) {
          const piece = block.length <= PIECE_BYTES ? block : block.subarray(at, at + PIECE_BYTES);
          await this.#transport.write(piece);
          this.connection.sent(piece.length, clock.now());
          this.pace.sent();
        }
      }
    } catch {
      this.connection.broken(clock.now(), "write");
    }
    this.#writing = false;
    this.#follow();
  }

  /** Does what the state of the connection asks for. */
  #follow(): void {
    const { state } = this.connection;
    if (state.name === "closed") {
      this.#cancelTimer?.();
      if (!this.#dropped) dropTransport(this.#transport, state.ending, this.#context.clock);
      this.#dropped = true;
      if (!this.#writing) this.#resolveClosed();
      return;
    }
    if (state.name === "lingering" && !this.#endSent) {
      this.#endSent = true;
      // A pipe that broke meanwhile shows in the read.
      endTransport(this.#transport, state.ending).catch(() => {});
    }
    this.#arm();
  }

  /** Sets the timer where it has to fire earlier than it would; where later, it finds out when it fires. */
  #arm(): void {
    const atMs = Math.min(this.connection.wakeAtMs, this.#dropAtMs);
    if (atMs >= this.#timerAtMs) return;
    this.#cancelTimer?.();
    this.#timerAtMs = atMs;
    this.#cancelTimer = this.#context.clock.wakeAt(atMs, () => this.#wake());
  }

  #wake(): void {
    const nowMs = this.#context.clock.now();
    this.#timerAtMs = Infinity;
    this.#cancelTimer = null;
    if (nowMs >= this.#dropAtMs) this.connection.broken(nowMs, "write");
    this.connection.tick(nowMs);
    this.flush();
  }

  #waitForBehind(behind: Subscriber): Promise<void> {
    this.#behind = null;
    if (behind.pace.isBehind) this.stalls++;
    return behind.pace.wait();
  }

  #trace(): ProtocolTrace | null {
    return loggedTrace(this.#context, () => this.#label);
  }

  #log(level: "debug" | "info" | "error", text: string): void {
    this.#context.logger[level](`${this.#label} - ${text}`);
  }
}
