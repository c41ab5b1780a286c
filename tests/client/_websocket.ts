/** A real nats-server that is reached over WebSocket. */

import { WebSocket as WsSocket } from "ws";
import type { WsSocketFactory } from "../../mod.ts";
import { type RunningNatsServer, startNatsServer } from "../_nats_server.ts";

/** A running nats-server with a port for WebSockets. */
export interface WebSocketNatsServer extends RunningNatsServer {
  /** Its port for WebSockets. */
  readonly webSocketPort: number;
}

/** How it is set up. */
export interface WebSocketConfig {
  /** For the whole server. */
  config?: string;
  /** For the port of WebSockets; any free one without TLS by default. */
  webSocket?: string;
}

/** Starts the nats-server at this path. */
export async function startWebSocketServer(
  path: string,
  options: WebSocketConfig,
): Promise<WebSocketNatsServer> {
  const { config = "", webSocket = "port: -1, no_tls: true" } = options;
  const server = await startNatsServer({
    path,
    config: `${config}\nwebsocket { host: 127.0.0.1, ${webSocket} }\n`,
  });
  const [, port] = server.log().match(/Listening for websocket clients on wss?:\/\/\S+:(\d+)/) ?? [];
  if (port !== undefined) return { ...server, webSocketPort: Number(port) };
  await server.close();
  throw new Error(`nats-server does not listen for WebSockets:\n${server.log()}`);
}

/** Opens WebSockets by the package `ws`, which takes certificates and headers where W3C WebSockets do not. */
export function wsPackageFactory(
  options: { ca?: string; headers?: Record<string, string> },
): WsSocketFactory {
  return (url) =>
    Promise.resolve({
      socket: new WsSocket(url, { perMessageDeflate: false, ...options }) as WebSocket,
      encrypted: url.startsWith("wss:"),
    });
}
