/** Flags as Go's flag package reads them, from a table: `-p 4222`, `-p=4222`, `--port 4222`, `--port=4222`, `-D`. */

import { InvalidArgumentError } from "../errors.ts";

/** What every flag has: its names without dashes, the usual one first, and a line of help. */
interface Named {
  names: readonly string[];
  help: string;
}

/** A flag that is on when named; `-D=false` switches it off. */
export interface SwitchFlag<Options> extends Named {
  kind: "switch";
  set(options: Options, on: boolean): void;
}

/** A flag that takes a text; `value` is how the help names it. */
export interface TextFlag<Options> extends Named {
  kind: "text";
  value: string;
  set(options: Options, text: string): void;
}

/** A flag that takes a whole number; `value` is how the help names it. */
export interface NumberFlag<Options> extends Named {
  kind: "number";
  value: string;
  set(options: Options, number: number): void;
}

/** A flag that the program we stand in for has, and natwire does not; `help` says what it is about. */
export interface MissingFlag extends Named {
  kind: "missing";
  /** What to do instead. */
  instead: string;
}

/** A line of a command's flag table. */
export type Flag<Options> = SwitchFlag<Options> | TextFlag<Options> | NumberFlag<Options> | MissingFlag;

/** The words that Go takes for true and false. */
const SWITCH_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "true", "TRUE", "True"].map((word) => [word, true] as const),
  ...["0", "f", "F", "false", "FALSE", "False"].map((word) => [word, false] as const),
]);

/**
 * Reads `args` into `options` by the table. As in Go, reading stops at the first argument that is no flag and
 * after `--`, the last one of several wins, and one dash is as good as two.
 *
 * @returns the arguments that are left.
 * @throws InvalidArgumentError naming the flag, where it is unknown, not there yet, or its value does not fit.
 */
export function parseFlags<Options>(
  command: string,
  table: readonly Flag<Options>[],
  args: readonly string[],
  options: Options,
): string[] {
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest[0]!;
    if (!arg.startsWith("-") || arg === "-") break;
    rest.shift();
    if (arg === "--") break;
    const [, name = "", given] = /^--?([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    const flag = table.find((candidate) => candidate.names.includes(name));
    if (flag === undefined) throw unknownFlag(command, table, arg, name);
    apply(flag, name, given, rest, options);
  }
  return rest;
}

/** Hands one flag's value to its setter, taking the value from the next argument where it needs one. */
function apply<Options>(
  flag: Flag<Options>,
  name: string,
  given: string | undefined,
  rest: string[],
  options: Options,
): void {
  const shown = dashed(name);
  if (flag.kind === "missing") {
    throw new InvalidArgumentError(
      `${shown} (${flag.help}): nats-server has this flag, natwire does not: ${flag.instead}.`,
    );
  }
  if (flag.kind === "switch") {
    const on = SWITCH_WORDS.get(given ?? "true");
    if (on === undefined) {
      throw new InvalidArgumentError(`${shown} is a switch: "${given}" is neither true nor false.`);
    }
    flag.set(options, on);
    return;
  }
  const value = given ?? rest.shift();
  if (value === undefined) {
    throw new InvalidArgumentError(`${shown} needs a value: ${shown} ${flag.value}`);
  }
  if (flag.kind === "text") {
    flag.set(options, value);
  } else if (/^[+-]?\d{1,15}$/.test(value)) {
    flag.set(options, Number(value));
  } else {
    throw new InvalidArgumentError(`${shown} takes a whole number, not "${value}".`);
  }
}

/** Says that a flag is unknown, and which known one looks like it. */
function unknownFlag<Options>(
  command: string,
  table: readonly Flag<Options>[],
  arg: string,
  name: string,
): InvalidArgumentError {
  const names = table.filter((flag) => flag.kind !== "missing").flatMap((flag) => [...flag.names]);
  const like = nearest(name, names);
  const hint = like === undefined ? "" : ` Did you mean ${dashed(like)}?`;
  return new InvalidArgumentError(
    `unknown flag ${arg.split("=")[0]}.${hint} "${command} --help" lists the flags.`,
  );
}

/** A name as one types it: one dash before a short one, two before a word. */
function dashed(name: string): string {
  return name.length <= 2 || name === name.toUpperCase() ? `-${name}` : `--${name}`;
}

/** Lays out the flags of a table that work, a line each, for the help of a command. */
export function describeFlags<Options>(table: readonly Flag<Options>[]): string {
  const lines = table.filter((flag) => flag.kind !== "missing").map((flag) => {
    const names = flag.names.map(dashed).join(", ");
    // Flags without a one-letter name start where the words of the others do.
    const indent = dashed(flag.names[0]!).startsWith("--") ? "        " : "    ";
    return [indent + names + (flag.kind === "switch" ? "" : ` ${flag.value}`), flag.help] as const;
  });
  const width = Math.max(...lines.map(([left]) => left.length)) + 2;
  return lines.map(([left, help]) => left.padEnd(width) + help).join("\n");
}

/** Lists the flags of a table that are not there, a line for each thing they are about. */
export function describeMissing<Options>(table: readonly Flag<Options>[]): string {
  const byTopic = new Map<string, string[]>();
  for (const flag of table) {
    if (flag.kind !== "missing") continue;
    const topic = `${flag.help} (${flag.instead})`;
    byTopic.set(topic, [...byTopic.get(topic) ?? [], ...flag.names.map(dashed)]);
  }
  return [...byTopic].map(([topic, names]) => `    ${topic}:\n        ${names.join(" ")}`).join("\n");
}

/** The one of `names` that is at most two slips of the finger away from `word`, if any. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.min(3, word.length);
  for (const name of names) {
    const slips = distance(word, name);
    if (slips < least) [best, least] = [name, slips];
  }
  return best;
}

/** How many letters must be put in, left out or changed to make `a` into `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
