/** Runs the command inside the tests and catches what it writes. */

import type { Io, SignalName } from "../../src/cli/io.ts";
import { runCommand } from "../../src/cli/command.ts";

/** What came of a command. */
export interface CliResult {
  code: number;
  out: string;
  err: string;
}

/** A command that is under way. */
export interface RunningCli {
  /** Waits until standard output and error together match. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Sends SIGINT. */
  stop(): void;
  /** Sends a signal; false where nobody listens for it. */
  signal(name: SignalName): boolean;
  /** Its end. */
  readonly ended: Promise<CliResult>;
}

/** Starts the command. */
export function startCli(...args: string[]): RunningCli {
  const result: CliResult = { code: -1, out: "", err: "" };
  const waiting = new Set<() => void>();
  const handlers = new Map<SignalName, Set<() => void>>();
  const onSignal = (name: SignalName, handler: () => void) => {
    const all = handlers.get(name) ?? new Set();
    handlers.set(name, all.add(handler));
    return () => void all.delete(handler);
  };
  const signal = (name: SignalName): boolean => {
    const all = [...handlers.get(name) ?? []];
    for (const handler of all) handler();
    return all.length > 0;
  };
  const take = (stream: "out" | "err") => (text: string) => {
    result[stream] += text;
    for (const look of waiting) look();
  };
  const io: Io = {
    out: take("out"),
    err: take("err"),
    log: (text) => Promise.resolve(take("err")(text)),
    columns: undefined,
    colour: false,
    stopSignal: () => new Promise((resolve) => onSignal("SIGINT", () => resolve("interrupt"))),
    onSignal,
  };
  const ended = runCommand(args, io).then((code) => ({ ...result, code }));
  return {
    ended,
    stop: () => void signal("SIGINT"),
    signal,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = (result.out + result.err).match(pattern);
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() =>
          reject(new Error(`ended without printing ${pattern}:\n${result.out}${result.err}`))
        );
      }),
  };
}

/** Runs the command to its end. */
export function runCli(...args: string[]): Promise<CliResult> {
  return startCli(...args).ended;
}
