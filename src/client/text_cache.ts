/** Subjects repeat: a text that came before is found again by its bytes instead of being made anew. */

import { textOf } from "../wire/bytes.ts";

/** How many texts are remembered; a power of two. A later text takes the place of one with the same hash. */
const SLOTS = 1024;

/** Longer texts are not remembered: comparing them costs as much as reading them. */
const MAX_BYTES = 128;

/** The texts seen lately. */
export class TextCache {
  readonly #texts: string[] = new Array(SLOTS).fill("");

  /** The text of `bytes[start..end)`. */
  read(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length > MAX_BYTES) return textOf(bytes, start, end);
    let hash = length;
    for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + bytes[at]! | 0;
    const slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    const known = this.#texts[slot]!;
    if (known.length === length && isTextOf(known, bytes, start)) return known;
    // A text with letters beyond ASCII is remembered too, and never found: its bytes differ from its letters.
    return this.#texts[slot] = textOf(bytes, start, end);
  }
}

function isTextOf(text: string, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter !== bytes[start + at] || letter > 0x7f) return false;
  }
  return true;
}
