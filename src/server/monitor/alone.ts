/** What there is to say of clusters, gateways, leafnodes and JetStream by a server that stands alone. */

import type { ServerState } from "../state.ts";
import type { Query } from "./query.ts";
import { dateText, type Json, MonitorError } from "./values.ts";

const now = () => dateText(Date.now());

/** Answers `/routez`. */
export function routez({ info }: ServerState): Json {
  return { server_id: info.server_id, server_name: info.server_name, now: now(), num_routes: 0, routes: [] };
}

/** Answers `/gatewayz`. */
export function gatewayz({ info }: ServerState): Json {
  return { server_id: info.server_id, now: now(), outbound_gateways: {}, inbound_gateways: {} };
}

/** Answers `/leafz`. */
export function leafz({ info }: ServerState): Json {
  return { server_id: info.server_id, now: now(), leafnodes: 0, leafs: [] };
}

/** Answers `/jsz`. */
export function jsz({ info }: ServerState): Json {
  return {
    memory: 0,
    storage: 0,
    reserved_memory: 0,
    reserved_storage: 0,
    accounts: 0,
    ha_assets: 0,
    api: { level: 0, total: 0, errors: 0 },
    server_id: info.server_id,
    now: now(),
    disabled: true,
    config: { max_memory: 0, max_storage: 0 },
    streams: 0,
    consumers: 0,
    messages: 0,
    bytes: 0,
    total: 0,
  };
}

/** Answers `/raftz`. */
export function raftz(): Json {
  throw new MonitorError(404, "No Raft nodes registered");
}

/** Answers `/ipqueuesz`: there are no queues between threads. */
export function ipqueuesz(): Json {
  return {};
}

/** Answers `/healthz`. A server that answers takes connections; JetStream is what could be missing. */
export function healthz(_server: ServerState, query: Query): Json {
  const asks = ["jsEnabled", "jsEnabledOnly"].some((name) => query[name] === true);
  const wantsDetails = query["details"] === true;
  if (!asks) return wantsDetails ? { status: "ok", errors: undefined } : { status: "ok" };
  const error = "JetStream not enabled";
  if (!wantsDetails) throw new HealthError({ status: "unavailable", error });
  throw new HealthError({ status: "error", errors: [{ type: "JETSTREAM", error }] });
}

/** A server that is not as well as it was asked to be. */
export class HealthError extends MonitorError {
  /** What is said of it. */
  readonly json: Json;

  /** Takes what is said of it. */
  constructor(json: Json) {
    super(503, "unavailable");
    this.name = "HealthError";
    this.json = json;
  }
}

/** The options of `/healthz`. */
export const HEALTHZ_PARAMETERS = {
  jsEnabled: ["js-enabled", "js-enabled", "bool"],
  jsEnabledOnly: ["js-enabled-only", "js-enabled-only", "bool"],
  jsServerOnly: ["js-server-only", "js-server-only", "bool"],
  jsMetaOnly: ["js-meta-only", "js-meta-only", "bool"],
  account: ["account", "account", "text"],
  stream: ["stream", "stream", "text"],
  consumer: ["consumer", "consumer", "text"],
  details: ["details", "details", "bool"],
} as const;
