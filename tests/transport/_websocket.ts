/** WebSockets for the tests: a server by the package `ws`, and sockets of the runtime or, where it has none, of `ws`. */

import { WebSocket as WsSocket, WebSocketServer } from "ws";
import type { OpenedWebSocket } from "../../src/transport/websocket.ts";

/** Opens a WebSocket: the runtime's own, or that of `ws` on Node 20. */
export function openWebSocket(url: string): OpenedWebSocket {
  const Socket = globalThis.WebSocket ?? WsSocket;
  return { socket: new Socket(url) as WebSocket, encrypted: url.startsWith("wss:") };
}

/** Opens one of `ws`, which can be told to compress, and drops the connection at once when it is closed. */
export function openByWs(url: string, compression: boolean): OpenedWebSocket {
  const perMessageDeflate = compression && { threshold: 0 };
  return { socket: new WsSocket(url, { perMessageDeflate }) as WebSocket, encrypted: url.startsWith("wss:") };
}

/** The server's end of a WebSocket. */
export interface ServedWebSocket {
  /** The socket; open. */
  readonly socket: WebSocket;
  /** The path and query that were asked for. */
  readonly path: string;
}

/** A WebSocket server on a free port of 127.0.0.1. */
export interface TestWebSocketServer {
  /** Its port. */
  readonly port: number;
  /** Waits for the next socket. */
  accept(): Promise<ServedWebSocket>;
  /** Stops listening; the sockets that are there live on. */
  stop(): void;
  /** Drops all sockets, stops, and waits until that is done. */
  close(): Promise<void>;
}

/** What is used of the server of `ws`, which has no types. */
interface WsServer {
  readonly clients: Set<{ terminate(): void }>;
  address(): { port: number };
  on(event: "connection", handler: (socket: WebSocket, request: { url?: string }) => void): void;
  once(event: "listening" | "error", handler: (error?: Error) => void): void;
  close(done: () => void): void;
}

/** Starts a server. */
export async function serveWebSockets(): Promise<TestWebSocketServer> {
  const server: WsServer = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  const arrived: ServedWebSocket[] = [];
  const waiting: ((socket: ServedWebSocket) => void)[] = [];
  server.on("connection", (socket, { url = "" }) => {
    const served = { socket, path: url };
    const acceptor = waiting.shift();
    if (acceptor === undefined) arrived.push(served);
    else acceptor(served);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", () => resolve());
    server.once("error", reject);
  });
  return {
    port: server.address().port,
    accept: () => {
      const served = arrived.shift();
      return served === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(served);
    },
    stop: () => server.close(() => {}),
    close: () => {
      for (const client of server.clients) client.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
