/**
 * A NATS server to run inside of a program.
 *
 * @module
 */

export { createServer } from "./server.ts";
export { type ConfigIo, loadConfig, type LoadedConfig } from "./config/load.ts";
export {
  ConfigError,
  type ConfigProblem,
  type ErrorCode,
  errorCodes,
  NatsError,
  type NatsErrorOptions,
} from "../errors.ts";
export type { Server, ServerStats } from "./server_types.ts";
export type {
  AccountExport,
  AccountImport,
  AccountLimits,
  AccountOptions,
  ConnectionType,
  ImportSource,
  LatencyOptions,
  MappingDestination,
  Mappings,
  MonitorOptions,
  ServerOptions,
  ServerTlsOptions,
  ServerUser,
  WebSocketOptions,
} from "./option_types.ts";
export type { HookClient, HookMessage, LoginAttempt, LoginGrant, ServerHooks } from "./hooks.ts";
export type { Permissions, SubjectPermissions } from "./permissions.ts";
export type { ServerInfo } from "../wire/info.ts";
export type {
  AcceptedTransport,
  PeerCertificate,
  PeerTls,
  TlsAcceptor,
  UpgradeRequest,
} from "../transport/accepted.ts";
export type { StartTlsOptions, TlsOptions, Transport } from "../transport/transport.ts";
export type { Clock } from "../transport/clock.ts";
export type { LogSettings } from "../observe/file_log.ts";
export type { Logger, LogLevel } from "../observe/logger.ts";
