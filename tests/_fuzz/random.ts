/** A random number generator that a seed repeats, and what is drawn from it. */

/** Draws numbers; the same seed draws the same ones. */
export class Random {
  #state: number;

  /** Takes any integer. */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A fraction, 0 up to but not including 1. [mulberry32] */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** An integer, 0 up to but not including `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of them. */
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** Letters of an alphabet, between `least` and `most` of them. */
  text(alphabet: string, least: number, most: number): string {
    let text = "";
    for (let left = least + this.below(most - least + 1); left > 0; left--) {
      text += alphabet[this.below(alphabet.length)]!;
    }
    return text;
  }
}

/** The seed of the run with this number: runs can be repeated one by one. */
export function seedOfRun(seed: number, run: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(run + 1, 0xc2b2ae35) | 0;
}
