/** A Node socket as a transport. */

import type { OnReadOpts, Socket } from "node:net";
import { hostAndPort, PipeError } from "../transport/errors.ts";
import type { Transport } from "../transport/transport.ts";
import { ReadSize } from "./read_size.ts";

/** What a waiting `read` is told. */
interface Reader {
  resolve(bytes: Uint8Array | null): void;
  reject(error: Error): void;
}

/**
 * The buffers of a dialled socket: one is lent to whoever reads while the next read fills the other. With one
 * queued the socket stands still, so two are always enough.
 */
export class TwoBuffers {
  /** What `net.connect` wants to know. */
  readonly onread: OnReadOpts;
  /** Takes the bytes read; false pauses the socket. */
  arrived: (bytes: Uint8Array) => boolean = () => false;
  readonly #size = new ReadSize();
  #filling: Uint8Array = new Uint8Array(0);
  #lent: Uint8Array = new Uint8Array(0);

  /** Makes both, at the smallest size. */
  constructor() {
    this.onread = {
      buffer: () => this.#next(),
      callback: (count, buffer) => {
        this.#size.note(count);
        return this.arrived(buffer.subarray(0, count));
      },
    };
  }

  #next(): Uint8Array {
    const next = this.#lent;
    this.#lent = this.#filling;
    this.#filling = next.length === this.#size.bytes ? next : new Uint8Array(this.#size.bytes);
    return this.#filling;
  }
}

/** A socket that is read on demand: at most one chunk waits here while nobody reads, then the socket pauses. */
export class NodeTransport implements Transport {
  /** Always false: this is plain TCP. */
  readonly encrypted = false;
  /** Where the peer is. */
  readonly peer: string;
  readonly #socket: Socket;
  readonly #queue: Uint8Array[] = [];
  #reader: Reader | null = null;
  #finished = false;
  #error: Error | null = null;
  #paused: boolean;
  #closed = false;
  #ended = false;
  #writing = false;

  /** Takes over a connected socket; a socket that was dialled comes with its buffers. */
  constructor(socket: Socket, buffers?: TwoBuffers) {
    this.#socket = socket;
    this.peer = hostAndPort(socket.remoteAddress ?? "unknown", socket.remotePort ?? 0);
    // Accepted sockets arrive paused, and take in nothing before the first read.
    this.#paused = socket.isPaused();
    socket.on("error", (error) => this.#finish(error));
    socket.on("end", () => this.#finish(null));
    socket.on("close", () => this.#finish(null));
    if (buffers !== undefined) {
      buffers.arrived = (bytes) => this.#arrived(bytes);
    } else {
      socket.on("data", (bytes: Uint8Array) => {
        if (!this.#arrived(bytes)) socket.pause();
      });
    }
    // The socket broke between its connecting and this call.
    if (socket.destroyed) this.#finish(null);
  }

  /** Waits for the next bytes. */
  read(): Promise<Uint8Array | null> {
    if (this.#closed) return Promise.resolve(null);
    if (this.#reader !== null) {
      return Promise.reject(new PipeError("busy", `a read from ${this.peer} is under way already`));
    }
    const bytes = this.#queue.shift();
    if (this.#paused && this.#queue.length === 0) {
      this.#paused = false;
      this.#socket.resume();
    }
    if (bytes !== undefined) return Promise.resolve(bytes);
    if (this.#error !== null) return Promise.reject(this.#brokeReading(this.#error));
    if (this.#finished) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** Sends all bytes. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#ended) return reject(this.#closedHere());
      if (this.#writing) return reject(new PipeError("busy", `a write to ${this.peer} is under way already`));
      if (bytes.length === 0) return resolve();
      this.#writing = true;
      this.#socket.write(bytes, (error) => {
        this.#writing = false;
        // Node reports no error for a write that the end of the socket cut short.
        if (!error && !this.#socket.destroyed) return resolve();
        const cause = this.#error ?? this.#socket.errored ?? error ?? undefined;
        if (this.#closed) return reject(this.#closedHere(cause));
        reject(new PipeError("broken", `the connection with ${this.peer} broke while writing`, { cause }));
      });
    });
  }

  /** Says that nothing more will be written. */
  end(): Promise<void> {
    if (this.#closed || this.#ended) return Promise.resolve();
    this.#ended = true;
    // The callback's error is dropped: a broken pipe carries nothing more either, and the read tells of it.
    return new Promise((resolve) => this.#socket.end(() => resolve()));
  }

  /** Drops the pipe at once. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue.length = 0;
    this.#finish(null);
    this.#socket.destroy();
  }

  /** Hands bytes to the waiting reader, or keeps them; false when no more should come for now. */
  #arrived(bytes: Uint8Array): boolean {
    const reader = this.#reader;
    if (reader !== null) {
      this.#reader = null;
      reader.resolve(bytes);
      return true;
    }
    if (!this.#closed) this.#queue.push(bytes);
    this.#paused = true;
    return false;
  }

  /** Nothing more comes. The first call decides whether that is an end or a break. */
  #finish(error: Error | null): void {
    if (this.#finished) return;
    this.#finished = true;
    if (!this.#closed) this.#error = error;
    const reader = this.#reader;
    this.#reader = null;
    if (reader === null) return;
    if (this.#error !== null) reader.reject(this.#brokeReading(this.#error));
    else reader.resolve(null);
  }

  #brokeReading(cause: Error): PipeError {
    return new PipeError("broken", `the connection with ${this.peer} broke while reading`, { cause });
  }

  #closedHere(cause?: Error): PipeError {
    return new PipeError("closed", `the connection with ${this.peer} was closed at this end`, { cause });
  }
}
