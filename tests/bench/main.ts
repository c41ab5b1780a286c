/**
 * `deno task bench`: natwire and its rivals in the same run, taking turns, each sample in a process of its own;
 * prints medians, how many times better natwire is, and the bar that was set for that, if any. It measures and
 * asserts nothing but that every message came: a bar that is not met is no failure of the run.
 *
 * Options:
 * - `--case TEXT` only cases whose name contains it; may be repeated.
 * - `--runtime deno|node` only that one.
 * - `--samples N` samples of each (5), `--seconds S` the time each measures (1).
 * - `--quick` three samples of 0.4 seconds, to see whether all works.
 * - `--full` the cases of servers with very many subscriptions and connections too, which take minutes.
 * - `--natsjs DIR` (or `NATSJS_CHECKOUT`) a checkout of nats.js, for its `transport-deno`.
 * - `--natwire DIR` another tree to measure as natwire.
 * - `--markdown` writes the table for pasting.
 *
 * nats-server is the one on PATH, or the one that `NATS_SERVER` names.
 */

import { parseArgs } from "node:util";
import { exists } from "../../scripts/tools.ts";
import { ceilings } from "./arenas.ts";
import { type Case, CASES, contestantsOn, SIZES } from "./cases.ts";
import { rateText } from "./measures.ts";
import { type Contestant, NATS_JS_VERSION, prepare, type Runtime, type Setting } from "./prepare.ts";
import type { Sample, Times } from "./result.ts";
import { FULL_SERVER_CASES } from "./server_cases.ts";
import { barsOf, type Row, tableOf } from "./table.ts";

interface Plan {
  cases: Case[];
  runtimes: Runtime[];
  samples: number;
  times: Times;
}

function say(text: string): void {
  console.error(text);
}

/** Takes the samples of one case, the contestants taking turns. */
async function runCase(
  { name, measures, samples: factor = 1, open }: Case,
  contestants: Contestant[],
  runtime: Runtime,
  setting: Setting,
  { samples, times }: Plan,
): Promise<Row> {
  const none = contestants.map((contestant): [Contestant, Sample[]] => [contestant, []]);
  const row: Row = { name, runtime, measures, samples: new Map(none) };
  const arena = await open(setting, times);
  try {
    for (let taken = 0; taken < Math.max(1, Math.round(samples * factor)); taken++) {
      for (const contestant of contestants) {
        const sample = await arena.sample(contestant, runtime);
        if (sample !== undefined) row.samples.get(contestant)!.push(sample);
      }
    }
  } finally {
    await arena.close();
  }
  const medians = tableOf([row], false).split("\n").slice(2).join("\n");
  say(medians);
  return row;
}

async function runAll(setting: Setting, plan: Plan): Promise<{ rows: Row[]; failures: string[] }> {
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const each of plan.cases) {
    for (const runtime of plan.runtimes) {
      if (!(each.runtimes?.includes(runtime) ?? true)) continue;
      const contestants = contestantsOn(each, runtime, setting);
      try {
        rows.push(await runCase(each, contestants, runtime, setting, plan));
      } catch (error) {
        failures.push(`${each.name} on ${runtime}: ${error instanceof Error ? error.message : error}`);
        say(failures.at(-1)!);
      }
    }
  }
  return { rows, failures };
}

async function cpuModel(): Promise<string> {
  if (!await exists("/proc/cpuinfo")) return "an unknown CPU";
  return /^model name\s*:\s*(.*)$/m.exec(await Deno.readTextFile("/proc/cpuinfo"))?.[1] ?? "an unknown CPU";
}

async function surroundings(setting: Setting, plan: Plan): Promise<string[]> {
  const memory = (Deno.systemMemoryInfo().total / 2 ** 30).toFixed(1);
  const load = Deno.loadavg().map((each) => each.toFixed(1)).join(" ");
  const requests = setting.natsServer === undefined ? "a fake server" : "nats-server and a plain responder";
  return [
    `${
      new Date().toISOString().slice(0, 16)
    }Z, ${navigator.hardwareConcurrency} cores, ${await cpuModel()}, ` +
    `${memory} GiB of memory, ${Deno.build.os} ${Deno.osRelease()} ${Deno.build.arch}, load average ${load}`,
    `Deno ${Deno.version.deno} (V8 ${Deno.version.v8}), Node ${setting.node?.version ?? "none"}, ` +
    `nats.js ${NATS_JS_VERSION} (transport-node from npm` +
    `${setting.natsJsCheckout === undefined ? "" : "; transport-deno from a checkout"}), ` +
    `nats-server ${setting.natsServer?.version ?? "none"}`,
    `${plan.samples} samples of about ${plan.times.measureSeconds} s each after ${plan.times.warmUpSeconds} s of ` +
    `warm-up, each in its own process, taking turns: median (least .. most), how many times ` +
    `better natwire's median is (less is better where the unit is one of time or size), and the same by ` +
    `processor time for each message; requests go through ${requests}`,
    ...setting.missing.map((what) => `not measured: ${what}`),
  ];
}

async function ceilingLines(plan: Plan): Promise<string[]> {
  const concerned = (kind: string) => plan.cases.some(({ name }) => name.startsWith(kind));
  if (!concerned("publish") && !concerned("receive")) return [];
  const lines: string[] = [];
  for (const size of SIZES) {
    const { receive, publish } = await ceilings(plan.times, size);
    lines.push(
      `no client can pass the other end: at ${size} B it sends ${rateText(receive)}/s to a plain socket ` +
        `and takes ${rateText(publish)}/s from one`,
    );
  }
  return lines;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      case: { type: "string", multiple: true },
      runtime: { type: "string", multiple: true },
      samples: { type: "string" },
      seconds: { type: "string" },
      quick: { type: "boolean" },
      full: { type: "boolean" },
      natsjs: { type: "string" },
      natwire: { type: "string" },
      markdown: { type: "boolean" },
    },
  });
  const measureSeconds = Number(values.seconds ?? (values.quick ? 0.4 : 1));
  const runtimes = (["deno", "node"] as const).filter((each) => values.runtime?.includes(each) ?? true);
  const known = values.full ? [...CASES, ...FULL_SERVER_CASES] : CASES;
  const cases = known.filter(({ name }) => values.case?.some((text) => name.includes(text)) ?? true);
  if (cases.length === 0 || runtimes.length === 0 || !(measureSeconds > 0)) {
    say(`nothing to measure; the cases are: ${known.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  const natsJs = values.natsjs ?? Deno.env.get("NATSJS_CHECKOUT");
  const setting = await prepare({ natwire: values.natwire, natsJs, runtimes }, say);
  const plan: Plan = {
    cases,
    runtimes: setting.node === undefined ? runtimes.filter((each) => each !== "node") : runtimes,
    samples: Number(values.samples ?? (values.quick ? 3 : 5)),
    times: { measureSeconds, warmUpSeconds: values.quick ? 0.2 : 0.5 },
  };
  const { rows, failures } = await runAll(setting, plan);
  const notes = [...await surroundings(setting, plan), ...await ceilingLines(plan)];
  const { met, all } = barsOf(rows);
  if (all > 0) notes.push(`bars: ${met} of ${all} met, by the medians of this run`);
  const markdown = values.markdown ?? false;
  console.log(
    `\n${tableOf(rows, markdown)}\n\n${notes.map((note) => markdown ? `- ${note}` : note).join("\n")}`,
  );
  for (const failure of failures) console.log(`FAILED ${failure}`);
  return failures.length === 0 ? 0 : 1;
}

Deno.exit(await main());
