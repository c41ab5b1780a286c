/** The public shapes of the client. Names and meanings are those of nats.js v3. */

import type { ConnectionStatus } from "../conn/client_types.ts";
import type { PoolServer as Server } from "../conn/server_pool.ts";
import type { Clock } from "../transport/clock.ts";
import type { DialOptions, TlsOptions, Transport } from "../transport/transport.ts";
import type { MsgHdrs } from "../wire/headers.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Authenticator } from "./authenticators.ts";

/** What a message carries: bytes, or a text that is sent in UTF-8. */
export type Payload = Uint8Array | string;

/** The second argument of `JSON.parse`. */
export type ReviverFn = (key: string, value: unknown) => unknown;

/** Message tracing by the server. (ADR-41) */
export interface TraceOptions {
  /** The subject that the server sends trace events of this message to. */
  traceDestination?: string | undefined;
  /** True to have the message traced but not delivered. */
  traceOnly?: boolean | undefined;
}

/** What may go with a message. */
export interface PublishOptions extends TraceOptions {
  /** The subject on which an answer is expected. */
  reply?: string | undefined;
  /** Headers to send along. */
  headers?: MsgHdrs | undefined;
}

/** How a request waits for its answer. */
export interface RequestOptions extends TraceOptions {
  /** Milliseconds to wait, 1 or more; 1000 unless told. */
  timeout: number;
  /** Headers to send along. */
  headers?: MsgHdrs | undefined;
  /** True to use a subscription of its own for the answer instead of the shared one. */
  noMux?: boolean | undefined;
  /** The subject for the answer; only with `noMux`. */
  reply?: string | undefined;
  /** Gives up the wait when aborted; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** A wait that can be given up. */
export interface WaitOptions {
  /** Gives up the wait when aborted; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** How to drain. */
export interface DrainOptions extends WaitOptions {
  /** Milliseconds to wait for loops and handlers at most; the connection's `drainTimeout` unless told. */
  timeout?: number | undefined;
}

/** What a drain had to leave behind on one subscription. */
export interface DrainLeft {
  /** The subscription. */
  sub: Subscription;
  /** Messages that no loop had asked for. */
  pending: number;
  /** Messages whose handler, or whose turn of the loop, had not finished. */
  unfinished: number;
}

/** What came of a drain: where nothing was left behind, an empty list. */
export interface DrainReport {
  /** The subscriptions that did not finish. */
  left: DrainLeft[];
  /** How many publishes found no connection any more and were dropped; there only where some were. */
  unsent?: number;
}

/**
 * When `requestMany` has heard enough: after `maxWait`; after `maxMessages`; when nothing came for `stall`; or
 * at an answer without payload. (ADR-47)
 */
export type RequestStrategy = "timer" | "count" | "stall" | "sentinel";

/** How `requestMany` gathers answers. */
export interface RequestManyOptions extends TraceOptions {
  /** When to stop; `timer` unless told. */
  strategy: RequestStrategy;
  /** Milliseconds to wait at most; 1000 unless told. */
  maxWait: number;
  /** Headers to send along. */
  headers?: MsgHdrs | undefined;
  /** For the strategy `count`: how many answers to take. */
  maxMessages?: number | undefined;
  /** True to use a subscription of its own for the answers instead of the shared one. */
  noMux?: boolean | undefined;
  /** For the strategy `stall`: milliseconds between two answers; 300 unless told. */
  stall?: number | undefined;
  /** Ends the gathering when aborted; the loop rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** A message received. It may be kept: its bytes are its own. */
export interface Msg {
  /** The subject it was published to. */
  subject: string;
  /** The id of the subscription it came by. */
  sid: number;
  /** Where an answer is expected; empty for nowhere. */
  reply?: string | undefined;
  /** The payload. */
  data: Uint8Array;
  /** The headers, where there are any. */
  headers?: MsgHdrs | undefined;
  /** Publishes an answer to `reply`; false when there is no such subject, or none that can be published to. */
  respond(payload?: Payload, opts?: PublishOptions): boolean;
  /** The payload as JSON; throws what `JSON.parse` throws. */
  json<T>(reviver?: ReviverFn): T;
  /** The payload as text. */
  string(): string;
}

/** Takes the messages of a subscription: `err` is set instead of a message when the subscription fails. */
export type MsgCallback<T> = (err: Error | null, msg: T) => void | Promise<void>;

/** How a subscription receives. */
export interface SubOpts<T> {
  /** The queue group: of all its members one gets each message. */
  queue?: string | undefined;
  /** Ends the subscription after this many messages. */
  max?: number | undefined;
  /** Milliseconds to wait for the first message; then the subscription fails with a TimeoutError. */
  timeout?: number | undefined;
  /** Takes the messages; without it the subscription is iterated. */
  callback?: MsgCallback<T> | undefined;
  /** Tells by a `slowConsumer` status when more messages than this wait for the loop or in handlers. */
  slow?: number | undefined;
  /** How many messages may wait for the loop or be in asynchronous handlers; 65536. */
  pendingMsgs?: number | undefined;
  /** How many bytes those may have, headers and payload; 24 MiB. */
  pendingBytes?: number | undefined;
  /** What happens at these limits; `dropNewest`, or `pause` where `readable` is used. */
  pendingPolicy?: PendingPolicy | undefined;
  /** Ends the subscription when aborted, with the signal's reason as its error. */
  signal?: AbortSignal | undefined;
}

/**
 * What happens to a message that finds as many waiting as may wait. `dropNewest`: it is dropped, counted and
 * told by a `slowConsumer` status. `dropOldest`: the same with the one that waits longest (a message in a
 * handler cannot be taken back, so with a callback the new one is dropped). `pause`: nothing is dropped, and the
 * connection is read no further until there is room, for all its subscriptions: the server will cut the
 * connection off when that takes long, and a loop that waits for an answer by the same connection (`request`,
 * `flush`) before it takes its next message may wait in vain.
 */
export type PendingPolicy = "dropNewest" | "dropOldest" | "pause";

/** How a subscription of a connection receives. */
export type SubscriptionOptions = SubOpts<Msg>;

/** Interest in a subject: an asynchronous iterable of messages, unless it has a callback. */
export interface Subscription extends AsyncIterable<Msg> {
  /** Settles when the subscription has ended, with the error that ended it, if any; it never rejects. */
  closed: Promise<void | Error>;
  /** Ends the subscription now, or after `max` messages since it began. */
  unsubscribe(max?: number): void;
  /**
   * Ends the subscription once everything on its way here has been delivered, and waits until the loop or the
   * handlers have finished it. Called while a message of its own is being handled, which may be the caller, it
   * waits for the delivery only.
   */
  drain(): Promise<void>;
  /**
   * The same, with a limit for the wait and a report; it waits for the loop and the handlers in any case, so
   * do not await it from within them.
   */
  drain(options: DrainOptions): Promise<DrainReport>;
  /**
   * The messages as a web stream: one is taken when the stream's reader wants one. Asking for it again gives
   * the same stream.
   *
   * @throws {InvalidOperationError} when there is a callback or a loop already.
   */
  readonly readable: ReadableStream<Msg>;
  /** Drains; does nothing when closed or draining. */
  [Symbol.asyncDispose](): Promise<void>;
  /** True from `drain` on. */
  isDraining(): boolean;
  /** True once it has ended. */
  isClosed(): boolean;
  /** The subject subscribed to. */
  getSubject(): string;
  /** Messages received. */
  getReceived(): number;
  /** Messages handed to the callback or the iterating loop. */
  getProcessed(): number;
  /** Messages that wait for the iterating loop, or are in asynchronous handlers. */
  getPending(): number;
  /** Messages dropped because too many waited. */
  getDropped(): number;
  /** The subscription id. */
  getID(): number;
  /** After how many messages it ends, if it does. */
  getMax(): number | undefined;
}

/**
 * A subscription has more messages waiting than its `slow` option or its limits: told when that begins, and
 * again after it has caught up. `dropped` counts what it lost so far.
 */
export type SlowConsumerStatus = {
  type: "slowConsumer";
  sub: Subscription;
  pending: number;
  dropped: number;
};

/** A drain was not waited for any longer: these had not finished. */
export type DrainTimeoutStatus = { type: "drainTimeout"; left: DrainLeft[] };

/** The connection is closed; the last status. */
export type CloseStatus = { type: "close" };

/** What `status()` tells. */
export type Status = ConnectionStatus | SlowConsumerStatus | DrainTimeoutStatus | CloseStatus;

/** Counts since the connection was made: headers and payloads only. */
export interface Stats {
  /** Bytes received. */
  inBytes: number;
  /** Bytes published. */
  outBytes: number;
  /** Messages received. */
  inMsgs: number;
  /** Messages published. */
  outMsgs: number;
  /** Messages that subscriptions, or loops over answers to `requestMany`, dropped because too many waited. */
  droppedIn: number;
  /** Messages published and dropped by the reconnect buffer, or left in it when the connection ended. */
  droppedOut: number;
  /**
   * Messages handed to connections that broke before the server confirmed them by a PONG. They may have
   * arrived; they are never sent again.
   */
  unconfirmed: number;
  /** How often the connection was made again. */
  reconnects: number;
}

/** What went wrong in a handler of the application, or with the connection. */
export interface ErrorContext {
  /** The subscription whose callback failed. */
  sub?: Subscription;
  /** The message it failed on. */
  msg?: Msg;
}

/**
 * Chooses the server of the next dial, the first one included. `pool[0]` is what would be chosen. Another one is
 * dialled at once, unless it was tried less than a reconnect wait ago.
 *
 * @returns a server of the pool, the same with milliseconds to wait first, or null for `pool[0]`.
 */
export type ReconnectToServerHandler = (
  pool: readonly Server[],
  info: ServerInfo | null,
) => Server | { server: Server; delay: number } | null;

/** What happens to publishes when the buffer for the time without connection is full. */
export type BufferPolicy = "throw" | "drop";

/** How to connect. Every field may be left out. */
export interface ConnectionOptions {
  /** Gives the credentials; asked again at each connect, may be asynchronous. Several are merged. */
  authenticator?: Authenticator | Authenticator[] | undefined;
  /** Accepted for programs written for nats.js; this version has no log of protocol lines. */
  debug?: boolean | undefined;
  /** How many PINGs may be unanswered when the next one is due; 2. */
  maxPingOut?: number | undefined;
  /** Failed attempts at one server before it is given up; -1 for never; 10. */
  maxReconnectAttempts?: number | undefined;
  /** The name the server shows for this connection. */
  name?: string | undefined;
  /** True to not receive what this connection itself publishes. */
  noEcho?: boolean | undefined;
  /** True to try the servers in the order given. */
  noRandomize?: boolean | undefined;
  /** The password that goes with `user`. */
  pass?: string | undefined;
  /** True to have the server check subjects of publishes. */
  pedantic?: boolean | undefined;
  /** Milliseconds between PINGs; 120000. */
  pingInterval?: number | undefined;
  /** A port of 127.0.0.1; not together with `servers`. */
  port?: number | undefined;
  /** False to close at the first disconnect; true. */
  reconnect?: boolean | undefined;
  /**
   * How many bytes of publishes wait for the next connection, protocol lines included; 8 MiB. 0 takes none while
   * disconnected. What was taken before and not yet sent waits in any case.
   */
  reconnectBufferSize?: number | undefined;
  /**
   * What happens when they are more: `throw` from the publish, or `drop` the new message, count it, and tell
   * by a `dropped` status; `throw`.
   */
  reconnectBufferPolicy?: BufferPolicy | undefined;
  /** How many bytes may wait to be sent while connected before a publish throws; 512 MiB. */
  maxPendingBytes?: number | undefined;
  /** Chooses the server of each dial. */
  reconnectToServer?: ReconnectToServerHandler | undefined;
  /** False to dial host names as they are, rather than each of the addresses they have; true. (ADR-11) */
  resolve?: boolean | undefined;
  /** Milliseconds that `drain` waits for loops and handlers at most; 30000. */
  drainTimeout?: number | undefined;
  /** Called when a handler of the application throws or rejects, and for each error the server sends. */
  onError?: ((error: Error, context: ErrorContext) => void) | undefined;
  /** Gives up connecting when aborted; `connect` rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Gives the milliseconds to wait before the next attempt at a server, instead of the three below. */
  reconnectDelayHandler?: (() => number) | undefined;
  /** Milliseconds of random delay added to `reconnectTimeWait`, at most; 100. */
  reconnectJitter?: number | undefined;
  /** The same where TLS is used; 1000. */
  reconnectJitterTLS?: number | undefined;
  /** Milliseconds between two attempts at a server; 2000. */
  reconnectTimeWait?: number | undefined;
  /**
   * `host`, `host:port`, `nats://host:port` or `tls://host:port`, also with `user:password@` or `token@`, one
   * or several; `127.0.0.1:4222`. A `tls://` address demands TLS from all of them.
   */
  servers?: string | string[] | undefined;
  /** Milliseconds for dial and handshake together; 20000. */
  timeout?: number | undefined;
  /** TLS: an object demands it, null forbids it. */
  tls?: TlsOptions | null | undefined;
  /** A token as credentials. */
  token?: string | undefined;
  /** The user name as credentials. */
  user?: string | undefined;
  /** True to have the server answer `+OK` to every operation. */
  verbose?: boolean | undefined;
  /** True to go on trying when the very first connect fails; `maxReconnectAttempts` counts only after it. */
  waitOnFirstConnect?: boolean | undefined;
  /** True to leave out servers that the cluster reports. */
  ignoreClusterUpdates?: boolean | undefined;
  /** The start of the subjects for answers; `_INBOX`. */
  inboxPrefix?: string | undefined;
  /** True to go on reconnecting after the credentials were refused twice in a row. */
  ignoreAuthErrorAbort?: boolean | undefined;
  /** Accepted for programs written for nats.js; failing requests always carry the caller's stack here. */
  noAsyncTraces?: boolean | undefined;
  /** Makes the transport instead of TCP, such as `() => server.connectInProcess()`. */
  dial?: ((options: DialOptions) => Transport | Promise<Transport>) | undefined;
  /** The time; tests put a virtual clock here. */
  clock?: Clock | undefined;
}

/** The options by their name in nats.js's transport for Node. */
export type NodeConnectionOptions = ConnectionOptions;

/** A connection to NATS. */
export interface NatsConnection {
  /** What the server said of itself; undefined once closed. */
  info?: ServerInfo | undefined;
  /** Settles when the connection has ended for good, with the error that ended it, if any; it never rejects. */
  closed(): Promise<void | Error>;
  /** Ends the connection: what was published goes out, requests fail, subscriptions end. */
  close(): Promise<void>;
  /**
   * Sends a message.
   *
   * @throws {ClosedConnectionError} or {@link DrainingConnectionError} when nothing can be sent any more.
   * @throws {InvalidSubjectError} for an empty subject or one with blanks or control characters.
   * @throws {InvalidArgumentError} for a message larger than the server takes, or headers it does not support.
   * @throws {ConnectionError} `BUFFER_FULL` when disconnected and too much waits already.
   */
  publish(subject: string, payload?: Payload, options?: PublishOptions): void;
  /** Sends a message like `msg`: its subject, payload, reply and headers. */
  publishMessage(msg: Msg): void;
  /** Answers `msg` with its own payload and headers; false as with {@link Msg.respond}. */
  respondMessage(msg: Msg): boolean;
  /**
   * Subscribes to a subject, which may have wildcards.
   *
   * @throws {InvalidSubjectError} or {@link InvalidArgumentError} for a subject or queue that NATS cannot carry.
   */
  subscribe(subject: string, opts?: SubscriptionOptions): Subscription;
  /**
   * Publishes a request and waits for the first answer.
   *
   * @throws {RequestError} with a NoRespondersError as cause when nobody subscribes to the subject.
   * @throws {TimeoutError} when no answer came in time.
   */
  request(subject: string, payload?: Payload, opts?: Partial<RequestOptions>): Promise<Msg>;
  /** Publishes a request and gathers several answers. */
  requestMany(
    subject: string,
    payload?: Payload,
    opts?: Partial<RequestManyOptions>,
  ): Promise<AsyncIterable<Msg>>;
  /** Waits until the server has taken everything published so far: one round trip. */
  flush(options?: WaitOptions): Promise<void>;
  /**
   * Waits until more may be published: at once while little waits to be sent, otherwise when most of it has
   * gone out.
   *
   * @throws {ClosedConnectionError} when the connection ends first.
   */
  ready(options?: WaitOptions): Promise<void>;
  /**
   * A web stream that publishes what is written to it, and that takes no more while {@link NatsConnection.ready}
   * would wait. Closing it waits for a round trip.
   */
  writable(subject: string, options?: PublishOptions): WritableStream<Payload>;
  /**
   * Ends the connection in order: subscriptions finish what was delivered, loops and handlers included, then
   * what was published goes out. What did not finish within `drainTimeout` is told by a `drainTimeout` status.
   */
  drain(): Promise<void>;
  /** The same, with a limit for the wait and a report. */
  drain(options: DrainOptions): Promise<DrainReport>;
  /** Drains; does nothing when closed. */
  [Symbol.asyncDispose](): Promise<void>;
  /** True once the connection has ended. */
  isClosed(): boolean;
  /** True from `drain` on. */
  isDraining(): boolean;
  /** The server connected to, as `host:port`. */
  getServer(): string;
  /** What happens to the connection, from now on. */
  status(): AsyncIterable<Status>;
  /** What was sent and received. */
  stats(): Stats;
  /** The milliseconds of one round trip. */
  rtt(options?: WaitOptions): Promise<number>;
  /** Drops the connection and makes a new one, by the reconnect options. */
  reconnect(): Promise<void>;
  /**
   * Replaces the servers to connect to from the next attempt on. Those that were there stay as they are, and
   * so does the connection.
   *
   * @throws {InvalidArgumentError} when there is none or one cannot be read.
   */
  setServers(servers: string[]): void;
  /** The servers known, the next to be tried first: copies, frozen. */
  getServers(): readonly Server[];
}
