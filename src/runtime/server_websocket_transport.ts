/** The server's end of a WebSocket, as a transport. */

import { busyPipe, closedPipe, PipeError } from "../transport/errors.ts";
import type { UpgradeRequest } from "../transport/accepted.ts";
import type { Transport } from "../transport/transport.ts";
import { deflate, inflate, TooLarge } from "./server_websocket_deflate.ts";
import {
  binaryFrames,
  closeFrame,
  emptyCloseFrame,
  FrameError,
  FrameReader,
  pongFrame,
  readClose,
} from "./server_websocket_frames.ts";

/** What is not worth to be compressed. [nats-server websocket.go wsCompressThreshold] */
const LEAST_COMPRESSED_BYTES = 64;

/** The longest payload of a frame for browsers, which like them short. [wsFrameSizeForBrowsers] */
const BROWSER_FRAME_BYTES = 4096;

/**
 * How much is made into frames, or compressed, at a time: it bounds the copy and the time, and most clients hand out
 * nothing of a message before they have all of it.
 */
const BLOCK_BYTES = 64 * 1024;

/** How much a message may be compressed, as a multiple of what it may become. [wsMaxMsgPayloadMultiple] */
const COMPRESSED_MULTIPLE = 8;
const MAX_COMPRESSED_BYTES = 64 * 1024 * 1024;

/** How long a peer that broke the rules may take to be told. */
const TELL_MS = 1000;

/** Codes of the frame that closes. [RFC 6455, 7.4.1] */
const NORMAL = 1000;
const PROTOCOL_ERROR = 1002;
const INVALID_DATA = 1007;
const TOO_BIG = 1009;

const NO_BYTES = new Uint8Array(0);

/** What was agreed on. */
export interface WebSocketSettings {
  /** What the peer asked for. */
  readonly upgrade: UpgradeRequest;
  /** Whether its frames have to be masked. */
  readonly masked: boolean;
  /** Whether messages may be compressed. */
  readonly compression: boolean;
  /** How large a compressed message may become, bytes; asked at each. */
  maxInflatedBytes(): number;
}

/**
 * A WebSocket on a transport, as one stream of bytes: frames and messages have no meaning for what it carries. Pings
 * are answered while somebody reads.
 */
export class ServerWebSocket implements Transport {
  /** What the peer asked for. */
  readonly upgrade: UpgradeRequest;
  readonly #below: Transport;
  readonly #settings: WebSocketSettings;
  readonly #frames: FrameReader;
  readonly #frameBytes: number;
  readonly #compressedFrameBytes: number;
  #state: "open" | "ended" | "closed" = "open";
  #reading = false;
  #writing = false;
  /** Nothing more comes. */
  #over = false;
  /** A compressed message of which more is to come, and how much of it is there. */
  #message: Uint8Array = NO_BYTES;
  #messageBytes = 0;
  /** What was written last: one write may be under way below at a time. */
  #written: Promise<void> = Promise.resolve();
  /** The ping to answer, where that has not begun: an older one needs no answer. [RFC 6455, 5.5.3] */
  #ping: Uint8Array | null = null;

  /** Takes over the transport once the upgrade was answered. */
  constructor(below: Transport, settings: WebSocketSettings) {
    this.#below = below;
    this.#settings = settings;
    this.upgrade = settings.upgrade;
    this.#frames = new FrameReader(settings);
    const agent = this.upgrade.headers["user-agent"] ?? "";
    const isBrowser = agent.startsWith("Mozilla/");
    // Chrome on macOS says Safari too; Safari itself cannot take compressed messages in several frames.
    const isSafari = agent.includes("Version/") && agent.includes("Safari/");
    this.#frameBytes = isBrowser ? BROWSER_FRAME_BYTES : BLOCK_BYTES;
    this.#compressedFrameBytes = isBrowser && !isSafari ? BROWSER_FRAME_BYTES : Infinity;
  }

  /** True where the WebSocket runs on TLS. */
  get encrypted(): boolean {
    return this.#below.encrypted;
  }

  /** Where the peer is. */
  get peer(): string {
    return this.#below.peer;
  }

  /** Waits for the next bytes of any message. */
  async read(): Promise<Uint8Array | null> {
    if (this.#state === "closed") return null;
    if (this.#reading) throw busyPipe(this.peer, "read from");
    this.#reading = true;
    try {
      return await this.#next();
    } catch (error) {
      if (this.#isClosed()) return null;
      if (error instanceof PipeError) throw error;
      throw await this.#refuse(error);
    } finally {
      this.#reading = false;
    }
  }

  async #next(): Promise<Uint8Array | null> {
    while (!this.#over) {
      const piece = this.#frames.next();
      if (piece === null) {
        const bytes = await this.#below.read();
        if (bytes === null) this.#over = true;
        else this.#frames.feed(bytes);
        continue;
      }
      const { kind, bytes, final } = piece;
      if (kind === "data") return bytes;
      if (kind === "ping") this.#answerPing(bytes);
      if (kind === "close") this.#answerClose(bytes);
      if (kind !== "compressed") continue;
      const message = await this.#collect(bytes, final);
      if (message !== null && message.length > 0) return message;
    }
    return null;
  }

  /** Keeps the part of a compressed message; gives the message once it is complete. */
  async #collect(bytes: Uint8Array, final: boolean): Promise<Uint8Array | null> {
    const most = this.#settings.maxInflatedBytes();
    const total = this.#messageBytes + bytes.length;
    if (total > Math.min(most * COMPRESSED_MULTIPLE, MAX_COMPRESSED_BYTES)) throw new TooLarge();
    if (final && this.#messageBytes === 0) return await inflate(bytes, most);
    if (total > this.#message.length) {
      // Not one array a part, as a part may be a single byte.
      const larger = new Uint8Array(Math.max(total, this.#message.length * 2));
      larger.set(this.#message.subarray(0, this.#messageBytes));
      this.#message = larger;
    }
    this.#message.set(bytes, this.#messageBytes);
    this.#messageBytes = total;
    if (!final) return null;
    const message = this.#message.subarray(0, total);
    this.#forget();
    return await inflate(message, most);
  }

  /** Lets go of a compressed message. */
  #forget(): void {
    this.#message = NO_BYTES;
    this.#messageBytes = 0;
  }

  /** Sends the peer away that broke the rules, and says why. */
  async #refuse(error: unknown): Promise<PipeError> {
    this.#over = true;
    this.#forget();
    let [code, reason] = [INVALID_DATA, "invalid compressed data"];
    if (error instanceof FrameError) [code, reason] = [PROTOCOL_ERROR, error.message];
    if (error instanceof TooLarge) [code, reason] = [TOO_BIG, "Maximum Message Payload Exceeded"];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, TELL_MS));
    await Promise.race([this.closeWith(code, reason), late]);
    clearTimeout(timer);
    return new PipeError("broken", `the WebSocket of ${this.peer} was closed: ${reason}`, { cause: error });
  }

  #answerPing(payload: Uint8Array): void {
    const waits = this.#ping !== null;
    this.#ping = payload;
    if (waits || this.#state !== "open") return;
    this.#inTurn(async () => {
      const latest = this.#ping!;
      this.#ping = null;
      await this.#below.write(pongFrame(latest));
    }).catch(() => {});
  }

  #answerClose(payload: Uint8Array): void {
    const close = readClose(payload);
    this.#over = true;
    this.#finish(close === null ? emptyCloseFrame() : closeFrame(close.code, close.reason));
  }

  /** Sends all of the bytes, as binary frames. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state !== "open") throw closedPipe(this.peer);
    if (this.#writing) throw busyPipe(this.peer, "write to");
    this.#writing = true;
    try {
      await this.#inTurn(() => this.#send(bytes));
    } finally {
      this.#writing = false;
    }
  }

  async #send(bytes: Uint8Array): Promise<void> {
    if (this.#settings.compression && bytes.length > LEAST_COMPRESSED_BYTES) {
      const options = { frameBytes: this.#compressedFrameBytes, compressed: true };
      for (const block of blocksOf(bytes)) await this.#below.write(binaryFrames(deflate(block), options));
    } else if (bytes.length > 0) {
      const options = { frameBytes: this.#frameBytes, compressed: false };
      for (const block of blocksOf(bytes)) await this.#below.write(binaryFrames(block, options));
    }
  }

  /** Says that nothing more will be written, as a client closed in order. */
  async end(): Promise<void> {
    await this.closeWith(NORMAL, "Client Closed");
  }

  /** Says so, and why. */
  async closeWith(code: number, reason: string): Promise<void> {
    if (this.#state === "open") await this.#finish(closeFrame(code, reason));
    // The answer to the peer's own close frame may still be under way.
    else await this.#written;
  }

  #finish(frame: Uint8Array): Promise<void> {
    if (this.#state !== "open") return Promise.resolve();
    this.#state = "ended";
    return this.#inTurn(async () => {
      await this.#below.write(frame);
      await this.#below.end();
    }).catch(() => {
      // A broken pipe carries nothing more either; the read tells what happened.
    });
  }

  /** Drops the pipe at once. */
  close(): void {
    if (this.#isClosed()) return;
    this.#state = "closed";
    this.#forget();
    this.#below.close();
  }

  /** Writes once all before is written. */
  #inTurn(write: () => Promise<void>): Promise<void> {
    const done = this.#written.then(write);
    this.#written = done.catch(() => {});
    return done;
  }

  /** Asked after an await, where the compiler would still believe the state of before. */
  #isClosed(): boolean {
    return this.#state === "closed";
  }
}

function blocksOf(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length <= BLOCK_BYTES) return [bytes];
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) blocks.push(bytes.subarray(at, at + BLOCK_BYTES));
  return blocks;
}
