import { FULL_BYTES, Pace } from "../../src/server/pace.ts";
import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

/** The pace of a client that has no room. */
function full() {
  const clock = new VirtualClock();
  const backlog = { pendingBytes: FULL_BYTES + 1 };
  const pace = new Pace(backlog, { clock, behindBytes: Infinity });
  return {
    clock,
    pace,
    /** Waits, and tells whether that is over. */
    waiting(): { over: boolean } {
      const state = { over: false };
      void pace.wait().then(() => state.over = true);
      return state;
    },
    /** Sends some of it, and then there is more. */
    send(): void {
      backlog.pendingBytes = FULL_BYTES;
      pace.sent();
      backlog.pendingBytes = FULL_BYTES + 1;
    },
  };
}

test("Pace lets those go on who wait when there is room, and leaves no timer once it is stopped", async () => {
  const { clock, pace, waiting, send } = full();
  const [one, two] = [waiting(), waiting()];
  pace.sent();
  await clock.advance(0);
  assertEquals([one.over, two.over], [false, false]);
  send();
  await clock.advance(0);
  assertEquals([one.over, two.over, pace.isFull], [true, true, true]);
  const three = waiting();
  pace.stop();
  await clock.advance(0);
  assertEquals([three.over, pace.isFull, clock.pending], [true, false, 0]);
});

test("Pace waits on while there is room now and then, and gives up for a while after 25 ms without any", async () => {
  const { clock, pace, waiting, send } = full();
  for (let turn = 0; turn < 5; turn++) {
    void pace.wait();
    await clock.advance(15);
    send();
  }
  const last = waiting();
  await clock.advance(24);
  assertEquals(last.over, false);
  await clock.advance(26);
  assertEquals([last.over, pace.isFull], [true, false]);
  await clock.advance(250);
  assert(pace.isFull);
  void pace.wait();
  await clock.advance(25 + 499);
  assert(!pace.isFull, "twice as long without any try");
  await clock.advance(1);
  assert(pace.isFull);
  pace.stop();
});

test("Server reads no faster than a subscriber takes, and waits for one that is stuck only once in a while", async () => {
  const clock = new VirtualClock();
  const server = await startTestServer({ clock });
  const publisher = await Peer.join(server);
  const healthy = await Peer.join(server, QUIET + "SUB a 1\r\n");
  const stuck = new Peer(server.connectInProcess(), false);
  await stuck.send("SUB a 1\r\n");
  while (server.stats().subscriptions < 2) await publisher.sync();
  const size = FULL_BYTES / 4;
  const answer = publisher.sync(pub("a", "x".repeat(size)).repeat(40));
  while (clock.nextAtMs !== 25) await clock.advance(0);
  const { inMsgs } = server.stats();
  for (let turn = 0; turn < 20; turn++) await clock.advance(0);
  assertEquals(server.stats().inMsgs, inMsgs);
  assert(inMsgs < 10, `${inMsgs} messages were read`);
  await clock.advance(50);
  await answer;
  assertEquals(server.stats().inMsgs, 40);
  assertEquals((await healthy.sync()).split("MSG").length - 1, 40);
  void stuck.startReading();
  await server.close();
});
