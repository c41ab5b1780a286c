/** The server: its listeners, its sessions, and its end. */

import { listenTcp } from "#runtime";
import { type Ending, ENDINGS } from "../conn/server_states.ts";
import { InvalidOperationError, NatsError } from "../errors.ts";
import { hostAndPort } from "../transport/errors.ts";
import { memoryPair } from "../transport/memory.ts";
import type { Listener } from "../transport/accepted.ts";
import type { Transport } from "../transport/transport.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Account } from "./accounts/account.ts";
import { planAccounts } from "./accounts/plan.ts";
import type { AccountsPlan } from "./accounts/plan_types.ts";
import { AccountWiring } from "./accounts/wiring.ts";
import { Bcrypt } from "./auth/bcrypt.ts";
import { Login } from "./auth/login.ts";
import { clientLimits, NO_LIMITS } from "./client_limits.ts";
import { type ClientRecord, recordOf } from "./client_record.ts";
import { ClosedClients } from "./closed_clients.ts";
import { acceptAll, type Door, doorInfo, noCredentials } from "./door.ts";
import type { ListenerTls } from "./handshake.ts";
import { HookObserver, publishHook } from "./hook_observer.ts";
import { GLOBAL_ACCOUNT, newIdentity, type ServerIdentity } from "./identity.ts";
import { sendAllAway } from "./lame_duck.ts";
import { listenerTls } from "./listener_tls.ts";
import type { ServerOptions } from "./option_types.ts";
import type { HttpListener } from "./monitor/http.ts";
import { type ResolvedServerOptions, resolveServerOptions } from "./options.ts";
import { changedAtReload, reauthorize, sendExcessAway } from "./reload.ts";
import { Router } from "./router.ts";
import { Session } from "./session.ts";
import type { Server, ServerStats } from "./server_types.ts";
import type { SessionContext } from "./session_context.ts";
import type { ListenerAddress, ServerCounts, ServerObserver, ServerState } from "./state.ts";
import { addTraffic, Traffic } from "./subscription.ts";
import { Surroundings } from "./surroundings.ts";
import type { WebSocketPort } from "./websocket_door.ts";
import { startSystem } from "./system/start.ts";
import { beginTrace } from "./tracing/begin_trace.ts";

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
export function createServer(options: ServerOptions = {}): Promise<Server> {
  return createServerWith(options, (transport) => transport);
}

/** Puts something between a client, by its number, and the server. */
export type WrapTransport = (transport: Transport, id: number) => Transport;

/** Does what `createServer` does, for tests: they put something between the clients and the server. */
export async function createServerWith(
  options: ServerOptions,
  wrap: WrapTransport,
): Promise<Server & ServerState> {
  const surroundings = await Surroundings.open(options);
  try {
    return await startServer(resolveServerOptions(surroundings.withLogger(options)), surroundings, wrap);
  } catch (error) {
    await surroundings.close();
    throw error;
  }
}

async function startServer(
  options: ResolvedServerOptions,
  surroundings: Surroundings,
  wrap: WrapTransport,
): Promise<Server & ServerState> {
  const plan = planAccounts(options);
  const bcrypt = new Bcrypt();
  let server: NatsServer;
  try {
    const login = new Login(options, bcrypt);
    await login.ready();
    const tls = await listenerTls(options.tls, options.allowNonTls, options.logger);
    const listener = await listenTcp({ hostname: options.host, port: options.port });
    server = new NatsServer(options, plan, bcrypt, login, tls, listener, surroundings, wrap);
  } catch (error) {
    await bcrypt.close();
    throw error;
  }
  try {
    await server.open();
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

/** The ways into a server. */
interface Doors {
  readonly tcp: Door;
  readonly inProcess: Door;
  readonly websocket?: Door;
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
  /** What all logins verify hashes with. */
  readonly #bcrypt: Bcrypt;
  /** The ways in: by TCP, by WebSockets, and in this process. */
  #doors: Doors;
  readonly #wiring: AccountWiring;
  readonly #listener: Listener;
  readonly #surroundings: Surroundings;
  readonly #wrap: WrapTransport;
  readonly #context: SessionContext;
  /** All sessions whose transports are open, by their runs. */
  readonly #running = new Map<Session, Promise<void>>();
  readonly #accepting: Promise<void>[] = [];
  #websockets: WebSocketPort | null = null;
  #monitor: HttpListener | null = null;
  /** What became of the traffic of clients that have gone. */
  readonly #pastTraffic = new Traffic();
  #leaving: Promise<void> | null = null;
  /** Settles when the reload that was asked for last is over. */
  #reloading: Promise<void> = Promise.resolve();
  #closing = false;
  #resolveClosed: () => void = () => {};

  constructor(
    options: ResolvedServerOptions,
    plan: AccountsPlan,
    bcrypt: Bcrypt,
    login: Login,
    tls: ListenerTls | null,
    listener: Listener,
    surroundings: Surroundings,
    wrap: WrapTransport,
  ) {
    this.#options = options;
    this.#bcrypt = bcrypt;
    this.#surroundings = surroundings;
    this.#wrap = wrap;
    this.#listener = listener;
    this.host = options.host;
    this.port = listener.port;
    const mustEncrypt = tls !== null && !tls.optional;
    this.url = `${mustEncrypt ? "tls" : "nats"}://${hostAndPort(options.host, listener.port)}`;
    this.closed = new Promise((resolve) => this.#resolveClosed = resolve);
    this.router = new Router(options);
    this.closedClients = new ClosedClients(options.maxClosedClients);
    this.#doors = this.#makeDoors(options, login, tls);
    this.#context = this.#makeContext();
    this.#wiring = new AccountWiring(this, plan);
    this.observers.add(new HookObserver(() => this.#options));
    this.#take(listener, () => this.#doors.tcp);
  }

  /** Opens the other listeners; what they need is loaded only where there are some. */
  async open(): Promise<void> {
    startSystem(this);
    const { monitor, websocket } = this.#options;
    if (websocket !== undefined) {
      const { openWebSockets, websocketDoor } = await import("./websocket_door.ts");
      this.#websockets = await openWebSockets(this.#options, websocket);
      const { listener } = this.#websockets;
      const door = await websocketDoor(this.#options, websocket, this.#bcrypt, this.identity, listener);
      this.#doors = { ...this.#doors, websocket: door };
      this.#take(listener, () => this.#doors.websocket!);
    }
    if (monitor !== undefined) {
      const { openMonitor } = await import("./monitor/http.ts");
      this.#monitor = await openMonitor(this, monitor);
    }
    const { url: nats, monitorUrl: monitoring, websocketUrl } = this;
    await this.#surroundings.tell(this.#options, { nats, monitoring, websocket: websocketUrl });
  }

  get websocketAddress(): ListenerAddress | undefined {
    const listener = this.#websockets?.listener;
    return listener === undefined ? undefined : { host: listener.hostname, port: listener.port };
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
    return this.#doors.tcp.info;
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
    this.#serve(server, this.#doors.inProcess);
    return client;
  }

  reload(options: ServerOptions): Promise<void> {
    // One after the other, so that what was asked for last is what holds.
    const done = this.#reloading.then(() => this.#reload(options));
    this.#reloading = done.catch(() => {});
    return done;
  }

  /** Makes ready all that can go wrong before anything changes. */
  async #reload(options: ServerOptions): Promise<void> {
    if (this.#closing) return;
    const next = resolveServerOptions(this.#surroundings.withLogger(options));
    const plan = planAccounts(next);
    changedAtReload(this.#options, next, this);
    const login = new Login(next, this.#bcrypt);
    await login.ready();
    const tls = await listenerTls(next.tls, next.allowNonTls, next.logger);
    const websocket = await this.#reloadedWebSockets(next);
    if (this.#closing) return;
    await this.#surroundings.reload(options);
    if (this.#closing) return;
    this.#options = next;
    this.#wiring.apply(plan);
    websocket?.take();
    const { door } = websocket ?? {};
    this.#doors = {
      ...this.#makeDoors(next, login, tls),
      ...(door === undefined ? {} : { websocket: door }),
    };
    this.configuredMs = Date.now();
    this.router.limit(next);
    Object.assign(this.#context, contextOptions(next));
    for (const session of this.clients) {
      session.door = this.#doorOf(session);
      session.trace();
    }
    await reauthorize([...this.clients], this);
    sendExcessAway(this);
    for (const observer of this.observers) observer.reloaded?.();
  }

  /** The door for WebSockets, and what has the listener go by the options from then on. */
  async #reloadedWebSockets(next: ResolvedServerOptions): Promise<{ door: Door; take(): void } | undefined> {
    if (next.websocket === undefined || this.#websockets === null) return undefined;
    const { websocketDoor } = await import("./websocket_door.ts");
    const { listener } = this.#websockets;
    const door = await websocketDoor(next, next.websocket, this.#bcrypt, this.identity, listener);
    return { door, take: await this.#websockets.prepare(next, next.websocket) };
  }

  lameDuck(): Promise<void> {
    return this.#leaving ??= this.#leave();
  }

  async close(): Promise<void> {
    if (this.#closing) return await this.closed;
    this.#closing = true;
    for (const observer of this.observers) observer.stopping?.();
    this.#closeListeners();
    for (const session of [...this.#running.keys()]) session.close(ENDINGS.serverShutdown);
    await Promise.all([
      ...this.#accepting,
      ...this.#running.values(),
      this.#monitor?.close(),
      this.#bcrypt.close(),
    ]);
    this.#wiring.close();
    await this.#surroundings.close();
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
    return this.#doors.tcp.tls?.acceptor.notAfterMs;
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

  #makeDoors(options: ResolvedServerOptions, login: Login, tls: ListenerTls | null): Doors {
    const door = { login, limits: NO_LIMITS, credentials: noCredentials };
    const place = { host: options.host, port: this.port, advertise: options.clientAdvertise };
    return {
      tcp: {
        ...door,
        connectionType: "STANDARD",
        tls,
        info: doorInfo(options, this.identity, login, { ...place, tls }),
      },
      inProcess: {
        ...door,
        connectionType: "IN_PROCESS",
        tls: null,
        info: doorInfo(options, this.identity, login, { ...place, tls: null }),
      },
    };
  }

  #doorOf({ connectionType, door }: Session): Door {
    const { tcp, inProcess, websocket = door } = this.#doors;
    return connectionType === "WEBSOCKET" ? websocket : connectionType === "IN_PROCESS" ? inProcess : tcp;
  }

  /** Takes whoever comes through a door, as it is then. */
  #take(listener: Listener, door: () => Door): void {
    this.#accepting.push(acceptAll(listener, (transport) => {
      if (this.#closing || this.#leaving !== null) transport.close();
      else this.#serve(transport, door());
    }));
  }

  #closeListeners(): void {
    this.#listener.close();
    this.#websockets?.listener.close();
  }

  #serve(transport: Transport, door: Door): void {
    const id = ++this.counts.totalConnections;
    const session = new Session(this.#wrap(transport, id), this.globalAccount, this.#context, id, door);
    const isFull = this.clients.size >= this.#options.maxConnections;
    if (!isFull) this.clients.add(session);
    const run = session.run(isFull ? ENDINGS.maxConnections : null)
      .finally(() => this.#running.delete(session));
    this.#running.set(session, run);
  }

  async #leave(): Promise<void> {
    const { clock, lameDuckDurationMs, lameDuckGracePeriodMs } = this.#options;
    this.#options.logger.info("Entering lame duck mode, stop accepting new clients");
    this.#closeListeners();
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
    limits: clientLimits(options),
    trace: options,
    behindBytes: Math.floor(options.maxPending / 4) * 3,
    onPublish: publishHook(options),
  };
}
