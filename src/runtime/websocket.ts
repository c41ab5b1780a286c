/** WebSockets where the runtime has them: Deno, browsers and workers. */

import { InvalidOperationError } from "../errors.ts";

/**
 * What opens a WebSocket; its events tell what comes of it.
 *
 * @throws {InvalidOperationError} where the runtime has none.
 */
export function webSocketOpener(): (url: string) => WebSocket {
  if (globalThis.WebSocket === undefined) {
    throw new InvalidOperationError("this runtime has no WebSocket: hand over one by the option 'wsFactory'");
  }
  return (url) => new WebSocket(url);
}
