/** Parses a configuration file with all that it includes: from items to values. [nats-server conf/parse.go] */

import { ConfigError, type ConfigProblem } from "../../errors.ts";
import { type Item, type ItemKind, Lexer } from "./lexer.ts";
import { dateOf, integerOf } from "./scalars.ts";
import type { ConfigContent, ConfigMap, ConfigValue, Place } from "./value.ts";

/** What parsing needs of the world. */
export interface ConfigIo {
  /** Reads a file. */
  readTextFile(path: string): Promise<string>;
  /** Reads a variable of the environment. */
  env(name: string): string | undefined;
}

/** A configuration file in values. */
export interface ParsedConfig {
  /** The values by key. */
  readonly root: ConfigMap;
  /** The files read: the first, and those included. */
  readonly files: readonly string[];
}

/** Files may include each other this deep; one that includes itself ends here. */
const MAX_INCLUDE_DEPTH = 20;

/** How many times a file may be included. */
const MAX_FILES = 1000;

/** What all files together may have, bytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What all values may come to with variables written out, characters: lists of variables of lists grow fast. */
const MAX_WEIGHT = 64 * 1024 * 1024;

/** What a value counts beyond its text. */
const VALUE_WEIGHT = 16;

/** Such a bare word is no variable but a bcrypt hash. */
const BCRYPT = "2a$";

/** Under these keys a word that begins with `$` may be a password that nobody quoted: it is not shown. */
const SECRETS = new Set(["pass", "password", "token", "nkey", "seed"]);

/** What a variable of the environment is parsed as the value of. */
const ENV_KEY = "pk";

/**
 * Reads and parses a file.
 *
 * @throws {ConfigError} with the first problem: past it, nothing means what it says.
 */
export async function parseConfigFile(path: string, io: ConfigIo): Promise<ParsedConfig> {
  const shared: Shared = { io, files: [], bytes: 0, cycle: new Set() };
  let text: string;
  try {
    text = await io.readTextFile(path);
  } catch (cause) {
    throw new ConfigError([{ file: path, line: 0, column: 0, text: "can not be read" }], { cause });
  }
  return { root: await parseText(text, path, shared, 0), files: [...new Set(shared.files)] };
}

/** What the parsers of all files share. */
interface Shared {
  readonly io: ConfigIo;
  readonly files: string[];
  bytes: number;
  /** The variables of the environment that are being parsed. */
  readonly cycle: Set<string>;
}

async function parseText(text: string, file: string, shared: Shared, depth: number): Promise<ConfigMap> {
  shared.files.push(file);
  shared.bytes += text.length;
  if (shared.bytes > MAX_BYTES || shared.files.length > MAX_FILES) {
    throw problem({ file, line: 0, column: 0 }, "too much for a configuration");
  }
  return await new Parser(text, file, shared, depth).run();
}

function problem(place: Place, text: string): ConfigError {
  const { file, line, column } = place;
  return new ConfigError([{ file, line, column, text } satisfies ConfigProblem]);
}

/** A map or an array that is not complete yet. */
interface Frame {
  readonly value: ConfigMap | ConfigValue[];
  /** The key that waits for its value. */
  key: Item | null;
  weight: number;
}

class Parser {
  readonly #lexer: Lexer;
  readonly #file: string;
  readonly #shared: Shared;
  readonly #depth: number;
  /** Where everything stands, if not where it was read. */
  readonly #where: Place | undefined;
  readonly #root: ConfigMap = new Map();
  readonly #frames: Frame[] = [{ value: this.#root, key: null, weight: 0 }];

  constructor(text: string, file: string, shared: Shared, depth: number, where?: Place) {
    this.#lexer = new Lexer(text, file);
    this.#file = file;
    this.#shared = shared;
    this.#depth = depth;
    this.#where = where;
  }

  async run(): Promise<ConfigMap> {
    for (;;) {
      const item = this.#lexer.next();
      if (item.kind === "end") break;
      if (item.kind === "include") await this.#include(item);
      else if (item.kind === "variable") await this.#variable(item);
      else ITEMS[item.kind].call(this, item);
    }
    const { key } = this.#frames[0]!;
    // A brace too many at the very end is passed over.
    if (key !== null && key.text !== "}") throw problem(key, `"${key.text}" has no value`);
    return this.#root;
  }

  key(item: Item): void {
    this.#frames.at(-1)!.key = item;
  }

  open(value: ConfigMap | ConfigValue[]): void {
    this.#frames.push({ value, key: null, weight: 0 });
  }

  close(item: Item): void {
    const frame = this.#frames.pop()!;
    if (frame.key !== null) throw problem(frame.key, `"${frame.key.text}" has no value`);
    this.set(item, frame.value, frame.weight);
  }

  set(item: Place, value: ConfigContent, size: number): void {
    const frame = this.#frames.at(-1)!;
    const place = this.#where ?? frame.key ?? item;
    const weight = VALUE_WEIGHT + size;
    const { file, line, column } = place;
    const entry: ConfigValue = { value, file, line, column, weight, used: false };
    if (Array.isArray(frame.value)) {
      frame.value.push(entry);
      this.#weigh(frame, weight, place);
      return;
    }
    const { text } = frame.key!;
    frame.key = null;
    this.#put(frame, text, entry);
  }

  /** Puts a value under its key: the last of that key, in place and in value. */
  #put(frame: Frame, key: string, entry: ConfigValue): void {
    const map = frame.value as ConfigMap;
    map.delete(key);
    map.set(key, entry);
    this.#weigh(frame, entry.weight + key.length, entry);
  }

  #weigh(frame: Frame, weight: number, place: Place): void {
    frame.weight += weight;
    if (frame.weight > MAX_WEIGHT) throw problem(place, "too much for a configuration");
  }

  async #include(item: Item): Promise<void> {
    if (this.#where !== undefined) throw problem(this.#where, "the environment can not include files");
    const path = besides(this.#file, item.text);
    if (this.#depth >= MAX_INCLUDE_DEPTH) {
      throw problem(
        item,
        `include '${item.text}': files include each other more than ${MAX_INCLUDE_DEPTH} deep`,
      );
    }
    let text: string;
    try {
      text = await this.#shared.io.readTextFile(path);
    } catch (cause) {
      const { file, line, column } = item;
      const wrong = `error parsing include file '${item.text}', open ${path}: can not be read`;
      throw new ConfigError([{ file, line, column, text: wrong }], { cause });
    }
    const frame = this.#frames.at(-1)!;
    for (const [key, entry] of await parseText(text, path, this.#shared, this.#depth + 1)) {
      this.#put(frame, key, entry);
    }
  }

  async #variable(item: Item): Promise<void> {
    if (item.text.startsWith(BCRYPT)) return this.set(item, `$${item.text}`, item.text.length);
    for (const frame of this.#frames.toReversed()) {
      const found = Array.isArray(frame.value) ? undefined : frame.value.get(item.text);
      if (found === undefined) continue;
      found.used = true;
      return this.set(item, found.value, found.weight);
    }
    const found = await this.#environment(item);
    if (found !== undefined) return this.set(item, found.value, found.weight);
    const key = this.#frames.at(-1)!.key?.text ?? "";
    throw problem(
      this.#where ?? item,
      SECRETS.has(key.toLowerCase())
        ? `the variable that "${key}" refers to can not be found; a text that begins with "$" has to be quoted`
        : `variable reference for '${item.text}' on line ${item.line} can not be found`,
    );
  }

  /** Parses what a variable of the environment holds, as if it stood here. */
  async #environment(item: Item): Promise<ConfigValue | undefined> {
    const { cycle, io } = this.#shared;
    const where = this.#where ?? item;
    if (cycle.has(item.text)) throw problem(where, `variable reference cycle for '${item.text}'`);
    const text = io.env(item.text);
    if (text === undefined) return undefined;
    this.#shared.bytes += text.length;
    if (this.#shared.bytes > MAX_BYTES) throw problem(where, "too much for a configuration");
    cycle.add(item.text);
    try {
      const parser = new Parser(`${ENV_KEY}=${text}`, this.#file, this.#shared, this.#depth, where);
      return (await parser.run()).get(ENV_KEY);
    } catch (error) {
      const [inner] = error instanceof ConfigError ? error.problems : [];
      if (inner === undefined) throw error;
      // What the lexer says of the text could show a part of a secret; what is said of variables does not.
      const told = inner.text.startsWith("variable") ? inner.text : "quote it, or what is special in it";
      throw problem(
        where,
        `variable reference for '${item.text}' on line ${where.line} could not be parsed: ${told}`,
      );
    } finally {
      cycle.delete(item.text);
    }
  }
}

/** What becomes of items that need nothing of the world. */
const ITEMS: Readonly<
  Record<Exclude<ItemKind, "end" | "include" | "variable">, (this: Parser, item: Item) => void>
> = {
  key(item) {
    this.key(item);
  },
  mapStart() {
    this.open(new Map());
  },
  arrayStart() {
    this.open([]);
  },
  mapEnd(item) {
    this.close(item);
  },
  arrayEnd(item) {
    this.close(item);
  },
  string(item) {
    this.set(item, item.text, item.text.length);
  },
  bool(item) {
    this.set(item, TRUE.has(item.text.toLowerCase()), 0);
  },
  integer(item) {
    const value = integerOf(item.text);
    if (typeof value === "string") throw problem(item, value);
    this.set(item, value, 0);
  },
  float(item) {
    const value = Number(item.text);
    if (!Number.isFinite(value)) throw problem(item, "float is out of the range");
    this.set(item, value, 0);
  },
  datetime(item) {
    const value = dateOf(item.text);
    if (value === undefined) throw problem(item, "expected Zulu formatted DateTime");
    this.set(item, value, 0);
  },
};

const TRUE = new Set(["true", "yes", "on"]);

/** The path of a file beside another one. Even one from the root is taken from there, as nats-server does. */
function besides(file: string, path: string): string {
  const folder = /^.*[/\\]/s.exec(file)?.[0] ?? "";
  return folder + (folder === "" ? path : path.replace(/^[/\\]+/, ""));
}
