/** A subscription: what the application holds, and where the machine hands its messages. */

import type { Interest } from "../conn/client_types.ts";
import { ClosedConnectionError, InvalidOperationError, TimeoutError } from "../errors.ts";
import { deliveries, type ObservedConnection, tellDeliver } from "../observe/channels.ts";
import { textOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { CatchUp } from "./catch_up.ts";
import type { Drains, Finishing } from "./drain.ts";
import { messageOf, type MsgImpl, type MsgOrigin, type Responder } from "./msg.ts";
import { Pending, PENDING_BYTES, PENDING_MSGS, type PendingHost } from "./pending.ts";
import { QueuedIterator } from "./queue.ts";
import type {
  DrainLeft,
  DrainOptions,
  DrainReport,
  Msg,
  MsgCallback,
  Status,
  Subscription,
  SubscriptionOptions,
} from "./types.ts";

/** What a subscription needs of its connection. */
export interface SubscriptionHost extends Responder, ObservedConnection {
  /** Counts the loops that have messages waiting. */
  readonly catchUp: CatchUp;
  /** Drains subscriptions. */
  readonly drains: Drains;
  /** Ends a subscription, now or after `max` messages. */
  unsubscribe(sub: SubscriptionImpl, max?: number): void;
  /** Tells the server that no more is wanted, and waits until all that was on its way has been handed over. */
  stopAndFlush(sub: SubscriptionImpl): Promise<void>;
  /** A callback threw or rejected. */
  handlerFailed(error: unknown, sub: Subscription, msg: Msg | undefined): void;
  /** Tells those who watch. */
  tell(status: Status): void;
  /** A message was dropped because too many waited. */
  messageDropped(): void;
  /** Reads nothing more from the server, until as many calls of `releaseReading`. */
  holdReading(): void;
  /** Undoes one `holdReading`. */
  releaseReading(): void;
  /** True once the connection has ended. */
  isClosed(): boolean;
  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void;
}

const NO_MESSAGE = {} as Msg;

/** Where the callback is: not running; running, up to where it first waits; the same, and a drain excuses it. */
type Calling = "no" | "yes" | "excused";

/** A subscription of a connection. */
export class SubscriptionImpl implements Subscription, Interest, MsgOrigin, PendingHost, Finishing {
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
  readonly #pending: Pending;
  readonly #queue = new QueuedIterator<MsgImpl>();
  readonly #policyGiven: boolean;
  readonly #dropOldest = () => this.#dropTheOldest();
  #calling: Calling = "no";
  /** Set while a loop has messages waiting and the connection knows: what to tell it then; 0 otherwise. */
  #behind = 0;
  /** How many of those in asynchronous handlers no drain waits for. */
  #excused = 0;
  #ended = false;
  #draining: Promise<void> | undefined;
  /** True once a drain of its own waits for its loop or handlers. */
  #awaited = false;
  #readable: ReadableStream<Msg> | undefined;
  /** Those who wait until the loop or the handlers have finished. */
  #watchers: Set<() => void> | undefined;
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
    const limits = {
      msgs: options.pendingMsgs ?? PENDING_MSGS,
      bytes: options.pendingBytes ?? PENDING_BYTES,
      slow: options.slow ?? Infinity,
    };
    this.#policyGiven = options.pendingPolicy !== undefined;
    this.#pending = new Pending(limits, options.pendingPolicy ?? "dropNewest", this);
    this.#queue.onTaken = (msg) => this.#pending.leave(msg.size);
    this.closed = new Promise((resolve) => this.#settleClosed = resolve);
    this.#queue.onBreak = () => this.#loopLeft();
    this.#queue.onIdle = () => this.#loopIdle();
    if (options.timeout) {
      // Made here, the error carries the stack of whoever subscribes.
      const error = new TimeoutError({
        waitedFor: `no message on '${subject}' within ${options.timeout} ms`,
        subject,
        server: host.getServer(),
        operation: "subscribe",
      });
      this.#cancelTimeout = host.after(options.timeout, () => this.#timedOut(error));
    }
  }

  // --- what the machine calls ----------------------------------------------------------------------------------

  /** Takes a message. */
  onMessage(frame: MessageFrame): void {
    if (this.#cancelTimeout !== undefined) this.#stopTimeout();
    const callback = this.#callback;
    const pending = this.#pending;
    const size = frame.bodyEnd - frame.bodyStart;
    // Only asynchronous handlers make messages wait that were given to a callback.
    const waits = callback === undefined ? !this.#queue.waitedFor : pending.msgs > 0;
    if (waits && !pending.admit(size, this.#dropOldest)) return;
    const subject = frame.subject();
    const reply = frame.replyStart === frame.replyEnd
      ? ""
      : textOf(frame.line, frame.replyStart, frame.replyEnd);
    const msg = messageOf(frame, subject, reply, this);
    if (deliveries.hasSubscribers) tellDeliver(this.host, msg, this.subject, this.queue);
    if (callback !== undefined) return this.#call(callback, null, msg, size);
    this.#queue.push(msg);
    if (!waits) return;
    pending.enter(size);
    if (this.#behind === 0 && this.#queue.iterating) this.#behind = this.host.catchUp.fellBehind();
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
    if (error !== undefined && this.#callback !== undefined) {
      const calling = this.#calling;
      this.#call(this.#callback, error, NO_MESSAGE, 0);
      this.#calling = calling;
    }
    this.#queue.stop(error);
    this.#pending.holdNoMore();
    // Its loop may never ask again, and what waits for it is all there will be.
    this.#caughtUp();
    this.#settleClosed(error);
  }

  /** Tells the server that no more is wanted, and ends once all that was on its way has come. */
  stop(): Promise<void> {
    if (this.#ended) return this.#draining ?? Promise.resolve();
    this.#pending.holdNoMore();
    return this.#draining ??= this.host.stopAndFlush(this);
  }

  /**
   * True where a drain of the connection has to wait for what it gave though it has ended: its handlers run, or its
   * loop goes on by all signs. A loop that took one message, and then no more, may have been left without a word.
   */
  get lingers(): boolean {
    const left = this.unfinished();
    if (!left?.waits) return false;
    if (this.#callback !== undefined || this.#awaited) return true;
    const inOrder = this.#draining !== undefined || (this.max !== undefined && this.received >= this.max);
    return left.pending > 0 && inOrder;
  }

  /**
   * What the loop or the handlers have not finished; undefined when there is nothing. A subscription that nobody
   * reads has nothing that could be waited for: `waits` is false then.
   */
  unfinished(): (DrainLeft & { waits: boolean }) | undefined {
    const { iterating, inHand } = this.#queue;
    const pending = this.#queue.getPending();
    const unfinished = this.#callback === undefined ? Number(inHand) : this.#pending.msgs - this.#excused;
    if (pending + unfinished <= 0) return undefined;
    return { sub: this, pending, unfinished, waits: iterating || this.#callback !== undefined };
  }

  /** The handler that runs now, if one does, does not count as unfinished from here on. */
  excuseCaller(): void {
    if (this.#calling === "yes") this.#calling = "excused";
  }

  /** Calls back whenever the loop or a handler has finished something; gives what ends that. */
  watchProgress(call: () => void): () => void {
    const watchers = this.#watchers ??= new Set();
    watchers.add(call);
    return () => watchers.delete(call);
  }

  // --- what its limits call ------------------------------------------------------------------------------------

  /** Too many messages wait. */
  slow(): void {
    const { dropped } = this.#pending;
    this.host.tell({ type: "slowConsumer", sub: this, pending: this.getPending(), dropped });
  }

  /** A message was dropped. */
  dropped(): void {
    this.host.messageDropped();
  }

  /** Reading stops. */
  hold(): void {
    this.host.holdReading();
  }

  /** Reading goes on. */
  release(): void {
    this.host.releaseReading();
  }

  // --- what the application calls ------------------------------------------------------------------------------

  /** Ends the subscription now, or after `max` messages since it began. */
  unsubscribe(max?: number): void {
    this.host.unsubscribe(this, max);
  }

  /** Ends the subscription once everything on its way here has been delivered, and finished. */
  drain(): Promise<void>;
  /** The same, with a limit and a report; waits also when called from within its own handler. */
  drain(options: DrainOptions): Promise<DrainReport>;
  async drain(options?: DrainOptions): Promise<void | DrainReport> {
    if (this.host.isClosed()) throw new ClosedConnectionError({ operation: "drain", subject: this.subject });
    if (this.#ended && this.#draining === undefined) {
      throw new InvalidOperationError("subscription is already closed");
    }
    // Whoever calls may be its own loop or handler: that would wait for itself.
    const maybeWithin = this.#calling !== "no" || this.#queue.inHand || this.#pendingInHandlers() > 0;
    const waits = options !== undefined || !maybeWithin;
    this.#awaited ||= waits;
    const left = await this.host.drains.subscription(this, options ?? {}, waits);
    if (options !== undefined) return { left };
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

  /** The messages as a web stream. */
  get readable(): ReadableStream<Msg> {
    if (this.#readable !== undefined) return this.#readable;
    const loop = this[Symbol.asyncIterator]();
    if (!this.#policyGiven) this.#pending.pauseInstead();
    return this.#readable = new ReadableStream<Msg>({
      async pull(controller) {
        const { done, value } = await loop.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await loop.return!();
      },
    }, { highWaterMark: 0 });
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
    return this.#callback === undefined ? this.#queue.getProcessed() : this.received - this.#pending.dropped;
  }

  /** Messages that wait for the iterating loop, or are in asynchronous handlers. */
  getPending(): number {
    return this.#queue.getPending() + this.#pendingInHandlers();
  }

  /** Messages dropped because too many waited. */
  getDropped(): number {
    return this.#pending.dropped;
  }

  /** The subscription id. */
  getID(): number {
    return this.sid;
  }

  /** After how many messages it ends, if it does. */
  getMax(): number | undefined {
    return this.max;
  }

  #dropTheOldest(): boolean {
    const oldest = this.#queue.dropOldest();
    if (oldest !== undefined) this.#pending.leave(oldest.size);
    return oldest !== undefined;
  }

  #pendingInHandlers(): number {
    return this.#callback === undefined ? 0 : this.#pending.msgs;
  }

  /** The application's callback must not harm the connection: whatever it throws is told, not thrown on. */
  #call(callback: MsgCallback<Msg>, error: Error | null, msg: Msg, size: number): void {
    this.#calling = "yes";
    try {
      const result = callback(error, msg);
      if (result !== undefined) this.#inHandler(result, msg, size);
    } catch (cause) {
      this.host.handlerFailed(cause, this, error === null ? msg : undefined);
    }
    this.#calling = "no";
  }

  /** An asynchronous handler has the message until its promise settles. */
  #inHandler(result: Promise<void>, msg: Msg, size: number): void {
    // Programs without types give back anything: what is no promise has finished.
    if (typeof result?.then !== "function") return;
    this.#pending.enter(size);
    const excused = this.#calling === "excused";
    if (excused) this.#excused++;
    const settled = () => {
      this.#pending.leave(size);
      if (excused) this.#excused--;
      this.#progressed();
    };
    Promise.resolve(result).then(settled, (cause) => {
      this.host.handlerFailed(cause, this, msg === NO_MESSAGE ? undefined : msg);
      settled();
    });
  }

  #caughtUp(): void {
    if (this.#behind === 0) return;
    this.host.catchUp.caughtUp(this.#behind);
    this.#behind = 0;
  }

  /** The loop has come to the end of what there was. */
  #loopIdle(): void {
    this.#caughtUp();
    this.#progressed();
  }

  #progressed(): void {
    if (this.#watchers !== undefined) { for (const call of this.#watchers) call(); }
  }

  /** The loop was left by `break` or an error: the subscription ends, and what waited is gone. */
  #loopLeft(): void {
    this.#pending.clear();
    this.unsubscribe();
  }

  #timedOut(error: TimeoutError): void {
    this.#cancelTimeout = undefined;
    // Whoever ends it first says why: unsubscribing would end it without the error.
    this.end(error);
    this.host.unsubscribe(this);
  }

  #stopTimeout(): void {
    this.#cancelTimeout?.();
    this.#cancelTimeout = undefined;
  }
}
