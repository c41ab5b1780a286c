/** What stands on a protocol line: blanks, where the arguments end, sizes. */

import { MAX_SIZE_DIGITS } from "./limits.ts";

const TAB = 9;
const CR = 13;
const SPACE = 32;

/** A byte order mark is no blank: it stays, and breaks the JSON it stands before. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a line or a part of one, UTF-8. */
export function lineText(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** The first words of a line, for an error message: printable and short, so that no payload leaks into a log. */
export function excerpt(bytes: Uint8Array, start: number, end: number): string {
  return JSON.stringify(lineText(bytes, start, Math.min(end, start + 16)));
}

/** True for a space or a tab. */
export function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

/** A CR anywhere in the arguments makes the byte before the LF not count. [nats-server parser.go, drop] */
export function argumentEnd(bytes: Uint8Array, start: number, lineEnd: number): number {
  if (bytes[lineEnd - 1] === CR) return lineEnd - 1 > start ? lineEnd - 1 : lineEnd;
  // Not `indexOf`, which would look through everything behind the line too.
  for (let at = start + 1; at < lineEnd; at++) if (bytes[at] === CR) return lineEnd - 1;
  return lineEnd;
}

/** Reads a size in place: 1 to 9 digits, else -1. [nats-server util.go parseSize] */
export function sizeOf(bytes: Uint8Array, start: number, end: number): number {
  const digits = end - start;
  if (digits < 1 || digits > MAX_SIZE_DIGITS) return -1;
  let size = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    size = size * 10 + digit;
  }
  return size;
}
