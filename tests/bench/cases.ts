/** What is measured. */

import { type Arena, parserArena, publishArena, receiveArena, requestArena } from "./arenas.ts";
import { bundleArena, idleArena, importArena } from "./footprint.ts";
import { cpuEach, type Measure, natsJsBar, rate, residentEach, size, timeEach } from "./measures.ts";
import type { Contestant, Runtime, Setting } from "./prepare.ts";
import type { Times } from "./result.ts";
import { SERVER_CASES } from "./server_cases.ts";

/** One row of the table for each runtime, measure and rival. */
export interface Case {
  name: string;
  /** What is read from each sample. */
  measures: Measure[];
  /** Everyone who takes part, natwire first. */
  contestants: Contestant[];
  /** Where it says something; on all unless told. */
  runtimes?: Runtime[];
  /** How many samples it takes where others take one. */
  samples?: number;
  open(setting: Setting, times: Times): Promise<Arena> | Arena;
}

/** The payload sizes, bytes. */
export const SIZES = [16, 128, 1024];

const CLIENTS: Contestant[] = ["natwire", "transport-node", "transport-deno"];

/** What is to be reached by size, how many times the rate of nats.js; where a size is missing no goal was set. */
const BARS = {
  publish: new Map([[16, 5], [128, 4]]),
  callback: new Map([[16, 6], [1024, 2]]),
  iterator: new Map([[16, 5]]),
};

function rateOf(kind: keyof typeof BARS, size: number): Measure[] {
  const bar = BARS[kind].get(size);
  return [rate(bar === undefined ? {} : natsJsBar(bar))];
}

function sized(name: string, size: number): string {
  return `${name} ${size < 1024 ? `${size} B` : `${size / 1024} KiB`}`;
}

const requests: Case[] = [
  {
    name: "request one at a time",
    // No slower than 1.15 times what a socket needs that does nothing but the same round trips.
    measures: [timeEach({ "raw socket": 1 / 1.15 })],
    contestants: ["natwire", "raw socket", "transport-node", "transport-deno"],
    open: (setting, times) => requestArena(setting, times, { kind: "request", size: 16, inFlight: 1 }),
  },
  {
    name: "request 256 in flight",
    measures: [rate(natsJsBar(3)), cpuEach(natsJsBar(3))],
    contestants: CLIENTS,
    open: (setting, times) => requestArena(setting, times, { kind: "request", size: 16, inFlight: 256 }),
  },
];

const footprints: Case[] = [
  {
    name: "idle connection",
    measures: [size(", heap and buffers", natsJsBar(2)), residentEach(natsJsBar(2))],
    contestants: CLIENTS,
    open: (setting) => idleArena(setting),
  },
  {
    name: "import",
    measures: [timeEach(natsJsBar(2))],
    contestants: CLIENTS,
    samples: 4,
    open: (setting) => importArena(setting),
  },
  {
    name: "bundle, minified",
    measures: [size("", { limit: 1 })],
    contestants: ["natwire", "limit", "transport-node", "transport-deno"],
    runtimes: ["deno"],
    open: (setting) => bundleArena(setting),
  },
];

/** All cases, in the order of the table. */
export const CASES: Case[] = [
  ...SIZES.map((size): Case => ({
    name: sized("publish", size),
    measures: rateOf("publish", size),
    contestants: CLIENTS,
    open: (setting, times) => publishArena(setting, times, size),
  })),
  ...(["callback", "iterator"] as const).flatMap((kind) =>
    SIZES.map((size): Case => ({
      name: `${sized("receive", size)} ${kind}`,
      measures: rateOf(kind, size),
      contestants: CLIENTS,
      open: (setting, times) => receiveArena(setting, times, { kind, size }),
    }))
  ),
  ...requests,
  ...footprints,
  ...SIZES.map((size): Case => ({
    name: sized("parser", size),
    measures: [rate()],
    contestants: ["natwire", "transport-node"],
    open: (setting, times) => parserArena(setting, times, size),
  })),
  ...SERVER_CASES,
];

/** The contestants of a case that are here: `transport-deno` is for Deno only. */
export function contestantsOn(each: Case, runtime: Runtime, setting: Setting): Contestant[] {
  return each.contestants.filter((contestant) => {
    if (["raw socket", "pump", "limit"].includes(contestant)) return true;
    if (contestant === "transport-deno") return runtime === "deno" && setting.natsJsCheckout !== undefined;
    return contestant !== "nats-server" || setting.natsServer !== undefined;
  });
}
