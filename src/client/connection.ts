/** The connection that the application holds. */

import { ClientMachine } from "../conn/client.ts";
import type { ClientMachineOptions } from "../conn/client_types.ts";
import {
  ClosedConnectionError,
  DrainingConnectionError,
  InvalidArgumentError,
  InvalidOperationError,
  type PermissionViolationError,
  RequestError,
} from "../errors.ts";
import { Arena } from "../wire/arena.ts";
import { utf8 } from "../wire/bytes.ts";
import { encodeHeaders } from "../wire/headers.ts";
import type { ServerInfo } from "../wire/info.ts";
import { canPublishTo, checkMax, checkPublishSubject, checkSubscription, withTrace } from "./checks.ts";
import { Driver, type DriverOptions } from "./driver.ts";
import { Empty } from "./helpers.ts";
import { createInbox } from "./inbox.ts";
import { LoneRequests } from "./lone_requests.ts";
import { RequestMany } from "./request_many.ts";
import { type Failure, type PendingRequest, Requests } from "./requests.ts";
import { StatusStream } from "./status.ts";
import { type SubscriptionHost, SubscriptionImpl } from "./subscription.ts";
import { asError } from "./thrown.ts";
import { TextCache } from "./text_cache.ts";
import type { PoolServer } from "../conn/server_pool.ts";
import type {
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
} from "./types.ts";

/** Milliseconds a request waits unless told. */
const REQUEST_TIMEOUT_MS = 1000;

/** Milliseconds between two answers for the strategy `stall` unless told. (ADR-47) */
const STALL_MS = 300;

/** A connection to NATS: the machine, its driver, and the subscriptions and requests on it. */
export class NatsConnectionImpl implements NatsConnection, SubscriptionHost {
  /** Where the bodies of messages are kept. */
  readonly arena: Arena = new Arena();
  /** Subjects seen lately. */
  readonly subjects: TextCache = new TextCache();

  readonly #machine: ClientMachine;
  readonly #driver: Driver;
  readonly #status = new StatusStream();
  readonly #subscriptions = new Map<number, SubscriptionImpl>();
  readonly #inboxPrefix: string | undefined;
  readonly #closed: Promise<void | Error>;
  #settleClosed!: (error: void | Error) => void;
  #settleConnect: { resolve: (nc: NatsConnectionImpl) => void; reject: (error: Error) => void } | undefined;
  #mux: Requests | undefined;
  readonly #lone: LoneRequests = new LoneRequests(this);
  #sids = 0;
  #ended = false;
  #draining = false;
  #publishing = true;

  private constructor(
    options: ClientMachineOptions,
    driver: DriverOptions,
    inboxPrefix: string | undefined,
  ) {
    this.#inboxPrefix = inboxPrefix;
    this.#closed = new Promise((resolve) => this.#settleClosed = resolve);
    this.#machine = new ClientMachine(options);
    this.#driver = new Driver(this.#machine, driver, {
      onOpened: (first) => first && this.#settleConnect?.resolve(this),
      onLost: (error) => this.#onLost(error),
      onDenied: (error) => this.#onDenied(error),
      onStatus: (status) => this.#status.tell(status),
      onClosed: (error) => this.#onClosed(error),
    });
  }

  /** Connects: settles with the first complete handshake, or when no server is left to try. */
  static connect(
    options: ClientMachineOptions,
    driver: DriverOptions,
    inboxPrefix?: string,
  ): Promise<NatsConnectionImpl> {
    const connection = new NatsConnectionImpl(options, driver, inboxPrefix);
    return new Promise((resolve, reject) => {
      connection.#settleConnect = { resolve, reject };
      connection.#driver.start();
    });
  }

  // --- sending -------------------------------------------------------------------------------------------------

  /** Sends a message. */
  publish(subject: string, payload: Payload = Empty, options?: PublishOptions): void {
    this.#checkOpen();
    if (!this.#publishing) throw new DrainingConnectionError();
    checkPublishSubject(subject);
    if (options === undefined) return this.#send(subject, "", null, payload);
    const reply = options.reply ?? "";
    if (reply !== "") checkPublishSubject(reply);
    const headers = withTrace(options);
    if (headers !== undefined && this.#machine.info?.headers !== true) {
      throw InvalidArgumentError.format("headers", "are not available on this server", {
        code: "HEADERS_NOT_SUPPORTED",
      });
    }
    const block = headers === undefined ? null : encodeHeaders(headers);
    this.#send(subject, reply, block?.length ? block : null, payload);
  }

  #send(subject: string, reply: string, headers: Uint8Array | null, payload: Payload): void {
    if (typeof payload !== "string" && !(payload instanceof Uint8Array)) {
      throw new TypeError("payload types can be strings or Uint8Array");
    }
    const limit = this.#machine.info?.max_payload ?? -1;
    if (limit >= 0) {
      const headerSize = headers?.length ?? 0;
      // A character takes three bytes at most: only texts near the limit are measured exactly.
      if (typeof payload === "string" && 3 * payload.length + headerSize > limit) payload = utf8(payload);
      if (payload.length + headerSize > limit) {
        throw InvalidArgumentError.format(
          "payload",
          `max_payload size exceeded: ${payload.length + headerSize} bytes, and the server takes ${limit}`,
          { code: "MAX_PAYLOAD" },
        );
      }
    }
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
  async request(
    subject: string,
    payload: Payload = Empty,
    options: Partial<RequestOptions> = {},
  ): Promise<Msg> {
    const timeoutMs = options.timeout || REQUEST_TIMEOUT_MS;
    if (timeoutMs < 1) throw InvalidArgumentError.format("timeout", "must be greater than 0");
    if (!options.noMux && options.reply) {
      throw InvalidArgumentError.format(["reply", "noMux"], "are mutually exclusive");
    }
    const outcome = await new Promise<Msg | Failure>((settle, reject) => {
      const pending: PendingRequest = {
        subject,
        deadlineMs: this.now() + timeoutMs,
        onReply(msg) {
          settle(msg);
          return true;
        },
        onFailure: settle,
      };
      try {
        this.#ask(pending, payload, options);
      } catch (error) {
        reject(error);
      }
    });
    // Made here, the error carries the stack of whoever awaits the request; and none is made for an answer.
    if (typeof outcome === "function") throw outcome();
    return outcome;
  }

  /** Publishes a request and gathers several answers. */
  // deno-lint-ignore require-await -- misuse is told by a rejected promise, as nats.js does
  async requestMany(
    subject: string,
    payload: Payload = Empty,
    options: Partial<RequestManyOptions> = {},
  ): Promise<AsyncIterable<Msg>> {
    const maxWait = options.maxWait || REQUEST_TIMEOUT_MS;
    if (maxWait < 1) throw InvalidArgumentError.format("maxWait", "must be greater than 0");
    let forget = () => {};
    const many = new RequestMany(
      subject,
      {
        strategy: options.strategy ?? "timer",
        maxMessages: options.maxMessages ?? -1,
        stallMs: options.stall || STALL_MS,
        deadlineMs: this.now() + maxWait,
      },
      (ms, call) => this.after(ms, call),
      () => forget(),
    );
    forget = this.#ask(many, payload, options);
    return many.answers;
  }

  /** Sends a request; gives what forgets it. */
  #ask(pending: PendingRequest, payload: Payload, options: Partial<RequestOptions>): () => void {
    this.#checkOpen();
    if (this.#draining) throw new DrainingConnectionError();
    let reply: string;
    let forget: () => void;
    if (options.noMux) {
      reply = options.reply || createInbox(this.#inboxPrefix);
      this.#lone.add(pending, reply);
      forget = () => this.#lone.remove(pending);
    } else {
      const mux = this.#mux ??= this.#newMux();
      reply = mux.add(pending);
      forget = () => mux.remove(reply);
    }
    try {
      const { headers, traceDestination, traceOnly } = options;
      this.publish(pending.subject, payload, { reply, headers, traceDestination, traceOnly });
    } catch (error) {
      forget();
      throw error;
    }
    return forget;
  }

  #newMux(): Requests {
    const mux = new Requests(this, ++this.#sids, this.#inboxPrefix);
    this.#machine.subscribe(mux);
    return mux;
  }

  // --- receiving -----------------------------------------------------------------------------------------------

  /** Subscribes to a subject, which may have wildcards. */
  subscribe(subject: string, options: SubscriptionOptions = {}): Subscription {
    this.#checkOpen();
    if (this.#draining) throw new DrainingConnectionError();
    checkSubscription(subject, options);
    const sub = new SubscriptionImpl(this, ++this.#sids, subject, options);
    this.#subscriptions.set(sub.sid, sub);
    void sub.closed.then(() => this.#subscriptions.delete(sub.sid));
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

  /** A callback threw or rejected: the connection goes on, and those who watch are told. */
  handlerFailed(error: unknown): void {
    this.#status.tell({ type: "error", error: asError(error) });
  }

  /** More messages wait than the `slow` option says. */
  slowConsumer(sub: SubscriptionImpl, pending: number): void {
    this.#status.tell({ type: "slowConsumer", sub, pending, dropped: 0 });
  }

  // --- the connection ------------------------------------------------------------------------------------------

  /** What the server said of itself; undefined once closed. */
  get info(): ServerInfo | undefined {
    return this.#machine.info;
  }

  /** Settles when the connection has ended for good, with the error that ended it, if any. */
  closed(): Promise<void | Error> {
    return this.#closed;
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
    return this.#status.open();
  }

  /** What was sent and received. */
  stats(): Stats {
    return { ...this.#machine.counts, droppedIn: 0 };
  }

  /** The servers known, the next to be tried first. */
  getServers(): readonly PoolServer[] {
    return this.#machine.pool.servers;
  }

  /** Replaces the servers to connect to. */
  setServers(_servers: string[]): void {
    throw new InvalidOperationError("not there yet");
  }

  /** Waits until more may be published. */
  async ready(): Promise<void> {
    await this.flush();
  }

  /** A web stream that publishes what is written to it. */
  writable(subject: string, options?: PublishOptions): WritableStream<Payload> {
    return new WritableStream({
      write: async (payload) => {
        await this.ready();
        this.publish(subject, payload, options);
      },
      close: () => this.flush(),
    });
  }

  /** Waits until the server has taken everything published so far: one round trip. */
  flush(): Promise<void> {
    if (this.#ended) return Promise.reject(new ClosedConnectionError());
    return new Promise((resolve, reject) => {
      this.#machine.ping({ answered: resolve, failed: reject });
      this.#driver.sendSoon();
    });
  }

  /** The milliseconds of one round trip. */
  async rtt(): Promise<number> {
    this.#checkOpen();
    if (this.#machine.state !== "open") {
      throw new RequestError("connection disconnected", { code: "DISCONNECTED" });
    }
    const start = this.now();
    await this.flush();
    return this.now() - start;
  }

  /** Drops the connection and makes a new one, by the reconnect options. */
  // deno-lint-ignore require-await -- misuse is told by a rejected promise, as nats.js does
  async reconnect(): Promise<void> {
    this.#checkOpen();
    if (this.#draining) throw new DrainingConnectionError();
    this.#machine.reconnect(this.now());
    this.#driver.pump();
  }

  /** Ends the connection in order. */
  drain(): Promise<void>;
  /** The same, with a limit and a report. */
  drain(options: DrainOptions): Promise<DrainReport>;
  async drain(_options?: DrainOptions): Promise<void | DrainReport> {
    this.#checkOpen();
    if (this.#draining) throw new DrainingConnectionError();
    this.#draining = true;
    await Promise.allSettled([...this.#subscriptions.values()].map((sub) => sub.drain()));
    this.#publishing = false;
    try {
      if (!this.#ended) await this.flush();
    } catch {
      // The connection is gone: closing is all that is left.
    }
    await this.close();
    return { left: [] };
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    if (!this.#ended) {
      this.#ended = true;
      this.#machine.close(undefined, this.now());
      this.#driver.pump();
    }
    await this.#closed;
  }

  /** Drains; does nothing when closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended || this.#draining) await this.#closed;
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

  #checkOpen(): void {
    if (this.#ended) throw new ClosedConnectionError();
  }

  #onLost(error: Error): void {
    const message = "connection disconnected: the request may or may not have arrived";
    this.#failRequests(() => new RequestError(message, { code: "DISCONNECTED", cause: error }));
  }

  #onDenied(error: PermissionViolationError): void {
    this.#mux?.deny(error);
    this.#lone.deny(error);
    if (error.operation === "publish") return;
    // Answers cannot come by a subscription that was refused: the next request asks for a new one.
    if (this.#mux !== undefined && error.subject === this.#mux.subject) {
      this.#machine.forget(this.#mux);
      this.#mux = undefined;
    }
    // Those of now: a callback that is told may subscribe again, and that one was not refused yet.
    for (const sub of [...this.#subscriptions.values()]) {
      if (sub.subject !== error.subject || sub.queue !== error.queue) continue;
      this.#machine.forget(sub);
      sub.end(error);
    }
  }

  #failRequests(failure: Failure): void {
    this.#mux?.fail(failure);
    this.#lone.fail(failure);
  }

  #onClosed(error: Error | undefined): void {
    this.#ended = true;
    this.#failRequests(() =>
      new RequestError("connection closed", { code: "CLOSED", ...(error && { cause: error }) })
    );
    for (const sub of [...this.#subscriptions.values()]) sub.end();
    this.#status.close();
    // A connection that never came to be has an error of its own to say why.
    this.#settleConnect?.reject(error ?? new ClosedConnectionError());
    this.#settleClosed(error);
  }
}

/** What to publish a message like `msg` with. */
function optionsOf(msg: Msg): PublishOptions {
  return { reply: msg.reply, headers: msg.headers };
}
