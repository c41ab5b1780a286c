/** TCP on Node: dialling and listening with `node:net`. */

import type { Server, Socket, SocketConstructorOpts } from "node:net";
import {
  checkAddress,
  DialError,
  type DialFailure,
  hostAndPort,
  ListenError,
  type ListenFailure,
} from "../transport/errors.ts";
import type { Listener } from "../transport/accepted.ts";
import type { DialOptions, Transport } from "../transport/transport.ts";
import { listenOn } from "./all_addresses.ts";
import { nodeNet } from "./node_global.ts";
import { ignoreError, NodeTransport, TwoBuffers } from "./node_socket.ts";
import type { ListenOptions } from "./types.ts";

/**
 * Peers that may wait, in the system and for `accept`; later ones are hung up on. It is the most that Linux allows, and
 * what Go asks for: when thousands come back at once, Node's own 511 leaves some of them to try for a minute.
 */
const MAX_WAITING_PEERS = 4096;

/**
 * Connects over TCP, without delaying small writes.
 *
 * @throws {DialError} when the connection, or TLS on it, cannot be made; the signal's reason when it was aborted.
 */
export async function dialTcp(options: DialOptions): Promise<Transport> {
  const transport = await dialPlain(options);
  const { hostname, signal, tls } = options;
  if (tls?.handshakeFirst !== true) return transport;
  const serverName = options.serverName ?? hostname;
  await transport.startTls({ serverName, tls, ...(signal && { signal }) });
  return transport;
}

function dialPlain({ hostname, port, signal }: DialOptions): Promise<NodeTransport> {
  checkAddress(hostname, port, 1);
  signal?.throwIfAborted();
  const buffers = new TwoBuffers();
  return new Promise((resolve, reject) => {
    const socket = nodeNet().connect({
      host: hostname,
      port,
      noDelay: true,
      allowHalfOpen: true,
      // Reading into buffers of our own was measured 1.5 times as fast as 'data' events, and sheds no garbage.
      onread: buffers.onread(),
    });
    const aborted = () => {
      socket.destroy();
      reject(signal?.reason);
    };
    const failed = (cause: Error) => {
      signal?.removeEventListener("abort", aborted);
      reject(new DialError(dialFailure(cause), hostname, port, { cause }));
    };
    signal?.addEventListener("abort", aborted, { once: true });
    // Stays for good: an error after the abort must find a listener too.
    socket.once("error", failed).on("error", ignoreError);
    socket.once("connect", () => {
      signal?.removeEventListener("abort", aborted);
      socket.off("error", failed);
      // A socket that is asked for its peer keeps the answer.
      const peer = nodeNet().isIP(hostname) === 0 ? {} : { peer: hostAndPort(hostname, port) };
      const transport = new NodeTransport(socket, { buffers, ...peer });
      // It listens to errors from now on.
      socket.off("error", ignoreError);
      resolve(transport);
    });
  });
}

/**
 * Opens a TCP port.
 *
 * @throws {ListenError} when the port cannot be opened.
 */
export function listenTcp(options: ListenOptions): Promise<Listener> {
  return listenOn(options, (at) => listen(at, options.hostname));
}

async function listen({ hostname, port }: ListenOptions, asked: string): Promise<Listener> {
  checkAddress(hostname, port, 0);
  const server = nodeNet().createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
  const listener = new NodeListener(server, asked);
  await new Promise<void>((resolve, reject) => {
    const failed = (cause: Error) => reject(new ListenError(listenFailure(cause), hostname, port, { cause }));
    server.once("error", failed);
    server.listen({ host: hostname, port, backlog: MAX_WAITING_PEERS }, () => {
      server.off("error", failed);
      resolve();
    });
  });
  // Later errors are accepts that failed, as when files run out; the next one may succeed.
  server.on("error", () => {});
  return listener;
}

const serverTls = () => import("./server_tls.ts");

class NodeListener implements Listener {
  readonly #server: Server;
  readonly #asked: string;
  readonly #arrived: Socket[] = [];
  readonly #acceptors: ((peer: Transport | null) => void)[] = [];
  #closed = false;

  constructor(server: Server, asked: string) {
    this.#server = server;
    this.#asked = asked;
    server.on("connection", (socket: Socket) => this.#take(socket));
  }

  get hostname(): string {
    const { address } = this.#address();
    return address === "::" ? this.#asked : address;
  }

  get port(): number {
    return this.#address().port;
  }

  accept(): Promise<Transport | null> {
    if (this.#closed) return Promise.resolve(null);
    for (let socket = this.#arrived.shift(); socket !== undefined; socket = this.#arrived.shift()) {
      if (!socket.destroyed) return Promise.resolve(transportOf(socket));
    }
    return new Promise((resolve) => this.#acceptors.push(resolve));
  }

  close(): void {
    if (this.#closed) return;
    this.#address();
    this.#closed = true;
    this.#server.close();
    for (const socket of this.#arrived.splice(0)) socket.destroy();
    for (const acceptor of this.#acceptors.splice(0)) acceptor(null);
  }

  #take(socket: Socket): void {
    const acceptor = this.#acceptors.shift();
    if (acceptor !== undefined) return acceptor(transportOf(socket));
    if (this.#closed || this.#arrived.length >= MAX_WAITING_PEERS) {
      socket.destroy();
      return;
    }
    // A peer that breaks off while it waits is noticed by whoever accepts it.
    socket.on("error", () => {});
    this.#arrived.push(socket);
  }

  /** Kept once known, because a closed server has no address any more. */
  #known: { address: string; port: number } | undefined;

  #address(): { address: string; port: number } {
    if (this.#known === undefined) {
      const address = this.#server.address();
      if (address === null || typeof address === "string") throw new Error("a TCP server has a TCP address");
      this.#known = address;
    }
    return this.#known;
  }
}

/**
 * An accepted socket as a transport. Node lets only those who dial say where to read to, and gives a fresh buffer of 64
 * KiB for each read of an accepted socket, which took a fifth of the processor time of a server at 16 KiB. So a socket
 * that reads into our buffers takes over its handle, where it has one.
 */
function transportOf(accepted: Socket): NodeTransport {
  const { _handle: handle } = accepted as unknown as { _handle?: object | null };
  if (!handle || accepted.destroyed) return new NodeTransport(accepted, { serverTls });
  const buffers = new TwoBuffers();
  const options: SocketConstructorOpts & { handle: object; pauseOnCreate: boolean } = {
    handle,
    onread: buffers.onread(),
    allowHalfOpen: true,
    pauseOnCreate: true,
    readable: true,
    writable: true,
  };
  return new NodeTransport(new (nodeNet().Socket)(options), { buffers, serverTls });
}

function dialFailure(error: unknown): DialFailure {
  switch (codeOf(error)) {
    case "ECONNREFUSED":
      return "refused";
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EAI_NONAME":
    case "EAI_NODATA":
      return "unknown-host";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ENETDOWN":
    case "EHOSTDOWN":
    case "ETIMEDOUT":
    case "EADDRNOTAVAIL":
      return "unreachable";
    case "EACCES":
    case "EPERM":
    case "ERR_ACCESS_DENIED":
      return "not-permitted";
    default:
      return "other";
  }
}

function listenFailure(error: unknown): ListenFailure {
  if (codeOf(error) === "EADDRINUSE") return "in-use";
  if (codeOf(error) === "EADDRNOTAVAIL") return "not-available";
  const failure = dialFailure(error);
  return failure === "not-permitted" || failure === "unknown-host" ? failure : "other";
}

/** The code of an error, or of the first of several where Node tried several addresses. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: unknown[] };
  if (typeof code === "string") return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : "";
}
