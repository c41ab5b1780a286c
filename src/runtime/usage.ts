/** What this process uses: of the same process object on Deno and on Node. See `types.ts`. */

import { node } from "./node_global.ts";
import type { ProcessUsage } from "./types.ts";

/** What this process has used so far. */
export function processUsage(): ProcessUsage {
  const { user, system } = node().cpuUsage();
  const cores = node().getBuiltinModule("node:os").availableParallelism();
  return { residentBytes: node().memoryUsage.rss(), cpuMs: (user + system) / 1000, cores };
}
