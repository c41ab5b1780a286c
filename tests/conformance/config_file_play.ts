/** Asks nats-server and natwire about a configuration file, and puts what they say in comparable lines. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConfigError, type ConfigProblem } from "../../src/errors.ts";
import { loadConfig } from "../../src/server/config/load.ts";
import { runToEnd } from "../_process.ts";
import type { ConfigFileCase } from "./config_file_cases.ts";

/** The path of every case's file, from the working directory. */
export const MAIN = "main.conf";

/** What nats-server says with `-t`: a line for each problem, or that the file is valid and its digest. */
export async function natsServerSays(server: string, one: ConfigFileCase): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "natwire-config-"));
  try {
    for (const [path, text] of Object.entries({ ...one.files, [MAIN]: one.text })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const options = { cwd: folder, ...(one.env === undefined ? {} : { env: one.env }) };
    const { stderr } = await runToEnd(server, ["-t", "-c", MAIN], options);
    const valid = /configuration file .* is valid \((.*)\)/.exec(stderr);
    if (valid !== null) return [`valid ${valid[1]}`];
    return comparable(stderr.trim().replace(/^nats-server: /, "").split("\n"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without the warnings beside problems, which natwire's error does not have, and without nats-server's own crashes. */
function comparable(lines: string[]): string[] {
  const told = lines.filter((line) => !line.includes("runtime error:"));
  const problems = told.filter((line) => !line.includes("invalid use of field"));
  return (problems.length > 0 ? problems : told).sort();
}

/** What natwire says in a test of the file. */
export async function natwireSays(one: ConfigFileCase): Promise<string[]> {
  const texts = new Map(Object.entries({ ...one.files, [MAIN]: one.text }));
  const line = ({ file, line, column, text }: ConfigProblem): string => `${file}:${line}:${column}: ${text}`;
  try {
    const { faults, digest } = await loadConfig(MAIN, {
      readTextFile: (path) => {
        const text = texts.get(path.replaceAll("./", ""));
        return text === undefined ? Promise.reject(new Error("not there")) : Promise.resolve(text);
      },
      env: (name: string) => one.env?.[name],
    });
    return faults.length === 0 ? [`valid ${digest}`] : faults.map(line).sort();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(line).sort();
  }
}

/** The names of Go's types and ours. */
const TYPES: readonly (readonly [string, string])[] = [
  ["[]interface {}", "array"],
  ["map[string]interface {}", "map"],
  ["int64", "integer"],
  ["float64", "float"],
  ["time.Time", "datetime"],
];

/** nats-server's line in natwire's form: type names are not Go's, and whatever goes wrong has a place. */
export function inOurForm(line: string): string {
  let text = line.replace(
    /interface conversion: interface \{\} is (.*), not (.*)$/,
    (_all, got: string, expected: string) => `expected ${expected}, got ${got}`,
  );
  for (const [theirs, ours] of TYPES) text = text.replaceAll(theirs, ours);
  const parsing = /^Parse error on line (\d+): '(.*)'$/s.exec(text);
  if (parsing !== null) return `${MAIN}:${parsing[1]}:*: ${parsing[2]!.replaceAll("\0", "EOF")}`;
  const variable = /^variable reference .* on line (\d+) .*$/s.exec(text);
  if (variable !== null) return `${MAIN}:${variable[1]}:*: ${text}`;
  if (text === `${MAIN}: config has no values or is empty`) return text.replace(":", ":0:0:");
  return /^(valid .*|[^:]*:\d+:\d+: .*)$/s.test(text) ? text : `${MAIN}:*:*: ${text}`;
}

/** A line of natwire's without its line and its column, where nats-server tells none. */
export function asPreciseAs(other: string | undefined, line: string): string {
  if (other?.includes(":*:*: ")) return line.replace(/^([^:]*):\d+:\d+: /, "$1:*:*: ");
  return other?.includes(":*: ") ? line.replace(/^([^:]*:\d+):\d+: /, "$1:*: ") : line;
}
