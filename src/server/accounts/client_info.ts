/** What a service is told of who asks. [nats-server client.go getClientInfo, events.go ClientInfo] */

import { hostAndPortOf } from "../client_address.ts";
import { dateText } from "../monitor/values.ts";
import type { Publisher } from "../subscription.ts";
import type { Session } from "../session.ts";
import type { ServerState } from "../state.ts";

/** The header that carries it. */
export const CLIENT_INFO_HEADER = "Nats-Request-Info";

/** A client in JSON, in nats-server's order; most of it only where the import shares it. */
export interface ClientInfo {
  /** When it connected. */
  start?: string;
  /** Its address. */
  host?: string;
  /** The number of its connection. */
  id?: number;
  /** Its account. */
  acc: string;
  /** The account whose service asks in its name, where services stand behind each other; undefined keeps its place. */
  svc: string | undefined;
  /** Its user. */
  user?: string;
  /** The name of the connection. */
  name?: string;
  /** What its library is written in. */
  lang?: string;
  /** The version of its library. */
  ver?: string;
  /** The round trip, ns. */
  rtt?: number;
  /** The name of the server. */
  server?: string;
  /** Its JWT. */
  jwt?: string;
  /** The kind of connection. */
  kind?: string;
  /** What the connection came over. */
  client_type?: string;
}

/** Tells whether it is a client who publishes. */
export function isSession(publisher: Publisher): publisher is Session {
  return "connection" in publisher;
}

/**
 * Describes a client.
 *
 * @param detailed false for its account and round trip alone.
 * @returns null where the server itself publishes.
 */
export function clientInfo(publisher: Publisher, detailed: boolean, state: ServerState): ClientInfo | null {
  if (!isSession(publisher)) return null;
  const { account, connection, connectionType, id, peer, startMs, user } = publisher;
  const rtt = rttNs(publisher);
  const short = { acc: account.name, svc: undefined, ...(rtt > 0 ? { rtt } : {}) };
  if (!detailed) return short;
  const { name, lang, version, jwt } = connection.options;
  const who = user?.user ?? "";
  const [host] = hostAndPortOf(peer);
  return {
    start: dateText(state.dateMs(startMs)),
    ...(host === "" ? {} : { host }),
    id,
    acc: account.name,
    svc: undefined,
    ...(who === "" ? {} : { user: who }),
    ...(name === "" ? {} : { name }),
    ...(lang === "" ? {} : { lang }),
    ...(version === "" ? {} : { ver: version }),
    ...(rtt > 0 ? { rtt } : {}),
    server: state.info.server_name,
    ...(jwt === "" ? {} : { jwt }),
    kind: "Client",
    client_type: connectionType === "WEBSOCKET" ? "websocket" : "nats",
  };
}

/** The round trip of a client, ns; 0 where it is not known. */
export function rttNs(publisher: Publisher): number {
  return isSession(publisher) ? Math.round((publisher.connection.rttMs ?? 0) * 1e6) : 0;
}
