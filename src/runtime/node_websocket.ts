/** WebSockets on Node: its own from Node 22 on, before that those of the package `ws`. */

import { InvalidOperationError } from "../errors.ts";
import { requirePackage } from "./node_packages.ts";

/** What is used of `ws`. */
interface WsPackage {
  WebSocket: new (url: string, options: { perMessageDeflate: boolean }) => WebSocket;
}

/**
 * What opens a WebSocket; its events tell what comes of it.
 *
 * @throws {InvalidOperationError} where Node has none and `ws` is not installed.
 */
export function webSocketOpener(): (url: string) => WebSocket {
  if (globalThis.WebSocket !== undefined) return (url) => new WebSocket(url);
  const ws = wsPackage();
  // Small messages in their thousands grow slower with it, and the server takes it only where it is told to.
  return (url) => new ws.WebSocket(url, { perMessageDeflate: false });
}

function wsPackage(): WsPackage {
  try {
    return requirePackage({ name: "ws", versions: "^8.0.0" }) as WsPackage;
  } catch (cause) {
    throw new InvalidOperationError(
      "this Node has no WebSocket of its own: run `npm install ws`, or take Node 22 or later",
      { cause },
    );
  }
}
