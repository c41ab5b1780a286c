/** Runs the command inside the tests and catches what it writes. */

import type { Io } from "../../src/cli/io.ts";
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
  /** Sends the signal. */
  stop(): void;
  /** Its end. */
  readonly ended: Promise<CliResult>;
}

/** Starts the command. */
export function startCli(...args: string[]): RunningCli {
  const result: CliResult = { code: -1, out: "", err: "" };
  const waiting = new Set<() => void>();
  let stop: () => void = () => {};
  const stopped = new Promise<"interrupt">((resolve) => stop = () => resolve("interrupt"));
  const take = (stream: "out" | "err") => (text: string) => {
    result[stream] += text;
    for (const look of waiting) look();
  };
  const io: Io = {
    out: take("out"),
    err: take("err"),
    columns: undefined,
    colour: false,
    stopSignal: () => stopped,
  };
  const ended = runCommand(args, io).then((code) => ({ ...result, code }));
  return {
    ended,
    stop,
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
