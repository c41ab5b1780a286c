/** Finds the machine's nats-server, and starts it for a test. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env, type Program, runToEnd, start } from "./_process.ts";
import { sendSignal } from "./_runtime.ts";

/** The oldest nats-server whose wire is the one we keep to. */
const OLDEST = [2, 14] as const;

/** How long it may take to listen. */
const START_MS = 15_000;

/** A nats-server, or the reason why the tests that need one are skipped. */
export type FoundServer = { path: string; version: string } | { skip: string };

let found: Promise<FoundServer> | undefined;

/** The first that is new enough of the one named by `NATS_SERVER` and those on PATH. */
export function natsServer(): Promise<FoundServer> {
  return found ??= find();
}

async function find(): Promise<FoundServer> {
  const onPath = (env("PATH") ?? "").split(delimiter).map((folder) => join(folder, "nats-server"));
  const named = env("NATS_SERVER");
  const paths = named ? [named, ...onPath] : onPath;
  const tooOld: string[] = [];
  for (const path of paths.filter((each) => existsSync(each))) {
    const { stdout } = await runToEnd(path, ["--version"]);
    const [, version = "", major, minor] = stdout.match(/v((\d+)\.(\d+)\S*)/) ?? [];
    if (version === "") continue;
    const newEnough = Number(major) > OLDEST[0] ||
      (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
    if (newEnough) return { path, version };
    tooOld.push(version);
  }
  const wanted = OLDEST.join(".");
  if (tooOld.length > 0) {
    return { skip: `nats-server is too old: ${tooOld.join(", ")}, not ${wanted} or newer` };
  }
  return { skip: `no nats-server of ${wanted} or newer, on PATH or named by NATS_SERVER` };
}

/** What is started. */
export interface StartNatsServerOptions {
  /** The program. */
  path: string;
  /** The text of its configuration file, without a port. */
  config?: string;
  /** Further arguments. */
  args?: string[];
}

/** A running nats-server. */
export interface RunningNatsServer {
  /** The port of its client listener on 127.0.0.1. */
  readonly port: number;
  readonly pid: number;
  /** What it has logged. */
  log(): string;
  /** Gives it another configuration file, and settles when it has taken it. */
  reload(config: string): Promise<void>;
  /** Stops it, waits until it is gone and removes its files. */
  close(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1 and waits until it takes connections. */
export async function startNatsServer(options: StartNatsServerOptions): Promise<RunningNatsServer> {
  const folder = await mkdtemp(join(tmpdir(), "natwire-nats-server-"));
  const config = join(folder, "nats-server.conf");
  await writeFile(config, options.config ?? "");
  // Port -1 has the server choose a free one itself, so that none is taken away in between.
  const program = start(options.path, ["-c", config, "-a", "127.0.0.1", "-p", "-1", ...options.args ?? []]);
  const close = async (): Promise<void> => {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [, port] = await program.printed(/Listening for client connections on \S+:(\d+)/, START_MS);
    await program.printed(/Server is ready/, START_MS);
    let reloads = 0;
    const reload = async (text: string): Promise<void> => {
      await writeFile(config, text);
      sendSignal(program.pid, "SIGHUP");
      await program.printed(new RegExp(`(Reloaded server configuration[^]*){${++reloads}}`), START_MS);
    };
    return { port: Number(port), pid: program.pid, log: () => program.output(), reload, close };
  } catch (error) {
    await close();
    throw new Error(`nats-server did not start: ${told(program)}`, { cause: error });
  }
}

function told(program: Program): string {
  return program.output().trim().split("\n").at(-1) ?? "it printed nothing";
}
