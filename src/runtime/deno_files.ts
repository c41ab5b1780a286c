/** What a server needs of files and of the machine, on Deno. See `types.ts` for what each name does. */

import { deno } from "./deno_global.ts";
import { errPipe, type Write, writeAll } from "./log_pipe.ts";
import { type AppendFile, LOG_FILE_MODE } from "./types.ts";

/** Opens a file to add to, making it where there is none. */
export async function openAppend(path: string): Promise<AppendFile> {
  const file = await deno().open(path, { append: true, create: true, mode: LOG_FILE_MODE });
  try {
    const { size } = await file.stat();
    return {
      size,
      write: (text) => writeBytes(file, text),
      close(): Promise<void> {
        file.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Renames a file, in place of what had that name. */
export function renameFile(from: string, to: string): Promise<void> {
  return deno().rename(from, to);
}

/** The names in a folder, in no order. */
export async function listFolder(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of deno().readDir(path)) names.push(name);
  return names;
}

/** Writes to standard error from beside the event loop. */
export async function writeLog(text: string): Promise<void> {
  try {
    await writeAll(writeToErr ??= errWriter(), text);
  } catch (error) {
    if (!(error instanceof deno().errors.BrokenPipe)) throw error;
  }
}

/** What `writeLog` writes by, once it has. */
let writeToErr: Write | undefined;

function errWriter(): Write {
  // Asked first, because opening without permission would stop the program at a prompt.
  const { state } = deno().permissions.querySync({ name: "write", path: "/dev/stderr" });
  return (state === "granted" ? errPipe() : null) ?? ((bytes) => deno().stderr.write(bytes));
}

/** The addresses of this machine; none where the program may not ask for them. */
export function localAddresses(): string[] {
  // Asked first, because asking without permission would stop the program at a prompt.
  const { state } = deno().permissions.querySync({ name: "sys", kind: "networkInterfaces" });
  return state === "granted" ? deno().networkInterfaces().map(({ address }) => address) : [];
}

async function writeBytes(
  file: { write(bytes: Uint8Array): Promise<number> },
  text: string,
): Promise<number> {
  const bytes = new TextEncoder().encode(text);
  for (let sent = 0; sent < bytes.length;) sent += await file.write(bytes.subarray(sent));
  return bytes.length;
}
