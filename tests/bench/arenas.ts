/** Where contestants are measured: the processes at the other end, and one sample at a time. */

import { Child, type Command, withChild } from "./children.ts";
import type { ClientJob } from "./client_worker.ts";
import type { SinkLine } from "./fake_server.ts";
import { blockCount, pubFrameLength } from "./frames.ts";
import type { LoadLine } from "./load_worker.ts";
import {
  type Contestant,
  deno,
  type Runtime,
  type Setting,
  type Worker,
  workerFor,
  workerOn,
} from "./prepare.ts";
import { type Line, measureRounds, type Sample, type Times } from "./result.ts";

/** Takes samples, then is closed. */
export interface Arena {
  /** Measures one contestant once; undefined where it is not here. */
  sample(contestant: Contestant, runtime: Runtime): Promise<Sample | undefined>;
  close(): Promise<void>;
}

/** What a client does and how often at once. */
export type ClientWork = Pick<ClientJob, "kind" | "size" | "inFlight">;

/** A script of this folder on Deno. */
export function script(name: string, ...args: (string | number)[]): Command {
  return deno(["--no-config", new URL(`./${name}.ts`, import.meta.url).href, ...args.map(String)]);
}

/** Starts a fake server. */
export async function fakeServer(...args: (string | number)[]): Promise<{ child: Child; port: number }> {
  const child = new Child(script("fake_server", ...args));
  return { child, port: (await child.json<{ port: number }>()).port };
}

/** Starts nats-server as it comes, on a port of its choice. */
export async function natsServer(path: string): Promise<{ child: Child; port: number }> {
  const child = new Child({ command: path, args: ["-a", "127.0.0.1", "-p", "-1"] }, "stderr");
  for (;;) {
    const port = /client connections on 127\.0\.0\.1:(\d+)/.exec(await child.line(20))?.[1];
    if (port !== undefined) return { child, port: Number(port) };
  }
}

/** Runs a worker with this job to its end. */
export async function measure(worker: Worker, job: Record<string, unknown>): Promise<Sample> {
  const { modules } = worker;
  return await withChild(
    new Child(worker.command({ ...job, modules })),
    async (child) => (await child.json<Extract<Line, { sample: Sample }>>()).sample,
  );
}

/** Clients publish to a sink, which is asked how many bytes it had. */
export async function publishArena(setting: Setting, times: Times, size: number): Promise<Arena> {
  const { child, port } = await fakeServer("sink", pubFrameLength(size));
  return {
    async sample(contestant, runtime) {
      const worker = await workerFor(setting, contestant, runtime, "client");
      if (worker === undefined) return undefined;
      const sample = await measure(worker, { ...times, kind: "publish", size, port });
      const { bytes } = await child.json<SinkLine>();
      const published = bytes / pubFrameLength(size);
      if (published !== sample.published) {
        throw new Error(
          `${contestant} on ${runtime} published ${sample.published}, the sink had ${published}`,
        );
      }
      return sample;
    },
    close: () => child.stop(),
  };
}

/** Clients receive from the fake server. */
export async function receiveArena(setting: Setting, times: Times, work: ClientWork): Promise<Arena> {
  const { child, port } = await fakeServer("blast");
  return clientArena(setting, { ...times, ...work, port }, [child]);
}

/** Clients send requests through nats-server to a plain responder, or to a fake server that answers itself. */
export async function requestArena(setting: Setting, times: Times, work: ClientWork): Promise<Arena> {
  if (setting.natsServer === undefined) {
    const { child, port } = await fakeServer("echo");
    return clientArena(setting, { ...times, ...work, port }, [child]);
  }
  const { child, port } = await natsServer(setting.natsServer.path);
  const responder = new Child(script("load_worker", "echo", port));
  await responder.json<{ ready: true }>();
  return clientArena(setting, { ...times, ...work, port }, [responder, child]);
}

function clientArena(setting: Setting, job: Omit<ClientJob, "modules">, others: Child[]): Arena {
  return {
    async sample(contestant, runtime) {
      const worker = contestant === "raw socket"
        ? workerOn(setting, runtime, [], { script: "raw_worker" })
        : await workerFor(setting, contestant, runtime, "client");
      return worker === undefined ? undefined : await measure(worker, { ...job });
    },
    close: async () => {
      for (const other of others) await other.stop();
    },
  };
}

/** Parsers alone: nothing is at the other end. */
export function parserArena(setting: Setting, times: Times, size: number): Arena {
  return {
    async sample(contestant, runtime) {
      const worker = await workerFor(setting, contestant, runtime, "parser");
      return worker === undefined ? undefined : await measure(worker, { ...times, size });
    },
    close: () => Promise.resolve(),
  };
}

/** How fast the fake servers are at best: messages from the one, and publications to the other, a second. */
export async function ceilings(times: Times, size: number): Promise<{ receive: number; publish: number }> {
  const most = async (work: "drain" | "publish", ...server: (string | number)[]) => {
    const { child, port } = await fakeServer(...server);
    const round = (count: number) =>
      withChild(new Child(script("load_worker", work, port, size, count)), async (loader) => {
        const { start, end } = await loader.json<LoadLine>();
        return end - start;
      });
    const { ops, seconds } = await withChild(child, () => measureRounds(times, blockCount(size), round));
    return ops / seconds;
  };
  return {
    receive: await most("drain", "blast"),
    publish: await most("publish", "sink", pubFrameLength(size)),
  };
}
