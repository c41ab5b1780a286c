/** Configuration files, mutated: whatever they hold, they are options or a ConfigError. */

import { ConfigError } from "../../src/errors.ts";
import { readOptions } from "../../src/server/config/load.ts";
import { Notes } from "../../src/server/config/notes.ts";
import { parseConfig } from "../../src/server/config/parser.ts";
import { configFileCases } from "../conformance/config_file_cases.ts";
import type { FuzzOutcome, FuzzTarget } from "./core.ts";
import type { Random } from "./random.ts";

/** What means something in a configuration file. */
const PIECES = [
  ..."{}[]()'\"#/,;:= \n\t\r$\\.-\0",
  "\\x41",
  "(\n",
  "\n)\n",
  "//",
  "1",
  "1kb",
  "-1",
  "1.5",
  "1.2.3.4:5",
  "2016-01-02T15:04:05Z",
  "99999999999999999999",
  "true",
  "$2a$11$x",
  "$a",
  "include a.conf\n",
  "a: $a\n",
  "\u00c2\u00a0",
  "\u00ef\u00bb\u00bf",
];

/** What every file and every variable of the environment holds, so that they refer to themselves. */
const SELF = "include a.conf\n";
const SELF_VALUE = "[$a, $b]";

/** Changes one of the files that nats-server is compared with, or puts two of them together. */
export function mutantConfig(random: Random): string {
  let text = random.pick(configFileCases).text;
  if (random.chance(0.2)) text += random.pick(configFileCases).text;
  for (let left = 1 + random.below(5); left > 0; left--) {
    const at = random.below(text.length + 1);
    const end = at + random.pick([0, 0, 1, 2, 10]);
    const kind = random.below(4);
    const piece = kind === 0
      ? ""
      : kind === 1
      ? String.fromCharCode(random.below(256))
      : kind === 2
      ? text.slice(at, at + random.below(30)).repeat(random.pick([2, 2, 2, 50]))
      : random.pick(PIECES);
    text = text.slice(0, at) + piece + text.slice(end);
  }
  // One character for each byte, as everything that is fuzzed.
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** The reader of configuration files; how they are cut makes no difference to it. */
export const configFileTarget: FuzzTarget = {
  name: "configuration file",
  reader: "server",
  mutant: mutantConfig,
  run(chunks): FuzzOutcome {
    const text = new TextDecoder().decode(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
    const notes = new Notes();
    let code = "";
    let problem: string | null = null;
    try {
      const parsing = parseConfig("main.conf", () => SELF_VALUE);
      let step = parsing.next();
      for (let first = true; !step.done; first = false) step = parsing.next(first ? text : SELF);
      readOptions("main.conf", step.value, notes);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      code = error.code;
      notes.problems.push(...error.problems);
    }
    for (const { line, column, text } of notes.problems) {
      if (line < 0 || column < 0 || text === "") problem = `a problem at ${line}:${column}: ${text}`;
    }
    return {
      trace: notes.problems.map(({ line, column, text }) => `${line}:${column}: ${text}`).join("\n"),
      pastHandshake: code === "",
      reachedPayload: code === "" && notes.problems.length === 0,
      code: notes.problems.length > 0 ? "CONFIG" : code,
      problem,
    };
  },
};
