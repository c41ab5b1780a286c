/** How what is wrong in a configuration file is told. [nats-server opts.go configErr] */

import { ConfigError, type ConfigProblem } from "../errors.ts";

/** `FILE:LINE:COLUMN: text`, or `FILE: text` where it is about the whole file. */
export function problemLine({ file, line, column, text }: ConfigProblem): string {
  return line === 0 ? `${file}: ${text}` : `${file}:${line}:${column}: ${text}`;
}

/** The lines of an error: one for each problem of a file, and one for any other. */
export function errorLines(error: unknown): string[] {
  if (error instanceof ConfigError) return error.problems.map(problemLine);
  return [error instanceof Error ? error.message : String(error)];
}
