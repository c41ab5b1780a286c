/** Transports from web streams: whatever runtime or library made the pair, a connection can run on it. */

import { brokenPipe, busyPipe, closedPipe } from "./errors.ts";
import type { Transport } from "./transport.ts";

/** The longest piece written at once: it bounds the copy, and streams that count chunks hold fewer bytes back. */
const PIECE_BYTES = 64 * 1024;

/** A pair of byte streams, and what is known of the peer behind them. */
export interface StreamTransportOptions {
  /** What the peer sends. */
  readable: ReadableStream<Uint8Array>;
  /** What goes to the peer. */
  writable: WritableStream<Uint8Array>;
  /** Where the peer is; `stream` where nothing is said. */
  peer?: string;
  /** True when the bytes travel encrypted; false by default. */
  encrypted?: boolean;
}

/**
 * Makes a transport of two web streams, and locks both.
 *
 * @throws {TypeError} when a stream is locked already.
 */
export function streamTransport(options: StreamTransportOptions): Transport {
  return new StreamTransport(options);
}

class StreamTransport implements Transport {
  readonly encrypted: boolean;
  readonly peer: string;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #reading = false;
  #writing: Promise<void> | null = null;
  #giveUp: (error: Error) => void = () => {};
  #state: "open" | "ended" | "closed" = "open";

  constructor(options: StreamTransportOptions) {
    this.peer = options.peer ?? "stream";
    this.encrypted = options.encrypted ?? false;
    this.#reader = options.readable.getReader();
    this.#writer = options.writable.getWriter();
    // What breaks is told by read and write; these promises are not waited for, and must not go unhandled.
    this.#reader.closed.catch(() => {});
    this.#writer.closed.catch(() => {});
    this.#writer.ready.catch(() => {});
  }

  async read(): Promise<Uint8Array | null> {
    if (this.#isClosed()) return null;
    if (this.#reading) throw busyPipe(this.peer, "read from");
    this.#reading = true;
    try {
      for (;;) {
        const { value, done } = await this.#reader.read();
        if (done || this.#isClosed()) return null;
        if (value.length > 0) return value;
      }
    } catch (cause) {
      if (this.#isClosed()) return null;
      throw brokenPipe(this.peer, "reading", cause);
    } finally {
      this.#reading = false;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state !== "open") throw closedPipe(this.peer);
    if (this.#writing !== null) throw busyPipe(this.peer, "write to");
    this.#writing = this.#writeAll(bytes);
    try {
      await this.#writing;
    } finally {
      this.#writing = null;
    }
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length && !this.#isClosed(); sent += PIECE_BYTES) {
      // A stream may keep or transfer what it was given after its promise has settled, so it gets a copy; `slice`
      // of a Node buffer would make none.
      const piece = new Uint8Array(bytes.subarray(sent, sent + PIECE_BYTES));
      try {
        await this.#unlessClosed(this.#writer.write(piece));
      } catch (cause) {
        if (this.#isClosed()) throw closedPipe(this.peer, cause);
        throw brokenPipe(this.peer, "writing", cause);
      }
    }
    if (this.#isClosed()) throw closedPipe(this.peer);
  }

  async end(): Promise<void> {
    if (this.#state !== "open") return;
    this.#state = "ended";
    try {
      await this.#writing;
      if (!this.#isClosed()) await this.#unlessClosed(this.#writer.close());
    } catch {
      // A broken pipe carries nothing more either; the read tells what happened.
    }
  }

  close(): void {
    if (this.#isClosed()) return;
    this.#state = "closed";
    const reason = closedPipe(this.peer);
    this.#giveUp(reason);
    this.#reader.cancel(reason).catch(() => {});
    this.#writer.abort(reason).catch(() => {});
  }

  /** Waits for the sink, but not once the transport is closed: a sink may never settle. */
  #unlessClosed(settling: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      settling.then(resolve, reject);
    });
  }

  /** Asked after an await, where the compiler would still believe the state of before. */
  #isClosed(): boolean {
    return this.#state === "closed";
  }
}
