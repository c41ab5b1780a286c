/** TCP on Deno: `Deno.connect` and `Deno.listen` behind the transport interfaces. */

import {
  brokenPipe,
  busyForTls,
  busyPipe,
  checkAddress,
  closedPipe,
  DialError,
  type DialFailure,
  hostAndPort,
  ListenError,
  type ListenFailure,
} from "../transport/errors.ts";
import type { Listener, PeerTls, TlsAcceptor } from "../transport/accepted.ts";
import type { DialOptions, StartTlsOptions, Transport } from "../transport/transport.ts";
import { listenOn } from "./all_addresses.ts";
import { deno } from "./deno_global.ts";
import { ReadSize, STREAM_READ_BYTES } from "./read_size.ts";
import type { ListenOptions } from "./types.ts";

/** Peers that may wait in the system: as on Node, see `node_tcp.ts`. */
const MAX_WAITING_PEERS = 4096;

/** Waits between failed accepts, as in nats-server (ACCEPT_MIN_SLEEP, ACCEPT_MAX_SLEEP): it may be out of files. */
const ACCEPT_MIN_WAIT_MS = 10;
const ACCEPT_MAX_WAIT_MS = 1000;

/**
 * Connects over TCP, without delaying small writes.
 *
 * @throws {DialError} when the connection, or TLS on it, cannot be made; the signal's reason when it was aborted.
 */
export async function dialTcp(options: DialOptions): Promise<Transport> {
  const { hostname, signal, tls } = options;
  const transport = await dialPlain(options);
  if (tls?.handshakeFirst !== true) return transport;
  const serverName = options.serverName ?? hostname;
  await transport.startTls({ serverName, tls, ...(signal && { signal }) });
  return transport;
}

async function dialPlain({ hostname, port, signal }: DialOptions): Promise<DenoTransport> {
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
  return listenOn(options, (at) => new Promise((resolve) => resolve(listen(at, options.hostname))));
}

function listen({ hostname, port }: ListenOptions, asked: string): Listener {
  checkAddress(hostname, port, 0);
  try {
    // What was not asked for is not asked of the user either, where Deno has to have permission.
    if (hostname !== asked) requirePermission(hostname, port);
    return new DenoListener(deno().listen({ hostname, port, tcpBacklog: MAX_WAITING_PEERS }), asked);
  } catch (cause) {
    throw new ListenError(listenFailure(cause), hostname, port, { cause });
  }
}

function requirePermission(hostname: string, port: number): void {
  const { state } = deno().permissions.querySync({ name: "net", host: hostAndPort(hostname, port) });
  if (state !== "granted") throw new (deno().errors.NotCapable)(`no permission to listen on ${hostname}`);
}

/** A TCP connection, perhaps with TLS on it, read with one buffer that grows and shrinks with the traffic. */
class DenoTransport implements Transport {
  /** As it was made; TLS takes it over. */
  readonly #tcp: Deno.TcpConn;
  #conn: Deno.TcpConn | Deno.TlsConn;
  /** What does all the work where TLS goes through `node:tls`. */
  #over: Transport | null = null;
  #tls: "none" | "starting" | "on" = "none";
  readonly #serverTls: ServerTls | undefined;
  readonly #size = new ReadSize(STREAM_READ_BYTES);
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #reading = false;
  #writing: Promise<void> | null = null;
  #state: "open" | "ended" | "closed" = "open";

  /** Takes the connection, and of an accepted one what TLS takes. */
  constructor(conn: Deno.TcpConn, serverTls?: ServerTls) {
    this.#serverTls = serverTls;
    this.#tcp = conn;
    this.#conn = conn;
    try {
      conn.setNoDelay(true);
    } catch {
      // The peer may be gone already, and the first read tells that better.
    }
  }

  get peer(): string {
    const { hostname, port } = this.#tcp.remoteAddr;
    return hostAndPort(hostname, port);
  }

  get encrypted(): boolean {
    return this.#tls === "on";
  }

  async startTls(options: StartTlsOptions): Promise<void> {
    const { signal, tls } = options;
    this.#beginTls();
    if (signal?.aborted) {
      this.close();
      throw signal.reason;
    }
    const aborted = () => this.close();
    signal?.addEventListener("abort", aborted, { once: true });
    try {
      // What only TLS needs is loaded with the first handshake: most of the time to import natwire is that of its files.
      const { needsNodeTls, secureConn } = await import("./deno_tls.ts");
      if (needsNodeTls(tls)) {
        const { secureTransport } = await import("./tls_over.ts");
        this.#over = await secureTransport(this.#below(), this.#tcp.remoteAddr, options);
      } else {
        await secureConn(this.#tcp, options, (conn) => {
          this.#conn = conn;
          if (this.#isClosed()) conn.close();
        });
      }
      if (this.#isClosed()) throw closedPipe(this.peer);
      this.#tls = "on";
    } catch (error) {
      const closed = this.#isClosed();
      this.#state = "closed";
      this.#over?.close();
      if (signal?.aborted) throw signal.reason;
      throw closed ? closedPipe(this.peer, error) : error;
    } finally {
      signal?.removeEventListener("abort", aborted);
    }
  }

  async acceptTls(
    acceptor: TlsAcceptor,
    options: { first?: Uint8Array; signal?: AbortSignal },
  ): Promise<PeerTls> {
    if (this.#serverTls === undefined) throw busyForTls(this.peer);
    this.#beginTls();
    try {
      const { acceptTransport } = await this.#serverTls();
      if (this.#isClosed()) throw closedPipe(this.peer);
      const { transport, peer } = await acceptTransport(this.#below(), acceptor, options);
      this.#over = transport;
      if (this.#isClosed()) throw closedPipe(this.peer);
      this.#tls = "on";
      return peer;
    } catch (error) {
      const closed = this.#isClosed();
      this.close();
      this.#over?.close();
      throw closed ? closedPipe(this.peer, error) : error;
    }
  }

  #beginTls(): void {
    if (this.#state === "closed") throw closedPipe(this.peer);
    if (this.#tls !== "none" || this.#reading || this.#writing !== null || this.#state !== "open") {
      throw busyForTls(this.peer);
    }
    this.#tls = "starting";
  }

  /** What TLS of Node runs on: it owns the connection from here on, and `close` closes it. */
  #below(): Transport {
    return this.#over = new DenoTransport(this.#tcp);
  }

  // `conn.read` was measured against a BYOB reader on `conn.readable`: as fast for streams, cheaper for small
  // reads, and it leaves the buffer with us, where a reader takes it away at every call.
  async read(): Promise<Uint8Array | null> {
    if (this.#state === "closed") return null;
    if (this.#reading || this.#tls === "starting") {
      throw busyPipe(this.peer, "read from");
    }
    if (this.#over !== null) return await this.#over.read();
    if (this.#buffer.length !== this.#size.bytes) this.#buffer = new Uint8Array(this.#size.bytes);
    this.#reading = true;
    try {
      const count = await this.#conn.read(this.#buffer);
      if (count === null || this.#isClosed()) return null;
      this.#size.note(count);
      return this.#buffer.subarray(0, count);
    } catch (cause) {
      if (this.#isClosed()) return null;
      if (this.encrypted) {
        const { encryptedReadFailed } = await import("./tls_failure.ts");
        throw encryptedReadFailed(this.peer, cause, false);
      }
      throw brokenPipe(this.peer, "reading", cause);
    } finally {
      this.#reading = false;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state !== "open") throw closedPipe(this.peer);
    if (this.#writing !== null || this.#tls === "starting") {
      throw busyPipe(this.peer, "write to");
    }
    if (this.#over !== null) return await this.#over.write(bytes);
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
      if (this.#isClosed()) throw closedPipe(this.peer, cause);
      throw brokenPipe(this.peer, "writing", cause);
    }
  }

  async end(): Promise<void> {
    if (this.#over !== null) return await this.#over.end();
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
    if (this.#over !== null) return this.#over.close();
    // Cancels the pending read, the pending write and the handshake. What TLS has used up is closed there.
    try {
      this.#conn.close();
    } catch (error) {
      if (this.#tls !== "starting") throw error;
    }
  }

  /** Asked after an await, where the compiler would still believe the state of before. */
  #isClosed(): boolean {
    return this.#state === "closed";
  }
}

/** Loads what only accepted connections need, and that with the first handshake: a client's bundle has none of it. */
type ServerTls = () => Promise<typeof import("./tls_accept.ts")>;

const serverTls: ServerTls = () => import("./tls_accept.ts");

class DenoListener implements Listener {
  readonly hostname: string;
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  #closed = false;
  #stopWaiting: () => void = () => {};

  constructor(listener: Deno.TcpListener, asked: string) {
    this.#listener = listener;
    this.hostname = listener.addr.hostname === "::" ? asked : listener.addr.hostname;
    this.port = listener.addr.port;
  }

  async accept(): Promise<Transport | null> {
    for (let waitMs = ACCEPT_MIN_WAIT_MS; !this.#closed; waitMs = Math.min(waitMs * 2, ACCEPT_MAX_WAIT_MS)) {
      try {
        const conn = await this.#listener.accept();
        if (!this.#closed) return new DenoTransport(conn, serverTls);
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
