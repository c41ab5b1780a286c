/** A clock that stands still until a test moves it. */

import type { Clock } from "../transport/clock.ts";

/** Wake-ups in one call before the clock gives up: a day of code that wakes each second stays below it. */
const DEFAULT_MOST_WAKE_UPS = 100_000;

/** How a virtual clock behaves. */
export interface VirtualClockOptions {
  /** Wake-ups in one call before it throws, 100,000 by default: code that wakes itself for ever would hang. */
  mostWakeUps?: number;
}

interface WakeUp {
  readonly atMs: number;
  readonly wake: () => void;
}

/**
 * Time that passes only when a test says so. Code on in-memory transports and on this clock runs the same way
 * every time, and waiting costs nothing.
 *
 * @example
 * ```ts
 * import { VirtualClock } from "@natwire/natwire/testing";
 *
 * const clock = new VirtualClock();
 * let woken = false;
 * clock.wakeAt(120_000, () => woken = true);
 * await clock.advance(120_000);
 * if (!woken) throw new Error("two minutes have passed");
 * ```
 */
export class VirtualClock implements Clock {
  /** In order of time, and of asking where the time is the same. */
  readonly #wakeUps: WakeUp[] = [];
  readonly #mostWakeUps: number;
  #nowMs: number;

  /** Starts at a time in milliseconds, 0 by default. */
  constructor(startMs = 0, options: VirtualClockOptions = {}) {
    this.#nowMs = startMs;
    this.#mostWakeUps = options.mostWakeUps ?? DEFAULT_MOST_WAKE_UPS;
  }

  /** The virtual time in milliseconds. */
  now(): number {
    return this.#nowMs;
  }

  /** How many wake-ups are asked for and have not come. */
  get pending(): number {
    return this.#wakeUps.length;
  }

  /** When the next wake-up comes, in milliseconds; undefined where none is asked for. */
  get nextAtMs(): number | undefined {
    return this.#wakeUps[0]?.atMs;
  }

  /**
   * Calls `wake` once, when a test has moved the time to `atMs`; a time that has passed counts as now, and the
   * call still waits for the test.
   *
   * @returns a function that cancels the call.
   */
  wakeAt(atMs: number, wake: () => void): () => void {
    const wakeUp: WakeUp = { atMs: Math.max(atMs, this.#nowMs), wake };
    const later = this.#wakeUps.findLastIndex((other) => other.atMs <= wakeUp.atMs) + 1;
    this.#wakeUps.splice(later, 0, wakeUp);
    return () => {
      const place = this.#wakeUps.indexOf(wakeUp);
      if (place >= 0) this.#wakeUps.splice(place, 1);
    };
  }

  /**
   * Lets `ms` milliseconds pass. Wake-ups come in order of time, at the time they asked for, and the promise
   * jobs that one sets off run before the next.
   *
   * @throws {Error} after too many wake-ups, and what a wake-up throws.
   */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError(`time only moves forward, not by ${ms} ms`);
    const untilMs = this.#nowMs + ms;
    await settled();
    for (let count = 0; (this.nextAtMs ?? Infinity) <= untilMs; count++) {
      this.#checkCount(count);
      await this.#wakeNext();
    }
    this.#nowMs = untilMs;
  }

  /**
   * Jumps to the next wake-up and runs it, with the promise jobs it sets off.
   *
   * @returns false when nobody asked for one.
   */
  async next(): Promise<boolean> {
    await settled();
    if (this.#wakeUps.length === 0) return false;
    await this.#wakeNext();
    return true;
  }

  /**
   * Jumps from wake-up to wake-up until the promise settles, and gives its result.
   *
   * @throws {Error} when nothing is left to wake and the promise still waits, or after too many wake-ups; and
   * what the promise rejects with.
   */
  async runUntil<T>(promise: Promise<T>): Promise<T> {
    let waiting = true;
    const done = () => {
      waiting = false;
    };
    promise.then(done, done);
    await settled();
    for (let count = 0; waiting; count++) {
      if (this.#wakeUps.length === 0) throw new Error("the promise waits, and nothing is left to wake");
      this.#checkCount(count);
      await this.#wakeNext();
    }
    return await promise;
  }

  async #wakeNext(): Promise<void> {
    const wakeUp = this.#wakeUps.shift();
    if (wakeUp === undefined) return;
    this.#nowMs = wakeUp.atMs;
    wakeUp.wake();
    await settled();
  }

  #checkCount(count: number): void {
    if (count < this.#mostWakeUps) return;
    throw new Error(
      `${this.#mostWakeUps} wake-ups, and no end: does something wake itself at the same moment?`,
    );
  }
}

/**
 * Waits until no promise job is left: `setImmediate`, which Deno and Node have, is a turn of the event loop that
 * comes after all of them, without the millisecond that a timer takes.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => void globalThis.setImmediate(resolve));
}
