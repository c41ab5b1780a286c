/** What a client makes of a server's first INFO, and what it says of itself. */

import { ConnectionError } from "../errors.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { ClientMachineOptions } from "./client_types.ts";

/**
 * What comes after the first INFO of a transport: TLS, credentials, or an error where client and server cannot
 * agree.
 *
 * @param encrypted true where the transport is encrypted already.
 */
export function afterInfo(
  info: ServerInfo,
  options: ClientMachineOptions,
  encrypted: boolean,
): "secure" | "authenticate" | ConnectionError {
  const { tls, connect } = options;
  const offered = info.tls_required === true || info.tls_available === true;
  if (!encrypted && tls === "required" && !offered) {
    return new ConnectionError("server does not support 'tls'");
  }
  if (!connect.echo && (info.proto ?? 0) < 1) {
    return new ConnectionError("server does not support 'noEcho'");
  }
  if (encrypted) return "authenticate";
  if (offered && tls !== "forbidden") return "secure";
  if (info.tls_required === true) {
    return new ConnectionError("the server requires 'tls', which the options forbid");
  }
  return "authenticate";
}

/** The JSON of CONNECT. */
export function connectJson(
  { connect: { echo, ...connect }, tls }: ClientMachineOptions,
  info: ServerInfo,
  fields: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({
    protocol: 1,
    ...connect,
    ...(echo ? {} : { echo }),
    ...(tls === "required" ? { tls_required: true } : {}),
    ...(info.headers === true ? { headers: true, no_responders: true } : {}),
    ...fields,
  });
}
