/** TCP on Deno: `Deno.connect` and `Deno.listen` behind the transport interfaces. */

import {
  checkAddress,
  DialError,
  type DialFailure,
  hostAndPort,
  ListenError,
  type ListenFailure,
  PipeError,
} from "../transport/errors.ts";
import type { DialOptions, Listener, Transport } from "../transport/transport.ts";
import { deno } from "./deno_global.ts";
import { ReadSize } from "./read_size.ts";
import type { ListenOptions } from "./types.ts";

/** Waits between failed accepts, as in nats-server (ACCEPT_MIN_SLEEP, ACCEPT_MAX_SLEEP): it may be out of files. */
const ACCEPT_MIN_WAIT_MS = 10;
const ACCEPT_MAX_WAIT_MS = 1000;

/**
 * Connects over TCP, without delaying small writes.
 *
 * @throws {DialError} when the connection cannot be made; the signal's reason when it was aborted.
 */
export async function dialTcp(options: DialOptions): Promise<Transport> {
  const { hostname, port, signal } = options;
  checkAddress(hostname, port, 1);
  signal?.throwIfAborted();
  let conn: Deno.TcpConn;
  try {
    conn = await deno().connect({ hostname, port, ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new DialError(dialFailure(cause), hostname, port, { cause });
  }
  if (signal?.aborted) {
    conn.close();
    throw signal.reason;
  }
  return new DenoTransport(conn);
}

/**
 * Opens a TCP port.
 *
 * @throws {ListenError} when the port cannot be opened.
 */
export function listenTcp(options: ListenOptions): Promise<Listener> {
  // Deno's call is synchronous, and its throw becomes the rejection that Node's call gives.
  return new Promise((resolve) => resolve(listen(options)));
}

function listen({ hostname, port }: ListenOptions): Listener {
  checkAddress(hostname, port, 0);
  try {
    return new DenoListener(deno().listen({ hostname, port }));
  } catch (cause) {
    throw new ListenError(listenFailure(cause), hostname, port, { cause });
  }
}

/** A TCP connection, read with one buffer that grows and shrinks with the traffic. */
class DenoTransport implements Transport {
  readonly encrypted = false;
  readonly peer: string;
  readonly #conn: Deno.TcpConn;
  readonly #size = new ReadSize();
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #reading = false;
  #writing: Promise<void> | null = null;
  #state: "open" | "ended" | "closed" = "open";

  constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    this.peer = hostAndPort(conn.remoteAddr.hostname, conn.remoteAddr.port);
    try {
      conn.setNoDelay(true);
    } catch {
      // The peer may be gone already, and the first read tells that better.
    }
  }

  // `conn.read` was measured against a BYOB reader on `conn.readable`: as fast for streams, cheaper for small
  // reads, and it leaves the buffer with us, where a reader takes it away at every call.
  async read(): Promise<Uint8Array | null> {
    if (this.#state === "closed") return null;
    if (this.#reading) throw new PipeError("busy", `a read from ${this.peer} is under way already`);
    if (this.#buffer.length !== this.#size.bytes) this.#buffer = new Uint8Array(this.#size.bytes);
    this.#reading = true;
    try {
      const count = await this.#conn.read(this.#buffer);
      if (count === null || this.#isClosed()) return null;
      this.#size.note(count);
      return this.#buffer.subarray(0, count);
    } catch (cause) {
      if (this.#isClosed()) return null;
      throw new PipeError("broken", `the connection with ${this.peer} broke while reading`, { cause });
    } finally {
      this.#reading = false;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state !== "open") throw closedHere(this.peer);
    if (this.#writing !== null) throw new PipeError("busy", `a write to ${this.peer} is under way already`);
    this.#writing = this.#writeAll(bytes);
    try {
      await this.#writing;
    } finally {
      this.#writing = null;
    }
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    try {
      for (let sent = 0; sent < bytes.length;) {
        sent += await this.#conn.write(sent === 0 ? bytes : bytes.subarray(sent));
      }
    } catch (cause) {
      if (this.#isClosed()) throw closedHere(this.peer, cause);
      throw new PipeError("broken", `the connection with ${this.peer} broke while writing`, { cause });
    }
  }

  async end(): Promise<void> {
    if (this.#state !== "open") return;
    this.#state = "ended";
    try {
      await this.#writing;
      if (!this.#isClosed()) await this.#conn.closeWrite();
    } catch {
      // A broken pipe carries nothing more either; the read tells what happened.
    }
  }

  close(): void {
    if (this.#isClosed()) return;
    this.#state = "closed";
    // Cancels the pending read and the pending write.
    this.#conn.close();
  }

  /** Asked after an await, where the compiler would still believe the state of before. */
  #isClosed(): boolean {
    return this.#state === "closed";
  }
}

class DenoListener implements Listener {
  readonly hostname: string;
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  #closed = false;
  #stopWaiting: () => void = () => {};

  constructor(listener: Deno.TcpListener) {
    this.#listener = listener;
    this.hostname = listener.addr.hostname;
    this.port = listener.addr.port;
  }

  async accept(): Promise<Transport | null> {
    for (let waitMs = ACCEPT_MIN_WAIT_MS; !this.#closed; waitMs = Math.min(waitMs * 2, ACCEPT_MAX_WAIT_MS)) {
      try {
        const conn = await this.#listener.accept();
        if (!this.#closed) return new DenoTransport(conn);
        conn.close();
      } catch {
        if (!this.#closed) await this.#wait(waitMs);
      }
    }
    return null;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWaiting();
    this.#listener.close();
  }

  #wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#stopWaiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function closedHere(peer: string, cause?: unknown): PipeError {
  return new PipeError("closed", `the connection with ${peer} was closed at this end`, { cause });
}

function dialFailure(error: unknown): DialFailure {
  const { errors } = deno();
  if (error instanceof errors.ConnectionRefused) return "refused";
  if (isUnknownHost(error)) return "unknown-host";
  if (error instanceof errors.NotCapable || error instanceof errors.PermissionDenied) return "not-permitted";
  const unreachable = ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN", "ETIMEDOUT", "EADDRNOTAVAIL"];
  return unreachable.includes(codeOf(error)) || error instanceof errors.TimedOut ? "unreachable" : "other";
}

function listenFailure(error: unknown): ListenFailure {
  const { errors } = deno();
  if (error instanceof errors.AddrInUse) return "in-use";
  if (error instanceof errors.AddrNotAvailable) return "not-available";
  if (error instanceof errors.NotCapable || error instanceof errors.PermissionDenied) return "not-permitted";
  return isUnknownHost(error) ? "unknown-host" : "other";
}

/**
 * Deno gives failed look-ups no class and no code, so this reads the text of the standard library of Rust: its
 * own sentence on Unix, the number of WSAHOST_NOT_FOUND and its like on Windows. A name that no look-up would
 * take is a `URIError`.
 */
function isUnknownHost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof URIError || /failed to lookup address|os error 1100[1-4]/.test(error.message);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
