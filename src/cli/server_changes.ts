/** What a reload changed, in the lines of nats-server. [nats-server reload.go] */

import { durationText } from "../server/config/duration.ts";
import type { ServerOptions } from "../server/option_types.ts";

/** How an option is told of: by its name in files, and its value where that is nobody's secret. */
type Telling = readonly [name: string, value?: (options: ServerOptions) => unknown];

const plain = (name: string, option: keyof ServerOptions): Telling => [name, (options) => options[option]];
const time = (name: string, option: keyof ServerOptions): Telling => {
  return [name, (options) => {
    const ms = options[option];
    return typeof ms === "number" ? durationText(ms) : ms;
  }];
};

/** What is told of each option; one that is missing here is told by its name in code. */
const TELLINGS: { readonly [option in keyof ServerOptions]?: Telling } = {
  clientAdvertise: plain("client_advertise", "clientAdvertise"),
  serverTags: ["tags"],
  serverMetadata: ["metadata"],
  maxPayload: plain("max_payload", "maxPayload"),
  maxControlLine: plain("max_control_line", "maxControlLine"),
  maxPending: plain("max_pending", "maxPending"),
  maxConnections: plain("max_connections", "maxConnections"),
  maxSubscriptions: plain("max_subscriptions", "maxSubscriptions"),
  maxSubscriptionTokens: plain("max_subscription_tokens", "maxSubscriptionTokens"),
  maxClosedClients: plain("max_closed_clients", "maxClosedClients"),
  pingIntervalMs: time("ping_interval", "pingIntervalMs"),
  pingMax: plain("ping_max", "pingMax"),
  writeDeadlineMs: time("write_deadline", "writeDeadlineMs"),
  authTimeoutMs: time("authorization timeout", "authTimeoutMs"),
  lameDuckDurationMs: time("lame_duck_duration", "lameDuckDurationMs"),
  lameDuckGracePeriodMs: time("lame_duck_grace_period", "lameDuckGracePeriodMs"),
  user: ["authorization username"],
  pass: ["authorization password"],
  token: ["authorization token"],
  users: ["authorization users"],
  defaultPermissions: ["default_permissions"],
  noAuthUser: ["no_auth_user"],
  accounts: ["accounts"],
  mappings: ["mappings"],
  tls: ["tls", (options) => options.tls === undefined ? "disabled" : "enabled"],
  websocket: ["websocket"],
  monitor: ["http"],
  pidFile: plain("pid_file", "pidFile"),
  portsFileDir: plain("ports_file_dir", "portsFileDir"),
  maxTracedMsgLen: plain("max_traced_msg_len", "maxTracedMsgLen"),
  traceHeaders: plain("trace_headers", "traceHeaders"),
};

/** The parts of `log`, which are options of their own in a file. */
const LOG_NAMES = {
  debug: "debug",
  trace: "trace",
  traceVerbose: "trace_verbose",
  file: "log_file",
  sizeLimit: "log_size_limit",
  maxFiles: "log_max_num",
  time: "logtime",
  timeUtc: "logtime_utc",
} as const;

/** Options that are about the process and not about the server. */
const UNTOLD: readonly (keyof ServerOptions)[] = ["log", "logger", "clock", "hooks", "configDigest"];

/** A line for each option that is another one now. */
export function changesBetween(before: ServerOptions, after: ServerOptions): string[] {
  const lines: string[] = [];
  const tell = (name: string, value?: unknown): void => {
    lines.push(`Reloaded: ${name}${value === undefined ? "" : ` = ${value}`}`);
  };
  for (const [part, name] of Object.entries(LOG_NAMES)) {
    const [old, now] = [before, after].map(({ log }) => log?.[part as keyof typeof LOG_NAMES]);
    if (old !== now) tell(name, now ?? "default");
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof ServerOptions>;
  for (const option of names) {
    if (UNTOLD.includes(option) || JSON.stringify(before[option]) === JSON.stringify(after[option])) continue;
    const [name, value] = TELLINGS[option] ?? [option];
    tell(name, value === undefined ? undefined : value(after) ?? "default");
  }
  return lines;
}
