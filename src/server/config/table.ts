/** Tables of options: which names there are in a block, how each is read and where it goes. */

import type { Notes } from "./notes.ts";
import { type ConfigMap, type ConfigValue, typeName } from "./value.ts";

/** An object that is being filled in. */
export type Draft<T> = { -readonly [Name in keyof T]: T[Name] };

/** Reads a value; undefined where it has told the notes of a problem, or where there is nothing to say. */
export type Reader<T> = (value: ConfigValue, notes: Notes, name: string) => T | undefined;

/** An option of a block that fills in a `T`. */
export interface Option<T> {
  /** Its names, in lower case; files may write them in any case. */
  readonly names: readonly string[];
  /** Reads it and puts it where it belongs; `name` is how the file calls it. */
  readonly read: (value: ConfigValue, into: T, notes: Notes, name: string) => void;
}

/** The options of a block by name. */
export type OptionTable<T> = ReadonlyMap<string, Option<T>>;

/** An option whose value goes into a field as it was read. */
export function field<T, Name extends keyof T>(
  names: string | readonly string[],
  name: Name,
  read: Reader<T[Name]>,
): Option<T> {
  return {
    names: typeof names === "string" ? [names] : names,
    read(value, into, notes, written) {
      const result = read(value, notes, written);
      if (result !== undefined) into[name] = result;
    },
  };
}

/** Makes a table; no name may stand for two options. */
export function tableOf<T>(...options: readonly Option<T>[]): OptionTable<T> {
  const table = new Map<string, Option<T>>();
  for (const option of options) {
    for (const name of option.names) {
      if (table.has(name)) throw new Error(`two options have the name ${name}`);
      table.set(name, option);
    }
  }
  return table;
}

/** What is said of a name that no option has; nats-server says it differently from block to block. */
export type UnknownText = (name: string) => string;

const unknownField: UnknownText = (name) => `unknown field ${JSON.stringify(name)}`;

/** Reads all entries of a block. A key that a variable refers to may be any word. */
export function readBlock<T>(
  table: OptionTable<T>,
  map: ConfigMap,
  into: T,
  notes: Notes,
  unknown: UnknownText = unknownField,
): void {
  for (const [name, value] of map) {
    const option = table.get(name.toLowerCase());
    if (option !== undefined) option.read(value, into, notes, name);
    else if (!value.used) notes.problem(value, unknown(name));
  }
}

/** The map that a block has to be; undefined after a problem. */
export function mapOf(
  value: ConfigValue,
  notes: Notes,
  wrong = `expected map, got ${typeName(value.value)}`,
): ConfigMap | undefined {
  return value.value instanceof Map ? value.value : notes.problem(value, wrong);
}
