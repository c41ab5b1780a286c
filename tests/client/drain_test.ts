/** What `drain` waits for, and for how long. */

import type { DrainReport, Status } from "../../mod.ts";
import { ClosedConnectionError, connect } from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { deliver, FakeServer, gate, nextStatus, settled, until, watchStatus, withServer } from "./_client.ts";

test("drain of a connection waits until the loop has come back from the last message, whose answer still goes out", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const answers = other.subscribe("answers", { callback: () => {} });
    await other.flush();
    const { passed, open } = gate();
    const sub = nc.subscribe("a");
    const loop = (async () => {
      for await (const msg of sub) {
        await passed;
        msg.respond();
      }
    })();
    await deliver(nc, 5);
    const draining = nc.drain();
    assertEquals([await settled(draining), nc.isClosed()], [false, false]);
    open();
    await draining;
    await loop;
    await other.flush();
    assertEquals([sub.getProcessed(), answers.getReceived()], [5, 5]);
  });
});

test("drain of a connection waits for asynchronous handlers, whose answers still go out", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const answers = other.subscribe("answers", { callback: () => {} });
    await other.flush();
    const { passed, open } = gate();
    nc.subscribe("a", {
      callback: async (_error, msg) => {
        await passed;
        msg.respond();
      },
    });
    await deliver(nc, 5);
    const draining = nc.drain();
    assertEquals(await settled(draining), false);
    open();
    await draining;
    await other.flush();
    assertEquals(answers.getReceived(), 5);
  });
});

test("drain waits no longer than its timeout, tells what was left, and closes", async () => {
  const clock = new VirtualClock();
  const ways: { client: { drainTimeout?: number }; options?: { timeout: number } }[] = [
    { client: { drainTimeout: 500 } },
    { client: {}, options: { timeout: 500 } },
  ];
  for (const { client, options } of ways) {
    await withServer(async (nc) => {
      const never = new Promise<void>(() => {});
      const looped = nc.subscribe("a");
      void (async () => {
        for await (const _msg of looped) await never;
      })();
      const called = nc.subscribe("a", { callback: () => never });
      const idle = nc.subscribe("b", { callback: () => {} });
      await deliver(nc, 3);
      const statuses = watchStatus(nc);
      const startMs = clock.now();
      let report: void | DrainReport;
      const draining = (options === undefined ? nc.drain() : nc.drain(options)).then((got) => report = got);
      await until(() => clock.pending > 0 && idle.isClosed());
      assertEquals(await settled(draining), false);
      await clock.advance(500);
      await draining;
      assertEquals([clock.now() - startMs, nc.isClosed()], [500, true]);
      const left = [
        { sub: looped, pending: 2, unfinished: 1 },
        { sub: called, pending: 0, unfinished: 3 },
      ];
      const told = statuses.find((status: Status) => status.type === "drainTimeout");
      assertEquals(
        told?.type === "drainTimeout" && told.left.map((each) => ({ ...each, sub: each.sub.getID() })),
        [
          ...left.map((each) => ({ ...each, sub: each.sub.getID() })),
        ],
      );
      if (options !== undefined) assertEquals(report!.left.length, 2);
    }, { client: { ...client, clock } });
  }
});

test("drain reports messages that nobody reads, and does not wait for a reader", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    await deliver(nc, 2);
    const report = await nc.drain({ timeout: 10_000 });
    assertEquals(report.left.map(({ sub, ...counts }) => ({ sid: sub.getID(), ...counts })), [
      { sid: sub.getID(), pending: 2, unfinished: 0 },
    ]);
  });
});

test("drain of a connection called in a handler, and awaited there, does not wait for itself", async () => {
  await withServer(async (nc) => {
    const done = gate();
    nc.subscribe("a", {
      callback: async () => {
        await nc.drain();
        done.open();
      },
    });
    await deliver(nc, 1);
    await done.passed;
    assertEquals(nc.isClosed(), true);
  });
});

test("drain of a subscription called in its own loop or handler delivers, and does not wait for itself", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    await deliver(nc, 3);
    let count = 0;
    for await (const _msg of sub) {
      count++;
      if (count === 1) await sub.drain();
    }
    assertEquals(count, 3);
    const ended = gate();
    const called = nc.subscribe("a", {
      callback: async () => {
        await Promise.resolve();
        await called.drain();
        ended.open();
      },
    });
    await deliver(nc, 1);
    await ended.passed;
    assertEquals(called.isClosed(), true);
  });
});

test("drain of a subscription waits for what was delivered when called from elsewhere", async () => {
  await withServer(async (nc) => {
    const { passed, open } = gate();
    const sub = nc.subscribe("a");
    const loop = (async () => {
      for await (const _msg of sub) await passed;
    })();
    // The loop waits: what comes now is handled after the drain has begun.
    for (let n = 0; n < 3; n++) nc.publish("a");
    const draining = sub.drain();
    assertEquals(await settled(draining), false);
    open();
    await draining;
    await loop;
    assertEquals(sub.getProcessed(), 3);
  });
});

test("drain of a subscription with options waits in any case and reports", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { callback: () => new Promise(() => {}) });
    await deliver(nc, 2);
    const draining = sub.drain({ timeout: 100 });
    await until(() => sub.isClosed());
    await settled(draining);
    await clock.advance(100);
    assertEquals((await draining).left.map(({ unfinished }) => unfinished), [2]);
  }, { client: { clock } });
});

test("drain given up by a signal rejects with its reason; the connection closes all the same", async () => {
  await withServer(async (nc) => {
    nc.subscribe("a", { callback: () => new Promise(() => {}) });
    await deliver(nc, 1);
    const control = new AbortController();
    const draining = nc.drain({ signal: control.signal });
    assertEquals(await settled(draining), false);
    control.abort(new Error("enough"));
    await assertRejects(() => draining, Error, "enough");
    assertEquals(nc.isClosed(), true);
  });
});

test("drain of a subscription whose connection is closed says so", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    await nc.close();
    const error = await assertRejects(() => sub.drain(), ClosedConnectionError);
    assertEquals([error.operation, error.subject], ["drain", "a"]);
  });
});

test("drain waits for no answer from a server that has stopped, whatever its subscriptions hold back", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { pendingMsgs: 1, pendingPolicy: "pause" });
    void sub[Symbol.asyncIterator]().next();
    for (let n = 0; n < 5; n++) nc.publish("a");
    const slow = nextStatus(nc, "slowConsumer");
    await slow;
    const draining = nc.drain({ timeout: 300 });
    await until(() => clock.pending > 0);
    await settled(draining);
    await clock.advance(300);
    await clock.advance(2000);
    const report = await draining;
    assert(report.left.length <= 1);
    assertEquals(nc.isClosed(), true);
  }, { client: { clock } });
});

test("drain reports the publishes that found no connection any more", async () => {
  let refused = false;
  const server = new FakeServer();
  const connecting = connect({
    dial: () => {
      if (refused) throw new Error("nobody there");
      return server.dial();
    },
    reconnectTimeWait: 50,
    reconnectJitter: 0,
    maxReconnectAttempts: 2,
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  const lost = nextStatus(nc, "disconnect");
  refused = true;
  // The first dial fails at once; the second, and with it the end, comes when the wait is over.
  link.close();
  await lost;
  nc.publish("a", "1");
  nc.publish("a", "2");
  const report = await nc.drain({ timeout: 10_000 });
  assertEquals(report, { left: [], unsent: 2 });
});
