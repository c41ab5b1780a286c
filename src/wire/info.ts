/** INFO: what a server says of itself, as JSON. */

import { ProtocolError } from "../errors.ts";

/** What a server says of itself when a client connects, and again when something changes. [nats-server server.go Info] */
export interface ServerInfo {
  /** The server's id, new at every start. */
  server_id: string;
  /** The configured name, or the id. */
  server_name: string;
  /** The server's version, as `major.minor.patch`. */
  version: string;
  /** The protocol version: 1. */
  proto: number;
  /** The toolchain the server was built with. */
  go: string;
  /** The address the server listens on. */
  host: string;
  /** The port the server listens on. */
  port: number;
  /** True when messages may carry headers. */
  headers?: boolean;
  /** The largest message the server takes, headers and payload, in bytes; -1 for no limit. */
  max_payload: number;
  /** The build's commit. */
  git_commit?: string;
  /** True when the server asks for credentials. */
  auth_required?: boolean;
  /** True when the connection must be upgraded to TLS. */
  tls_required?: boolean;
  /** True when the client must show a certificate. */
  tls_verify?: boolean;
  /** True when the connection may be upgraded to TLS. */
  tls_available?: boolean;
  /** True when JetStream is on. */
  jetstream?: boolean;
  /** The number the server gave this connection. */
  client_id: number;
  /** The client's address as the server sees it. */
  client_ip?: string;
  /** What to sign with an nkey. */
  nonce?: string;
  /** The name of the cluster. */
  cluster?: string;
  /** The JetStream domain. */
  domain?: string;
  /** Other servers of the cluster, as `host:port`. */
  connect_urls?: string[];
  /** True when the server is about to shut down: lame duck mode. */
  ldm?: boolean;
  /** True in the INFO that follows the first PING. */
  connect_info?: boolean;
  /** The account the connection is bound to. */
  remote_account?: string;
  /** True when that is the system account. */
  acc_is_sys?: boolean;
  /** The JetStream API level. */
  api_lvl?: number;
  /** The server's public curve key. */
  xkey?: string;
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
