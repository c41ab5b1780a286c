/** Standard error for a log, on Deno and on Node. See `types.ts` for what `writeLog` does. */

import { node } from "./node_global.ts";

/** Writes some of the bytes, and tells how many. */
export type Write = (bytes: Uint8Array) => number | Promise<number>;

/** How long a full pipe is left to its reader before the next try, ms. */
const FULL_PIPE_MS = 10;

/**
 * Standard error as a pipe, where it is one; null where not. It is written to at once, in a way that fails where its
 * reader is behind: nothing waits, so nothing is lost when the process is killed, and no thread is left waiting, with
 * which the process would not end. For that the pipe is opened as a file of our own, as the flag would be for all who
 * have the same.
 */
export function errPipe(): Write | null {
  const { constants, fstatSync, openSync, writeSync } = node().getBuiltinModule("node:fs");
  try {
    if (!fstatSync(2).isFIFO()) return null;
    const pipe = openSync("/dev/stderr", constants.O_WRONLY | constants.O_NONBLOCK);
    return (bytes) => writeSync(pipe, bytes);
  } catch {
    // There is no such name on this system, or the pipe is somebody else's: its reader is waited for then.
    return null;
  }
}

/** Writes a text to its end; where nobody reads any more, to nowhere. */
export async function writeAll(write: Write, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let sent = 0; sent < bytes.length;) {
    try {
      const written = write(bytes.subarray(sent));
      sent += typeof written === "number" ? written : await written;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      await new Promise((resolve) => setTimeout(resolve, FULL_PIPE_MS));
    }
  }
}
