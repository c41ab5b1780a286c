/** What a server needs of files and of the machine, on Node. See `types.ts` for what each name does. */

import { errPipe, type Write, writeAll } from "./log_pipe.ts";
import { node, nodeFiles } from "./node_global.ts";
import { type AppendFile, LOG_FILE_MODE } from "./types.ts";

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
export function writeLog(text: string): Promise<void> {
  return writeAll(writeToErr ??= errPipe() ?? errOnThread, text);
}

/** What `writeLog` writes by, once it has. */
let writeToErr: Write | undefined;

function errOnThread(bytes: Uint8Array): Promise<number> {
  const { write } = node().getBuiltinModule("node:fs");
  return new Promise((resolve, reject) => {
    write(2, bytes, (error, written) => error ? reject(error) : resolve(written));
  });
}

/** The addresses of this machine. */
export function localAddresses(): string[] {
  const byName = node().getBuiltinModule("node:os").networkInterfaces();
  return Object.values(byName).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));
}
