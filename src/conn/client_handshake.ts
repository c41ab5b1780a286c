/** What a client makes of a server's first INFO, and what it says of itself. */

import { ConnectionError, type ProtocolError, TimeoutError } from "../errors.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { ClientMachineOptions } from "./client_types.ts";

/** What matters for the next step after INFO. */
export interface Wishes {
  /** TLS: demanded, forbidden, as the server wishes, or settled, as the transport took care of it. */
  readonly tls: ClientMachineOptions["tls"] | "settled";
  /** False to not receive what this connection itself publishes. */
  readonly echo: boolean;
  /** The server, as errors name it. */
  readonly server: string;
}

/**
 * What comes after the first INFO of a transport: TLS, credentials, or an error where client and server cannot
 * agree.
 */
export function afterInfo(
  info: ServerInfo,
  { tls, echo, server }: Wishes,
): "secure" | "authenticate" | ConnectionError {
  const offered = info.tls_required === true || info.tls_available === true;
  if (tls === "required" && !offered) return new ConnectionError("server does not support 'tls'", { server });
  if (!echo && (info.proto ?? 0) < 1) {
    return new ConnectionError("server does not support 'noEcho'", { server });
  }
  if (tls === "settled") return "authenticate";
  if (offered && tls !== "forbidden") return "secure";
  if (info.tls_required === true) {
    return new ConnectionError("the server requires 'tls', which the options forbid", { server });
  }
  return "authenticate";
}

/**
 * The JSON of CONNECT.
 *
 * @param tls true where TLS was demanded.
 */
export function connectJson(
  { echo, ...connect }: ClientMachineOptions["connect"],
  tls: boolean,
  info: ServerInfo,
  fields: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({
    protocol: 1,
    ...connect,
    ...(echo ? {} : { echo }),
    ...(tls ? { tls_required: true } : {}),
    ...(info.headers === true ? { headers: true, no_responders: true } : {}),
    ...fields,
  });
}

/** Whoever answered at `host:port` sent something else than INFO. */
export function notNats(error: ProtocolError, server: string): ConnectionError {
  const message = `${server} does not speak NATS: ${error.message} instead of INFO`;
  return new ConnectionError(message, { code: "NOT_NATS", cause: error, server });
}

/** `host:port` took too long. */
export function tooLate(ms: number, server: string): TimeoutError {
  const waitedFor = `no handshake with ${server} within ${ms} ms`;
  return new TimeoutError({ code: "CONNECT_TIMEOUT", waitedFor, server });
}

/** `host:port` hung up without a reason. */
export function hungUp(server: string): ConnectionError {
  return new ConnectionError(`${server} closed the connection`, { server });
}
