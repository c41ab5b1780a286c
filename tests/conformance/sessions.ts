/** Every session, theme by theme. */

import type { Session } from "./script.ts";
import { accounts } from "./sessions/accounts.ts";
import { auth } from "./sessions/auth.ts";
import { crossing } from "./sessions/crossing.ts";
import { handshake } from "./sessions/handshake.ts";
import { headers } from "./sessions/headers.ts";
import { keepalive } from "./sessions/keepalive.ts";
import { limits } from "./sessions/limits.ts";
import { lines } from "./sessions/lines.ts";
import { rights } from "./sessions/rights.ts";
import { running } from "./sessions/running.ts";
import { subjects } from "./sessions/subjects.ts";
import { system } from "./sessions/system.ts";
import { tracing } from "./sessions/tracing.ts";

/** The sessions by theme; each theme has a file of records. */
export const themes: Readonly<Record<string, readonly Session[]>> = {
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
};

/** All sessions; their names are unique. */
export const sessions: readonly Session[] = Object.values(themes).flat();
