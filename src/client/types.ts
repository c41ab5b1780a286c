/** The public shapes of the client. Names and meanings are those of nats.js v3. */

import type { ConnectionStatus } from "../conn/client_types.ts";
import type { Clock } from "../transport/clock.ts";
import type { DialOptions, Transport } from "../transport/transport.ts";
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
  /** For iterated subscriptions: tells by a `slowConsumer` status when more messages than this wait. */
  slow?: number | undefined;
}

/** How a subscription of a connection receives. */
export type SubscriptionOptions = SubOpts<Msg>;

/** Interest in a subject: an asynchronous iterable of messages, unless it has a callback. */
export interface Subscription extends AsyncIterable<Msg> {
  /** Settles when the subscription has ended, with the error that ended it, if any; it never rejects. */
  closed: Promise<void | Error>;
  /** Ends the subscription now, or after `max` messages since it began. */
  unsubscribe(max?: number): void;
  /** Ends the subscription once everything on its way here has been delivered. */
  drain(): Promise<void>;
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
  /** Messages that wait for the iterating loop. */
  getPending(): number;
  /** The subscription id. */
  getID(): number;
  /** After how many messages it ends, if it does. */
  getMax(): number | undefined;
}

/** A subscription has more messages waiting than its `slow` option. */
export type SlowConsumerStatus = { type: "slowConsumer"; sub: Subscription; pending: number };

/** The connection is closed; the last status. */
export type CloseStatus = { type: "close" };

/** What `status()` tells. */
export type Status = ConnectionStatus | SlowConsumerStatus | CloseStatus;

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
}

/** TLS settings. Connecting over TLS is not in this version: see the README. */
export interface TlsOptions {
  /** Start TLS before the server's INFO. */
  handshakeFirst?: boolean | undefined;
}

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
  /** Gives the milliseconds to wait before the next attempt at a server, instead of the three below. */
  reconnectDelayHandler?: (() => number) | undefined;
  /** Milliseconds of random delay added to `reconnectTimeWait`, at most; 100. */
  reconnectJitter?: number | undefined;
  /** The same where TLS is used; 1000. */
  reconnectJitterTLS?: number | undefined;
  /** Milliseconds between two attempts at a server; 2000. */
  reconnectTimeWait?: number | undefined;
  /** `host`, `host:port` or `nats://host:port`, one or several; `127.0.0.1:4222`. */
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
  /** True to go on trying when the very first connect fails. */
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
  flush(): Promise<void>;
  /** Ends the connection in order: subscriptions finish what was delivered, then what was published goes out. */
  drain(): Promise<void>;
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
  rtt(): Promise<number>;
  /** Drops the connection and makes a new one, by the reconnect options. */
  reconnect(): Promise<void>;
}
