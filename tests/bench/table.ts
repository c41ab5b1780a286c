/** From samples to a table. */

import type { Contestant, Runtime } from "./prepare.ts";
import type { Sample } from "./result.ts";

/** The samples of a case on a runtime, by contestant. */
export interface Row {
  name: string;
  runtime: Runtime;
  samples: Map<Contestant, Sample[]>;
}

/** Messages or requests a second. */
function rateOf({ ops, seconds }: Sample): number {
  return ops / seconds;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** A rate with three digits. */
export function rateText(rate: number): string {
  const [value, unit] = rate >= 1e6 ? [rate / 1e6, "M"] : rate >= 1e3 ? [rate / 1e3, "k"] : [rate, ""];
  return `${value.toPrecision(3)} ${unit}`.trimEnd();
}

function ratesText(rates: number[]): string {
  if (rates.length === 0) return "-";
  return `**${rateText(median(rates))}** (${rateText(Math.min(...rates))} .. ${
    rateText(Math.max(...rates))
  })`;
}

function ratioText(ratio: number): string {
  return Number.isNaN(ratio) ? "-" : `**${ratio.toFixed(2)}x**`;
}

const HEAD = ["case", "on", "natwire, 1/s", "rival", "rival, 1/s", "ratio", "by CPU"];

/**
 * A line for each case, runtime and rival: medians with the least and the most, the ratio of the medians, and the
 * same ratio by processor time.
 */
export function tableOf(rows: Row[], markdown: boolean): string {
  const lines = rows.flatMap(({ name, runtime, samples }) => {
    const rates = (contestant: Contestant) => samples.get(contestant)?.map(rateOf) ?? [];
    const cpuRates = (contestant: Contestant) =>
      samples.get(contestant)?.map(({ ops, cpuSeconds }) => ops / cpuSeconds) ?? [];
    return [...samples.keys()].filter((contestant) => contestant !== "natwire").map((rival) => [
      name,
      runtime,
      ratesText(rates("natwire")),
      rival,
      ratesText(rates(rival)),
      ratioText(median(rates("natwire")) / median(rates(rival))),
      ratioText(median(cpuRates("natwire")) / median(cpuRates(rival))).replaceAll("**", ""),
    ]);
  });
  return aligned([HEAD, ...lines], markdown);
}

function aligned(lines: string[][], markdown: boolean): string {
  const cells = markdown ? lines : lines.map((line) => line.map((cell) => cell.replaceAll("**", "")));
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const rule = widths.map((width, column) =>
    column < 2 || column === 3 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`
  );
  const isNumber = (column: number) => column === 2 || column > 3;
  return [cells[0]!, rule, ...cells.slice(1)].map((line) =>
    `| ${
      line.map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
      )
        .join(" | ")
    } |`
  ).join("\n");
}
