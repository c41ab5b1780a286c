/**
 * A listener for WebSockets on what `listenTcp` accepts. The upgrade and the frames are read here: a package would
 * hand out whole messages only, which have no bound in NATS, and close with words of its own.
 */

import type * as crypto from "node:crypto";
import { InvalidArgumentError } from "../errors.ts";
import type { AcceptedTransport, Listener, PeerTls, UpgradeRequest } from "../transport/accepted.ts";

import { Deadline } from "./deadline.ts";
import { node } from "./node_global.ts";
import { BadRequest, errorAnswer, headerHolds, HeadReader, type RequestHead } from "./server_http_head.ts";
import { ServerWebSocket } from "./server_websocket_transport.ts";
import type { ListenOptions, WebSocketListenOptions } from "./types.ts";

/** How long the upgrade may take, TLS included, unless told otherwise. [nats-server DEFAULT_WS_HANDSHAKE_TIMEOUT] */
const HANDSHAKE_MS = 2000;

/** Upgrades at a time, and peers that may wait for `accept`; later ones are hung up on. */
const MAX_OPENING = 4096;
const MAX_WAITING = 511;

/** How large a compressed message may become unless told otherwise: the payload that servers take by default. */
const MAX_INFLATED_BYTES = 1024 * 1024;

/** What both sides mix into the key. [RFC 6455, 1.3] */
const KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** What stands in the answer to every upgrade that is refused. */
const VERSION = { "Sec-Websocket-Version": "13" };

const COMPRESSION = "permessage-deflate";

/** An upgrade that is refused: the status, and why, for logs. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

/**
 * Opens a port for WebSockets.
 *
 * @param listenTcp the runtime's.
 * @throws {InvalidArgumentError} when a header cannot be.
 * @throws {ListenError} when the port cannot be opened.
 */
export async function serveWebSockets(
  listenTcp: (options: ListenOptions) => Promise<Listener>,
  options: WebSocketListenOptions,
): Promise<Listener> {
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    const fits = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value);
    if (!fits) {
      throw InvalidArgumentError.format("headers", `holds ${JSON.stringify(name)}, which HTTP cannot carry`);
    }
  }
  return new WebSocketListener(await listenTcp({ hostname: options.hostname, port: options.port }), options);
}

class WebSocketListener implements Listener {
  readonly #inner: Listener;
  readonly #options: WebSocketListenOptions;
  readonly #opening = new Set<AcceptedTransport>();
  readonly #arrived: AcceptedTransport[] = [];
  readonly #acceptors: ((peer: AcceptedTransport | null) => void)[] = [];
  #closed = false;

  constructor(inner: Listener, options: WebSocketListenOptions) {
    this.#inner = inner;
    this.#options = options;
    void this.#run();
  }

  get hostname(): string {
    return this.#inner.hostname;
  }

  get port(): number {
    return this.#inner.port;
  }

  accept(): Promise<AcceptedTransport | null> {
    if (this.#closed) return Promise.resolve(null);
    const peer = this.#arrived.shift();
    if (peer !== undefined) return Promise.resolve(peer);
    return new Promise((resolve) => this.#acceptors.push(resolve));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#inner.close();
    for (const peer of [...this.#opening, ...this.#arrived.splice(0)]) peer.close();
    for (const acceptor of this.#acceptors.splice(0)) acceptor(null);
  }

  async #run(): Promise<void> {
    for (let peer = await this.#inner.accept(); peer !== null; peer = await this.#inner.accept()) {
      if (this.#opening.size < MAX_OPENING) void this.#open(peer);
      else peer.close();
    }
  }

  /** Does the upgrade; never throws. */
  async #open(below: AcceptedTransport): Promise<void> {
    this.#opening.add(below);
    const deadline = new Deadline(below);
    try {
      deadline.set(this.#options.handshakeTimeoutMs ?? HANDSHAKE_MS);
      const peer = await upgrade(below, this.#options, deadline.signal);
      deadline.signal.throwIfAborted();
      if (peer === null || this.#closed) below.close();
      else this.#hand(peer);
    } catch (error) {
      const why: unknown = deadline.signal.aborted ? deadline.signal.reason : error;
      if (!this.#closed) {
        this.#options.refused?.(below.peer, why instanceof Error ? why.message : String(why));
      }
      if (error instanceof Refused || error instanceof BadRequest) await refuse(below, error.status);
      below.close();
    } finally {
      deadline.clear();
      this.#opening.delete(below);
    }
  }

  #hand(peer: AcceptedTransport): void {
    const acceptor = this.#acceptors.shift();
    if (acceptor !== undefined) acceptor(peer);
    else if (this.#arrived.length < MAX_WAITING) this.#arrived.push(peer);
    else peer.close();
  }
}

/** Answers the request for a WebSocket; null where the client left before it was complete. */
async function upgrade(
  below: AcceptedTransport,
  options: WebSocketListenOptions,
  signal: AbortSignal,
): Promise<ServerWebSocket | null> {
  const tls = options.tls === undefined ? null : await below.acceptTls!(options.tls, { signal });
  const reader = new HeadReader(below);
  const head = await reader.next();
  if (head === null) return null;
  const request = check(head, tls, options);
  if (reader.waiting > 0) throw new Refused(400, "client sent data before handshake is complete");
  const { headers } = head;
  const compression = options.compression === true && offersCompression(headers["sec-websocket-extensions"]);
  const masked = headers["nats-no-masking"] !== "true";
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${answerTo(headers["sec-websocket-key"] ?? "")}`,
    ...(compression
      ? [`Sec-WebSocket-Extensions: ${COMPRESSION}; server_no_context_takeover; client_no_context_takeover`]
      : []),
    ...(masked ? [] : ["Nats-No-Masking: true"]),
    ...Object.entries(options.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  await below.write(new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`));
  return new ServerWebSocket(below, {
    upgrade: request,
    masked,
    compression,
    maxInflatedBytes: () => options.maxInflatedBytes ?? MAX_INFLATED_BYTES,
  });
}

/** In the order, and with the words, of nats-server. [websocket.go wsUpgrade] */
function check(
  { method, path, headers }: RequestHead,
  tls: PeerTls | null,
  options: WebSocketListenOptions,
): UpgradeRequest {
  const request: UpgradeRequest = { headers, path, tls };
  if (path.endsWith("/mqtt")) throw new Refused(404, "mqtt websocket endpoint not enabled");
  if (path.endsWith("/leafnode")) throw new Refused(404, "leafnode websocket endpoint not enabled");
  if (method !== "GET") throw new Refused(405, "request method must be GET");
  if (!headers["host"]) throw new Refused(400, "'Host' missing in request");
  if (!headerHolds(headers["upgrade"], "websocket")) {
    throw new Refused(400, "invalid value for header 'Upgrade'");
  }
  if (!headerHolds(headers["connection"], "Upgrade")) {
    throw new Refused(400, "invalid value for header 'Connection'");
  }
  const key = headers["sec-websocket-key"];
  if (!key) throw new Refused(400, "key missing");
  // Base64 of 16 bytes.
  if (!/^[A-Za-z0-9+/]{22}==$/.test(key)) throw new Refused(400, "invalid websocket key");
  if (!headerHolds(headers["sec-websocket-version"], "13")) throw new Refused(400, "invalid version");
  if (options.allows?.(request) === false) throw new Refused(403, "origin not allowed");
  return request;
}

/** Whether one of the offers is the compression; what the client wants of it, no context at all satisfies. */
function offersCompression(extensions: string | undefined): boolean {
  return (extensions ?? "").split(",").some((offer) => headerHolds(offer.split(";")[0], COMPRESSION));
}

function answerTo(key: string): string {
  const { createHash }: typeof crypto = node().getBuiltinModule("node:crypto");
  return createHash("sha1").update(key + KEY_SUFFIX).digest("base64");
}

async function refuse(below: AcceptedTransport, status: number): Promise<void> {
  try {
    await below.write(new TextEncoder().encode(errorAnswer(status, VERSION)));
    await below.end();
  } catch {
    // Nobody is there to be told.
  }
}
