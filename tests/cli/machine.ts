/** Folders and signals for the tests of the command, by Node's own modules, which Deno has as well. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Runs `body` with a new folder and removes it afterwards; `list` gives the names of the files in it. */
export async function withTempFolder(
  body: (folder: string, list: () => Promise<string[]>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "natwire-cli-"));
  try {
    await body(folder, () => readdir(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends a signal to a process. */
export function sendSignal(pid: number, signal: "SIGINT" | "SIGTERM"): void {
  process.kill(pid, signal);
}
