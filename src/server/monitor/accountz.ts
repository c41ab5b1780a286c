/** `/accountz` and `/accstatz`: the accounts. [nats-server monitor.go Accountz, AccountStatz, events.go AccountStat] */

import type { Account } from "../accounts/account.ts";
import { describeLinks, describeResponses } from "../accounts/describe.ts";
import type { ServerState } from "../state.ts";
import type { Traffic } from "../subscription.ts";
import type { Parameters, Query } from "./query.ts";
import { indexStats } from "./subsz.ts";
import { dateText, type Json, MonitorError } from "./values.ts";

/** The options of `/accountz`. */
export const ACCOUNTZ_PARAMETERS = {
  account: ["acc", "account", "text"],
} as const satisfies Parameters;

/** The options of `/accstatz`. */
export const ACCSTATZ_PARAMETERS = {
  unused: ["unused", "include_unused", "bool"],
  accounts: [null, "accounts", "texts"],
} as const satisfies Parameters;

/** Answers `/accountz`. */
export function accountz(server: ServerState, query: Query): Json {
  const { account } = query;
  const common = {
    server_id: server.info.server_id,
    now: dateText(Date.now()),
    system_account: server.systemAccount?.name,
  };
  if (account === undefined) return { ...common, accounts: [...server.accounts.keys()] };
  const found = server.accounts.get(String(account));
  if (found === undefined) {
    throw new MonitorError(400, `Account ${account} does not exist`);
  }
  return { ...common, account_detail: accountDetail(found) };
}

/** An account in detail. */
export function accountDetail(account: Account): Json {
  return {
    account_name: account.name,
    update_time: dateText(account.updatedMs),
    is_system: account.isSystem || undefined,
    expired: false,
    complete: true,
    jetstream_enabled: false,
    leafnode_connections: 0,
    client_connections: account.sessions.size,
    subscriptions: account.index.count,
    ...describeLinks(account),
    name_tag: account.name,
    sublist_stats: indexStats([account.index]),
    responses: describeResponses(account),
  };
}

/** Answers `/accstatz`. */
export function accstatz(server: ServerState, query: Query): Json {
  const { unused, accounts } = query;
  const wanted = Array.isArray(accounts) && accounts.length > 0
    ? accounts.flatMap((name) => server.accounts.get(name) ?? [])
    : [...server.accounts.values()].filter(({ sessions }) => unused === true || sessions.size > 0);
  return {
    server_id: server.info.server_id,
    now: dateText(Date.now()),
    account_statz: wanted.map(accountStat),
  };
}

/** What an account has done. */
export function accountStat(account: Account): Json {
  const traffic: Traffic = account.clientTraffic();
  return {
    acc: account.name,
    name: account.name,
    conns: account.sessions.size,
    leafnodes: 0,
    total_conns: account.sessions.size,
    num_subscriptions: account.index.count,
    sent: dataStats(traffic.outMsgs, traffic.outBytes),
    received: dataStats(traffic.inMsgs, traffic.inBytes),
    slow_consumers: account.slowConsumers,
  };
}

function dataStats(msgs: number, bytes: number): Json {
  const none = { msgs: 0, bytes: 0 };
  return { msgs, bytes, gateways: none, routes: none, leafs: none };
}
