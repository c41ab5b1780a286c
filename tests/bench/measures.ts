/** What is read from samples, and what the ratio to a rival has to be. */

import type { Contestant } from "./prepare.ts";
import type { Sample } from "./result.ts";

/** How many times better natwire has to be than each of these rivals. */
export type Bars = Partial<Record<Contestant, number>>;

/** One number of a sample, a line of the table for each rival. */
export interface Measure {
  /** What the name of the case is followed by. */
  name: string;
  /** The number. */
  of(sample: Sample): number;
  /** The number for people, with its unit. */
  text(value: number): string;
  /** True where a smaller number is the better one. */
  less: boolean;
  /** Whether the ratio by processor time says something, too. */
  byCpu: boolean;
  /** What is to be reached; nothing where no goal was set. */
  bars: Bars;
}

/** The same bar for nats.js by each of its transports. */
export function natsJsBar(ratio: number): Bars {
  return { "transport-node": ratio, "transport-deno": ratio };
}

function scaled(value: number, units: [least: number, unit: string][]): string {
  const [least, unit] = units.find(([least]) => Math.abs(value) >= least) ?? [1, ""];
  return `${(value / least).toPrecision(3)} ${unit}`.trimEnd();
}

/** A rate with three digits. */
export function rateText(rate: number): string {
  return scaled(rate, [[1e6, "M"], [1e3, "k"]]);
}

/** Seconds with three digits, in a unit that fits. */
export function timeText(seconds: number): string {
  return scaled(seconds, [[1, "s"], [1e-3, "ms"], [1e-6, "us"], [1e-9, "ns"]]);
}

/** Bytes with three digits. */
export function bytesText(bytes: number): string {
  return scaled(bytes, [[1e6, "MB"], [1e3, "kB"], [1, "B"]]);
}

/** Messages or requests a second. */
export function rate(bars: Bars = {}): Measure {
  return {
    name: "",
    of: ({ ops, seconds }) => ops / seconds,
    text: (value) => `${rateText(value)}/s`,
    less: false,
    byCpu: true,
    bars,
  };
}

/** How long each takes, one after the other. */
export function timeEach(bars: Bars = {}): Measure {
  return {
    name: "",
    of: ({ ops, seconds }) => seconds / ops,
    text: timeText,
    less: true,
    byCpu: true,
    bars,
  };
}

/** What each takes of the processor. */
export function cpuEach(bars: Bars = {}): Measure {
  return {
    name: ", processor time each",
    of: ({ ops, cpuSeconds }) => cpuSeconds / ops,
    text: timeText,
    less: true,
    byCpu: false,
    bars,
  };
}

/** Bytes: of a bundle, or what each of many keeps of heap and buffers. */
export function size(name: string, bars: Bars = {}): Measure {
  return { name, of: ({ bytes = NaN }) => bytes, text: bytesText, less: true, byCpu: false, bars };
}

/** What each of many adds to the memory of the process, runtime and all. */
export function residentEach(bars: Bars = {}): Measure {
  return {
    name: ", resident",
    of: ({ residentBytes = NaN }) => residentBytes,
    text: bytesText,
    less: true,
    byCpu: false,
    bars,
  };
}
