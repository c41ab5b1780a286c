/**
 * The server of the load tests, in a process of its own: memory is counted by process, and so are open files. It
 * runs when its command line has the word {@link PROGRAM}, then the options of the server in JSON. It prints its
 * port and how long it took to start, and answers to requests for {@link LOOK}; its process needs a `gc` to call.
 */
import process from "node:process";
import { connect } from "../../mod.ts";
import { createServer, type ServerOptions, type ServerStats } from "../../src/server/mod.ts";

/** The word that makes this file a program. */
export const PROGRAM = "load-server-program";

/** The subjects of requests for a {@link Look}, and for no more than its counts, which holds nobody up. */
export const LOOK = "load.look";
export const COUNT = "load.count";

/** How it goes a server. */
export interface Look {
  /** What the process keeps after collection, of the heap and of buffers outside it, bytes. */
  heap: number;
  /** What it keeps of the memory of the machine, bytes. */
  resident: number;
  /** What the server counts. */
  stats: ServerStats;
}

/** V8's own; its last resort gives back the pages of the heap that are empty. */
type Collect = (options?: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

async function memory(): Promise<{ heap: number; resident: number }> {
  const { gc } = globalThis as { gc?: Collect };
  if (gc === undefined) throw new Error("this process has no gc()");
  for (let round = 0; round < 3; round++) {
    // Where the options are not known, they make it a small collection.
    gc();
    gc({ type: "major", execution: "sync", flavor: "last-resort" });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

async function main(options: ServerOptions & { login?: object }): Promise<void> {
  const { login = {}, ...serverOptions } = options;
  const beforeMs = performance.now();
  const server = await createServer({ host: "127.0.0.1", port: 0, ...serverOptions });
  const startMs = performance.now() - beforeMs;
  const nc = await connect({ servers: `127.0.0.1:${server.port}`, noAsyncTraces: true, ...login });
  nc.subscribe(LOOK, {
    callback: async (_, msg) => {
      const look: Look = { ...await memory(), stats: server.stats() };
      msg.respond(JSON.stringify(look));
    },
  });
  nc.subscribe(COUNT, { callback: (_, msg) => void msg.respond(JSON.stringify(server.stats())) });
  await nc.flush();
  console.log(JSON.stringify({ port: server.port, startMs }));
}

const at = process.argv.indexOf(PROGRAM);
if (at >= 0) await main(JSON.parse(process.argv[at + 1] ?? "{}") as ServerOptions);
