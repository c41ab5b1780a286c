/** The way in for WebSockets. [nats-server websocket.go] */

import { listenWebSocket, tlsAcceptor } from "#runtime";
import type { Listener, TlsAcceptor, UpgradeRequest } from "../transport/accepted.ts";
import type { ConnectOptions } from "../wire/connect.ts";
import type { Bcrypt } from "./auth/bcrypt.ts";
import { Login } from "./auth/login.ts";
import { type Door, doorInfo } from "./door.ts";
import type { ServerIdentity } from "./identity.ts";
import { asksForCertificate, pinsOf, warnOfUnheeded } from "./listener_tls.ts";
import { isWelcome } from "./origin.ts";
import type { WebSocketOptions } from "./option_types.ts";
import type { ResolvedServerOptions } from "./options.ts";

/** How much larger than a message what a client sends compressed may be. [nats-server websocket.go] */
const INFLATED_PAYLOADS = 8;

/** The most that it may be in any case, bytes. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/** A port for WebSockets. */
export interface WebSocketPort {
  /** Where they arrive. */
  readonly listener: Listener;
  /** Makes other options ready, and gives what has them hold for those who come from then on. */
  prepare(options: ResolvedServerOptions, websocket: WebSocketOptions): Promise<() => void>;
}

/** What those who come are measured by. */
interface Measure {
  readonly options: ResolvedServerOptions;
  readonly websocket: WebSocketOptions;
  readonly tls: TlsAcceptor | undefined;
  /** The only certificates that are let in; null for all. */
  readonly pins: ReadonlySet<string> | null;
}

/** Opens the port for WebSockets. */
export async function openWebSockets(
  options: ResolvedServerOptions,
  websocket: WebSocketOptions,
): Promise<WebSocketPort> {
  let measure = await measureOf(options, websocket);
  const listener = await listenWebSocket({
    hostname: websocket.host ?? options.host,
    port: websocket.port,
    headers: websocket.headers,
    // The others are looked at anew for each one who comes.
    get tls() {
      return measure.tls;
    },
    get handshakeTimeoutMs() {
      return measure.websocket.handshakeTimeoutMs;
    },
    get compression() {
      return measure.websocket.compression;
    },
    get maxInflatedBytes() {
      return Math.min(MAX_INFLATED_BYTES, INFLATED_PAYLOADS * measure.options.maxPayload);
    },
    allows: (request) => hasPinned(request, measure) && isWelcome(request, measure.websocket),
    refused: (peer, why) => measure.options.logger.error(`${peer} - WebSocket handshake error: ${why}`),
  });
  return {
    listener,
    async prepare(options, websocket) {
      const next = await measureOf(options, websocket);
      return () => measure = next;
    },
  };
}

async function measureOf(options: ResolvedServerOptions, websocket: WebSocketOptions): Promise<Measure> {
  const { tls } = websocket;
  if (tls === undefined) return { options, websocket, tls: undefined, pins: null };
  const acceptor = await tlsAcceptor({ ...tls, verify: asksForCertificate(tls) });
  warnOfUnheeded(acceptor, options.logger);
  return { options, websocket, tls: acceptor, pins: pinsOf(tls) };
}

function hasPinned({ tls }: UpgradeRequest, { pins }: Measure): boolean {
  return pins === null || pins.has(tls?.certificate?.publicKeySha256.toLowerCase() ?? "");
}

/** Makes the door, for a listener that is there. */
export async function websocketDoor(
  options: ResolvedServerOptions,
  websocket: WebSocketOptions,
  bcrypt: Bcrypt,
  identity: ServerIdentity,
  listener: Pick<Listener, "port">,
): Promise<Door> {
  const login = new Login(options, bcrypt, "websocket");
  await login.ready();
  const verify = websocket.tls !== undefined && asksForCertificate(websocket.tls);
  const { pingIntervalMs, authTimeoutMs } = websocket;
  return {
    connectionType: "WEBSOCKET",
    login,
    tls: null,
    info: doorInfo(options, identity, login, {
      host: websocket.host ?? options.host,
      port: listener.port,
      advertise: websocket.advertise,
      tls: websocket.tls === undefined ? null : { optional: false, verify },
    }),
    limits: {
      ...(pingIntervalMs === undefined ? {} : { pingIntervalMs }),
      ...(authTimeoutMs === undefined ? {} : { authTimeoutMs }),
    },
    credentials: (upgrade) => cookieCredentials(websocket, upgrade),
  };
}

/** The credentials that stand in cookies. */
function cookieCredentials(
  { jwtCookie, userCookie, passCookie, tokenCookie }: WebSocketOptions,
  upgrade: UpgradeRequest | undefined,
): Partial<ConnectOptions> {
  const cookies = cookiesOf(upgrade?.headers["cookie"] ?? "");
  const found: Partial<ConnectOptions> = {};
  const take = (field: "jwt" | "user" | "pass" | "auth_token", cookie: string | undefined) => {
    const value = cookie === undefined ? undefined : cookies.get(cookie);
    if (value !== undefined) found[field] = value;
  };
  take("jwt", jwtCookie);
  take("user", userCookie);
  take("pass", passCookie);
  take("auth_token", tokenCookie);
  return found;
}

/** Cookies by name; of several of a name the first one counts. */
function cookiesOf(header: string): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, part.slice(at + 1).trim().replace(/^"(.*)"$/, "$1"));
  }
  return cookies;
}
