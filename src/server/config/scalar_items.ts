/** Reads values that are not lists: strings of all kinds, and what is bare. [nats-server conf/lex.go lexValue] */

import { textOf } from "../../wire/bytes.ts";
import { isDigit, isHexDigit, numberEnd } from "./characters.ts";
import { type Cursor, EOF } from "./cursor.ts";
import { type Item, itemOf } from "./items.ts";
import type { Place } from "./value.ts";

const TAB = 9, LF = 10, CR = 13, BLANK = 32, DOUBLE = 34, SINGLE = 39, OPEN = 40, CLOSE = 41, COMMA = 44;
const MINUS = 45, DOT = 46, SEMICOLON = 59, BACKSLASH = 92, ARRAY_END = 93, LETTER_X = 120, MAP_END = 125;

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x74, TAB],
  [0x6e, LF],
  [0x72, CR],
  [DOUBLE, DOUBLE],
  [BACKSLASH, BACKSLASH],
]);

const BOOLS = new Set(["true", "false", "on", "off", "yes", "no"]);

/** What ends a bare word. */
const BARE_ENDS = new Set([LF, CR, SEMICOLON, COMMA, ARRAY_END, MAP_END, BLANK, TAB, SINGLE]);

/**
 * Reads the value that is next.
 *
 * @throws {ConfigError} where its syntax is broken.
 */
export function readScalar(cursor: Cursor): Item {
  const next = cursor.peek();
  if (next === SINGLE) return rawString(cursor);
  if (next === OPEN) return blockString(cursor);
  if (next === MINUS || isDigit(next)) return readNumber(cursor);
  if (next === DOT) cursor.fail("Floats must start with a digit");
  if (cursor.isLineEnd()) cursor.fail("Expected value but found new line");
  if (next !== DOUBLE) return readString(cursor, cursor.place(), undefined);
  cursor.advance();
  return readString(cursor, cursor.place(), DOUBLE);
}

function rawString(cursor: Cursor): Item {
  cursor.advance();
  const place = cursor.place();
  const start = cursor.at;
  while (cursor.peek() !== SINGLE) {
    if (cursor.isEnd()) cursor.fail("Unexpected EOF.");
    cursor.advance();
  }
  const text = cursor.textFrom(start);
  cursor.advance();
  return itemOf("string", text, place);
}

/** Reads all lines up to one that is nothing but a `)`. */
function blockString(cursor: Cursor): Item {
  cursor.advance();
  const place = cursor.place();
  const start = cursor.at;
  for (;; cursor.advance()) {
    if (cursor.isEnd()) cursor.fail("Unexpected EOF processing block.");
    if (cursor.peek() !== CLOSE || cursor.bytes[cursor.at - 1] !== LF) continue;
    const after = cursor.bytes[cursor.at + 1] ?? EOF;
    if (after === LF || after === EOF) break;
  }
  const text = cursor.textFrom(start);
  cursor.advance();
  return itemOf("string", text, place);
}

function readNumber(cursor: Cursor): Item {
  const place = cursor.place();
  const found = numberEnd(cursor.bytes, cursor.at);
  if ("wrong" in found) {
    cursor.at = found.end;
    cursor.fail(found.wrong.replace("{got}", () => cursor.got()));
  }
  const start = cursor.at;
  cursor.at = found.end;
  // What only began like a number is a bare string, whose first characters may be any.
  if (found.kind === "bare") return readString(cursor, place, undefined, start);
  return itemOf(found.kind, cursor.textFrom(start), place);
}

/** Reads a string with escapes: up to a quote, or a bare one up to whatever ends it. */
function readString(cursor: Cursor, place: Place, quote: number | undefined, from: number = cursor.at): Item {
  const escaped: number[] = [];
  let copied = from;
  for (; !endsString(cursor, quote); cursor.advance()) {
    if (cursor.peek() !== BACKSLASH) continue;
    for (; copied < cursor.at; copied++) escaped.push(cursor.bytes[copied]!);
    escaped.push(escape(cursor));
    copied = cursor.at + 1;
  }
  if (quote !== undefined && cursor.isEnd()) cursor.fail("Unexpected EOF.");
  const end = cursor.at;
  if (quote !== undefined || cursor.peek() === SINGLE) cursor.advance();
  if (escaped.length > 0) {
    for (; copied < end; copied++) escaped.push(cursor.bytes[copied]!);
    return itemOf("string", textOf(Uint8Array.from(escaped), 0, escaped.length), place);
  }
  const text = textOf(cursor.bytes, from, end);
  if (quote !== undefined || cursor.bytes[end] === SINGLE) return itemOf("string", text, place);
  if (BOOLS.has(text.toLowerCase())) return itemOf("bool", text, place);
  if (text.startsWith("$")) {
    return itemOf("variable", text.slice(1), { ...place, column: place.column + 1 });
  }
  return itemOf("string", text, place);
}

function endsString(cursor: Cursor, quote: number | undefined): boolean {
  const next = cursor.peek();
  return next === EOF || next === quote || (quote === undefined && BARE_ENDS.has(next));
}

/** Reads an escape and stops at its last character; gives what it stands for. */
function escape(cursor: Cursor): number {
  cursor.advance();
  if (cursor.peek() !== LETTER_X) {
    const meant = ESCAPES.get(cursor.peek());
    if (meant !== undefined) return meant;
    cursor.fail(
      `Invalid escape character '${cursor.got()}'. Only the following escape characters are allowed: ` +
        '\\xXX, \\t, \\n, \\r, \\", \\\\.',
    );
  }
  for (let digit = 0; digit < 2; digit++) {
    cursor.at++;
    if (cursor.isLineEnd()) {
      cursor.fail("Expected two hexadecimal digits after '\\x', but hit end of line");
    }
    if (!isHexDigit(cursor.peek())) cursor.fail("Expected two hexadecimal digits after '\\x'");
  }
  return Number.parseInt(textOf(cursor.bytes, cursor.at - 1, cursor.at + 1), 16);
}
