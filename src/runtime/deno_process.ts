/** What the command line needs of the process, on Deno. See `types.ts` for what each name does. */

import { deno } from "./deno_global.ts";
import type { RuntimeInfo, SendableSignal, SignalName } from "./types.ts";

/** Which runtime this is. */
export const runtime: RuntimeInfo = {
  name: "deno",
  get version(): string {
    return deno().version.deno;
  },
};

/** The arguments after the program's name. */
export function args(): string[] {
  return [...deno().args];
}

/** An environment variable; undefined where it is not set, or where the program may not read it. */
export function env(name: string): string | undefined {
  // Asked first, because reading without permission would stop the program at a prompt.
  const { state } = deno().permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? deno().env.get(name) : undefined;
}

/** Ends the program at once. */
export function exit(code: number): never {
  return deno().exit(code);
}

/** Calls `handler` at every such signal, where the system knows it; returns what stops that. */
export function onSignal(name: SignalName, handler: () => void): () => void {
  try {
    deno().addSignalListener(name, handler);
  } catch (error) {
    // Windows does not know them all, and a signal that is never sent needs no handler.
    if (error instanceof TypeError) return () => {};
    throw error;
  }
  return () => deno().removeSignalListener(name, handler);
}

/** Sends a signal to a process. */
export function sendSignal(pid: number, name: SendableSignal): void {
  deno().kill(pid, name);
}

/** The number of this process. */
export function processId(): number {
  return deno().pid;
}

/** Writes to standard output; where nobody reads it any more, the text is dropped. */
export function writeOut(text: string): Promise<void> {
  return writeAll(deno().stdout, text);
}

/** Writes to standard error; where nobody reads it any more, the text is dropped. */
export function writeErr(text: string): Promise<void> {
  return writeAll(deno().stderr, text);
}

/** The width of the terminal on standard output; undefined where it is none. */
export function terminalColumns(): number | undefined {
  if (!isTerminal()) return undefined;
  try {
    return deno().consoleSize().columns || undefined;
  } catch {
    return undefined;
  }
}

/** True when standard output is a terminal. */
export function isTerminal(): boolean {
  return deno().stdout.isTerminal();
}

/** The text of a file; throws the runtime's error, with `code` `ENOENT` where there is none. */
export function readTextFile(path: string): Promise<string> {
  return deno().readTextFile(path);
}

/** Writes a file, in place of an earlier one. */
export function writeTextFile(path: string, text: string): Promise<void> {
  return deno().writeTextFile(path, text);
}

/** Removes a file; does nothing where there is none. */
export async function removeFile(path: string): Promise<void> {
  try {
    await deno().remove(path);
  } catch (error) {
    if (!(error instanceof deno().errors.NotFound)) throw error;
  }
}

/** Writes synchronously, so that calls do not overtake each other and nothing is lost at `exit`. */
function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) sent += stream.writeSync(bytes.subarray(sent));
  } catch (error) {
    if (!(error instanceof deno().errors.BrokenPipe)) return Promise.reject(error);
  }
  return Promise.resolve();
}
