/** The one encoder: operations straight into a growing buffer that is used over and over, for both ends. */

import { copyBytes, copyWords, utf8 } from "./bytes.ts";
import type { MessageFrame } from "./frame.ts";

/** The size a buffer starts with once something is written: a server has thousands of connections that idle. */
const INITIAL_BYTES = 256;

/**
 * Full blocks have this size, unless a single operation needs more: a burst becomes a row of blocks instead of
 * one that is copied over and over as it grows, and the memory of a sent one serves the next. A server that read 64 KiB
 * of publishes has some more to write: that is not to be a full block and a tiny one.
 */
const BLOCK_BYTES = 72 * 1024;

/** More than this in one go is much. */
const MUCH_BYTES = 8 * 1024;

/** How many sent blocks are kept to be filled again, by all encoders together: 4.5 MiB. */
const SPARE_BLOCKS = 64;

/** Blocks of full size that have been sent. Their old bytes are written over before anything of them is sent. */
const spareBlocks: Uint8Array<ArrayBuffer>[] = [];

/** The same of buffers of the first size: 16 KiB of all encoders together, rather than 256 bytes of each that idles. */
const spareBuffers: Uint8Array<ArrayBuffer>[] = [];

const CR = 13;
const LF = 10;
const SPACE = 32;
const NO_BYTES = new Uint8Array(0);
const textEncoder = new TextEncoder();

const PING = utf8("PING\r\n");
const PONG = utf8("PONG\r\n");
const OK = utf8("+OK\r\n");
const PUB = utf8("PUB ");
const HPUB = utf8("HPUB ");
const MSG = utf8("MSG ");
const HMSG = utf8("HMSG ");

/** `MSG ` as one number. */
const MSG_WORD = 0x4d534720;

/** Up to this many bytes are copied four at a time; above it the platform's own copy is faster. */
const SHORT_TAIL = 160;

/** Letter-by-letter writing of texts up to this length beats the call into the platform's encoder. */
const SHORT_TEXT = 64;

/**
 * Writes protocol operations one behind the other and hands them out in blocks.
 *
 * Everything is copied at the call, so payloads may be changed by their owner right after it. While one block is
 * on its way to the peer the next ones fill.
 */
export class Encoder {
  /** Full blocks, in order; made with the first one. */
  #full: FullBlock[] | undefined;
  #fullBytes = 0;
  /** The block being filled. */
  #buffer: Uint8Array<ArrayBuffer> = NO_BYTES;
  /** The same bytes, to write four of them at once. */
  #view: DataView | null = null;
  #length = 0;
  /** Publishes in the block being filled, and the bytes of their headers and payloads. */
  #pubs = 0;
  #pubBytes = 0;
  #takenPubs = 0;
  #takenPubBytes = 0;
  /** Who has much to say starts with a full block, instead of growing to it step by step. */
  #startBytes = INITIAL_BYTES;
  /** Whether blocks became full since the last one that was taken before it was. */
  #sealed = false;
  /** A buffer of a size between that has been sent: connections with little to say need no full block. */
  #spare: Uint8Array<ArrayBuffer> | null = null;

  /** Bytes written and not yet taken. */
  get length(): number {
    return this.#fullBytes + this.#length;
  }

  /** How many publishes were in all blocks taken so far. */
  get takenPubs(): number {
    return this.#takenPubs;
  }

  /** The bytes of headers and payloads in all publishes taken so far. */
  get takenPubBytes(): number {
    return this.#takenPubBytes;
  }

  /**
   * Hands out the oldest block of what was written; an empty one where nothing was. It belongs to the caller
   * until `giveBack`. Operations are not cut in two.
   */
  take(): Uint8Array {
    const full = this.#full?.shift();
    if (full === undefined) return this.#takeFilling();
    this.#fullBytes -= full.bytes.length;
    this.#takenPubs += full.pubs;
    this.#takenPubBytes += full.pubBytes;
    return full.bytes;
  }

  #takeFilling(): Uint8Array {
    const block = this.#buffer.subarray(0, this.#length);
    this.#startBytes = this.#sealed || this.#length > MUCH_BYTES ? BLOCK_BYTES : INITIAL_BYTES;
    this.#sealed = false;
    this.#takenPubs += this.#pubs;
    this.#takenPubBytes += this.#pubBytes;
    this.#startBlock();
    return block;
  }

  /** Takes back a block that has been sent, to write in its place again. */
  giveBack(block: Uint8Array): void {
    const size = block.buffer.byteLength;
    if (size > BLOCK_BYTES) return;
    const shared = size === INITIAL_BYTES ? spareBuffers : size === BLOCK_BYTES ? spareBlocks : null;
    if (shared !== null && shared.length === SPARE_BLOCKS) return;
    const spare = new Uint8Array(block.buffer as ArrayBuffer);
    if (shared === null) this.#spare = spare;
    else shared.push(spare);
  }

  /** Gives the memory back where nothing is written: for a connection that may idle from here on. */
  trim(): void {
    this.#spare = null;
    if (this.#length === 0) this.#fill(NO_BYTES);
  }

  /** Forgets everything written and not yet taken. */
  clear(): void {
    this.#full = undefined;
    this.#fullBytes = 0;
    this.#length = 0;
    this.#pubs = 0;
    this.#pubBytes = 0;
  }

  /**
   * Takes the last publish back.
   *
   * @param length how much `length` grew by it.
   * @param bytes what `pub` returned.
   */
  undoPub(length: number, bytes: number): void {
    this.#length -= length;
    this.#pubs--;
    this.#pubBytes -= bytes;
    if (this.#length === 0 && this.#buffer.length > BLOCK_BYTES) this.#fill(NO_BYTES);
  }

  /**
   * Leaves out parts of what was written and not yet taken, none of which may be in a publish.
   *
   * @param ranges start and end in pairs, ascending, counted from the first byte not yet taken.
   */
  cut(ranges: readonly number[]): void {
    const cutter = new Cutter(ranges);
    const kept: FullBlock[] = [];
    this.#fullBytes = 0;
    for (const { bytes, pubs, pubBytes } of this.#full ?? []) {
      const left = bytes.subarray(0, cutter.cut(bytes, bytes.length));
      if (left.length === 0) {
        this.giveBack(bytes);
        continue;
      }
      kept.push({ bytes: left, pubs, pubBytes });
      this.#fullBytes += left.length;
    }
    this.#full = kept;
    this.#length = cutter.cut(this.#buffer, this.#length);
  }

  /** `PING`. */
  ping(): void {
    this.raw(PING);
  }

  /** `PONG`. */
  pong(): void {
    this.raw(PONG);
  }

  /** `+OK`. */
  ok(): void {
    this.raw(OK);
  }

  /** `-ERR 'text'`. */
  err(text: string): void {
    this.raw(utf8(`-ERR '${text}'\r\n`));
  }

  /** `INFO {json} ` with the blank that nats-server puts before the line end. */
  info(json: string): void {
    this.raw(utf8(`INFO ${json} \r\n`));
  }

  /** `CONNECT {json}`. */
  connect(json: string): void {
    this.raw(utf8(`CONNECT ${json}\r\n`));
  }

  /** `SUB subject [queue] sid`. */
  sub(subject: string, queue: string | undefined, sid: number): void {
    this.raw(utf8(queue === undefined ? `SUB ${subject} ${sid}\r\n` : `SUB ${subject} ${queue} ${sid}\r\n`));
  }

  /** `UNSUB sid [max]`. */
  unsub(sid: number, max?: number): void {
    this.raw(utf8(max === undefined ? `UNSUB ${sid}\r\n` : `UNSUB ${sid} ${max}\r\n`));
  }

  /**
   * `PUB subject [reply] size` or, where there are headers, `HPUB subject [reply] headers total`.
   *
   * @returns how many bytes of headers and payload went out.
   */
  pub(subject: string, reply: string, headers: Uint8Array | null, payload: Uint8Array | string): number {
    const bytes = typeof payload === "string" && payload.length > SHORT_TEXT ? utf8(payload) : payload;
    // Room for the worst case: three bytes a character, and 40 for the verb, two sizes, blanks and line ends.
    const most = (typeof bytes === "string" ? 3 * bytes.length : bytes.length) + (headers?.length ?? 0);
    this.#reserve(3 * (subject.length + reply.length) + most + 40);

    this.#copy(headers === null ? PUB : HPUB);
    this.#length += this.#text(subject, this.#length);
    this.#byte(SPACE);
    if (reply !== "") {
      this.#length += this.#text(reply, this.#length);
      this.#byte(SPACE);
    }
    if (typeof bytes === "string") return this.#textPayload(headers, bytes);
    const total = bytes.length + (headers?.length ?? 0);
    if (headers !== null) {
      this.#number(headers.length);
      this.#byte(SPACE);
    }
    this.#number(total);
    this.#lineEnd();
    if (headers !== null) this.#copy(headers);
    this.#copy(bytes);
    this.#lineEnd();
    this.#pubs++;
    this.#pubBytes += total;
    return total;
  }

  /**
   * `MSG subject sid [reply] size` or `HMSG ...` for a message as it came from its publisher, which may be in
   * the middle of a larger block.
   *
   * @param sid the bytes of the subscription id.
   * @param withHeaders false strips the headers, for a receiver that did not ask for them.
   * @returns how many bytes of headers and payload went out.
   */
  msg(frame: MessageFrame, sid: Uint8Array, withHeaders: boolean): number {
    if (frame.whole && frame.body === frame.line) return this.#whole(frame, sid);
    const headerSize = withHeaders ? frame.headerEnd - frame.bodyStart : 0;
    const start = withHeaders ? frame.bodyStart : frame.headerEnd;
    const total = frame.bodyEnd - start;
    const { line, subjectStart, subjectEnd, replyStart, replyEnd } = frame;
    this.#reserve(subjectEnd - subjectStart + sid.length + replyEnd - replyStart + total + 40);

    this.#copy(headerSize > 0 ? HMSG : MSG);
    this.#range(line, subjectStart, subjectEnd);
    this.#byte(SPACE);
    this.#copy(sid);
    this.#byte(SPACE);
    if (replyEnd > replyStart) {
      this.#range(line, replyStart, replyEnd);
      this.#byte(SPACE);
    }
    if (headerSize > 0) {
      this.#number(headerSize, frame.headerSizeDigits);
      this.#byte(SPACE);
    }
    // Leading zeros of the publisher's size reach the receiver. [nats-server client.go msgHeader]
    const sizeAsCame = headerSize > 0 || frame.headerEnd === frame.bodyStart;
    this.#number(total, sizeAsCame ? frame.sizeDigits : 1);
    this.#lineEnd();
    this.#range(frame.body, start, frame.bodyEnd);
    this.#lineEnd();
    return total;
  }

  /** A message of which all but verb and subscription id can be copied in one piece. */
  #whole(
    { line, lineView, subjectStart, subjectEnd, bodyStart, bodyEnd }: MessageFrame,
    sid: Uint8Array,
  ): number {
    const end = bodyEnd + 2;
    const sidEnd = 4 + subjectEnd - subjectStart + 1 + sid.length;
    this.#reserve(sidEnd + end - subjectEnd + 4);
    const buffer = this.#buffer;
    const view = this.#view ??= new DataView(buffer.buffer);
    let at = this.#length;
    view.setInt32(at, MSG_WORD);
    copyWords(lineView, subjectStart, subjectEnd, view, at + 4);
    at += 4 + subjectEnd - subjectStart;
    buffer[at++] = SPACE;
    for (let index = 0; index < sid.length; index++) buffer[at++] = sid[index]!;
    if (end - subjectEnd <= SHORT_TAIL && end + 4 <= line.length) {
      copyWords(lineView, subjectEnd, end, view, at);
    } else copyBytes(line, subjectEnd, end, buffer, at);
    this.#length = at + end - subjectEnd;
    return bodyEnd - bodyStart;
  }

  /** Bytes that are an operation already. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#copy(bytes);
  }

  /** The rest of a PUB whose payload is a short text: its size is known once it is written. */
  #textPayload(headers: Uint8Array | null, text: string): number {
    const headerSize = headers?.length ?? 0;
    const size = utf8Length(text);
    if (headers !== null) {
      this.#number(headerSize);
      this.#byte(SPACE);
    }
    this.#number(headerSize + size);
    this.#lineEnd();
    if (headers !== null) this.#copy(headers);
    this.#length += this.#text(text, this.#length);
    this.#lineEnd();
    this.#pubs++;
    this.#pubBytes += headerSize + size;
    return headerSize + size;
  }

  /** Writes a text in UTF-8 at `at`; gives how many bytes it took. */
  #text(text: string, at: number): number {
    if (text.length > SHORT_TEXT) return textEncoder.encodeInto(text, this.#buffer.subarray(at)).written;
    const buffer = this.#buffer;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return textEncoder.encodeInto(text, buffer.subarray(at)).written;
      buffer[at + i] = code;
    }
    return text.length;
  }

  /** Writes a number with at least `least` digits (9 at most, as sizes have). */
  #number(value: number, least: number = 1): void {
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    if (digits < least) digits = least;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      this.#buffer[at] = 0x30 + value % 10;
      value = Math.floor(value / 10);
    }
    this.#length += digits;
  }

  #lineEnd(): void {
    this.#buffer[this.#length++] = CR;
    this.#buffer[this.#length++] = LF;
  }

  #byte(byte: number): void {
    this.#buffer[this.#length++] = byte;
  }

  #copy(bytes: Uint8Array): void {
    copyBytes(bytes, 0, bytes.length, this.#buffer, this.#length);
    this.#length += bytes.length;
  }

  #range(bytes: Uint8Array, start: number, end: number): void {
    copyBytes(bytes, start, end, this.#buffer, this.#length);
    this.#length += end - start;
  }

  /** Makes room for so many bytes in the block being filled, or in a new one. */
  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#buffer.length) return;
    if (this.#length > 0 && needed > BLOCK_BYTES) {
      this.#seal();
      return this.#fill(newBlock(more));
    }
    const size = Math.max(needed, 2 * this.#buffer.length, this.#startBytes);
    if (size === INITIAL_BYTES) return this.#fill(spareBuffers.pop() ?? new Uint8Array(INITIAL_BYTES));
    const grown = size < BLOCK_BYTES ? new Uint8Array(size) : newBlock(needed);
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#fill(grown);
  }

  /** Puts the block being filled behind the full ones. */
  #seal(): void {
    this.#sealed = true;
    this.#startBytes = BLOCK_BYTES;
    const bytes = this.#buffer.subarray(0, this.#length);
    (this.#full ??= []).push({ bytes, pubs: this.#pubs, pubBytes: this.#pubBytes });
    this.#fullBytes += this.#length;
    this.#startBlock();
  }

  #fill(buffer: Uint8Array<ArrayBuffer>): void {
    this.#buffer = buffer;
    this.#view = null;
  }

  #startBlock(): void {
    this.#pubs = 0;
    this.#pubBytes = 0;
    this.#fill(this.#spare ?? NO_BYTES);
    this.#spare = null;
    this.#length = 0;
  }
}

/** A block that is full and was not taken yet. */
interface FullBlock {
  readonly bytes: Uint8Array;
  /** How many publishes it holds. */
  readonly pubs: number;
  /** The bytes of their headers and payloads. */
  readonly pubBytes: number;
}

/** Leaves parts out of a row of blocks, each in its place. */
class Cutter {
  readonly #ranges: readonly number[];
  #next = 0;
  /** Where the next block begins, as the ranges count. */
  #place = 0;

  constructor(ranges: readonly number[]) {
    this.#ranges = ranges;
  }

  /** Moves what stays of the first `length` bytes together; gives how many that are. */
  cut(block: Uint8Array, length: number): number {
    const ranges = this.#ranges;
    const end = this.#place + length;
    let kept = 0;
    let from = 0;
    for (; this.#next < ranges.length && ranges[this.#next]! < end; this.#next += 2) {
      const start = Math.max(ranges[this.#next]! - this.#place, from);
      block.copyWithin(kept, from, start);
      kept += start - from;
      from = Math.min(ranges[this.#next + 1]!, end) - this.#place;
      // What one command wrote may go on in the next block.
      if (ranges[this.#next + 1]! > end) break;
    }
    if (kept < from) block.copyWithin(kept, from, length);
    this.#place = end;
    return kept + length - from;
  }
}

/** A block of full size, or larger for a single operation that needs it. */
function newBlock(needed: number): Uint8Array<ArrayBuffer> {
  if (needed > BLOCK_BYTES) return new Uint8Array(needed);
  return spareBlocks.pop() ?? new Uint8Array(BLOCK_BYTES);
}

/** How many bytes a text takes in UTF-8; lone surrogates take three, as the encoder writes them. */
function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7ff) {
      const pair = code >= 0xd800 && code < 0xdc00 && at + 1 < text.length &&
        (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
      length += 2;
      if (pair) at++;
    } else if (code > 0x7f) {
      length++;
    }
  }
  return length;
}
