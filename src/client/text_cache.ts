/** Subjects repeat: a text that came before is found again by its bytes instead of being made anew. */

import { sameBytes, textOf } from "../wire/bytes.ts";

/** How many texts are remembered; a power of two. A later text takes the place of one with the same hash. */
const SLOTS = 256;

/** Longer texts are not remembered: comparing them costs as much as reading them. */
const MAX_BYTES = 128;

/** The texts seen lately, by their bytes. */
export class TextCache {
  readonly #bytes: (Uint8Array | undefined)[] = new Array(SLOTS).fill(undefined);
  readonly #texts: string[] = new Array(SLOTS).fill("");

  /** The text of `bytes[start..end)`. */
  read(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length === 0) return "";
    if (length > MAX_BYTES) return textOf(bytes, start, end);
    // The ends of a subject tell most: hash those and the length.
    const slot = (length * 31 + bytes[end - 1]! * 7 + bytes[start + (length >> 1)]! * 13 + bytes[start]!) &
      (SLOTS - 1);
    const known = this.#bytes[slot];
    if (known !== undefined && sameBytes(bytes, start, end, known)) return this.#texts[slot]!;
    const text = textOf(bytes, start, end);
    this.#bytes[slot] = bytes.slice(start, end);
    this.#texts[slot] = text;
    return text;
  }
}
