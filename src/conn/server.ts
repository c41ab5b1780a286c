/** The server end of a connection as a machine: bytes and the time go in, bytes and decisions come out. */

import { type ErrorCode, ProtocolError } from "../errors.ts";
import { isLiteralSubjectBytes } from "../subject/validate.ts";
import { type ConnectOptions, DEFAULT_CONNECT_OPTIONS, parseConnect } from "../wire/connect.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { checkInfoJson, type ServerInfo } from "../wire/info.ts";
import { CLIENT_TO_SERVER, type Operation } from "../wire/operation.ts";
import { Parser } from "../wire/parser.ts";
import { ServerKeepAlive } from "./server_keepalive.ts";
import { ServerOutput } from "./server_output.ts";
import {
  isConsensusSubject,
  isGatewaySubject,
  isReservedReply,
  loginOf,
  noResponders,
  publishError,
  replyError,
  SUBSCRIBE_ERRORS,
} from "./server_rules.ts";
import {
  type Ending,
  ENDING_OF_CODE,
  ENDINGS,
  LINGER_BYTES,
  LINGER_MS,
  type ServerState,
  TRANSITIONS,
} from "./server_states.ts";
import type {
  ProtocolTrace,
  ServerConnectionLimits,
  ServerConnectionOptions,
  ServerSink,
  Verdict,
} from "./server_types.ts";

/**
 * One client's connection, from the INFO to the end.
 *
 * Whoever drives it owns the pipe and the clock. After the constructor and after every call that takes the time
 * it takes what {@link take} gives and writes it, reports the progress with {@link sent}, and looks at
 * {@link state}: in `lingering` it shuts the sending direction and reads on, in `closed` it drops the pipe. It
 * calls {@link tick} when the time reaches {@link wakeAtMs}. No input makes it throw, and none makes it hold more
 * than a line, a message, and what the peer has not taken yet.
 *
 * The states and what leads from one to the next are in `TRANSITIONS`.
 */
export class ServerConnection {
  readonly #sink: ServerSink;
  #limits: Readonly<ServerConnectionLimits>;
  #trace: ProtocolTrace | null;
  readonly #random: () => number;
  readonly #parser: Parser;
  readonly #output: ServerOutput;
  readonly #keepAlive: ServerKeepAlive;
  #info: ServerInfo;

  #state: ServerState;
  #options: Readonly<ConnectOptions> = DEFAULT_CONNECT_OPTIONS;
  /** Whether headers were agreed on. */
  #headers = false;
  #nowMs: number;

  /** Starts a connection: the INFO waits to be taken. */
  constructor(options: ServerConnectionOptions, sink: ServerSink, nowMs: number) {
    const { info, limits } = options;
    this.#sink = sink;
    this.#limits = limits;
    this.#random = options.random;
    this.#trace = options.trace ?? null;
    this.#output = new ServerOutput(this.#trace);
    this.#info = info;
    this.#nowMs = nowMs;
    this.#keepAlive = new ServerKeepAlive(limits.pingIntervalMs, limits.pingMax, nowMs);
    this.#parser = new Parser(
      CLIENT_TO_SERVER,
      {
        onMessage: (frame) => this.#message(frame),
        onMessageLine: (frame) => this.#checkSubject(frame),
        onOperation: (operation) => this.#operation(operation),
        onGate: (firstByte) => this.#gate(firstByte),
      },
      { maxControlLine: limits.maxControlLine, maxPayload: limits.maxPayload, headers: false },
      options.subjects,
    );
    this.#parser.showLines = this.#options.pedantic;
    this.#parser.gated = options.authRequired;
    this.#state = options.authRequired
      ? { name: "unauthorized", deadlineMs: nowMs + limits.authTimeoutMs }
      : { name: "open", connected: false, introduced: false };
    this.#output.info(info);
  }

  /** Where the connection is in its life. */
  get state(): ServerState {
    return this.#state;
  }

  /** What the client said of itself. */
  get options(): Readonly<ConnectOptions> {
    return this.#options;
  }

  /** When the peer last sent something, ms; -Infinity before it did. */
  get activeMs(): number {
    return this.#keepAlive.activeMs;
  }

  /** What the last PING and its PONG took, ms; undefined before there was one. */
  get rttMs(): number | undefined {
    return this.#keepAlive.rttMs;
  }

  /** Bytes that wait to be sent or are being sent. */
  get pendingBytes(): number {
    return this.#output.pendingBytes;
  }

  /** When {@link tick} has to be called, ms; Infinity where nothing is waited for. */
  get wakeAtMs(): number {
    const state = this.#state;
    if (state.name === "closed") return Infinity;
    if (state.name === "lingering") return state.deadlineMs;
    if (state.name === "flushing") return this.#output.deadlineMs;
    // Nobody is asked for a sign of life while its credentials are judged.
    if (state.name === "judging") return Math.min(this.#output.deadlineMs, state.deadlineMs);
    const deadlineMs = state.name === "open" ? Infinity : state.deadlineMs;
    return Math.min(this.#keepAlive.dueMs, this.#output.deadlineMs, deadlineMs);
  }

  /** Takes bytes from the peer; they may be reused when this returns. */
  receive(bytes: Uint8Array, nowMs: number): void {
    this.#nowMs = nowMs;
    switch (this.#state.name) {
      case "unauthorized":
      case "judging":
      case "open":
        this.#parse(bytes);
        this.#checkPending();
        return;
      case "lingering": {
        const bytesLeft = this.#state.bytesLeft - bytes.length;
        if (bytesLeft < 0) this.#enter({ name: "closed", ending: this.#state.ending });
        else this.#enter({ ...this.#state, bytesLeft });
        return;
      }
      case "flushing":
      case "closed":
        return;
    }
  }

  /** The peer has sent everything it will send. */
  ended(nowMs: number): void {
    this.#nowMs = nowMs;
    if (this.#state.name === "flushing") {
      this.#state = { name: "flushing", ending: { ...this.#state.ending, linger: false } };
    } else if (this.#state.name === "lingering") {
      this.#enter({ name: "closed", ending: this.#state.ending });
    } else {
      this.#end(ENDINGS.clientClosed);
    }
  }

  /** The pipe broke, while it was read or written. */
  broken(nowMs: number, during: "read" | "write"): void {
    this.#nowMs = nowMs;
    this.#end(during === "read" ? ENDINGS.readError : ENDINGS.writeError);
  }

  /** Ends the connection from this side. */
  close(ending: Ending, nowMs: number): void {
    this.#nowMs = nowMs;
    this.#end(ending);
  }

  /** The pipe is encrypted now: the time for the credentials starts here. */
  secured(nowMs: number): void {
    if (this.#state.name !== "unauthorized") return;
    this.#state = { name: "unauthorized", deadlineMs: nowMs + this.#limits.authTimeoutMs };
  }

  /** Whoever judges the credentials has come to an end; what came meanwhile is looked at now. */
  judged(verdict: Exclude<Verdict, "pending">, nowMs: number): void {
    this.#nowMs = nowMs;
    const state = this.#state;
    if (state.name !== "judging") return;
    if (verdict !== "accepted") return this.#refuse(verdict);
    if (state.by === "connect") this.#letIn(state.introduced);
    else this.#open(false);
    try {
      this.#parser.resume();
    } catch (error) {
      this.#violated(error);
    }
    this.#checkPending();
  }

  /** Shows the protocol from now on to somebody else, or to nobody. */
  showTo(trace: ProtocolTrace | null): void {
    this.#trace = trace;
    this.#output.showTo(trace);
  }

  /** Goes on with other limits. */
  limit(limits: Readonly<ServerConnectionLimits>): void {
    this.#limits = limits;
    this.#parser.limits.maxControlLine = limits.maxControlLine;
    this.#parser.limits.maxPayload = limits.maxPayload;
    this.#keepAlive.intervalMs = limits.pingIntervalMs;
    this.#keepAlive.max = limits.pingMax;
  }

  /** Says something about the server that has changed, to a client that takes INFO at any time. */
  inform(info: ServerInfo): void {
    this.#info = info;
    const state = this.#state;
    if (state.name !== "open" || !state.introduced || this.#options.protocol < 1) return;
    this.#output.info(withoutNonce(info));
  }

  /** Tells the peer that something was not right, and goes on. */
  error(text: string): void {
    if (this.#state.name !== "open") return;
    this.#output.error(text);
  }

  /** Asks for a sign of life, to measure the round trip. */
  ping(nowMs: number): void {
    if (this.#state.name !== "open" || !this.#state.introduced || this.#keepAlive.isWaiting) return;
    this.#keepAlive.sent(nowMs);
    this.#output.ping();
  }

  /** Looks at what is due. */
  tick(nowMs: number): void {
    this.#nowMs = nowMs;
    if (nowMs >= this.#output.deadlineMs) {
      this.#end(ENDINGS.slowConsumerDeadline, `WriteDeadline of ${this.#limits.writeDeadlineMs}ms exceeded`);
    }
    const state = this.#state;
    if (state.name === "lingering" && nowMs >= state.deadlineMs) {
      this.#enter({ name: "closed", ending: state.ending });
    } else if ((state.name === "unauthorized" || state.name === "judging") && nowMs >= state.deadlineMs) {
      this.#end(ENDINGS.authenticationTimeout);
    } else if ((state.name === "open" || state.name === "unauthorized") && nowMs >= this.#keepAlive.dueMs) {
      this.#pingDue();
    }
  }

  /** Gives the next block to write, or null: while one is being written, or where there is nothing to write. */
  take(nowMs: number): Uint8Array | null {
    return this.#output.take(nowMs + this.#limits.writeDeadlineMs);
  }

  /** Notes that so many more bytes of the block have been written. */
  sent(count: number, nowMs: number): void {
    this.#nowMs = nowMs;
    if (this.#output.sent(count)) this.#settle();
  }

  /**
   * Writes a message for the peer.
   *
   * @returns how many bytes of headers and payload it has, or -1 where the connection is ending, or ends here
   * because the peer is too slow.
   */
  deliver(frame: MessageFrame, sid: Uint8Array): number {
    if (this.#state.name !== "open") return -1;
    const size = this.#output.message(frame, sid, this.#headers);
    return this.#checkPending() ? size : -1;
  }

  #parse(bytes: Uint8Array): void {
    try {
      this.#parser.push(bytes);
    } catch (error) {
      this.#violated(error);
    }
  }

  /** The peer broke a rule: the table says how the connection ends. */
  #violated(error: unknown): void {
    const code: ErrorCode = error instanceof ProtocolError ? error.code : "SERVER_ERROR";
    this.#end(
      ENDING_OF_CODE[code] ?? ENDINGS.protocolViolation,
      error instanceof Error ? error.message : String(error),
    );
  }

  /** Goes to the next state; what the table does not have is a bug here, not the peer's. */
  #enter(next: ServerState): void {
    if (TRANSITIONS[this.#state.name].includes(next.name)) this.#state = next;
  }

  #end(ending: Ending, detail: string = ending.err ?? ""): void {
    const before = this.#state.name;
    if (before === "closed" || (before === "flushing" && ending.flush)) return;
    this.#parser.stop();
    if (ending.flush && before !== "lingering") {
      if (ending.err !== null) this.#output.error(ending.err);
      this.#enter({ name: "flushing", ending });
      this.#settle();
    } else {
      this.#output.clear();
      this.#enter({ name: "closed", ending });
    }
    if (before === "open" || before === "unauthorized" || before === "judging") {
      this.#sink.ended(ending, detail);
    }
  }

  /** When everything has gone out, the connection has only to wait for the peer, or not even that. */
  #settle(): void {
    if (this.#state.name !== "flushing" || this.pendingBytes > 0) return;
    const { ending } = this.#state;
    this.#enter(
      ending.linger
        ? { name: "lingering", ending, deadlineMs: this.#nowMs + LINGER_MS, bytesLeft: LINGER_BYTES }
        : { name: "closed", ending },
    );
  }

  /** False where the peer has let too much pile up, which ends the connection. */
  #checkPending(): boolean {
    if (this.pendingBytes <= this.#limits.maxPending) return true;
    const { name } = this.#state;
    if (name !== "open" && name !== "unauthorized" && name !== "judging") return false;
    this.#end(ENDINGS.slowConsumerBytes, `MaxPending of ${this.#limits.maxPending} Exceeded`);
    return false;
  }

  #pingDue(): void {
    switch (this.#keepAlive.due(this.#nowMs)) {
      case "ping":
        this.#output.trim();
        this.#output.ping();
        return;
      case "stale":
        this.#end(ENDINGS.staleConnection);
        return;
      case "quiet":
        return;
    }
  }

  /** The first byte of the first line where credentials are needed: a CONNECT, or a peer without credentials. */
  #gate(firstByte: number): boolean {
    if (firstByte === 0x43 || firstByte === 0x63) return true;
    if (this.#authorize("gate")) this.#open(false);
    return true;
  }

  /** Judges what the peer said of itself so far: true where that is enough, and the connection goes on. */
  #authorize(by: "connect" | "gate"): boolean {
    const options = this.#options;
    const isForeign = options.account !== "" || options.new_account;
    const verdict = isForeign ? ENDINGS.authorizationViolation : this.#sink.authenticate(options);
    if (verdict === "accepted") return true;
    if (verdict !== "pending") {
      this.#refuse(verdict);
      return false;
    }
    const state = this.#state;
    const deadlineMs = state.name === "unauthorized"
      ? state.deadlineMs
      : this.#nowMs + this.#limits.authTimeoutMs;
    this.#enter({
      name: "judging",
      by,
      introduced: state.name === "open" && state.introduced,
      deadlineMs,
    });
    this.#parser.pause();
    return false;
  }

  #refuse(ending: Ending): void {
    this.#end(ending, ending === ENDINGS.authorizationViolation ? loginOf(this.#options) : undefined);
  }

  #open(introduced: boolean): void {
    this.#parser.gated = false;
    this.#enter({ name: "open", connected: true, introduced });
  }

  #operation(operation: Operation): void {
    switch (operation.op) {
      case "CONNECT":
        return this.#connect(operation.json);
      case "SUB":
        return this.#subscribe(operation.subject, operation.queue, operation.sid);
      case "UNSUB":
        this.#keepAlive.active(this.#nowMs);
        if (this.#trace !== null) this.#trace.received("UNSUB", unsubArgs(operation));
        if (this.#options.verbose) this.#output.ok();
        return this.#sink.unsubscribe(operation.sid, operation.max);
      case "PING":
        return this.#ping();
      case "PONG":
        this.#trace?.received("PONG", null);
        return this.#keepAlive.answered(this.#nowMs);
      case "-ERR":
        return this.#end(ENDINGS.clientError, `Client Error ${operation.text}`);
      case "INFO":
        return this.#checkInfo(operation.json);
      case "+OK":
        return;
    }
  }

  #connect(json: string): void {
    this.#keepAlive.connected(this.#nowMs, this.#random());
    this.#trace?.received("CONNECT", json);
    try {
      this.#options = parseConnect(json, this.#options);
    } catch (error) {
      return this.#violated(error);
    }
    const options = this.#options;
    this.#headers = this.#info.headers && options.headers;
    this.#parser.limits.headers = this.#headers;
    this.#parser.showLines = options.pedantic;
    if (this.#state.name === "open" && this.#state.connected) this.#sink.resetSubscriptions();
    if (this.#authorize("connect")) this.#letIn(this.#state.name === "open" && this.#state.introduced);
  }

  /** The credentials of a CONNECT are right; the rest of it is looked at. */
  #letIn(introduced: boolean): void {
    this.#open(introduced);
    const { protocol, no_responders, verbose } = this.#options;
    if (protocol !== 0 && protocol !== 1) return this.#end(ENDINGS.badClientProtocol);
    if (no_responders && !this.#headers) return this.#end(ENDINGS.noRespondersNeedsHeaders);
    if (verbose) this.#output.ok();
  }

  #subscribe(subject: string, queue: string | undefined, sid: string): void {
    this.#keepAlive.active(this.#nowMs);
    this.#trace?.received("SUB", queue === undefined ? `${subject} ${sid}` : `${subject} ${queue} ${sid}`);
    const outcome = this.#sink.subscribe(subject, queue, sid);
    if (outcome !== "accepted") this.#output.error(SUBSCRIBE_ERRORS[outcome](subject, queue));
    else if (this.#options.verbose) this.#output.ok();
  }

  #ping(): void {
    this.#trace?.received("PING", null);
    this.#output.pong();
    this.#keepAlive.active(this.#nowMs);
    const state = this.#state;
    if (state.name !== "open" || !state.connected || state.introduced) return;
    this.#enter({ ...state, introduced: true });
    if (this.#options.protocol < 1) return;
    this.#output.info({ ...withoutNonce(this.#info), ...this.#sink.connectInfo(), connect_info: true });
  }

  /** INFO is for servers among each other: from a client its form is all that counts. */
  #checkInfo(json: string): void {
    try {
      checkInfoJson(json);
    } catch (error) {
      this.#violated(error);
    }
  }

  /** Pedantic clients are told of a subject that is none; the message goes its way all the same. */
  #checkSubject(frame: MessageFrame): void {
    if (isLiteralSubjectBytes(frame.line, frame.subjectStart, frame.subjectEnd)) return;
    this.#output.error("Invalid Publish Subject");
  }

  #message(frame: MessageFrame): void {
    this.#keepAlive.active(this.#nowMs);
    if (this.#trace !== null) this.#trace.receivedMessage(frame);
    if (isGatewaySubject(frame) || isConsensusSubject(frame)) return this.#output.error(publishError(frame));
    const admitted = this.#sink.admit(frame);
    if (admitted === null) return;
    const hasReply = frame.replyEnd > frame.replyStart;
    if (hasReply && isReservedReply(frame)) return this.#output.error(replyError(frame));
    if (this.#options.verbose) this.#output.ok();
    if (this.#sink.publish(admitted) || !hasReply || !this.#options.no_responders) return;
    const sid = this.#sink.replySid(frame);
    if (sid !== undefined) this.#output.raw(noResponders(admitted, sid));
  }
}

function unsubArgs({ sid, max }: { sid: string; max: number }): string {
  return max > 0 ? `${sid} ${max}` : sid;
}

/** What the first INFO alone says is left out of later ones. */
function withoutNonce({ nonce: _, ...info }: ServerInfo): ServerInfo {
  return info;
}
