/** Reads the listener for WebSockets. [nats-server opts.go parseWebsocket] */

import type { WebSocketOptions } from "../option_types.ts";
import { durationMs } from "./duration.ts";
import { anyText, bool, duration, listen, port, seconds, text, textMap, texts, wholeMs } from "./readers.ts";
import { type Draft, field, mapOf, readBlock, type Reader, tableOf } from "./table.ts";
import { tls } from "./tls.ts";
import { typeName } from "./value.ts";

/** The port may be missing: then there is no listener. */
type WebSocketDraft = Draft<Omit<WebSocketOptions, "port">> & { port?: number };

const handshakeTimeout: Reader<number> = (value, notes, name) => {
  const written = value.value;
  if (typeof written === "bigint") return wholeMs(Number(written) * 1000, value, notes, name, "");
  if (typeof written === "string") return wholeMs(durationMs(written), value, notes, name, "");
  return notes.problem(value, `error parsing handshake timeout: unsupported type ${typeName(written)}`);
};

const authorizationOptions = tableOf<WebSocketDraft>(
  field(["user", "username"], "user", text),
  field(["pass", "password"], "pass", anyText),
  field("token", "token", text),
  field("timeout", "authTimeoutMs", seconds("error parsing authorization config, 'timeout'")),
);

const websocketOptions = tableOf<WebSocketDraft>(
  {
    names: ["listen"],
    read(value, into, notes, name) {
      Object.assign(into, listen(value, notes, name));
    },
  },
  field("port", "port", port),
  field(["host", "net"], "host", text),
  field("advertise", "advertise", text),
  field("no_tls", "noTls", bool),
  field("tls", "tls", tls),
  field("same_origin", "sameOrigin", bool),
  field(
    ["allowed_origins", "allowed_origin", "allow_origins", "allow_origin", "origins", "origin"],
    "allowedOrigins",
    texts("allowed origins"),
  ),
  field("handshake_timeout", "handshakeTimeoutMs", handshakeTimeout),
  field(["compress", "compression"], "compression", bool),
  {
    names: ["authorization", "authentication"],
    read(value, into, notes) {
      const map = mapOf(value, notes);
      if (map !== undefined) readBlock(authorizationOptions, map, into, notes);
    },
  },
  field("jwt_cookie", "jwtCookie", text),
  field("user_cookie", "userCookie", text),
  field("pass_cookie", "passCookie", text),
  field("token_cookie", "tokenCookie", text),
  field("no_auth_user", "noAuthUser", text),
  field(
    "headers",
    "headers",
    textMap(
      "error parsing headers",
      (key, type) => `error parsing header key ${key}: unsupported type ${type}`,
    ),
  ),
  field("ping_interval", "pingIntervalMs", duration),
);

/** The listener; undefined without a port, which switches it off. */
export const websocket: Reader<WebSocketOptions> = (value, notes) => {
  const map = mapOf(value, notes, `Expected websocket to be a map, got ${typeName(value.value)}`);
  if (map === undefined) return undefined;
  const read: WebSocketDraft = {};
  readBlock(websocketOptions, map, read, notes);
  return read.port === undefined ? undefined : { ...read, port: read.port };
};
