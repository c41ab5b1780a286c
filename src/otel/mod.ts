/**
 * OpenTelemetry for a connection: the context of traces travels in the headers of messages (W3C Trace Context,
 * or whatever propagator the program has set), and spans tell of what was published, asked and processed.
 *
 * ```ts ignore
 * import * as api from "@opentelemetry/api";
 * import { connect } from "@natwire/natwire";
 * import { instrument } from "@natwire/natwire/otel";
 *
 * const nc = instrument(await connect(), { api });
 * ```
 *
 * @module
 */

export { instrument } from "./instrument.ts";
export { contextOf, withContext } from "./processing.ts";
export type { InstrumentOptions, Operation, OperationDetails } from "./options.ts";
export type {
  OtelApi,
  OtelAttributes,
  OtelAttributeValue,
  OtelContext,
  OtelGetter,
  OtelSetter,
  OtelSpan,
  OtelSpanContext,
  OtelSpanOptions,
  OtelTracer,
} from "./api.ts";
export type {
  CloseStatus,
  DrainLeft,
  DrainOptions,
  DrainReport,
  DrainTimeoutStatus,
  Msg,
  MsgCallback,
  NatsConnection,
  Payload,
  PendingPolicy,
  PublishOptions,
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
} from "../client/types.ts";
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
export type { PoolServer } from "../conn/server_pool.ts";
export type { Match, MsgHdrs } from "../wire/headers.ts";
export type { ServerInfo } from "../wire/info.ts";
