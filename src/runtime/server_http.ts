/** A small HTTP/1 server on what `listenTcp` accepts: `GET` and `HEAD`, and nothing that a client can make wait. */

import type { AcceptedTransport, Listener, TlsAcceptor } from "../transport/accepted.ts";

import { Deadline } from "./deadline.ts";
import {
  answerHead,
  BadRequest,
  errorAnswer,
  headerHolds,
  HeadReader,
  type RequestHead,
} from "./server_http_head.ts";
import type { HttpHandler, HttpListener, HttpListenOptions, ListenOptions } from "./types.ts";

/** How long a client may take for TLS and for a request. [nats-server server.go, the timeouts of Go's http.Server] */
const REQUEST_MS = 10_000;

/** How long a connection may stay open without a request: longer than the time between two looks at a dashboard. */
const IDLE_MS = 60_000;

/** How long a client may take to read an answer. */
const ANSWER_MS = 30_000;

/** Connections at a time; later ones are hung up on. */
const MAX_CONNECTIONS = 1000;

/**
 * Serves HTTP, or HTTPS where there is `tls`.
 *
 * @param listenTcp the runtime's.
 * @throws {ListenError} when the port cannot be opened.
 */
export async function serveHttp(
  listenTcp: (options: ListenOptions) => Promise<Listener>,
  options: HttpListenOptions,
  handler: HttpHandler,
): Promise<HttpListener> {
  const listener = await listenTcp({ hostname: options.hostname, port: options.port });
  const open = new Map<AcceptedTransport, Promise<void>>();
  const accepting = (async () => {
    for (let peer = await listener.accept(); peer !== null; peer = await listener.accept()) {
      const transport = peer;
      if (open.size >= MAX_CONNECTIONS) transport.close();
      else open.set(transport, serve(transport, options.tls, handler).finally(() => open.delete(transport)));
    }
  })();
  return {
    hostname: listener.hostname,
    port: listener.port,
    close: async () => {
      listener.close();
      await accepting;
      const ending = [...open];
      for (const [transport] of ending) transport.close();
      await Promise.all(ending.map(([, done]) => done));
    },
  };
}

/** Answers the requests on one connection; never throws. */
async function serve(
  transport: AcceptedTransport,
  tls: TlsAcceptor | undefined,
  handler: HttpHandler,
): Promise<void> {
  const deadline = new Deadline(transport);
  try {
    deadline.set(REQUEST_MS);
    if (tls !== undefined) await transport.acceptTls!(tls, { signal: deadline.signal });
    const reader = new HeadReader(transport);
    for (let more = true; more;) {
      const request = await reader.next();
      if (request === null) break;
      deadline.clear();
      more = await answer(transport, request, handler, deadline);
      deadline.set(reader.waiting > 0 ? REQUEST_MS : IDLE_MS);
    }
    deadline.set(ANSWER_MS);
    await transport.end();
  } catch (error) {
    deadline.set(ANSWER_MS);
    if (error instanceof BadRequest) await sendQuietly(transport, errorAnswer(error.status));
    // Otherwise the client is gone, or takes no more.
  } finally {
    deadline.clear();
    transport.close();
  }
}

/** Answers one request; true where another one may follow. */
async function answer(
  transport: AcceptedTransport,
  request: RequestHead,
  handler: HttpHandler,
  deadline: Deadline,
): Promise<boolean> {
  const { method, path, query, headers } = request;
  if (method !== "GET" && method !== "HEAD") {
    deadline.set(ANSWER_MS);
    await transport.write(bytesOf(errorAnswer(405, { "Allow": "GET, HEAD" })));
    return false;
  }
  let text: string;
  let more = keepsAlive(request);
  try {
    const answer = await handler({ method, path, query: new URLSearchParams(query), headers });
    const body = bytesOf(answer.body);
    const head = answerHead(answer.status, {
      ...answer.headers,
      "Date": new Date().toUTCString(),
      "Content-Length": String(body.length),
      ...(more ? {} : { "Connection": "close" }),
    });
    text = method === "HEAD" ? head : head + answer.body;
  } catch {
    text = errorAnswer(500);
    more = false;
  }
  deadline.set(ANSWER_MS);
  await transport.write(bytesOf(text));
  return more;
}

/** Whether the client may send another request behind this one; not where a body would come first. */
function keepsAlive({ minor, headers }: RequestHead): boolean {
  if (headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0") return false;
  if (headerHolds(headers["connection"], "close")) return false;
  return minor === 1;
}

async function sendQuietly(transport: AcceptedTransport, text: string): Promise<void> {
  try {
    await transport.write(bytesOf(text));
    await transport.end();
  } catch {
    // Nobody is there to be told.
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
