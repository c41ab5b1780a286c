/** The one incremental parser: bytes in, messages and operations out, for both ends of a connection. */

import type { ProtocolError } from "../errors.ts";
import { binaryOf, copyBytes } from "./bytes.ts";
import { MessageFrame } from "./frame.ts";
import type { KnownSubjects } from "./known_subjects.ts";
import { argumentEnd, excerpt, isBlank, lineText } from "./line.ts";
import { badArguments, MessageLine, type ParserLimits, protocolError } from "./message_line.ts";
import type { Operation, Verb } from "./operation.ts";

const LF = 10;
const CR = 13;
const SPACE = 32;

const NO_BYTES = new Uint8Array(0);

/** Makes the first three of four letters lower case. */
const LOWER_CASE = 0x20202000;

/** Who takes what the parser finds. None of the calls may throw. */
export interface ParserSink {
  /** A message; the frame is only good until this returns. */
  onMessage(frame: MessageFrame): void;
  /** Anything else. */
  onOperation(operation: Operation): void;
  /** The line of a message while {@link Parser.showLines}, before its payload is there. */
  onMessageLine?(frame: MessageFrame): void;
  /** The first byte of a line while {@link Parser.gated}: false refuses the line and with it the peer. */
  onGate?(firstByte: number): boolean;
}

/** Room for the beginning of a line, once there is one; and how much of what it grew to is kept for the next one. */
const HELD_BYTES = 256;
const KEEP_HELD_BYTES = 2048;

/**
 * The memory of the last payload that came in pieces and that nobody kept: of all parsers together, so that an
 * idle connection holds none. A flood of large messages that are dropped would otherwise leave holes between
 * those that are kept, which the process does not get back.
 */
let spareBody: Uint8Array | null = null;

/** A larger one is not kept. */
const MAX_SPARE_BYTES = 128 * 1024;

/** The verb at the start of a line: which, undecided because bytes are missing, or none. */
const UNDECIDED = -1;
const UNKNOWN = -2;

/**
 * Reads a byte stream however it is cut.
 *
 * `push` takes the next bytes and calls the sink for all that is complete in them. Between calls the parser
 * holds either the beginning of a line (at most the control line limit) or one message whose payload is
 * arriving: that payload has one buffer of its exact size, so each of its bytes is copied once.
 *
 * Where the peer breaks the protocol `push` throws a ProtocolError, and the parser takes nothing more. The
 * rules, and which violation comes first, are those of nats-server. [nats-server parser.go]
 */
export class Parser {
  /** May be changed at any time; counts from the next line on. */
  readonly limits: ParserLimits;
  /** While true, each line is first shown to {@link ParserSink.onGate}. */
  gated = false;
  /** While true, the line of each message is shown to {@link ParserSink.onMessageLine}. */
  showLines = false;

  readonly #verbs: readonly Verb[];
  readonly #sink: ParserSink;
  readonly #frame: MessageFrame;
  readonly #messageLine: MessageLine;
  /** The first verb of this direction, PUB or MSG, and a blank: what is looked for first, as one number. */
  readonly #fast: number;
  readonly #fastHasSid: boolean;

  /** The beginning of a line that is not complete, or the line of a message whose payload is arriving. */
  #held: Uint8Array<ArrayBuffer> = NO_BYTES;
  #heldLength = 0;
  /** Where the arguments of the held line start; 0 while they have not, or where that must be looked up. */
  #argumentsAt = 0;
  /** True while the payload of the message in the frame is arriving. */
  #inBody = false;
  /** The payload and its CR LF, once some of it has come. */
  #body: Uint8Array | null = null;
  #bodyFilled = 0;
  #bodySize = 0;
  #stopped = false;
  #paused = false;
  /** What was pushed and not looked at, while paused. */
  #unread: Uint8Array = NO_BYTES;

  /**
   * Takes the verbs of this direction (`CLIENT_TO_SERVER` or `SERVER_TO_CLIENT`), the sink and the limits, and what
   * knows subjects where the sink reads them as texts.
   */
  constructor(verbs: readonly Verb[], sink: ParserSink, limits: ParserLimits, subjects?: KnownSubjects) {
    this.#verbs = verbs;
    this.#sink = sink;
    this.limits = limits;
    this.#frame = new MessageFrame(subjects);
    this.#messageLine = new MessageLine(this.#frame, limits);
    const [first] = verbs;
    this.#fast = (first!.name.charCodeAt(0) << 24) | (first!.name.charCodeAt(1) << 16) |
      (first!.name.charCodeAt(2) << 8) | SPACE;
    this.#fastHasSid = first!.shape.kind === "message" && first!.shape.sid;
  }

  /** Bytes held between two calls: the beginning of a line, or what has come of a payload. */
  get pending(): number {
    return this.#inBody ? this.#bodyFilled : this.#heldLength;
  }

  /**
   * Looks at nothing more before {@link resume}, also not at the rest of the bytes being pushed: those are kept.
   * Only a call of `onOperation` or `onGate` may ask for it, and whoever does pushes nothing meanwhile: all of it would be kept.
   */
  pause(): void {
    this.#paused = true;
  }

  /**
   * Goes on where {@link pause} stopped.
   *
   * @throws {ProtocolError} as `push` does.
   */
  resume(): void {
    this.#paused = false;
    const unread = this.#unread;
    this.#unread = NO_BYTES;
    if (unread.length > 0) this.push(unread);
  }

  /** Takes nothing more, also not the rest of the bytes being pushed. */
  stop(): void {
    this.#stopped = true;
    this.#held = NO_BYTES;
    this.#heldLength = 0;
    this.#inBody = false;
    this.#body = null;
    this.#unread = NO_BYTES;
  }

  /**
   * Takes the next bytes, which may be reused by their owner when this returns.
   *
   * @throws {ProtocolError} with a code of the wire; then the parser has stopped.
   */
  push(chunk: Uint8Array): void {
    if (this.#stopped) return;
    if (this.#paused) return this.#leave(chunk, 0);
    this.#frame.push++;
    try {
      let at = 0;
      if (this.#inBody) at = this.#continueBody(chunk, 0);
      while (this.#heldLength > 0 && at < chunk.length) at = this.#continueLine(chunk, at);
      if (this.#paused) this.#leave(chunk, at);
      else this.#lines(chunk, at);
      if (!this.#inBody) this.#frame.release();
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  /** Reads whole lines from `at` on, and holds what is left of the last one. */
  #lines(bytes: Uint8Array, at: number): void {
    const end = bytes.length;
    // Here a message may still wait for its payload, with a line that the frame points to.
    if (at === end) return;
    const fast = this.#fast;
    const view = this.#messageLine.look(bytes);
    while (at < end && !this.#stopped) {
      if (this.gated) {
        if (!this.#passesGate(bytes[at]!)) return;
        if (this.#paused) return this.#leave(bytes, at);
      }
      if (at + 4 < end && (view.getInt32(at) | LOWER_CASE) === fast) {
        const next = this.#messageLine.ordinary(bytes, at + 4, end, this.#fastHasSid);
        if (next > 0) {
          const { size } = this.#messageLine;
          if (next + size + 2 <= end && !this.showLines) {
            this.#frame.whole = true;
            this.#deliverWhole(bytes, next, 0, size);
            this.#frame.whole = false;
            at = next + size + 2;
          } else {
            this.#expectBody();
            at = this.#continueBody(bytes, next);
          }
          continue;
        }
      }
      const next = this.#line(bytes, at, end);
      if (next < 0) {
        this.#hold(bytes, at, end);
        return;
      }
      at = next;
      if (this.#paused) return this.#leave(bytes, at);
    }
  }

  /** Keeps what stands from `at` on for later. */
  #leave(bytes: Uint8Array, at: number): void {
    const unread = new Uint8Array(this.#unread.length + bytes.length - at);
    unread.set(this.#unread);
    unread.set(bytes.subarray(at), this.#unread.length);
    this.#unread = unread;
  }

  #passesGate(firstByte: number): boolean {
    if (this.#sink.onGate?.(firstByte) === false) {
      throw protocolError("UNEXPECTED_OPERATION", "an operation came before the CONNECT that must be first");
    }
    return !this.#stopped;
  }

  /** Reads the line at `at`; gives where the next one starts, or -1 when this one is not complete. */
  #line(bytes: Uint8Array, at: number, end: number): number {
    this.#argumentsAt = 0;
    const index = this.#verbAt(bytes, at, end);
    if (index === UNDECIDED) return -1;
    if (index === UNKNOWN) {
      throw protocolError("UNKNOWN_OPERATION", `unknown protocol operation ${excerpt(bytes, at, end)}`);
    }
    const verb = this.#verbs[index]!;
    let start = at + verb.name.length;
    if (verb.shape.kind === "bare") {
      const lineEnd = bytes.indexOf(LF, start);
      if (lineEnd < 0 || lineEnd >= end) return -1;
      this.#sink.onOperation(verb.shape.operation);
      return lineEnd + 1;
    }
    while (start < end && isBlank(bytes[start]!)) start++;
    if (start >= end) return -1;
    // The first byte of the arguments is never taken for the end of the line. [nats-server parser.go OP_SUB_SPC]
    const lineEnd = bytes.indexOf(LF, start + 1);
    const complete = lineEnd >= 0 && lineEnd < end;
    if (!complete && end - start <= this.limits.maxControlLine) {
      this.#argumentsAt = start - at;
      return -1;
    }
    // The LF that is still to come takes the byte before it along where there is a CR among the arguments.
    const stop = argumentEnd(bytes, start, complete ? lineEnd : end);
    if (stop - start > this.limits.maxControlLine) {
      throw protocolError(
        "CONTROL_LINE_TOO_LONG",
        `a ${verb.name.toUpperCase()} line is longer than ${this.limits.maxControlLine} bytes`,
      );
    }
    if (!complete) return -1;
    return this.#arguments(verb, bytes, start, stop, lineEnd + 1);
  }

  /** Handles the arguments `[start, stop)` of a complete line whose next line starts at `next`. */
  #arguments(verb: Verb, bytes: Uint8Array, start: number, stop: number, next: number): number {
    const { shape } = verb;
    switch (shape.kind) {
      case "text":
        this.#sink.onOperation(shape.make(lineText(bytes, start, stop)));
        return next;
      case "words": {
        const words = binaryOf(bytes, start, stop).split(/[ \t\r\n]+/).filter((word) => word !== "");
        if (words.length < shape.min || words.length > shape.max) {
          throw badArguments(verb, `${words.length} arguments`);
        }
        this.#sink.onOperation(shape.make(words));
        return next;
      }
      case "message":
        this.#messageLine.any(verb, shape, bytes, start, stop);
        this.#expectBody();
        return this.#continueBody(bytes, next);
      case "bare":
        return next;
    }
  }

  /** Finds which verb a line starts with, letters in any case. */
  #verbAt(bytes: Uint8Array, at: number, end: number): number {
    let undecided = false;
    for (let index = 0; index < this.#verbs.length; index++) {
      const { name, shape } = this.#verbs[index]!;
      let matched = 0;
      while (matched < name.length && at + matched < end) {
        const byte = bytes[at + matched]!;
        const letter = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
        if (letter !== name.charCodeAt(matched)) break;
        matched++;
      }
      if (matched === name.length) {
        const after = at + matched;
        if (shape.kind === "bare" || !shape.blank) return index;
        if (after >= end) undecided = true;
        else if (isBlank(bytes[after]!)) return index;
      } else if (at + matched >= end) {
        undecided = true;
      }
    }
    return undecided ? UNDECIDED : UNKNOWN;
  }

  /** The line is read: headers and payload come next. */
  #expectBody(): void {
    this.#frame.headerEnd = this.#messageLine.headerSize;
    this.#bodySize = this.#messageLine.size;
    this.#bodyFilled = 0;
    this.#inBody = true;
    if (this.showLines) this.#sink.onMessageLine?.(this.#frame);
  }

  /** Reads the payload from `at` on; gives where the next line starts, or the end while bytes are missing. */
  #continueBody(bytes: Uint8Array, at: number): number {
    const frame = this.#frame;
    const size = this.#bodySize;
    const available = bytes.length - at;
    if (this.#bodyFilled === 0 && available >= size + 2) {
      this.#inBody = false;
      this.#deliverWhole(bytes, at, frame.headerEnd, size);
      return at + size + 2;
    }
    this.#keepLine();
    if (available === 0) return at;
    this.#body ??= newBody(size + 2);
    const taken = Math.min(available, size + 2 - this.#bodyFilled);
    copyBytes(bytes, at, at + taken, this.#body, this.#bodyFilled);
    this.#bodyFilled += taken;
    if (this.#bodyFilled === size + 2) {
      frame.body = this.#body;
      frame.bodyStart = 0;
      frame.bodyEnd = size;
      frame.owned = true;
      this.#body = null;
      if (frame.body[size] !== CR || frame.body[size + 1] !== LF) throw this.#badEnd(size);
      this.#inBody = false;
      this.#sink.onMessage(frame);
      if (frame.owned && frame.body.length <= MAX_SPARE_BYTES) spareBody = frame.body;
      // A large message must not live on until the next one comes.
      frame.body = NO_BYTES;
    } else if (this.#bodyFilled > size && this.#body[size] !== CR) {
      throw this.#badEnd(size);
    }
    return at + taken;
  }

  /** Hands over a message whose headers and payload stand at `at` as they came. */
  #deliverWhole(bytes: Uint8Array, at: number, headerSize: number, size: number): void {
    const end = at + size;
    if (bytes[end] !== CR || bytes[end + 1] !== LF) throw this.#badEnd(size);
    const frame = this.#frame;
    if (frame.body !== bytes) frame.body = bytes;
    frame.bodyStart = at;
    frame.headerEnd = at + headerSize;
    frame.bodyEnd = end;
    frame.owned = false;
    this.#sink.onMessage(frame);
  }

  #badEnd(size: number): ProtocolError {
    return protocolError(
      "UNKNOWN_OPERATION",
      `the ${size} bytes of a payload are not followed by CR LF`,
    );
  }

  /** Copies the words of the frame's line, so that they outlive the bytes being pushed. */
  #keepLine(): void {
    const frame = this.#frame;
    if (frame.line === this.#held) return;
    const start = Math.min(frame.subjectStart, frame.sidStart, frame.replyStart);
    const end = Math.max(frame.subjectEnd, frame.sidEnd, frame.replyEnd);
    this.#reserve(end - start);
    copyBytes(frame.line, start, end, this.#held, 0);
    frame.line = this.#held;
    frame.lineView = new DataView(this.#held.buffer);
    frame.subjectStart -= start;
    frame.subjectEnd -= start;
    frame.sidStart -= start;
    frame.sidEnd -= start;
    frame.replyStart -= start;
    frame.replyEnd -= start;
  }

  /** Completes the held line with what `chunk` has from `at` on; gives where in the chunk to go on. */
  #continueLine(chunk: Uint8Array, at: number): number {
    const lineEnd = chunk.indexOf(LF, at);
    const taken = lineEnd < 0 ? chunk.length : lineEnd + 1;
    const length = this.#heldLength + taken - at;
    this.#reserve(length);
    copyBytes(chunk, at, taken, this.#held, this.#heldLength);
    this.#heldLength = length;
    // A line that goes on within its limit needs no other look, however small the pieces are that it comes in.
    if (lineEnd < 0 && this.#argumentsAt > 0 && length - this.#argumentsAt <= this.limits.maxControlLine) {
      return taken;
    }
    const line = this.#held.subarray(0, length);
    if (this.#line(line, 0, length) < 0) {
      this.#heldLength = this.#needed(line);
      this.#release();
      return taken;
    }
    this.#heldLength = 0;
    this.#release();
    return this.#inBody ? this.#continueBody(chunk, taken) : taken;
  }

  /** Holds the beginning of a line that is not complete. */
  #hold(bytes: Uint8Array, at: number, end: number): void {
    const length = this.#needed(bytes.subarray(at, end));
    this.#reserve(length);
    copyBytes(bytes, at, at + length, this.#held, 0);
    this.#heldLength = length;
  }

  /** How much of a line's beginning must be held: of a PING that goes on and on only its name, of a run of blanks one. */
  #needed(line: Uint8Array): number {
    const index = this.#verbAt(line, 0, line.length);
    if (index < 0) return line.length;
    const { name, shape } = this.#verbs[index]!;
    if (shape.kind === "bare") return name.length;
    let at = name.length;
    while (at < line.length && isBlank(line[at]!)) at++;
    return at === line.length && at > name.length ? name.length + 1 : line.length;
  }

  /** Gives back the room that one long line took: a server has thousands of connections that idle. */
  #release(): void {
    if (this.#held.length > KEEP_HELD_BYTES && this.#heldLength <= HELD_BYTES) {
      this.#held = this.#held.slice(0, HELD_BYTES);
    }
  }

  #reserve(length: number): void {
    if (this.#held.length >= length) return;
    const grown = new Uint8Array(Math.max(length, 2 * this.#held.length, HELD_BYTES));
    grown.set(this.#held.subarray(0, this.#heldLength));
    this.#held = grown;
  }
}

/** Memory for a payload that comes in pieces; at most twice as large as it has to be. */
function newBody(length: number): Uint8Array {
  const spare = spareBody;
  if (spare === null || spare.length < length || spare.length > 2 * length) return new Uint8Array(length);
  spareBody = null;
  return spare;
}
