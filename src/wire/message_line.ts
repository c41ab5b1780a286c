/** Lines that announce a message: what stands on them, into the frame of the parser. */

import { type ErrorCode, ProtocolError } from "../errors.ts";
import type { MessageFrame } from "./frame.ts";
import { MAX_SIZE_DIGITS } from "./limits.ts";
import { excerpt, isBlank, sizeOf } from "./line.ts";
import type { MessageShape, Verb } from "./operation.ts";

const LF = 10;
const CR = 13;
const SPACE = 32;
const ZERO = 48;

/** At most this many words stand on a message line: `HMSG subject sid reply headers total`. */
const MAX_WORDS = 5;

/** Where the words of the line that is being read start and end, in pairs; for one line at a time. */
const words = new Int32Array(2 * MAX_WORDS);

/** What the parser holds its peer to. */
export interface ParserLimits {
  /** The longest argument part of a line, bytes. */
  maxControlLine: number;
  /** The largest message, headers and payload, bytes. */
  maxPayload: number;
  /** Whether messages with headers are taken. */
  headers: boolean;
}

/** An error with the code of the rule that was broken. */
export function protocolError(code: ErrorCode, message: string): ProtocolError {
  return new ProtocolError(message, { code });
}

/** The error for a line with the wrong number or form of arguments. */
export function badArguments(verb: Verb, what: string): ProtocolError {
  return protocolError("BAD_ARGUMENTS", `bad ${verb.name.toUpperCase()}: ${what}`);
}

/** Reads message lines: ordinary ones in one pass over their bytes, all others word by word. */
export class MessageLine {
  /** How many bytes of headers and payload the line announces. */
  size = 0;
  /** How many of them are headers. */
  headerSize = 0;

  readonly #frame: MessageFrame;
  readonly #limits: ParserLimits;
  /** Takes the frame to fill, and the limits, which may change between two lines. */
  constructor(frame: MessageFrame, limits: ParserLimits) {
    this.#frame = frame;
    this.#limits = limits;
  }

  /**
   * Reads the line of a message without headers, from behind its verb on, if it is an ordinary one: single
   * blanks, a subscription id that is a number, sizes within the limits, CR LF.
   *
   * @returns where the payload starts, or 0 for any other line, also one that is not complete.
   */
  ordinary(bytes: Uint8Array, at: number, end: number, hasSid: boolean): number {
    const begin = at;
    const frame = this.#frame;
    const { subjects } = frame;
    const view = this.look(bytes);
    let byte = 0;
    const known = subjects === null ? null : subjects.find(view, at, end);
    if (known !== null) {
      at = subjects!.end;
    } else {
      while (at < end && (byte = bytes[at]!) > SPACE) at++;
      if (byte !== SPACE || at === begin) return 0;
    }
    const subjectEnd = at++;

    let sid = -1;
    let sidStart = begin;
    let sidEnd = begin;
    if (hasSid) {
      sid = 0;
      sidStart = at;
      while (at < end && (byte = bytes[at]! - ZERO) >= 0 && byte <= 9) {
        sid = sid * 10 + byte;
        at++;
      }
      sidEnd = at;
      if (at === sidStart || at - sidStart > MAX_SIZE_DIGITS || at >= end || bytes[at] !== SPACE) return 0;
      at++;
    }

    let replyStart = begin;
    let replyEnd = begin;
    let sizeStart = at;
    let size = 0;
    for (;;) {
      while (at < end && (byte = bytes[at]! - ZERO) >= 0 && byte <= 9) {
        size = size * 10 + byte;
        at++;
      }
      if (at + 1 >= end) return 0;
      if (bytes[at] === CR) break;
      // It was no size but a reply subject, behind which the size comes.
      if (replyEnd > begin) return 0;
      replyStart = sizeStart;
      while (at < end && (byte = bytes[at]!) > SPACE) at++;
      if (byte !== SPACE || at === replyStart) return 0;
      replyEnd = at++;
      sizeStart = at;
      size = 0;
    }
    const digits = at - sizeStart;
    const { maxPayload, maxControlLine } = this.#limits;
    if (digits === 0 || digits > MAX_SIZE_DIGITS || size > maxPayload) return 0;
    if (bytes[at + 1] !== LF || at - begin > maxControlLine) return 0;

    frame.subjectStart = begin;
    frame.subjectEnd = subjectEnd;
    frame.known = known;
    frame.sid = sid;
    frame.sidStart = sidStart;
    frame.sidEnd = sidEnd;
    frame.replyStart = replyStart;
    frame.replyEnd = replyEnd;
    frame.sizeDigits = digits;
    frame.headerSizeDigits = 0;
    this.size = size;
    this.headerSize = 0;
    return at + 2;
  }

  /**
   * Reads the arguments `bytes[start..stop)` of any message line.
   *
   * @throws {ProtocolError} where they are not what the verb takes, or announce more than the limits allow.
   */
  any(verb: Verb, shape: MessageShape, bytes: Uint8Array, start: number, stop: number): void {
    const limits = this.#limits;
    if (shape.headers && !limits.headers) {
      throw protocolError("UNEXPECTED_OPERATION", "a message with headers, which were not agreed on");
    }
    const count = this.#split(bytes, start, stop);
    const least = 2 + (shape.sid ? 1 : 0) + (shape.headers ? 1 : 0);
    if (count !== least && count !== least + 1) throw badArguments(verb, `${count} arguments`);

    const size = sizeOf(bytes, words[2 * count - 2]!, words[2 * count - 1]!);
    const headerSize = shape.headers ? sizeOf(bytes, words[2 * count - 4]!, words[2 * count - 3]!) : 0;
    if (size < 0 || headerSize < 0 || headerSize > size) {
      throw badArguments(verb, `sizes in ${excerpt(bytes, words[2]!, stop)}`);
    }
    if (size > limits.maxPayload) {
      throw protocolError(
        "PAYLOAD_TOO_LARGE",
        `a message of ${size} bytes is announced, over the limit of ${limits.maxPayload}`,
      );
    }
    const frame = this.#frame;
    const view = this.look(bytes);
    frame.subjectStart = words[0]!;
    frame.subjectEnd = words[1]!;
    frame.known = frame.subjects?.find(view, frame.subjectStart, stop) ?? null;
    frame.sidStart = shape.sid ? words[2]! : start;
    frame.sidEnd = shape.sid ? words[3]! : start;
    frame.sid = sizeOf(bytes, frame.sidStart, frame.sidEnd);
    const reply = count === least ? -1 : (shape.sid ? 4 : 2);
    frame.replyStart = reply < 0 ? start : words[reply]!;
    frame.replyEnd = reply < 0 ? start : words[reply + 1]!;
    frame.sizeDigits = words[2 * count - 1]! - words[2 * count - 2]!;
    frame.headerSizeDigits = shape.headers ? words[2 * count - 3]! - words[2 * count - 4]! : 0;
    this.size = size;
    this.headerSize = headerSize;
  }

  /**
   * Turns the frame to these bytes, and gives the view of them. Storing something new in the frame costs more than
   * to look whether it is there already, as it mostly is.
   */
  look(bytes: Uint8Array): DataView {
    const frame = this.#frame;
    if (frame.line !== bytes) {
      frame.line = bytes;
      frame.lineView = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return frame.lineView;
  }

  /** Splits words at spaces and tabs, other control characters being letters; gives how many there are. */
  #split(bytes: Uint8Array, at: number, end: number): number {
    let count = 0;
    while (at < end) {
      if (isBlank(bytes[at]!)) {
        at++;
        continue;
      }
      const start = at;
      while (at < end && !isBlank(bytes[at]!)) at++;
      if (count < MAX_WORDS) {
        words[2 * count] = start;
        words[2 * count + 1] = at;
      }
      count++;
    }
    return count;
  }
}
