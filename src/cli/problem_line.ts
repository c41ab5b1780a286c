/** How what is wrong in a configuration file is told. [nats-server opts.go configErr] */

import { ConfigError, type ConfigProblem, InvalidArgumentError } from "../errors.ts";
import { isOptionName } from "../server/option_names.ts";

/** `FILE:LINE:COLUMN: text`, or `FILE: text` where it is about the whole file. */
export function problemLine({ file, line, column, text }: ConfigProblem): string {
  return line === 0 ? `${file}: ${text}` : `${file}:${line}:${column}: ${text}`;
}

/**
 * The lines of an error: one for each problem of a file, and one for any other. What shows only when a server is made
 * of the options of a file is told with the names that these have there.
 */
export function errorLines(error: unknown, ofFile: boolean): string[] {
  if (error instanceof ConfigError) return error.problems.map(problemLine);
  if (ofFile && error instanceof InvalidArgumentError) return [inWordsOfFiles(error.message)];
  return [error instanceof Error ? error.message : String(error)];
}

/** `'maxPayload'` is `'max_payload'` in a file, `'pingIntervalMs'` is `'ping_interval'`, `'tls.key'` `'tls.key_file'`. */
function inWordsOfFiles(message: string): string {
  return message.replace(/'([A-Za-z]+)((?:\.[A-Za-z]+)*)'/g, (all, first: string, rest: string) => {
    if (!isOptionName(first)) return all;
    const words = `${first}${rest}`.replace(/Ms$/, "").replace(
      /[A-Z]/g,
      (letter) => `_${letter.toLowerCase()}`,
    );
    return `'${words.replace(/\.(cert|key|ca)$/, ".$1_file")}'`;
  });
}
