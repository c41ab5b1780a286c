/** `natwire server -sl SIGNAL[=PID]`: sends a signal to a server that runs. [nats-server signal.go ProcessSignal] */

import { listFolder, processId, readTextFile, sendSignal } from "#runtime";
import { NatsError } from "../errors.ts";

type Signal = Parameters<typeof sendSignal>[1];

/** The words of `-sl`. */
const SIGNALS: ReadonlyMap<string, Signal> = new Map([
  ["stop", "SIGKILL"],
  ["quit", "SIGINT"],
  ["term", "SIGTERM"],
  ["reopen", "SIGUSR1"],
  ["reload", "SIGHUP"],
  ["ldm", "SIGUSR2"],
]);

/** What runs this program, as the first argument of a process. */
const RUNTIME = /(^|[\\/])(node|nodejs|deno|bun|natwire)$/;

/** Arguments of a process that are this program: its name, its package or its file. */
const PROGRAM = /(^|[\\/])(natwire(@[^\\/]+)?(\/cli)?|cli[\\/](main\.ts|bin\.js))$/;

/**
 * Sends a signal.
 *
 * @param text `reload`, or `reload=` and a process id or a file with one.
 * @param pidFile where the process id is, when the text names none; without both, the only server that runs is meant.
 * @throws {NatsError} saying what is wrong.
 */
export async function signalServer(text: string, pidFile: string | undefined): Promise<void> {
  const [command = "", target, ...more] = text.split("=");
  if (more.length > 0) throw failed(`invalid signal parameters: ${more.join("=")}`);
  const signal = SIGNALS.get(command);
  if (signal === undefined) {
    throw failed(`unknown signal ${JSON.stringify(command)}: there are ${[...SIGNALS.keys()].join(", ")}`);
  }
  const named = target || pidFile;
  const pid = named ? await pidOf(named) : await onlyServer();
  try {
    sendSignal(pid, signal);
  } catch (error) {
    throw failed(`signal ${JSON.stringify(command)} ${pid}: ${reason(error)}`, error);
  }
}

/** A process id, or the one in a file. */
async function pidOf(named: string): Promise<number> {
  const text = await readTextFile(named).catch(() => named);
  const pid = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
  // 0 would be the whole process group.
  if (pid === 0) throw failed(`invalid pid: ${text.trim().slice(0, 80)}`);
  return pid;
}

async function onlyServer(): Promise<number> {
  const pids = await runningServers();
  if (pids === undefined) throw failed("unable to resolve pid, try providing one");
  if (pids.length > 1) throw failed(`multiple natwire server processes running:\n${pids.join("\n")}`);
  const [pid] = pids;
  if (pid === undefined) throw failed("no natwire server processes running");
  return pid;
}

/** The servers on this machine, as far as Linux tells; undefined on systems that do not. */
async function runningServers(): Promise<number[] | undefined> {
  const names = await listFolder("/proc").catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  if (pids.length === 0) return undefined;
  const found: number[] = [];
  for (const pid of pids.sort((a, b) => a - b)) {
    if (pid === processId()) continue;
    // A process that has gone by now, or is somebody else's, has no command line to read.
    const line = await readTextFile(`/proc/${pid}/cmdline`).catch(() => "");
    if (isServer(line.split("\0"))) found.push(pid);
  }
  return found;
}

/**
 * Whether a process with these arguments is a server: neither `timeout` or the like, which only starts one, nor another
 * one that sends a signal.
 */
export function isServer(args: readonly string[]): boolean {
  const at = args.indexOf("server");
  return at > 0 && RUNTIME.test(args[0]!) && PROGRAM.test(args[at - 1]!) &&
    !args.slice(at).some((arg) => /^--?(sl|signal)(=|$)/.test(arg));
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes("ESRCH")) return "no such process";
  return text.includes("EPERM") ? "operation not permitted" : text;
}

function failed(message: string, cause?: unknown): NatsError {
  return new NatsError(message, "INVALID_OPERATION", { cause });
}
