import {
  InvalidArgumentError,
  InvalidOperationError,
  InvalidSubjectError,
  type Msg,
  PermissionViolationError,
  type Subscription,
  syncIterator,
  TimeoutError,
} from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { nextStatus, watchStatus, withFake, withServer } from "./_client.ts";

/** The texts of all messages until the subscription ends. */
async function texts(sub: Subscription): Promise<string[]> {
  const all: string[] = [];
  for await (const msg of sub) all.push(msg.string());
  return all;
}

test("subscribe hands messages to its callback, with null for the error", async () => {
  await withServer(async (nc) => {
    const seen: unknown[] = [];
    const sub = nc.subscribe("a.b", {
      callback: (error, msg) => void seen.push(error, msg.subject, msg.sid),
    });
    nc.publish("a.b");
    await nc.flush();
    assertEquals(seen, [null, "a.b", sub.getID()]);
    assertEquals([sub.getSubject(), sub.getReceived(), sub.getProcessed(), sub.getPending()], [
      "a.b",
      1,
      1,
      0,
    ]);
    assertEquals([sub.isClosed(), sub.isDraining(), sub.getMax()], [false, false, undefined]);
  });
});

test("subscribe is iterated by for await, messages waiting meanwhile", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    for (const text of ["1", "2", "3"]) nc.publish("a", text);
    await nc.flush();
    assertEquals([sub.getReceived(), sub.getPending(), sub.getProcessed()], [3, 3, 0]);
    const seen: string[] = [];
    for await (const msg of sub) {
      seen.push(msg.string());
      if (seen.length === 3) nc.publish("a", "4");
      if (seen.length === 4) sub.unsubscribe();
    }
    assertEquals(seen, ["1", "2", "3", "4"]);
    assertEquals([sub.getPending(), sub.getProcessed(), await sub.closed], [0, 4, undefined]);
  });
});

test("break and return end the subscription, and drop what waits", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    for (let n = 0; n < 3; n++) nc.publish("a");
    for await (const _msg of sub) break;
    assertEquals([sub.isClosed(), await sub.closed, sub.getPending()], [true, undefined, 0]);
    await nc.flush();
    nc.publish("a");
    await nc.flush();
    assertEquals(nc.stats().inMsgs, 3);
  });
});

test("an error thrown in the loop ends the subscription and reaches the loop's owner", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    nc.publish("a");
    await assertRejects(
      async () => {
        for await (const _msg of sub) throw new Error("mine");
      },
      Error,
      "mine",
    );
    assertEquals(sub.isClosed(), true);
    assertEquals(nc.isClosed(), false);
  });
});

test("iterating a second time or one with a callback is refused", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    const first = sub[Symbol.asyncIterator]();
    const error = await assertRejects(
      () => texts(sub),
      InvalidOperationError,
      "iterator is already yielding",
    );
    assertEquals(error.code, "INVALID_OPERATION");
    nc.publish("a", "1");
    assertEquals((await first.next()).value.string(), "1");
    const called = nc.subscribe("b", { callback: () => {} });
    await assertRejects(() => texts(called), InvalidOperationError, "when a callback is registered");
  });
});

test("an iterator that is asked ahead gives each its message in order, then the end", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 2 });
    const pulled = syncIterator(sub);
    const asked = [pulled.next(), pulled.next(), pulled.next(), pulled.next()];
    nc.publish("a", "1");
    nc.publish("a", "2");
    const answers = await Promise.all(asked);
    assertEquals(answers.map((msg) => msg?.string()), ["1", "2", undefined, undefined]);
  });
});

test("queue gives each message to one member of the group, and to every group", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const members = [nc, nc, other].map((one) => one.subscribe("work", { queue: "q", callback: () => {} }));
    const lone = other.subscribe("work", { queue: "another", callback: () => {} });
    const all = nc.subscribe("work", { callback: () => {} });
    await other.flush();
    for (let n = 0; n < 300; n++) nc.publish("work");
    await nc.flush();
    await other.flush();
    const counts = members.map((sub) => sub.getReceived());
    assertEquals(counts.reduce((sum, count) => sum + count), 300);
    assert(counts.every((count) => count > 20), `an uneven split: ${counts}`);
    assertEquals([lone.getReceived(), all.getReceived()], [300, 300]);
  });
});

test("wildcards match one token or all that follow", async () => {
  await withServer(async (nc) => {
    const subs = ["a.*", "a.>", "*.b", ">", "a.b", "a*", "*"].map((subject) =>
      nc.subscribe(subject, { callback: () => {} })
    );
    for (const subject of ["a.b", "a.c", "a.b.c", "a", "a*"]) nc.publish(subject);
    await nc.flush();
    assertEquals(subs.map((sub) => sub.getReceived()), [2, 3, 1, 5, 1, 1, 2]);
  });
});

test("several subscriptions to one subject each get every message", async () => {
  await withServer(async (nc) => {
    const subs = Array.from({ length: 50 }, () => nc.subscribe("a", { max: 2 }));
    nc.publish("a", "1");
    nc.publish("a", "2");
    for (const all of await Promise.all(subs.map(texts))) assertEquals(all, ["1", "2"]);
  });
});

test("max ends the subscription after so many messages, for callbacks and loops", async () => {
  await withServer(async (nc) => {
    const looped = nc.subscribe("a", { max: 2 });
    let calls = 0;
    const called = nc.subscribe("a", { max: 3, callback: () => void calls++ });
    for (const text of ["1", "2", "3", "4"]) nc.publish("a", text);
    assertEquals(await texts(looped), ["1", "2"]);
    assertEquals([looped.getMax(), looped.getReceived(), looped.isClosed()], [2, 2, true]);
    await called.closed;
    await nc.flush();
    assertEquals([calls, called.getReceived()], [3, 3]);
    assertEquals(nc.stats().inMsgs, 5);
  });
});

test("unsubscribe with a number counts from the beginning of the subscription", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { callback: () => {} });
    for (let n = 0; n < 3; n++) nc.publish("a");
    await nc.flush();
    sub.unsubscribe(5);
    assertEquals([sub.isClosed(), sub.getMax()], [false, 5]);
    for (let n = 0; n < 5; n++) nc.publish("a");
    await sub.closed;
    await nc.flush();
    assertEquals([sub.getReceived(), nc.stats().inMsgs], [5, 5]);
  });
});

test("unsubscribe with a number that has been reached ends at once", async () => {
  await withServer(async (nc) => {
    for (const max of [2, 1, 0]) {
      const sub = nc.subscribe("a", { callback: () => {} });
      nc.publish("a");
      nc.publish("a");
      await nc.flush();
      sub.unsubscribe(max);
      assertEquals([max, sub.isClosed()], [max, true]);
      nc.publish("a");
      await nc.flush();
      assertEquals(sub.getReceived(), 2);
    }
  });
});

test("unsubscribe refuses a number that the protocol does not carry, and the subscription goes on", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 1 });
    for (const max of [-1, NaN, 1.5, Infinity, 1_000_000_000]) {
      assertThrows(() => sub.unsubscribe(max), InvalidArgumentError, "'max'");
    }
    nc.publish("a", "1");
    assertEquals(await texts(sub), ["1"]);
  });
});

test("unsubscribe lets a loop take what waits, then ends it; a second time does nothing", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    nc.publish("a", "1");
    nc.publish("a", "2");
    await nc.flush();
    sub.unsubscribe();
    sub.unsubscribe();
    sub.unsubscribe(5);
    assertEquals(await texts(sub), ["1", "2"]);
  });
});

test("unsubscribe in a callback ends it there, though more had arrived in the same read", async () => {
  await withFake(async (nc, link) => {
    let calls = 0;
    const sub: Subscription = nc.subscribe("a", {
      callback: () => {
        calls++;
        sub.unsubscribe();
      },
    });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 0\r\n\r\n".repeat(3) + "PING\r\n");
    await link.sees("PONG\r\n");
    await link.sees("UNSUB 1\r\n");
    assertEquals([calls, sub.isClosed()], [1, true]);
  });
});

test("timeout fails the loop, closed and the callback when no first message comes", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    const looped = nc.subscribe("a", { timeout: 500 });
    const seen: unknown[] = [];
    const called = nc.subscribe("a", { timeout: 600, callback: (error, msg) => void seen.push(error, msg) });
    const failing = assertRejects(() => texts(looped), TimeoutError);
    await clock.advance(499);
    assertEquals(looped.isClosed(), false);
    await clock.advance(1);
    assertEquals((await failing).code, "TIMEOUT");
    assert(await looped.closed instanceof TimeoutError);
    await clock.advance(100);
    assert(seen[0] instanceof TimeoutError);
    assertEquals([seen.length, called.isClosed()], [2, true]);
    nc.publish("a");
    await nc.flush();
    assertEquals([nc.stats().inMsgs, nc.isClosed()], [0, false]);
  }, { client: { clock } });
});

test("timeout means the first message only, and ends with the subscription", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { timeout: 500, callback: () => {} });
    const left = nc.subscribe("b", { timeout: 500 });
    nc.publish("a");
    await nc.flush();
    left.unsubscribe();
    await clock.advance(10_000);
    assertEquals([sub.isClosed(), await left.closed], [false, undefined]);
  }, { client: { clock } });
});

test("slow tells once when more wait than it says, and again after the loop has caught up", async () => {
  await withServer(async (nc) => {
    const seen = watchStatus(nc);
    const sub = nc.subscribe("a", { slow: 2 });
    const burst = async (count: number) => {
      for (let n = 0; n < count; n++) nc.publish("a");
      await nc.flush();
    };
    await burst(2);
    assertEquals(seen, []);
    await burst(3);
    const [told] = seen;
    assert(told?.type === "slowConsumer" && told.sub === sub);
    assertEquals([told.pending, seen.length], [3, 1]);
    const loop = sub[Symbol.asyncIterator]();
    for (let n = 0; n < 5; n++) await loop.next();
    await burst(1);
    await burst(3);
    assertEquals(seen.length, 2);
  });
});

test("subscribe refuses what NATS cannot carry, and sends nothing of it", async () => {
  await withFake(async (nc, link) => {
    const subjects = ["", " ", "a b", "a\r\nb", "a\0b", "a..b", ".a", "a.", ".", ">.a", "a.>.b", "a\tb"];
    for (const subject of subjects) assertThrows(() => nc.subscribe(subject), InvalidSubjectError);
    for (const subject of [undefined, null, 5]) {
      assertThrows(() => nc.subscribe(subject as unknown as string), InvalidSubjectError);
    }
    for (const queue of ["q q", "q\r\nPUB a 0", "q\t", "q\0", " "]) {
      assertThrows(() => nc.subscribe("a", { queue }), InvalidArgumentError, "'queue'");
    }
    for (const timeout of [-1, NaN, "1"] as number[]) {
      assertThrows(() => nc.subscribe("a", { timeout }), InvalidArgumentError, "'timeout'");
    }
    for (const max of [-1, NaN, "1", 1.5, Infinity, 1_000_000_000] as number[]) {
      assertThrows(() => nc.subscribe("a", { max }), InvalidArgumentError, "'max'");
    }
    assertThrows(() => nc.subscribe("a", { callback: 5 as unknown as () => void }), InvalidArgumentError);
    nc.subscribe("a.*.b*.>", { queue: "q.*>" });
    assertEquals(await link.sees("\r\n"), "SUB a.*.b*.> q.*> 1\r\n");
  });
});

test("subscribe takes frozen options, and what counts as nothing in JavaScript", async () => {
  await withServer(async (nc) => {
    const options = Object.freeze({ max: 1, queue: "", timeout: 0, callback: undefined });
    const sub = nc.subscribe("a", options);
    const none = nc.subscribe("a", { callback: null as unknown as undefined, max: 1 });
    nc.publish("a", "1");
    assertEquals([await texts(sub), await texts(none)], [["1"], ["1"]]);
  });
});

test("a subscription that is not permitted fails with what the server said, and harms no other", async () => {
  const users = [{ user: "u", pass: "p", permissions: { subscribe: { deny: ["secret.>"] } } }];
  await withServer(async (nc) => {
    const told = nextStatus(nc, "error");
    const looped = nc.subscribe("secret.a");
    const errors: unknown[] = [];
    const called = nc.subscribe("secret.a", { callback: (error) => void errors.push(error) });
    const fine = nc.subscribe("open", { max: 1 });
    const error = await assertRejects(() => texts(looped), PermissionViolationError);
    assertEquals([error.operation, error.subject, error.queue], ["subscription", "secret.a", undefined]);
    assert(await called.closed instanceof PermissionViolationError);
    assert((await told).error instanceof PermissionViolationError);
    assert(errors.length === 1 && errors[0] instanceof PermissionViolationError);
    nc.publish("open", "still here");
    assertEquals(await texts(fine), ["still here"]);
  }, { server: { users }, client: { user: "u", pass: "p" } });
});

test("a callback that subscribes again when it is refused is told once for each refusal", async () => {
  await withFake(async (nc, link) => {
    let told = 0;
    const again = (): Subscription =>
      nc.subscribe("a", {
        callback: (error) => {
          if (error !== null && ++told < 3) again();
        },
      });
    again();
    for (const times of [1, 2, 3]) {
      await link.sees(`SUB a ${times}\r\n`);
      await link.send(`-ERR 'Permissions Violation for Subscription to "a"'\r\nPING\r\n`);
      await link.sees("PONG\r\n");
      assertEquals(told, times);
    }
  });
});

test("a queue subscription that is not permitted ends, the plain one to the same subject goes on", async () => {
  await withFake(async (nc, link) => {
    const plain = nc.subscribe("a", { max: 1 });
    const grouped = nc.subscribe("a", { queue: "q" });
    await link.sees("SUB a q 2\r\n");
    await link.send(`-ERR 'Permissions Violation for Subscription to "a" using queue "q"'\r\n`);
    const error = await grouped.closed;
    assert(error instanceof PermissionViolationError);
    assertEquals([error.subject, error.queue], ["a", "q"]);
    await link.send("MSG a 1 2\r\nhi\r\n");
    assertEquals(await texts(plain), ["hi"]);
  });
});

test("drain of a subscription hands over what is on its way, and nothing that is published later", async () => {
  await withServer(async (nc) => {
    const seen: Msg[] = [];
    const called = nc.subscribe("a", { callback: (_error, msg) => void seen.push(msg) });
    const looped = nc.subscribe("a");
    for (let n = 0; n < 100; n++) nc.publish("a", String(n));
    const draining = [called.drain(), looped.drain()];
    assertEquals([called.isDraining(), called.isClosed()], [true, false]);
    nc.publish("a", "late");
    await Promise.all(draining);
    assertEquals([seen.length, called.isClosed(), looped.isClosed()], [100, true, true]);
    assertEquals((await texts(looped)).length, 100);
    await nc.flush();
    assertEquals(seen.length, 100);
  });
});

test("drain of a subscription may be asked for twice, not after it has ended", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    await Promise.all([sub.drain(), sub.drain()]);
    await sub.drain();
    const gone = nc.subscribe("b");
    gone.unsubscribe();
    await assertRejects(() => gone.drain(), InvalidOperationError, "already closed");
    await gone[Symbol.asyncDispose]();
  });
});

test("asyncDispose of a subscription drains it", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    nc.publish("a", "1");
    await sub[Symbol.asyncDispose]();
    await sub[Symbol.asyncDispose]();
    assertEquals([await texts(sub), sub.isClosed()], [["1"], true]);
  });
});

test("messages for an id that nobody has are counted and passed over", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", { max: 1 });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 7 1\r\nx\r\nMSG a 0 1\r\nx\r\nMSG a abc 1\r\nx\r\nMSG a 1 2\r\nok\r\n");
    assertEquals(await texts(sub), ["ok"]);
    assertEquals(nc.stats().inMsgs, 4);
  });
});
