/**
 * What tests of programs on NATS need: a server in the same process, transports in memory, a clock that stands
 * still, and faults on purpose.
 *
 * @module
 */

export { startTestServer, type TestClient, type TestServer } from "./test_server.ts";
export type {
  Clock,
  Logger,
  LogLevel,
  Permissions,
  Server,
  ServerInfo,
  ServerOptions,
  ServerStats,
  ServerUser,
  SubjectPermissions,
  Transport,
} from "../server/mod.ts";
export type { Listener, StartTlsOptions, TlsOptions } from "../transport/transport.ts";
export { MemoryListener, memoryPair, type MemoryPairOptions } from "../transport/memory.ts";
export { VirtualClock } from "./virtual_clock.ts";
export { type FaultPlan, faulty, type LaneFaults, seededRandom } from "./faults.ts";
