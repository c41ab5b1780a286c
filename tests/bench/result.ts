/** What a measuring process prints as its last line, for the process that started it. */

import process from "node:process";

/** One sample. */
export interface Sample {
  /** Messages, or requests, in the measured time. */
  ops: number;
  /** The measured time, seconds of the wall clock. */
  seconds: number;
  /** What the process used of the processor in that time, seconds; less noisy than the wall clock where others compete. */
  cpuSeconds: number;
  /** Publish cases: all messages sent on the connection, warm-up included. */
  published?: number;
  /** What a bundle weighs, or what each of the ops keeps of heap and buffers. */
  bytes?: number;
  /** What each of the ops added to the memory of its process. */
  residentBytes?: number;
}

/** A sample as its process prints it. */
export type Line = { sample: Sample } | { error: string };

/** How long a process measures and warms up. */
export interface Times {
  /** Of the measurement, about, seconds. */
  measureSeconds: number;
  /** Of the warm-up before it, at least, seconds. */
  warmUpSeconds: number;
}

/** Seconds since some moment that all processes on this machine share. */
export function sharedClockSeconds(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** Seconds that `fn` takes. */
export async function secondsOf(fn: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await fn();
  return (performance.now() - start) / 1000;
}

/**
 * Runs rounds of a growing number of operations until the warm-up is over, then rounds of which about four fill
 * the time of the measurement. A round gives the seconds it took; the numbers are multiples of `step`. `cpuClock`
 * tells the processor time of the process that is measured, by default this one.
 */
export async function measureRounds(
  times: Times,
  step: number,
  round: (count: number) => Promise<number>,
  cpuClock: () => number = cpuSeconds,
): Promise<Sample> {
  const multiple = (count: number) => Math.max(1, Math.round(count / step)) * step;
  const wanted = times.measureSeconds / 4;
  let count = multiple(10_000);
  let last = await round(count);
  for (let warm = last; warm < times.warmUpSeconds || last < wanted / 3; warm += last) {
    const factor = Math.min(4, wanted / last);
    count = multiple(count * factor);
    last = await round(count);
  }
  const sample = { ops: 0, seconds: 0, cpuSeconds: 0 };
  const cpuBefore = cpuClock();
  while (sample.seconds < times.measureSeconds) {
    sample.seconds += await round(count);
    sample.ops += count;
  }
  return { ...sample, cpuSeconds: cpuClock() - cpuBefore };
}

/** What this process has used of the processor, all threads and the system's work for it. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs a measurement, prints its {@link Line} and ends the process. */
export async function report(measure: () => Promise<Sample>): Promise<void> {
  let line: Line;
  try {
    line = { sample: await measure() };
  } catch (error) {
    line = { error: error instanceof Error ? error.stack ?? error.message : String(error) };
  }
  process.stdout.write(`${JSON.stringify(line)}\n`, () => process.exit());
}
