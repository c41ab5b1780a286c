/** Promises that are settled from outside, that wait, and that give up. */

import { TimeoutError } from "../errors.ts";

/** A promise with the means to settle it. [nats.js v3 Deferred] */
export interface Deferred<T> extends Promise<T> {
  /** Resolves it. */
  resolve: (value?: T | PromiseLike<T>) => void;
  /** Rejects it. */
  reject: (reason?: unknown) => void;
}

/** Makes a promise that its owner settles. */
export function deferred<T>(): Deferred<T> {
  let settle!: Pick<Deferred<T>, "resolve" | "reject">;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve: resolve as Deferred<T>["resolve"], reject };
  });
  return Object.assign(promise, settle);
}

/** A wait that can be cut short. [nats.js v3 Delay] */
export interface Delay extends Promise<void> {
  /** Ends the wait now: the promise resolves. */
  cancel: () => void;
}

/** A promise that rejects when its time has come, unless it is cancelled before. [nats.js v3 Timeout] */
export interface Timeout<T> extends Promise<T> {
  /** Stops the clock: the promise stays as it is. */
  cancel: () => void;
}

/** Waits `ms` milliseconds. */
export function delay(ms: number = 0): Delay {
  const over = deferred<void>();
  const timer = setTimeout(over.resolve, ms);
  const cancel = (): void => {
    clearTimeout(timer);
    over.resolve();
  };
  return Object.assign(over as Promise<void>, { cancel });
}

/**
 * Waits for a promise, though no longer than `millis` milliseconds.
 *
 * @throws {TimeoutError} when the promise is not settled by then; it may still settle later, unheard.
 */
export async function deadline<T>(p: Promise<T>, millis: number = 1000): Promise<T> {
  const late = deferred<never>();
  const timer = setTimeout(() => late.reject(new TimeoutError()), millis);
  try {
    return await Promise.race([p, late]);
  } finally {
    clearTimeout(timer);
  }
}
