/** The JSON of CONNECT, read as nats-server reads it: Go's `encoding/json` into its `ClientOpts`. */

import { type GoType, readGoStruct } from "./go_json.ts";

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

/** The types of the fields; the lists are of leafnodes, and only their form is looked at. */
const TYPES: Readonly<Record<string, GoType>> = {
  ...Object.fromEntries(
    Object.entries(DEFAULT_CONNECT_OPTIONS).map(([field, value]) => [field, typeOf(value)]),
  ),
  import: "lists",
  export: "lists",
};

function typeOf(value: string | boolean | number): GoType {
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "bool" : "int64";
}

/**
 * Reads the JSON of a CONNECT on top of what was said before: fields that are absent or null keep their value.
 * Names of fields are matched in any case, unknown ones are passed over, of several the last one counts.
 *
 * @throws {ProtocolError} `BAD_JSON` where it is no JSON object (or null), or a field has the wrong type.
 */
export function parseConnect(json: string, earlier: Readonly<ConnectOptions>): ConnectOptions {
  const said: Record<string, unknown> = {};
  readGoStruct(json, TYPES, (field, value) => said[field] = value);
  delete said["import"];
  delete said["export"];
  return { ...earlier, ...said };
}
