/** Where servers are measured: natwire's, nats-server, and a pump, each in a process of its own for each sample. */

import { type Arena, natsServer, script } from "./arenas.ts";
import { Child, withChild } from "./children.ts";
import type { CrowdLoad } from "./crowd_load.ts";
import { type Contestant, type Runtime, type Setting, workerFor, workerOn } from "./prepare.ts";
import type { Sample, Times } from "./result.ts";
import type { LoadResult, ServerLoad } from "./server_load.ts";

/** A server that runs, and where. */
interface Running {
  child: Child;
  port: number;
}

/** What the server is put under. */
export type Load = Pick<ServerLoad, "kind" | "size" | "readers">;

/** Starts a server; undefined where it is not here. */
export async function startServer(
  setting: Setting,
  contestant: Contestant,
  runtime: Runtime,
  v8Flags: string[] = [],
): Promise<Running | undefined> {
  if (contestant === "nats-server") {
    return setting.natsServer === undefined ? undefined : await natsServer(setting.natsServer.path);
  }
  const worker = contestant === "pump"
    ? workerOn(setting, runtime, [], { script: "pump_worker" })
    : await workerFor(setting, contestant, runtime, "server", { script: "server_worker", v8Flags });
  if (worker === undefined) return undefined;
  const child = new Child(worker.command({ modules: worker.modules }));
  return { child, port: (await child.json<{ port: number }>(20)).port };
}

/** A server is at its full rate at once, and there are many cases: no sample takes longer than this, seconds. */
const MOST: Times = { measureSeconds: 0.5, warmUpSeconds: 0.3 };

/** Servers under a load of raw sockets. */
export function serverArena(setting: Setting, times: Times, load: Load): Arena {
  return {
    async sample(contestant, runtime) {
      const server = await startServer(setting, contestant, runtime);
      if (server === undefined) return undefined;
      const measureSeconds = Math.min(times.measureSeconds, MOST.measureSeconds);
      const warmUpSeconds = Math.min(times.warmUpSeconds, MOST.warmUpSeconds);
      const about = { measureSeconds, warmUpSeconds };
      const job: ServerLoad = { ...about, ...load, port: server.port, pumped: contestant === "pump" };
      return await withChild(server.child, () => sampleOf(server.child, job));
    },
    close: () => Promise.resolve(),
  };
}

/** How long memory is given to settle, seconds. */
const SETTLE_SECONDS = 1;

/** Servers with very many subscriptions, or connections: the memory that each of them adds. */
export function crowdArena(setting: Setting, kind: CrowdLoad["kind"], count: number): Arena {
  return {
    async sample(contestant, runtime) {
      const server = await startServer(setting, contestant, runtime, ["--expose-gc"]);
      if (server === undefined) return undefined;
      return await withChild(server.child, () => {
        return crowdSample(server, contestant === "natwire", { kind, count, port: server.port });
      });
    },
    close: () => Promise.resolve(),
  };
}

async function crowdSample({ child }: Running, collects: boolean, job: CrowdLoad): Promise<Sample> {
  const settledBytes = async () => {
    for (let round = 0; round < 3; round++) {
      if (collects) child.signal();
      await new Promise((resolve) => setTimeout(resolve, SETTLE_SECONDS * 1000));
    }
    return child.residentBytes();
  };
  const before = await settledBytes();
  return await withChild(new Child(script("crowd_load", JSON.stringify(job))), async (loader) => {
    await loader.json();
    const residentBytes = (await settledBytes() - before) / job.count;
    const cpuBefore = child.cpuSeconds();
    loader.signal();
    await loader.json();
    const cpuSeconds = child.cpuSeconds() - cpuBefore;
    return { ...await loader.json<LoadResult>(), cpuSeconds, residentBytes };
  });
}

/** Runs the load once. The processor time is that of the server. */
async function sampleOf(server: Child, job: ServerLoad): Promise<Sample> {
  return await withChild(new Child(script("server_load", JSON.stringify(job))), async (loader) => {
    await loader.json();
    const before = server.cpuSeconds();
    await loader.json();
    const cpuSeconds = server.cpuSeconds() - before;
    return { ...await loader.json<LoadResult>(), cpuSeconds };
  });
}
