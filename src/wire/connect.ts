/** The JSON of CONNECT, read as nats-server reads it: Go's `encoding/json` into its `ClientOpts`. */

import { ProtocolError } from "../errors.ts";

/** What a client says of itself. [nats-server client.go ClientOpts] */
export interface ConnectOptions {
  /** `+OK` after each operation that was accepted. */
  verbose: boolean;
  /** Subjects published to are checked. */
  pedantic: boolean;
  /** Own messages come back to own subscriptions. */
  echo: boolean;
  /** Informational here. */
  tls_required: boolean;
  /** 0, or 1 for a client that takes INFO at any time. */
  protocol: number;
  /** The client understands HPUB and HMSG. */
  headers: boolean;
  /** The client wants to be told at once when nobody answers to a subject. */
  no_responders: boolean;
  /** The name of the connection. */
  name: string;
  /** The language of the client library. */
  lang: string;
  /** The version of the client library. */
  version: string;
  /** A user name. */
  user: string;
  /** A password. */
  pass: string;
  /** A token. */
  auth_token: string;
  /** A user JWT. */
  jwt: string;
  /** A public nkey. */
  nkey: string;
  /** The signed nonce. */
  sig: string;
  /** The nonce signed by a trusted proxy. */
  proxy_sig: string;
  /** Refused when set. */
  account: string;
  /** Refused when true. */
  new_account: boolean;
  /** Of leafnodes. */
  remote_account: string;
}

/** What counts until a CONNECT says otherwise: a person with telnet. [nats-server client.go defaultOpts] */
export const DEFAULT_CONNECT_OPTIONS: Readonly<ConnectOptions> = {
  verbose: true,
  pedantic: true,
  echo: true,
  tls_required: false,
  protocol: 0,
  headers: false,
  no_responders: false,
  name: "",
  lang: "",
  version: "",
  user: "",
  pass: "",
  auth_token: "",
  jwt: "",
  nkey: "",
  sig: "",
  proxy_sig: "",
  account: "",
  new_account: false,
  remote_account: "",
};

/** Of leafnodes: checked for its form, since a wrong one closes a client as well, and not kept. */
const SUBJECT_LISTS = ["import", "export"];

/**
 * Reads the JSON of a CONNECT on top of what was said before: fields that are absent or null keep their value.
 * Names of fields are matched in any case, unknown ones are passed over, of several the last one counts.
 *
 * @throws {ProtocolError} `BAD_JSON` where it is no JSON object (or null), or a field has the wrong type.
 */
export function parseConnect(json: string, earlier: Readonly<ConnectOptions>): ConnectOptions {
  const options = { ...earlier };
  for (const [name, raw] of members(json)) {
    const field = foldCase(name);
    if (SUBJECT_LISTS.includes(field)) checkSubjectLists(field, raw);
    else if (Object.hasOwn(options, field)) setField(options, field as keyof ConnectOptions, raw);
  }
  return options;
}

function badJson(what: string, cause?: unknown): ProtocolError {
  return new ProtocolError(`bad CONNECT: ${what}`, { code: "BAD_JSON", cause });
}

/** As Go compares names: ASCII letters in any case, and the two letters of Unicode that fold to ASCII ones. */
function foldCase(name: string): string {
  return name.toLowerCase().replaceAll("ſ", "s");
}

function setField<K extends keyof ConnectOptions>(options: ConnectOptions, field: K, raw: string): void {
  if (raw === "null") return;
  // JSON.parse would take 1.0 and 1e0 for 1; Go takes neither for an integer.
  const isInteger = typeof options[field] === "number";
  if (isInteger && !/^-?\d+$/.test(raw)) throw badJson(`'${field}' is not an integer`);
  const value: unknown = JSON.parse(raw);
  if (typeof value !== typeof options[field]) throw badJson(`'${field}' has the wrong type`);
  options[field] = value as ConnectOptions[K];
}

/** `{"allow": [...], "deny": [...]}`, each part optional. [nats-server auth.go SubjectPermission] */
function checkSubjectLists(field: string, raw: string): void {
  for (const [name, list] of members(raw)) {
    if (!["allow", "deny"].includes(foldCase(name))) continue;
    const value: unknown = JSON.parse(list);
    const isList = value === null ||
      (Array.isArray(value) && value.every((entry) => entry === null || typeof entry === "string"));
    if (!isList) throw badJson(`'${field}' is not a list of subjects`);
  }
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
    throw badJson("broken JSON", cause);
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
