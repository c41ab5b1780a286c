/**
 * Measures what one idle connection keeps of memory: opens many, and divides what they added. In a process of its
 * own, which has to be started with a `gc` to call; the same file runs on Deno and, compiled, on Node.
 *
 * Arguments: one JSON object, {@link IdleJob}.
 */

import process from "node:process";
import { cpuSeconds, report, type Sample, secondsOf } from "./result.ts";

/** What is to be measured. */
export interface IdleJob {
  /** The module that has `connect`. */
  modules: string[];
  port: number;
  /** How many connections. */
  count: number;
}

interface Client {
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface ClientModule {
  connect(options: { servers: string; noAsyncTraces: boolean }): Promise<Client>;
}

interface Memory {
  /** Of the heap and of buffers outside it, bytes. */
  kept: number;
  resident: number;
}

/** So many are opened at once. */
const AT_ONCE = 20;

/** These are opened before the first look, so that what is loaded or made once does not count. */
const FIRST = 40;

/** Collects until there is nothing more to collect: what goes away in one round may be held by the one before. */
async function settledMemory(): Promise<Memory> {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) throw new Error("this process has no gc()");
  for (let round = 0; round < 5; round++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { kept: heapUsed + external, resident: rss };
}

async function main({ modules, port, count }: IdleJob): Promise<Sample> {
  const { connect } = await import(modules[0]!) as ClientModule;
  const clients: Client[] = [];
  const open = async (more: number) => {
    for (let opened = 0; opened < more; opened += AT_ONCE) {
      const batch = Array.from({ length: AT_ONCE }, async () => {
        const client = await connect({ servers: `127.0.0.1:${port}`, noAsyncTraces: true });
        await client.flush();
        return client;
      });
      clients.push(...await Promise.all(batch));
    }
  };
  await open(FIRST);
  const before = await settledMemory();
  const cpuBefore = cpuSeconds();
  const seconds = await secondsOf(() => open(count));
  const cpu = cpuSeconds() - cpuBefore;
  const after = await settledMemory();
  if (clients.length !== FIRST + count) throw new Error("not all connections were opened");
  return {
    ops: count,
    seconds,
    cpuSeconds: cpu,
    bytes: (after.kept - before.kept) / count,
    residentBytes: (after.resident - before.resident) / count,
  };
}

await report(() => main(JSON.parse(process.argv[2]!) as IdleJob));
