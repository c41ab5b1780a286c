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

/** Answers `/healthz`. A server that answers takes connections, and what is not configured is not looked for. */
export function healthz(_server: ServerState, query: Query): Json {
  const { account = "", stream = "", consumer = "", details } = query;
  if (stream !== "" && account === "") throw badHealthRequest("account", "stream", details === true);
  if (consumer !== "" && stream === "") throw badHealthRequest("stream", "consumer", details === true);
  return { status: "ok" };
}

function badHealthRequest(missing: string, asked: string, details: boolean): HealthError {
  const error = `"${missing}" must not be empty when checking ${asked} health`;
  return new HealthError(
    400,
    details ? { status: "error", errors: [{ type: "BAD_REQUEST", error }] } : { status: "error", error },
  );
}

/** A question about health that cannot be answered well. */
export class HealthError extends MonitorError {
  /** What is said of it. */
  readonly json: Json;

  /** Takes the status, and what is said of it. */
  constructor(status: number, json: Json) {
    super(status, "unavailable");
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
