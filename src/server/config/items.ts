/** The pieces that a configuration file is cut into. */

import type { Place } from "./value.ts";

/** What an item can be; `end` is the end of the file. */
export type ItemKind =
  | "key"
  | "string"
  | "bool"
  | "integer"
  | "float"
  | "datetime"
  | "variable"
  | "include"
  | "mapStart"
  | "mapEnd"
  | "arrayStart"
  | "arrayEnd"
  | "end";

/** A piece of the file: its kind, its text without quotes and escapes, and where it begins. */
export interface Item extends Place {
  readonly kind: ItemKind;
  readonly text: string;
}

/** Makes an item. */
export function itemOf(kind: ItemKind, text: string, { file, line, column }: Place): Item {
  return { kind, text, file, line, column };
}
