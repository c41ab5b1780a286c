/** The servers a client may connect to, and which of them is next. */

import { InvalidArgumentError } from "../errors.ts";
import type { ServerInfo } from "../wire/info.ts";

/** The port of NATS. */
export const DEFAULT_PORT = 4222;

/**
 * How many servers a pool holds at most. Gossip adds what a cluster reports; a peer that reports without end
 * is not remembered without end.
 */
export const MAX_POOL_SERVERS = 1024;

/** A server of the pool, with what is known of it. */
export interface PoolServer {
  /** A host name or an IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** The port. */
  readonly port: number;
  /** Both as one text: `host:port`, `[host]:port`. */
  readonly listen: string;
  /** What the user or the cluster wrote. */
  readonly src: string;
  /** The name to expect in the server's certificate; empty for the host name. */
  tlsName: string;
  /** Failed attempts since the last success. */
  reconnects: number;
  /** When the last attempt began; undefined before the first. */
  lastConnectMs: number | undefined;
  /** True when the cluster reported it rather than the user. */
  gossiped: boolean;
  /** True once a connection to it succeeded. */
  didConnect: boolean;
}

/** What an INFO changed in the pool. */
export interface PoolChange {
  /** Servers new to the pool, as `host:port`. */
  readonly added: string[];
  /** Servers that the cluster no longer reports. */
  readonly deleted: string[];
}

function invalid(spec: string, why: string): InvalidArgumentError {
  return InvalidArgumentError.format("servers", `has an address that cannot be used: ${why} in '${spec}'`);
}

/** Leaves out scheme, credentials and path: none of them belongs into a message or a log. */
function hostPart(spec: string): string {
  const address = spec.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/^.*@/, "");
  // A search that goes through the text once: addresses come from peers too.
  const end = address.search(/[/?#]/);
  return end < 0 ? address : address.slice(0, end);
}

/**
 * Reads `host`, `host:port`, `[ipv6]:port`, a bare IPv6 address, each also behind `nats://` or `tls://`.
 *
 * @throws {InvalidArgumentError} when there is no host or no port from 1 to 65535.
 */
export function parseServer(spec: string, gossiped = false): PoolServer {
  const rest = hostPart(spec);
  // An IPv4 address dressed as IPv6 is dialled as what it is.
  const text = rest.replace(/^\[?::ffff:(\d+\.\d+\.\d+\.\d+)\]?/i, "$1");
  const bracketed = /^\[([^\]]+)\](?::(.*))?$/.exec(text);
  const bareV6 = bracketed === null && text.indexOf(":") !== text.lastIndexOf(":");
  const colon = text.lastIndexOf(":");
  const hostname = bracketed !== null ? bracketed[1]! : bareV6 || colon < 0 ? text : text.slice(0, colon);
  const portText = bracketed !== null
    ? bracketed[2]
    : bareV6 || colon < 0
    ? undefined
    : text.slice(colon + 1);
  const port = portText === undefined ? DEFAULT_PORT : /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
  if (hostname === "" || /[\s[\]]/.test(hostname)) throw invalid(rest, "no host name");
  if (port < 1 || port > 65535) throw invalid(rest, "no port from 1 to 65535");
  const listen = hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
  return {
    hostname,
    port,
    listen,
    src: spec,
    tlsName: "",
    reconnects: 0,
    lastConnectMs: undefined,
    gossiped,
    didConnect: false,
  };
}

/** Puts a list into random order, in place. */
function shuffle<T>(list: T[], random: () => number): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
}

/** The servers in the order in which they will be tried: the first is the current one. */
export class ServerPool {
  #servers: PoolServer[] = [];
  #current: PoolServer | undefined;
  #random: (() => number) | undefined;

  /**
   * Takes the addresses as the user wrote them, and where the order is to be random, what draws from [0, 1).
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be read.
   */
  constructor(specs: readonly string[], random?: () => number) {
    this.#random = random;
    this.set(specs);
  }

  /** The server that was chosen last. */
  get current(): PoolServer | undefined {
    return this.#current;
  }

  /** How many servers are left. */
  get size(): number {
    return this.#servers.length;
  }

  /** All servers, the next to be tried first. */
  get servers(): readonly PoolServer[] {
    return this.#servers;
  }

  /**
   * Replaces all servers; those that were there before stay as they are, but are the user's from now on.
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be read; the pool stays as it was then.
   */
  set(specs: readonly string[]): void {
    if (specs.length === 0) throw InvalidArgumentError.format("servers", "cannot be empty");
    const known = new Map(this.#servers.map((server) => [server.listen, server]));
    this.#servers = specs.map((spec) => parseServer(spec)).map((server) => {
      const before = known.get(server.listen);
      return before === undefined ? server : Object.assign(before, { gossiped: false });
    });
    if (this.#random !== undefined) shuffle(this.#servers, this.#random);
  }

  /** Chooses the next server, round robin; undefined when none is left. */
  next(): PoolServer | undefined {
    const server = this.#servers.shift();
    if (server !== undefined) this.#servers.push(server);
    this.#current = server;
    return server;
  }

  /** Takes a server out of the pool. */
  remove(server: PoolServer): void {
    this.#servers = this.#servers.filter((other) => other !== server);
  }

  /** Takes over what the cluster reports in an INFO: adds new servers, drops gossiped ones no longer reported. */
  update(info: ServerInfo): PoolChange {
    const reported = new Map<string, PoolServer>();
    for (const url of info.connect_urls ?? []) {
      try {
        const server = parseServer(url, true);
        reported.set(server.listen, server);
      } catch {
        // A peer's address that cannot be read is passed over: the others still serve.
      }
    }
    const deleted = this.#servers
      .filter((server) => server.gossiped && server !== this.#current && !reported.has(server.listen));
    this.#servers = this.#servers.filter((server) => !deleted.includes(server));
    for (const server of this.#servers) reported.delete(server.listen);
    const added = [...reported.values()].slice(0, Math.max(0, MAX_POOL_SERVERS - this.#servers.length));
    if (added.length > 0 && this.#random !== undefined) shuffle(added, this.#random);
    // New servers come before the current one, which round robin has put last.
    const at = this.#servers.at(-1) === this.#current ? this.#servers.length - 1 : this.#servers.length;
    this.#servers.splice(at, 0, ...added);
    return { added: added.map((s) => s.listen), deleted: deleted.map((s) => s.listen) };
  }
}
