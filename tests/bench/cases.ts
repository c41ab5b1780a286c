/** What is measured. */

import { type Arena, parserArena, publishArena, receiveArena, requestArena, serverArena } from "./arenas.ts";
import type { Contestant, Runtime, Setting } from "./prepare.ts";
import type { Times } from "./result.ts";

/** One row of the table for each runtime and rival. */
export interface Case {
  name: string;
  /** Everyone who takes part, natwire first. */
  contestants: Contestant[];
  open(setting: Setting, times: Times): Promise<Arena> | Arena;
}

/** The payload sizes, bytes. */
export const SIZES = [16, 128, 1024];

const CLIENTS: Contestant[] = ["natwire", "transport-node", "transport-deno"];

function sized(name: string, size: number): string {
  return `${name} ${size < 1024 ? `${size} B` : `${size / 1024} KiB`}`;
}

function requests(name: string, inFlight: number): Case {
  return {
    name: `request ${name}`,
    contestants: CLIENTS,
    open: (setting, times) => requestArena(setting, times, { kind: "request", size: 16, inFlight }),
  };
}

function server(subscribers: number): Case {
  return {
    name: `server 1:${subscribers} 16 B`,
    contestants: ["natwire", "nats-server"],
    open: (setting, times) => serverArena(setting, times, 16, subscribers),
  };
}

/** All cases, in the order of the table. */
export const CASES: Case[] = [
  ...SIZES.map((size): Case => ({
    name: sized("publish", size),
    contestants: CLIENTS,
    open: (setting, times) => publishArena(setting, times, size),
  })),
  ...(["callback", "iterator"] as const).flatMap((kind) =>
    SIZES.map((size): Case => ({
      name: `${sized("receive", size)} ${kind}`,
      contestants: CLIENTS,
      open: (setting, times) => receiveArena(setting, times, { kind, size }),
    }))
  ),
  requests("one at a time", 1),
  requests("256 in flight", 256),
  ...SIZES.map((size): Case => ({
    name: sized("parser", size),
    contestants: ["natwire", "transport-node"],
    open: (setting, times) => parserArena(setting, times, size),
  })),
  server(1),
  server(8),
];

/** The contestants of a case that are here: `transport-deno` is for Deno only. */
export function contestantsOn(each: Case, runtime: Runtime, setting: Setting): Contestant[] {
  return each.contestants.filter((contestant) => {
    if (contestant === "transport-deno") return runtime === "deno" && setting.natsJsCheckout !== undefined;
    return contestant !== "nats-server" || setting.natsServer !== undefined;
  });
}
