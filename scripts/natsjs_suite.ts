/**
 * Runs the tests of nats.js itself on natwire: `deno task conformance:natsjs -- --clone DIR --std DIR`.
 *
 * `--clone` names a checkout of nats-io/nats.js, `--std` one of denoland/std. `--only TEXT` chooses files by a part
 * of their path, `--jobs N` how many run at a time, `--seconds N` how long one may take. With `--websocket` the tests
 * that leave it to their launcher how to connect do so by WebSockets.
 *
 * It is natwire's client that is tried, against the nats-server named by `NATS_SERVER` or the one on PATH. With
 * `--server natwire` it is natwire's server, under nats.js itself: `natwire server` is what the tests find as
 * `nats-server`; with `--server natwire-node` that of the package which `deno task npm` has built, on Node.
 *
 * Beside the adapter stand lists: `baseline.json`, what passes with nats.js on nats-server, and `server_baseline.json`,
 * what passes of the packages that only the server is tried with; `skipped.json`, what is not run with natwire's client
 * and why; `differences.json`, what that does in another way on purpose, and why;
 * `server_skipped.json`, what natwire's server is not there for. A test of the baseline that is on none of the
 * other lists has to pass.
 */
import { parseArgs } from "node:util";
import { adapter, type Checkouts, suites, writeSuiteMap } from "./natsjs_suite/import_map.ts";
import { type FileOutcome, outcomeOf } from "./natsjs_suite/outcome.ts";
import { exists, filesUnder, findNode, firstLine, onPath, root, run } from "./tools.ts";

/** Names of tests by file, seen from the top of the checkout. */
type TestsByFile = Record<string, string[]>;

/** The reasons in `skipped.json` that hold whatever is tried. */
const NEEDS_INTERNET = "needs the internet";
const WITHOUT_SERVER = "is a unit test of an inner class or function of nats.js";

interface Lists {
  baseline: TestsByFile;
  skipped: TestsByFile;
  differences: Record<string, Record<string, string>>;
}

interface Settings {
  checkouts: Checkouts;
  only: string;
  jobs: number;
  seconds: number;
  websocket: boolean;
  server: (typeof SERVERS)[number];
  /** What is tried; the other end is that of the NATS project. */
  tried: "client" | "server";
}

/** What the tests may find as `nats-server`. */
const SERVERS = ["nats-server", "natwire", "natwire-node"] as const;

function settingsFrom(args: string[]): Settings {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: {
      clone: { type: "string" },
      std: { type: "string" },
      only: { type: "string", default: "" },
      jobs: { type: "string", default: "2" },
      seconds: { type: "string", default: "180" },
      server: { type: "string", default: "nats-server" },
      websocket: { type: "boolean", default: false },
    },
  });
  const { clone, std, only, jobs, seconds, websocket } = values;
  const server = SERVERS.find((name) => name === values.server);
  if (server === undefined) throw new Error(`--server is one of ${SERVERS.join(", ")}`);
  if (!clone || !std) {
    throw new Error("--clone and --std must name checkouts of nats-io/nats.js and denoland/std");
  }
  const folder = (path: string): string => `${Deno.realPathSync(path)}/`;
  return {
    checkouts: { clone: folder(clone), std: folder(std) },
    only,
    jobs: Number(jobs),
    seconds: Number(seconds),
    websocket,
    server,
    tried: server === "nats-server" ? "client" : "server",
  };
}

async function readLists(tried: Settings["tried"]): Promise<Lists> {
  const read = async (name: string): Promise<unknown> => {
    return JSON.parse(await Deno.readTextFile(`${adapter}${name}.json`));
  };
  const baseline = await read("baseline") as TestsByFile;
  const ofClient = await read("skipped") as Record<string, TestsByFile>;
  if (tried === "client") {
    const differences = await read("differences") as Lists["differences"];
    return { baseline, skipped: merged(Object.values(ofClient)), differences };
  }
  const ofServer = await read("server_skipped") as Record<string, TestsByFile>;
  Object.assign(baseline, await read("server_baseline"));
  const skipped = merged([
    ...Object.values(ofServer),
    ofClient[NEEDS_INTERNET] ?? {},
    ofClient[WITHOUT_SERVER] ?? {},
  ]);
  return { baseline, skipped, differences: {} };
}

function merged(all: readonly TestsByFile[]): TestsByFile {
  const one: TestsByFile = {};
  for (const byFile of all) {
    for (const [file, names] of Object.entries(byFile)) (one[file] ??= []).push(...names);
  }
  return one;
}

/** The command of the server to use, for a script of the shell. */
async function serverCommand(server: Settings["server"]): Promise<string> {
  // The program cannot know what the script is called, by which name its ports file is looked for.
  const called = "env NATWIRE_PROGRAM=nats-server";
  if (server === "natwire") {
    return `${called} "${Deno.execPath()}" run -A --quiet "${root}src/cli/main.ts" server`;
  }
  if (server === "natwire-node") {
    const node = await findNode();
    if ("skip" in node) throw new Error(node.skip);
    return `${called} "${node.path}" "${root}npm/esm/src/cli/bin.js" server`;
  }
  const named = Deno.env.get("NATS_SERVER");
  const path = named && await exists(named) ? named : onPath("nats-server")[0];
  if (path === undefined) throw new Error("no nats-server, on PATH or named by NATS_SERVER");
  return `"${await Deno.realPath(path)}"`;
}

/**
 * A folder for PATH and for temporary files, of one run of one file. The `nats-server` in it writes down its
 * process, so that those which a failed test leaves behind can be ended.
 */
async function workFolder(command: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "natwire-natsjs-" });
  const script = `#!/bin/sh\necho $$ >> "${folder}/started"\nexec ${command} "$@"\n`;
  await Deno.writeTextFile(`${folder}/nats-server`, script, { mode: 0o755 });
  return folder;
}

async function removeWorkFolder(folder: string): Promise<void> {
  const started = await exists(`${folder}/started`) ? await Deno.readTextFile(`${folder}/started`) : "";
  for (const id of started.split("\n").filter((line) => line !== "").map(Number)) {
    // The number may belong to somebody else by now.
    const command = await Deno.readTextFile(`/proc/${id}/cmdline`).catch(() => "");
    if (command.includes(folder)) Deno.kill(id, "SIGKILL");
  }
  await Deno.remove(folder, { recursive: true });
}

async function runFile(
  file: string,
  map: string,
  command: string,
  lists: Lists,
  settings: Settings,
): Promise<FileOutcome> {
  const folder = await workFolder(command);
  const report = `${folder}/report.xml`;
  const startMs = performance.now();
  try {
    const args = ["test", "-A", "--no-config", "--no-lock", "--no-check", "--quiet"];
    args.push(`--import-map=${map}`, `--junit-path=${report}`, `--preload=${adapter}preload.ts`);
    const { code, stdout, stderr } = await run(Deno.execPath(), [...args, settings.checkouts.clone + file], {
      env: {
        NATSJS_SKIP: JSON.stringify(lists.skipped[file] ?? []),
        PATH: `${folder}:${Deno.env.get("PATH") ?? ""}`,
        TMPDIR: folder,
        ...(settings.websocket ? { websocket: "yes" } : {}),
      },
      timeoutMs: settings.seconds * 1000,
    });
    const seconds = (performance.now() - startMs) / 1000;
    const xml = await exists(report) ? await Deno.readTextFile(report) : "";
    return outcomeOf(file, seconds, code !== 0 && seconds >= settings.seconds, xml, stdout + stderr);
  } finally {
    await removeWorkFolder(folder);
  }
}

function describe(outcome: FileOutcome): string {
  const { file, seconds, passed, failed, timedOut, gated, broken } = outcome;
  const words = [`${passed.length} passed`, `${Object.keys(failed).length} failed`];
  if (gated > 0) words.push(`${gated} found the server too old`);
  if (timedOut) words.push("TIME RAN OUT");
  if (broken !== undefined) words.push(`DID NOT RUN: ${broken}`);
  return `${file}: ${words.join(", ")} (${seconds.toFixed(1)} s)`;
}

/** Prints what is missing against the baseline; true where nothing is. */
function compare(outcomes: readonly FileOutcome[], { baseline, skipped, differences }: Lists): boolean {
  let wanted = 0;
  let onPurpose = 0;
  const lost: string[] = [];
  for (const { file, passed, failed } of outcomes) {
    for (const name of baseline[file] ?? []) {
      if (skipped[file]?.includes(name)) continue;
      if (differences[file]?.[name] !== undefined) {
        onPurpose++;
        if (passed.includes(name)) console.log(`listed as different, and passes: ${file}: ${name}`);
        continue;
      }
      wanted++;
      if (!passed.includes(name)) lost.push(`${file}: ${name}: ${firstLine(failed[name] ?? "did not run")}`);
    }
  }
  const gated = outcomes.reduce((count, outcome) => count + outcome.gated, 0);
  console.log(lost.length === 0 ? "" : "\nPass with nats.js on nats-server, and fail with natwire:");
  for (const line of lost) console.log(`  ${line}`);
  console.log(
    `${
      wanted - lost.length
    } of ${wanted} pass, ${onPurpose} differ on purpose, ${gated} found the server too old`,
  );
  return lost.length === 0 && gated === 0;
}

async function main(args: string[]): Promise<void> {
  const settings = settingsFrom(args);
  const { tried } = settings;
  const [lists, command] = [await readLists(tried), await serverCommand(settings.server)];
  const client = tried === "client" ? "natwire" : "nats.js";
  const map = await writeSuiteMap(settings.checkouts, client);
  const files: string[] = [];
  for (const suite of Object.keys(suites[client])) {
    const found = await filesUnder(`${settings.checkouts.clone}${suite}/tests/`, "_test.ts");
    files.push(
      ...found.map((file) => `${suite}/tests/${file}`).filter((file) => file.includes(settings.only)),
    );
  }
  const outcomes: FileOutcome[] = [];
  const queue = [...files];
  await Promise.all(Array.from({ length: settings.jobs }, async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await runFile(file, map, command, lists, settings);
      console.log(describe(outcome));
      outcomes.push(outcome);
    }
  }));
  outcomes.sort((a, b) => a.file < b.file ? -1 : 1);
  const path = `.cache/natsjs/outcomes_${tried}.json`;
  await Deno.writeTextFile(root + path, JSON.stringify(outcomes, null, 2) + "\n");
  console.log(`everything that failed said is in ${path}`);
  if (!compare(outcomes, lists)) Deno.exit(1);
}

if (import.meta.main) await main(Deno.args);
