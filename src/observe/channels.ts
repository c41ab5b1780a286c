/**
 * The diagnostics channels of natwire: what a program, or a tool that watches it, can listen to by
 * `node:diagnostics_channel` without being handed a connection. On runtimes that have none they are silent.
 *
 * | channel           | told                                             | message                             |
 * | ----------------- | ------------------------------------------------ | ----------------------------------- |
 * | `natwire:publish` | a message is about to be written                 | {@link PublishEvent}                |
 * | `natwire:deliver` | a message has come for a subscription            | {@link DeliverEvent}                |
 * | `natwire:request` | tracing channel: a request, from call to answer  | {@link RequestTrace}                |
 * | `natwire:connect` | tracing channel: `connect`, from call to settled | {@link ConnectTrace}                |
 *
 * The last two are for `tracingChannel(name)`: they tell by `tracing:natwire:request:start`, `end`, `asyncStart`,
 * `asyncEnd` and `error` with one object for all five.
 *
 * Subscribers are called in the middle of the work. One that throws does not disturb it: the runtime reports
 * the error as an uncaught exception in its next tick, as for every channel.
 */

import { channel, tracing } from "#runtime";
import type { MsgHdrs } from "../wire/headers.ts";
import type { ServerInfo } from "../wire/info.ts";

/** The connection that an event is of, one object for all its events; it is the `NatsConnection`. */
export interface ObservedConnection {
  /** What the server said of itself; undefined once closed. */
  readonly info?: ServerInfo | undefined;
  /** The server connected to, as `host:port`. */
  getServer(): string;
}

/** A message that was received; it is the `Msg`. */
export interface ObservedMessage {
  /** The subject it was published to. */
  readonly subject: string;
  /** The id of the subscription it came by. */
  readonly sid: number;
  /** Where an answer is expected; empty for nowhere. */
  readonly reply?: string | undefined;
  /** The payload, not a copy. */
  readonly data: Uint8Array;
  /** The headers, where there are any, not a copy. */
  readonly headers?: MsgHdrs | undefined;
}

/** `natwire:publish`: a message that is about to be written; its subjects have been found good, its size not yet. */
export interface PublishEvent {
  /** The connection that publishes. */
  readonly connection: ObservedConnection;
  /** Where it goes. */
  readonly subject: string;
  /** Where an answer is expected; empty for nowhere. */
  readonly reply: string;
  /** The payload as the caller gave it, not a copy. */
  readonly payload: Uint8Array | string;
  /**
   * The headers as the caller gave them, not a copy. A subscriber may put others in their place, which then go
   * out; look at `connection.info.headers` first, since a server without headers makes the publish fail.
   */
  headers: MsgHdrs | undefined;
}

/** `natwire:deliver`: a message on its way to a callback or into the queue of a loop. */
export interface DeliverEvent {
  /** The connection it came by. */
  readonly connection: ObservedConnection;
  /** The message. */
  readonly message: ObservedMessage;
  /** The subject that was subscribed to, which may have wildcards. */
  readonly interest: string;
  /** The queue group of the subscription. */
  readonly queue: string | undefined;
}

/** `natwire:request`: one `request`, from the call until it settles. */
export interface RequestTrace {
  /** The connection that asks. */
  readonly connection: ObservedConnection;
  /** Where the request goes. */
  readonly subject: string;
  /** The payload as the caller gave it, not a copy. */
  readonly payload: Uint8Array | string;
  /** The answer; there from `asyncStart` on, where one came. */
  readonly result?: ObservedMessage;
  /** Why there is none; there from `error` on. */
  readonly error?: unknown;
}

/** `natwire:connect`: one `connect`, from the call until it settles; reconnecting is told by `status()`. */
export interface ConnectTrace {
  /** The servers to try, as the caller named them but without credentials. */
  readonly servers: readonly string[];
  /** The name that the connection is given. */
  readonly name: string | undefined;
  /** The connection; there from `asyncStart` on, where it was made. */
  readonly result?: ObservedConnection;
  /** Why there is none; there from `error` on. */
  readonly error?: unknown;
}

/** A channel for messages of one shape. Looking at `hasSubscribers` is all it costs when nobody listens. */
export interface EventChannel<E> {
  /** True while somebody subscribes. */
  readonly hasSubscribers: boolean;
  /** Hands an event to all subscribers; what one of them throws does not come back here. */
  publish(event: E): void;
}

/** Tracing channels for work of one kind. */
export interface TraceChannel<C extends object> {
  /** True while somebody subscribes to one of the five. */
  readonly hasSubscribers: boolean;
  /** Does the work and tells of it; `result` or `error` is added to the context. */
  tracePromise<T>(work: () => Promise<T>, context: C): Promise<T>;
}

const SILENT: EventChannel<unknown> & TraceChannel<object> = {
  hasSubscribers: false,
  publish() {},
  tracePromise: (work) => work(),
};

/** `natwire:publish`. */
export let publishes: EventChannel<PublishEvent> = SILENT;

/** `natwire:deliver`. */
export let deliveries: EventChannel<DeliverEvent> = SILENT;

/** `tracing:natwire:request:start` and so on. */
export let requests: TraceChannel<RequestTrace> = SILENT;

/** `tracing:natwire:connect:start` and so on. */
export let connects: TraceChannel<ConnectTrace> = SILENT;

/** Opens the channels, at the first connect: only then the runtime loads what they are made of. */
export function openChannels(): void {
  if (publishes !== SILENT) return;
  publishes = channel("natwire:publish");
  deliveries = channel("natwire:deliver");
  requests = tracing("natwire:request");
  connects = tracing("natwire:connect");
}

/** Tells of a message about to be written; gives the headers it is to have. Ask `publishes.hasSubscribers` first. */
export function tellPublish(
  connection: ObservedConnection,
  subject: string,
  reply: string,
  payload: Uint8Array | string,
  headers: MsgHdrs | undefined,
): MsgHdrs | undefined {
  const event: PublishEvent = { connection, subject, reply, payload, headers };
  publishes.publish(event);
  return event.headers;
}

/** Tells of a message that has come for a subscription. Ask `deliveries.hasSubscribers` first. */
export function tellDeliver(
  connection: ObservedConnection,
  message: ObservedMessage,
  interest: string,
  queue: string | undefined,
): void {
  deliveries.publish({ connection, message, interest, queue });
}

/** Does a request and tells of it. Ask `requests.hasSubscribers` first. */
export function traceRequest<T>(
  connection: ObservedConnection,
  subject: string,
  payload: Uint8Array | string,
  work: () => Promise<T>,
): Promise<T> {
  return requests.tracePromise(work, { connection, subject, payload });
}

/** Connects and tells of it. Ask `connects.hasSubscribers` first. */
export function traceConnect<T>(
  servers: readonly string[],
  name: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  return connects.tracePromise(work, { servers: servers.map(withoutCredentials), name });
}

/** What listens may write it down: no user, password or token goes there. */
function withoutCredentials(server: string): string {
  return server.replace(/^([a-z]+:\/\/)?.*@/i, "$1");
}
