/** A message as the parser found it: numbers that point into bytes, and nothing copied. */

import { textOf } from "./bytes.ts";
import type { KnownSubjects } from "./known_subjects.ts";

const NO_BYTES = new Uint8Array(0);
const NO_VIEW = new DataView(NO_BYTES.buffer);

/**
 * One MSG, HMSG, PUB or HPUB. The parser has a single frame and fills it anew for each message, so a frame and
 * the bytes it points into are only good until the sink returns; whoever keeps some of them copies those. The
 * exception is a payload that {@link MessageFrame.owned} says was put together for this message alone.
 *
 * All positions are half-open ranges: `[subjectStart, subjectEnd)`.
 */
export class MessageFrame {
  /** Where subject, sid and reply stand. */
  line: Uint8Array = NO_BYTES;
  /** The same bytes, to look at four of them at once. */
  lineView: DataView = NO_VIEW;
  /** The subject. */
  subjectStart = 0;
  /** The end of the subject. */
  subjectEnd = 0;
  /** The subject as a text, where it is known from before. */
  known: string | null = null;
  /** What knows subjects; null where nobody reads them as texts. */
  readonly subjects: KnownSubjects | null;
  /** The subscription id where it is a number, as those of our client are; else -1. */
  sid = -1;
  /** The subscription id: of MSG and HMSG only, else empty. */
  sidStart = 0;
  /** The end of the subscription id. */
  sidEnd = 0;
  /** The reply subject; empty where there is none. */
  replyStart = 0;
  /** The end of the reply subject. */
  replyEnd = 0;
  /** Counts the pushes: what one push brought stays as it is while this number does. */
  push = 0;
  /** Where headers and payload stand. */
  body: Uint8Array = NO_BYTES;
  /** The start of the headers; `bodyStart === headerEnd` where there are none. */
  bodyStart = 0;
  /** The end of the headers and the start of the payload. */
  headerEnd = 0;
  /** The end of the payload. */
  bodyEnd = 0;
  /**
   * True where all from the end of the subject to the CR LF behind the payload stands in `line` as it came, with single
   * blanks: `[subjectEnd, bodyEnd + 2)` is what a receiver gets behind its subscription id.
   */
  whole = false;
  /** How many digits the size of headers and payload was written with: receivers are told it with as many. */
  sizeDigits = 0;
  /** The same of the size of the headers. */
  headerSizeDigits = 0;
  /**
   * True when `body` was made for this message alone and may be kept as it is. Whoever keeps it says so by making
   * this false: otherwise the next message that comes in pieces is put together in the same memory.
   */
  owned = false;

  /** Takes what knows subjects, if anything does. */
  constructor(subjects: KnownSubjects | null = null) {
    this.subjects = subjects;
  }

  /** The subject as a text. */
  subject(): string {
    const { known, subjects, line, subjectStart, subjectEnd } = this;
    if (known !== null) return known;
    if (subjects === null) return textOf(line, subjectStart, subjectEnd);
    return subjects.remember(line, subjectStart, subjectEnd);
  }

  /** Lets go of the bytes: between two pushes nobody needs them, and a connection may idle for long. */
  release(): void {
    this.line = NO_BYTES;
    this.lineView = NO_VIEW;
    this.body = NO_BYTES;
  }
}
