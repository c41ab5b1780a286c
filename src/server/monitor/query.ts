/** The options of a request to monitoring: from the query of a URL, or from JSON in a message. */

import { type Json, MonitorError } from "./values.ts";

/** JSON in a message that is no query. */
export class QueryError extends MonitorError {
  /** Takes what is wrong with it. */
  constructor(message: string) {
    super(400, message);
    this.name = "QueryError";
  }
}

/** The kinds of options. */
export type Kind = "bool" | "int" | "uint64" | "text" | "texts" | "state" | "subs";

/** An option: how it is called in a URL, how in JSON, and its kind; null where it cannot be asked for that way. */
export type Parameter = readonly [url: string | null, json: string | null, kind: Kind];

/** The options of an endpoint by their names here. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** Options as they were given; those that were not are missing. */
export type Query = Readonly<Record<string, boolean | number | string | readonly string[]>>;

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** Which connections are asked for, by the words of URLs; in JSON these are numbers. */
const STATES: Readonly<Record<string, string>> = { open: "open", closed: "closed", any: "all", all: "all" };
const STATE_NUMBERS = ["open", "closed", "all"];

/** Reads a value of a URL; each throws what nats-server says of a wrong one. */
const READERS: Readonly<Record<Kind, (name: string, text: string) => boolean | number | string>> = {
  bool(name, text) {
    if (TRUE.has(text)) return true;
    if (FALSE.has(text)) return false;
    throw new MonitorError(
      400,
      `Error decoding boolean for '${name}': strconv.ParseBool: parsing ${
        JSON.stringify(text)
      }: invalid syntax`,
    );
  },
  int: (name, text) => integer("int", "Atoi", name, text, /^[+-]?\d{1,15}$/),
  uint64: (name, text) => integer("uint64", "ParseUint", name, text, /^\d{1,15}$/),
  text: (_name, text) => text,
  texts: (_name, text) => text,
  state(_name, text) {
    const state = text.toLowerCase();
    if (Object.hasOwn(STATES, state)) return STATES[state]!;
    throw new MonitorError(400, `Error decoding state for ${text}`);
  },
  subs: (name, text) => text.toLowerCase() === "detail" ? "detail" : READERS.bool(name, text),
};

function integer(type: string, parser: string, name: string, text: string, pattern: RegExp): number {
  if (pattern.test(text)) return Number(text);
  throw new MonitorError(
    400,
    `Error decoding ${type} for '${name}': strconv.${parser}: parsing ${
      JSON.stringify(text)
    }: invalid syntax`,
  );
}

/**
 * Reads the options of a URL.
 *
 * @throws {MonitorError} 400 with the text of nats-server.
 */
export function readUrlQuery(parameters: Parameters, query: URLSearchParams): Query {
  const read: Record<string, boolean | number | string> = {};
  for (const [name, [url, , kind]] of Object.entries(parameters)) {
    const text = url === null ? null : query.get(url);
    if (url !== null && text !== null && text !== "") read[name] = READERS[kind](url, text);
  }
  return read;
}

/** What JSON type each kind has. */
const JSON_TYPES: Readonly<Record<Kind, "boolean" | "number" | "string" | "object">> = {
  bool: "boolean",
  int: "number",
  uint64: "number",
  text: "string",
  texts: "object",
  state: "number",
  subs: "boolean",
};

/**
 * Reads the options of a message; an empty one has none.
 *
 * @throws {QueryError} where it is no JSON object, or a field has the wrong type.
 */
export function readJsonQuery(parameters: Parameters, text: string): Query {
  if (text.trim() === "") return {};
  const given = parseObject(text);
  const read: Record<string, boolean | number | string | readonly string[]> = {};
  for (const [name, [, json, kind]] of Object.entries(parameters)) {
    const value = json === null ? undefined : given[json];
    if (value === undefined || value === null) continue;
    const type = typeof value;
    if (type !== JSON_TYPES[kind] || (kind === "texts" && !Array.isArray(value))) {
      throw new QueryError(`json: cannot unmarshal ${type} into field ${json}`);
    }
    if (kind === "texts") read[name] = (value as unknown[]).map(String);
    else if (kind === "state") read[name] = STATE_NUMBERS[value as number] ?? "open";
    else read[name] = value as boolean | number | string;
  }
  return read;
}

function parseObject(text: string): Readonly<Record<string, Json>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new QueryError(error instanceof Error ? error.message : String(error));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, Json>>;
  }
  throw new QueryError("json: an object is expected");
}
