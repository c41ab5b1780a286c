/** INFO: what a server says of itself, and its JSON as nats-server writes it. */

import { ProtocolError } from "../errors.ts";

import { type GoType, readGoStruct } from "./go_json.ts";

/** The fields of INFO. [nats-server server.go Info] */
export interface ServerInfo {
  /** The identity of the server, new at each start. */
  server_id: string;
  /** The name given to the server; its id where none was. */
  server_name: string;
  /** The version of NATS that it speaks. */
  version: string;
  /** The version of the client protocol: 1. */
  proto: number;
  /** The commit it was built from. */
  git_commit?: string;
  /** What it was built with. */
  go: string;
  /** The address it listens on. */
  host: string;
  /** The port it listens on. */
  port: number;
  /** Whether it takes messages with headers. */
  headers: boolean;
  /** Whether credentials are needed. */
  auth_required?: boolean;
  /** Whether TLS is needed. */
  tls_required?: boolean;
  /** Whether a client certificate is needed. */
  tls_verify?: boolean;
  /** Whether TLS may be used. */
  tls_available?: boolean;
  /** The largest message it takes, headers and payload, bytes. */
  max_payload: number;
  /** Whether JetStream is there. */
  jetstream?: boolean;
  /** The number of this connection. */
  client_id?: number;
  /** The address this connection comes from. */
  client_ip?: string;
  /** What the client has to sign. */
  nonce?: string;
  /** The name of the cluster. */
  cluster?: string;
  /** The JetStream domain. */
  domain?: string;
  /** Further servers, as `host:port`. */
  connect_urls?: string[];
  /** The server is about to stop: connect elsewhere. */
  ldm?: boolean;
  /** True in the INFO that answers the first PING. */
  connect_info?: boolean;
  /** The account the connection belongs to; with `connect_info`. */
  remote_account?: string;
  /** Whether that is the system account; with `connect_info`. */
  acc_is_sys?: boolean;
  /** The level of the JetStream API. */
  api_lvl?: number;
  /** The public key for encrypted requests to the server. */
  xkey?: string;
}

/** The order of the fields on the wire. [nats-server server.go Info] */
const FIELDS = [
  "server_id",
  "server_name",
  "version",
  "proto",
  "git_commit",
  "go",
  "host",
  "port",
  "headers",
  "auth_required",
  "tls_required",
  "tls_verify",
  "tls_available",
  "max_payload",
  "jetstream",
  "client_id",
  "client_ip",
  "nonce",
  "cluster",
  "domain",
  "connect_urls",
  "ldm",
  "connect_info",
  "remote_account",
  "acc_is_sys",
  "api_lvl",
  "xkey",
] as const satisfies readonly (keyof ServerInfo)[];

/** The fields that are written even where they are empty, zero or false. */
const ALWAYS: ReadonlySet<keyof ServerInfo> = new Set<keyof ServerInfo>([
  "server_id",
  "server_name",
  "version",
  "proto",
  "go",
  "host",
  "port",
  "headers",
  "max_payload",
]);

/** The JSON of an INFO, byte for byte as Go writes it: no blanks, fields in order, empty ones left out. */
export function infoJson(info: ServerInfo): string {
  const members: string[] = [];
  for (const field of FIELDS) {
    const value = info[field];
    const isEmpty = value === undefined || value === "" || value === 0 || value === false ||
      (Array.isArray(value) && value.length === 0);
    if (isEmpty && !ALWAYS.has(field)) continue;
    members.push(`"${field}":${goJson(value)}`);
  }
  return `{${members.join(",")}}`;
}

/** The types of the fields, as far as clients and servers share them. [nats-server server.go Info] */
const TYPES: Readonly<Record<string, GoType>> = {
  server_id: "string",
  server_name: "string",
  version: "string",
  proto: "int64",
  git_commit: "string",
  go: "string",
  host: "string",
  port: "int64",
  headers: "bool",
  auth_required: "bool",
  tls_required: "bool",
  tls_verify: "bool",
  tls_available: "bool",
  max_payload: "int32",
  jetstream: "bool",
  ip: "string",
  client_id: "uint64",
  client_ip: "string",
  nonce: "string",
  cluster: "string",
  cluster_dynamic: "bool",
  domain: "string",
  connect_urls: "strings",
  ws_connect_urls: "strings",
  ldm: "bool",
  compression: "string",
  connect_info: "bool",
  remote_account: "string",
  acc_is_sys: "bool",
  api_lvl: "int64",
  import: "lists",
  export: "lists",
  xkey: "string",
};

/**
 * Checks the INFO of a client, of which a server looks at the form only.
 *
 * @throws {ProtocolError} `BAD_JSON` where it is no JSON object (or null), or a field has the wrong type.
 */
export function checkInfoJson(json: string): void {
  readGoStruct(json, TYPES, () => {});
}

/** JSON with the escapes that Go's encoder adds, so that the text may stand in HTML. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Reads an INFO. Unknown fields are kept; the few that the connection steers by are checked.
 *
 * @throws {ProtocolError} `BAD_JSON` when it is no JSON object or such a field has the wrong type.
 */
export function decodeInfo(json: string): ServerInfo {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ProtocolError("INFO is not JSON", { code: "BAD_JSON", cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError("INFO is not a JSON object", { code: "BAD_JSON" });
  }
  const info = value as Record<string, unknown>;
  for (const [name, type] of CHECKED_FIELDS) {
    if (info[name] !== undefined && typeof info[name] !== type) {
      throw new ProtocolError(`INFO has a '${name}' that is not a ${type}`, { code: "BAD_JSON" });
    }
  }
  const urls = info["connect_urls"];
  if (urls !== undefined && urls !== null) {
    if (!Array.isArray(urls) || urls.some((url) => typeof url !== "string")) {
      throw new ProtocolError("INFO has 'connect_urls' that are not a list of strings", { code: "BAD_JSON" });
    }
  }
  return info as unknown as ServerInfo;
}

/** The fields a client acts on, with their JSON types. */
const CHECKED_FIELDS: readonly (readonly [keyof ServerInfo, "string" | "number" | "boolean"])[] = [
  ["version", "string"],
  ["max_payload", "number"],
  ["proto", "number"],
  ["headers", "boolean"],
  ["nonce", "string"],
  ["tls_required", "boolean"],
  ["tls_available", "boolean"],
  ["auth_required", "boolean"],
  ["ldm", "boolean"],
];
