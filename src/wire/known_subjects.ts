/** Subjects repeat: one that came before is known again by its bytes, four at a time, instead of being read anew. */

import { textOf } from "./bytes.ts";

/** How many slots there are at first, and at most unless told; powers of two. */
const MIN_SLOTS = 16;
const MAX_SLOTS = 1024;

/** A subject is looked for in so many slots, from the one of its hash on. */
const PROBES = 4;

/** What a slot has: how many bytes the subject has, those beyond the last four, and four of them each. */
const SLOT_WORDS = 32;

/** Longer subjects are not remembered. */
const MAX_BYTES = 4 * (SLOT_WORDS - 2);

/** Four blanks; `(x - ONES) & ~x & HIGHS` marks the first zero byte among four, and nothing before it. */
const SPACES = 0x20202020;
const ONES = 0x01010101;
const HIGHS = 0x80808080 | 0;

/** An odd number that spreads what it is multiplied with over the higher bits. */
const SPREAD = 0x9e3779b1 | 0;

/** What a slot has that no subject has. */
const FREE = -1;
const NO_WORDS = new Int32Array(SLOT_WORDS).fill(FREE);
const NO_TEXTS = [""];

/**
 * The subjects seen lately. The table grows with what comes, up to 160 kB unless told; where it is full, a later subject takes
 * the place of one with the same hash. All slots lie in one array, because to follow references took longer than
 * reading the subject byte by byte.
 */
export class KnownSubjects {
  /** Where the subject that was found last ends. */
  end = 0;
  /** The slot of the subject that was found or remembered last; -1 where it was not remembered. */
  slot = -1;

  readonly #maxSlots: number;
  #words = NO_WORDS;
  #texts = NO_TEXTS;
  #used = 0;

  /** Takes how many slots there may be, a power of two. */
  constructor(maxSlots: number = MAX_SLOTS) {
    this.#maxSlots = maxSlots;
  }

  /** How many slots there are now; when that changes, all of them are empty. */
  get slots(): number {
    return this.#texts.length;
  }

  /**
   * Finds the subject that starts at `at` and goes on up to the next blank.
   *
   * @param line a view of the bytes, the last of which is before `end`.
   * @returns null where it is not known.
   */
  find(line: DataView, at: number, end: number): string | null {
    let hash = 0;
    let word = 0;
    let blanks = 0;
    let rest = at;
    for (;;) {
      if (rest + 4 > end) return null;
      word = line.getInt32(rest, true);
      const zeros = word ^ SPACES;
      blanks = (zeros - ONES) & ~zeros & HIGHS;
      if (blanks !== 0) break;
      hash = mixed(hash, word);
      rest += 4;
    }
    const firstBlank = (blanks & -blanks) >>> 7;
    word &= firstBlank - 1;
    this.end = rest + (31 - Math.clz32(firstBlank) >> 3);
    hash = mixed(hash, word);
    const words = this.#words;
    const mask = this.#texts.length - 1;
    for (let slot = hash & mask, probes = PROBES; probes > 0; slot = slot + 1 & mask, probes--) {
      let place = SLOT_WORDS * slot;
      if (words[place] !== this.end - at || words[place + 1] !== word) continue;
      place += 2;
      let next = at;
      while (next < rest && line.getInt32(next, true) === words[place]) {
        next += 4;
        place++;
      }
      if (next !== rest) continue;
      this.slot = slot;
      return this.#texts[slot]!;
    }
    return null;
  }

  /** Reads the subject `line[start..end)`, and remembers it. */
  remember(line: Uint8Array, start: number, end: number): string {
    const text = textOf(line, start, end);
    const length = end - start;
    this.slot = -1;
    if (length > MAX_BYTES || !isAscii(line, start, end)) return text;
    if (2 * (this.#used + 1) > this.#texts.length && this.#texts.length < this.#maxSlots) this.#grow();
    const bytes = new Int32Array(SLOT_WORDS);
    let hash = 0;
    let word = 0;
    for (let at = 0; at < length; at++) {
      word |= line[start + at]! << 8 * (at & 3);
      if ((at & 3) < 3) continue;
      bytes[2 + (at >> 2)] = word;
      hash = mixed(hash, word);
      word = 0;
    }
    bytes[0] = length;
    bytes[1] = word;
    const slot = this.#slotFor(mixed(hash, word));
    if (this.#words[SLOT_WORDS * slot] === FREE) this.#used++;
    this.#words.set(bytes, SLOT_WORDS * slot);
    this.slot = slot;
    return this.#texts[slot] = text;
  }

  /** The first free slot for a hash; where there is none, the first. */
  #slotFor(hash: number): number {
    const mask = this.#texts.length - 1;
    for (let probe = 0; probe < PROBES; probe++) {
      const slot = hash + probe & mask;
      if (this.#words[SLOT_WORDS * slot] === FREE) return slot;
    }
    return hash & mask;
  }

  /** More room, empty: what was there comes again soon where it matters. */
  #grow(): void {
    const slots = Math.min(Math.max(MIN_SLOTS, 4 * this.#texts.length), this.#maxSlots);
    this.#used = 0;
    this.#texts = new Array<string>(slots).fill("");
    this.#words = new Int32Array(SLOT_WORDS * slots).fill(FREE);
  }
}

/** Where a text is as long as its bytes they need not be ASCII: each byte that is no UTF-8 becomes one letter. */
function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0;
  for (let at = start; at < end; at++) all |= bytes[at]!;
  return all < 0x80;
}

/** Takes four more bytes into a hash. */
function mixed(hash: number, word: number): number {
  hash = Math.imul(hash ^ word, SPREAD);
  return hash ^ hash >>> 15;
}
