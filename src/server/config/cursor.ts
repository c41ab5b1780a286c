/** A place in the text of a configuration file that moves on, and knows its line. */

import { ConfigError } from "../../errors.ts";
import { textOf, utf8 } from "../../wire/bytes.ts";
import { isSpace } from "./characters.ts";
import type { Place } from "./value.ts";

/** What the file's end reads as; a byte of this value ends the file too. */
export const EOF = 0;

const TAB = 9, LF = 10, CR = 13, BLANK = 32, HASH = 35, SLASH = 47;

/** The longest character in UTF-8, bytes. */
const CHARACTER_BYTES = 4;

/** Reads a file's text byte by byte. */
export class Cursor {
  /** The text in UTF-8. */
  readonly bytes: Uint8Array;
  /** Where it is, bytes. */
  at = 0;
  readonly #file: string;
  #line = 1;
  /** Where the line begins for counting columns: at the line end before it. */
  #lineStart = 0;

  /** Takes the text, and the path of the file for places in it. */
  constructor(text: string, file: string) {
    this.bytes = utf8(text.startsWith("\ufeff") ? text.slice(1) : text);
    this.#file = file;
  }

  /** The byte that is next. */
  peek(): number {
    return this.bytes[this.at] ?? EOF;
  }

  /** Goes on by one byte. */
  advance(): void {
    if (this.bytes[this.at] === LF) {
      this.#line++;
      this.#lineStart = this.at;
    }
    if (this.at < this.bytes.length) this.at++;
  }

  /** Whether the file ends here; before a NUL as well. */
  isEnd(): boolean {
    return this.peek() === EOF;
  }

  /** Whether the line ends here. */
  isLineEnd(): boolean {
    return this.peek() === LF || this.peek() === CR;
  }

  /** How many bytes the white space has that is next; 0 where there is none. */
  space(): number {
    return isSpace(this.bytes, this.at);
  }

  /** Jumps over blanks, line ends and what Unicode counts as such. */
  skipSpaces(): void {
    for (let size = this.space(); size > 0; size = this.space()) {
      for (let left = size; left > 0; left--) this.advance();
    }
  }

  /** Jumps over blanks of the same line. */
  skipBlanks(): void {
    while (this.peek() === BLANK || this.peek() === TAB) this.at++;
  }

  /** Jumps over a comment, up to the line end; false where there is none. */
  skipComment(): boolean {
    const isComment = this.peek() === HASH || (this.peek() === SLASH && this.bytes[this.at + 1] === SLASH);
    if (!isComment) return false;
    while (!this.isLineEnd() && !this.isEnd()) this.at++;
    return true;
  }

  /** Where it is in the file. */
  place(): Place {
    return { file: this.#file, line: this.#line, column: this.at - this.#lineStart };
  }

  /** The text from a place up to here. */
  textFrom(start: number): string {
    return textOf(this.bytes, start, this.at);
  }

  /**
   * Ends the reading.
   *
   * @throws {ConfigError} always.
   */
  fail(text: string): never {
    throw new ConfigError([{ ...this.place(), text }]);
  }

  /** The character that is next, for an error. */
  got(): string {
    if (this.isEnd()) return "EOF";
    if (this.peek() === LF) return "\\n";
    const end = Math.min(this.at + CHARACTER_BYTES, this.bytes.length);
    return Array.from(textOf(this.bytes, this.at, end))[0] ?? "";
  }
}
