/** What a server keeps for a client that does nothing, and for a subscription. */

import { env } from "../_process.ts";
import { assert, test } from "../_test.ts";
import { CrowdProcess, ServerProcess } from "./_processes.ts";
import type { Crowd } from "./crowd_program.ts";
import type { Look } from "./server_program.ts";

const isFull = env("NATWIRE_LOAD") === "full";

/** A first crowd, for what is kept only once, and then one that counts. */
const FIRST = 50;
const CLIENTS = isFull ? 10_000 : 500;
const SUBSCRIPTIONS = isFull ? 1_000_000 : 50_000;

/** The most that may be kept for each, heap and buffers, bytes; what it was when this was written is a third less. */
const CLIENT_BYTES = 12_000;
const SUBSCRIPTION_BYTES = 700;

async function grown(
  first: Omit<Crowd, "port">,
  then: Omit<Crowd, "port">,
): Promise<[heap: number, resident: number]> {
  await using server = await ServerProcess.start();
  const crowds: CrowdProcess[] = [];
  const looks: Look[] = [];
  try {
    for (const crowd of [first, then]) {
      const process = new CrowdProcess({ ...crowd, port: server.port });
      crowds.push(process);
      await process.ready();
      looks.push(await server.look());
    }
  } finally {
    for (const crowd of crowds) await crowd.kill();
  }
  const [before, after] = looks as [Look, Look];
  return [after.heap - before.heap, after.resident - before.resident];
}

async function holds(
  what: string,
  most: number,
  count: number,
  memory: Promise<[number, number]>,
): Promise<void> {
  const [heap, resident] = (await memory).map((bytes) => Math.round(bytes / count)) as [number, number];
  if (isFull) console.log(`${what}: ${heap} bytes of heap and buffers, ${resident} resident`);
  assert(heap <= most, `${heap} bytes for ${what}`);
}

test(`Server keeps at most ${CLIENT_BYTES} bytes for a client that does nothing`, async () => {
  const memory = grown({ kind: "idle", count: FIRST }, { kind: "idle", count: CLIENTS });
  await holds("a client", CLIENT_BYTES, CLIENTS, memory);
}, { limitMs: isFull ? 240_000 : 60_000 });

test(`Server keeps at most ${SUBSCRIPTION_BYTES} bytes for a subscription`, async () => {
  const memory = grown({ kind: "many", count: 1, times: FIRST }, {
    kind: "many",
    count: 5,
    times: SUBSCRIPTIONS,
  });
  await holds("a subscription", SUBSCRIPTION_BYTES, SUBSCRIPTIONS, memory);
}, { limitMs: isFull ? 240_000 : 60_000 });
