/** From samples to a table. */

import type { Measure } from "./measures.ts";
import type { Contestant, Runtime } from "./prepare.ts";
import type { Sample } from "./result.ts";

/** The samples of a case on a runtime, by contestant. */
export interface Row {
  name: string;
  runtime: Runtime;
  measures: Measure[];
  samples: Map<Contestant, Sample[]>;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

function valuesText(values: number[], text: (value: number) => string): string {
  if (values.length === 0) return "-";
  const middle = `**${text(median(values))}**`;
  const [least, most] = [text(Math.min(...values)), text(Math.max(...values))];
  return least === most ? middle : `${middle} (${least} .. ${most})`;
}

function ratioText(ratio: number): string {
  return Number.isNaN(ratio) ? "-" : `${ratio.toFixed(2)}x`;
}

const HEAD = ["case", "on", "natwire", "rival", "rival's", "ratio", "by CPU", "bar", "met"];

/** Which columns hold numbers. */
const NUMBERS = [2, 4, 5, 6, 7];

/** What one line of the table says of a bar. */
export interface Verdict {
  /** What the ratio has to be; undefined where there is no bar. */
  bar: number | undefined;
  /** How many times better natwire is; NaN where one of the two was not measured. */
  ratio: number;
}

/** How many times better natwire is than the rival, by the medians. */
export function verdictOf({ samples }: Row, measure: Measure, rival: Contestant): Verdict {
  const of = (contestant: Contestant) => median((samples.get(contestant) ?? []).map(measure.of));
  const ratio = measure.less ? of(rival) / of("natwire") : of("natwire") / of(rival);
  return { bar: measure.bars[rival], ratio };
}

/** Whether it is reached; empty where that cannot be said. */
function metText({ bar, ratio }: Verdict): string {
  if (bar === undefined || Number.isNaN(ratio)) return "";
  return ratio >= bar ? "yes" : "**NO**";
}

/** How many bars there are in these rows, and how many of them are reached. */
export function barsOf(rows: Row[]): { met: number; all: number } {
  const verdicts = rows.flatMap((row) =>
    row.measures.flatMap((measure) => rivalsOf(row).map((rival) => metText(verdictOf(row, measure, rival))))
  );
  return {
    met: verdicts.filter((each) => each === "yes").length,
    all: verdicts.filter((each) => each !== "").length,
  };
}

function rivalsOf({ samples }: Row): Contestant[] {
  return [...samples.keys()].filter((contestant) => contestant !== "natwire");
}

/**
 * A line for each case, measure, runtime and rival: medians with the least and the most, how many times better
 * natwire is by the medians, the same by processor time, and what it should be.
 */
export function tableOf(rows: Row[], markdown: boolean): string {
  const lines = rows.flatMap((row) =>
    row.measures.flatMap((measure) => rivalsOf(row).map((rival) => lineOf(row, measure, rival)))
  );
  return aligned([HEAD, ...lines], markdown);
}

function lineOf(row: Row, measure: Measure, rival: Contestant): string[] {
  const { name, runtime, samples } = row;
  const values = (contestant: Contestant) => (samples.get(contestant) ?? []).map(measure.of);
  const cpuEach = (contestant: Contestant) =>
    median((samples.get(contestant) ?? []).map(({ ops, cpuSeconds }) => cpuSeconds / ops));
  const verdict = verdictOf(row, measure, rival);
  const { ratio, bar } = verdict;
  return [
    name + measure.name,
    runtime,
    valuesText(values("natwire"), measure.text),
    rival,
    valuesText(values(rival), measure.text),
    Number.isNaN(ratio) ? "-" : `**${ratioText(ratio)}**`,
    measure.byCpu ? ratioText(cpuEach(rival) / cpuEach("natwire")) : "",
    bar === undefined ? "" : ratioText(bar),
    metText(verdict),
  ];
}

function aligned(lines: string[][], markdown: boolean): string {
  const cells = markdown ? lines : lines.map((line) => line.map((cell) => cell.replaceAll("**", "")));
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const isNumber = (column: number) => NUMBERS.includes(column);
  const rule = widths.map((width, column) =>
    isNumber(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)
  );
  return [cells[0]!, rule, ...cells.slice(1)].map((line) =>
    `| ${
      line.map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
      )
        .join(" | ")
    } |`
  ).join("\n");
}
