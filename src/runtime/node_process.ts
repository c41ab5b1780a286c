/** What the command line needs of the process, on Node. See `types.ts` for what each name does. */

import type { WriteStream } from "node:tty";
import { node, nodeFiles } from "./node_global.ts";
import type { RuntimeInfo, SendableSignal, SignalName } from "./types.ts";

/** Which runtime this is. */
export const runtime: RuntimeInfo = {
  name: "node",
  get version(): string {
    return node().versions.node;
  },
};

/** The arguments after the program's name. */
export function args(): string[] {
  return node().argv.slice(2);
}

/** An environment variable; undefined where it is not set, or where the program may not read it. */
export function env(name: string): string | undefined {
  return node().env[name];
}

/** Ends the program at once. */
export function exit(code: number): never {
  return node().exit(code);
}

/** Calls `handler` at every such signal, where the system knows it; returns what stops that. */
export function onSignal(name: SignalName, handler: () => void): () => void {
  // Node hands its listeners arguments that Deno does not.
  const listener = () => handler();
  node().on(name, listener);
  return () => void node().off(name, listener);
}

/** Sends a signal to a process. */
export function sendSignal(pid: number, name: SendableSignal): void {
  node().kill(pid, name);
}

/** The number of this process. */
export function processId(): number {
  return node().pid;
}

/** Writes to standard output; where nobody reads it any more, the text is dropped. */
export function writeOut(text: string): Promise<void> {
  return writeAll(node().stdout, text);
}

/** Writes to standard error; where nobody reads it any more, the text is dropped. */
export function writeErr(text: string): Promise<void> {
  return writeAll(node().stderr, text);
}

/** The width of the terminal on standard output; undefined where it is none. */
export function terminalColumns(): number | undefined {
  return isTerminal() ? node().stdout.columns || undefined : undefined;
}

/** True when standard output is a terminal. */
export function isTerminal(): boolean {
  return node().stdout.isTTY === true;
}

/** The text of a file; throws the runtime's error, with `code` `ENOENT` where there is none. */
export function readTextFile(path: string): Promise<string> {
  return nodeFiles().readFile(path, "utf8");
}

/** Writes a file, in place of an earlier one. */
export function writeTextFile(path: string, text: string): Promise<void> {
  return nodeFiles().writeFile(path, text, "utf8");
}

/** Removes a file; does nothing where there is none. */
export function removeFile(path: string): Promise<void> {
  return nodeFiles().rm(path, { force: true });
}

/** A stream whose reader went away says so by an event besides the callback, and an unheard one ends the program. */
const guarded = new WeakSet<WriteStream>();

function writeAll(stream: WriteStream, text: string): Promise<void> {
  if (!guarded.has(stream)) {
    guarded.add(stream);
    stream.on("error", () => {});
  }
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      const code = (error as { code?: string } | null | undefined)?.code;
      if (error && code !== "EPIPE" && code !== "ERR_STREAM_DESTROYED") reject(error);
      else resolve();
    });
  });
}
