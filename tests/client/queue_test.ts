import { QueuedIterator } from "../../src/client/queue.ts";
import { assertEquals, assertRejects, test } from "../_test.ts";

test("QueuedIterator gives what was pushed in order, however pushing and taking take turns", async () => {
  // A fixed sequence of bursts on both sides; large ones make the list be cut in the middle.
  const bursts = [[1, 0], [3, 4], [3000, 1500], [10, 1000], [2000, 1], [0, 2512], [1, 1], [5, 7]];
  const queue = new QueuedIterator<number>();
  const loop = queue[Symbol.asyncIterator]();
  const taken: Promise<number>[] = [];
  let pushed = 0;
  for (const [push, take] of bursts) {
    for (let n = 0; n < push!; n++) queue.push(pushed++);
    for (let n = 0; n < take!; n++) taken.push(loop.next().then(({ value }) => value as number));
    assertEquals(queue.getPending(), Math.max(0, pushed - taken.length));
  }
  while (taken.length > pushed) queue.push(pushed++);
  assertEquals(await Promise.all(taken), Array.from({ length: taken.length }, (_, n) => n));
  assertEquals(queue.getProcessed(), taken.length);
});

test("QueuedIterator stops after what waits, with its error once", async () => {
  const queue = new QueuedIterator<number>();
  queue.push(1);
  queue.stop(new Error("over"));
  queue.push(2);
  const loop = queue[Symbol.asyncIterator]();
  assertEquals(await loop.next(), { done: false, value: 1 });
  await assertRejects(() => loop.next(), Error, "over");
  assertEquals(await loop.next(), { done: true, value: undefined });
});

test("QueuedIterator tells an error to the first of those that wait, and the end to the others", async () => {
  const queue = new QueuedIterator<number>();
  const loop = queue[Symbol.asyncIterator]();
  const [first, second] = [loop.next(), loop.next()];
  queue.stop(new Error("over"));
  await assertRejects(() => first, Error, "over");
  assertEquals((await second).done, true);
});

test("QueuedIterator with a limit keeps the newest", async () => {
  const queue = new QueuedIterator<number>(3);
  for (let n = 0; n < 10_000; n++) queue.push(n);
  queue.stop();
  const seen: number[] = [];
  for await (const value of queue) seen.push(value);
  assertEquals(seen, [9997, 9998, 9999]);
});
