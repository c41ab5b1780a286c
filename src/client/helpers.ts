/** Small things that programs written for nats.js use: no bytes, nanoseconds, growing waits, pulling an iterator. */

/** No bytes: the payload of a message without one. */
export const Empty: Uint8Array = new Uint8Array(0);

/** A span of time in nanoseconds, as JetStream's API counts; make one with {@link nanos}. */
export type Nanos = number;

const NANOS_PER_MILLI = 1_000_000;

/** Milliseconds to nanoseconds. */
export function nanos(millis: number): Nanos {
  return millis * NANOS_PER_MILLI;
}

/** Nanoseconds to whole milliseconds, rounded down. */
export function millis(ns: Nanos): number {
  return Math.floor(ns / NANOS_PER_MILLI);
}

/** How long to wait before an attempt. [nats.js v3 Backoff] */
export interface Backoff {
  /** Milliseconds to wait before the attempt of this number, from 0. */
  backoff(attempt: number): number;
}

/** Waits that start with none and end at five seconds, milliseconds. [nats.js v3 backoff] */
const DEFAULT_POLICY: readonly number[] = [0, 250, 250, 500, 500, 3000, 5000];

/**
 * Makes waits that follow a list, each between half and one and a half times what the list says, so that many
 * clients do not all return at the same moment. Past its end the last one goes on.
 */
export function backoff(policy: number[] = [...DEFAULT_POLICY]): Backoff {
  const waits = Array.isArray(policy) ? policy : DEFAULT_POLICY;
  return {
    backoff(attempt: number): number {
      const ms = waits[Math.max(0, Math.min(attempt, waits.length - 1))] ?? 0;
      return ms === 0 ? 0 : Math.floor(ms / 2 + Math.random() * ms);
    },
  };
}

/** True when one of the servers is given as a WebSocket address: those are for `wsconnect`. [nats.js v3] */
export function hasWsProtocol(opts?: { servers?: string | string[] | undefined }): boolean {
  return [opts?.servers ?? []].flat().some((server) => /^wss?:\/\//i.test(server));
}

/** An iterator that is asked for its next value instead of looped over. [nats.js v3 SyncIterator] */
export interface SyncIterator<T> {
  /** The next value; null when there is none any more. */
  next(): Promise<T | null>;
}

/** Pulls values one by one out of what `for await` would loop over; it must not be looped over as well. */
export function syncIterator<T>(src: AsyncIterable<T>): SyncIterator<T> {
  const iterator = src[Symbol.asyncIterator]();
  return {
    async next(): Promise<T | null> {
      const result = await iterator.next();
      return result.done ? null : result.value;
    },
  };
}
