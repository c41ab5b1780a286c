/** What only servers need, loaded when first asked for: most of the time to import natwire is that of its files. */

import type { TlsAcceptorOptions } from "../transport/tls_options.ts";
import type { Listener, TlsAcceptor } from "../transport/transport.ts";
import type {
  HttpHandler,
  HttpListener,
  HttpListenOptions,
  ListenOptions,
  RuntimeModule,
  WebSocketListenOptions,
} from "./types.ts";

/** The listeners that are made of those for TCP. */
export type Listeners = Pick<RuntimeModule, "listenHttp" | "listenWebSocket">;

/** Makes the listeners of a runtime from its `listenTcp`. See `types.ts` for what each one does. */
export function listenersOn(listenTcp: (options: ListenOptions) => Promise<Listener>): Listeners {
  return {
    listenHttp: async (options: HttpListenOptions, handler: HttpHandler): Promise<HttpListener> => {
      const { serveHttp } = await import("./server_http.ts");
      return await serveHttp(listenTcp, options, handler);
    },
    listenWebSocket: async (options: WebSocketListenOptions): Promise<Listener> => {
      const { serveWebSockets } = await import("./server_websocket.ts");
      return await serveWebSockets(listenTcp, options);
    },
  };
}

/** Reads certificates and keys, and checks them. See `types.ts`. */
export async function tlsAcceptor(options: TlsAcceptorOptions): Promise<TlsAcceptor> {
  const { makeTlsAcceptor } = await import("./server_tls.ts");
  return await makeTlsAcceptor(options);
}
