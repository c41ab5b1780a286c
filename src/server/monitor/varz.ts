/** `/varz`: the server. [nats-server monitor.go Varz] */

import { processUsage } from "#runtime";
import type { ServerState } from "../state.ts";
import { dateText, type Json, nanoseconds, sorted, uptimeText } from "./values.ts";

/** The features of nats-server that can be switched by name, as they are without JetStream. */
const FEATURE_FLAGS = {
  js_ack_fc_v2: false,
  js_api_reply_v2: false,
  js_raft_delete_range: true,
  js_snapshot_sources: false,
};

/** How much of the processor was used since the last look; a look is worth it after this long, ms. */
const CPU_WINDOW_MS = 1000;

/**
 * Measures how much of the processor this process uses, from the first look on: on Deno that one loads the process
 * object of Node, which takes longer than to start a server.
 */
export class CpuGauge {
  #atMs = -Infinity;
  #usedMs = 0;
  #percent = 0;

  /** How much of one processor, in percent, to one digit; 0 at first. */
  percent(): number {
    const passedMs = performance.now() - this.#atMs;
    if (passedMs < CPU_WINDOW_MS) return this.#percent;
    const usedMs = processUsage().cpuMs;
    this.#percent = Math.round((usedMs - this.#usedMs) / passedMs * 1000) / 10;
    this.#usedMs = usedMs;
    this.#atMs = performance.now();
    return this.#percent;
  }
}

/** How often publishers had to wait for somebody who fell behind. */
export function stallsOf({ clients, counts }: ServerState): number {
  return [...clients].reduce((sum, { stalls }) => sum + stalls, counts.stalls);
}

/** Answers `/varz`; `requests` counts those over HTTP by path. */
export function varz(server: ServerState, cpu: CpuGauge, requests: Readonly<Record<string, number>>): Json {
  const { info, options, counts } = server;
  const usage = processUsage();
  const traffic = server.clientTraffic();
  const nobody = { routes: 0, gateways: 0, leafs: 0 };
  return {
    server_id: info.server_id,
    server_name: info.server_name,
    version: info.version,
    proto: info.proto,
    go: info.go,
    host: info.host,
    port: info.port,
    auth_required: info.auth_required,
    tls_required: info.tls_required,
    tls_verify: info.tls_verify,
    connect_urls: info.connect_urls,
    max_connections: options.maxConnections,
    max_subscriptions: options.maxSubscriptions || undefined,
    ping_interval: nanoseconds(options.pingIntervalMs),
    ping_max: options.pingMax,
    ...monitorInfo(server),
    auth_timeout: options.authTimeoutMs / 1000,
    max_control_line: options.maxControlLine,
    max_payload: options.maxPayload,
    max_pending: options.maxPending,
    cluster: {},
    gateway: {},
    leaf: {},
    mqtt: {},
    websocket: websocketInfo(server),
    jetstream: {},
    tls_timeout: (options.tls?.timeoutMs ?? 2000) / 1000,
    write_deadline: nanoseconds(options.writeDeadlineMs),
    start: dateText(server.startedMs),
    now: dateText(Date.now()),
    uptime: uptimeText(Date.now() - server.startedMs),
    mem: usage.residentBytes,
    cores: usage.cores,
    gomaxprocs: 1,
    cpu: cpu.percent(),
    connections: server.clients.size,
    total_connections: counts.totalConnections,
    routes: 0,
    remotes: 0,
    leafnodes: 0,
    in_msgs: traffic.inMsgs,
    in_bytes: traffic.inBytes,
    in_client_msgs: traffic.inMsgs,
    in_client_bytes: traffic.inBytes,
    out_msgs: traffic.outMsgs,
    out_bytes: traffic.outBytes,
    out_client_msgs: traffic.outMsgs,
    out_client_bytes: traffic.outBytes,
    slow_consumers: counts.slowConsumers,
    stale_connections: counts.staleConnections,
    stalled_clients: stallsOf(server),
    subscriptions: [...server.accounts.values()].reduce((sum, { index }) => sum + index.count, 0),
    http_req_stats: sorted(requests),
    config_load_time: dateText(server.configuredMs),
    config_digest: options.configDigest ?? "",
    tags: options.serverTags,
    metadata: options.serverMetadata && sorted(options.serverMetadata),
    feature_flags: FEATURE_FLAGS,
    system_account: server.systemAccount?.name,
    slow_consumer_stats: { clients: counts.slowConsumers, ...nobody },
    stale_connection_stats: { clients: counts.staleConnections, ...nobody },
    disk_io_wait_stats: { waiters: 0, waits: 0, wait_time: 0, max_wait_time: 0 },
    tls_cert_not_after: server.tlsNotAfterMs === undefined ? undefined : dateText(server.tlsNotAfterMs),
  };
}

function monitorInfo({ options, monitorAddress }: ServerState): Record<string, Json> {
  const isSecure = options.monitor?.tls !== undefined;
  const port = monitorAddress?.port ?? 0;
  return {
    http_host: monitorAddress?.host ?? "",
    http_port: isSecure ? 0 : port,
    http_base_path: options.monitor?.basePath ?? "",
    https_port: isSecure ? port : 0,
  };
}

function websocketInfo({ options: { websocket, authTimeoutMs }, websocketAddress }: ServerState): Json {
  if (websocket === undefined || websocketAddress === undefined) return {};
  return {
    host: websocketAddress.host,
    port: websocketAddress.port,
    advertise: websocket.advertise,
    no_auth_user: websocket.noAuthUser,
    jwt_cookie: websocket.jwtCookie,
    handshake_timeout: nanoseconds(websocket.handshakeTimeoutMs ?? 2000),
    auth_timeout: (websocket.authTimeoutMs ?? authTimeoutMs) / 1000,
    no_tls: websocket.noTls || undefined,
    tls_map: websocket.tls?.verifyAndMap || undefined,
    tls_pinned_certs: websocket.tls?.pinnedCerts,
    same_origin: websocket.sameOrigin || undefined,
    allowed_origins: websocket.allowedOrigins,
    compression: websocket.compression || undefined,
  };
}
