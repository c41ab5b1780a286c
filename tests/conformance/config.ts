/** A session's server options in the language of nats-server's configuration file. */

import type { ServerUser, SubjectPermissions } from "../../src/server/mod.ts";
import type { AccountOptions, Mappings } from "../../src/server/option_types.ts";
import type { SessionServer } from "./script.ts";

/** The configuration text that gives a nats-server the same settings; where it listens is left out. */
export function natsServerConfig(server: SessionServer): string {
  const plain: [string, number | string | boolean | undefined][] = [
    ["max_payload", server.maxPayload],
    ["max_control_line", server.maxControlLine],
    ["max_connections", server.maxConnections],
    ["max_subscriptions", server.maxSubscriptions],
    ["max_subscription_tokens", server.maxSubscriptionTokens],
    ["ping_interval", milliseconds(server.pingIntervalMs)],
    ["ping_max", server.pingMax],
    ["no_header_support", server.noHeaderSupport],
    ["no_auth_user", server.noAuthUser],
  ];
  const lines = plain.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]
  );
  const accounts = Object.entries(server.accounts ?? {}).map((
    [name, account],
  ) => [name, accountValue(account)]);
  return [
    ...lines,
    ...authorization(server),
    ...valueLine("system_account", server.systemAccount),
    ...valueLine("mappings", server.mappings && mappingsValue(server.mappings)),
    ...valueLine("accounts", server.accounts && Object.fromEntries(accounts)),
  ].join("\n") + "\n";
}

/** JSON is part of the language. */
function valueLine(key: string, value: unknown): string[] {
  return value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`];
}

function accountValue({ users, exports, imports, mappings, msgTrace }: AccountOptions): unknown {
  return {
    users: users?.map(({ user, pass, permissions }) => ({ user, password: pass, permissions })),
    exports: exports?.map((
      { responseType, responseThresholdMs, accountTokenPosition, allowTrace, ...plain },
    ) => ({
      ...plain,
      response_type: responseType,
      response_threshold: milliseconds(responseThresholdMs),
      account_token_position: accountTokenPosition,
      allow_trace: allowTrace,
    })),
    imports: imports?.map(({ allowTrace, ...plain }) => ({ ...plain, allow_trace: allowTrace })),
    mappings: mappings && mappingsValue(mappings),
    msg_trace: msgTrace,
  };
}

function mappingsValue(mappings: Mappings): unknown {
  return Object.fromEntries(
    Object.entries(mappings).map(([source, to]) => [
      source,
      typeof to === "string" ? to : to.map(({ weight = 100, ...plain }) => ({ ...plain, weight })),
    ]),
  );
}

function authorization(server: SessionServer): string[] {
  const plain: [string, string | undefined][] = [
    ["user", server.user],
    ["password", server.pass],
    ["token", server.token],
    ["timeout", milliseconds(server.authTimeoutMs)],
  ];
  const lines = plain.flatMap(([key, value]) =>
    value === undefined ? [] : [`  ${key}: ${JSON.stringify(value)}`]
  );
  if (server.users) lines.push("  users: [", ...server.users.map((user) => `    ${userText(user)}`), "  ]");
  return lines.length === 0 ? [] : ["authorization {", ...lines, "}"];
}

function userText({ user, pass, permissions }: ServerUser): string {
  const rules = Object.entries(permissions ?? {}).map(([way, rule]) => `${way}: ${ruleText(rule)}`);
  const text = rules.length === 0 ? "" : `, permissions: {${rules.join(", ")}}`;
  return `{user: ${JSON.stringify(user)}, password: ${JSON.stringify(pass)}${text}}`;
}

function ruleText(rule: SubjectPermissions): string {
  if (!("allow" in rule || "deny" in rule)) return JSON.stringify(rule);
  return `{${
    Object.entries(rule).map(([way, subjects]) => `${way}: ${JSON.stringify(subjects)}`).join(", ")
  }}`;
}

function milliseconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${ms}ms`;
}
