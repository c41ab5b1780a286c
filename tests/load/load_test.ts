/**
 * Many clients that publish, subscribe, ask and come and go, on a server in a process of its own. In the usual run
 * a few hundred for a few seconds; with `deno task test tests/load --full` 5,000 for a minute.
 */
import { env } from "../_process.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { type Cell, CELL_CONNECTIONS, openCells, runCells, Tally } from "./_cell.ts";
import { CLOSED_CLIENT_BYTES, ServerProcess } from "./_processes.ts";

const isFull = env("NATWIRE_LOAD") === "full";
const CONNECTIONS = isFull ? 5000 : 200;
const SECONDS = isFull ? 60 : 2;
const PAUSE_MS = isFull ? 5000 : 0;

/** How much more the server may keep when all have gone than before they came, bytes. */
const MAX_GROWTH_BYTES = 4 * 2 ** 20 + CLOSED_CLIENT_BYTES * CONNECTIONS;

/** Opens the clients, has them at it for a while, and closes them. */
async function load(port: number, seconds: number): Promise<Tally> {
  const tally = new Tally();
  const cells: Cell[] = await openCells(CONNECTIONS / CELL_CONNECTIONS, port, tally);
  const untilMs = performance.now() + seconds * 1000;
  await runCells(cells, () => performance.now() < untilMs, PAUSE_MS);
  for (const cell of cells) await cell.close();
  return tally;
}

test(
  `Server serves ${CONNECTIONS} clients for ${SECONDS} s, completely and in order, and keeps nothing of them`,
  async () => {
    await using server = await ServerProcess.start();
    const before = await server.look();
    // What is loaded, compiled and kept once is no growth: the first time counts for that.
    const rounds = [await load(server.port, 0)];
    const warm = await server.lookUntil("those leaving", (stats) => stats.connections === 2);
    rounds.push(await load(server.port, SECONDS));
    const after = await server.lookUntil("those leaving", (stats) => stats.connections === 2);
    for (const { problems } of rounds) assertEquals(problems, []);
    const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    const heaps = [before, warm, after].map(({ heap }) => mib(heap)).join(", ");
    if (isFull) {
      console.log(
        `started in ${server.startMs.toFixed(1)} ms; ${rounds[1]!.text}; heap ${heaps}; resident ${
          mib(after.resident)
        }`,
      );
    }
    assert(after.heap - warm.heap < MAX_GROWTH_BYTES, `heap at first, after a round, after all: ${heaps}`);
    assertEquals(after.stats.subscriptions, before.stats.subscriptions);
    assertEquals([after.stats.slowConsumers, after.stats.staleConnections], [0, 0]);
  },
  { limitMs: isFull ? 240_000 : 60_000 },
);
