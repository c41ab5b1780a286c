/**
 * Runs natwire's server in a process of its own, prints `{"port":N}` and stays until it is killed; the same file
 * runs on Deno and, compiled, on Node. Where it has a `gc`, SIGUSR2 calls it.
 *
 * Arguments: one JSON object, {@link ServerJob}.
 */

import process from "node:process";

/** What is to be run. */
export interface ServerJob {
  /** The module that has `createServer`. */
  modules: string[];
}

interface ServerModule {
  createServer(options: { host: string; port: number }): Promise<{ port: number }>;
}

const { gc } = globalThis as { gc?: () => void };
if (gc !== undefined) process.on("SIGUSR2", () => gc());

const { modules } = JSON.parse(process.argv[2]!) as ServerJob;
const { createServer } = await import(modules[0]!) as ServerModule;
const server = await createServer({ host: "127.0.0.1", port: 0 });
console.log(JSON.stringify({ port: server.port }));
