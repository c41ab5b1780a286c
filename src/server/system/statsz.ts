/** The statistics of a server as the system account tells them. [nats-server events.go ServerStats] */

import { processUsage } from "#runtime";
import { CpuGauge, stallsOf } from "../monitor/varz.ts";
import { dateText } from "../monitor/values.ts";
import type { ServerState } from "../state.ts";
import type { JsonObject } from "./voice.ts";

const cpu = new CpuGauge();

/** What the server has done, and what it uses. */
export function statsz(server: ServerState): JsonObject {
  const { counts } = server;
  const { inMsgs, inBytes, outMsgs, outBytes } = server.clientTraffic();
  const accounts = [...server.accounts.values()];
  const usage = processUsage();
  const sent = { msgs: outMsgs, bytes: outBytes };
  const received = { msgs: inMsgs, bytes: inBytes };
  const nobody = { routes: 0, gateways: 0, leafs: 0 };
  return {
    start: dateText(server.startedMs),
    mem: usage.residentBytes,
    cores: usage.cores,
    cpu: cpu.percent(),
    connections: server.clients.size,
    total_connections: counts.totalConnections,
    active_accounts: accounts.filter(({ sessions }) => sessions.size > 0).length,
    subscriptions: accounts.reduce((sum, { index }) => sum + index.count, 0),
    sent,
    sent_to_clients: sent,
    received,
    received_from_clients: received,
    slow_consumers: counts.slowConsumers,
    slow_consumer_stats: counts.slowConsumers > 0 ? { clients: counts.slowConsumers, ...nobody } : undefined,
    stale_connections: counts.staleConnections || undefined,
    stale_connection_stats: counts.staleConnections > 0
      ? { clients: counts.staleConnections, ...nobody }
      : undefined,
    stalled_clients: stallsOf(server) || undefined,
    active_servers: 1,
    gomaxprocs: 1,
  };
}
