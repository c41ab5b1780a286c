/**
 * How publishers keep to the pace of a client: they wait for one that takes its messages to have room for more, are
 * slowed down by one that falls behind, and are not held up by one that is stuck.
 */

import type { Clock } from "../transport/clock.ts";

/**
 * While more than this is pending for a client, publishers wait: what is read faster than it can be written only grows
 * a heap of blocks that no processor cache holds any more. That took half of the rate at 1 KiB, and 50 MB.
 */
export const FULL_BYTES: number = 256 * 1024;

/**
 * Who has no room for as long as this (up to twice as long, in fact) is not waited for. On a busy machine one that is
 * well may not run for that long.
 */
const PATIENCE_MS = 25;

/** And not before so much time has passed, twice as much each time: one that is stuck costs publishers 2 % of 10 s. */
const REST_MS = 250;

/** A publisher waits this long for a client that falls behind, per chunk it sent. [nats-server stallTotalAllowed] */
const STALL_MS = 10;

/** What is pending for the client. */
export interface Backlog {
  /** Bytes that wait to be sent or are being sent. */
  readonly pendingBytes: number;
}

/** What holds for all clients of a server. */
export interface PaceContext {
  /** Where the time comes from. */
  readonly clock: Clock;
  /** Above this many pending bytes a client has fallen behind. */
  readonly behindBytes: number;
}

/** Who waits for one client. */
export class Pace {
  readonly #backlog: Backlog;
  readonly #context: PaceContext;
  /** Those that wait until it is behind no more; made with the first. */
  #stalled: Set<() => void> | null = null;
  /** Those that wait for room; made with the first. */
  #waiting: (() => void)[] | null = null;
  #cancelTimer: (() => void) | null = null;
  /** Whether there was room at any time since the timer was set. */
  #hadRoom = false;
  #restUntilMs = -Infinity;
  #restMs = REST_MS;
  #stopped = false;

  /** Takes what is pending for the client, and what holds for all. */
  constructor(backlog: Backlog, context: PaceContext) {
    this.#backlog = backlog;
    this.#context = context;
  }

  /** True where so much is pending that publishers are slowed down. */
  get isBehind(): boolean {
    return this.#backlog.pendingBytes > this.#context.behindBytes;
  }

  /** True where more is pending than keeps the socket busy, and it makes sense to wait for room. */
  get isFull(): boolean {
    if (this.#backlog.pendingBytes <= FULL_BYTES || this.#stopped) return false;
    return this.#restUntilMs === -Infinity || this.#context.clock.now() >= this.#restUntilMs;
  }

  /** Waits until the client has caught up, or has room, or has shown to take nothing; not for long in any case. */
  wait(): Promise<void> {
    return this.isBehind ? this.#stall() : this.#waitForRoom();
  }

  /** Less is pending than before. */
  sent(): void {
    if (this.#stalled !== null && this.#stalled.size > 0 && !this.isBehind) this.#release();
    if (this.#waiting === null || this.#backlog.pendingBytes > FULL_BYTES) return;
    this.#hadRoom = true;
    this.#restMs = REST_MS;
    this.#open(this.#waiting);
  }

  /** The client is gone: nobody waits any more. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#release();
    if (this.#waiting !== null) this.#open(this.#waiting);
  }

  /** [nats-server client.go stalledWait] */
  #stall(): Promise<void> {
    const { clock } = this.#context;
    return new Promise((resolve) => {
      const goOn = () => {
        cancelTimer();
        this.#stalled?.delete(goOn);
        resolve();
      };
      const cancelTimer = clock.wakeAt(clock.now() + STALL_MS, goOn);
      (this.#stalled ??= new Set()).add(goOn);
    });
  }

  #release(): void {
    for (const goOn of [...this.#stalled ?? []]) goOn();
  }

  #waitForRoom(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#cancelTimer === null) this.#watch();
    return new Promise((resolve) => (this.#waiting ??= []).push(resolve));
  }

  #open(waiting: (() => void)[]): void {
    for (const goOn of waiting.splice(0)) goOn();
  }

  // One timer for many waits: a stream has thousands of them a second.
  #watch(): void {
    const { clock } = this.#context;
    this.#hadRoom = false;
    this.#cancelTimer = clock.wakeAt(clock.now() + PATIENCE_MS, () => {
      this.#cancelTimer = null;
      const waiting = this.#waiting;
      if (waiting === null || waiting.length === 0) return;
      if (this.#hadRoom) return this.#watch();
      this.#restUntilMs = clock.now() + this.#restMs;
      this.#restMs *= 2;
      this.#open(waiting);
    });
  }
}
