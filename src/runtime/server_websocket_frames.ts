/** The frames of a WebSocket, as a server reads and writes them. [RFC 6455, 5; RFC 7692, 6] */

/** What the first byte of a frame says. */
const FINAL = 0x80;
const COMPRESSED = 0x40;
const RESERVED = 0x30;

/** The kinds of frames. */
const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** What the second byte says besides the length. */
const MASKED = 0x80;

/** The largest payload of a frame that is about the connection itself. */
const MAX_CONTROL_BYTES = 125;

/** The longest header that a client sends: two bytes, a length of eight, a mask of four. */
const MAX_HEADER_BYTES = 14;

const NO_BYTES = new Uint8Array(0);

/** A frame that may not be; the words are those of nats-server. [nats-server websocket.go] */
export class FrameError extends Error {}

/** What a peer sent. */
export interface Piece {
  /**
   * Bytes of messages (of any number of frames); compressed bytes of one message; or a frame about the connection.
   */
  readonly kind: "data" | "compressed" | "close" | "ping";
  /** The bytes, without a mask; they stay valid until the next `feed`. */
  readonly bytes: Uint8Array;
  /** Of compressed bytes: whether the message ends with them. */
  readonly final: boolean;
}

/**
 * Takes frames apart, in whatever pieces they arrive. What is not compressed is brought together where it arrived,
 * so that a read full of small frames becomes one piece and nothing is copied twice.
 */
export class FrameReader {
  readonly #masked: boolean;
  readonly #compression: boolean;
  #chunk: Uint8Array = NO_BYTES;
  #at = 0;
  /** Data that was brought together in the chunk: from here, to there. */
  #from = 0;
  #to = 0;
  readonly #header = new Uint8Array(MAX_HEADER_BYTES);
  #headerBytes = 0;
  #headerNeeds = 2;
  #remaining = -1;
  #opcode = 0;
  #keyAt = 0;
  /** Whether a message has begun and not ended, and is a compressed one. */
  #inMessage = false;
  #inCompressed = false;
  #control: Uint8Array = NO_BYTES;
  #failure: FrameError | null = null;

  /** Takes whether frames have to be masked, and whether they may be compressed. */
  constructor({ masked, compression }: { masked: boolean; compression: boolean }) {
    this.#masked = masked;
    this.#compression = compression;
  }

  /** Takes the next bytes and changes them; what was fed before must have been taken out. */
  feed(bytes: Uint8Array): void {
    this.#chunk = bytes;
    this.#at = this.#from = this.#to = 0;
  }

  /**
   * The next piece; null where more has to be fed.
   *
   * @throws {FrameError} for a frame that may not be, once what came before it was taken out.
   */
  next(): Piece | null {
    for (;;) {
      if (this.#failure !== null) return this.#data() ?? this.#fail(this.#failure);
      if (this.#remaining < 0) {
        try {
          if (!this.#readHeader()) return this.#data();
        } catch (error) {
          if (!(error instanceof FrameError)) throw error;
          this.#failure = error;
          continue;
        }
      }
      // What comes next is no part of the data that waits, and is to come after it.
      if (this.#opcode !== PING && this.#opcode !== PONG && (this.#opcode === CLOSE || this.#inCompressed)) {
        const before = this.#data();
        if (before !== null) return before;
      }
      const piece = this.#opcode >= CLOSE ? this.#readControl() : this.#readPayload();
      if (piece !== null) return piece;
      if (this.#at === this.#chunk.length && this.#remaining !== 0) return this.#data();
    }
  }

  #fail(failure: FrameError): never {
    throw failure;
  }

  /** The data that was brought together so far. */
  #data(): Piece | null {
    if (this.#from === this.#to) return null;
    const bytes = this.#chunk.subarray(this.#from, this.#to);
    this.#from = this.#to = this.#at;
    return { kind: "data", bytes, final: false };
  }

  /** True once a header is complete: `#remaining` is the length of its payload then. */
  #readHeader(): boolean {
    const header = this.#header;
    while (this.#at < this.#chunk.length) {
      header[this.#headerBytes++] = this.#chunk[this.#at++]!;
      if (this.#headerBytes === 1) this.#checkFirst(header[0]!);
      if (this.#headerBytes === 2) this.#checkSecond(header[0]!, header[1]!);
      if (this.#headerBytes < this.#headerNeeds) continue;
      this.#remaining = this.#payloadLength(header[1]! & ~MASKED);
      this.#headerBytes = 0;
      this.#headerNeeds = 2;
      this.#keyAt = 0;
      return true;
    }
    return false;
  }

  #checkFirst(first: number): void {
    if ((first & RESERVED) !== 0) throw new FrameError("RSV2 and RSV3 must be clear");
    if ((first & COMPRESSED) !== 0 && !this.#compression) {
      throw new FrameError("compressed frame received without negotiated permessage-deflate");
    }
  }

  #checkSecond(first: number, second: number): void {
    const final = (first & FINAL) !== 0;
    const compressed = (first & COMPRESSED) !== 0;
    const length = second & ~MASKED;
    const opcode = this.#opcode = first & 0x0f;
    if (this.#masked && (second & MASKED) === 0) throw new FrameError("mask bit missing");
    if (opcode === CLOSE || opcode === PING || opcode === PONG) {
      if (length > MAX_CONTROL_BYTES) {
        throw new FrameError(
          `control frame length bigger than maximum allowed of ${MAX_CONTROL_BYTES} bytes`,
        );
      }
      if (!final) throw new FrameError("control frame does not have final bit set");
      if (compressed) throw new FrameError("control frame must not be compressed");
      this.#control = new Uint8Array(length);
    } else if (opcode === TEXT || opcode === BINARY) {
      if (this.#inMessage) {
        throw new FrameError("new message started before final frame for previous message was received");
      }
      this.#inCompressed = compressed;
      this.#inMessage = !final;
    } else if (opcode === CONTINUATION) {
      if (!this.#inMessage || compressed) throw new FrameError("invalid continuation frame");
      this.#inMessage = !final;
    } else {
      throw new FrameError(`unknown opcode ${opcode}`);
    }
    const lengthBytes = length === 126 ? 2 : length === 127 ? 8 : 0;
    this.#headerNeeds = 2 + lengthBytes + ((second & MASKED) === 0 ? 0 : 4);
  }

  #payloadLength(short: number): number {
    if (short < 126) return short;
    const view = new DataView(this.#header.buffer, 2);
    if (short === 126) return view.getUint16(0);
    const high = view.getUint32(0);
    if (high >= 2 ** 31) throw new FrameError("invalid 64-bit payload length");
    return high * 2 ** 32 + view.getUint32(4);
  }

  /** Takes in what has come of a payload of a message. */
  #readPayload(): Piece | null {
    const start = this.#at;
    const end = Math.min(start + this.#remaining, this.#chunk.length);
    this.#remaining -= end - start;
    this.#at = end;
    const ends = this.#remaining === 0;
    if (ends) this.#remaining = -1;
    if (!this.#inCompressed) {
      this.#to = this.#unmask(start, end, this.#to);
      return null;
    }
    this.#unmask(start, end, start);
    this.#from = this.#to = end;
    const final = ends && !this.#inMessage;
    if (start === end && !final) return null;
    return { kind: "compressed", bytes: this.#chunk.subarray(start, end), final };
  }

  /** Takes in what has come of a frame about the connection; it is a piece once it is complete. */
  #readControl(): Piece | null {
    const control = this.#control;
    const start = this.#at;
    const end = Math.min(start + this.#remaining, this.#chunk.length);
    this.#unmask(start, end, start);
    control.set(this.#chunk.subarray(start, end), control.length - this.#remaining);
    this.#remaining -= end - start;
    this.#at = end;
    if (this.#remaining > 0) return null;
    this.#remaining = -1;
    if (this.#opcode === PONG) return null;
    return { kind: this.#opcode === CLOSE ? "close" : "ping", bytes: control, final: true };
  }

  /** Moves bytes to where they belong, and takes off their mask; gives where they end there. */
  #unmask(start: number, end: number, to: number): number {
    const chunk = this.#chunk;
    const second = this.#header[1]!;
    if ((second & MASKED) === 0) {
      if (start !== to) chunk.copyWithin(to, start, end);
      return to + end - start;
    }
    const short = second & ~MASKED;
    const keyAt = short === 126 ? 4 : short === 127 ? 10 : 2;
    const key = (index: number): number => this.#header[keyAt + ((this.#keyAt + index) & 3)]!;
    const [key0, key1, key2, key3] = [key(0), key(1), key(2), key(3)];
    const whole = end - 3;
    let from = start;
    for (; from < whole; from += 4, to += 4) {
      chunk[to] = chunk[from]! ^ key0;
      chunk[to + 1] = chunk[from + 1]! ^ key1;
      chunk[to + 2] = chunk[from + 2]! ^ key2;
      chunk[to + 3] = chunk[from + 3]! ^ key3;
    }
    for (let index = 0; from < end; index++, from++, to++) chunk[to] = chunk[from]! ^ key(index);
    this.#keyAt = (this.#keyAt + end - start) & 3;
    return to;
  }
}

/** How a message goes out. */
export interface FrameOptions {
  /** The longest payload of one frame. */
  readonly frameBytes: number;
  /** Whether the bytes are compressed: they are one message then, otherwise each frame is one. */
  readonly compressed: boolean;
}

/** The header of a frame with bytes of messages. */
function header(first: number, length: number): Uint8Array {
  if (length < 126) return Uint8Array.of(first, length);
  if (length < 65536) return Uint8Array.of(first, 126, length >>> 8, length & 255);
  const bytes = new Uint8Array(10);
  const view = new DataView(bytes.buffer);
  bytes[0] = first;
  bytes[1] = 127;
  view.setUint32(2, Math.floor(length / 2 ** 32));
  view.setUint32(6, length >>> 0);
  return bytes;
}

/** Binary frames with these bytes. */
export function binaryFrames(bytes: Uint8Array, options: FrameOptions): Uint8Array {
  const { compressed } = options;
  const frameBytes = Math.min(options.frameBytes, Math.max(bytes.length, 1));
  const count = Math.max(Math.ceil(bytes.length / frameBytes), 1);
  // No header is longer than ten bytes here.
  const frames = new Uint8Array(bytes.length + count * 10);
  let place = 0;
  for (let index = 0; index < count; index++) {
    const part = bytes.subarray(index * frameBytes, (index + 1) * frameBytes);
    let first = FINAL | BINARY;
    if (compressed) {
      first = (index === 0 ? COMPRESSED | BINARY : CONTINUATION) | (index === count - 1 ? FINAL : 0);
    }
    const head = header(first, part.length);
    frames.set(head, place);
    frames.set(part, place + head.length);
    place += head.length + part.length;
  }
  return frames.subarray(0, place);
}

/** The frame that answers a ping. */
export function pongFrame(payload: Uint8Array): Uint8Array {
  return Uint8Array.of(FINAL | PONG, payload.length, ...payload);
}

/** The frame that closes, with a code and a reason that may be cut off. */
export function closeFrame(code: number, reason: string): Uint8Array {
  let text = new TextEncoder().encode(reason);
  if (text.length > MAX_CONTROL_BYTES - 2) {
    text = new TextEncoder().encode(`${reason.slice(0, MAX_CONTROL_BYTES - 5)}...`).slice(
      0,
      MAX_CONTROL_BYTES - 2,
    );
  }
  return Uint8Array.of(FINAL | CLOSE, text.length + 2, code >>> 8, code & 255, ...text);
}

/** The frame that closes in answer to one without a code. */
export function emptyCloseFrame(): Uint8Array {
  return Uint8Array.of(FINAL | CLOSE, 0);
}

/**
 * Reads the payload of a frame that closes: its code and reason; null where it has none.
 *
 * @throws {FrameError} where it cannot be.
 */
export function readClose(payload: Uint8Array): { code: number; reason: string } | null {
  if (payload.length === 0) return null;
  if (payload.length === 1) throw new FrameError("close frame payload cannot be 1 byte");
  const code = payload[0]! * 256 + payload[1]!;
  // 1016 to 2999 are kept for later versions of the protocol.
  const known = code >= 1000 && code < 1015 && ![1004, 1005, 1006].includes(code);
  if (!known && (code < 3000 || code >= 5000)) throw new FrameError(`invalid close status code ${code}`);
  try {
    return { code, reason: new TextDecoder("utf-8", { fatal: true }).decode(payload.subarray(2)) };
  } catch {
    return { code: 1007, reason: "invalid utf8 body in close frame" };
  }
}
