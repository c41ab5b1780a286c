/** A request with several answers: gathers them until its strategy has heard enough. (ADR-47) */

import { NoRespondersError, PermissionViolationError, TimeoutError } from "../errors.ts";
import { Pending, PENDING_BYTES, PENDING_MSGS } from "./pending.ts";
import { QueuedIterator } from "./queue.ts";
import type { Failure, PendingRequest } from "./requests.ts";
import { asError } from "./thrown.ts";
import type { Msg, RequestStrategy } from "./types.ts";

/** How answers are gathered, with the defaults filled in. */
export interface GatherOptions {
  /** When to stop. */
  readonly strategy: RequestStrategy;
  /** For `count`: after how many answers. */
  readonly maxMessages: number;
  /** For `stall`: after how many milliseconds without an answer. */
  readonly stallMs: number;
  /** When to stop in any case. */
  readonly deadlineMs: number;
}

/** What the gathering needs of its connection. */
export interface RequestManyHost {
  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void;
  /** The server connected to. */
  getServer(): string;
  /** A message was dropped because too many waited. */
  messageDropped(): void;
}

const LIMITS = { msgs: PENDING_MSGS, bytes: PENDING_BYTES, slow: Infinity };

/** The answers of one request on their way to a loop. */
export class RequestMany implements PendingRequest {
  /** The subject it went to. */
  readonly subject: string;
  /** When it has waited long enough. */
  readonly deadlineMs: number;
  /** Which of the connection's publishes it is. */
  ordinal = 0;
  /** The answers; beyond the limits of a subscription the oldest make room. */
  readonly answers: QueuedIterator<Msg> = new QueuedIterator<Msg>();

  readonly #options: GatherOptions;
  readonly #host: RequestManyHost;
  readonly #stop: () => void;
  readonly #pending: Pending;
  #count = 0;
  #cancelStall: (() => void) | undefined;

  /** Takes the connection, and what tells it that no more answers are wanted. */
  constructor(subject: string, options: GatherOptions, host: RequestManyHost, stop: () => void) {
    this.subject = subject;
    this.deadlineMs = options.deadlineMs;
    this.#options = options;
    this.#host = host;
    this.#stop = stop;
    this.#pending = new Pending(LIMITS, "dropOldest", {
      dropped: () => host.messageDropped(),
      slow() {},
      hold() {},
      release() {},
    });
    this.answers.onTaken = (msg) => this.#pending.leave(msg.data.length);
    this.answers.operation = "requestMany";
    this.answers.onBreak = () => this.#finish();
  }

  /** An answer came; true when no more is wanted. */
  onReply(msg: Msg): boolean {
    const { strategy, maxMessages, stallMs } = this.#options;
    this.#push(msg);
    this.#count++;
    const enough = (strategy === "count" && this.#count === maxMessages) ||
      (strategy === "sentinel" && msg.data.length === 0);
    if (enough) {
      this.#finish();
    } else if (strategy === "stall") {
      this.#cancelStall?.();
      this.#cancelStall = this.#host.after(stallMs, () => this.#finish());
    }
    return enough;
  }

  /** No answer comes any more: at the deadline that is the end, otherwise it is an error. */
  onFailure(failure: Failure): void {
    const error = failure({
      subject: this.subject,
      server: this.#host.getServer(),
      operation: "requestMany",
    });
    if (error instanceof TimeoutError) return this.#finish();
    // As in nats.js the loop throws what the server said, not an error about a request around it.
    const said = error.cause instanceof NoRespondersError || error.cause instanceof PermissionViolationError;
    this.#finish(said ? error.cause as Error : error);
  }

  /** The application gives up: the loop ends with the reason. */
  abort(reason: unknown): void {
    this.#finish(asError(reason));
  }

  #push(msg: Msg): void {
    const { answers } = this;
    if (!answers.waitedFor) {
      const size = msg.data.length;
      // With the oldest out of the way there is always room.
      this.#pending.admit(size, () => this.#dropOldest());
      this.#pending.enter(size);
    }
    answers.push(msg);
  }

  #dropOldest(): boolean {
    const oldest = this.answers.dropOldest();
    if (oldest !== undefined) this.#pending.leave(oldest.data.length);
    return oldest !== undefined;
  }

  #finish(error?: Error): void {
    this.#cancelStall?.();
    this.#cancelStall = undefined;
    this.answers.stop(error);
    this.#stop();
  }
}
