/** What a configuration file holds once it is parsed: values that know where they stand. */

/** Where something stands in a configuration file. */
export interface Place {
  /** The path of the file, as it was opened. */
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column in bytes: from 1, but from 0 in the first line, as nats-server counts. */
  readonly column: number;
}

/** A map of values by key, in the order of the file. */
export type ConfigMap = Map<string, ConfigValue>;

/** What a value can be; a bigint is an integer (int64), a number a float. */
export type ConfigContent = string | boolean | bigint | number | Date | ConfigValue[] | ConfigMap;

/** A value and its place: that of its key, or where it has none, in a list, its own. */
export interface ConfigValue extends Place {
  /** The value itself. */
  readonly value: ConfigContent;
  /** How much of the file it would be if every variable in it were written out, characters. */
  readonly weight: number;
  /** How many maps and arrays are in each other in it, with those of variables. */
  readonly depth: number;
  /** Whether a variable refers to it: its key may then be any word. */
  used: boolean;
}

/** The name of a value's type, for errors. */
export function typeName(value: ConfigContent): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "integer";
  if (typeof value === "number") return "float";
  if (value instanceof Date) return "datetime";
  return Array.isArray(value) ? "array" : "map";
}
