/**
 * Cuts the text of a configuration file into items. The syntax is nats-server's, with its oddities: what ends a key
 * or a bare string, and where a comment or a line end may stand, depends on the kind of list it is in.
 * [nats-server conf/lex.go]
 */

import { textOf, utf8 } from "../../wire/bytes.ts";
import { ConfigError } from "../../errors.ts";
import { isDigit, isHexDigit, isSpace, numberEnd } from "./characters.ts";
import type { Place } from "./value.ts";

/** What an item can be; `end` is the end of the file. */
export type ItemKind =
  | "key"
  | "string"
  | "bool"
  | "integer"
  | "float"
  | "datetime"
  | "variable"
  | "include"
  | "mapStart"
  | "mapEnd"
  | "arrayStart"
  | "arrayEnd"
  | "end";

/** A piece of the file: its kind, its text without quotes and escapes, and where it begins. */
export interface Item extends Place {
  readonly kind: ItemKind;
  readonly text: string;
}

/** What the lexer is inside of: the file itself, braces around all of it, a map or an array. */
type Scope = "top" | "block" | "map" | "array";

/** What the lexer reads next. */
type State = "key" | "afterKey" | "value" | "afterValue" | "blockEnd";

/** A stop for files that nest without end; nobody writes more than ten. */
export const MAX_DEPTH = 200;

/** What is said of them. */
export const TOO_DEEP = `nested deeper than ${MAX_DEPTH} levels`;

const TAB = 9, LF = 10, CR = 13, BLANK = 32, DOUBLE = 34, HASH = 35, SINGLE = 39, OPEN = 40, CLOSE = 41;
const COMMA = 44, MINUS = 45, DOT = 46, SLASH = 47, COLON = 58, SEMICOLON = 59;
const EQUALS = 61, ARRAY = 91, BACKSLASH = 92, ARRAY_END = 93, MAP = 123, MAP_END = 125;

/** What the file's end reads as; a byte of this value ends the file too. */
const EOF = 0;

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x74, TAB],
  [0x6e, LF],
  [0x72, CR],
  [DOUBLE, DOUBLE],
  [BACKSLASH, BACKSLASH],
]);

const BOOLS = new Set(["true", "false", "on", "off", "yes", "no"]);

/** What may not follow a value, in nats-server's words. */
const AFTER_VALUE: Readonly<Record<Scope, string>> = {
  top: "Expected a top-level value to end with a new line, comment or EOF, but got",
  block: "Expected a block-level value to end with a new line, comment or EOF, but got",
  map: 'Expected a map value terminator "," or a map terminator "}", but got',
  array: 'Expected an array value terminator "," or an array terminator "]", but got',
};

/** What may not stand in place of a file's name, in nats-server's words. */
const NO_INCLUDE: ReadonlyMap<number, string> = new Map([
  [ARRAY, "start of an array"],
  [MAP, "start of a map"],
  [OPEN, "start of a block"],
  [MINUS, "start of a number"],
  [BACKSLASH, "escape sequence"],
  [LF, "new line"],
  [CR, "new line"],
]);

/** Reads one file's text item by item. */
export class Lexer {
  readonly #bytes: Uint8Array;
  readonly #file: string;
  #at = 0;
  #line = 1;
  /** Where the line begins for counting columns: at the line end before it. */
  #lineStart = 0;
  readonly #scopes: Scope[] = ["top"];
  #state: State = "key";

  /** Takes the text, and the path for the places of its items. */
  constructor(text: string, file: string) {
    this.#bytes = utf8(text.startsWith("\ufeff") ? text.slice(1) : text);
    this.#file = file;
  }

  /**
   * The next item; `end` over and over after the last.
   *
   * @throws {ConfigError} where the syntax is broken.
   */
  next(): Item {
    for (;;) {
      const item = this.#step();
      if (item !== null) return item;
    }
  }

  get #scope(): Scope {
    return this.#scopes.at(-1)!;
  }

  #step(): Item | null {
    switch (this.#state) {
      case "key":
        return this.#scope === "array" ? this.#element() : this.#keyStart();
      case "afterKey":
        return this.#afterKey();
      case "value":
        return this.#value();
      case "afterValue":
        return this.#afterValue();
      case "blockEnd":
        return this.#blockEnd();
    }
  }

  // Characters.

  #peek(): number {
    return this.#bytes[this.#at] ?? EOF;
  }

  #advance(): void {
    if (this.#bytes[this.#at] === LF) {
      this.#line++;
      this.#lineStart = this.#at;
    }
    if (this.#at < this.#bytes.length) this.#at++;
  }

  #isEnd(): boolean {
    return this.#peek() === EOF;
  }

  /** The end, if it is one: a NUL is not. */
  #end(): Item {
    if (this.#at < this.#bytes.length) this.#fail("Unexpected EOF.");
    return this.#item("end", "", this.#place());
  }

  /** Jumps over blanks, line ends and what Unicode counts as such. */
  #skipSpaces(): void {
    for (let size = isSpace(this.#bytes, this.#at); size > 0; size = isSpace(this.#bytes, this.#at)) {
      for (let left = size; left > 0; left--) this.#advance();
    }
  }

  #skipBlanks(): void {
    while (this.#peek() === BLANK || this.#peek() === TAB) this.#at++;
  }

  /** Jumps over a comment, up to the line end; false where there is none. */
  #comment(): boolean {
    const isComment = this.#peek() === HASH ||
      (this.#peek() === SLASH && this.#bytes[this.#at + 1] === SLASH);
    if (!isComment) return false;
    while (!isLineEnd(this.#peek()) && !this.#isEnd()) this.#at++;
    return true;
  }

  #place(): Place {
    return { file: this.#file, line: this.#line, column: this.#at - this.#lineStart };
  }

  #item(kind: ItemKind, text: string, place: Place): Item {
    return { kind, text, file: place.file, line: place.line, column: place.column };
  }

  #fail(text: string, place: Place = this.#place()): never {
    throw new ConfigError([{ file: place.file, line: place.line, column: place.column, text }]);
  }

  /** The character that is next, for an error. */
  #got(): string {
    if (this.#isEnd()) return "EOF";
    if (this.#peek() === LF) return "\\n";
    return Array.from(textOf(this.#bytes, this.#at, Math.min(this.#at + 4, this.#bytes.length)))[0] ?? "";
  }

  // Keys.

  /** Reads a key, or what may stand in its place. */
  #keyStart(): Item | null {
    this.#skipSpaces();
    if (this.#comment()) return null;
    const scope = this.#scope;
    const next = this.#peek();
    if (this.#isEnd()) {
      if (scope === "map") this.#fail("Unexpected EOF processing map.");
      return this.#end();
    }
    if (next === MAP_END && scope !== "top") return this.#close();
    if (next === MAP && scope !== "map") return this.#open("block");
    if (next === EQUALS || next === COLON) {
      this.#fail(`Unexpected key separator '${this.#got()}'${scope === "map" ? "." : ""}`);
    }
    if (next === ARRAY_END && scope === "map") this.#fail("Unexpected array end ']' processing map.");
    if (next === SLASH && scope !== "map") this.#fail("Unexpected EOF.");
    if (next === DOUBLE || next === SINGLE) return this.#quotedKey(next);
    return this.#bareKey();
  }

  #quotedKey(quote: number): Item {
    this.#advance();
    const place = this.#place();
    const start = this.#at;
    while (this.#peek() !== quote) {
      if (this.#isEnd()) {
        const kind = quote === DOUBLE ? "double quoted" : "quoted";
        this.#fail(this.#scope === "map" ? `Unexpected EOF processing ${kind} map key.` : "Unexpected EOF.");
      }
      this.#advance();
    }
    const text = textOf(this.#bytes, start, this.#at);
    this.#advance();
    this.#state = "afterKey";
    return this.#item("key", text, place);
  }

  #bareKey(): Item | null {
    // A lone slash at the start of a map's key is passed over.
    if (this.#peek() === SLASH) this.#at++;
    const place = this.#place();
    const start = this.#at;
    do this.#advance(); while (
      !this.#isEnd() && this.#peek() !== EQUALS && this.#peek() !== COLON &&
      isSpace(this.#bytes, this.#at) === 0
    );
    if (this.#isEnd() && this.#scope === "map") this.#fail("Unexpected EOF processing map key.");
    const text = textOf(this.#bytes, start, this.#at);
    if (text.toLowerCase() === "include" && isSpace(this.#bytes, this.#at) > 0) return this.#include();
    this.#state = "afterKey";
    return this.#item("key", text, place);
  }

  /** Goes on to the value, past the separator if there is one. */
  #afterKey(): Item | null {
    this.#skipSpaces();
    if (this.#isEnd() && this.#scope !== "map") return this.#end();
    if (this.#peek() === EQUALS || this.#peek() === COLON) this.#at++;
    this.#state = "value";
    if (this.#scope !== "map") return null;
    this.#skipSpaces();
    if (this.#peek() === COMMA) this.#fail('Unexpected map value terminator ",".');
    return this.#peek() === MAP_END ? this.#close() : null;
  }

  #include(): Item {
    this.#skipBlanks();
    const next = this.#peek();
    const wrong = isDigit(next) ? "start of a number" : NO_INCLUDE.get(next);
    if (wrong !== undefined) this.#fail(`Expected include value but found ${wrong}`);
    this.#state = "afterValue";
    if (next === SINGLE || next === DOUBLE) {
      this.#advance();
      const place = this.#place();
      const start = this.#at;
      while (this.#peek() !== next) {
        if (this.#isEnd()) {
          this.#fail(`Unexpected EOF in ${next === DOUBLE ? "double quoted" : "quoted"} include`);
        }
        this.#advance();
      }
      const text = textOf(this.#bytes, start, this.#at);
      this.#advance();
      return this.#item("include", text, place);
    }
    const place = this.#place();
    const start = this.#at;
    while (!this.#isEnd() && !INCLUDE_ENDS.has(this.#peek())) this.#at++;
    const text = textOf(this.#bytes, start, this.#at);
    if (this.#peek() === SINGLE) this.#at++;
    return this.#item("include", text, place);
  }

  // Lists.

  #open(scope: Scope): Item | null {
    if (this.#scopes.length >= MAX_DEPTH) this.#fail(TOO_DEEP);
    this.#advance();
    const place = this.#place();
    this.#scopes.push(scope);
    this.#state = "key";
    return scope === "block" ? null : this.#item(scope === "map" ? "mapStart" : "arrayStart", "", place);
  }

  #close(): Item | null {
    this.#advance();
    const scope = this.#scopes.pop()!;
    if (scope === "block") {
      this.#state = this.#scope === "block" ? "blockEnd" : "key";
      return null;
    }
    this.#state = "afterValue";
    return this.#item(scope === "map" ? "mapEnd" : "arrayEnd", "", this.#place());
  }

  /** Reads a value of an array, or its end. */
  #element(): Item | null {
    this.#skipSpaces();
    if (this.#comment()) return null;
    const next = this.#peek();
    if (next === ARRAY_END) return this.#close();
    if (next === COMMA || next === SLASH) this.#fail("Unexpected array value terminator ','.");
    return this.#value();
  }

  /** Looks for the end of a value: what may stand there depends on where it is. */
  #afterValue(): null | Item {
    this.#skipBlanks();
    const scope = this.#scope;
    if (this.#comment()) {
      if (scope === "top") this.#state = "key";
      return null;
    }
    const next = this.#peek();
    const ends = isLineEnd(next) || next === COMMA || (next === SEMICOLON && scope !== "array") ||
      (scope === "top" && (this.#isEnd() || next === MAP_END)) ||
      (next === SLASH && (scope === "map" || scope === "array"));
    if (ends) {
      this.#advance();
      this.#state = "key";
      return null;
    }
    if (next === (scope === "array" ? ARRAY_END : MAP_END)) return this.#close();
    if (next !== SLASH) this.#fail(`${AFTER_VALUE[scope]} '${this.#got()}' instead.`);
    this.#at++;
    return null;
  }

  /** Looks for the end of braces around braces. */
  #blockEnd(): Item | null {
    while (isLineEnd(this.#peek()) || this.#peek() === BLANK || this.#peek() === TAB) this.#advance();
    const next = this.#peek();
    if (next === MAP_END) return this.#close();
    if (!this.#comment()) {
      if (next !== COMMA && next !== SEMICOLON) {
        this.#fail(`Expected a block-level to end with a '}', but got '${this.#got()}' instead.`);
      }
      this.#at++;
    }
    this.#state = "key";
    return null;
  }

  // Values.

  #value(): Item | null {
    this.#skipBlanks();
    const next = this.#peek();
    if (next === ARRAY) return this.#open("array");
    if (next === MAP) return this.#open("map");
    this.#state = "afterValue";
    if (next === SINGLE) return this.#rawString();
    if (next === OPEN) return this.#blockString();
    if (next === MINUS || isDigit(next)) return this.#number();
    if (next === DOT) this.#fail("Floats must start with a digit");
    if (isLineEnd(next)) this.#fail("Expected value but found new line");
    if (next === DOUBLE) {
      this.#advance();
      return this.#string(this.#place(), DOUBLE);
    }
    return this.#string(this.#place(), undefined);
  }

  #rawString(): Item {
    this.#advance();
    const place = this.#place();
    const start = this.#at;
    while (this.#peek() !== SINGLE) {
      if (this.#isEnd()) this.#fail("Unexpected EOF.");
      this.#advance();
    }
    const text = textOf(this.#bytes, start, this.#at);
    this.#advance();
    return this.#item("string", text, place);
  }

  /** Reads all lines up to one that is nothing but a `)`. */
  #blockString(): Item {
    this.#advance();
    const place = this.#place();
    const start = this.#at;
    for (;; this.#advance()) {
      if (this.#isEnd()) this.#fail("Unexpected EOF processing block.");
      if (this.#peek() !== CLOSE || this.#bytes[this.#at - 1] !== LF) continue;
      const after = this.#bytes[this.#at + 1] ?? EOF;
      if (after === LF || after === EOF) break;
    }
    const text = textOf(this.#bytes, start, this.#at);
    this.#advance();
    return this.#item("string", text, place);
  }

  #number(): Item {
    const place = this.#place();
    const found = numberEnd(this.#bytes, this.#at);
    if ("wrong" in found) {
      this.#at = found.end;
      this.#fail(found.wrong.replace("{got}", () => this.#got()));
    }
    const start = this.#at;
    this.#at = found.end;
    // What only began like a number is a bare string, whose first characters may be any.
    if (found.kind === "bare") return this.#string(place, undefined, start);
    return this.#item(found.kind, textOf(this.#bytes, start, this.#at), place);
  }

  /** Reads a string with escapes: up to a quote, or a bare one up to whatever ends it. */
  #string(place: Place, quote: number | undefined, from: number = this.#at): Item {
    const escaped: number[] = [];
    let copied = from;
    for (; !this.#endsString(quote); this.#advance()) {
      if (this.#peek() !== BACKSLASH) continue;
      for (; copied < this.#at; copied++) escaped.push(this.#bytes[copied]!);
      escaped.push(this.#escape());
      copied = this.#at + 1;
    }
    if (quote !== undefined && this.#isEnd()) this.#fail("Unexpected EOF.");
    const end = this.#at;
    if (quote !== undefined || this.#peek() === SINGLE) this.#advance();
    if (escaped.length > 0) {
      for (; copied < end; copied++) escaped.push(this.#bytes[copied]!);
      return this.#item("string", textOf(Uint8Array.from(escaped), 0, escaped.length), place);
    }
    const text = textOf(this.#bytes, from, end);
    if (quote !== undefined || this.#bytes[end] === SINGLE) return this.#item("string", text, place);
    if (BOOLS.has(text.toLowerCase())) return this.#item("bool", text, place);
    if (text.startsWith("$")) {
      return this.#item("variable", text.slice(1), { ...place, column: place.column + 1 });
    }
    return this.#item("string", text, place);
  }

  #endsString(quote: number | undefined): boolean {
    const next = this.#peek();
    return next === EOF || next === quote || (quote === undefined && BARE_ENDS.has(next));
  }

  /** Reads an escape and stops at its last character; gives what it stands for. */
  #escape(): number {
    this.#advance();
    if (this.#peek() !== 0x78) {
      const meant = ESCAPES.get(this.#peek());
      if (meant !== undefined) return meant;
      this.#fail(
        `Invalid escape character '${this.#got()}'. Only the following escape characters are allowed: ` +
          '\\xXX, \\t, \\n, \\r, \\", \\\\.',
      );
    }
    for (let digit = 0; digit < 2; digit++) {
      this.#at++;
      const place = this.#place();
      if (isLineEnd(this.#peek())) {
        this.#fail("Expected two hexadecimal digits after '\\x', but hit end of line", place);
      }
      if (!isHexDigit(this.#peek())) this.#fail("Expected two hexadecimal digits after '\\x'", place);
    }
    return Number.parseInt(textOf(this.#bytes, this.#at - 1, this.#at + 1), 16);
  }
}

const BARE_ENDS = new Set([LF, CR, SEMICOLON, COMMA, ARRAY_END, MAP_END, BLANK, TAB, SINGLE]);

const INCLUDE_ENDS = new Set([LF, CR, SEMICOLON, MAP_END, BLANK, TAB, SINGLE]);

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}
