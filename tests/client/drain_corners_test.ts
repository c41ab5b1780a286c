/** Corners of `drain` where it once waited for what could not come, or not for what would. */

import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assertEquals, assertRejects, test } from "../_test.ts";
import { deliver, gate, nextStatus, settled, until, withFake, withServer } from "./_client.ts";

test("drain of a subscription that makes the connection wait does not wait for itself", async () => {
  for (const from of ["its loop", "elsewhere", "elsewhere, with a stream"] as const) {
    await withServer(async (nc) => {
      const sub = nc.subscribe("a", { pendingMsgs: 1, pendingPolicy: "pause" });
      for (let n = 0; n < 5; n++) nc.publish("a", `${n}`);
      await nextStatus(nc, "slowConsumer");
      const seen: string[] = [];
      if (from === "its loop") {
        for await (const msg of sub) {
          seen.push(msg.string());
          if (seen.length === 1) await sub.drain();
        }
      } else if (from === "elsewhere") {
        await sub.drain();
        for await (const msg of sub) seen.push(msg.string());
      } else {
        const { readable } = sub;
        const report = await sub.drain({ timeout: 5 });
        assertEquals(report.left.length, 1);
        const reader = readable.getReader();
        for (let next = await reader.read(); !next.done; next = await reader.read()) {
          seen.push(next.value.string());
        }
      }
      assertEquals(seen, ["0", "1", "2", "3", "4"]);
    });
  }
});

test("drain of a connection does not wait for a subscription that nobody reads and that pauses reading", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { pendingMsgs: 1, pendingPolicy: "pause" });
    for (let n = 0; n < 5; n++) nc.publish("a", `${n}`);
    await nextStatus(nc, "slowConsumer");
    const report = await nc.drain({ timeout: 20_000 });
    assertEquals(report.left.map((left) => [left.sub === sub, left.pending]), [[true, 5]]);
  });
});

test("drain of a subscription ends with its timeout or signal also where the server does not answer", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    const timed = nc.subscribe("a");
    const draining = timed.drain({ timeout: 50 });
    await link.sees("UNSUB 1\r\n");
    assertEquals(await settled(draining), false);
    await clock.advance(50);
    assertEquals((await draining).left, []);
    assertEquals([timed.isClosed(), await timed.closed], [true, undefined]);

    const given = nc.subscribe("a");
    const giveUp = new AbortController();
    const aborted = given.drain({ signal: giveUp.signal });
    await link.sees("UNSUB 2\r\n");
    const reason = new Error("enough");
    giveUp.abort(reason);
    assertEquals(await assertRejects(() => aborted), reason);
    const late = nc.subscribe("a").drain({ signal: giveUp.signal });
    assertEquals(await assertRejects(() => late), reason);
  }, { client: { clock } });
});

test("drains of one subscription at the same time all settle when it has finished", async () => {
  await withServer(async (nc) => {
    const { passed, open } = gate();
    const sub = nc.subscribe("a", { callback: () => passed });
    await deliver(nc, 2);
    const drains = [sub.drain({}), sub.drain({ timeout: 10_000 }), nc.drain({})];
    assertEquals(await settled(Promise.race(drains)), false);
    open();
    const reports = await Promise.all(drains);
    assertEquals(reports, [{ left: [] }, { left: [] }, { left: [] }]);
  });
});

test("drain of a connection called in a handler that goes on waits for the other handlers", async () => {
  for (const handler of ["asynchronous", "synchronous"] as const) {
    await withServer(async (nc) => {
      const { passed, open } = gate();
      let finished = 0;
      let draining: Promise<void> | undefined;
      nc.subscribe("a", {
        callback: (_error, msg) => {
          if (msg.string() === "0") return passed.then(() => void finished++);
          draining = nc.drain();
          if (handler === "asynchronous") return Promise.resolve();
        },
      });
      nc.publish("a", "0");
      nc.publish("a", "1");
      await until(() => draining !== undefined);
      assertEquals(await settled(draining!), false);
      open();
      await draining;
      assertEquals(finished, 1);
    });
  }
});

test("drain of a connection waits for handlers and loops of subscriptions that have ended", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const answers = other.subscribe("answers", { callback: () => {} });
    await other.flush();
    const { passed, open } = gate();
    nc.subscribe("a", {
      max: 2,
      callback: async () => {
        await passed;
        nc.publish("answers");
      },
    });
    const sub = nc.subscribe("a", { max: 2 });
    const loop = (async () => {
      for await (const _ of sub) {
        await passed;
        nc.publish("answers");
      }
    })();
    await deliver(nc, 2);
    assertEquals(sub.isClosed(), true);
    const draining = nc.drain();
    assertEquals(await settled(draining), false);
    open();
    await draining;
    await loop;
    await other.flush();
    assertEquals(answers.getReceived(), 4);
  });
});

test("an ended subscription whose loop nobody goes on with does not hold up a drain", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 1 });
    const loop = sub[Symbol.asyncIterator]();
    const first = loop.next();
    await deliver(nc, 1);
    assertEquals((await first).done, false);
    const report = await nc.drain({ timeout: 20_000 });
    assertEquals(report.left, []);
  });
});

test("drain of a connection waits for what the drain of a subscription waits for, and for no loop that was left", async () => {
  await withServer(async (nc) => {
    const { passed, open } = gate();
    const sub = nc.subscribe("a");
    let finished = 0;
    const loop = (async () => {
      for await (const _ of sub) {
        await passed;
        finished++;
      }
    })();
    const left = nc.subscribe("a");
    const first = left[Symbol.asyncIterator]().next();
    await deliver(nc, 1);
    await first;
    await left.drain();
    const reported = sub.drain({});
    await sub.closed;
    const draining = nc.drain({ timeout: 20_000 });
    assertEquals(await settled(draining), false);
    open();
    await Promise.all([loop, reported]);
    assertEquals([(await draining).left, finished], [[], 1]);
  });
});

test("close while a drain waits for a handler ends the drain too", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    const { passed, open } = gate();
    const sub = nc.subscribe("a", { callback: () => passed });
    await deliver(nc, 1);
    const draining = nc.drain({});
    assertEquals(await settled(draining), false);
    await nc.close();
    const { left } = await draining;
    assertEquals(left.map((each) => [each.sub === sub, each.unfinished]), [[true, 1]]);
    assertEquals(clock.pending, 0);
    open();
  }, { client: { clock } });
});

test("a request with noMux that waits when the drain begins still gets its answer", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const { passed, open } = gate();
    other.subscribe("service", {
      callback: async (_error, msg) => {
        await passed;
        msg.respond("answer");
      },
    });
    await other.flush();
    const answers: string[] = [];
    nc.subscribe("a", {
      callback: async () => {
        const answer = await nc.request("service", "", { noMux: true, timeout: 10_000 });
        answers.push(answer.string());
      },
    });
    await deliver(nc, 1);
    const draining = nc.drain();
    assertEquals(await settled(draining), false);
    open();
    await draining;
    assertEquals(answers, ["answer"]);
  });
});
