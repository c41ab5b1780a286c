/**
 * natwire: a NATS client for Deno and Node.
 *
 * Names, options and errors are those of nats.js v3: a program written for it works after changing the import.
 *
 * ```ts
 * import { connect } from "@natwire/natwire";
 *
 * const nc = await connect({ servers: "127.0.0.1:4222" });
 * const sub = nc.subscribe("greet.*", { callback: (_err, msg) => msg.respond(`hello, ${msg.subject.slice(6)}`) });
 * const answer = await nc.request("greet.joe");
 * console.log(answer.string()); // hello, joe
 * sub.unsubscribe();
 * await nc.drain();
 * ```
 *
 * The embedded server is in `./server`, what tests need in `./testing`, the command line in `./cli`.
 *
 * @module
 */

export { connect } from "./src/client/connect.ts";
export {
  type Auth,
  type Authenticator,
  type AuthOptions,
  buildAuthenticator,
  credsAuthenticator,
  credsFileAuthenticator,
  firstOf,
  type Given,
  type JwtAuth,
  jwtAuthenticator,
  type NKeyAuth,
  nkeyAuthenticator,
  nkeyFileAuthenticator,
  type NoAuth,
  type TokenAuth,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
  type UserPass,
} from "./src/client/authenticators.ts";
export { Bench, type BenchOpts, Metric, type Perf } from "./src/client/bench.ts";
export { JSONCodec } from "./src/client/codec.ts";
export { deadline, type Deferred, deferred, type Delay, delay, type Timeout } from "./src/client/deferred.ts";
export {
  type Backoff,
  backoff,
  Empty,
  hasWsProtocol,
  millis,
  type Nanos,
  nanos,
  type SyncIterator,
  syncIterator,
} from "./src/client/helpers.ts";
export { createInbox } from "./src/client/inbox.ts";
export { nkeys } from "./src/client/nkeys.ts";
export { Nuid, nuid } from "./src/client/nuid.ts";
export type { Codec, Publisher, QueuedIterator, ServersChanged, WithRequired } from "./src/client/shapes.ts";
export type {
  BufferPolicy,
  CloseStatus,
  ConnectionOptions,
  DrainLeft,
  DrainOptions,
  DrainReport,
  DrainTimeoutStatus,
  ErrorContext,
  Msg,
  MsgCallback,
  NatsConnection,
  NodeConnectionOptions,
  Payload,
  PendingPolicy,
  PublishOptions,
  ReconnectToServerHandler,
  RequestManyOptions,
  RequestOptions,
  RequestStrategy,
  ReviverFn,
  SlowConsumerStatus,
  Stats,
  Status,
  SubOpts,
  Subscription,
  SubscriptionOptions,
  TraceOptions,
  WaitOptions,
} from "./src/client/types.ts";
export { wsconnect, type WsConnectionOptions, type WsSocketFactory } from "./src/client/wsconnect.ts";
export type {
  ClientPingStatus,
  ClusterUpdateStatus,
  ConnectionStatus,
  DisconnectStatus,
  DroppedStatus,
  ForceReconnectStatus,
  LDMStatus,
  ReconnectingStatus,
  ReconnectStatus,
  ServerErrorStatus,
  StaleConnectionStatus,
} from "./src/conn/client_types.ts";
export {
  AuthorizationError,
  ClosedConnectionError,
  ConnectionError,
  DrainingConnectionError,
  type ErrorCode,
  errorCodes,
  errors,
  InvalidArgumentError,
  InvalidOperationError,
  InvalidSubjectError,
  NatsError,
  type NatsErrorOptions,
  NoRespondersError,
  PermissionViolationError,
  ProtocolError,
  RequestError,
  TimeoutError,
  UserAuthenticationExpiredError,
} from "./src/errors.ts";
export type {
  ConnectTrace,
  DeliverEvent,
  ObservedConnection,
  ObservedMessage,
  PublishEvent,
  RequestTrace,
} from "./src/observe/channels.ts";
export { type Clock, systemClock } from "./src/transport/clock.ts";
export { DialError, type DialFailure, PipeError, type PipeFailure } from "./src/transport/errors.ts";
export { streamTransport, type StreamTransportOptions } from "./src/transport/streams.ts";
export type { DialOptions, StartTlsOptions, TlsOptions, Transport } from "./src/transport/transport.ts";
export { canonicalMIMEHeaderKey, headers, Match, type MsgHdrs, MsgHdrsImpl } from "./src/wire/headers.ts";
export type { ServerInfo } from "./src/wire/info.ts";
export type { PoolServer as Server } from "./src/conn/server_pool.ts";
