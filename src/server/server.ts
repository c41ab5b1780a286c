/** The server: its listener, its sessions, and its end. */

import { listenTcp } from "#runtime";
import { ENDINGS } from "../conn/server_states.ts";
import { NatsError } from "../errors.ts";
import { hostAndPort } from "../transport/errors.ts";
import { memoryPair } from "../transport/memory.ts";
import type { Listener, Transport } from "../transport/transport.ts";
import type { ServerInfo } from "../wire/info.ts";
import { API_LEVEL, GLOBAL_ACCOUNT, newIdentity, SERVER_VERSION, TOOLCHAIN } from "./identity.ts";
import { Login } from "./login.ts";
import { type ResolvedServerOptions, resolveServerOptions, type ServerOptions } from "./options.ts";
import { Router, type TrafficCounts } from "./router.ts";
import { Session, type SessionContext } from "./session.ts";

/** What a server has done so far. */
export interface ServerStats extends Readonly<TrafficCounts> {
  /** Clients connected now. */
  readonly connections: number;
  /** Clients that connected since the start, those included that were turned away. */
  readonly totalConnections: number;
  /** Subscriptions there are now. */
  readonly subscriptions: number;
  /** Clients cut off because they were too slow. */
  readonly slowConsumers: number;
  /** Clients cut off because they did not answer to PING. */
  readonly staleConnections: number;
}

/** A running server. */
export interface Server extends AsyncDisposable {
  /** The address it listens on. */
  readonly host: string;
  /** The port it listens on: the real one where 0 was asked for. */
  readonly port: number;
  /** Where clients connect, as `nats://host:port`. */
  readonly url: string;
  /** What it says of itself. */
  readonly info: Readonly<ServerInfo>;
  /** Settles when the server has closed. */
  readonly closed: Promise<void>;
  /**
   * Makes a connection without a socket, and gives the client's end.
   *
   * @throws {NatsError} with code `CLOSED` when the server is closing.
   */
  connectInProcess(): Transport;
  /** Stops the server and all its connections; settles when nothing of it runs any more. May be called again. */
  close(): Promise<void>;
  /** Counts what the server has done. */
  stats(): ServerStats;
}

/**
 * Starts a NATS server in this process.
 *
 * @example
 * ```ts
 * import { createServer } from "@natwire/natwire/server";
 *
 * await using server = await createServer({ port: 0 });
 * console.log(server.url);
 * ```
 *
 * @param options how the server is set up; the defaults are those of nats-server.
 * @throws {InvalidArgumentError} when an option is wrong.
 * @throws {ListenError} when the port cannot be opened.
 */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  const resolved = resolveServerOptions(options);
  const listener = await listenTcp({ hostname: resolved.host, port: resolved.port });
  return new NatsServer(resolved, listener);
}

class NatsServer implements Server {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly info: Readonly<ServerInfo>;
  readonly closed: Promise<void>;

  readonly #options: ResolvedServerOptions;
  readonly #listener: Listener;
  readonly #router: Router;
  readonly #login: Login;
  readonly #context: SessionContext;
  /** Sessions that count as clients, and all whose transports are open, by their runs. */
  readonly #clients = new Set<Session>();
  readonly #running = new Map<Session, Promise<void>>();
  readonly #accepting: Promise<void>;
  #totalConnections = 0;
  #slowConsumers = 0;
  #staleConnections = 0;
  #closing = false;
  #resolveClosed: () => void = () => {};

  constructor(options: ResolvedServerOptions, listener: Listener) {
    this.#options = options;
    this.#listener = listener;
    this.host = options.host;
    this.port = listener.port;
    this.url = `nats://${hostAndPort(options.host, listener.port)}`;
    this.closed = new Promise((resolve) => this.#resolveClosed = resolve);
    this.#router = new Router(
      options.maxSubscriptions,
      options.maxSubscriptionTokens,
      options.noFastProducerStall,
    );
    this.#login = new Login(options);
    this.info = serverInfo(options, listener.port, this.#login.required);
    this.#context = {
      router: this.#router,
      login: this.#login,
      clock: options.clock,
      logger: options.logger,
      behindBytes: Math.floor(options.maxPending / 4) * 3,
      onEnding: (session, ending) => {
        this.#clients.delete(session);
        if (ending === ENDINGS.slowConsumerBytes || ending === ENDINGS.slowConsumerDeadline) {
          this.#slowConsumers++;
        } else if (ending === ENDINGS.staleConnection) {
          this.#staleConnections++;
        }
      },
    };
    this.#accepting = this.#accept();
  }

  connectInProcess(): Transport {
    if (this.#closing) throw new NatsError("the server is closed: it takes no connections", "CLOSED");
    const [client, server] = memoryPair();
    this.#serve(server);
    return client;
  }

  async close(): Promise<void> {
    if (this.#closing) return await this.closed;
    this.#closing = true;
    this.#listener.close();
    for (const session of [...this.#running.keys()]) session.close(ENDINGS.serverShutdown);
    await Promise.all([this.#accepting, ...this.#running.values()]);
    this.#resolveClosed();
  }

  stats(): ServerStats {
    return {
      ...this.#router.counts,
      connections: this.#clients.size,
      totalConnections: this.#totalConnections,
      subscriptions: this.#router.subscriptionCount,
      slowConsumers: this.#slowConsumers,
      staleConnections: this.#staleConnections,
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #accept(): Promise<void> {
    for (;;) {
      const transport = await this.#listener.accept();
      if (transport === null) return;
      if (this.#closing) transport.close();
      else this.#serve(transport);
    }
  }

  #serve(transport: Transport): void {
    const id = ++this.#totalConnections;
    const clientIp = addressOf(transport.peer);
    const session = new Session(id, transport, this.#context, {
      info: {
        ...this.info,
        client_id: id,
        ...(clientIp === "" ? {} : { client_ip: clientIp }),
        auth_required: this.#login.required && !this.#login.open,
      },
      connectInfo: { auth_required: this.#login.required, remote_account: GLOBAL_ACCOUNT },
      authRequired: this.#login.required,
      limits: this.#options,
    });
    const isFull = this.#clients.size >= this.#options.maxConnections;
    if (!isFull) this.#clients.add(session);
    const run = session.run().finally(() => this.#running.delete(session));
    this.#running.set(session, run);
    if (isFull) session.close(ENDINGS.maxConnections);
  }
}

/** What the server says to everybody. */
function serverInfo(options: ResolvedServerOptions, port: number, authRequired: boolean): ServerInfo {
  const { id, xkey } = newIdentity();
  return {
    server_id: id,
    server_name: options.serverName ?? id,
    version: SERVER_VERSION,
    proto: 1,
    go: TOOLCHAIN,
    host: options.host,
    port,
    headers: !options.noHeaderSupport,
    ...(authRequired ? { auth_required: true } : {}),
    max_payload: options.maxPayload,
    api_lvl: API_LEVEL,
    xkey,
  };
}

/** The address in `host:port` or `[host]:port`; empty for a peer without one. */
function addressOf(peer: string): string {
  const colon = peer.lastIndexOf(":");
  return colon < 0 ? "" : peer.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
}
