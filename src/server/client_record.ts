/** What is known of a client at one moment: of one that is there, or of one that has gone, when it went. */

import type { PeerTls } from "../transport/accepted.ts";
import type { ConnectionType } from "./option_types.ts";
import type { Session } from "./session.ts";
import { addTraffic, type Subscription, Traffic } from "./subscription.ts";

/** A subscription as monitoring tells of it. */
export interface SubscriptionRecord {
  /** The account whose subjects these are. */
  readonly account: string;
  /** The subject. */
  readonly subject: string;
  /** The queue group. */
  readonly queue: string | undefined;
  /** What the client calls it. */
  readonly sid: string;
  /** How many messages it got. */
  readonly msgs: number;
  /** After how many it ends; 0 for never. */
  readonly max: number;
  /** The number of the connection; 0 for the server itself. */
  readonly cid: number;
}

/** A client. Times are ms of the server's clock. */
export interface ClientRecord {
  /** The number of the connection. */
  readonly cid: number;
  /** What it came over. */
  readonly connectionType: ConnectionType;
  /** Where it is, as `host:port`. */
  readonly peer: string;
  /** When it came. */
  readonly startMs: number;
  /** When it last did something; when it came, where it did nothing. */
  readonly lastMs: number;
  /** When it went; undefined while it is there. */
  readonly stopMs: number | undefined;
  /** Why it went; empty while it is there. */
  readonly reason: string;
  /** What its last PING and PONG took, ms. */
  readonly rttMs: number | undefined;
  /** Bytes that waited to be sent. */
  readonly pendingBytes: number;
  /** What was moved. */
  readonly traffic: Readonly<Traffic>;
  /** How often its publishes waited for somebody who fell behind. */
  readonly stalls: number;
  /** How many subscriptions it has or had. */
  readonly subscriptionCount: number;
  /** The subscriptions; of those who have gone only some. */
  readonly subscriptions: readonly SubscriptionRecord[];
  /** The name of the connection. */
  readonly name: string;
  /** The language of the client library. */
  readonly lang: string;
  /** The version of the client library. */
  readonly version: string;
  /** TLS; null for none. */
  readonly tls: PeerTls | null;
  /** The user as monitoring shows it; empty where there are no users. */
  readonly user: string;
  /** The account. */
  readonly account: string;
}

/** How many subscriptions of a client are remembered when it goes: what is kept of it is to stay small. */
const KEPT_SUBSCRIPTIONS = 16;

/** What is known of a client now. */
export function recordOf(session: Session): ClientRecord {
  const { ending, connection, user } = session;
  const { name, lang, version } = connection.options;
  const traffic = new Traffic();
  addTraffic(traffic, session.traffic);
  const subscriptions = ending === null
    ? [...session.subscriptions.values()]
    : firstOf(session.subscriptions.values(), KEPT_SUBSCRIPTIONS);
  return {
    cid: session.id,
    connectionType: session.connectionType,
    peer: session.peer,
    startMs: session.startMs,
    lastMs: Math.max(session.startMs, connection.activeMs),
    stopMs: ending?.atMs,
    reason: ending?.ending.reason ?? "",
    rttMs: connection.rttMs,
    pendingBytes: connection.pendingBytes,
    traffic,
    stalls: session.stalls,
    subscriptionCount: session.subscriptions.size,
    subscriptions: subscriptions.map((subscription) => subscriptionRecord(subscription, session.id)),
    name,
    lang,
    version,
    tls: session.tls,
    user: user?.user ?? "",
    account: session.account.name,
  };
}

/** What is known of a subscription. */
export function subscriptionRecord(subscription: Subscription, cid: number): SubscriptionRecord {
  const { account, subject, queue, sid, delivered, max } = subscription;
  return { account: account.name, subject, queue, sid, msgs: delivered, max, cid };
}

function firstOf<T>(values: Iterable<T>, count: number): T[] {
  const first: T[] = [];
  for (const value of values) {
    if (first.length === count) break;
    first.push(value);
  }
  return first;
}
