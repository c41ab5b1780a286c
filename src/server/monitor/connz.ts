/** `/connz`: who is connected, and who was. [nats-server monitor.go Connz] */

import { GLOBAL_ACCOUNT } from "../identity.ts";
import { subjectMatches } from "../../subject/match.ts";
import { hostAndPortOf } from "../client_address.ts";
import { type ClientRecord, recordOf, type SubscriptionRecord } from "../client_record.ts";
import type { ServerState } from "../state.ts";
import type { Parameters, Query } from "./query.ts";
import { dateText, durationText, type Json, MonitorError, uptimeText } from "./values.ts";

/** How many connections are listed where nothing else is asked for. */
const DEFAULT_LIMIT = 1024;

/** The options of `/connz`. */
export const CONNZ_PARAMETERS = {
  sort: ["sort", "sort", "text"],
  auth: ["auth", "auth", "bool"],
  subs: ["subs", "subscriptions", "subs"],
  subsDetail: [null, "subscriptions_detail", "bool"],
  offset: ["offset", "offset", "int"],
  limit: ["limit", "limit", "int"],
  cid: ["cid", "cid", "uint64"],
  state: ["state", "state", "state"],
  user: ["user", "user", "text"],
  account: ["acc", "acc", "text"],
  mqttClient: ["mqtt_client", "mqtt_client", "text"],
  filterSubject: [null, "filter_subject", "text"],
} as const satisfies Parameters;

/** What connections are sorted by, the largest first but for those of {@link ASCENDING}. */
const SORTS: Readonly<Record<string, (client: ClientRecord, nowMs: number) => number | string>> = {
  cid: ({ cid }) => cid,
  start: ({ cid }) => cid,
  subs: ({ subscriptionCount }) => subscriptionCount,
  pending: ({ pendingBytes }) => pendingBytes,
  msgs_to: ({ traffic }) => traffic.outMsgs,
  msgs_from: ({ traffic }) => traffic.inMsgs,
  bytes_to: ({ traffic }) => traffic.outBytes,
  bytes_from: ({ traffic }) => traffic.inBytes,
  last: ({ lastMs }) => lastMs,
  idle: ({ lastMs }, nowMs) => nowMs - lastMs,
  uptime: ({ startMs, stopMs }, nowMs) => (stopMs ?? nowMs) - startMs,
  stop: ({ stopMs }) => stopMs ?? 0,
  reason: ({ reason }) => reason,
  rtt: ({ rttMs }) => rttMs ?? 0,
};

/** What is sorted the smallest first. [nats-server monitor_sort_opts.go] */
const ASCENDING: ReadonlySet<string> = new Set(["cid", "start", "uptime", "reason"]);

/** Answers `/connz`. */
export function connz(server: ServerState, query: Query): Json {
  const nowMs = server.options.clock.now();
  const state = query["state"] ?? "open";
  const sort = String(query["sort"] ?? "cid");
  const order = Object.hasOwn(SORTS, sort) ? SORTS[sort] : undefined;
  if (order === undefined) throw new MonitorError(400, `invalid sorting option: ${sort}`);
  if ((sort === "stop" || sort === "reason") && state !== "closed") {
    throw new MonitorError(400, `sort by ${sort} only valid on closed connections`);
  }
  const { account } = query;
  if (query["filterSubject"] !== undefined && query["filterSubject"] !== ">" && account === undefined) {
    throw new MonitorError(400, "filter by subject only valid with account filtering");
  }
  const inAccount = clientsOf(server, state).filter((client) => {
    return account === undefined || client.account === account;
  });
  const way = ASCENDING.has(sort) ? -1 : 1;
  const found = inAccount.filter((client) => isWanted(client, query))
    .map((client) => ({ client, key: order(client, nowMs) }))
    .sort((a, b) => a.key < b.key ? way : a.key > b.key ? -way : a.client.cid - b.client.cid)
    .map(({ client }) => client);
  const offset = Math.max(0, Number(query["offset"] ?? 0));
  const asked = Number(query["limit"] ?? 0);
  const limit = query["cid"] ? 1 : asked > 0 ? asked : DEFAULT_LIMIT;
  const page = found.slice(offset, offset + limit);
  return {
    server_id: server.info.server_id,
    now: dateText(Date.now()),
    num_connections: page.length,
    total: inAccount.length,
    offset,
    limit,
    connections: page.map((client) => connInfo(server, client, query, nowMs)),
  };
}

function clientsOf(server: ServerState, state: Query[string]): ClientRecord[] {
  const open = state === "closed" ? [] : [...server.clients].map((session) => {
    session.measure();
    return recordOf(session);
  });
  return state === "open" ? open : [...open, ...server.closedClients.all];
}

function isWanted(client: ClientRecord, query: Query): boolean {
  const { cid, user, filterSubject, mqttClient } = query;
  if (cid !== undefined && cid !== 0) return client.cid === cid;
  if (mqttClient !== undefined || (user !== undefined && client.user !== user)) return false;
  return filterSubject === undefined || filterSubject === ">" ||
    client.subscriptions.some(({ subject }) => subjectMatches(String(filterSubject), subject));
}

function connInfo(server: ServerState, client: ClientRecord, query: Query, nowMs: number): Json {
  const [ip, port] = hostAndPortOf(client.peer);
  const { traffic, tls, stopMs } = client;
  const detail = query["subs"] === "detail" || query["subsDetail"] === true;
  const endMs = stopMs ?? nowMs;
  const hasSubscriptions = client.subscriptions.length > 0;
  return {
    cid: client.cid,
    kind: "Client",
    type: client.connectionType === "WEBSOCKET" ? "websocket" : "nats",
    ip,
    port,
    start: dateText(server.dateMs(client.startMs)),
    last_activity: dateText(server.dateMs(client.lastMs)),
    stop: stopMs === undefined ? undefined : dateText(server.dateMs(stopMs)),
    reason: client.reason || undefined,
    rtt: durationText(roundTrip(client.rttMs ?? 0)),
    uptime: uptimeText(endMs - client.startMs),
    idle: uptimeText(endMs - client.lastMs),
    pending_bytes: client.pendingBytes,
    in_msgs: traffic.inMsgs,
    out_msgs: traffic.outMsgs,
    in_bytes: traffic.inBytes,
    out_bytes: traffic.outBytes,
    stalls: client.stalls || undefined,
    subscriptions: client.subscriptionCount,
    name: client.name || undefined,
    lang: client.lang || undefined,
    version: client.version || undefined,
    tls_version: tls?.version,
    tls_cipher_suite: tls?.cipherSuite,
    ...(query["auth"] === true ? authInfo(client) : {}),
    subscriptions_list: query["subs"] === true && hasSubscriptions
      ? client.subscriptions.map(({ subject }) => subject)
      : undefined,
    subscriptions_list_detail: detail && hasSubscriptions
      ? client.subscriptions.map((subscription) => subDetail(subscription))
      : undefined,
    name_tag: query["auth"] === true ? client.account : undefined,
  };
}

/** Less than a millisecond is told in whole microseconds. [nats-server monitor.go getRTT] */
function roundTrip(ms: number): number {
  return ms > 0.001 && ms < 1 ? Math.floor(ms * 1000) / 1000 : ms;
}

/** What only those see who ask for it. */
function authInfo({ tls, user, account }: ClientRecord): Record<string, Json | undefined> {
  const certificate = tls?.certificate;
  return {
    tls_peer_certs: certificate
      ? [{
        subject: certificate.subject,
        spki_sha256: certificate.publicKeySha256,
        cert_sha256: certificate.sha256,
      }]
      : undefined,
    authorized_user: user || undefined,
    account: account === GLOBAL_ACCOUNT ? undefined : account,
  };
}

/** A subscription in detail; with its account where the list has those of many. */
export function subDetail(subscription: SubscriptionRecord, withAccount = false): Json {
  const { account, subject, queue, sid, msgs, max, cid } = subscription;
  return {
    account: withAccount ? account : undefined,
    account_tag: withAccount ? account : undefined,
    subject,
    qgroup: queue,
    sid,
    msgs,
    max: max || undefined,
    cid,
  };
}
