/**
 * Starts and stops other programs. Beside tests/_test.ts the only test file that touches the runtime: Node's
 * process API, which Deno has as well.
 */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";

/** A program that was started. */
export interface Program {
  readonly pid: number;
  /** What it has printed so far on both streams. */
  output(): string;
  /** Waits until what it has printed matches; throws when it ends without, or after `timeoutMs`. */
  printed(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** Waits until it has ended and everything it printed is here. */
  readonly ended: Promise<Ended>;
  /** Asks it to end, insists after `patienceMs`, and waits until it is gone. Calling it again does no harm. */
  stop(patienceMs?: number): Promise<Ended>;
}

/** How a program ended. */
export interface Ended {
  /** Its exit code; null where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** How a program is started. */
export interface StartOptions {
  cwd?: string;
  /** Added to the environment of the tests. */
  env?: Record<string, string>;
  /** What it is given to read. */
  input?: string;
}

/** How long a program may take to print what is waited for. */
const PRINT_MS = 20_000;

/** How long a program has to end by itself when it was asked to. */
const PATIENCE_MS = 5_000;

/** Starts a program; its standard input is empty. */
export function start(command: string, args: readonly string[], options: StartOptions = {}): Program {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A program that ends before it has read its input is no fault of the test.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  const streams = { stdout: "", stderr: "" };
  const watchers = new Set<() => void>();
  let all = "";
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      streams[name] += text;
      all += text;
      for (const watcher of watchers) watcher();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`cannot start ${command}`, { cause: error })));
    child.on("close", (code) => resolve({ code, ...streams }));
  });
  // Whoever waits for it sees the fault; nobody has to.
  ended.catch(() => {});
  return {
    pid: child.pid ?? 0,
    output: () => all,
    printed: (pattern, timeoutMs = PRINT_MS) =>
      waitFor(`${command} printing ${pattern}`, () => all, watchers, pattern, ended, timeoutMs),
    ended,
    stop: (patienceMs = PATIENCE_MS) => stop(child, ended, patienceMs),
  };
}

function waitFor(
  what: string,
  output: () => string,
  watchers: Set<() => void>,
  pattern: RegExp,
  ended: Promise<Ended>,
  timeoutMs: number,
): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    const settle = (result: RegExpMatchArray | Error) => {
      clearTimeout(timer);
      watchers.delete(look);
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    const look = () => {
      const found = output().match(pattern);
      if (found !== null) settle(found);
      return found !== null;
    };
    const timer = setTimeout(() => settle(new Error(`gave up on ${what}:\n${output()}`)), timeoutMs);
    watchers.add(look);
    if (look()) return;
    ended.then(
      () => look() || settle(new Error(`it ended before ${what}:\n${output()}`)),
      (error: Error) => settle(error),
    );
  });
}

async function stop(child: ChildProcess, ended: Promise<Ended>, patienceMs: number): Promise<Ended> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a program to its end. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: StartOptions = {},
): Promise<Ended> {
  return start(command, args, options).ended;
}

/** The value of an environment variable. */
export function env(name: string): string | undefined {
  return process.env[name];
}

/** Whether the tests run on Deno or on Node. */
export const runtimeName: "deno" | "node" = "deno" in process.versions ? "deno" : "node";

/** A command line that runs a JavaScript file on the runtime that the tests run on. */
export function runtimeCommand(): string[] {
  return runtimeName === "deno" ? [process.execPath, "run", "-A"] : [process.execPath];
}

/** The command line of Deno; on Node the runner names it. */
export function denoCommand(): string {
  return runtimeName === "deno" ? process.execPath : process.env["NATWIRE_DENO"] ?? "deno";
}

/** Ends the process of the tests. */
export function exitProcess(code: number): never {
  process.exit(code);
}
