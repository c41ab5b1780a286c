/** `wsconnect`: a connection over WebSocket. */

import { webSocketOpener } from "#runtime";
import { InvalidArgumentError } from "../errors.ts";
import type { OpenedWebSocket } from "../transport/websocket.ts";
import { withoutNulls } from "./checks.ts";
import { type Dial, open, ownDial } from "./open.ts";
import { machineOptions } from "./options.ts";
import type { ConnectionOptions, NatsConnection } from "./types.ts";

/** Makes the WebSocket of each dial: the application's own, with headers or a proxy say. */
export interface WsSocketFactory {
  /** Gives a socket that is opening, and whether its bytes travel encrypted. */
  (url: string, options: ConnectionOptions): Promise<{ socket: WebSocket; encrypted: boolean }>;
}

/** How to connect over WebSocket. */
export interface WsConnectionOptions extends ConnectionOptions {
  /** Makes the WebSockets instead of the runtime. */
  wsFactory?: WsSocketFactory | undefined;
}

/**
 * Connects to a NATS server over WebSocket.
 *
 * Servers are `ws://host:port/path` or `wss://host:port/path`, where `http`, `nats` and `https`, `tls` mean the
 * same; without a scheme `wss` is meant, and without a port 80 for `ws` and 443 for `wss`.
 *
 * A WebSocket cannot be paused: where reading is held back (the policy `pause`), what comes meanwhile gathers in
 * memory, and past 64 MiB the connection is dropped and made again.
 *
 * ```ts
 * const nc = await wsconnect({ servers: "wss://nats.example.com/ws" });
 * nc.publish("foo.bar", "hello");
 * await nc.drain();
 * ```
 *
 * @throws {InvalidArgumentError} for an option that cannot be; `tls` and `resolve` are the runtime's matter here.
 * @throws {InvalidOperationError} where the runtime has no WebSocket and the package `ws` is not installed.
 * @throws {ConnectionError} `CONNECTION`, `NOT_NATS`, ... when no server could be connected to.
 * @throws {AuthorizationError} when the server refuses the credentials.
 * @throws {TimeoutError} `CONNECT_TIMEOUT` when no handshake was complete within `timeout`.
 */
export async function wsconnect(options: WsConnectionOptions = {}): Promise<NatsConnection> {
  options = withoutNulls(options);
  if (options.tls) {
    throw InvalidArgumentError.format("tls", "is not configurable on w3c websocket connections");
  }
  if (options.resolve) {
    throw InvalidArgumentError.format("resolve", "is not supported in the current runtime");
  }
  const machine = machineOptions(options, "natwire.ws", { webSocket: true });
  return await open(machine, { dial: ownDial(options) ?? webSocketDial(opener(options)) }, options);
}

/** Dials; what that takes is loaded with the first dial, as most programs never do that. */
function webSocketDial(open: Opener): Dial {
  return async (to) => {
    const { dialWebSocket } = await import("../transport/websocket.ts");
    return await dialWebSocket(to, open);
  };
}

/** Opens a socket. */
type Opener = (url: string) => OpenedWebSocket | Promise<OpenedWebSocket>;

/** What opens the sockets of this connection. */
function opener(options: WsConnectionOptions): Opener {
  const { wsFactory } = options;
  if (wsFactory !== undefined) {
    if (typeof wsFactory !== "function") throw new TypeError("'wsFactory' must be a function");
    return (url) => wsFactory(url, options);
  }
  const open = webSocketOpener();
  return (url) => ({ socket: open(url), encrypted: /^wss:/i.test(url) });
}
