/** A subscription: what the application holds, and where the machine hands its messages. */

import { ClosedConnectionError, InvalidOperationError, TimeoutError } from "../errors.ts";
import type { Interest } from "../conn/client_types.ts";
import { textOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { messageOf, type MsgOrigin, type Responder } from "./msg.ts";
import { QueuedIterator } from "./queue.ts";
import type { TextCache } from "./text_cache.ts";
import type {
  DrainOptions,
  DrainReport,
  Msg,
  MsgCallback,
  Subscription,
  SubscriptionOptions,
} from "./types.ts";

/** What a subscription needs of its connection. */
export interface SubscriptionHost extends Responder {
  /** Subjects seen lately. */
  readonly subjects: TextCache;
  /** Ends a subscription, now or after `max` messages. */
  unsubscribe(sub: SubscriptionImpl, max?: number): void;
  /** Tells the server that no more is wanted, and waits until all that was on its way has been handed over. */
  stopAndFlush(sub: SubscriptionImpl): Promise<void>;
  /** A callback threw or rejected. */
  handlerFailed(error: unknown): void;
  /** More messages wait than the `slow` option says. */
  slowConsumer(sub: SubscriptionImpl, pending: number): void;
  /** True once the connection has ended. */
  isClosed(): boolean;
  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void;
}

const NO_MESSAGE = {} as Msg;

/** A subscription of a connection. */
export class SubscriptionImpl implements Subscription, Interest, MsgOrigin {
  /** Settles when the subscription has ended, with the error that ended it, if any. */
  readonly closed: Promise<void | Error>;
  /** The subscription id. */
  readonly sid: number;
  /** The subject subscribed to. */
  readonly subject: string;
  /** The queue group. */
  readonly queue: string | undefined;
  /** After how many messages the subscription ends. */
  max: number | undefined;
  /** Messages received; the machine counts. */
  received = 0;

  /** The connection it is of. */
  readonly host: SubscriptionHost;
  readonly #callback: MsgCallback<Msg> | undefined;
  readonly #queue = new QueuedIterator<Msg>();
  readonly #slow: number;
  #slowTold = false;
  #ended = false;
  #draining: Promise<void> | undefined;
  #cancelTimeout: (() => void) | undefined;
  #settleClosed!: (error: void | Error) => void;

  /** Takes the options as the application gave them, checked. */
  constructor(host: SubscriptionHost, sid: number, subject: string, options: SubscriptionOptions) {
    this.host = host;
    this.sid = sid;
    this.subject = subject;
    this.queue = options.queue || undefined;
    this.max = options.max || undefined;
    this.#callback = options.callback ?? undefined;
    this.#slow = options.slow ?? Infinity;
    this.closed = new Promise((resolve) => this.#settleClosed = resolve);
    this.#queue.onBreak = () => this.unsubscribe();
    if (options.timeout) {
      this.#cancelTimeout = host.after(options.timeout, () => this.#timedOut(subject, options.timeout!));
    }
  }

  // --- what the machine calls ----------------------------------------------------------------------------------

  /** Takes a message. */
  onMessage(frame: MessageFrame): void {
    if (this.#cancelTimeout !== undefined) this.#stopTimeout();
    const { subjects } = this.host;
    const subject = subjects.subject(frame);
    const reply = frame.replyStart === frame.replyEnd
      ? ""
      : textOf(frame.line, frame.replyStart, frame.replyEnd);
    const msg = messageOf(frame, subject, reply, this);
    if (this.#callback === undefined) {
      this.#queue.push(msg);
      if (this.#slow !== Infinity) this.#watchPending();
    } else {
      this.#call(null, msg);
    }
  }

  /** The last of `max` messages was handed over. */
  onMax(): void {
    this.end();
  }

  // --- what the connection calls -------------------------------------------------------------------------------

  /** Ends the subscription on this side: after the messages that wait, with the error where there is one. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopTimeout();
    if (error !== undefined && this.#callback !== undefined) this.#call(error, NO_MESSAGE);
    this.#queue.stop(error);
    this.#settleClosed(error);
  }

  // --- what the application calls ------------------------------------------------------------------------------

  /** Ends the subscription now, or after `max` messages since it began. */
  unsubscribe(max?: number): void {
    this.host.unsubscribe(this, max);
  }

  /** Ends the subscription once everything on its way here has been delivered. */
  drain(): Promise<void>;
  /** The same, with a limit and a report. */
  drain(options: DrainOptions): Promise<DrainReport>;
  async drain(_options?: DrainOptions): Promise<void | DrainReport> {
    if (this.host.isClosed()) throw new ClosedConnectionError();
    if (this.#ended && this.#draining === undefined) {
      throw new InvalidOperationError("subscription is already closed");
    }
    this.#draining ??= this.host.stopAndFlush(this);
    await this.#draining;
    return { left: [] };
  }

  /** Messages dropped because too many waited. */
  getDropped(): number {
    return 0;
  }

  /** The messages as a web stream. */
  get readable(): ReadableStream<Msg> {
    const loop = this[Symbol.asyncIterator]();
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await loop.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => this.unsubscribe(),
    }, { highWaterMark: 0 });
  }

  /** Drains; does nothing when closed or draining. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#draining !== undefined) await this.#draining;
    else if (!this.#ended && !this.host.isClosed()) await this.drain();
  }

  /** Starts the loop over the messages. */
  [Symbol.asyncIterator](): AsyncIterator<Msg> {
    if (this.#callback !== undefined) {
      throw new InvalidOperationError("iterator cannot be used when a callback is registered");
    }
    return this.#queue[Symbol.asyncIterator]();
  }

  /** True from `drain` on. */
  isDraining(): boolean {
    return this.#draining !== undefined;
  }

  /** True once it has ended. */
  isClosed(): boolean {
    return this.#ended;
  }

  /** The subject subscribed to. */
  getSubject(): string {
    return this.subject;
  }

  /** Messages received. */
  getReceived(): number {
    return this.received;
  }

  /** Messages handed to the callback or the iterating loop. */
  getProcessed(): number {
    return this.#callback === undefined ? this.#queue.processed : this.received;
  }

  /** Messages that wait for the iterating loop. */
  getPending(): number {
    return this.#queue.pending;
  }

  /** The subscription id. */
  getID(): number {
    return this.sid;
  }

  /** After how many messages it ends, if it does. */
  getMax(): number | undefined {
    return this.max;
  }

  /** The application's callback must not harm the connection: whatever it throws is told, not thrown on. */
  #call(error: Error | null, msg: Msg): void {
    try {
      const result = this.#callback!(error, msg);
      if (result !== undefined) Promise.resolve(result).catch((cause) => this.host.handlerFailed(cause));
    } catch (cause) {
      this.host.handlerFailed(cause);
    }
  }

  #watchPending(): void {
    const pending = this.#queue.pending;
    if (pending <= this.#slow) {
      this.#slowTold = false;
    } else if (!this.#slowTold) {
      this.#slowTold = true;
      this.host.slowConsumer(this, pending);
    }
  }

  #timedOut(subject: string, timeoutMs: number): void {
    this.#cancelTimeout = undefined;
    const error = new TimeoutError({ waitedFor: `no message on '${subject}' within ${timeoutMs} ms` });
    // Whoever ends it first says why: unsubscribing would end it without the error.
    this.end(error);
    this.host.unsubscribe(this);
  }

  #stopTimeout(): void {
    this.#cancelTimeout?.();
    this.#cancelTimeout = undefined;
  }
}
