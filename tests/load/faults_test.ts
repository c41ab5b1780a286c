/**
 * Clients that do not do what clients should, each crowd in a process of its own, and beside them clients that check
 * that nothing of it reaches them; the server in a process of its own too, where its memory is counted.
 */
import * as bcryptjs from "bcryptjs";
import { connect } from "../../mod.ts";
import type { ServerOptions } from "../../src/server/mod.ts";
import { env } from "../_process.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { openCells, runCells, Tally } from "./_cell.ts";
import type { Crowd } from "./crowd_program.ts";
import { CLOSED_CLIENT_BYTES, CrowdProcess, ServerProcess } from "./_processes.ts";
import type { Look } from "./server_program.ts";

const isFull = env("NATWIRE_LOAD") === "full";

/** How many clients misbehave at a time. */
const COUNT = isFull ? 2000 : 100;

/** How many of them stop reading: for each the system keeps some MB in its sockets. */
const STUCK = isFull ? 200 : 10;

const LOGINS = isFull ? 20_000 : 1000;
const CYCLES = 100_000;

/** How much more the server may keep when all have gone than before they came, bytes. */
const MAX_GROWTH_BYTES = 4 * 2 ** 20 + CLOSED_CLIENT_BYTES * COUNT;

/**
 * How long 99 % of the requests of others may take while some misbehave, ms. It allows for a machine that is busy with
 * other things; on one that is not, it is a few milliseconds.
 */
const MAX_LATENCY_MS = 1000;

/** A password and its hash, which takes a server some 60 ms to verify. */
const PASSWORD = "s3cret";
const HASH = bcryptjs.hashSync(PASSWORD, 10);

interface Case {
  readonly options?: ServerOptions & { login?: object };
  /** The crowds come one after the other; the first is for what is kept once. */
  readonly crowds: readonly Omit<Crowd, "port">[];
  /** What happens once all are there. */
  during?(server: ServerProcess, crowd: CrowdProcess, refused: number): Promise<void>;
}

/** Has a few clients work from before the crowds come until the last is gone, and looks what the server keeps in the end. */
async function withCrowds({ options = {}, crowds, during }: Case): Promise<Look> {
  await using server = await ServerProcess.start(options);
  const { port } = server;
  const { stats: { subscriptions } } = await server.look();
  const tally = new Tally();
  const cells = await openCells(2, port, tally, options.login);
  let over = false;
  const working = runCells(cells, () => !over);
  let warm: Look | undefined;
  const { stats: { connections } } = await server.look();
  try {
    for (const crowd of crowds) {
      const process = new CrowdProcess({ ...crowd, port });
      try {
        const refused = await process.ready();
        await during?.(server, process, refused);
      } finally {
        await process.kill();
      }
      const look = await server.lookUntil(
        "the crowd leaving",
        (stats) => stats.connections === connections,
      );
      warm ??= look;
    }
  } finally {
    over = true;
    await working;
  }
  const after = await server.look();
  for (const cell of cells) await cell.close();
  await server.lookUntil("everybody leaving", (stats) => stats.subscriptions === subscriptions);
  assertEquals(tally.problems, []);
  assert(tally.latencyMs(0.99) < MAX_LATENCY_MS, tally.text);
  const grown = after.heap - warm!.heap;
  assert(grown < MAX_GROWTH_BYTES, `the heap has grown by ${(grown / 2 ** 20).toFixed(1)} MiB`);
  if (isFull) {
    console.log(`${JSON.stringify(crowds[1])}: ${tally.text}; heap +${(grown / 2 ** 20).toFixed(1)} MiB`);
  }
  return after;
}

test(`Server keeps nothing of ${COUNT} clients that sent half a message and were killed`, async () => {
  const half = { kind: "half", count: COUNT } as const;
  await withCrowds({
    crowds: [half, half],
    during: async (server) => {
      await server.lookUntil("all being there", (stats) => stats.connections > COUNT);
    },
  });
});

test(`Server gives up ${COUNT} clients that disappear without a word, and keeps nothing of them`, async () => {
  const idle = { kind: "idle", count: COUNT, subject: "nothing.>" } as const;
  const after = await withCrowds({
    // As many PINGs a second as a crowd can answer while it is there.
    options: { pingIntervalMs: isFull ? 4000 : 500, pingMax: 2 },
    crowds: [idle, idle],
    during: async (server, crowd) => {
      const { stats: { connections, staleConnections } } = await server.look();
      crowd.freeze();
      await server.lookUntil(
        "the frozen ones being given up",
        (stats) => stats.staleConnections === staleConnections + COUNT,
        40_000,
      );
      assertEquals((await server.look()).stats.connections, connections - COUNT);
    },
  });
  assertEquals(after.stats.staleConnections, 2 * COUNT);
});

test(`Server cuts ${STUCK} clients off that stop reading, and its memory stays bounded meanwhile`, async () => {
  const maxPending = 256 * 1024;
  const stuck = { kind: "stuck", count: STUCK, subject: "flood" } as const;
  let most = 0;
  const after = await withCrowds({
    options: { maxPending, maxPayload: 64 * 1024 },
    crowds: [stuck, stuck],
    during: async (server) => {
      const { stats: { slowConsumers }, heap } = await server.look();
      const nc = await connect({ servers: `127.0.0.1:${server.port}`, reconnect: false });
      const payload = new Uint8Array(64 * 1024);
      for (;;) {
        for (let sent = 0; sent < 32; sent++) nc.publish("flood", payload);
        await nc.flush();
        const look = await server.look();
        most = Math.max(most, look.heap - heap);
        if (look.stats.slowConsumers === slowConsumers + STUCK) break;
      }
      await nc.close();
    },
  });
  assertEquals(after.stats.slowConsumers, 2 * STUCK);
  // Blocks are handed out in powers of two, and one is being sent while the next fills up.
  const bound = 3 * maxPending * STUCK + MAX_GROWTH_BYTES;
  assert(
    most < bound,
    `${(most / 2 ** 20).toFixed(1)} MiB were kept, over ${(bound / 2 ** 20).toFixed(1)} MiB`,
  );
});

test(`Server answers others while ${LOGINS} logins are wrong, and keeps nothing of them`, async () => {
  const login = { user: "u", pass: PASSWORD };
  const wrong = { kind: "wrong", count: 50, times: LOGINS } as const;
  const seen: number[] = [];
  await withCrowds({
    options: { users: [{ user: "u", pass: PASSWORD }], login },
    crowds: [wrong, wrong],
    during: (_server, _crowd, refused) => Promise.resolve(void seen.push(refused)),
  });
  assertEquals(seen, [LOGINS, LOGINS]);
});

test("Server answers others while wrong passwords are held against a bcrypt hash", async () => {
  const wrong = { kind: "wrong", count: 10, times: isFull ? 300 : 30 } as const;
  const seen: number[] = [];
  await withCrowds({
    options: { users: [{ user: "u", pass: HASH }], login: { user: "u", pass: PASSWORD } },
    crowds: [wrong, wrong],
    during: (_server, _crowd, refused) => Promise.resolve(void seen.push(refused)),
  });
  assertEquals(seen, [wrong.times, wrong.times]);
});

test(`Server takes ${CYCLES} subscriptions and their ends while others publish, and keeps nothing of them`, async () => {
  const churn = { kind: "churn", count: 4, times: CYCLES } as const;
  await withCrowds({ crowds: [churn, churn] });
});
