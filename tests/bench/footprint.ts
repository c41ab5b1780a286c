/** Where it is measured what a client takes without doing anything: memory, time to import, size. */

import { bundle, MAX_BYTES } from "../../scripts/bundle_size.ts";
import { type Arena, fakeServer, measure } from "./arenas.ts";
import { type Contestant, mapFlags, type Runtime, type Setting, workerFor } from "./prepare.ts";

/** How many idle connections are opened in one sample. */
const IDLE_CONNECTIONS = 400;

/** Many idle connections to a fake server that answers PINGs. */
export async function idleArena(setting: Setting): Promise<Arena> {
  const { child, port } = await fakeServer("echo");
  return {
    async sample(contestant, runtime) {
      const options = { script: "idle_worker", v8Flags: ["--expose-gc"] };
      const worker = await workerFor(setting, contestant, runtime, "client", options);
      return worker === undefined ? undefined : await measure(worker, { port, count: IDLE_CONNECTIONS });
    },
    close: () => child.stop(),
  };
}

/** The runtimes keep what they compiled, after the first run or the second: those do not count. */
const IMPORTS_BEFORE = 2;

/** Processes that import the client and end. */
export function importArena(setting: Setting): Arena {
  const warm = new Set<string>();
  return {
    async sample(contestant, runtime) {
      const worker = await workerFor(setting, contestant, runtime, "client", { script: "import_worker" });
      if (worker === undefined) return undefined;
      const key = `${contestant} ${runtime}`;
      for (let done = 0; done < IMPORTS_BEFORE && !warm.has(key); done++) await measure(worker, {});
      warm.add(key);
      return await measure(worker, {});
    },
    close: () => Promise.resolve(),
  };
}

/** Bundles of a client, which weigh the same each time. */
export function bundleArena(setting: Setting): Arena {
  const made = new Map<Contestant, Promise<number | undefined>>();
  const bytesOf = async (contestant: Contestant, runtime: Runtime): Promise<number | undefined> => {
    if (contestant === "limit") return MAX_BYTES;
    const worker = await workerFor(setting, contestant, runtime, "client");
    if (worker === undefined) return undefined;
    return (await bundle(worker.modules[0]!, mapFlags(setting, contestant))).bytes;
  };
  return {
    async sample(contestant, runtime) {
      if (!made.has(contestant)) made.set(contestant, bytesOf(contestant, runtime));
      const bytes = await made.get(contestant);
      return bytes === undefined ? undefined : { ops: 1, seconds: NaN, cpuSeconds: NaN, bytes };
    },
    close: () => Promise.resolve(),
  };
}
