/** One client of the server: runs a connection machine on a transport. */

import { ServerConnection } from "../conn/server.ts";
import { type Ending, ENDINGS } from "../conn/server_states.ts";
import type { ServerConnectionOptions, ServerSink, SubscribeOutcome } from "../conn/server_types.ts";
import type { Logger } from "../observe/logger.ts";
import type { Clock } from "../transport/clock.ts";
import type { Transport } from "../transport/transport.ts";
import { binaryOf } from "../wire/bytes.ts";
import type { ConnectOptions } from "../wire/connect.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { Login } from "./login.ts";
import type { PermissionCheck } from "./permissions.ts";
import type { Router } from "./router.ts";
import { RecentMatches, type Subscriber, type Subscription } from "./subscription.ts";

/** A large block goes out in pieces of this size, so that the peer's progress shows while it is under way. */
const PIECE_BYTES = 256 * 1024;

/** A publisher waits this long for a client that falls behind, per chunk it sent. [nats-server stallTotalAllowed] */
const STALL_MS = 10;

/** When the server stops, a client has this long to take what is pending. */
const SHUTDOWN_FLUSH_MS = 500;

/** What all sessions of a server share. */
export interface SessionContext {
  /** The way of the messages. */
  readonly router: Router;
  /** Who may connect. */
  readonly login: Login;
  /** Where the time comes from. */
  readonly clock: Clock;
  /** Where sessions say what they do. */
  readonly logger: Logger;
  /** Above this many pending bytes a client has fallen behind. */
  readonly behindBytes: number;
  /** Takes note of how a session ended. */
  onEnding(session: Session, ending: Ending): void;
}

/** One client, from its INFO to the end of its transport. */
export class Session implements ServerSink, Subscriber {
  /** The connection itself. */
  readonly connection: ServerConnection;
  /** The subscriptions by sid. */
  readonly subscriptions = new Map<string, Subscription>();
  /** Who got the messages before. */
  readonly recentMatches = new RecentMatches();
  /** What the user may do; null for everything. */
  permissions: PermissionCheck | null = null;
  /** True while the session is in the router's list of those to flush. */
  dirty = false;

  readonly #context: SessionContext;
  readonly #transport: Transport;
  readonly #id: number;
  #writing = false;
  #endSent = false;
  /** When the timer fires, and how to stop it. It is only set anew where it has to fire earlier. */
  #timerAtMs = Infinity;
  #cancelTimer: (() => void) | null = null;
  /** When the transport is dropped whatever is pending. */
  #dropAtMs = Infinity;
  /** Who is waited for before more is read. */
  #behind: Subscriber | null = null;
  /** Publishers that wait for this session. */
  readonly #waiting = new Set<() => void>();
  #resolveClosed: () => void = () => {};
  readonly #closed = new Promise<void>((resolve) => this.#resolveClosed = resolve);

  /** Takes the transport and what the connection starts with; {@link run} starts it. */
  constructor(
    id: number,
    transport: Transport,
    context: SessionContext,
    options: Omit<ServerConnectionOptions, "random">,
  ) {
    this.#id = id;
    this.#transport = transport;
    this.#context = context;
    this.connection = new ServerConnection({ ...options, random: Math.random }, this, context.clock.now());
    this.#log("debug", "Client connection created");
  }

  /** True where so much is pending that publishers should wait. */
  get isBehind(): boolean {
    return this.connection.pendingBytes > this.#context.behindBytes;
  }

  /** Serves the client until the transport is closed. */
  async run(): Promise<void> {
    const { clock, router } = this.#context;
    this.flush();
    try {
      while (this.connection.state.name !== "closed") {
        const bytes = await this.#transport.read();
        if (bytes === null) {
          this.connection.ended(clock.now());
          break;
        }
        this.connection.receive(bytes, clock.now());
        router.touch(this);
        router.flush(this);
        if (this.#behind !== null) await this.#stall(this.#behind);
      }
    } catch {
      this.connection.broken(clock.now(), "read");
    }
    this.flush();
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

  /** Calls `goOn` once this session has caught up or is gone; returns what takes that back. */
  onCaughtUp(goOn: () => void): () => void {
    this.#waiting.add(goOn);
    return () => this.#waiting.delete(goOn);
  }

  /** Judges credentials. */
  authenticate(options: Readonly<ConnectOptions>): boolean {
    const outcome = this.#context.login.judge(options);
    if (outcome === "refused") return false;
    this.permissions = outcome.permissions;
    return true;
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

  /** Ends a subscription. */
  unsubscribe(sid: string, max: number): void {
    this.#context.router.unsubscribe(this, sid, max);
  }

  /** Asks the permissions of the user. */
  mayPublish(frame: MessageFrame): boolean {
    if (this.permissions === null) return true;
    const subject = binaryOf(frame.line, frame.subjectStart, frame.subjectEnd);
    if (this.permissions.mayPublish(subject)) return true;
    this.#log("error", `Publish Violation - Subject ${JSON.stringify(subject)}`);
    return false;
  }

  /** Routes a message. */
  publish(frame: MessageFrame): boolean {
    return this.#context.router.publish(this, frame);
  }

  /** Finds where the client takes replies. */
  replySid(frame: MessageFrame): Uint8Array | undefined {
    return this.#context.router.replySid(this, frame);
  }

  /** Forgets the client's subscriptions; what is pending may still go out. */
  ended(ending: Ending, detail: string): void {
    this.#context.router.removeAll(this);
    this.#context.router.touch(this);
    this.#release();
    if (ending === ENDINGS.slowConsumerBytes || ending === ENDINGS.slowConsumerDeadline) {
      this.#log("info", `Slow Consumer Detected: ${detail}`);
    } else if (ending === ENDINGS.authorizationViolation) {
      this.#log("error", detail === "" ? "authentication error" : `authentication error - ${detail}`);
    } else if (detail !== "") {
      this.#log("error", detail);
    }
    this.#log("debug", `Client connection closed: ${ending.reason}`);
    this.#context.onEnding(this, ending);
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
          if (this.#waiting.size > 0 && !this.isBehind) this.#release();
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
    const { name } = this.connection.state;
    if (name === "closed") {
      this.#cancelTimer?.();
      this.#transport.close();
      if (!this.#writing) this.#resolveClosed();
      return;
    }
    if (name === "lingering" && !this.#endSent) {
      this.#endSent = true;
      // A pipe that broke meanwhile shows in the read.
      this.#transport.end().catch(() => {});
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

  /** Waits until the other session has caught up, but not for long: it must not hold everybody up. */
  #stall(behind: Subscriber): Promise<void> {
    const { clock } = this.#context;
    this.#behind = null;
    return new Promise((resolve) => {
      const goOn = () => {
        cancelTimer();
        forget();
        resolve();
      };
      const cancelTimer = clock.wakeAt(clock.now() + STALL_MS, goOn);
      const forget = behind.onCaughtUp(goOn);
    });
  }

  /** Lets those go on who waited for this session. */
  #release(): void {
    for (const goOn of [...this.#waiting]) goOn();
  }

  #log(level: "debug" | "info" | "error", text: string): void {
    this.#context.logger[level](`${this.#transport.peer} - cid:${this.#id} - ${text}`);
  }
}
