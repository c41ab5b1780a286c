/** Transports without a socket: a pair in memory with real back-pressure, and the place where such pairs arrive. */

import { DialError, PipeError } from "./errors.ts";
import type { Listener } from "./accepted.ts";
import type { Transport } from "./transport.ts";

/** The name of both ends: there is no address. */
const IN_PROCESS = "in-process";

/** As much as one read of a socket gives, so that neither end waits for the other at each small write. */
const DEFAULT_HIGH_WATER_MARK_BYTES = 64 * 1024;

/** Transports that may wait for `accept`, as many as a socket's backlog takes. */
const MAX_WAITING_PEERS = 511;

/** How a pair behaves. */
export interface MemoryPairOptions {
  /** The most bytes kept for a reader, at least 1 and 64 KiB by default; a write waits while there is no room. */
  highWaterMarkBytes?: number;
  /** The longest chunk a read gives; without it, a write that fits the bound arrives as one chunk. */
  chunkBytes?: number;
}

/**
 * Makes two transports that are each other's peer.
 *
 * @throws {RangeError} when an option is not a positive integer.
 */
export function memoryPair(options: MemoryPairOptions = {}): [Transport, Transport] {
  const there = new Lane(options);
  const back = new Lane(options);
  return [new MemoryTransport(back, there), new MemoryTransport(there, back)];
}

/** A listener in memory: what `connect` makes here, `accept` gives there. */
export class MemoryListener implements Listener {
  /** Not an address: `in-process`. */
  readonly hostname: string = IN_PROCESS;
  /** Always 0: there is no port. */
  readonly port: number = 0;
  readonly #options: MemoryPairOptions;
  readonly #arrived: Transport[] = [];
  readonly #acceptors: ((peer: Transport | null) => void)[] = [];
  #closed = false;

  /** Takes the options of the pairs it will make. */
  constructor(options: MemoryPairOptions = {}) {
    this.#options = options;
  }

  /**
   * Makes a pair, hands one end to `accept`, and returns the other.
   *
   * @throws {DialError} when the listener is closed, or 511 peers wait to be accepted.
   */
  connect(): Transport {
    if (this.#closed || this.#arrived.length >= MAX_WAITING_PEERS) {
      throw new DialError("refused", IN_PROCESS, 0);
    }
    const [here, there] = memoryPair(this.#options);
    const acceptor = this.#acceptors.shift();
    if (acceptor !== undefined) acceptor(there);
    else this.#arrived.push(there);
    return here;
  }

  /** Waits for the next peer; null once the listener is closed. */
  accept(): Promise<Transport | null> {
    const peer = this.#arrived.shift();
    if (peer !== undefined || this.#closed) return Promise.resolve(peer ?? null);
    return new Promise((resolve) => this.#acceptors.push(resolve));
  }

  /** Stops accepting, and hangs up on the peers that nobody accepted. */
  close(): void {
    this.#closed = true;
    for (const peer of this.#arrived.splice(0)) peer.close();
    for (const acceptor of this.#acceptors.splice(0)) acceptor(null);
  }
}

class MemoryTransport implements Transport {
  readonly encrypted = false;
  readonly peer = IN_PROCESS;
  readonly #inward: Lane;
  readonly #outward: Lane;
  #reading = false;
  #writing: Promise<void> | null = null;
  #state: "open" | "ended" | "closed" = "open";

  constructor(inward: Lane, outward: Lane) {
    this.#inward = inward;
    this.#outward = outward;
  }

  async read(): Promise<Uint8Array | null> {
    if (this.#reading) throw new PipeError("busy", "a read is under way already");
    this.#reading = true;
    try {
      return await this.#inward.take();
    } finally {
      this.#reading = false;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state !== "open") {
      throw new PipeError("closed", "the in-process connection was closed at this end");
    }
    if (this.#writing !== null) throw new PipeError("busy", "a write is under way already");
    this.#writing = this.#outward.put(bytes);
    try {
      await this.#writing;
    } finally {
      this.#writing = null;
    }
  }

  async end(): Promise<void> {
    if (this.#state !== "open") return;
    this.#state = "ended";
    try {
      await this.#writing;
    } catch {
      // The write has told its caller, and a broken pipe carries nothing more anyway.
    }
    this.#outward.end();
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#outward.stopWriting();
    this.#inward.stopReading();
  }
}

/** One direction: chunks queue between a writer and a reader, never more bytes than the bound. */
class Lane {
  readonly #highWaterMarkBytes: number;
  readonly #chunkBytes: number;
  #chunks: Uint8Array[] = [];
  #taken = 0;
  #queuedBytes = 0;
  #writer: "open" | "ended" | "closed" = "open";
  #readerClosed = false;
  #wakeReader: () => void = () => {};
  #wakeWriter: () => void = () => {};

  constructor(options: MemoryPairOptions) {
    const { highWaterMarkBytes = DEFAULT_HIGH_WATER_MARK_BYTES, chunkBytes = highWaterMarkBytes } = options;
    for (const [name, bytes] of Object.entries({ highWaterMarkBytes, chunkBytes })) {
      if (!Number.isInteger(bytes) || bytes < 1) throw new RangeError(`${name} must be a positive integer`);
    }
    this.#highWaterMarkBytes = highWaterMarkBytes;
    this.#chunkBytes = Math.min(chunkBytes, highWaterMarkBytes);
  }

  async put(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length;) {
      // Not `slice`: that of a Node buffer copies nothing.
      const piece = new Uint8Array(bytes.subarray(sent, sent + this.#chunkBytes));
      while (!this.#refused() && this.#queuedBytes + piece.length > this.#highWaterMarkBytes) {
        await new Promise<void>((resolve) => this.#wakeWriter = resolve);
      }
      if (this.#writer === "closed") {
        throw new PipeError("closed", "the in-process connection was closed at this end");
      }
      if (this.#readerClosed) throw new PipeError("broken", "the in-process peer closed the connection");
      this.#chunks.push(piece);
      this.#queuedBytes += piece.length;
      sent += piece.length;
      this.#wakeReader();
    }
  }

  async take(): Promise<Uint8Array | null> {
    while (this.#taken === this.#chunks.length && this.#writer === "open" && !this.#readerClosed) {
      await new Promise<void>((resolve) => this.#wakeReader = resolve);
    }
    const chunk = this.#readerClosed ? undefined : this.#chunks[this.#taken];
    if (chunk === undefined) return null;
    this.#taken++;
    if (this.#taken === this.#chunks.length) {
      this.#chunks = [];
      this.#taken = 0;
    }
    this.#queuedBytes -= chunk.length;
    this.#wakeWriter();
    return chunk;
  }

  /** The writer says that nothing more comes. */
  end(): void {
    if (this.#writer === "open") this.#writer = "ended";
    this.#wakeReader();
  }

  /** The writer is gone; what it wrote can still be read, as with a socket. */
  stopWriting(): void {
    this.#writer = "closed";
    this.#wakeWriter();
    this.#wakeReader();
  }

  /** The reader is gone, and with it what nobody will read. */
  stopReading(): void {
    this.#readerClosed = true;
    this.#chunks = [];
    this.#taken = 0;
    this.#queuedBytes = 0;
    this.#wakeWriter();
    this.#wakeReader();
  }

  #refused(): boolean {
    return this.#readerClosed || this.#writer === "closed";
  }
}
