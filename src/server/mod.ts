/**
 * A NATS server to run inside of a program.
 *
 * @module
 */

export { createServer, type Server, type ServerStats } from "./server.ts";
export type { ServerOptions, ServerUser } from "./options.ts";
export type { Permissions, SubjectPermissions } from "./permissions.ts";
export type { TrafficCounts } from "./router.ts";
export type { ServerInfo } from "../wire/info.ts";
export type { StartTlsOptions, TlsOptions, Transport } from "../transport/transport.ts";
export type { Clock } from "../transport/clock.ts";
export type { Logger, LogLevel } from "../observe/logger.ts";
