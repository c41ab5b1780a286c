/** Message headers: the block of lines in front of a payload, and the status that may stand in its first line. */

import { InvalidArgumentError } from "../errors.ts";
import { utf8 } from "./bytes.ts";
import { isBlank } from "./line.ts";

const CR = 13;
const SPACE = 32;
const COLON = 58;

/** What every header block starts with; written like this, read in any case. */
const VERSION = "NATS/1.0";

/** Longer runs of digits are no status; the count keeps the number exact. */
const MAX_STATUS_DIGITS = 9;

/** Readers of the protocol take exactly three digits, so nothing larger can be written. [ADR-4] */
const MAX_STATUS = 999;

/** A byte order mark is part of a value like any other character. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** How the name that a call is given is compared with the names that are there. */
export const Match = {
  /** Letter by letter. */
  Exact: "exact",
  /** Letter by letter, after the given name has been put in canonical form: `nats-msg-id` as `Nats-Msg-Id`. */
  CanonicalMIME: "canonical",
  /** Upper and lower case are the same. */
  IgnoreCase: "insensitive",
} as const;

/** One of the values of {@link Match}. */
export type Match = typeof Match[keyof typeof Match];

/** The headers of a message: names with one or more values each, and perhaps a status. [ADR-4] */
export interface MsgHdrs extends Iterable<[string, string[]]> {
  /** True for a status of 300 or more. */
  readonly hasError: boolean;
  /** Code and description: `503 No Responders`; `0` where there is neither. */
  readonly status: string;
  /** The status code; 0 where there is none. */
  readonly code: number;
  /** What the status line says behind the code. */
  readonly description: string;

  /** The first value of a name, or `""` where there is none; ask {@link MsgHdrs.has} to tell it from an empty one. */
  get(name: string, match?: Match): string;
  /**
   * Gives a name this one value in place of all it has. Blanks at both ends of the value go, since no receiver
   * would see them.
   *
   * @throws {InvalidArgumentError} for a name or value that a header cannot hold; then nothing has changed.
   */
  set(name: string, value: string, match?: Match): void;
  /**
   * Adds a value to those that a name has.
   *
   * @throws {InvalidArgumentError} as {@link MsgHdrs.set} does.
   */
  append(name: string, value: string, match?: Match): void;
  /** True when the name is there. */
  has(name: string, match?: Match): boolean;
  /** All names, each once, in the order they came. */
  keys(): string[];
  /** All values of a name. */
  values(name: string, match?: Match): string[];
  /** Removes a name with all its values. */
  delete(name: string, match?: Match): void;
  /** The last value of a name, or `""` where there is none. */
  last(name: string, match?: Match): string;
}

/**
 * Makes headers to send.
 *
 * @param code a status from 1 to 999; 0 for none.
 * @param description what stands behind the status; a status needs one.
 * @throws {InvalidArgumentError} for another code, a code without a description or the other way round, or a
 * description with a line end in it.
 */
export function headers(code: number = 0, description: string = ""): MsgHdrs {
  const made = new MsgHdrsImpl(code, description);
  if (code > 0 && description === "") {
    throw InvalidArgumentError.format("description", "is required where there is a code");
  }
  return made;
}

/**
 * The name with a capital letter at the start and behind each dash, and small letters elsewhere.
 *
 * @throws {InvalidArgumentError} for a character that a name cannot hold.
 */
export function canonicalMIMEHeaderKey(name: string): string {
  checkName(name);
  let canonical = "";
  let capital = true;
  for (const letter of name) {
    canonical += capital ? letter.toUpperCase() : letter.toLowerCase();
    capital = letter === "-";
  }
  return canonical;
}

/**
 * Reads the status code in `bytes[start..end)` in place, without decoding the headers: 503 says that there were
 * no responders.
 *
 * @returns 0 where there is no status, or no header block at all.
 */
export function statusOf(bytes: Uint8Array, start: number, end: number): number {
  let at = start + VERSION.length;
  if (at >= end || !startsWithVersion(bytes, start)) return 0;
  // A CR that ends no line is read as a blank here too; behind one that does, no digit can follow.
  while (at < end && (isBlank(bytes[at]!) || bytes[at] === CR)) at++;
  const digitsStart = at;
  let code = 0;
  for (; at < end && bytes[at]! >= 0x30 && bytes[at]! <= 0x39; at++) {
    if (at - digitsStart === MAX_STATUS_DIGITS) return 0;
    code = code * 10 + bytes[at]! - 0x30;
  }
  return code;
}

/**
 * The headers of a message, and the form they have on the wire.
 *
 * What a program sets is checked at the call, so that nothing it is handed can end a line early. What a peer sent
 * is read as far as it can be and never throws: a line without a colon is passed over, names are taken as they
 * are, LF ends a line with or without its CR, a CR elsewhere reads as a blank, invalid UTF-8 as U+FFFD.
 *
 * ```ts
 * const received = MsgHdrsImpl.decode(new TextEncoder().encode("NATS/1.0\r\nNats-Msg-Id: 7\r\n\r\n"));
 * received.get("Nats-Msg-Id"); // "7"
 * ```
 */
export class MsgHdrsImpl implements MsgHdrs {
  #code: number;
  #description: string;
  /** The values of each name; null until there are any. */
  #fields: Map<string, string[]> | null = null;
  /** What has been received and not read yet. */
  #unread: Uint8Array | null = null;

  /** Takes what {@link headers} takes, and a code without a description too, as servers send them. */
  constructor(code: number = 0, description: string = "") {
    checkStatus(code, description);
    this.#code = code;
    this.#description = withoutBlanks(description);
  }

  /**
   * Takes a header block as it was received. It is read when it is first asked for something, so the bytes must
   * stay as they are.
   */
  static decode(bytes: Uint8Array): MsgHdrsImpl {
    const made = new MsgHdrsImpl();
    made.#unread = bytes;
    return made;
  }

  /**
   * Headers from an object with the names as keys.
   *
   * @throws {InvalidArgumentError} as {@link MsgHdrs.set} does.
   */
  static fromRecord(record: Record<string, string[]>): MsgHdrs {
    const made = new MsgHdrsImpl();
    for (const [name, values] of Object.entries(record)) {
      for (const value of Array.isArray(values) ? values : [`${values}`]) made.append(name, value);
    }
    return made;
  }

  /**
   * The block as it goes out, with the blank line that ends it; empty where there is neither status nor name.
   */
  encode(): Uint8Array {
    return utf8(this.toString());
  }

  /** The text of {@link MsgHdrsImpl.encode}. */
  toString(): string {
    const fields = this.#read();
    const status = this.#code > 0 || this.#description !== "";
    if (fields.size === 0 && !status) return "";
    let text = VERSION;
    if (this.#code > 0) text += ` ${this.#code}`;
    if (this.#description !== "") text += ` ${this.#description}`;
    for (const [name, values] of fields) {
      for (const value of values) text += `\r\n${name}: ${value}`;
    }
    return `${text}\r\n\r\n`;
  }

  /** The status code; 0 where there is none. */
  get code(): number {
    return this.#unread === null ? this.#code : statusOf(this.#unread, 0, this.#unread.length);
  }

  /** What the status line says behind the code. */
  get description(): string {
    this.#read();
    return this.#description;
  }

  /** Code and description: `503 No Responders`; `0` where there is neither. */
  get status(): string {
    return `${this.code} ${this.description}`.trim();
  }

  /** True for a status of 300 or more. */
  get hasError(): boolean {
    return this.code >= 300;
  }

  /** How many names there are. */
  size(): number {
    return this.#read().size;
  }

  /** True when both have the same code, names and values; values of one name may stand in another order. */
  equals(other: MsgHdrsImpl): boolean {
    if (!other || this.size() !== other.size() || this.code !== other.code) return false;
    for (const [name, values] of this.#read()) {
      const theirs = other.values(name).sort();
      if (values.length !== theirs.length) return false;
      if (values.slice().sort().some((value, index) => value !== theirs[index])) return false;
    }
    return true;
  }

  /** Names with copies of their values, in the order they came. */
  *[Symbol.iterator](): IterableIterator<[string, string[]]> {
    for (const [name, values] of this.#read()) yield [name, values.slice()];
  }

  /** All names, each once, in the order they came. */
  keys(): string[] {
    return [...this.#read().keys()];
  }

  /** An object with the names as keys. */
  toRecord(): Record<string, string[]> {
    return Object.fromEntries(this);
  }

  /** The first value of a name, or `""` where there is none. */
  get(name: string, match: Match = Match.Exact): string {
    return this.#find(name, match)?.[0] ?? "";
  }

  /** The last value of a name, or `""` where there is none. */
  last(name: string, match: Match = Match.Exact): string {
    return this.#find(name, match)?.at(-1) ?? "";
  }

  /** True when the name is there. */
  has(name: string, match: Match = Match.Exact): boolean {
    return this.#find(name, match) !== undefined;
  }

  /** All values of a name. */
  values(name: string, match: Match = Match.Exact): string[] {
    if (match !== Match.IgnoreCase) return this.#find(name, match)?.slice() ?? [];
    const fields = this.#read();
    return this.#namesLike(name).flatMap((like) => fields.get(like)!);
  }

  /** Gives a name this one value; see {@link MsgHdrs.set}. */
  set(name: string, value: string, match: Match = Match.Exact): void {
    checkName(name);
    const kept = checkedValue(value);
    this.delete(name, match);
    this.#read().set(match === Match.CanonicalMIME ? canonicalMIMEHeaderKey(name) : name, [kept]);
  }

  /** Adds a value to those that a name has; see {@link MsgHdrs.append}. */
  append(name: string, value: string, match: Match = Match.Exact): void {
    checkName(name);
    const kept = checkedValue(value);
    const values = this.#find(name, match);
    if (values !== undefined) values.push(kept);
    else this.#read().set(match === Match.CanonicalMIME ? canonicalMIMEHeaderKey(name) : name, [kept]);
  }

  /** Removes a name with all its values. */
  delete(name: string, match: Match = Match.Exact): void {
    const fields = this.#read();
    if (match === Match.Exact) fields.delete(name);
    else if (match === Match.CanonicalMIME) fields.delete(canonicalMIMEHeaderKey(name));
    else for (const like of this.#namesLike(name)) fields.delete(like);
  }

  /** The values of the first name that matches. */
  #find(name: string, match: Match): string[] | undefined {
    const fields = this.#read();
    if (match === Match.Exact) return fields.get(name);
    if (match === Match.CanonicalMIME) return fields.get(canonicalMIMEHeaderKey(name));
    const lower = name.toLowerCase();
    for (const [like, values] of fields) if (like.toLowerCase() === lower) return values;
    return undefined;
  }

  #namesLike(name: string): string[] {
    const lower = name.toLowerCase();
    return this.keys().filter((like) => like.toLowerCase() === lower);
  }

  /** The names and values; reads what has been received if that has not been done yet. */
  #read(): Map<string, string[]> {
    const fields = this.#fields ??= new Map<string, string[]>();
    const bytes = this.#unread;
    if (bytes === null) return fields;
    this.#unread = null;
    this.#code = statusOf(bytes, 0, bytes.length);
    const text = decoder.decode(bytes);
    const lineEnd = text.indexOf("\n");
    if (startsWithVersion(bytes, 0)) {
      const line = piece(text, VERSION.length, lineEnd < 0 ? text.length : lineEnd);
      // Digits that were taken for a code are not said twice.
      this.#description = withoutBlanks(this.#code > 0 ? line.replace(/^[ \t]*[0-9]+/, "") : line);
    }
    readFields(text, lineEnd, fields);
    return fields;
  }
}

/** Reads the lines of a received block behind the LF at `lineEnd`. */
function readFields(text: string, lineEnd: number, fields: Map<string, string[]>): void {
  let colon = -1;
  while (lineEnd >= 0) {
    const start = lineEnd + 1;
    lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    // A colon further down is remembered, so that no part of the text is searched twice.
    if (colon < start) colon = text.indexOf(":", start);
    if (colon < 0) return;
    if (colon >= end) continue;
    const name = piece(text, start, colon);
    const value = withoutBlanks(piece(text, colon + 1, end));
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
}

/** Where {@link encodeHeaders} writes: a new array for each message would cost more than the writing. */
const scratch = new Uint8Array(4096);

/**
 * Headers as they go out, whoever implements them. The bytes may stand in memory that the next call writes to.
 *
 * @throws {InvalidArgumentError} where an implementation other than ours holds what a header cannot.
 */
export function encodeHeaders(hdrs: MsgHdrs): Uint8Array {
  const text = String(hdrs instanceof MsgHdrsImpl ? hdrs : copyHeaders(hdrs));
  if (3 * text.length > scratch.length) return utf8(text);
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/**
 * A copy of headers, whoever implements them.
 *
 * @throws {InvalidArgumentError} where an implementation other than ours holds what a header cannot.
 */
export function copyHeaders(hdrs: MsgHdrs): MsgHdrsImpl {
  const copy = new MsgHdrsImpl(hdrs.code, hdrs.description);
  for (const [name, values] of hdrs) for (const value of values) copy.append(name, value);
  return copy;
}

function startsWithVersion(bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < VERSION.length; at++) {
    const byte = bytes[start + at]!;
    const wanted = VERSION.charCodeAt(at);
    const capital = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
    if (capital !== wanted) return false;
  }
  return true;
}

/** The text without spaces and tabs at its ends; other characters that only look like blanks stay. */
function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** A part of a received line, without the CR that ends it; a CR anywhere else is read as a blank. */
function piece(text: string, start: number, end: number): string {
  const part = text.slice(start, end > start && text.charCodeAt(end - 1) === CR ? end - 1 : end);
  return part.includes("\r") ? part.replaceAll("\r", " ") : part;
}

function checkName(name: string): void {
  if (typeof name !== "string" || name === "") {
    throw InvalidArgumentError.format("header", "name must be a text of at least one character");
  }
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code > SPACE && code < 127 && code !== COLON) continue;
    const character = String.fromCodePoint(name.codePointAt(at)!);
    throw InvalidArgumentError.format(
      "header",
      `${JSON.stringify(character)} is not a valid character in a header name`,
    );
  }
}

function checkedValue(value: string): string {
  if (typeof value !== "string") {
    throw InvalidArgumentError.format("header", `value must be a text, not ${typeof value}`);
  }
  if (/[\r\n]/.test(value)) {
    throw InvalidArgumentError.format("header", "values cannot contain \\r or \\n");
  }
  return withoutBlanks(value);
}

function checkStatus(code: number, description: string): void {
  if (!Number.isInteger(code) || code < 0 || code > MAX_STATUS) {
    throw InvalidArgumentError.format("code", `must be a number from 0 to ${MAX_STATUS}, not ${code}`);
  }
  if (typeof description !== "string" || /[\r\n]/.test(description)) {
    throw InvalidArgumentError.format("description", "must be a text without \\r or \\n");
  }
  if (code === 0 && description !== "") {
    throw InvalidArgumentError.format("code", "is required where there is a description");
  }
}
