/** Transports that misbehave on purpose, the same way for the same seed. */

import type { Clock } from "../transport/clock.ts";
import { busyPipe, closedPipe, PipeError } from "../transport/errors.ts";
import type { Transport } from "../transport/transport.ts";

/** What goes wrong in one direction; positions count the bytes of that direction from 0. */
export interface LaneFaults {
  /** Sizes in bytes, at least 1: bytes pass in pieces of these, used in turn, or of random sizes up to `mostBytes`. */
  pieces?: readonly number[] | { mostBytes: number };
  /** The connection breaks once this many bytes have passed. */
  cutAfterBytes?: number;
  /** Nothing moves once this many bytes have passed, until the transport is closed. */
  stallAfterBytes?: number;
  /** The byte at this position arrives changed, never as it was. */
  corruptAtByte?: number;
  /** Every piece takes this long; needs a clock. */
  delayMs?: number;
}

/** What goes wrong with a transport. */
export interface FaultPlan {
  /** Decides the random sizes and the corrupted bits; 1 by default. */
  seed?: number;
  /** The clock for delays. */
  clock?: Clock;
  /** What goes wrong with the bytes read. */
  read?: LaneFaults;
  /** What goes wrong with the bytes written. */
  write?: LaneFaults;
}

/**
 * Wraps a transport so that it misbehaves as planned.
 *
 * Whatever the plan says, bytes that were read are overwritten at the next read: code that keeps them without
 * copying is found out.
 *
 * @throws {RangeError} when a size is not a positive integer, or a delay has no clock.
 */
export function faulty(transport: Transport, plan: FaultPlan = {}): Transport {
  return new FaultyTransport(transport, plan);
}

/** Written over bytes whose loan has ended; no NATS line holds it. */
const OVERWRITTEN = 0xdb;

class FaultyTransport implements Transport {
  readonly #inner: Transport;
  readonly #read: Lane;
  readonly #write: Lane;
  /** What the inner transport gave and nobody has taken yet. */
  #left: Uint8Array = new Uint8Array(0);
  #lent: Uint8Array = new Uint8Array(0);
  #writing: Promise<void> | null = null;
  #cut = false;
  #closed = false;

  constructor(inner: Transport, plan: FaultPlan) {
    const random = seededRandom(plan.seed ?? 1);
    this.#inner = inner;
    this.#read = new Lane(plan.read ?? {}, plan.clock, random);
    this.#write = new Lane(plan.write ?? {}, plan.clock, random);
  }

  get encrypted(): boolean {
    return this.#inner.encrypted;
  }

  get peer(): string {
    return this.#inner.peer;
  }

  async read(): Promise<Uint8Array | null> {
    this.#lent.fill(OVERWRITTEN);
    if (this.#closed) return null;
    if (this.#read.stalls() && !await this.#read.stall()) return null;
    if (this.#cut || this.#read.cuts()) throw this.#broken();
    if (this.#left.length === 0) {
      const bytes = await this.#inner.read();
      // A cut of the other direction closed the inner transport meanwhile.
      if (bytes === null && this.#cut && !this.#closed) throw this.#broken();
      if (bytes === null || this.#closed) return null;
      this.#left = bytes;
    }
    // Not `slice`: that of a Node buffer copies nothing.
    const piece = new Uint8Array(this.#left.subarray(0, this.#read.nextBytes(this.#left.length)));
    this.#left = this.#left.subarray(piece.length);
    if (!await this.#read.delay()) return null;
    this.#read.pass(piece);
    this.#lent = piece;
    return piece;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#writing !== null) throw busyPipe(this.peer, "write to");
    this.#writing = this.#writeAll(bytes);
    try {
      await this.#writing;
    } finally {
      this.#writing = null;
    }
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    let sent = 0;
    do {
      if (this.#write.stalls() && !this.#closed) await this.#write.stall();
      if (this.#cut || this.#write.cuts()) throw this.#broken();
      const piece = new Uint8Array(bytes.subarray(sent, sent + this.#write.nextBytes(bytes.length - sent)));
      if (!this.#closed) await this.#write.delay();
      if (this.#closed) {
        throw closedPipe(this.peer);
      }
      this.#write.pass(piece);
      await this.#inner.write(piece);
      sent += piece.length;
    } while (sent < bytes.length);
  }

  async end(): Promise<void> {
    // The write tells its own caller of a failure.
    await this.#writing?.catch(() => {});
    await this.#inner.end();
  }

  close(): void {
    this.#closed = true;
    this.#inner.close();
    this.#read.release();
    this.#write.release();
  }

  #broken(): PipeError {
    this.#cut = true;
    this.#inner.close();
    return new PipeError("broken", `the connection with ${this.peer} was cut on purpose`);
  }
}

/** One direction: where it is, and what the plan says of what comes next. */
class Lane {
  readonly #faults: LaneFaults;
  readonly #clock: Clock | undefined;
  readonly #random: () => number;
  #passedBytes = 0;
  #pieces = 0;
  #release: () => void = () => {};

  constructor(faults: LaneFaults, clock: Clock | undefined, random: () => number) {
    const { pieces = [] } = faults;
    for (const bytes of "mostBytes" in pieces ? [pieces.mostBytes] : pieces) {
      if (!Number.isInteger(bytes) || bytes < 1) throw new RangeError("pieces are of one byte or more");
    }
    if (faults.delayMs !== undefined && clock === undefined) throw new RangeError("a delay needs a clock");
    this.#faults = faults;
    this.#clock = clock;
    this.#random = random;
  }

  cuts(): boolean {
    return this.#passedBytes >= (this.#faults.cutAfterBytes ?? Infinity);
  }

  stalls(): boolean {
    return this.#passedBytes >= (this.#faults.stallAfterBytes ?? Infinity);
  }

  /** Waits until the transport is closed; always false. */
  async stall(): Promise<false> {
    await new Promise<void>((resolve) => this.#release = resolve);
    return false;
  }

  /** Waits as long as the plan says; false when the transport was closed meanwhile. */
  async delay(): Promise<boolean> {
    const { delayMs } = this.#faults;
    const clock = this.#clock;
    if (delayMs === undefined || clock === undefined) return true;
    return await new Promise((resolve) => {
      const cancel = clock.wakeAt(clock.now() + delayMs, () => resolve(true));
      this.#release = () => {
        cancel();
        resolve(false);
      };
    });
  }

  /** The transport was closed: whoever waits goes on. */
  release(): void {
    this.#release();
  }

  /** How many of the bytes at hand pass next, at least one where there is one. */
  nextBytes(atHandBytes: number): number {
    const { pieces, cutAfterBytes = Infinity, stallAfterBytes = Infinity } = this.#faults;
    const untilFaultBytes = Math.min(cutAfterBytes, stallAfterBytes) - this.#passedBytes;
    return Math.min(atHandBytes, untilFaultBytes, this.#pieceBytes(pieces));
  }

  /** Counts a piece, and changes it where the plan says so. */
  pass(piece: Uint8Array): void {
    const place = (this.#faults.corruptAtByte ?? -1) - this.#passedBytes;
    const byte = piece[place];
    if (byte !== undefined) piece[place] = byte ^ (1 + Math.floor(this.#random() * 255));
    this.#passedBytes += piece.length;
  }

  #pieceBytes(pieces: LaneFaults["pieces"]): number {
    if (pieces === undefined) return Infinity;
    if ("mostBytes" in pieces) return 1 + Math.floor(this.#random() * pieces.mostBytes);
    return pieces[this.#pieces++ % pieces.length] ?? Infinity;
  }
}

/**
 * Makes a function that gives numbers from 0 up to 1, the same ones for the same seed (mulberry32).
 *
 * @param seed an integer; its low 32 bits count.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
