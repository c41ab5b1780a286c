/** A server that is killed and started again while its client goes on publishing: what arrives, and in which order. */

import { connect } from "../../mod.ts";
import { seededRandom } from "../../src/testing/faults.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { natwireServer, realServer, runOutage } from "./_outage.ts";
import { MESSAGES, OUTAGES, type Outcome } from "./_outage_program.ts";
import { RecordingServer } from "./_recording_server.ts";

/** How much more than when idle a client may keep, after collection. */
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

/** How many are published without a connection at least, in each outage. */
const MEANWHILE = 5000;

/** Whether every number of this run was handed over before one of the losses, and confirmed by nothing. */
function mayBeLost([first, last]: [number, number], { losses }: Outcome): boolean {
  return losses.some(({ confirmed, handed }) => confirmed < first && last <= handed);
}

function check(outcome: Outcome): void {
  const { losses, stats, missing, grown } = outcome;
  assertEquals([losses.length, stats.reconnects, stats.outMsgs], [OUTAGES, OUTAGES, MESSAGES]);
  for (const { meanwhile } of losses) assert(meanwhile >= MEANWHILE, `${meanwhile} without a connection`);
  assertEquals(outcome.outOfOrder, 0, "some came out of order, or twice");
  // What was not handed over is not among those: it arrived.
  assertEquals(missing.filter((run) => !mayBeLost(run, outcome)), [], "lost, and should not be");
  const handed = losses.reduce((sum, loss) => sum + loss.handed - loss.confirmed, 0);
  const lost = missing.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  assertEquals([stats.unconfirmed, stats.droppedOut, stats.inMsgs], [handed, 0, MESSAGES - lost]);
  assert(lost <= stats.unconfirmed, `${lost} are lost, ${stats.unconfirmed} were counted`);
  for (const bytes of Object.values(grown)) assert(bytes <= MAX_GROWTH_BYTES, JSON.stringify(grown));
}

const servers = { "natwire server": natwireServer(), "nats-server": await realServer() };
for (const [name, command] of Object.entries(servers)) {
  const skip = "skip" in command ? command.skip : false;
  test(
    `outage: what a client of ${name} publishes while that is killed five times arrives in order, once`,
    async () => {
      if (!("skip" in command)) check(await runOutage(command));
    },
    { skip },
  );
}

/** As assertEquals, with a message of less than a megabyte. */
function assertSame(actual: readonly number[], expected: readonly number[]): void {
  const at = expected.findIndex((number, at) => number !== actual[at]);
  const about = ([...list]: readonly number[]) => list.slice(Math.max(0, at - 3), at + 3);
  if (at >= 0) assertEquals(about(actual), about(expected), `the lists differ at ${at}`);
  assertEquals(actual.length, expected.length);
}

/** The same in memory: what was handed over is known to the byte here, and can be compared exactly. */
async function outageInMemory(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const clock = new VirtualClock();
  const server = new RecordingServer();
  /** Lets the server read everything until this is settled. */
  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    let waiting = true;
    void promise.finally(() => waiting = false);
    while (waiting) {
      await clock.advance(1);
      server.link.take(Infinity);
    }
    return await promise;
  };
  const nc = await settled(connect({
    clock,
    dial: server.dial,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 5,
    reconnectJitter: 0,
  }));
  const received: number[] = [];
  nc.subscribe("numbered", { callback: (_error, msg) => void received.push(parseInt(msg.string())) });
  let published = 0;
  const publishSome = () => {
    for (let n = upTo(100); n > 0 && published < MESSAGES; n--) {
      nc.publish("numbered", `${++published} ${"x".repeat(upTo(80))}`);
    }
    if (upTo(20) === 0) nc.flush().catch(() => {});
    // The application may drop a connection that is as good as any, too.
    if (upTo(500) === 0) void nc.reconnect();
  };
  const publishFor = async (ms: number) => {
    for (; ms > 0; ms--) {
      publishSome();
      await clock.advance(1);
    }
  };
  for (let kills = 0; published < MESSAGES;) {
    await publishFor(1);
    // On the whole as much as is published, but never evenly; a new connection is greeted late.
    server.link.take(upTo(20) === 0 ? 200_000 : upTo(8000));
    if (kills === OUTAGES || published < (kills + 1) * MESSAGES / (OUTAGES + 1)) continue;
    kills++;
    // Some are killed again while the client still shakes hands with them.
    for (let again = upTo(2); again >= 0; again--) {
      server.die();
      await publishFor(upTo(100));
      server.rise();
      await publishFor(upTo(10));
      if (again > 0) server.link.take(upTo(300));
    }
  }
  await settled(nc.flush());
  const { links } = server;
  // Every message was handed over once, in order: what one connection had got, no other got again.
  assertSame(links.flatMap(({ handed }) => handed), Array.from({ length: MESSAGES }, (_, at) => at + 1));
  assertSame(received, links.flatMap(({ delivered }) => delivered));
  const unconfirmed = links.slice(0, -1).reduce((sum, { handed, confirmed }) => {
    return sum + handed.length - confirmed;
  }, 0);
  const { outMsgs, inMsgs, droppedOut, ...counted } = nc.stats();
  assertEquals([outMsgs, inMsgs, droppedOut], [MESSAGES, received.length, 0]);
  assertEquals(counted.unconfirmed, unconfirmed);
  assert(counted.reconnects >= OUTAGES && unconfirmed > 0);
  assert(MESSAGES - received.length <= unconfirmed);
  server.die();
  await clock.runUntil(nc.close());
}

for (const seed of [1, 2, 3]) {
  test(`outage: only what was handed over and not confirmed can be lost, and nothing is sent twice (seed ${seed})`, async () => {
    await outageInMemory(seed);
  });
}
