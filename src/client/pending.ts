/** What of a subscription waits for its loop or is in its handlers: the limits, and what happens at them. */

import type { PendingPolicy } from "./types.ts";

/** How many messages may wait unless told: with the next one, at most about 40 MiB in all. */
export const PENDING_MSGS = 65_536;

/** How many bytes those may have unless told. */
export const PENDING_BYTES = 24 * 1024 * 1024;

/** The limits of one subscription. */
export interface PendingLimits {
  /** How many messages may wait. */
  readonly msgs: number;
  /** How many bytes they may have. A single message is taken whatever its size. */
  readonly bytes: number;
  /** Beyond how many it is told that the subscription is slow; Infinity for only at the limits. */
  readonly slow: number;
}

/** Who is told what happens at the limits. */
export interface PendingHost {
  /** Too many wait, or one was dropped; told once until the subscription has caught up. */
  slow(): void;
  /** A message was dropped. */
  dropped(): void;
  /** Nothing more is to be read from the connection. */
  hold(): void;
  /** Reading may go on. */
  release(): void;
}

/** Counts what waits. */
export class Pending {
  /** Messages that wait. */
  msgs = 0;
  /** Their bytes. */
  bytes = 0;
  /** Messages dropped. */
  dropped = 0;

  readonly #limits: PendingLimits;
  readonly #host: PendingHost;
  #policy: PendingPolicy;
  #told = false;
  #holding = false;
  #mayHold = true;

  /** Takes the limits, and the policy at them. */
  constructor(limits: PendingLimits, policy: PendingPolicy, host: PendingHost) {
    this.#limits = limits;
    this.#policy = policy;
    this.#host = host;
  }

  /** From here on the connection waits rather than that messages are dropped. */
  pauseInstead(): void {
    this.#policy = "pause";
  }

  /**
   * Asks whether one more message may wait; false when it is to be dropped.
   *
   * @param dropOldest drops the message that has waited longest; false when there is none.
   */
  admit(size: number, dropOldest?: () => boolean): boolean {
    const { msgs, bytes } = this.#limits;
    if (this.msgs < msgs && (this.bytes + size <= bytes || this.msgs === 0)) return true;
    return this.#overflow(size, dropOldest);
  }

  /** Counts a message in. */
  enter(size: number): void {
    this.msgs++;
    this.bytes += size;
    if (this.msgs > this.#limits.slow) this.#tell();
  }

  /** Counts a message out: it was taken, or its handler has finished. */
  leave(size: number): void {
    this.msgs--;
    this.bytes -= size;
    if (this.#told || this.#holding) this.#relax();
  }

  /** What waited is gone. */
  clear(): void {
    this.msgs = 0;
    this.bytes = 0;
    this.#letGo();
  }

  /**
   * From here on nothing waits at the expense of the connection: it ends, or drains, and what is still on its way
   * would never come from a connection that is not read.
   */
  holdNoMore(): void {
    this.#mayHold = false;
    this.#letGo();
  }

  #letGo(): void {
    if (!this.#holding) return;
    this.#holding = false;
    this.#host.release();
  }

  #overflow(size: number, dropOldest: (() => boolean) | undefined): boolean {
    if (this.#policy === "pause") {
      if (!this.#holding && this.#mayHold) {
        this.#holding = true;
        this.#host.hold();
      }
      this.#tell();
      return true;
    }
    let room = false;
    if (this.#policy === "dropOldest" && dropOldest !== undefined) {
      room = true;
      const { msgs, bytes } = this.#limits;
      while (room && this.msgs > 0 && (this.msgs >= msgs || this.bytes + size > bytes)) {
        room = dropOldest();
        if (room) this.#drop();
      }
    }
    if (!room) this.#drop();
    this.#tell();
    return room;
  }

  #drop(): void {
    this.dropped++;
    this.#host.dropped();
  }

  #tell(): void {
    if (this.#told) return;
    this.#told = true;
    this.#host.slow();
  }

  /** Half empty it has caught up: at the limit itself it would be told of every other message. */
  #relax(): void {
    const { msgs, bytes, slow } = this.#limits;
    if (this.msgs > msgs / 2 || this.bytes > bytes / 2) return;
    this.#letGo();
    if (this.msgs <= slow) this.#told = false;
  }
}
