/**
 * `natwire <command>`: finds the command, runs it, and turns what goes wrong into a message and an exit code.
 */

import {
  args as programArgs,
  env,
  exit,
  onSignal,
  terminalColumns,
  writeErr,
  writeLog,
  writeOut,
} from "#runtime";
import { InvalidArgumentError, NatsError } from "../errors.ts";
import { VERSION } from "../version.ts";
import { demoCommand, demoHelp } from "./demo_command.ts";
import { nearest } from "./flags.ts";
import type { Io } from "./io.ts";
import { serverCommand, serverHelp } from "./server_command.ts";

/** Something did not work. */
const EXIT_FAILED = 1;

/** The command line itself is wrong. */
const EXIT_USAGE = 2;

/** A word after `natwire`. */
interface Command {
  about: string;
  help: string;
  run(args: readonly string[], io: Io): Promise<number>;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ["demo", {
    about: "Play the NATS Protocol Demo on an embedded server, or on any other",
    help: demoHelp,
    run: demoCommand,
  }],
  ["server", {
    about: "Start a NATS server; takes nats-server's flags",
    help: serverHelp,
    run: serverCommand,
  }],
]);

const help = `
natwire ${VERSION}: NATS in one module

Usage: natwire <command> [options]

Commands:
${[...commands].map(([name, { about }]) => `    ${name.padEnd(16)}${about}`).join("\n")}
    help <command>  Show what a command takes

Options:
    -h, --help      Show this message
    -v, --version   Show the version
`.trimStart();

/**
 * Runs the `natwire` command as the shell would, on the standard output and error of this process.
 *
 * @param args what stands after `natwire`, such as `["demo"]` or `["server", "-p", "4333"]`.
 * @returns the exit code: 0 all is well, 1 something did not work, 2 the arguments are wrong. It settles when
 * the command is done; `server` is done when it is told to stop by SIGINT or SIGTERM.
 */
export async function main(args: string[]): Promise<number> {
  // Writes are taken in order; the last one is awaited, so that nothing is lost when the program exits.
  let written: Promise<void> = Promise.resolve();
  let lost = false;
  const then = (write: () => Promise<void>) => {
    written = written.then(write).catch(() => {
      lost = true;
    });
  };
  const columns = terminalColumns();
  const code = await runCommand(args, {
    out: (text) => then(() => writeOut(text)),
    err: (text) => then(() => writeErr(text)),
    log: writeLog,
    columns,
    colour: columns !== undefined && !env("NO_COLOR"),
    stopSignal,
    onSignal,
  });
  await written;
  return lost && code === 0 ? EXIT_FAILED : code;
}

/** Runs the command of this process and exits with its code. */
export function runProgram(): void {
  void main(programArgs()).then(exit);
}

/** Does what `main` does, on any `io`. */
export async function runCommand(args: readonly string[], io: Io): Promise<number> {
  const [word = "--help", ...rest] = args;
  const command = commands.get(word);
  const called = command === undefined ? "natwire" : `natwire ${word}`;
  try {
    return command === undefined ? runWord(word, rest, io) : await command.run(rest, io);
  } catch (error) {
    if (!(error instanceof NatsError)) {
      // Not foreseen, so the stack is worth more than a sentence.
      io.err(`${called}: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
      return EXIT_FAILED;
    }
    io.err(`${called}: ${error.message}\n`);
    return error instanceof InvalidArgumentError ? EXIT_USAGE : EXIT_FAILED;
  }
}

/** Answers the words that are no commands of their own. */
function runWord(word: string, rest: readonly string[], io: Io): number {
  switch (word) {
    case "-v":
    case "-version":
    case "--version":
    case "version":
      io.out(`natwire ${VERSION}\n`);
      return 0;
    case "-h":
    case "-help":
    case "--help":
      io.out(help);
      return 0;
    case "help": {
      const [about] = rest;
      const command = about === undefined ? undefined : commands.get(about);
      if (about !== undefined && command === undefined) throw unknownCommand(about);
      io.out(command?.help ?? help);
      return 0;
    }
    default:
      throw word.startsWith("-")
        ? new InvalidArgumentError(
          `unknown flag ${word}. Flags stand after the command: natwire server -p 4222.`,
        )
        : unknownCommand(word);
  }
}

function unknownCommand(word: string): InvalidArgumentError {
  const like = nearest(word, [...commands.keys()]);
  const hint = like === undefined ? "" : ` Did you mean "natwire ${like}"?`;
  return new InvalidArgumentError(
    `there is no command "${word}".${hint} "natwire --help" lists the commands.`,
  );
}

/** Waits for Ctrl-C or a polite kill. */
function stopSignal(): Promise<"interrupt" | "terminated"> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const stop = (name: "interrupt" | "terminated") => () => {
      // From here on a second signal ends the process in the usual way.
      for (const forget of stops) forget();
      resolve(name);
    };
    stops.push(onSignal("SIGINT", stop("interrupt")), onSignal("SIGTERM", stop("terminated")));
  });
}
