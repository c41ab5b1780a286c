/** What a nats-server answered in every session, masked: the truth that natwire is compared with. */

import { accounts } from "./recorded/accounts.ts";
import { auth } from "./recorded/auth.ts";
import { crossing } from "./recorded/crossing.ts";
import { handshake } from "./recorded/handshake.ts";
import { headers } from "./recorded/headers.ts";
import { keepalive } from "./recorded/keepalive.ts";
import { limits } from "./recorded/limits.ts";
import { lines } from "./recorded/lines.ts";
import { rights } from "./recorded/rights.ts";
import { running } from "./recorded/running.ts";
import { subjects } from "./recorded/subjects.ts";
import { system } from "./recorded/system.ts";
import { tracing } from "./recorded/tracing.ts";

/** The record of each session, by the session's name: the lines that `play` gives. */
export const recorded: ReadonlyMap<string, string> = new Map(
  [
    handshake,
    lines,
    subjects,
    headers,
    limits,
    auth,
    keepalive,
    accounts,
    crossing,
    tracing,
    rights,
    running,
    system,
  ]
    .flatMap((theme) => Object.entries(theme).map(([name, text]) => [name, text.slice(1)] as const)),
);
