/** `/subsz`: the subscriptions of all accounts. [nats-server monitor.go Subsz, sublist.go Stats] */

import type { IndexEntry, SubjectIndex } from "../../subject/index.ts";
import { subjectMatches } from "../../subject/match.ts";
import { isLiteralSubject } from "../../subject/validate.ts";
import type { Account } from "../accounts/account.ts";
import { type SubscriptionRecord, subscriptionRecord } from "../client_record.ts";
import type { ServerState } from "../state.ts";
import { subDetail } from "./connz.ts";
import type { Parameters, Query } from "./query.ts";
import { dateText, type Json, MonitorError } from "./values.ts";

/** How many subscriptions are listed where nothing else is asked for. */
const DEFAULT_LIMIT = 1024;

/** The options of `/subsz`. */
export const SUBSZ_PARAMETERS = {
  subs: ["subs", "subscriptions", "bool"],
  offset: ["offset", "offset", "int"],
  limit: ["limit", "limit", "int"],
  test: ["test", "test", "text"],
  account: ["acc", "account", "text"],
} as const satisfies Parameters;

/** Answers `/subsz`. */
export function subsz(server: ServerState, query: Query): Json {
  const { subs, test, account } = query;
  if (test !== undefined && !isLiteralSubject(String(test))) {
    throw new MonitorError(400, `invalid test subject, must be valid publish subject: ${test}`);
  }
  const wantsList = subs === true;
  const accounts = [...server.accounts.values()].filter(({ name }) => {
    return account === undefined || name === account;
  });
  const all = wantsList
    ? accounts.flatMap(subscriptionsOf).filter(({ subject }) => {
      return test === undefined || subjectMatches(subject, String(test));
    })
    : [];
  const offset = Math.max(0, Number(query["offset"] ?? 0));
  const asked = Number(query["limit"] ?? 0);
  const limit = asked > 0 ? asked : DEFAULT_LIMIT;
  const page = all.slice(offset, offset + limit);
  return {
    server_id: server.info.server_id,
    now: dateText(Date.now()),
    ...indexStats(accounts.map(({ index }) => index)),
    total: all.length,
    offset,
    limit,
    subscriptions_list: page.length > 0
      ? page.map((subscription) => subDetail(subscription, true))
      : undefined,
  };
}

/** All subscriptions of an account, those of the server itself included. */
function subscriptionsOf(account: Account): SubscriptionRecord[] {
  const ofServer = [...account.subscriptions.values()].map((subscription) =>
    subscriptionRecord(subscription, 0)
  );
  const ofClients = [...account.sessions].flatMap((session) =>
    [...session.subscriptions.values()].map((subscription) => subscriptionRecord(subscription, session.id))
  );
  return [...ofServer, ...ofClients];
}

/** What is counted about some indexes, together. */
export function indexStats(all: readonly SubjectIndex<IndexEntry>[]): Readonly<Record<string, number>> {
  const sizes = all.map(({ stats }) => stats);
  const usage = all.map(({ usage }) => usage);
  const matches = sum(usage, ({ matches }) => matches);
  const cached = sum(sizes, ({ cached }) => cached);
  return {
    num_subscriptions: sum(sizes, ({ count }) => count),
    num_cache: cached,
    num_inserts: sum(usage, ({ inserts }) => inserts),
    num_removes: sum(usage, ({ removes }) => removes),
    num_matches: matches,
    cache_hit_rate: matches === 0 ? 0 : sum(usage, ({ cacheHits }) => cacheHits) / matches,
    max_fanout: Math.max(0, ...usage.map(({ maxFanout }) => maxFanout)),
    avg_fanout: cached === 0 ? 0 : sum(sizes, ({ cachedReferences }) => cachedReferences) / cached,
  };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
