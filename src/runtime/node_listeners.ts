/** The listeners for HTTP and WebSockets, on Node. See `types.ts` for what each name does. */

import { listenTcp } from "./node_tcp.ts";
import { listenHttpOn, listenWebSocketOn } from "./server_listeners.ts";
import type { RuntimeModule } from "./types.ts";

/** Serves HTTP. */
export const listenHttp: RuntimeModule["listenHttp"] = (options, handler) =>
  listenHttpOn(listenTcp, options, handler);

/** Opens a port for WebSockets. */
export const listenWebSocket: RuntimeModule["listenWebSocket"] = (options) =>
  listenWebSocketOn(listenTcp, options);
