/** A way into the server: what applies to those who come over one listener, or over none. */

import type { AcceptedTransport, Listener, UpgradeRequest } from "../transport/accepted.ts";

import type { ConnectOptions } from "../wire/connect.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Login } from "./auth/login.ts";
import { newNonce } from "./auth/nonce.ts";
import { hostAndPortOf } from "./client_address.ts";
import type { ListenerTls } from "./handshake.ts";
import { API_LEVEL, SERVER_VERSION, type ServerIdentity, TOOLCHAIN } from "./identity.ts";
import type { ConnectionType } from "./option_types.ts";
import type { ResolvedServerOptions } from "./options.ts";
import type { ClientLimits } from "./session_context.ts";

/** A way in. A reload puts another one in its place; those who came through it see that. */
export interface Door {
  /** What comes through it. */
  readonly connectionType: ConnectionType;
  /** Who is let in. */
  readonly login: Login;
  /** TLS on what comes through it; null for none, or where it is there before. */
  readonly tls: ListenerTls | null;
  /** What everybody is told who comes through it. */
  readonly info: ServerInfo;
  /** What differs from the limits of the server. */
  readonly limits: Partial<ClientLimits>;
  /** Credentials that came with the upgrade of a WebSocket, for those that a CONNECT leaves out. */
  credentials(upgrade: UpgradeRequest | undefined): Partial<ConnectOptions>;
}

/** Where a door is, and how it is encrypted. */
export interface DoorPlace {
  /** The address bound. */
  readonly host: string;
  /** The port bound. */
  readonly port: number;
  /** What clients are told instead; undefined for the same. */
  readonly advertise: string | undefined;
  /** How INFO speaks of TLS. */
  readonly tls: Pick<ListenerTls, "optional" | "verify"> | null;
}

/** What the server says to everybody at a door. */
export function doorInfo(
  options: ResolvedServerOptions,
  { id, xkey }: ServerIdentity,
  login: Login,
  { host: bound, port: boundPort, advertise, tls }: DoorPlace,
): ServerInfo {
  // As nats-server does it: `connect_urls` are of clusters.
  const [host, port] = advertise === undefined ? [bound, boundPort] : advertised(advertise, boundPort);
  return {
    server_id: id,
    server_name: options.serverName ?? id,
    version: SERVER_VERSION,
    proto: 1,
    go: TOOLCHAIN,
    host,
    port,
    headers: !options.noHeaderSupport,
    ...(login.required ? { auth_required: true } : {}),
    ...tlsInfo(tls),
    max_payload: options.maxPayload,
    api_lvl: API_LEVEL,
    xkey,
  };
}

function tlsInfo(tls: DoorPlace["tls"]): Partial<ServerInfo> {
  if (tls === null) return {};
  return {
    ...(tls.optional ? { tls_available: true } : { tls_required: true }),
    ...(tls.verify ? { tls_verify: true } : {}),
  };
}

/** What is advertised, with the door's own port where none was given; the colons of a bare IPv6 address are before none. */
function advertised(advertise: string, port: number): [host: string, port: number] {
  const hasPort = /^(?:[^:]*|\[.*\]):\d+$/.test(advertise);
  return hasPort ? hostAndPortOf(advertise) : [advertise.replace(/^\[(.*)\]$/, "$1"), port];
}

/** Nobody brings credentials along but in a CONNECT. */
export function noCredentials(): Partial<ConnectOptions> {
  return {};
}

/** Takes whoever arrives, until the listener is closed. */
export async function acceptAll(
  listener: Listener,
  take: (transport: AcceptedTransport) => void,
): Promise<void> {
  for (;;) {
    const transport = await listener.accept();
    if (transport === null) return;
    take(transport);
  }
}

/** The INFO of one client. */
export function infoForClient({ info, login }: Door, id: number, peer: string): ServerInfo {
  // Spreading more than one object gives each result a hidden class of its own: 400 bytes for each connection.
  const own: ServerInfo = { ...info };
  const [clientIp] = hostAndPortOf(peer);
  own.auth_required = login.required && !login.open;
  own.client_id = id;
  if (clientIp !== "") own.client_ip = clientIp;
  if (login.needsNonce) own.nonce = newNonce();
  return own;
}
