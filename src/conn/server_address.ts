/** Server addresses as users and clusters write them. */

import { InvalidArgumentError } from "../errors.ts";

/** The port of NATS. */
export const DEFAULT_PORT = 4222;

/** The ports of NATS over WebSocket, those of HTTP. */
const WS_PORT = 80;
const WSS_PORT = 443;

/** What goes before a host: how it is spoken to. */
export type Scheme = "nats" | "tls" | "ws" | "wss";

/** Credentials of an address, as fields of CONNECT. */
export type AddressCredentials = { readonly user: string; readonly pass: string } | {
  readonly auth_token: string;
};

/** An address that was read. */
export interface ServerAddress {
  /** How the host is spoken to. */
  readonly scheme: Scheme;
  /** A host name or an IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** The port. */
  readonly port: number;
  /** Both as one text: `host:port`, `[host]:port`. */
  readonly listen: string;
  /** What was written, without credentials; of WebSocket addresses the whole URL. */
  readonly src: string;
  /** The credentials, where there are any. */
  readonly credentials: AddressCredentials | undefined;
}

function invalid(address: string, why: string): InvalidArgumentError {
  return InvalidArgumentError.format("servers", `has an address that cannot be used: ${why} in '${address}'`);
}

/** Tells whether a host is an IP address rather than a name. */
export function isIpAddress(hostname: string): boolean {
  return hostname.includes(":") || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname);
}

/** An address in its parts, none of them judged. */
interface Parts {
  readonly scheme: string | undefined;
  readonly userInfo: string | undefined;
  readonly host: string;
  /** From the first `/`, `?` or `#` on. */
  readonly rest: string;
}

/** Goes through the text a fixed number of times: addresses come from peers too. */
function partsOf(spec: string, webSocket: boolean): Parts {
  const text = spec.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  const after = scheme === undefined ? text : text.slice(scheme.length + 3);
  // A password that was not encoded may hold anything, also what begins a path; only WebSocket addresses have those.
  const pathAt = webSocket ? after.search(/[/?#]/) : -1;
  const at = (pathAt < 0 ? after : after.slice(0, pathAt)).lastIndexOf("@");
  const behind = after.slice(at + 1);
  const end = behind.search(/[/?#]/);
  return {
    scheme: scheme?.toLowerCase(),
    userInfo: at < 0 ? undefined : after.slice(0, at),
    host: end < 0 ? behind : behind.slice(0, end),
    rest: end < 0 ? "" : behind.slice(end),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the password was not encoded.
    return text;
  }
}

/** `user:pass`, or a token where there is no colon. [nats.go connectProto] */
function credentialsOf(userInfo: string | undefined): AddressCredentials | undefined {
  if (userInfo === undefined || userInfo === "") return undefined;
  const colon = userInfo.indexOf(":");
  if (colon < 0) return { auth_token: decode(userInfo) };
  return { user: decode(userInfo.slice(0, colon)), pass: decode(userInfo.slice(colon + 1)) };
}

/** How a WebSocket address is meant: without a scheme as `fallback` says. The mapping is that of nats.js. */
function webSocketScheme(scheme: string | undefined, fallback: Scheme): Scheme {
  if (scheme === undefined) return fallback;
  return scheme === "ws" || scheme === "http" || scheme === "nats" ? "ws" : "wss";
}

/** What the text of an address means. */
export interface AddressDefaults {
  /** True for servers that are spoken to over WebSocket. */
  readonly webSocket?: boolean;
  /** How a host without a scheme is spoken to. */
  readonly scheme?: Scheme;
}

/**
 * Reads `host`, `host:port`, `[ipv6]:port` or a bare IPv6 address, each also behind `nats://` or `tls://`, and with
 * `user:password@` or `token@`, whose parts may be percent-encoded.
 *
 * @throws {InvalidArgumentError} when there is no host or no port from 1 to 65535; it does not show credentials.
 */
export function parseAddress(spec: string, defaults: AddressDefaults = {}): ServerAddress {
  const { scheme: written, userInfo, host, rest } = partsOf(spec, defaults.webSocket === true);
  if (!defaults.webSocket && (written === "ws" || written === "wss")) {
    throw InvalidArgumentError.format("servers", "has a WebSocket address: use 'wsconnect' for those");
  }
  const scheme = defaults.webSocket
    ? webSocketScheme(written, defaults.scheme ?? "wss")
    : written === "tls"
    ? "tls"
    : "nats";
  // An IPv4 address dressed as IPv6 is dialled as what it is.
  const text = host.replace(/^\[?::ffff:(\d+\.\d+\.\d+\.\d+)\]?/i, "$1");
  const bracketed = /^\[([^\]]+)\](?::(.*))?$/.exec(text);
  const colon = text.lastIndexOf(":");
  const bare = bracketed === null && (colon < 0 || text.indexOf(":") !== colon);
  const hostname = bracketed !== null ? bracketed[1]! : bare ? text : text.slice(0, colon);
  const portText = bracketed !== null ? bracketed[2] : bare ? undefined : text.slice(colon + 1);
  const port = portOf(portText, scheme);
  // Behind a path an `@` may belong to a password that was not encoded, and the host be its beginning.
  const shown = rest.includes("@") ? "..." : host;
  if (hostname.includes(",")) throw invalid(shown, "several addresses in one text, where a list is meant,");
  if (hostname === "" || /[\s[\]]/.test(hostname)) throw invalid(shown, "no host name");
  if (port < 1 || port > 65535) throw invalid(shown, "no port from 1 to 65535");
  const both = hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
  // Where it was written like that the text is there already, for as long as the server is known.
  const listen = both === host ? host : both;
  const prefix = written === undefined ? "" : `${spec.trim().slice(0, written.length)}://`;
  const path = rest.replace(/#.*$/s, "");
  const src = defaults.webSocket
    ? `${scheme}://${listen}${path.startsWith("/") ? path : `/${path}`}`
    : `${prefix}${host}${rest}`;
  return { scheme, hostname, port, listen, src, credentials: credentialsOf(userInfo) };
}

function portOf(text: string | undefined, scheme: Scheme): number {
  if (text === undefined) return scheme === "ws" ? WS_PORT : scheme === "wss" ? WSS_PORT : DEFAULT_PORT;
  return /^\d{1,5}$/.test(text) ? Number(text) : 0;
}
