/** What is measured, where it comes from, and how a process for it is started. */

import { standIn } from "../../scripts/bundle_npm.ts";
import { exists, filesUnder, findNode, must, npmCommand, onPath, root, run } from "../../scripts/tools.ts";
import type { Command } from "./children.ts";

/** The version of nats.js that is measured. */
export const NATS_JS_VERSION = "3.4.0";

/** Where code runs. */
export type Runtime = "deno" | "node";

/** What is measured, or stands for what natwire is measured against. */
export type Contestant =
  | "natwire"
  | "transport-node"
  | "transport-deno"
  | "nats-server"
  | "raw socket"
  | "pump"
  | "limit";

/** What was found on this machine. */
export interface Setting {
  /** The top of the tree that is measured as natwire, with a slash at the end. */
  natwire: string;
  /** A checkout of nats.js, with a slash at the end, where one was named. */
  natsJsCheckout: string | undefined;
  /** nats-server: its path and what it says about its version. */
  natsServer: { path: string; version: string } | undefined;
  node: { path: string; version: string } | undefined;
  /** Whether there is an npm package of natwire that is as new as its sources. */
  npmPackage: boolean;
  /** What is not measured, and why. */
  missing: string[];
}

/** What of a contestant is measured; server and parser are of natwire, and the parser of nats.js. */
export type Part = "client" | "parser" | "server";

/** A worker that measures, and where the modules are that it measures. */
export interface Worker {
  /** Gives the command that runs the worker with this job. */
  command(job: unknown): Command;
  /** The specifiers of what is measured. */
  modules: string[];
}

const cache = `${root}.cache/bench/`;
const nodeFolder = `${cache}node/`;
const checkoutMap = `${cache}natsjs_checkout.json`;

/** The modules of natwire's parser. */
const PARSER = ["src/wire/parser", "src/wire/operation"];

/** What the user named. */
export interface Named {
  natwire: string | undefined;
  natsJs: string | undefined;
  runtimes: Runtime[];
}

/** Looks for everything, builds and installs what has to be; `say` tells what is being done. */
export async function prepare(named: Named, say: (text: string) => void): Promise<Setting> {
  const setting: Setting = {
    natwire: named.natwire === undefined ? root : folder(named.natwire),
    natsJsCheckout: named.natsJs === undefined ? undefined : folder(named.natsJs),
    natsServer: await findNatsServer(),
    node: undefined,
    npmPackage: false,
    missing: [],
  };
  await Deno.mkdir(nodeFolder, { recursive: true });
  if (setting.natsServer === undefined) {
    setting.missing.push("nats-server: none on PATH and none named by NATS_SERVER");
  }
  if (setting.natsJsCheckout !== undefined) await writeCheckoutMap(setting.natsJsCheckout);
  else if (named.runtimes.includes("deno")) {
    setting.missing.push("transport-deno: no checkout of nats.js named by --natsjs or NATSJS_CHECKOUT");
  }
  if (!named.runtimes.includes("node")) return setting;
  const node = await findNode();
  if ("skip" in node) {
    setting.missing.push(`Node: ${node.skip}`);
    return setting;
  }
  setting.node = node;
  await installNatsJs(node.path, say);
  await compileWorkers();
  try {
    await buildNpm(setting.natwire, say);
    await writeStandIns(setting.natwire);
    setting.npmPackage = true;
  } catch (error) {
    const why = /^.*error: .*$/im.exec(String(error).replace(/^Error: .*\n/, ""))?.[0] ?? error;
    setting.missing.push(`natwire on Node: the npm package cannot be built (${why})`);
  }
  return setting;
}

function folder(path: string): string {
  return Deno.realPathSync(path).replace(/\/?$/, "/");
}

async function findNatsServer(): Promise<Setting["natsServer"]> {
  const named = Deno.env.get("NATS_SERVER");
  for (const path of named === undefined ? onPath("nats-server") : [named]) {
    const { code, stdout } = await run(path, ["-v"], { timeoutMs: 10_000 });
    if (code === 0) return { path, version: stdout.trim().replace(/^nats-server:\s*/, "") };
  }
  return undefined;
}

/** nats.js in a checkout names its parts by JSR names; here they are found in the checkout and on npm. */
async function writeCheckoutMap(checkout: string): Promise<void> {
  const imports = {
    "@nats-io/nats-core": `file://${checkout}core/src/mod.ts`,
    "@nats-io/nats-core/internal": `file://${checkout}core/src/internal_mod.ts`,
    "@nats-io/nkeys": "npm:@nats-io/nkeys@2.0.3",
    "@nats-io/nuid": "npm:@nats-io/nuid@3.0.0",
    "@std/io": new URL("./std_io.ts", import.meta.url).href,
  };
  await Deno.writeTextFile(checkoutMap, JSON.stringify({ imports }));
}

async function installNatsJs(node: string, say: (text: string) => void): Promise<void> {
  const manifest = JSON.stringify({
    private: true,
    type: "module",
    dependencies: {
      "@nats-io/transport-node": NATS_JS_VERSION,
      "@nats-io/nats-core": NATS_JS_VERSION,
    },
  });
  const path = `${nodeFolder}package.json`;
  const installed = await exists(`${nodeFolder}node_modules/@nats-io/transport-node/package.json`);
  if (installed && await Deno.readTextFile(path) === manifest) return;
  say(`installing @nats-io/transport-node ${NATS_JS_VERSION} for Node`);
  await Deno.writeTextFile(path, manifest);
  const [command = "", ...args] = await npmCommand(node);
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"];
  await must(command, [...args, ...install], { cwd: nodeFolder, timeoutMs: 300_000 });
}

/** The files that run on Node as well. */
const ON_NODE = [
  "client_worker",
  "frames",
  "idle_worker",
  "import_worker",
  "parser_worker",
  "pump_worker",
  "raw_worker",
  "result",
  "server_worker",
];

async function compileWorkers(): Promise<void> {
  const { default: ts } = await import("typescript");
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
  };
  for (const name of ON_NODE) {
    const source = await Deno.readTextFile(new URL(`./${name}.ts`, import.meta.url));
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    await Deno.writeTextFile(`${nodeFolder}${name}.js`, outputText);
  }
}

/** Builds the npm package where there is none, or one that is older than the sources. */
async function buildNpm(natwire: string, say: (text: string) => void): Promise<void> {
  const built = await modified(`${natwire}npm/package.json`);
  const sources = [
    "mod.ts",
    "deno.json",
    ...(await filesUnder(`${natwire}src/`, ".ts")).map((name) => `src/${name}`),
  ];
  const times = await Promise.all(sources.map((name) => modified(natwire + name)));
  if (built > Math.max(...times)) return;
  say("building the npm package");
  await must(Deno.execPath(), ["task", "npm"], { cwd: natwire, timeoutMs: 300_000 });
}

/** The modules of the parser lie inside the package, where nobody can import them. */
async function writeStandIns(natwire: string): Promise<void> {
  const npm = `${natwire}npm/`;
  await Deno.mkdir(`${nodeFolder}src/wire`, { recursive: true });
  for (const path of PARSER.map((name) => `${name}.js`)) {
    const text = await standIn(npm, path, `file://${npm}`);
    if (text === undefined) throw new Error(`error: the package has no ${path}`);
    await Deno.writeTextFile(nodeFolder + path, text);
  }
}

async function modified(path: string): Promise<number> {
  return await exists(path) ? (await Deno.stat(path)).mtime?.getTime() ?? 0 : 0;
}

/** Which file measures, and how its process is started. */
export interface WorkerOptions {
  /** The name of the file, without its ending. */
  script: string;
  /** Flags of V8. */
  v8Flags?: string[];
}

/** How processes for this contestant are started; undefined where it is not here. */
export async function workerFor(
  setting: Setting,
  contestant: Contestant,
  runtime: Runtime,
  part: Part,
  options: WorkerOptions = { script: `${part}_worker` },
): Promise<Worker | undefined> {
  const modules = modulesOf(setting, contestant, runtime, part);
  for (const name of modules) {
    if (name.startsWith("file://") && !await exists(name.slice("file://".length))) return undefined;
  }
  if (modules.length === 0) return undefined;
  return workerOn(setting, runtime, modules, options, mapFlags(setting, contestant));
}

/** How a process that measures is started on this runtime; undefined where that is not here. */
export function workerOn(
  { node }: Setting,
  runtime: Runtime,
  modules: string[],
  { script, v8Flags = [] }: WorkerOptions,
  denoFlags: string[] = ["--no-config"],
): Worker | undefined {
  if (runtime === "node") {
    if (node === undefined) return undefined;
    const path = `${nodeFolder}${script}.js`;
    return {
      modules,
      command: (job) => ({ command: node.path, args: [...v8Flags, path, JSON.stringify(job)] }),
    };
  }
  const flags = v8Flags.length === 0 ? denoFlags : [...denoFlags, `--v8-flags=${v8Flags.join(",")}`];
  const { href } = new URL(`./${script}.ts`, import.meta.url);
  return { modules, command: (job) => deno([...flags, href, JSON.stringify(job)]) };
}

/** How Deno is told what the specifiers in a contestant's modules mean. */
export function mapFlags(setting: Setting, contestant: Contestant): string[] {
  if (contestant === "natwire") return ["--config", `${setting.natwire}deno.json`];
  return contestant === "transport-deno" ? ["--no-config", "--import-map", checkoutMap] : ["--no-config"];
}

/** A Deno process that runs a script with all permissions. */
export function deno(args: string[]): Command {
  return { command: Deno.execPath(), args: ["run", "-A", "--quiet", "--no-lock", ...args] };
}

/** Where the modules of a part are; none where the contestant has no such part. */
function modulesOf(setting: Setting, contestant: Contestant, runtime: Runtime, part: Part): string[] {
  if (contestant === "natwire") {
    if (runtime === "node" && !setting.npmPackage) return [];
    const inPackage = part === "parser" ? nodeFolder : `${setting.natwire}npm/esm/`;
    const [top, end] = runtime === "deno" ? [setting.natwire, ".ts"] : [inPackage, ".js"];
    const names = { client: ["mod"], parser: PARSER, server: ["src/server/mod"] };
    return names[part].map((name) => `file://${top}${name}${end}`);
  }
  if (contestant === "transport-deno" && part === "client" && runtime === "deno") {
    const checkout = setting.natsJsCheckout;
    return checkout === undefined ? [] : [`file://${checkout}transport-deno/src/mod.ts`];
  }
  if (contestant === "transport-node" && part !== "server") {
    const [prefix, version] = runtime === "deno" ? ["npm:", `@${NATS_JS_VERSION}`] : ["", ""];
    const names = {
      client: [prefix, "transport-node", version, ""],
      parser: [prefix, "nats-core", version, "/internal"],
    };
    const [before, name, at, entry] = names[part];
    return [`${before}@nats-io/${name}${at}${entry}`];
  }
  return [];
}
