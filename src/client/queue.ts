/** A queue that is filled by calls and emptied by one `for await` loop. */

import { InvalidOperationError } from "../errors.ts";
import { leadingHere } from "./caller.ts";
import { Ring } from "./ring.ts";

/** A loop that waits for the next value. */
interface Waiting<T> {
  resolve(result: IteratorResult<T>): void;
  reject(error: Error): void;
}

/** The values of a subscription, a request or a status stream on their way to a loop. */
export class QueuedIterator<T> implements AsyncIterable<T> {
  /** Called when the loop ends early, by `break` or an error in its body. */
  onBreak: (() => void) | undefined;
  /** Called with each value that had waited, when the loop takes it. */
  onTaken: ((value: T) => void) | undefined;
  /** Called when the loop asks for more and finds nothing, and when it ends. */
  onIdle: (() => void) | undefined;

  /** The call whose errors the loop throws, where their stacks are to lead to the loop. */
  operation: string | undefined;

  readonly #limit: number;
  readonly #values = new Ring<T>();
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
    return this.#values.size;
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
      if (this.#values.size >= this.#limit) this.#values.shift();
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
    return this.#values.size === 0 ? undefined : this.#values.shift();
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
    const { operation } = this;
    return {
      next: operation === undefined ? () => this.#next() : () => this.#nextOf(operation),
      return: () => this.#break(),
    };
  }

  #next(): Promise<IteratorResult<T>> {
    if (this.#values.size > 0) {
      this.#processed++;
      this.#inHand = true;
      const value = this.#values.shift();
      this.onTaken?.(value);
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

  async #nextOf(operation: string): Promise<IteratorResult<T>> {
    try {
      return await this.#next();
    } catch (error) {
      throw leadingHere(error, operation);
    }
  }

  #takeError(): Error | undefined {
    const error = this.#error;
    this.#error = undefined;
    return error;
  }

  #break(): Promise<IteratorResult<T>> {
    this.#values.clear();
    this.#error = undefined;
    this.#inHand = false;
    this.stop();
    this.onBreak?.();
    this.onIdle?.();
    return Promise.resolve({ done: true, value: undefined });
  }
}
