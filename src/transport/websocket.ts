/** WebSockets as transports: those of browsers and runtimes, of the package `ws`, and whatever behaves like them. */

import { NatsError } from "../errors.ts";
import {
  brokenPipe,
  busyPipe,
  closedPipe,
  DialError,
  type DialFailure,
  hostAndPort,
  PipeError,
} from "./errors.ts";
import type { DialOptions, Transport } from "./transport.ts";

/** The longest frame sent. It bounds the copy; the other end takes the frames as one stream of bytes. */
const FRAME_BYTES = 64 * 1024;

/** A write settles once no more than this waits in the socket. */
const WRITE_AHEAD_BYTES = 1024 * 1024;

/** A socket that can be paused is paused when more than this waits for a reader, and resumed at nothing. */
const PAUSE_AT_BYTES = 256 * 1024;

/**
 * What may wait for a reader of a socket that cannot be paused, which is every W3C WebSocket: twice what one
 * subscription may hold by default. Past it the connection is given up, as memory would have no bound.
 */
export const MAX_UNREAD_BYTES: number = 64 * 1024 * 1024;

/** No event tells that a socket has sent what it had, so it is asked: soon at first, later every so often. */
const ASK_FIRST_MS = 1;
const ASK_LAST_MS = 8;

/** The codes with which a peer closes in order: done, going away, none given. (RFC 6455, 7.4.1) */
const CLOSED_IN_ORDER: readonly number[] = [1000, 1001, 1005];

/** `readyState` while opening and once open. */
const CONNECTING = 0;
const OPEN = 1;

/** What the package `ws` has besides what every WebSocket has. */
interface NodeWebSocket {
  pause?(): void;
  resume?(): void;
  terminate?(): void;
}

/** A socket, and whether its bytes travel encrypted. */
export interface OpenedWebSocket {
  /** The socket: opening, or open since this turn of the event loop. */
  socket: WebSocket;
  /** True where the bytes travel encrypted. */
  encrypted: boolean;
}

/** The URL of a server: its address as written where that is one for WebSockets, otherwise its host by `wss`. */
export function webSocketUrl({ hostname, port, address = "" }: DialOptions): string {
  return /^wss?:\/\//i.test(address) ? address : `wss://${hostAndPort(hostname, port)}/`;
}

/**
 * Connects over the WebSocket that `open` makes. The transport differs from a socket's in two ways: `end` closes
 * both directions, as WebSockets have no half-close; and where the WebSocket cannot be paused, 64 MiB that
 * nobody reads break the connection.
 *
 * @throws {DialError} when the connection cannot be made; the signal's reason when it was aborted.
 */
export async function dialWebSocket(
  to: DialOptions,
  open: (url: string) => OpenedWebSocket | Promise<OpenedWebSocket>,
): Promise<Transport> {
  const { hostname, port, signal } = to;
  signal?.throwIfAborted();
  return await new Promise((resolve, reject) => {
    let transport: WebSocketTransport | undefined;
    const aborted = () => {
      transport?.close();
      reject(signal?.reason);
    };
    const dial = async () => {
      const { socket, encrypted } = await open(webSocketUrl(to));
      transport = new WebSocketTransport(socket, encrypted, hostAndPort(hostname, port));
      if (signal?.aborted) return transport.close();
      await transport.opened;
      resolve(transport);
    };
    signal?.addEventListener("abort", aborted, { once: true });
    dial()
      .catch((cause) => {
        reject(
          cause instanceof NatsError ? cause : new DialError(dialFailure(cause), hostname, port, { cause }),
        );
      })
      .finally(() => signal?.removeEventListener("abort", aborted));
  });
}

/** Whoever waits for bytes. */
interface Reader {
  resolve(bytes: Uint8Array | null): void;
  reject(error: PipeError): void;
}

class WebSocketTransport implements Transport {
  readonly encrypted: boolean;
  readonly peer: string;
  /** Settles with the opening; rejected with what went wrong. */
  readonly opened: Promise<void>;
  readonly #socket: WebSocket & NodeWebSocket;
  #settleOpened!: { resolve: () => void; reject: (cause: Error) => void };
  #queue: Uint8Array[] = [];
  #taken = 0;
  #queuedBytes = 0;
  #paused = false;
  #reader: Reader | null = null;
  #finished = false;
  #failure: PipeError | null = null;
  #cause: Error | undefined;
  #errorTimer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | null = null;
  /** Bytes sent since the last time that a write waited. */
  #sentInTurn = 0;
  #wakeWriter: () => void = () => {};
  #state: "open" | "ended" | "closed" = "open";

  constructor(socket: WebSocket, encrypted: boolean, peer: string) {
    this.#socket = socket;
    this.encrypted = encrypted;
    this.peer = peer;
    this.opened = new Promise((resolve, reject) => this.#settleOpened = { resolve, reject });
    // Whoever dialled may have given up.
    this.opened.catch(() => {});
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#settleOpened.resolve();
    socket.onmessage = (event) => this.#arrived(event.data);
    socket.onerror = (event) => this.#erred(event);
    socket.onclose = (event) => this.#ended(event);
    if (socket.readyState === OPEN) this.#settleOpened.resolve();
    else if (socket.readyState !== CONNECTING) {
      this.#settleOpened.reject(new Error("the WebSocket is closed"));
    }
  }

  read(): Promise<Uint8Array | null> {
    if (this.#state === "closed") return Promise.resolve(null);
    if (this.#reader !== null) {
      return Promise.reject(busyPipe(this.peer, "read from"));
    }
    const bytes = this.#take();
    if (bytes !== undefined) return Promise.resolve(bytes);
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#finished) return Promise.resolve(null);
    return new Promise((resolve, reject) => this.#reader = { resolve, reject });
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
    for (let sent = 0; sent < bytes.length; sent += FRAME_BYTES) {
      this.#checkWritable();
      // A copy: what the application's own socket keeps until it is sent must not change meanwhile.
      const frame = new Uint8Array(bytes.subarray(sent, sent + FRAME_BYTES));
      this.#socket.send(frame);
      this.#sentInTurn += frame.length;
      await this.#sentBut(WRITE_AHEAD_BYTES);
    }
    this.#checkWritable();
  }

  async end(): Promise<void> {
    if (this.#state !== "open") return;
    this.#state = "ended";
    try {
      await this.#writing;
    } catch {
      // The write has told its caller, and a broken pipe carries nothing more anyway.
    }
    // Not every implementation sends what waits before it closes.
    await this.#sentBut(0);
    if (!this.#over()) this.#socket.close(1000);
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#queue = [];
    this.#taken = 0;
    this.#finish(null);
    const socket = this.#socket;
    // A listener for errors stays, as `ws` throws them where there is none.
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => {};
    if (socket.terminate !== undefined) socket.terminate();
    else socket.close();
  }

  /** Waits until no more than this waits in the socket, or there is no use in waiting. */
  async #sentBut(bytes: number): Promise<void> {
    // A socket that has broken takes everything and holds nothing: only in another turn it can say so.
    let wait = this.#sentInTurn > WRITE_AHEAD_BYTES || this.#socket.bufferedAmount > bytes;
    for (let waitMs = ASK_FIRST_MS; wait && !this.#over(); wait = this.#socket.bufferedAmount > bytes) {
      this.#sentInTurn = 0;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
        timer = setTimeout(resolve, waitMs);
      });
      clearTimeout(timer);
      waitMs = Math.min(waitMs * 2, ASK_LAST_MS);
    }
  }

  /** Asked after an await, where the compiler would still believe the state of before. */
  #over(): boolean {
    return this.#finished || this.#state === "closed";
  }

  #checkWritable(): void {
    if (this.#state === "closed") throw closedPipe(this.peer);
    // A socket that is not open drops what it is given, without a word.
    if (this.#finished || this.#socket.readyState !== OPEN) {
      const cause = this.#failure ?? undefined;
      throw brokenPipe(this.peer, "writing", cause);
    }
  }

  #arrived(data: unknown): void {
    if (this.#over()) return;
    // A peer that answers may have read, so that there is room again: in pages in the background timers are slow.
    this.#wakeWriter();
    const bytes = bytesOf(data);
    if (bytes === undefined) return this.#giveUp(`${this.peer} sent a frame that is no bytes`);
    if (bytes.length === 0) return;
    const reader = this.#reader;
    if (reader !== null) {
      this.#reader = null;
      return reader.resolve(bytes);
    }
    this.#queue.push(bytes);
    this.#queuedBytes += bytes.length;
    if (this.#queuedBytes > PAUSE_AT_BYTES && this.#socket.pause !== undefined) {
      this.#paused = true;
      this.#socket.pause();
    } else if (this.#queuedBytes > MAX_UNREAD_BYTES) {
      const waited = `more than ${MAX_UNREAD_BYTES} bytes from ${this.peer} waited to be read`;
      this.#giveUp(`${waited}, and a WebSocket cannot be paused`);
    }
  }

  #take(): Uint8Array | undefined {
    const bytes = this.#queue[this.#taken];
    if (bytes === undefined) return undefined;
    this.#queuedBytes -= bytes.length;
    this.#taken++;
    if (this.#taken === this.#queue.length) {
      this.#queue = [];
      this.#taken = 0;
      if (this.#paused) this.#socket.resume?.();
      this.#paused = false;
    }
    return bytes;
  }

  #erred(event: Event): void {
    const { error, message } = event as Partial<ErrorEvent>;
    if (error instanceof Error) this.#cause = error;
    else if (message) this.#cause = new Error(message);
    if (this.#cause !== undefined) this.#settleOpened.reject(this.#cause);
    // The close that follows tells more; some implementations leave it out.
    this.#errorTimer ??= setTimeout(() => this.#finish(this.#broke("the WebSocket failed")), 0);
  }

  #ended(event: CloseEvent): void {
    const { code, reason } = event;
    const what = `the WebSocket closed with code ${code}${reason ? ` (${reason})` : ""}`;
    this.#settleOpened.reject(this.#cause ?? new Error(what));
    this.#finish(CLOSED_IN_ORDER.includes(code) ? null : this.#broke(what));
  }

  /** Breaks the connection from this end. */
  #giveUp(message: string): void {
    this.#finish(new PipeError("broken", message));
    this.#socket.close();
  }

  /** Nothing more comes. The first call decides whether that is an end or a break. */
  #finish(failure: PipeError | null): void {
    clearTimeout(this.#errorTimer);
    if (this.#finished) return;
    this.#finished = true;
    this.#failure = failure;
    this.#settleOpened.reject(new Error(failure?.message ?? "closed at this end"));
    this.#wakeWriter();
    const reader = this.#reader;
    this.#reader = null;
    if (failure === null) reader?.resolve(null);
    else reader?.reject(failure);
  }

  #broke(what: string): PipeError {
    return new PipeError("broken", `the connection with ${this.peer} broke: ${what}`, { cause: this.#cause });
  }
}

/** The bytes of a frame; undefined for what is none. */
function bytesOf(data: unknown): Uint8Array | undefined {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (!ArrayBuffer.isView(data)) return undefined;
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * Why a WebSocket could not be opened. Browsers do not tell; `ws` gives the codes of Node, and Deno a text of its
 * own.
 */
function dialFailure(error: unknown): DialFailure {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === "ECONNREFUSED") return "refused";
  const text = `${code} ${message}`;
  if (/ENOTFOUND|EAI_AGAIN|: dns error/.test(text)) return "unknown-host";
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT/.test(text)) return "unreachable";
  if (error instanceof Error && error.name === "NotCapable") return "not-permitted";
  return /certificate|UnknownIssuer|_CERT_/i.test(text) ? "certificate" : "other";
}
