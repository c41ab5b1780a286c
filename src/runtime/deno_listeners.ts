/** The listeners for HTTP and WebSockets, on Deno. See `types.ts` for what each name does. */

import { listenTcp } from "./deno_tcp.ts";
import { type Listeners, listenersOn } from "./server_listeners.ts";

const listeners: Listeners = listenersOn(listenTcp);

/** Serves HTTP. */
export const listenHttp: Listeners["listenHttp"] = listeners.listenHttp;

/** Opens a port for WebSockets. */
export const listenWebSocket: Listeners["listenWebSocket"] = listeners.listenWebSocket;
