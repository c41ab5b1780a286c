/** The connection that the application holds. */

import { ClientMachine } from "../conn/client.ts";
import type { ClientMachineOptions, Interest, PingWaiter } from "../conn/client_types.ts";
import type { PoolServer } from "../conn/server_pool.ts";
import {
  ClosedConnectionError,
  DrainingConnectionError,
  type PermissionViolationError,
  RequestError,
} from "../errors.ts";
import { publishes, tellPublish } from "../observe/channels.ts";
import type { Arena } from "../wire/arena.ts";
import { encodeHeaders } from "../wire/headers.ts";
import type { ServerInfo } from "../wire/info.ts";
import { onAbort } from "./abort.ts";
import { Asking, type AskingHost } from "./asking.ts";
import { CatchUp } from "./catch_up.ts";
import {
  about,
  canPublishTo,
  checkMax,
  checkPayload,
  checkPublishSubject,
  checkSubscription,
  headersNotSupported,
  withoutNulls,
  withTrace,
} from "./checks.ts";
import { type DrainHost, Drains, whenFinished } from "./drain.ts";
import { Driver, type DriverEvents, type DriverOptions } from "./driver.ts";
import { Empty } from "./helpers.ts";
import { optionsOf, sharedArena } from "./msg.ts";
import { roundTrip } from "./round_trip.ts";
import { StatusStream } from "./status.ts";
import { type SubscriptionHost, SubscriptionImpl } from "./subscription.ts";
import { asError } from "./thrown.ts";
import type {
  ConnectionOptions,
  DrainOptions,
  DrainReport,
  Msg,
  NatsConnection,
  Payload,
  PublishOptions,
  RequestManyOptions,
  RequestOptions,
  Stats,
  Status,
  Subscription,
  SubscriptionOptions,
  WaitOptions,
} from "./types.ts";
import { untilReady, writableFor } from "./writable.ts";

/** Milliseconds that a drain waits for loops and handlers unless told: as long as in nats.go. */
const DRAIN_TIMEOUT_MS = 30_000;

/** The options that the connection itself looks at; the machine and the driver have theirs. */
export type ConnectionSettings = Pick<
  ConnectionOptions,
  "inboxPrefix" | "drainTimeout" | "onError" | "signal"
>;

/** A connection to NATS: the machine, its driver, and the subscriptions and requests on it. */
export class NatsConnectionImpl
  implements NatsConnection, SubscriptionHost, AskingHost, DrainHost, DriverEvents {
  /** Where the bodies of messages are kept. */
  readonly arena: Arena = sharedArena;

  readonly #machine: ClientMachine;
  readonly #driver: Driver;
  // A connection that idles has none of these: each is made when it is first needed.
  #subscriptions: Set<SubscriptionImpl> | undefined;
  #catchUp: CatchUp | undefined;
  #drains: Drains | undefined;
  #asking: Asking | undefined;
  #status: StatusStream | undefined;
  #closed: Promise<void | Error> | undefined;
  #settleClosed: ((error: void | Error) => void) | undefined;
  #settleConnect: { resolve: (nc: NatsConnectionImpl) => void; reject: (error: unknown) => void } | undefined;
  /** What inboxes start with. */
  readonly inboxPrefix: string | undefined;
  /** Milliseconds for a drain that is told none. */
  readonly drainTimeoutMs: number;
  #sids = 0;
  #droppedIn = 0;
  #holds = 0;
  #ended = false;
  /** What it ended with, once nothing comes after it. */
  #end: { readonly error: Error | undefined } | undefined;
  #draining = false;
  #publishing = true;

  private constructor(options: ClientMachineOptions, driver: DriverOptions, settings: ConnectionSettings) {
    this.inboxPrefix = settings.inboxPrefix;
    this.drainTimeoutMs = settings.drainTimeout ?? DRAIN_TIMEOUT_MS;
    if (settings.onError) this.#status = new StatusStream(settings.onError);
    this.#machine = new ClientMachine(options);
    this.#driver = new Driver(this.#machine, driver, this);
  }

  /** Connects: settles with the first complete handshake, or when no server is left to try. */
  static async connect(
    options: ClientMachineOptions,
    driver: DriverOptions,
    settings: ConnectionSettings = {},
  ): Promise<NatsConnectionImpl> {
    const { signal } = settings;
    signal?.throwIfAborted();
    const connection = new NatsConnectionImpl(options, driver, settings);
    let forgetSignal = () => {};
    try {
      return await new Promise((resolve, reject) => {
        connection.#settleConnect = { resolve, reject };
        forgetSignal = onAbort(signal, (reason) => {
          connection.#driver.abort(asError(reason));
          reject(reason);
        });
        connection.#driver.start();
      });
    } finally {
      forgetSignal();
      connection.#settleConnect = undefined;
    }
  }

  // --- sending -------------------------------------------------------------------------------------------------

  /** Sends a message. */
  publish(subject: string, payload: Payload = Empty, options?: PublishOptions): void {
    if (this.#ended || !this.#publishing) this.#checkInUse("publish", subject);
    checkPublishSubject(subject);
    if (!options && !publishes.hasSubscribers) return this.#send(subject, "", null, payload);
    const reply = options?.reply ?? "";
    if (reply !== "") checkPublishSubject(reply);
    let headers = options ? withTrace(options) : undefined;
    if (publishes.hasSubscribers) headers = tellPublish(this, subject, reply, payload, headers);
    if (headers !== undefined && this.#machine.info?.headers !== true) {
      throw headersNotSupported(subject, this);
    }
    const block = headers === undefined ? null : encodeHeaders(headers);
    this.#send(subject, reply, block?.length ? block : null, payload);
  }

  #send(subject: string, reply: string, headers: Uint8Array | null, payload: Payload): void {
    checkPayload(subject, headers, payload, this.#machine.info?.max_payload ?? -1, this);
    this.#machine.publish(subject, reply, headers, payload);
    this.#driver.sendSoon();
  }

  /** Sends a message like `msg`: its subject, payload, reply and headers. */
  publishMessage(msg: Msg): void {
    this.publish(msg.subject, msg.data, optionsOf(msg));
  }

  /** Answers `msg` with its own payload and headers; false when it has no reply subject, or none that can be published to. */
  respondMessage(msg: Msg): boolean {
    if (!msg.reply || !canPublishTo(msg.reply)) return false;
    this.publish(msg.reply, msg.data, optionsOf(msg));
    return true;
  }

  /** Publishes a request and waits for the first answer. */
  request(subject: string, payload?: Payload, options?: Partial<RequestOptions>): Promise<Msg> {
    return (this.#asking ??= new Asking(this)).request(subject, payload, options);
  }

  /** Publishes a request and gathers several answers. */
  // deno-lint-ignore require-await -- misuse is told by a rejected promise, as nats.js does
  async requestMany(
    subject: string,
    payload?: Payload,
    options?: Partial<RequestManyOptions>,
  ): Promise<AsyncIterable<Msg>> {
    return (this.#asking ??= new Asking(this)).requestMany(subject, payload, options);
  }

  /** Waits until more may be published. */
  ready(options?: WaitOptions): Promise<void> {
    if (this.#ended) return Promise.reject(new ClosedConnectionError({ operation: "ready" }));
    if (options?.signal?.aborted) return Promise.reject(options.signal.reason);
    return this.#driver.ready() ? Promise.resolve() : untilReady(this.#driver, options?.signal);
  }

  /** A web stream that publishes what is written to it. */
  writable(subject: string, options?: PublishOptions): WritableStream<Payload> {
    this.#checkOpen("writable", subject);
    checkPublishSubject(subject);
    return writableFor(this, subject, options);
  }

  // --- receiving -----------------------------------------------------------------------------------------------

  /** Subscribes to a subject, which may have wildcards. */
  subscribe(subject: string, options: SubscriptionOptions = {}): Subscription {
    options = withoutNulls(options);
    this.#checkInUse("subscribe", subject);
    checkSubscription(subject, options);
    options.signal?.throwIfAborted();
    const sub = new SubscriptionImpl(this, ++this.#sids, subject, options);
    const subscriptions = (this.#subscriptions ??= new Set()).add(sub);
    const forgetSignal = onAbort(options.signal, (reason) => {
      // Whoever ends it first says why: unsubscribing would end it without the reason.
      sub.end(asError(reason));
      this.unsubscribe(sub);
    });
    void sub.closed.then(() => {
      forgetSignal();
      whenFinished(sub, () => subscriptions.delete(sub));
    });
    this.#machine.subscribe(sub);
    this.#driver.sendSoon();
    return sub;
  }

  /** Ends a subscription, now or after `max` messages. */
  unsubscribe(sub: SubscriptionImpl, max?: number): void {
    checkMax(max);
    if (sub.isClosed() && max !== undefined) return;
    this.#machine.unsubscribe(sub, max);
    this.#driver.sendSoon();
    if (max === undefined || sub.received >= max) sub.end();
  }

  /** Tells the server that no more is wanted, and waits until all that was on its way has been handed over. */
  async stopAndFlush(sub: SubscriptionImpl): Promise<void> {
    this.#machine.stopInterest(sub);
    try {
      await this.flush();
    } catch {
      // The connection is gone, and with it what was on its way.
    }
    this.#machine.forget(sub);
    sub.end();
  }

  /** Counts the loops that have messages waiting. */
  get catchUp(): CatchUp {
    return this.#catchUp ??= new CatchUp();
  }

  /** Drains this and its subscriptions. */
  get drains(): Drains {
    return this.#drains ??= new Drains(this);
  }

  /** A callback threw or rejected: the connection goes on, and those who watch are told. */
  handlerFailed(thrown: unknown, sub: Subscription, msg: Msg | undefined): void {
    this.#status?.tellError(asError(thrown), msg === undefined ? { sub } : { sub, msg });
  }

  /** Tells those who watch; of an error also the application's hook. */
  tell(status: Status): void {
    if (status.type === "error") this.#status?.tellError(status.error, {});
    else this.#status?.tell(status);
  }

  /** A message was dropped because too many waited. */
  messageDropped(): void {
    this.#droppedIn++;
  }

  /** Reads nothing more from the server, until as many calls of `releaseReading`. */
  holdReading(): void {
    if (this.#holds++ === 0) this.#driver.holdReading();
  }

  /** Undoes one `holdReading`. */
  releaseReading(): void {
    if (--this.#holds === 0) this.#driver.releaseReading();
  }

  // --- what requests need --------------------------------------------------------------------------------------

  /** How many publishes were taken so far. */
  get publishedMsgs(): number {
    return this.#machine.publishedMsgs;
  }

  /** Up to which of them they were handed to a transport. */
  get handedMsgs(): number {
    return this.#machine.handedMsgs;
  }

  /** Throws when nothing may be asked any more. */
  checkAsking(subject: string): void {
    this.#checkInUse("request", subject);
  }

  /** A new subscription id. */
  newSid(): number {
    return ++this.#sids;
  }

  /** Adds or drops a subscription that is not the application's. */
  setInterest(interest: Interest, wanted: boolean): void {
    if (wanted) this.#machine.subscribe(interest);
    else this.#machine.forget(interest);
  }

  // --- the connection ------------------------------------------------------------------------------------------

  /** What the server said of itself; undefined once closed. */
  get info(): ServerInfo | undefined {
    return this.#machine.info;
  }

  /** Settles when the connection has ended for good, with the error that ended it, if any. */
  closed(): Promise<void | Error> {
    return this.#closed ??= this.#end === undefined
      ? new Promise((resolve) => this.#settleClosed = resolve)
      : Promise.resolve(this.#end.error);
  }

  /** True once the connection has ended. */
  isClosed(): boolean {
    return this.#ended;
  }

  /** True from `drain` on. */
  isDraining(): boolean {
    return this.#draining;
  }

  /** The server connected to, as `host:port`. */
  getServer(): string {
    return this.#machine.server?.listen ?? "";
  }

  /** What happens to the connection, from now on. */
  status(): AsyncIterable<Status> {
    return (this.#status ??= new StatusStream(undefined, this.#end !== undefined)).open();
  }

  /** What was sent and received. */
  stats(): Stats {
    return { ...this.#machine.counts, droppedIn: this.#droppedIn };
  }

  /** The servers known, the next to be tried first. */
  getServers(): readonly PoolServer[] {
    return this.#machine.servers;
  }

  /** Replaces the servers to connect to. */
  setServers(servers: string[]): void {
    this.#checkOpen("setServers");
    this.#machine.setServers(servers);
  }

  /** Waits until the server has taken everything published so far: one round trip. */
  flush(options?: WaitOptions): Promise<void> {
    return this.#roundTrip("flush", options);
  }

  #roundTrip(operation: string, options: WaitOptions | undefined): Promise<void> {
    if (this.#ended) return Promise.reject(new ClosedConnectionError({ operation }));
    return roundTrip({ operation, signal: options?.signal, on: this });
  }

  /** Sends a PING. */
  ping(waiter: PingWaiter): void {
    this.#machine.ping(waiter);
    this.#driver.sendSoon();
  }

  /** The milliseconds of one round trip. */
  async rtt(options?: WaitOptions): Promise<number> {
    this.#checkOpen("rtt");
    const where = { operation: "rtt", server: this.getServer() };
    if (this.#machine.state !== "open") {
      throw new RequestError("connection disconnected", { ...where, code: "DISCONNECTED" });
    }
    const start = this.now();
    await this.#roundTrip("rtt", options);
    return this.now() - start;
  }

  /** Drops the connection and makes a new one, by the reconnect options. */
  // deno-lint-ignore require-await -- misuse is told by a rejected promise, as nats.js does
  async reconnect(): Promise<void> {
    this.#checkInUse("reconnect");
    this.#machine.reconnect(this.now());
    this.#driver.pump();
  }

  /** Ends the connection in order. */
  drain(): Promise<void>;
  /** The same, with a limit for the wait and a report. */
  drain(options: DrainOptions): Promise<DrainReport>;
  async drain(options: DrainOptions = {}): Promise<void | DrainReport> {
    this.#checkInUse("drain");
    this.#draining = true;
    const droppedBefore = this.#machine.counts.droppedOut;
    let report: DrainReport = { left: [] };
    try {
      // The answer to a request may be what a handler waits for.
      const subs = this.#subs().filter((sub) => !this.#asking?.owns(sub));
      report = await this.drains.connection(subs, options, () => {
        this.#publishing = false;
        return this.#ended ? Promise.resolve() : this.flush();
      });
    } finally {
      await this.close();
    }
    const unsent = this.#machine.counts.droppedOut - droppedBefore;
    return unsent === 0 ? report : { ...report, unsent };
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    if (!this.#ended) {
      this.#ended = true;
      this.#drains?.giveUp();
      this.#machine.close(undefined, this.now());
      this.#driver.pump();
    }
    await this.closed();
  }

  /** Drains; does nothing when closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended || this.#draining) await this.closed();
    else await this.drain();
  }

  /** The time as the connection counts it, milliseconds. */
  now(): number {
    return this.#driver.now();
  }

  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void {
    return this.#driver.after(ms, call);
  }

  #checkOpen(operation: string, subject?: string): void {
    if (this.#ended) throw new ClosedConnectionError(about(operation, subject));
  }

  #checkInUse(operation: string, subject?: string): void {
    this.#checkOpen(operation, subject);
    if (this.#draining) throw new DrainingConnectionError(about(operation, subject));
  }

  // --- what the driver tells -----------------------------------------------------------------------------------

  /** The handshake is complete. */
  onOpened(first: boolean): void {
    if (first) this.#settleConnect?.resolve(this);
  }

  /** What to wait for before more is handed over. */
  untilCaughtUp(): Promise<void> | undefined {
    return this.#catchUp?.wait();
  }

  /** The connection is gone for the moment. */
  onLost(error: Error): void {
    this.#asking?.lost(error);
  }

  /** The server refused a subject. */
  onDenied(error: PermissionViolationError): void {
    this.#asking?.deny(error);
    if (error.operation === "publish") return;
    // Those of now: a callback that is told may subscribe again, and that one was not refused yet.
    for (const sub of this.#subs()) {
      if (sub.subject !== error.subject || sub.queue !== error.queue) continue;
      this.#machine.forget(sub);
      sub.end(error);
    }
  }

  /** The end. */
  onClosed(error: Error | undefined): void {
    this.#ended = true;
    this.#asking?.closed(error);
    for (const sub of this.#subs()) sub.end();
    this.#status?.close();
    this.#catchUp?.close();
    // A connection that never came to be has an error of its own to say why.
    this.#settleConnect?.reject(error ?? new ClosedConnectionError({ operation: "connect" }));
    this.#end = { error };
    this.#settleClosed?.(error);
  }

  #subs(): SubscriptionImpl[] {
    return [...this.#subscriptions ?? []];
  }
}
