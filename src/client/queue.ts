/** A queue that is filled by calls and emptied by one `for await` loop. */

import { InvalidOperationError } from "../errors.ts";

/** The front of the list is cut once this many values were taken from it, and they are half of it. */
const CUT_AFTER = 1024;

/** A loop that waits for the next value. */
interface Waiting<T> {
  resolve(result: IteratorResult<T>): void;
  reject(error: Error): void;
}

/** The values of a subscription, a request or a status stream on their way to a loop. */
export class QueuedIterator<T> implements AsyncIterable<T> {
  /** Called when the loop ends early, by `break` or an error in its body. */
  onBreak: (() => void) | undefined;
  /** Called when the loop asks for more and finds nothing, and when it ends. */
  onIdle: (() => void) | undefined;

  readonly #limit: number;
  #values: T[] = [];
  /** How many of the values at the front have been taken. */
  #taken = 0;
  #processed = 0;
  #waiting: Waiting<T> | undefined;
  /** Who asked for values after the next one without waiting for it; loops never do. */
  readonly #behind: Waiting<T>[] = [];
  #stopped = false;
  #error: Error | undefined;
  #iterating = false;
  /** True while the body of the loop has a value that it has not come back from. */
  #inHand = false;

  /** Takes how many values may wait at most: the oldest makes room. */
  constructor(limit = Infinity) {
    this.#limit = limit;
  }

  /** Values that wait. */
  getPending(): number {
    return this.#values.length - this.#taken;
  }

  /** Values handed to the loop. */
  getProcessed(): number {
    return this.#processed;
  }

  /** Values that came and were not dropped. */
  getReceived(): number {
    return this.#processed + this.getPending();
  }

  /** True while a loop waits for the next value. */
  get waitedFor(): boolean {
    return this.#waiting !== undefined;
  }

  /** True once a loop began. */
  get iterating(): boolean {
    return this.#iterating;
  }

  /** True while the body of the loop has a value. */
  get inHand(): boolean {
    return this.#inHand;
  }

  /** Adds a value; after `stop` it is dropped. */
  push(value: T): void {
    if (this.#stopped) return;
    const waiting = this.#waiting;
    if (waiting === undefined) {
      if (this.getPending() >= this.#limit) this.#shift();
      this.#values.push(value);
      return;
    }
    this.#waiting = this.#behind.shift();
    this.#processed++;
    this.#inHand = true;
    waiting.resolve({ done: false, value });
  }

  /** Drops the value that has waited longest; undefined when none waits. */
  dropOldest(): T | undefined {
    return this.getPending() === 0 ? undefined : this.#shift();
  }

  /** Ends the loop after the values that wait, with an error where one is given. */
  stop(error?: Error): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#error = error;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    if (error === undefined) waiting.resolve({ done: true, value: undefined });
    else waiting.reject(this.#takeError()!);
    for (const behind of this.#behind.splice(0)) behind.resolve({ done: true, value: undefined });
  }

  /**
   * Starts the loop.
   *
   * @throws {InvalidOperationError} when there is one already.
   */
  [Symbol.asyncIterator](): AsyncIterator<T> {
    if (this.#iterating) throw new InvalidOperationError("iterator is already yielding");
    this.#iterating = true;
    return {
      next: () => this.#next(),
      return: () => this.#break(),
    };
  }

  /** Told of each value that a loop takes out of the queue, other than those it waited for. */
  protected taken(_value: T): void {}

  #next(): Promise<IteratorResult<T>> {
    if (this.#taken < this.#values.length) {
      this.#processed++;
      this.#inHand = true;
      const value = this.#shift();
      this.taken(value);
      return Promise.resolve({ done: false, value });
    }
    this.#inHand = false;
    this.onIdle?.();
    if (this.#stopped) {
      const error = this.#takeError();
      return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      const waiting = { resolve, reject };
      if (this.#waiting === undefined) this.#waiting = waiting;
      else this.#behind.push(waiting);
    });
  }

  #shift(): T {
    const value = this.#values[this.#taken]!;
    this.#values[this.#taken++] = undefined as T;
    if (
      this.#taken === this.#values.length ||
      (this.#taken >= CUT_AFTER && 2 * this.#taken >= this.#values.length)
    ) {
      this.#values.splice(0, this.#taken);
      this.#taken = 0;
    }
    return value;
  }

  #takeError(): Error | undefined {
    const error = this.#error;
    this.#error = undefined;
    return error;
  }

  #break(): Promise<IteratorResult<T>> {
    this.#values = [];
    this.#taken = 0;
    this.#error = undefined;
    this.#inHand = false;
    this.stop();
    this.onBreak?.();
    this.onIdle?.();
    return Promise.resolve({ done: true, value: undefined });
  }
}
