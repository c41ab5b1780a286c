/** What a server needs of files and of the machine, on Node. See `types.ts` for what each name does. */

import { node, nodeFiles } from "./node_global.ts";
import { type AppendFile, LOG_FILE_MODE } from "./types.ts";

/** How long to wait before a pipe that was full is tried again, ms. */
const FULL_PIPE_MS = 10;

/** Opens a file to add to, making it where there is none. */
export async function openAppend(path: string): Promise<AppendFile> {
  const file = await nodeFiles().open(path, "a", LOG_FILE_MODE);
  try {
    const { size } = await file.stat();
    return {
      size,
      async write(text: string): Promise<number> {
        const bytes = new TextEncoder().encode(text);
        for (let sent = 0; sent < bytes.length;) {
          sent += (await file.write(bytes, sent, bytes.length - sent)).bytesWritten;
        }
        return bytes.length;
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Renames a file, in place of what had that name. */
export function renameFile(from: string, to: string): Promise<void> {
  return nodeFiles().rename(from, to);
}

/** The names in a folder, in no order. */
export function listFolder(path: string): Promise<string[]> {
  return nodeFiles().readdir(path);
}

/** Writes to standard error from beside the event loop, where `process.stderr` would wait for who reads it. */
export async function writeLog(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const write = writeToErr ??= errWriter();
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += await write(bytes.subarray(sent));
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      await new Promise((resolve) => setTimeout(resolve, FULL_PIPE_MS));
    }
  }
}

type Write = (bytes: Uint8Array) => number | Promise<number>;

/** What `writeLog` writes by, once it has. */
let writeToErr: Write | undefined;

/**
 * A pipe is written to at once, in a way that fails where its reader is behind: nothing waits, so nothing is lost
 * when the process is killed, and no thread of Node is left waiting, with which it would not end. For that the
 * pipe is opened as a file of our own, as the flag would be for all who have the same. All else is left to a thread.
 */
function errWriter(): Write {
  const { constants, fstatSync, openSync, write, writeSync } = node().getBuiltinModule("node:fs");
  try {
    if (fstatSync(2).isFIFO()) {
      const pipe = openSync("/dev/stderr", constants.O_WRONLY | constants.O_NONBLOCK);
      return (bytes) => writeSync(pipe, bytes);
    }
  } catch {
    // There is no such name on this system, or the pipe is somebody else's: its reader is waited for then.
  }
  return (bytes) => {
    return new Promise((resolve, reject) => {
      write(2, bytes, (error, written) => error ? reject(error) : resolve(written));
    });
  };
}

/** The addresses of this machine. */
export function localAddresses(): string[] {
  const byName = node().getBuiltinModule("node:os").networkInterfaces();
  return Object.values(byName).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));
}
