/** Loads configuration files that exist only in the test. */

import { ConfigError } from "../../../src/errors.ts";
import { loadConfig, type LoadedConfig } from "../../../src/server/config/load.ts";

/** What the world of a configuration holds besides its file. */
export interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Loads a text as `main.conf`. */
export function load(text: string, { files = {}, env = {} }: World = {}): Promise<LoadedConfig> {
  const texts = new Map(Object.entries({ ...files, "main.conf": text }));
  return loadConfig("main.conf", {
    readTextFile: (path) => {
      const found = texts.get(path);
      return found === undefined ? Promise.reject(new Error(`no file ${path}`)) : Promise.resolve(found);
    },
    env: (name) => env[name],
  });
}

/** What is wrong with a text: a line for each problem, as `FILE:LINE:COLUMN: text`. */
export async function problemsOf(text: string, world?: World): Promise<string[]> {
  try {
    await load(text, world);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  return [];
}
