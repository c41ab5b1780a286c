/** Hashes, made synchronously: Node's crypto, which Deno has too. */

import type nodeProcess from "node:process";

/** The SHA-256 of a text in UTF-8, in hex. */
export function sha256(text: string): string {
  const process = globalThis.process as typeof nodeProcess;
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex");
}
