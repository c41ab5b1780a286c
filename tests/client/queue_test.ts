import { QueuedIterator } from "../../src/client/queue.ts";
import { TextCache } from "../../src/client/text_cache.ts";
import { MessageFrame } from "../../src/wire/frame.ts";
import { hashOf } from "../../src/wire/line.ts";
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

/** A frame whose subject stands at `[start, end)` and has that hash. */
function frameOf(line: Uint8Array, start: number, end: number, hash: number): MessageFrame {
  const lineView = new DataView(line.buffer, line.byteOffset, line.length);
  return Object.assign(new MessageFrame(), {
    line,
    lineView,
    subjectStart: start,
    subjectEnd: end,
    subjectHash: hash,
  });
}

test("TextCache gives the text of the bytes, whatever came before in the same place", () => {
  const cache = new TextCache();
  const texts = ["", "a", "aa", "a.b", "a.c", "ü.ñ", "日本", "x".repeat(128), "x".repeat(129), "\u{1F600}"];
  // More than there are places, so that some take the place of others.
  for (let n = 0; n < 2000; n++) texts.push(`a${String(n).padStart(3, "0")}.mm.${n % 10}zz.z`, `a.${n}.z`);
  for (let round = 0; round < 3; round++) {
    for (const text of texts) {
      const bytes = new TextEncoder().encode(`>>${text}<<`);
      // With their own hash, and with one that all share.
      const hash = hashOf(bytes, 2, bytes.length - 2);
      assertEquals(cache.subject(frameOf(bytes, 2, bytes.length - 2, hash)), text);
      assertEquals(cache.subject(frameOf(bytes, 2, bytes.length - 2, 7)), text);
    }
  }
});

test("TextCache keeps nothing of the buffer that was lent to it", () => {
  const cache = new TextCache();
  const buffer = new Uint8Array(3);
  for (const text of ["abc", "xyz", "abc"]) {
    new TextEncoder().encodeInto(text, buffer);
    assertEquals(cache.subject(frameOf(buffer, 0, 3, 7)), text);
  }
});
