/** Subjects repeat: a text that came before is found again by its bytes instead of being made anew. */

import { textOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";

/** How many texts are remembered at first, and at most; powers of two. */
const MIN_SLOTS = 16;
const MAX_SLOTS = 1024;

/** Longer texts are not remembered: comparing them costs as much as reading them. */
const MAX_BYTES = 128;

const NO_BYTES = new DataView(new ArrayBuffer(0));

/** The texts seen lately; a later text takes the place of one with the same hash. It grows with what comes. */
export class TextCache {
  #slots = 1;
  #bytes: DataView[] = [NO_BYTES];
  #texts: string[] = [""];
  /** Texts that were not found since it grew last. */
  #missed = 0;

  /** The subject of a frame. */
  subject(frame: MessageFrame): string {
    const { lineView, subjectStart, subjectEnd, subjectHash } = frame;
    const slot = (subjectHash ^ subjectHash >>> 16) & (this.#slots - 1);
    const text = this.#texts[slot]!;
    if (
      text.length === subjectEnd - subjectStart &&
      isSame(lineView, subjectStart, subjectEnd, this.#bytes[slot]!)
    ) return text;
    return this.#remember(slot, frame);
  }

  #remember(slot: number, { line, subjectStart, subjectEnd, subjectHash }: MessageFrame): string {
    const text = textOf(line, subjectStart, subjectEnd);
    if (text.length > MAX_BYTES || text.length < subjectEnd - subjectStart) return text;
    if (++this.#missed > this.#slots && this.#slots < MAX_SLOTS) {
      this.#grow();
      slot = (subjectHash ^ subjectHash >>> 16) & (this.#slots - 1);
    }
    this.#bytes[slot] = new DataView(line.slice(subjectStart, subjectEnd).buffer);
    return this.#texts[slot] = text;
  }

  /** More room, empty: what is there comes again soon where it matters. */
  #grow(): void {
    this.#slots = Math.max(MIN_SLOTS, 4 * this.#slots);
    this.#missed = 0;
    this.#bytes = new Array(this.#slots).fill(NO_BYTES);
    this.#texts = new Array(this.#slots).fill("");
  }
}

/** True when `a[start..end)` and the start of `b` are the same bytes. */
function isSame(a: DataView, start: number, end: number, b: DataView): boolean {
  let at = 0;
  for (; start + 4 <= end; start += 4, at += 4) if (a.getInt32(start) !== b.getInt32(at)) return false;
  for (; start < end; start++, at++) if (a.getInt8(start) !== b.getInt8(at)) return false;
  return true;
}
