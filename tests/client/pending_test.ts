import type { NatsConnection, Status, Subscription, SubscriptionOptions } from "../../mod.ts";
import { InvalidArgumentError } from "../../mod.ts";
import { assertEquals, assertThrows, test } from "../_test.ts";
import { withFake, withServer } from "./_client.ts";

/** Gathers the `slowConsumer` statuses of a connection, as `pending/dropped`. */
function watchSlow(nc: NatsConnection): string[] {
  const told: string[] = [];
  void (async () => {
    for await (const status of nc.status() as AsyncIterable<Status>) {
      if (status.type === "slowConsumer") told.push(`${status.pending}/${status.dropped}`);
    }
  })();
  return told;
}

/** Subscribes to `a`, publishes the numbers from 0 on there, and waits until they were delivered. */
async function flood(nc: NatsConnection, count: number, options: SubscriptionOptions): Promise<Subscription> {
  const sub = nc.subscribe("a", options);
  for (let n = 0; n < count; n++) nc.publish("a", `${n}`);
  await nc.flush();
  return sub;
}

async function rest(sub: Subscription): Promise<string[]> {
  const texts: string[] = [];
  sub.unsubscribe();
  for await (const msg of sub) texts.push(msg.string());
  return texts;
}

test("pendingMsgs: at the limit nothing is dropped, and one more drops the newest, counts and tells once", async () => {
  await withServer(async (nc) => {
    const told = watchSlow(nc);
    const within = await flood(nc, 3, { pendingMsgs: 3 });
    assertEquals([within.getPending(), within.getDropped(), told], [3, 0, []]);
    within.unsubscribe();
    const beyond = await flood(nc, 6, { pendingMsgs: 3 });
    assertEquals([beyond.getPending(), beyond.getDropped(), beyond.getReceived()], [3, 3, 6]);
    assertEquals(nc.stats().droppedIn, 3);
    assertEquals(await rest(beyond), ["0", "1", "2"]);
    assertEquals(told, ["3/1"]);
  });
});

test("pendingPolicy dropOldest makes room for the newest", async () => {
  await withServer(async (nc) => {
    const sub = await flood(nc, 6, { pendingMsgs: 3, pendingPolicy: "dropOldest" });
    assertEquals([sub.getPending(), sub.getDropped()], [3, 3]);
    assertEquals(await rest(sub), ["3", "4", "5"]);
  });
});

test("pendingBytes counts headers and payload, and takes one message whatever its size", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { pendingBytes: 10 });
    nc.publish("a", "x".repeat(100));
    nc.publish("a", "1");
    await nc.flush();
    assertEquals([sub.getPending(), sub.getDropped()], [1, 1]);
    const loop = sub[Symbol.asyncIterator]();
    await loop.next();
    for (const size of [4, 6, 1]) nc.publish("a", "x".repeat(size));
    await nc.flush();
    assertEquals([sub.getPending(), sub.getDropped()], [2, 2]);
    await loop.next();
    nc.publish("a", "1234");
    await nc.flush();
    assertEquals([sub.getPending(), sub.getDropped()], [2, 2]);
    await loop.return!();
  });
});

test("a subscription that has caught up is told of anew", async () => {
  await withServer(async (nc) => {
    const told = watchSlow(nc);
    const sub = await flood(nc, 6, { pendingMsgs: 4 });
    const loop = sub[Symbol.asyncIterator]();
    await loop.next();
    nc.publish("a");
    nc.publish("a");
    await nc.flush();
    assertEquals(told, ["4/1"]);
    await loop.next();
    await loop.next();
    for (let n = 0; n < 3; n++) nc.publish("a");
    await nc.flush();
    assertEquals([told, sub.getDropped()], [["4/1", "4/4"], 4]);
    await loop.return!();
  });
});

test("with a callback the limits count messages in asynchronous handlers, and slow tells of those", async () => {
  await withServer(async (nc) => {
    const told = watchSlow(nc);
    const finish: (() => void)[] = [];
    const seen: string[] = [];
    const sub = nc.subscribe("a", {
      slow: 1,
      pendingMsgs: 3,
      callback: (_error, msg) => {
        seen.push(msg.string());
        return new Promise((resolve) => finish.push(resolve));
      },
    });
    for (let n = 0; n < 5; n++) nc.publish("a", `${n}`);
    await nc.flush();
    assertEquals([seen, sub.getPending(), sub.getDropped(), told], [["0", "1", "2"], 3, 2, ["2/0"]]);
    for (const call of finish.splice(0)) call();
    await nc.flush();
    assertEquals(sub.getPending(), 0);
    nc.publish("a", "5");
    await nc.flush();
    assertEquals([seen.length, sub.getProcessed(), sub.getReceived()], [4, 4, 6]);
    for (const call of finish) call();
  });
});

test("handlers that finish at once never count, however many messages come", async () => {
  await withServer(async (nc) => {
    let calls = 0;
    const sub = await flood(nc, 100, { pendingMsgs: 1, slow: 0, callback: () => void calls++ });
    assertEquals([calls, sub.getPending(), sub.getDropped()], [100, 0, 0]);
  });
});

test("pendingPolicy pause reads no further until half of it was taken, and drops nothing", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", { pendingMsgs: 4, pendingPolicy: "pause" });
    await link.sees("SUB a 1\r\n");
    for (let n = 0; n < 6; n++) await link.send(`MSG a 1 1\r\n${n}\r\n`);
    await link.send("PING\r\n");
    const loop = sub[Symbol.asyncIterator]();
    const texts: string[] = [];
    const take = async () => texts.push((await loop.next()).value!.string());
    await take();
    // What was under way when reading stopped still comes; the PING behind it does not.
    assertEquals(link.text.includes("PONG"), false);
    for (let n = 1; n < 6; n++) await take();
    await link.sees("PONG\r\n");
    assertEquals([texts.join(""), sub.getDropped()], ["012345", 0]);
    await loop.return!();
  });
});

test("leaving a loop, unsubscribing and closing let a paused connection read on", async () => {
  for (const end of ["break", "unsubscribe"] as const) {
    await withServer(async (nc) => {
      const sub = nc.subscribe("a", { pendingMsgs: 1, pendingPolicy: "pause" });
      for (let n = 0; n < 3; n++) nc.publish("a");
      const flushed = nc.flush();
      const loop = sub[Symbol.asyncIterator]();
      await loop.next();
      if (end === "break") await loop.return!();
      else sub.unsubscribe();
      await flushed;
      await nc.flush();
    });
  }
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { pendingMsgs: 1, pendingPolicy: "pause" });
    for (let n = 0; n < 3; n++) nc.publish("a");
    await sub[Symbol.asyncIterator]().next();
    await nc.close();
  });
});

test("readable gives the messages in order, takes one when one is read, and ends with the subscription", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 3 });
    const stream = sub.readable;
    assertEquals(sub.readable === stream, true);
    for (let n = 0; n < 3; n++) nc.publish("a", `${n}`);
    await nc.flush();
    assertEquals([sub.getPending(), sub.getProcessed()], [3, 0]);
    const reader = stream.getReader();
    const first = await reader.read();
    assertEquals([first.value!.string(), sub.getPending()], ["0", 2]);
    reader.releaseLock();
    const texts: string[] = [];
    for await (const msg of stream) texts.push(msg.string());
    assertEquals(texts, ["1", "2"]);
  });
});

test("readable makes the connection wait rather than drop, unless a policy was given; cancel unsubscribes", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { pendingMsgs: 2 });
    const reader = sub.readable.getReader();
    for (let n = 0; n < 50; n++) nc.publish("a", `${n}`);
    for (let n = 0; n < 50; n++) assertEquals((await reader.read()).value!.string(), `${n}`);
    assertEquals(sub.getDropped(), 0);
    await reader.cancel();
    assertEquals(sub.isClosed(), true);
    const dropping = nc.subscribe("b", { pendingMsgs: 2, pendingPolicy: "dropNewest" });
    void dropping.readable;
    for (let n = 0; n < 5; n++) nc.publish("b");
    await nc.flush();
    assertEquals(dropping.getDropped(), 3);
  });
});

test("subscribe refuses limits that are none", async () => {
  await withServer((nc) => {
    for (const wrong of [0, -1, NaN, "1"] as number[]) {
      assertThrows(() => nc.subscribe("a", { pendingMsgs: wrong }), InvalidArgumentError, "pendingMsgs");
      assertThrows(() => nc.subscribe("a", { pendingBytes: wrong }), InvalidArgumentError, "pendingBytes");
    }
    const policy = "later" as "pause";
    assertThrows(() => nc.subscribe("a", { pendingPolicy: policy }), InvalidArgumentError, "pendingPolicy");
    return Promise.resolve();
  });
});
