/** A Node socket as a transport. */

import type { OnReadOpts, Socket } from "node:net";
import {
  brokenPipe,
  busyForTls,
  busyPipe,
  closedPipe,
  hostAndPort,
  type PipeError,
} from "../transport/errors.ts";
import type { PeerTls, TlsAcceptor } from "../transport/accepted.ts";
import type { StartTlsOptions, Transport } from "../transport/transport.ts";
import { nodeTimers } from "./node_global.ts";
import { secureStream } from "./node_tls.ts";
import { MIN_READ_BYTES, ReadSize } from "./read_size.ts";
import { encryptedReadFailed } from "./tls_failure.ts";
import { hasCertificate } from "./tls_material.ts";
import { MAX_GATHERED_BYTES, TlsRecords } from "./tls_records.ts";

/** What a waiting `read` is told. */
interface Reader {
  resolve(bytes: Uint8Array | null): void;
  reject(error: Error): void;
}

const NO_BYTES = new Uint8Array(0);

/** What all sockets that idle are read with: what comes in there is copied at once, before the next read. */
const shared = new Uint8Array(MIN_READ_BYTES);

/** A buffer for such a copy that nobody holds. */
let spare: Uint8Array | null = null;

/** Listens to errors that are told in another way. */
export function ignoreError(): void {}

/**
 * The buffers of a socket: one is lent to whoever reads while the next read fills the other. With one
 * queued the socket stands still, so two are always enough. While little comes it has none but for what is lent.
 */
export class TwoBuffers {
  /** What the bytes are for. */
  transport: NodeTransport | undefined;
  readonly #size = new ReadSize();
  #filling: Uint8Array = shared;
  #lent: Uint8Array = NO_BYTES;

  /** What `net.connect` wants to know. */
  onread(): OnReadOpts {
    return {
      buffer: () => this.#next(),
      callback: (count, buffer) => {
        this.#size.note(count);
        const bytes = buffer === shared ? this.#copy(count) : buffer;
        return this.transport?.arrived(bytes.subarray(0, count)) === true;
      },
    };
  }

  /** What was lent is not used any more, and nothing is queued. */
  release(): void {
    if (this.#size.bytes > MIN_READ_BYTES) return;
    if (this.#lent.length === MIN_READ_BYTES) spare = this.#lent;
    this.#lent = NO_BYTES;
  }

  /** Takes what was read out of the buffer that others are read with next. */
  #copy(count: number): Uint8Array {
    this.#lent = spare ?? new Uint8Array(MIN_READ_BYTES);
    spare = null;
    this.#lent.set(shared.subarray(0, count));
    return this.#lent;
  }

  #next(): Uint8Array {
    const { bytes } = this.#size;
    if (this.#filling === shared) {
      if (bytes > MIN_READ_BYTES) this.#filling = new Uint8Array(bytes);
      return this.#filling;
    }
    const next = this.#lent;
    this.#lent = this.#filling;
    this.#filling = bytes === MIN_READ_BYTES ? shared : next.length === bytes ? next : new Uint8Array(bytes);
    return this.#filling;
  }
}

/** What is known of a socket beside itself. */
export interface NodeTransportOptions {
  /** The buffers it is read with, where it reads into buffers of ours. */
  readonly buffers?: TwoBuffers;
  /** Where the peer is, where the socket is none of the network. */
  readonly peer?: string;
  /** Whether it is a TLS socket, and of a client, one with a certificate of its own. */
  readonly tls?: { readonly hasCert: boolean; readonly isServer?: boolean };
  /** Loads what TLS takes where the socket was accepted: a client's bundle has none of it. */
  readonly serverTls?: () => Promise<typeof import("./server_tls.ts")>;
}

/** A socket that is read on demand: at most one chunk waits here while nobody reads, then the socket pauses. */
export class NodeTransport implements Transport {
  /** Where the peer is. */
  readonly peer: string;
  #socket: Socket;
  readonly #buffers: TwoBuffers | undefined;
  readonly #serverTls: NodeTransportOptions["serverTls"];
  readonly #queue: Uint8Array[] = [];
  #reader: Reader | null = null;
  #finished = false;
  #error: Error | null = null;
  #paused: boolean;
  #closed = false;
  #ended = false;
  #writing = false;
  #tls: "none" | "starting" | "on" = "none";
  #hasCert = false;
  #isServer = false;
  /** Listens to "error", "end" and "close", of which the last tells whether there was an error. */
  readonly #onEnd = (error?: Error | boolean): void => this.#finish(typeof error === "object" ? error : null);
  /** Listens to "data", where it does not come into buffers. */
  #onData: ((bytes: Uint8Array) => void) | undefined;
  /** Made with TLS, as is what gathers them. */
  #records: TlsRecords | undefined;
  #delivering = false;

  /** Takes over a connected socket. */
  constructor(socket: Socket, { buffers, peer, tls, serverTls }: NodeTransportOptions = {}) {
    this.#serverTls = serverTls;
    this.#socket = socket;
    this.peer = peer ?? hostAndPort(socket.remoteAddress ?? "unknown", socket.remotePort ?? 0);
    if (tls !== undefined) this.#tls = "on";
    this.#hasCert = tls?.hasCert === true;
    this.#isServer = tls?.isServer === true;
    // Accepted sockets arrive paused, and take in nothing before the first read.
    this.#paused = socket.isPaused();
    this.#attach(socket);
    this.#buffers = buffers;
    if (buffers !== undefined) buffers.transport = this;
    else this.#listen(socket);
  }

  /** True once the bytes travel encrypted. */
  get encrypted(): boolean {
    return this.#tls === "on";
  }

  #attach(socket: Socket): void {
    socket.on("error", this.#onEnd).on("end", this.#onEnd).on("close", this.#onEnd);
    // The socket broke between its connecting, or its handshake, and this call.
    if (socket.destroyed || socket.readableEnded) this.#finish(socket.errored);
  }

  #listen(socket: Socket): void {
    this.#onData ??= (bytes) => {
      if (this.#tls === "on") this.#gather(bytes);
      // Not as a Buffer, whose views take several times as long to make.
      else if (!this.arrived(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length))) {
        this.#socket.pause();
      }
    };
    socket.on("data", this.#onData);
  }

  /** Encrypts the pipe from here on, as the client. */
  async startTls(options: StartTlsOptions): Promise<void> {
    const plain = this.#beginTls();
    this.#hasCert = hasCertificate(options.tls);
    // What came before the handshake in plain text may be from anybody.
    const sentAlready = this.#queue.splice(0).length > 0;
    try {
      const early = sentAlready ? new Error("the server sent more before TLS began") : undefined;
      const address = { hostname: plain.remoteAddress ?? options.serverName, port: plain.remotePort ?? 0 };
      this.#secured(await secureStream(plain, address, options, early));
    } catch (error) {
      if (this.#closed && !options.signal?.aborted) throw closedPipe(this.peer, error);
      this.close();
      throw error;
    }
  }

  /** Encrypts the pipe from here on, as the server. */
  async acceptTls(
    acceptor: TlsAcceptor,
    { first, signal }: { first?: Uint8Array; signal?: AbortSignal },
  ): Promise<PeerTls> {
    const serverTls = this.#serverTls;
    if (serverTls === undefined) throw busyForTls(this.peer);
    const plain = this.#beginTls();
    this.#isServer = true;
    // What comes from now on waits in the socket.
    plain.pause();
    try {
      const { acceptStream } = await serverTls();
      // It is for the handshake, as is all that has come: backwards, as each goes before the others.
      for (const bytes of this.#queue.splice(0).reverse()) plain.unshift(bytes);
      if (first !== undefined && first.length > 0) plain.unshift(first);
      const { socket, peer } = await acceptStream(acceptor, plain, this.peer, signal);
      this.#secured(socket);
      return peer;
    } catch (error) {
      const closed = this.#closed;
      this.close();
      throw closed ? closedPipe(this.peer, error) : error;
    }
  }

  /** Lets go of the plain socket. */
  #beginTls(): Socket {
    if (this.#closed) throw closedPipe(this.peer);
    if (this.#tls !== "none" || this.#reader !== null || this.#writing || this.#ended) {
      throw busyForTls(this.peer);
    }
    this.#tls = "starting";
    const plain = this.#socket;
    plain.on("error", ignoreError).off("error", this.#onEnd).off("end", this.#onEnd).off(
      "close",
      this.#onEnd,
    );
    if (this.#onData !== undefined) plain.off("data", this.#onData);
    return plain;
  }

  #secured(socket: Socket): void {
    this.#socket = socket;
    this.#tls = "on";
    this.#paused = false;
    this.#attach(socket);
    if (this.#closed) socket.destroy();
    else this.#listen(socket);
  }

  /** Waits for the next bytes. */
  read(): Promise<Uint8Array | null> {
    if (this.#closed) return Promise.resolve(null);
    if (this.#reader !== null || this.#tls === "starting") {
      return Promise.reject(busyPipe(this.peer, "read from"));
    }
    const records = this.#records;
    if (records !== undefined && records.bytes > 0) return Promise.resolve(this.#takeRecords(records));
    const bytes = this.#queue.shift();
    if (this.#paused && this.#queue.length === 0) {
      this.#paused = false;
      this.#socket.resume();
    }
    if (bytes !== undefined) return Promise.resolve(bytes);
    if (this.#error !== null) return Promise.reject(this.#brokeReading(this.#error));
    if (this.#finished) return Promise.resolve(null);
    this.#buffers?.release();
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** Sends all bytes. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#ended) return reject(closedPipe(this.peer));
      if (this.#writing || this.#tls === "starting") {
        return reject(busyPipe(this.peer, "write to"));
      }
      if (bytes.length === 0) return resolve();
      this.#writing = true;
      this.#socket.write(bytes, (error) => {
        this.#writing = false;
        // Node reports no error for a write that the end of the socket cut short.
        if (!error && !this.#socket.destroyed) return resolve();
        const cause = this.#error ?? this.#socket.errored ?? error ?? undefined;
        if (this.#closed) return reject(closedPipe(this.peer, cause));
        reject(brokenPipe(this.peer, "writing", cause));
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
    this.#records?.clear();
    this.#finish(null);
    this.#socket.destroy();
  }

  /** Hands bytes to the waiting reader, or keeps them; false when no more should come for now. */
  arrived(bytes: Uint8Array): boolean {
    // Plain text that comes late may be from anybody too.
    if (this.#tls === "starting") return true;
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

  /**
   * Keeps a record until the socket has given all it has now: handing over one by one was measured to take twice
   * the time.
   */
  #gather(record: Uint8Array): void {
    if (this.#closed) return;
    const records = this.#records ??= new TlsRecords();
    records.add(record);
    if (this.#reader !== null && !this.#delivering) {
      this.#delivering = true;
      nodeTimers().setImmediate(() => this.#deliver());
    }
    if (records.bytes < MAX_GATHERED_BYTES || this.#paused) return;
    this.#paused = true;
    this.#socket.pause();
  }

  #deliver(): void {
    this.#delivering = false;
    const reader = this.#reader;
    const records = this.#records;
    if (reader === null || records === undefined || records.bytes === 0) return;
    this.#reader = null;
    reader.resolve(this.#takeRecords(records));
  }

  #takeRecords(records: TlsRecords): Uint8Array {
    const bytes = records.take();
    if (this.#paused) {
      this.#paused = false;
      this.#socket.resume();
    }
    return bytes;
  }

  /** Nothing more comes. The first call decides whether that is an end or a break. */
  #finish(error: Error | null): void {
    if (this.#finished) return;
    this.#finished = true;
    if (!this.#closed) this.#error = error;
    // What came before the end comes before its news.
    this.#deliver();
    const reader = this.#reader;
    this.#reader = null;
    if (reader === null) return;
    if (this.#error !== null) reader.reject(this.#brokeReading(this.#error));
    else reader.resolve(null);
  }

  #brokeReading(cause: Error): PipeError {
    if (this.encrypted && !this.#isServer) return encryptedReadFailed(this.peer, cause, this.#hasCert);
    return brokenPipe(this.peer, "reading", cause);
  }
}
