/** What is measured of servers. */

import type { Case } from "./cases.ts";
import { type Bars, cpuEach, rate, residentEach, timeEach } from "./measures.ts";
import type { Runtime } from "./prepare.ts";
import { crowdArena, type Load, serverArena } from "./server_arena.ts";

/** How many times the rate of nats-server, and of a pump on the same runtime, a case is to reach. */
type RuntimeBars = Partial<Record<Runtime, Bars>>;

/** Where processes for each sample take their time to start, fewer samples say as much. */
const SAMPLES = 0.6;

/** A case that has other bars on one runtime than on the other is two. */
function cases(name: string, load: Load, bars: RuntimeBars): Case[] {
  return (["deno", "node"] as const).map((runtime) => ({
    name: `server ${name}`,
    measures: load.kind === "hop" ? [timeEach(bars[runtime]), cpuEach()] : [rate(bars[runtime]), cpuEach()],
    contestants: load.kind === "stream" ? ["natwire", "nats-server", "pump"] : ["natwire", "nats-server"],
    runtimes: [runtime],
    samples: SAMPLES,
    open: (setting, times) => serverArena(setting, times, load),
  }));
}

function bothRuntimes(ratio: number): RuntimeBars {
  return { deno: { "nats-server": ratio }, node: { "nats-server": ratio } };
}

/** Large payloads: on Node what the runtime can move at all is what is reached for. */
const LARGE: RuntimeBars = { deno: { "nats-server": 1 }, node: { pump: 0.7 } };

function stream(size: number, readers: number): Load {
  return { kind: "stream", size, readers };
}

/** The cases of servers, in the order of the table. */
export const SERVER_CASES: Case[] = [
  ...cases("1:1 16 B", stream(16, 1), bothRuntimes(1.5)),
  ...cases("1:1 128 B", stream(128, 1), bothRuntimes(1.2)),
  ...cases("1:1 1 KiB", stream(1024, 1), LARGE),
  ...cases("1:1 16 KiB", stream(16 * 1024, 1), LARGE),
  ...cases("1:8 16 B", stream(16, 8), bothRuntimes(1)),
  ...cases("1:8 1 KiB", stream(1024, 8), LARGE),
  ...cases("one hop", { kind: "hop", size: 16, readers: 1 }, bothRuntimes(1 / 1.1)),
  ...cases("ingest 16 B", { kind: "ingest", size: 16, readers: 0 }, bothRuntimes(2)),
  ...cases("ingest 1 KiB", { kind: "ingest", size: 1024, readers: 0 }, bothRuntimes(1)),
];

/** Those that take long: only where they are asked for. */
export const FULL_SERVER_CASES: Case[] = [
  {
    name: "server 1,000,000 subscriptions, each published to once",
    measures: [timeEach(), cpuEach(), residentEach()],
    contestants: ["natwire", "nats-server"],
    samples: SAMPLES / 3,
    open: (setting) => crowdArena(setting, "subscriptions", 1_000_000),
  },
  {
    name: "server 10,000 idle connections",
    measures: [residentEach()],
    contestants: ["natwire", "nats-server"],
    samples: SAMPLES / 3,
    open: (setting) => crowdArena(setting, "connections", 10_000),
  },
];
