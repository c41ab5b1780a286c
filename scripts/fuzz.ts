/**
 * `deno task fuzz [--seconds N | --runs N] [--seed S] [--only RUN]`: mutated transcripts against both parsers and
 * both connection machines, against a server and against its monitoring, mutated frames of WebSockets, and mutated
 * configuration files. What counts as a failure is in tests/_fuzz/core.ts.
 *
 * The fuzzing goes on in a worker, so that a mutant that hangs it is found too: this side only watches the number
 * of the run that is on.
 */
import { parseArgs } from "node:util";
import { describeFinding, type FuzzReport } from "../tests/_fuzz/core.ts";
import type { FuzzOrder } from "./fuzz/worker.ts";

/** A run takes a fraction of a millisecond; this is a hang even on a machine that is busy with other things. */
const HANG_MS = 20_000;

const PROGRESS_MS = 10_000;

function number(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`--${name} takes a whole number, not ${text}`);
  Deno.exit(2);
}

function orderFrom(args: string[]): FuzzOrder {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string" },
      runs: { type: "string" },
      seed: { type: "string" },
      only: { type: "string" },
    },
  });
  const only = number(values.only, "only");
  const runs = number(values.runs, "runs");
  const seconds = number(values.seconds, "seconds") ?? (runs === undefined ? 60 : Infinity);
  return {
    seed: number(values.seed, "seed") ?? Math.floor(Math.random() * 2 ** 31),
    firstRun: only ?? 0,
    endRun: only === undefined ? runs ?? Infinity : only + 1,
    seconds,
    current: new Int32Array(new SharedArrayBuffer(4)),
  };
}

/** Gives the report, or null when one run hangs. */
function inWorker(order: FuzzOrder): Promise<FuzzReport | null> {
  const worker = new Worker(new URL("./fuzz/worker.ts", import.meta.url), { type: "module" });
  const startMs = performance.now();
  let seen = -1;
  let seenMs = startMs;
  let toldMs = startMs;
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      const nowMs = performance.now();
      const current = Atomics.load(order.current, 0);
      if (current !== seen) [seen, seenMs] = [current, nowMs];
      if (nowMs - toldMs >= PROGRESS_MS) {
        toldMs = nowMs;
        console.log(`  ${current} mutants, ${Math.round(current / (nowMs - startMs) * 1000)}/s`);
      }
      if (nowMs - seenMs > HANG_MS) finish(() => resolve(null));
    }, 500);
    const finish = (tell: () => void): void => {
      clearInterval(watch);
      worker.terminate();
      tell();
    };
    worker.onmessage = (event: MessageEvent<FuzzReport>) => finish(() => resolve(event.data));
    worker.onerror = (event) => finish(() => reject(new Error(`the fuzzer itself failed: ${event.message}`)));
    worker.postMessage(order);
  });
}

const order = orderFrom(Deno.args);
console.log(`seed ${order.seed}`);
const startMs = performance.now();
const report = await inWorker(order);
const seconds = (performance.now() - startMs) / 1000;
if (report === null) {
  const run = Atomics.load(order.current, 0);
  console.error(`run ${run} hangs; replay: deno task fuzz --seed ${order.seed} --only ${run}`);
  Deno.exit(1);
}
const share = (count: number): string => `${(100 * count / Math.max(1, report.mutants)).toFixed(1)} %`;
console.log(
  `${report.mutants} mutants in ${seconds.toFixed(1)} s (${Math.round(report.mutants / seconds)}/s), ` +
    `past the handshake ${share(report.pastHandshake)}, reached a payload ${share(report.reachedPayload)}`,
);
for (const [code, count] of Object.entries(report.codes).sort((a, b) => b[1] - a[1])) {
  console.log(`  ${code === "" ? "no error" : code}: ${share(count)}`);
}
if (report.finding !== null) {
  console.error(`FAILED ${describeFinding(report.finding)}`);
  Deno.exit(1);
}
console.log("nothing found");
