/** Diagnostics channels: those of Node, which Deno has too. */

import { nodeChannels } from "./node_global.ts";
import type { Channel, TracingChannel } from "./types.ts";

/** The channel of this name. */
export function channel(name: string): Channel {
  return nodeChannels().channel(name);
}

/** The channels `tracing:<name>:start`, `end`, `asyncStart`, `asyncEnd` and `error` together. */
export function tracing(name: string): TracingChannel {
  // The types that come with Deno and with Node 20 do not know of `hasSubscribers`; both have it.
  return nodeChannels().tracingChannel(name) as unknown as TracingChannel;
}
