/** The server: its listeners, its sessions, and its end. */

import { listenTcp } from "#runtime";
import { type Ending, ENDINGS } from "../conn/server_states.ts";
import { InvalidOperationError, NatsError } from "../errors.ts";
import { hostAndPort } from "../transport/errors.ts";
import { memoryPair } from "../transport/memory.ts";
import type { Listener, Transport } from "../transport/transport.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Account } from "./accounts/account.ts";
import { planAccounts } from "./accounts/plan.ts";
import type { AccountsPlan } from "./accounts/plan_types.ts";
import { AccountWiring } from "./accounts/wiring.ts";
import { Bcrypt } from "./auth/bcrypt.ts";
import { Login } from "./auth/login.ts";
import { newNonce } from "./auth/nonce.ts";
import { hostAndPortOf } from "./client_address.ts";
import { type ClientRecord, recordOf } from "./client_record.ts";
import { ClosedClients } from "./closed_clients.ts";
import type { ListenerTls } from "./handshake.ts";
import { HookObserver, publishHook } from "./hook_observer.ts";
import {
  API_LEVEL,
  GLOBAL_ACCOUNT,
  newIdentity,
  SERVER_VERSION,
  type ServerIdentity,
  TOOLCHAIN,
} from "./identity.ts";
import { sendAllAway } from "./lame_duck.ts";
import { listenerTls } from "./listener_tls.ts";
import type { ConnectionType, ServerOptions } from "./option_types.ts";
import type { HttpListener } from "./monitor/http.ts";
import type { Json } from "./monitor/values.ts";
import { type ResolvedServerOptions, resolveServerOptions } from "./options.ts";
import { changedAtReload, reauthorize } from "./reload.ts";
import { Router } from "./router.ts";
import { Session } from "./session.ts";
import type { SessionContext } from "./session_context.ts";
import type { ListenerAddress, ServerCounts, ServerObserver, ServerState } from "./state.ts";
import { addTraffic, Traffic } from "./subscription.ts";
import { startSystem } from "./system/start.ts";
import { beginTrace } from "./tracing/begin_trace.ts";

/** What a server has done so far. */
export interface ServerStats {
  /** Messages from clients. */
  readonly inMsgs: number;
  /** Their headers and payloads, bytes. */
  readonly inBytes: number;
  /** Messages to clients. */
  readonly outMsgs: number;
  /** Their headers and payloads, bytes. */
  readonly outBytes: number;
  /** Clients connected now. */
  readonly connections: number;
  /** Clients that connected since the start, those included that were turned away. */
  readonly totalConnections: number;
  /** Subscriptions there are now, of clients. */
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
  /** Where clients connect, as `nats://host:port`; `tls://` where they have to use TLS. */
  readonly url: string;
  /** Where WebSockets connect, as `ws://host:port` or `wss://host:port`; undefined where they cannot. */
  readonly websocketUrl: string | undefined;
  /** Where monitoring answers, as `http://host:port` or `https://host:port`; undefined where it does not. */
  readonly monitorUrl: string | undefined;
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
  /**
   * Takes other options: users, permissions, accounts, limits, logging and certificates. Clients that lose their
   * right are closed, subscriptions that are no longer allowed end, and all else goes on.
   *
   * @param options all of them, as for `createServer`.
   * @throws {InvalidArgumentError} when an option is wrong, or cannot change while a server runs; then nothing has.
   */
  reload(options: ServerOptions): Promise<void>;
  /**
   * Takes no more clients, tells those it has to connect elsewhere, closes them bit by bit over
   * `lameDuckDurationMs`, and stops. Settles when the server has closed.
   */
  lameDuck(): Promise<void>;
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
  const plan = planAccounts(resolved);
  const bcrypt = new Bcrypt();
  const login = new Login(resolved, bcrypt);
  await login.ready();
  const tls = await listenerTls(resolved.tls, resolved.allowNonTls);
  const listener = await listenTcp({
    hostname: resolved.host,
    port: resolved.port,
    ...(tls === null ? {} : { tls: true }),
  });
  const server = new NatsServer(resolved, plan, bcrypt, login, tls, listener);
  try {
    await server.open();
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

class NatsServer implements Server, ServerState {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly closed: Promise<void>;
  readonly startedMs = Date.now();
  readonly identity: ServerIdentity = newIdentity();
  readonly router: Router;
  readonly clients = new Set<Session>();
  readonly closedClients: ClosedClients<ClientRecord>;
  readonly observers = new Set<ServerObserver>();
  readonly counts: ServerCounts = { totalConnections: 0, slowConsumers: 0, staleConnections: 0, stalls: 0 };
  configuredMs = Date.now();

  #options: ResolvedServerOptions;
  #info: ServerInfo;
  /** What all logins verify hashes with. */
  readonly #bcrypt: Bcrypt;
  #login: Login;
  #tls: ListenerTls | null;
  readonly #wiring: AccountWiring;
  readonly #listener: Listener;
  readonly #context: SessionContext;
  /** All sessions whose transports are open, by their runs. */
  readonly #running = new Map<Session, Promise<void>>();
  readonly #accepting: Promise<void>;
  #monitor: HttpListener | null = null;
  /** What became of the traffic of clients that have gone. */
  readonly #pastTraffic = new Traffic();
  #leaving: Promise<void> | null = null;
  #closing = false;
  #resolveClosed: () => void = () => {};

  constructor(
    options: ResolvedServerOptions,
    plan: AccountsPlan,
    bcrypt: Bcrypt,
    login: Login,
    tls: ListenerTls | null,
    listener: Listener,
  ) {
    this.#options = options;
    this.#bcrypt = bcrypt;
    this.#login = login;
    this.#tls = tls;
    this.#listener = listener;
    this.host = options.host;
    this.port = listener.port;
    const mustEncrypt = tls !== null && !tls.optional;
    this.url = `${mustEncrypt ? "tls" : "nats"}://${hostAndPort(options.host, listener.port)}`;
    this.closed = new Promise((resolve) => this.#resolveClosed = resolve);
    this.router = new Router(options);
    this.closedClients = new ClosedClients(options.maxClosedClients);
    this.#info = serverInfo(options, this.identity, listener.port, login, tls);
    this.#context = this.#makeContext();
    this.#wiring = new AccountWiring(this, plan);
    if (options.hooks !== undefined) this.observers.add(new HookObserver(() => this.#options));
    this.#accepting = this.#accept();
  }

  /** Opens the other listeners; what they need is loaded only where there are some. */
  async open(): Promise<void> {
    startSystem(this);
    const { monitor } = this.#options;
    if (monitor !== undefined) {
      const { openMonitor } = await import("./monitor/http.ts");
      this.#monitor = await openMonitor(this, monitor);
    }
  }

  get websocketAddress(): ListenerAddress | undefined {
    return undefined;
  }

  get websocketUrl(): string | undefined {
    return urlOf(this.#options.websocket?.tls === undefined ? "ws" : "wss", this.websocketAddress);
  }

  get monitorAddress(): ListenerAddress | undefined {
    const listener = this.#monitor;
    return listener === null ? undefined : { host: listener.hostname, port: listener.port };
  }

  get monitorUrl(): string | undefined {
    return urlOf(this.#options.monitor?.tls === undefined ? "http" : "https", this.monitorAddress);
  }

  get options(): ResolvedServerOptions {
    return this.#options;
  }

  get info(): Readonly<ServerInfo> {
    return this.#info;
  }

  get accounts(): ReadonlyMap<string, Account> {
    return this.#wiring.accounts;
  }

  get globalAccount(): Account {
    return this.accounts.get(GLOBAL_ACCOUNT)!;
  }

  get systemAccount(): Account | undefined {
    return this.#wiring.systemAccount;
  }

  connectInProcess(): Transport {
    if (this.#closing || this.#leaving !== null) {
      throw new NatsError("the server is closed: it takes no connections", "CLOSED");
    }
    const [client, server] = memoryPair();
    this.#serve(server, "IN_PROCESS");
    return client;
  }

  async reload(options: ServerOptions): Promise<void> {
    const next = resolveServerOptions(options);
    const plan = planAccounts(next);
    changedAtReload(this.#options, next);
    const login = new Login(next, this.#bcrypt);
    await login.ready();
    const tls = await listenerTls(next.tls, next.allowNonTls);
    if (this.#closing) return;
    const before = this.#login;
    this.#options = next;
    this.#login = login;
    this.#tls = tls;
    this.#wiring.apply(plan);
    this.#info = serverInfo(next, this.identity, this.port, login, tls);
    this.configuredMs = Date.now();
    this.router.limit(next);
    Object.assign(this.#context, contextOptions(next));
    await reauthorize([...this.clients], before, login, this);
    for (const observer of this.observers) observer.reloaded?.();
  }

  lameDuck(): Promise<void> {
    return this.#leaving ??= this.#leave();
  }

  async close(): Promise<void> {
    if (this.#closing) return await this.closed;
    this.#closing = true;
    for (const observer of this.observers) observer.stopping?.();
    this.#listener.close();
    for (const session of [...this.#running.keys()]) session.close(ENDINGS.serverShutdown);
    await Promise.all([
      this.#accepting,
      ...this.#running.values(),
      this.#monitor?.close(),
      this.#bcrypt.close(),
    ]);
    this.#wiring.close();
    this.#resolveClosed();
  }

  stats(): ServerStats {
    const { totalConnections, slowConsumers, staleConnections } = this.counts;
    let subscriptions = 0;
    for (const session of this.clients) subscriptions += session.subscriptions.size;
    return {
      ...this.clientTraffic(),
      connections: this.clients.size,
      totalConnections,
      subscriptions,
      slowConsumers,
      staleConnections,
    };
  }

  clientTraffic(): Traffic {
    const all = new Traffic();
    addTraffic(all, this.#pastTraffic);
    for (const { traffic } of this.clients) addTraffic(all, traffic);
    return all;
  }

  get tlsNotAfterMs(): number | undefined {
    return this.#tls?.acceptor.notAfterMs;
  }

  describeAccount(_name: string): Readonly<Record<string, Json | undefined>> {
    return {};
  }

  dateMs(clockMs: number): number {
    return Date.now() + clockMs - this.#options.clock.now();
  }

  async reloadRequested(): Promise<void> {
    const { hooks } = this.#options;
    if (hooks?.onReloadRequest === undefined) {
      throw new InvalidOperationError("this server runs inside of a program, which alone can reload it");
    }
    await hooks.onReloadRequest();
  }

  kick(id: number): boolean {
    const session = this.#client(id);
    session?.close(ENDINGS.kicked);
    return session !== undefined;
  }

  sendAway(id: number): boolean {
    const session = this.#client(id);
    session?.inform({ ...session.info, ldm: true });
    return session !== undefined;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #client(id: number): Session | undefined {
    for (const session of this.clients) if (session.id === id) return session;
    return undefined;
  }

  #makeContext(): SessionContext {
    const { router } = this;
    return {
      router,
      clock: this.#options.clock,
      ...contextOptions(this.#options),
      beginTrace: (session, frame) => beginTrace(session, frame, this),
      account: (name) => this.accounts.get(name),
      onLogin: (session) => {
        for (const observer of this.observers) observer.connected?.(session);
      },
      onRefused: (session, ending) => {
        for (const observer of this.observers) observer.refused?.(session, ending);
      },
      onEnding: (session, ending) => this.#ended(session, ending),
    };
  }

  #ended(session: Session, ending: Ending): void {
    if (this.clients.delete(session)) addTraffic(this.#pastTraffic, session.traffic);
    this.closedClients.add(recordOf(session));
    this.counts.stalls += session.stalls;
    if (ending === ENDINGS.slowConsumerBytes || ending === ENDINGS.slowConsumerDeadline) {
      this.counts.slowConsumers++;
      session.account.slowConsumers++;
    } else if (ending === ENDINGS.staleConnection) {
      this.counts.staleConnections++;
    }
    for (const observer of this.observers) observer.disconnected?.(session, ending);
  }

  async #accept(): Promise<void> {
    for (;;) {
      const transport = await this.#listener.accept();
      if (transport === null) return;
      if (this.#closing || this.#leaving !== null) transport.close();
      else this.#serve(transport, "STANDARD");
    }
  }

  #serve(transport: Transport, connectionType: ConnectionType): void {
    const id = ++this.counts.totalConnections;
    const clientIp = hostAndPortOf(transport.peer)[0];
    const login = this.#login;
    const session = new Session(transport, this.globalAccount, this.#context, {
      id,
      connectionType,
      info: {
        ...this.#info,
        client_id: id,
        ...(clientIp === "" ? {} : { client_ip: clientIp }),
        ...(login.needsNonce ? { nonce: newNonce() } : {}),
        auth_required: login.required && !login.open,
      },
      login,
      tls: connectionType === "STANDARD" ? this.#tls : null,
    });
    const isFull = this.clients.size >= this.#options.maxConnections;
    if (!isFull) this.clients.add(session);
    const run = session.run().finally(() => this.#running.delete(session));
    this.#running.set(session, run);
    if (isFull) session.close(ENDINGS.maxConnections);
  }

  async #leave(): Promise<void> {
    const { clock, lameDuckDurationMs, lameDuckGracePeriodMs } = this.#options;
    this.#options.logger.info("Entering lame duck mode, stop accepting new clients");
    this.#listener.close();
    for (const observer of this.observers) observer.lameDuck?.();
    for (const session of this.clients) session.inform({ ...session.info, ldm: true });
    await sendAllAway({
      clock,
      durationMs: lameDuckDurationMs,
      graceMs: this.clients.size === 0 ? 0 : lameDuckGracePeriodMs,
      closed: this.closed,
      clients: () => this.clients.size,
      closeOne: () => {
        for (const session of this.clients) return session.close(ENDINGS.serverShutdown);
      },
    });
    await this.close();
  }
}

function urlOf(scheme: string, address: ListenerAddress | undefined): string | undefined {
  return address === undefined ? undefined : `${scheme}://${hostAndPort(address.host, address.port)}`;
}

/** What a reload replaces in what sessions share. */
function contextOptions(
  options: ResolvedServerOptions,
): Pick<SessionContext, "logger" | "limits" | "trace" | "behindBytes" | "onPublish"> {
  return {
    logger: options.logger,
    limits: options,
    trace: options,
    behindBytes: Math.floor(options.maxPending / 4) * 3,
    onPublish: publishHook(options),
  };
}

/** What the server says to everybody. */
function serverInfo(
  options: ResolvedServerOptions,
  { id, xkey }: ServerIdentity,
  port: number,
  login: Login,
  tls: ListenerTls | null,
): ServerInfo {
  return {
    server_id: id,
    server_name: options.serverName ?? id,
    version: SERVER_VERSION,
    proto: 1,
    go: TOOLCHAIN,
    host: options.host,
    port,
    headers: !options.noHeaderSupport,
    ...(login.required ? { auth_required: true } : {}),
    ...tlsInfo(tls),
    max_payload: options.maxPayload,
    ...(options.clientAdvertise === undefined ? {} : { connect_urls: [options.clientAdvertise] }),
    api_lvl: API_LEVEL,
    xkey,
  };
}

function tlsInfo(tls: ListenerTls | null): Partial<ServerInfo> {
  if (tls === null) return {};
  return {
    ...(tls.optional ? { tls_available: true } : { tls_required: true }),
    ...(tls.verify ? { tls_verify: true } : {}),
  };
}
