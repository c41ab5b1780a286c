/** The servers a client may connect to, and which of them is next. */

import { InvalidArgumentError } from "../errors.ts";
import type { ServerInfo } from "../wire/info.ts";
import {
  type AddressCredentials,
  isIpAddress,
  parseAddress,
  type Scheme,
  type ServerAddress,
} from "./server_address.ts";

/**
 * How many servers a pool holds at most. Gossip adds what a cluster reports; a peer that reports without end
 * is not remembered without end.
 */
export const MAX_POOL_SERVERS = 1024;

/** A server of the pool, with what is known of it; names and meanings are those of nats.js. */
export interface PoolServer {
  /** A host name or an IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** The port. */
  readonly port: number;
  /** Both as one text: `host:port`, `[host]:port`. */
  readonly listen: string;
  /** What the user or the cluster wrote, without credentials. */
  readonly src: string;
  /** The name to expect in the server's certificate; empty for the host name. */
  readonly tlsName: string;
  /** Failed attempts since the last success. */
  readonly reconnects: number;
  /** When the last attempt began, in milliseconds since 1970; 0 before the first. */
  readonly lastConnect: number;
  /** True when the cluster reported it rather than the user. */
  readonly gossiped: boolean;
  /** True once a connection to it succeeded. */
  readonly didConnect: boolean;
}

/** A server as the pool keeps it: with its credentials, which go nowhere but into CONNECT. */
export class PoolEntry {
  /** How it is spoken to. */
  readonly scheme: Scheme;
  /** A host name or an IP address, IPv6 without brackets. */
  readonly hostname: string;
  /** The port. */
  readonly port: number;
  /** Both as one text. */
  readonly listen: string;
  /** What was written, without credentials. */
  readonly src: string;
  /** The name to expect in the server's certificate; empty for the host name. */
  tlsName = "";
  /** Failed attempts since the last success. */
  reconnects = 0;
  /** When the last attempt began, in milliseconds since 1970; 0 before the first. */
  lastConnect = 0;
  /** The same as the machine counts time; undefined before the first. */
  lastConnectMs: number | undefined;
  /** True when the cluster reported it rather than the user. */
  gossiped: boolean;
  /** True once a connection to it succeeded. */
  didConnect = false;
  #credentials: AddressCredentials | undefined;

  /** Takes an address, and the credentials to use where it has none. */
  constructor(address: ServerAddress, gossiped = false, credentials?: AddressCredentials) {
    this.scheme = address.scheme;
    this.hostname = address.hostname;
    this.port = address.port;
    this.listen = address.listen;
    this.src = address.src;
    this.gossiped = gossiped;
    this.#credentials = address.credentials ?? credentials;
  }

  /** The credentials that this server alone gets. */
  get credentials(): AddressCredentials | undefined {
    return this.#credentials;
  }

  /** The name to expect in the server's certificate. */
  get certificateName(): string {
    return this.tlsName || this.hostname;
  }

  /** The user wrote it again, maybe with other credentials. */
  given({ credentials }: ServerAddress): this {
    this.gossiped = false;
    this.#credentials = credentials ?? this.#credentials;
    return this;
  }
}

/** What an INFO changed in the pool. */
export interface PoolChange {
  /** Servers new to the pool, as `host:port`. */
  readonly added: string[];
  /** Servers that the cluster no longer reports. */
  readonly deleted: string[];
}

/** Puts a list into random order, in place. */
export function shuffle<T>(list: T[], random: () => number): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
}

/** How a pool reads and orders its servers. */
export interface PoolOptions {
  /** Draws from [0, 1) where the order is to be random. */
  readonly random?: (() => number) | undefined;
  /** True where servers are spoken to over WebSocket. */
  readonly webSocket?: boolean | undefined;
  /** True to refuse addresses that demand TLS. */
  readonly noTls?: boolean | undefined;
}

/** The servers in the order in which they will be tried; the current one goes to the end. */
export class ServerPool {
  #servers: PoolEntry[] = [];
  #current: PoolEntry | undefined;
  readonly #random: (() => number) | undefined;
  readonly #webSocket: boolean;
  readonly #noTls: boolean;

  /**
   * Takes the addresses as the user wrote them.
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be.
   */
  constructor(specs: readonly string[], options: PoolOptions = {}) {
    this.#random = options.random;
    this.#webSocket = options.webSocket === true;
    this.#noTls = options.noTls === true;
    this.set(specs);
  }

  /** The server that was chosen last. */
  get current(): PoolEntry | undefined {
    return this.#current;
  }

  /** How many servers are left. */
  get size(): number {
    return this.#servers.length;
  }

  /** All servers, the next to be tried first. */
  get servers(): readonly PoolEntry[] {
    return this.#servers;
  }

  /** True where an address begins with `tls://`: such a user wants nothing in the clear. */
  get demandsTls(): boolean {
    return this.#servers.some(({ scheme }) => scheme === "tls");
  }

  /**
   * Replaces all servers; those that were there before stay as they are, but are the user's from now on.
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be; the pool stays as it was then.
   */
  set(specs: readonly string[]): void {
    if (!Array.isArray(specs) || specs.length === 0) {
      throw InvalidArgumentError.format("servers", "cannot be empty");
    }
    if (specs.some((spec) => typeof spec !== "string")) {
      throw InvalidArgumentError.format("servers", "must be texts");
    }
    const known = new Map(this.#servers.map((server) => [server.listen, server]));
    const addresses = specs.map((spec) => parseAddress(spec, { webSocket: this.#webSocket }));
    if (this.#noTls && addresses.some(({ scheme }) => scheme === "tls")) {
      throw InvalidArgumentError.format(
        ["servers", "tls"],
        "disagree: a 'tls://' address demands what 'null' forbids",
      );
    }
    const servers = addresses.map((address) => {
      const before = known.get(address.listen);
      known.delete(address.listen);
      return before?.given(address) ?? new PoolEntry(address);
    });
    if (this.#random !== undefined) shuffle(servers, this.#random);
    this.#servers = servers;
  }

  /** Chooses the next server, round robin; undefined when none is left. */
  next(): PoolEntry | undefined {
    const server = this.#servers[0];
    if (server !== undefined) this.choose(server);
    else this.#current = undefined;
    return server;
  }

  /** Makes a server of the pool the current one. */
  choose(server: PoolEntry): void {
    this.remove(server);
    // A list that is pushed to keeps room for sixteen more.
    this.#servers = this.#servers.concat(server);
    this.#current = server;
  }

  /** True while it is in the pool. */
  has(server: PoolEntry): boolean {
    return this.#servers.includes(server);
  }

  /** Takes a server out of the pool. */
  remove(server: PoolEntry): void {
    this.#servers = this.#servers.filter((other) => other !== server);
  }

  /**
   * Takes over what the cluster reports in an INFO: adds new servers, drops gossiped ones no longer reported.
   *
   * An INFO that reports none changes nothing: servers that do not advertise send such, and in lame duck mode too,
   * where the servers known are what the client needs next. [nats.go processInfo; nats.js forgets them]
   */
  update(info: ServerInfo): PoolChange {
    const urls = info.connect_urls ?? [];
    if (urls.length === 0) return { added: [], deleted: [] };
    const reported = new Map<string, PoolEntry>();
    for (const url of urls) {
      const server = this.#gossiped(url);
      if (server !== undefined) reported.set(server.listen, server);
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

  /**
   * A server that the current one told of: it is spoken to in the same way and with the same credentials, and
   * where it is an IP address its certificate is expected to have the name of the one that told.
   * [nats.go addURLToPool]
   */
  #gossiped(url: string): PoolEntry | undefined {
    const from = this.#current;
    try {
      const address = parseAddress(url, { webSocket: this.#webSocket, ...(from && { scheme: from.scheme }) });
      const server = new PoolEntry(address, true, from?.credentials);
      const name = from?.certificateName ?? "";
      if (isIpAddress(server.hostname) && !isIpAddress(name)) server.tlsName = name;
      return server;
    } catch {
      // A peer's address that cannot be read is passed over: the others still serve.
      return undefined;
    }
  }

  /**
   * Frozen copies of all servers, without credentials.
   *
   * @param first the server to put before the others, each in its order.
   */
  snapshot(first?: PoolEntry): readonly PoolServer[] {
    const others = this.#servers.filter((server) => server !== first);
    return Object.freeze((first === undefined ? others : [first, ...others]).map((server) => {
      const { hostname, port, listen, src, tlsName, reconnects, lastConnect, gossiped, didConnect } = server;
      const copy = { hostname, port, listen, src, tlsName, reconnects, lastConnect, gossiped, didConnect };
      return Object.freeze(copy);
    }));
  }
}
