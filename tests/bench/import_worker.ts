/**
 * Measures how long it takes to import a client, in a process of its own; the same file runs on Deno and, compiled,
 * on Node.
 *
 * Arguments: one JSON object, {@link ImportJob}.
 */

import process from "node:process";
import { cpuSeconds, report, type Sample, secondsOf } from "./result.ts";

/** What is to be measured. */
export interface ImportJob {
  /** The module to import. */
  modules: string[];
}

async function main({ modules }: ImportJob): Promise<Sample> {
  const cpuBefore = cpuSeconds();
  const seconds = await secondsOf(async () => {
    const { connect } = await import(modules[0]!) as { connect: unknown };
    if (typeof connect !== "function") throw new Error(`${modules[0]} has no connect`);
  });
  return { ops: 1, seconds, cpuSeconds: cpuSeconds() - cpuBefore };
}

await report(() => main(JSON.parse(process.argv[2]!) as ImportJob));
