/** What only servers need, loaded when first asked for: most of the time to import natwire is that of its files. */

import type { TlsAcceptorOptions } from "../transport/tls_options.ts";
import type { Listener, TlsAcceptor } from "../transport/accepted.ts";
import type {
  HttpHandler,
  HttpListener,
  HttpListenOptions,
  ListenOptions,
  WebSocketListenOptions,
} from "./types.ts";

/** The `listenTcp` of a runtime, of which the other listeners are made. */
type ListenTcp = (options: ListenOptions) => Promise<Listener>;

/** Makes the `listenHttp` of a runtime from its `listenTcp`. See `types.ts`. */
export async function listenHttpOn(
  listenTcp: ListenTcp,
  options: HttpListenOptions,
  handler: HttpHandler,
): Promise<HttpListener> {
  const { serveHttp } = await import("./server_http.ts");
  return await serveHttp(listenTcp, options, handler);
}

/** Makes the `listenWebSocket` of a runtime from its `listenTcp`. See `types.ts`. */
export async function listenWebSocketOn(
  listenTcp: ListenTcp,
  options: WebSocketListenOptions,
): Promise<Listener> {
  const { serveWebSockets } = await import("./server_websocket.ts");
  return await serveWebSockets(listenTcp, options);
}

/** Reads certificates and keys, and checks them. See `types.ts`. */
export async function tlsAcceptor(options: TlsAcceptorOptions): Promise<TlsAcceptor> {
  const { makeTlsAcceptor } = await import("./server_tls.ts");
  return await makeTlsAcceptor(options);
}
