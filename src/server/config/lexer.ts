/**
 * Cuts the text of a configuration file into items. The syntax is nats-server's, with its oddities: what ends a key
 * or a bare string, and where a comment or a line end may stand, depends on the kind of list it is in.
 * [nats-server conf/lex.go]
 */

import { isDigit } from "./characters.ts";
import { Cursor } from "./cursor.ts";
import { type Item, itemOf } from "./items.ts";
import { readScalar } from "./scalar_items.ts";

/** What the lexer is inside of: the file itself, braces around all of it, a map or an array. */
type Scope = "top" | "block" | "map" | "array";

/** What the lexer reads next. */
type State = "key" | "afterKey" | "value" | "afterValue" | "blockEnd";

/** A stop for files that nest without end; nobody writes more than ten. */
export const MAX_DEPTH = 200;

/** What is said of them. */
export const TOO_DEEP = `nested deeper than ${MAX_DEPTH} levels`;

const TAB = 9, LF = 10, CR = 13, BLANK = 32, DOUBLE = 34, SINGLE = 39, OPEN = 40, COMMA = 44, MINUS = 45;
const SLASH = 47, COLON = 58, SEMICOLON = 59, EQUALS = 61, ARRAY = 91, BACKSLASH = 92, ARRAY_END = 93;
const MAP = 123, MAP_END = 125;

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
  readonly #cursor: Cursor;
  readonly #scopes: Scope[] = ["top"];
  #state: State = "key";

  /** Takes the text, and the path for the places of its items. */
  constructor(text: string, file: string) {
    this.#cursor = new Cursor(text, file);
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

  /** The end, if it is one: a NUL is not. */
  #end(): Item {
    if (this.#cursor.at < this.#cursor.bytes.length) this.#cursor.fail("Unexpected EOF.");
    return itemOf("end", "", this.#cursor.place());
  }

  // Keys.

  /** Reads a key, or what may stand in its place. */
  #keyStart(): Item | null {
    this.#cursor.skipSpaces();
    if (this.#cursor.skipComment()) return null;
    const scope = this.#scope;
    const next = this.#cursor.peek();
    if (this.#cursor.isEnd()) {
      if (scope === "map") this.#cursor.fail("Unexpected EOF processing map.");
      return this.#end();
    }
    if (next === MAP_END && scope !== "top") return this.#close();
    if (next === MAP && scope !== "map") return this.#open("block");
    if (next === EQUALS || next === COLON) {
      this.#cursor.fail(`Unexpected key separator '${this.#cursor.got()}'${scope === "map" ? "." : ""}`);
    }
    if (next === ARRAY_END && scope === "map") this.#cursor.fail("Unexpected array end ']' processing map.");
    if (next === SLASH && scope !== "map") this.#cursor.fail("Unexpected EOF.");
    if (next === DOUBLE || next === SINGLE) return this.#quotedKey(next);
    return this.#bareKey();
  }

  #quotedKey(quote: number): Item {
    this.#cursor.advance();
    const place = this.#cursor.place();
    const start = this.#cursor.at;
    while (this.#cursor.peek() !== quote) {
      if (this.#cursor.isEnd()) {
        const kind = quote === DOUBLE ? "double quoted" : "quoted";
        this.#cursor.fail(
          this.#scope === "map" ? `Unexpected EOF processing ${kind} map key.` : "Unexpected EOF.",
        );
      }
      this.#cursor.advance();
    }
    const text = this.#cursor.textFrom(start);
    this.#cursor.advance();
    this.#state = "afterKey";
    return itemOf("key", text, place);
  }

  #bareKey(): Item | null {
    // A lone slash at the start of a map's key is passed over.
    if (this.#cursor.peek() === SLASH) this.#cursor.at++;
    const place = this.#cursor.place();
    const start = this.#cursor.at;
    do this.#cursor.advance(); while (
      !this.#cursor.isEnd() && this.#cursor.peek() !== EQUALS && this.#cursor.peek() !== COLON &&
      this.#cursor.space() === 0
    );
    if (this.#cursor.isEnd() && this.#scope === "map") {
      this.#cursor.fail("Unexpected EOF processing map key.");
    }
    const text = this.#cursor.textFrom(start);
    if (text.toLowerCase() === "include" && this.#cursor.space() > 0) return this.#include();
    this.#state = "afterKey";
    return itemOf("key", text, place);
  }

  /** Goes on to the value, past the separator if there is one. */
  #afterKey(): Item | null {
    this.#cursor.skipSpaces();
    if (this.#cursor.isEnd() && this.#scope !== "map") return this.#end();
    if (this.#cursor.peek() === EQUALS || this.#cursor.peek() === COLON) this.#cursor.at++;
    this.#state = "value";
    if (this.#scope !== "map") return null;
    this.#cursor.skipSpaces();
    if (this.#cursor.peek() === COMMA) this.#cursor.fail('Unexpected map value terminator ",".');
    return this.#cursor.peek() === MAP_END ? this.#close() : null;
  }

  #include(): Item {
    this.#cursor.skipBlanks();
    const next = this.#cursor.peek();
    const wrong = isDigit(next) ? "start of a number" : NO_INCLUDE.get(next);
    if (wrong !== undefined) this.#cursor.fail(`Expected include value but found ${wrong}`);
    this.#state = "afterValue";
    if (next === SINGLE || next === DOUBLE) {
      this.#cursor.advance();
      const place = this.#cursor.place();
      const start = this.#cursor.at;
      while (this.#cursor.peek() !== next) {
        if (this.#cursor.isEnd()) {
          this.#cursor.fail(`Unexpected EOF in ${next === DOUBLE ? "double quoted" : "quoted"} include`);
        }
        this.#cursor.advance();
      }
      const text = this.#cursor.textFrom(start);
      this.#cursor.advance();
      return itemOf("include", text, place);
    }
    const place = this.#cursor.place();
    const start = this.#cursor.at;
    while (!this.#cursor.isEnd() && !INCLUDE_ENDS.has(this.#cursor.peek())) this.#cursor.at++;
    const text = this.#cursor.textFrom(start);
    if (this.#cursor.peek() === SINGLE) this.#cursor.at++;
    return itemOf("include", text, place);
  }

  // Lists.

  #open(scope: Scope): Item | null {
    if (this.#scopes.length >= MAX_DEPTH) this.#cursor.fail(TOO_DEEP);
    this.#cursor.advance();
    const place = this.#cursor.place();
    this.#scopes.push(scope);
    this.#state = "key";
    return scope === "block" ? null : itemOf(scope === "map" ? "mapStart" : "arrayStart", "", place);
  }

  #close(): Item | null {
    this.#cursor.advance();
    const scope = this.#scopes.pop()!;
    if (scope === "block") {
      this.#state = this.#scope === "block" ? "blockEnd" : "key";
      return null;
    }
    this.#state = "afterValue";
    return itemOf(scope === "map" ? "mapEnd" : "arrayEnd", "", this.#cursor.place());
  }

  /** Reads a value of an array, or its end. */
  #element(): Item | null {
    this.#cursor.skipSpaces();
    if (this.#cursor.skipComment()) return null;
    const next = this.#cursor.peek();
    if (next === ARRAY_END) return this.#close();
    if (next === COMMA || next === SLASH) this.#cursor.fail("Unexpected array value terminator ','.");
    return this.#value();
  }

  /** Looks for the end of a value: what may stand there depends on where it is. */
  #afterValue(): null | Item {
    this.#cursor.skipBlanks();
    const scope = this.#scope;
    if (this.#cursor.skipComment()) {
      if (scope === "top") this.#state = "key";
      return null;
    }
    const next = this.#cursor.peek();
    const ends = this.#cursor.isLineEnd() || next === COMMA || (next === SEMICOLON && scope !== "array") ||
      (scope === "top" && (this.#cursor.isEnd() || next === MAP_END)) ||
      (next === SLASH && (scope === "map" || scope === "array"));
    if (ends) {
      this.#cursor.advance();
      this.#state = "key";
      return null;
    }
    if (next === (scope === "array" ? ARRAY_END : MAP_END)) return this.#close();
    if (next !== SLASH) this.#cursor.fail(`${AFTER_VALUE[scope]} '${this.#cursor.got()}' instead.`);
    this.#cursor.at++;
    return null;
  }

  /** Looks for the end of braces around braces. */
  #blockEnd(): Item | null {
    while (this.#cursor.isLineEnd() || this.#cursor.peek() === BLANK || this.#cursor.peek() === TAB) {
      this.#cursor.advance();
    }
    const next = this.#cursor.peek();
    if (next === MAP_END) return this.#close();
    if (!this.#cursor.skipComment()) {
      if (next !== COMMA && next !== SEMICOLON) {
        this.#cursor.fail(
          `Expected a block-level to end with a '}', but got '${this.#cursor.got()}' instead.`,
        );
      }
      this.#cursor.at++;
    }
    this.#state = "key";
    return null;
  }

  // Values.

  #value(): Item | null {
    this.#cursor.skipBlanks();
    const next = this.#cursor.peek();
    if (next === ARRAY) return this.#open("array");
    if (next === MAP) return this.#open("map");
    this.#state = "afterValue";
    return readScalar(this.#cursor);
  }
}

const INCLUDE_ENDS = new Set([LF, CR, SEMICOLON, MAP_END, BLANK, TAB, SINGLE]);
