/** JSON as Go's `encoding/json` reads it into a struct, where that differs from JSON.parse and a peer can tell. */

import { ProtocolError } from "../errors.ts";

/** The type of a field of a Go struct; `lists` is a struct of the two lists `allow` and `deny`. */
export type GoType = "string" | "bool" | "int32" | "int64" | "uint64" | "strings" | "lists";

/** The bounds of the integer types. */
const BOUNDS: Partial<Record<GoType, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

const LISTS: Readonly<Record<string, GoType>> = { allow: "strings", deny: "strings" };

/**
 * Reads the fields of an object in the order they stand there. Names are matched in any case, unknown ones are
 * passed over, of several the last one counts, and null leaves a field as it is.
 *
 * @param json the text.
 * @param types the fields of the struct, in lower case, with their types.
 * @param set takes each field that has a value.
 * @throws {ProtocolError} `BAD_JSON` where the text is no JSON object (or null), or a field has the wrong type.
 */
export function readGoStruct(
  json: string,
  types: Readonly<Record<string, GoType>>,
  set: (field: string, value: unknown) => void,
): void {
  for (const [name, raw] of members(json)) {
    const field = foldCase(name);
    const type = Object.hasOwn(types, field) ? types[field] : undefined;
    if (type === undefined || raw === "null") continue;
    set(field, valueOf(field, type, raw));
  }
}

function badJson(what: string, cause?: unknown): ProtocolError {
  return new ProtocolError(`bad JSON: ${what}`, { code: "BAD_JSON", cause });
}

/** As Go compares names: ASCII letters in any case, and the two letters of Unicode that fold to ASCII ones. */
function foldCase(name: string): string {
  return name.toLowerCase().replaceAll("ſ", "s");
}

function valueOf(field: string, type: GoType, raw: string): unknown {
  const bounds = BOUNDS[type];
  if (bounds !== undefined) return integerOf(field, raw, bounds);
  if (type === "lists") return readGoStruct(raw, LISTS, () => {});
  const value: unknown = JSON.parse(raw);
  if (!isOf(type, value)) throw badJson(`'${field}' has the wrong type`);
  return value;
}

function isOf(type: GoType, value: unknown): boolean {
  if (type === "bool") return typeof value === "boolean";
  if (type === "string") return typeof value === "string";
  return Array.isArray(value) && value.every((entry) => entry === null || typeof entry === "string");
}

/** JSON.parse would take 1.0 and 1e0 for 1; Go takes neither for an integer. */
function integerOf(field: string, raw: string, [least, most]: readonly [bigint, bigint]): number {
  if (!/^-?\d+$/.test(raw) || BigInt(raw) < least || BigInt(raw) > most) {
    throw badJson(`'${field}' is not an integer that fits`);
  }
  return Number(raw);
}

/**
 * The members of a JSON object in the order they stand there, doubles included, each with the text of its value.
 * JSON.parse alone would hide a double of the wrong type, and that 1.0 was not written as 1.
 */
function members(json: string): [name: string, raw: string][] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw badJson("it is broken", cause);
  }
  if (value === null) return [];
  if (typeof value !== "object" || Array.isArray(value)) throw badJson("not an object");
  const found: [string, string][] = [];
  // The text is known to be right from here on, so brackets and strings are all there is to watch.
  let at = json.indexOf("{") + 1;
  for (;;) {
    const nameStart = json.indexOf('"', at);
    if (nameStart < 0) return found;
    const nameEnd = stringEnd(json, nameStart);
    const valueStart = json.indexOf(":", nameEnd) + 1;
    const valueEnd = endOfValue(json, valueStart);
    found.push([JSON.parse(json.slice(nameStart, nameEnd)), json.slice(valueStart, valueEnd).trim()]);
    at = valueEnd + 1;
  }
}

/** Where the string that starts at `at` ends, behind its closing quote. */
function stringEnd(json: string, at: number): number {
  for (at++; json[at] !== '"'; at++) if (json[at] === "\\") at++;
  return at + 1;
}

/** Where the member that starts at `at` ends: at its comma, or at the bracket that closes the object. */
function endOfValue(json: string, at: number): number {
  for (let depth = 0;;) {
    const letter = json[at];
    if (letter === '"') {
      at = stringEnd(json, at);
      continue;
    }
    if (letter === "{" || letter === "[") depth++;
    if (depth === 0 && (letter === "," || letter === "}")) return at;
    if (letter === "}" || letter === "]") depth--;
    at++;
  }
}
