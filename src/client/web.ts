/**
 * natwire for browsers and edge workers: the client over WebSocket, without anything of Deno or Node in it.
 *
 * The names are those of the entry `.`, but for what such places do not have: `connect` over TCP, authenticators
 * that read files, and `nkeys`, whose calls are synchronous where WebCrypto is not. `nkeyAuthenticator`,
 * `jwtAuthenticator` and `credsAuthenticator` are here: they sign by WebCrypto.
 *
 * ```ts
 * import { wsconnect } from "@natwire/natwire/web";
 *
 * const nc = await wsconnect({ servers: "wss://nats.example.com" });
 * nc.subscribe("greet.*", { callback: (_err, msg) => msg.respond(`hello, ${msg.subject.slice(6)}`) });
 * ```
 *
 * @module
 */

export {
  type Auth,
  type Authenticator,
  type AuthOptions,
  buildAuthenticator,
  credsAuthenticator,
  firstOf,
  type Given,
  type JwtAuth,
  jwtAuthenticator,
  type NKeyAuth,
  nkeyAuthenticator,
  type NoAuth,
  type TokenAuth,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
  type UserPass,
} from "./authenticators.ts";
export { Bench, type BenchOpts, Metric, type Perf } from "./bench.ts";
export { JSONCodec } from "./codec.ts";
export { deadline, type Deferred, deferred, type Delay, delay, type Timeout } from "./deferred.ts";
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
} from "./helpers.ts";
export { createInbox } from "./inbox.ts";
export { Nuid, nuid } from "./nuid.ts";
export type { Codec, Publisher, QueuedIterator, ServersChanged, WithRequired } from "./shapes.ts";
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
} from "./types.ts";
export { wsconnect, type WsConnectionOptions, type WsSocketFactory } from "./wsconnect.ts";
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
} from "../conn/client_types.ts";
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
} from "../errors.ts";
export type {
  ConnectTrace,
  DeliverEvent,
  ObservedConnection,
  ObservedMessage,
  PublishEvent,
  RequestTrace,
} from "../observe/channels.ts";
export { type Clock, systemClock } from "../transport/clock.ts";
export { DialError, type DialFailure, PipeError, type PipeFailure } from "../transport/errors.ts";
export { streamTransport, type StreamTransportOptions } from "../transport/streams.ts";
export type { DialOptions, StartTlsOptions, TlsOptions, Transport } from "../transport/transport.ts";
export { canonicalMIMEHeaderKey, headers, Match, type MsgHdrs, MsgHdrsImpl } from "../wire/headers.ts";
export type { ServerInfo } from "../wire/info.ts";
export type { PoolServer as Server } from "../conn/server_pool.ts";
