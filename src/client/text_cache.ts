/** Subjects repeat: a text that came before is found again by its bytes instead of being made anew. */

import { sameBytes, textOf } from "../wire/bytes.ts";

/** How many texts are remembered; a power of two. A later text takes the place of one with the same hash. */
const SLOTS = 1024;

/** Longer texts are not remembered: comparing them costs as much as reading them. */
const MAX_BYTES = 128;

const NO_BYTES = new Uint8Array(0);

/** The texts seen lately. */
export class TextCache {
  readonly #bytes: Uint8Array[] = new Array(SLOTS).fill(NO_BYTES);
  readonly #texts: string[] = new Array(SLOTS).fill("");

  /** The text of `bytes[start..end)`, whose hash is known. */
  read(bytes: Uint8Array, start: number, end: number, hash: number): string {
    const length = end - start;
    if (length > MAX_BYTES) return textOf(bytes, start, end);
    const slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    if (sameBytes(bytes, start, end, this.#bytes[slot]!)) return this.#texts[slot]!;
    this.#bytes[slot] = bytes.slice(start, end);
    return this.#texts[slot] = textOf(bytes, start, end);
  }
}
