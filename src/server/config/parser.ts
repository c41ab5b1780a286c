/** Parses a configuration file with all that it includes: from items to values. [nats-server conf/parse.go] */

import { ConfigError } from "../../errors.ts";
import type { Item, ItemKind } from "./items.ts";
import { Lexer, MAX_DEPTH, TOO_DEEP } from "./lexer.ts";
import { dateOf, integerOf } from "./scalars.ts";
import { whyUnreadable } from "./unreadable.ts";
import type { ConfigContent, ConfigMap, ConfigValue, Place } from "./value.ts";

/** Looks up a variable of the environment. */
export type Env = (name: string) => string | undefined;

/** Hands out paths of files, and is handed their texts, or thrown at where one can not be read. */
export type Reading<T> = Generator<string, T, string>;

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

const TOO_MUCH = "too much for a configuration";

/** How many times variables of the environment may be looked up: each time, their text is parsed. */
const MAX_LOOKUPS = 20_000;

/** Variables of the environment may refer to each other this deep. */
const MAX_ENV_DEPTH = 20;

/** What looks like a key may be the rest of a password that nobody quoted: it is not shown. */
const NO_VALUE = "this key has no value";

/** Under these keys a word that begins with `$` may be a password that nobody quoted: it is not shown. */
const SECRETS = new Set(["pass", "password", "token", "nkey", "seed"]);

/** What a variable of the environment is parsed as the value of. */
const ENV_KEY = "pk";

/**
 * Parses a file, without reading it: that is left to whoever runs the generator.
 *
 * @throws {ConfigError} with the first problem: past it, nothing means what it says.
 */
export function* parseConfig(path: string, env: Env): Reading<ParsedConfig> {
  const shared: Shared = { env, files: [], bytes: 0, lookups: 0, cycle: new Set() };
  const text = yield* readText(path, { file: path, line: 0, column: 0 }, "");
  return { root: yield* parseText(text, path, shared, 0), files: [...new Set(shared.files)] };
}

/** What the parsers of all files share. */
interface Shared {
  readonly env: Env;
  readonly files: string[];
  bytes: number;
  lookups: number;
  /** The variables of the environment that are being parsed. */
  readonly cycle: Set<string>;
}

function* readText(path: string, place: Place, before: string): Reading<string> {
  try {
    return yield path;
  } catch (cause) {
    throw problem(place, before + whyUnreadable(cause), cause);
  }
}

function* parseText(text: string, file: string, shared: Shared, depth: number): Reading<ConfigMap> {
  shared.files.push(file);
  shared.bytes += text.length;
  if (shared.bytes > MAX_BYTES || shared.files.length > MAX_FILES) {
    throw problem({ file, line: 0, column: 0 }, TOO_MUCH);
  }
  return yield* new Parser(text, file, shared, depth).run();
}

function problem({ file, line, column }: Place, text: string, cause?: unknown): ConfigError {
  return new ConfigError([{ file, line, column, text }], cause === undefined ? {} : { cause });
}

/** A map or an array that is not complete yet. */
interface Frame {
  readonly value: ConfigMap | ConfigValue[];
  /** The key that waits for its value. */
  key: Item | null;
  weight: number;
  depth: number;
}

class Parser {
  readonly #lexer: Lexer;
  readonly #file: string;
  readonly #shared: Shared;
  readonly #depth: number;
  /** Where everything stands, if not where it was read. */
  readonly #where: Place | undefined;
  readonly #root: ConfigMap = new Map();
  readonly #frames: Frame[] = [{ value: this.#root, key: null, weight: 0, depth: 1 }];

  constructor(text: string, file: string, shared: Shared, depth: number, where?: Place) {
    this.#lexer = new Lexer(text, file);
    this.#file = file;
    this.#shared = shared;
    this.#depth = depth;
    this.#where = where;
  }

  *run(): Reading<ConfigMap> {
    for (;;) {
      const item = this.#lexer.next();
      if (item.kind === "end") break;
      if (item.kind === "include") yield* this.#include(item);
      else if (item.kind === "variable") yield* this.#variable(item);
      else ITEMS[item.kind].call(this, item);
    }
    const { key } = this.#frames[0]!;
    // A brace too many at the very end is passed over.
    if (key !== null && key.text !== "}") throw problem(key, NO_VALUE);
    return this.#root;
  }

  key(item: Item): void {
    this.#frames.at(-1)!.key = item;
  }

  open(value: ConfigMap | ConfigValue[]): void {
    this.#frames.push({ value, key: null, weight: 0, depth: 1 });
  }

  close(item: Item): void {
    const frame = this.#frames.pop()!;
    if (frame.key !== null) throw problem(frame.key, NO_VALUE);
    this.set(item, frame.value, frame.weight, frame.depth);
  }

  set(item: Place, value: ConfigContent, size: number, depth: number = 0): void {
    const frame = this.#frames.at(-1)!;
    const place = this.#where ?? frame.key ?? item;
    const weight = VALUE_WEIGHT + size;
    const { file, line, column } = place;
    const entry: ConfigValue = { value, file, line, column, weight, depth, used: false };
    if (Array.isArray(frame.value)) {
      frame.value.push(entry);
      this.#weigh(frame, entry, 0);
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
    this.#weigh(frame, entry, key.length);
  }

  /** Keeps what variables make of a few lines within what can be walked through. */
  #weigh(frame: Frame, entry: ConfigValue, more: number): void {
    frame.weight += entry.weight + more;
    frame.depth = Math.max(frame.depth, entry.depth + 1);
    if (frame.weight > MAX_WEIGHT) throw problem(entry, TOO_MUCH);
    if (frame.depth > MAX_DEPTH) throw problem(entry, TOO_DEEP);
  }

  *#include(item: Item): Reading<void> {
    if (this.#where !== undefined) throw problem(this.#where, "the environment can not include files");
    const path = besides(this.#file, item.text);
    if (this.#depth >= MAX_INCLUDE_DEPTH) {
      throw problem(
        item,
        `include '${item.text}': files include each other more than ${MAX_INCLUDE_DEPTH} deep`,
      );
    }
    const text = yield* readText(path, item, `error parsing include file '${item.text}', open ${path}: `);
    const frame = this.#frames.at(-1)!;
    for (const [key, entry] of yield* parseText(text, path, this.#shared, this.#depth + 1)) {
      this.#put(frame, key, entry);
    }
  }

  *#variable(item: Item): Reading<void> {
    if (item.text.startsWith(BCRYPT)) return this.set(item, `$${item.text}`, item.text.length);
    for (const frame of this.#frames.toReversed()) {
      const found = Array.isArray(frame.value) ? undefined : frame.value.get(item.text);
      if (found === undefined) continue;
      found.used = true;
      return this.set(item, found.value, found.weight, found.depth);
    }
    const found = yield* this.#environment(item);
    if (found !== undefined) return this.set(item, found.value, found.weight, found.depth);
    const key = this.#frames.at(-1)!.key?.text ?? "";
    throw problem(
      this.#where ?? item,
      SECRETS.has(key.toLowerCase())
        ? `the variable that "${key}" refers to can not be found; a text that begins with "$" has to be quoted`
        : `variable reference for '${item.text}' on line ${item.line} can not be found`,
    );
  }

  /** Parses what a variable of the environment holds, as if it stood here. */
  *#environment(item: Item): Reading<ConfigValue | undefined> {
    const { cycle, env } = this.#shared;
    const where = this.#where ?? item;
    if (cycle.size >= MAX_ENV_DEPTH) {
      throw problem(
        where,
        `variables of the environment refer to each other more than ${MAX_ENV_DEPTH} deep`,
      );
    }
    if (++this.#shared.lookups > MAX_LOOKUPS) throw problem(where, TOO_MUCH);
    if (cycle.has(item.text)) throw problem(where, `variable reference cycle for '${item.text}'`);
    const text = env(item.text);
    if (text === undefined) return undefined;
    this.#shared.bytes += text.length;
    if (this.#shared.bytes > MAX_BYTES) throw problem(where, TOO_MUCH);
    cycle.add(item.text);
    try {
      const parser = new Parser(`${ENV_KEY}=${text}`, this.#file, this.#shared, this.#depth, where);
      return (yield* parser.run()).get(ENV_KEY);
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
