/** Whether a browser may open a WebSocket, by where its page came from. [nats-server websocket.go checkOrigin] */

import type { UpgradeRequest } from "../transport/accepted.ts";
import type { WebSocketOptions } from "./option_types.ts";

/** Tells whether an upgrade is welcome; programs, which name no origin, are. */
export function isWelcome(
  { headers, tls }: UpgradeRequest,
  { sameOrigin = false, allowedOrigins }: Pick<WebSocketOptions, "sameOrigin" | "allowedOrigins">,
): boolean {
  const given = headers["origin"] ?? headers["sec-websocket-origin"] ?? "";
  if ((!sameOrigin && allowedOrigins === undefined) || given === "") return true;
  const origin = placeOf(given);
  if (origin === null) return false;
  if (
    sameOrigin && !isSamePlace(origin, placeOf(`${tls !== null ? "https" : "http"}://${headers["host"]}`))
  ) {
    return false;
  }
  return allowedOrigins === undefined ||
    allowedOrigins.some((allowed) => isSamePlace(origin, placeOf(allowed)));
}

interface Place {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
}

/** The parts of an origin; null where it is none. */
function placeOf(text: string): Place | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port } = new URL(text);
  return { scheme: protocol, host: hostname, port: port || (protocol === "https:" ? "443" : "80") };
}

function isSamePlace(a: Place, b: Place | null): boolean {
  return b !== null && a.scheme === b.scheme && a.host === b.host && a.port === b.port;
}
