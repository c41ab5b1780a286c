import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";

test("VirtualClock advance wakes in order of time, each at its own", async () => {
  const clock = new VirtualClock();
  const woken: string[] = [];
  for (const atMs of [30, 10, 20, 10]) clock.wakeAt(atMs, () => woken.push(`${atMs} at ${clock.now()}`));
  await clock.advance(20);
  assertEquals(woken, ["10 at 10", "10 at 10", "20 at 20"]);
  assertEquals(clock.now(), 20);
  assertEquals([clock.pending, clock.nextAtMs], [1, 30]);
  await clock.advance(9);
  assertEquals(woken.length, 3);
  await clock.advance(1);
  assertEquals(woken.length, 4);
  assertEquals(clock.nextAtMs, undefined);
});

test("VirtualClock advance keeps the order of asking where the time is the same", async () => {
  const clock = new VirtualClock(1000);
  const woken: number[] = [];
  for (let count = 0; count < 5; count++) clock.wakeAt(2000, () => woken.push(count));
  await clock.advance(1000);
  assertEquals(woken, [0, 1, 2, 3, 4]);
});

test("VirtualClock advance runs promise jobs before the next wake-up, and wake-ups that those ask for", async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.wakeAt(clock.now() + ms, resolve));
  const walk = async (name: string, stepMs: number) => {
    for (let step = 0; step < 3; step++) {
      await sleep(stepMs);
      for (let hop = 0; hop < 50; hop++) await Promise.resolve();
      log.push(`${name} ${clock.now()}`);
    }
  };
  const walks = Promise.all([walk("a", 10), walk("b", 15)]);
  await clock.advance(45);
  // At 30 both wake: b asked for it at 15, before a did at 20.
  assertEquals(log, ["a 10", "b 15", "a 20", "b 30", "a 30", "b 45"]);
  await walks;
});

test("VirtualClock wakeAt in the past waits for the test, and comes at the present time", async () => {
  const clock = new VirtualClock(500);
  const woken: number[] = [];
  clock.wakeAt(100, () => woken.push(clock.now()));
  assertEquals(woken, []);
  await clock.advance(0);
  assertEquals(woken, [500]);
});

test("VirtualClock wakeAt cancels, also late and twice", async () => {
  const clock = new VirtualClock();
  const woken: string[] = [];
  const cancelFirst = clock.wakeAt(10, () => woken.push("first"));
  const cancelSecond = clock.wakeAt(10, () => woken.push("second"));
  cancelFirst();
  cancelFirst();
  await clock.advance(10);
  cancelSecond();
  assertEquals(woken, ["second"]);
});

test("VirtualClock next jumps to the next wake-up and tells when there is none", async () => {
  const clock = new VirtualClock();
  let woken = 0;
  clock.wakeAt(120_000, () => woken++);
  clock.wakeAt(240_000, () => woken++);
  assertEquals(await clock.next(), true);
  assertEquals([woken, clock.now()], [1, 120_000]);
  assertEquals(await clock.next(), true);
  assertEquals(await clock.next(), false);
  assertEquals([woken, clock.now()], [2, 240_000]);
});

test("VirtualClock runUntil jumps until the promise settles and gives its result", async () => {
  const clock = new VirtualClock();
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.wakeAt(clock.now() + ms, resolve));
  const work = async () => {
    for (let step = 0; step < 10; step++) await sleep(60_000);
    return "done";
  };
  clock.wakeAt(3_600_000, () => {});
  assertEquals(await clock.runUntil(work()), "done");
  assertEquals(clock.now(), 600_000);
  assertEquals(await clock.runUntil(Promise.resolve(1)), 1);
  await assertRejects(() => clock.runUntil(Promise.reject(new RangeError("no"))), RangeError, "no");
});

test("VirtualClock runUntil tells when nothing is left to wake", async () => {
  const clock = new VirtualClock();
  await assertRejects(() => clock.runUntil(new Promise(() => {})), Error, "nothing is left to wake");
});

test("VirtualClock advance refuses to go back, and passes on what a wake-up throws", async () => {
  const clock = new VirtualClock();
  for (const ms of [-1, NaN]) await assertRejects(() => clock.advance(ms), RangeError);
  clock.wakeAt(5, () => {
    throw new Error("woken badly");
  });
  await assertRejects(() => clock.advance(10), Error, "woken badly");
  assert(clock.now() === 5);
});

test("VirtualClock advance gives up on code that wakes itself at the same moment for ever", async () => {
  const clock = new VirtualClock(0, { mostWakeUps: 100 });
  const again = () => void clock.wakeAt(clock.now(), again);
  again();
  await assertRejects(() => clock.advance(1), Error, "100 wake-ups");
  await assertRejects(() => clock.runUntil(new Promise(() => {})), Error, "100 wake-ups");
});

test("VirtualClock advance takes as many wake-ups as its limit", async () => {
  const clock = new VirtualClock(0, { mostWakeUps: 100 });
  let woken = 0;
  for (let atMs = 1; atMs <= 100; atMs++) clock.wakeAt(atMs, () => woken++);
  await clock.advance(100);
  assertEquals(woken, 100);
});
