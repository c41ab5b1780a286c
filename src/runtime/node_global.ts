/** Node's built-in modules, fetched when first used, or one sentence where there are none. */

import type * as channels from "node:diagnostics_channel";
import type * as fs from "node:fs/promises";
import type * as net from "node:net";
import type nodeProcess from "node:process";
import type stream from "node:stream";
import type * as timers from "node:timers";
import type * as tls from "node:tls";
import type * as zlib from "node:zlib";

/**
 * Node's process object, asked for at each use so that loading the module costs nothing elsewhere.
 *
 * @throws {Error} on runtimes that do not offer Node's built-in modules.
 */
export function node(): typeof nodeProcess {
  const found = globalThis.process as typeof nodeProcess | undefined;
  if (typeof found?.getBuiltinModule !== "function") {
    throw new Error("this build of natwire runs on Node 20.19 or later; on Deno, use jsr:@natwire/natwire");
  }
  return found;
}

/** Node's sockets. */
export function nodeNet(): typeof net {
  return node().getBuiltinModule("node:net");
}

/** Node's TLS. */
export function nodeTls(): typeof tls {
  return node().getBuiltinModule("node:tls");
}

/** Node's streams. */
export function nodeStream(): typeof stream {
  return node().getBuiltinModule("node:stream");
}

/** Node's compression. */
export function nodeZlib(): typeof zlib {
  return node().getBuiltinModule("node:zlib");
}

/** Node's timers. */
export function nodeTimers(): typeof timers {
  return node().getBuiltinModule("node:timers");
}

/** Node's files. */
export function nodeFiles(): typeof fs {
  return node().getBuiltinModule("node:fs/promises");
}

/** Node's diagnostics channels. */
export function nodeChannels(): typeof channels {
  return node().getBuiltinModule("node:diagnostics_channel");
}
