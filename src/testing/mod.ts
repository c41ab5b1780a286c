/**
 * What tests of programs on NATS need: a server in the same process, transports in memory, a clock that stands
 * still, and faults on purpose.
 *
 * @module
 */

export { startTestServer, type TestClient, type TestServer } from "./test_server.ts";
export type {
  AcceptedTransport,
  AccountExport,
  AccountImport,
  AccountLimits,
  AccountOptions,
  Clock,
  ConnectionType,
  HookClient,
  HookMessage,
  ImportSource,
  LatencyOptions,
  Logger,
  LoginAttempt,
  LoginGrant,
  LogLevel,
  LogSettings,
  MappingDestination,
  Mappings,
  MonitorOptions,
  PeerCertificate,
  PeerTls,
  Permissions,
  Server,
  ServerHooks,
  ServerInfo,
  ServerOptions,
  ServerStats,
  ServerTlsOptions,
  ServerUser,
  SubjectPermissions,
  TlsAcceptor,
  Transport,
  UpgradeRequest,
  WebSocketOptions,
} from "../server/mod.ts";
export type { Listener } from "../transport/accepted.ts";
export type { StartTlsOptions, TlsOptions } from "../transport/transport.ts";
export { MemoryListener, memoryPair, type MemoryPairOptions } from "../transport/memory.ts";
export { VirtualClock } from "./virtual_clock.ts";
export { type FaultPlan, faulty, type LaneFaults, seededRandom } from "./faults.ts";
