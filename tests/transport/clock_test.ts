/** The system clock: alarms that come in order, once, and not at all when cancelled. */

import { systemClock } from "../../src/transport/clock.ts";
import { assert, assertEquals, test } from "../_test.ts";

/** Waits until this clock has come to a time. */
function until(atMs: number): Promise<void> {
  return new Promise((resolve) => systemClock.wakeAt(atMs, resolve));
}

test("systemClock wakes whoever asked in the order of their times, and never early", async () => {
  const start = systemClock.now();
  const delays = [7, 3, 12, 0, 5, 9, 1, 11, 2, 10, 4, 8, 6];
  const woken: number[] = [];
  await Promise.all(delays.map(async (ms) => {
    await until(start + ms);
    assert(systemClock.now() >= start + ms);
    woken.push(ms);
  }));
  assertEquals(woken, delays.toSorted((a, b) => a - b));
});

test("systemClock does not wake who has cancelled, also when woken at the same time as the canceller", async () => {
  const start = systemClock.now();
  const woken: string[] = [];
  const cancels: (() => void)[] = [];
  for (const name of ["a", "b", "c", "d", "e", "f", "g"]) {
    cancels.push(systemClock.wakeAt(start + 5, () => {
      woken.push(name);
      for (const cancel of cancels) cancel();
    }));
  }
  const late = systemClock.wakeAt(start + 6, () => woken.push("late"));
  cancels[2]!();
  late();
  late();
  await until(start + 10);
  assertEquals(woken.length, 1);
});

test("systemClock calls for a time that is past at a later turn, and not within a call", async () => {
  const told: string[] = [];
  const both = new Promise<void>((resolve) => {
    systemClock.wakeAt(-1, () => {
      systemClock.wakeAt(-1, () => {
        told.push("second");
        resolve();
      });
      told.push("first");
    });
  });
  told.push("before");
  await both;
  assertEquals(told, ["before", "first", "second"]);
});

test("systemClock takes times further away than a timer reaches, and cancels them", async () => {
  let early = false;
  const cancel = systemClock.wakeAt(systemClock.now() + 2 ** 33, () => early = true);
  await until(systemClock.now() + 3);
  cancel();
  assertEquals(early, false);
});

test("systemClock keeps its order whatever is cancelled in between", async () => {
  const start = systemClock.now();
  const woken: number[] = [];
  const kept: number[] = [];
  const all: Promise<void>[] = [];
  for (let at = 0; at < 200; at++) {
    const ms = (at * 37) % 20;
    const cancel = systemClock.wakeAt(start + ms, () => woken.push(-1));
    all.push(until(start + ms).then(() => void woken.push(ms)));
    kept.push(ms);
    if (at % 3 > 0) continue;
    // Some that come and go around it.
    for (const other of [1, 19, 7]) systemClock.wakeAt(start + other, () => woken.push(-1))();
    cancel();
    all.push(until(start + ms).then(() => void woken.push(ms)));
    kept.push(ms);
  }
  await Promise.all(all);
  const own = woken.filter((ms) => ms >= 0);
  assertEquals(own, kept.toSorted((a, b) => a - b));
});
