/** The options at the top of a configuration file. [nats-server opts.go processConfigFileLine] */

import type { LogSettings } from "../../observe/file_log.ts";
import type { ServerOptions } from "../option_types.ts";
import { accountsOption } from "./accounts.ts";
import { authorizationOption } from "./authorization.ts";
import type { ConfigDraft } from "./draft.ts";
import { durationMs, durationText } from "./duration.ts";
import { mappings } from "./mappings.ts";
import type { Notes } from "./notes.ts";
import {
  bool,
  countOrDefault,
  countOrUnlimited,
  duration,
  integer,
  listen,
  port,
  size32,
  text,
  textMap,
  wholeMs,
  wrongType,
} from "./readers.ts";
import { type Draft, field, type Option, type OptionTable, type Reader, tableOf } from "./table.ts";
import { tls } from "./tls.ts";
import { unsupportedIn } from "./unsupported.ts";
import { type ConfigValue, typeName } from "./value.ts";
import { websocket } from "./websocket.ts";

/** A lame duck takes this long at least. [nats-server opts.go] */
const MIN_LAME_DUCK_MS = 30_000;

const MAX_SUBSCRIPTION_TOKENS = 255;

/** An option that goes into a field of the options as it was read. */
function option<Name extends keyof ServerOptions>(
  names: string | readonly string[],
  name: Name,
  read: Reader<Draft<ServerOptions>[Name]>,
): Option<ConfigDraft> {
  const inner = field<Draft<ServerOptions>, Name>(names, name, read);
  return { names: inner.names, read: (value, into, notes, as) => inner.read(value, into.options, notes, as) };
}

/** An option of the log; `and` is what it switches on or off besides. */
function logOption<Name extends keyof LogSettings>(
  names: string | readonly string[],
  name: Name,
  read: Reader<Draft<LogSettings>[Name]>,
  and?: "trace",
): Option<ConfigDraft> {
  const inner = field<Draft<LogSettings>, Name>(names, name, read);
  return {
    names: inner.names,
    read(value, into, notes, as) {
      inner.read(value, into.log, notes, as);
      if (and !== undefined && typeof value.value === "boolean") into.log[and] = value.value;
    },
  };
}

const serverName: Reader<string> = (value, notes, name) => {
  const read = text(value, notes, name);
  return read?.includes(" ") ? notes.problem(value, "server name cannot contain spaces") : read;
};

const subscriptionTokens: Reader<number> = (value, notes, name) => {
  const read = integer(value, notes);
  if (read === undefined) return undefined;
  if (read > MAX_SUBSCRIPTION_TOKENS) return notes.problem(value, `${name} value is too big`);
  return read > 0 ? read : notes.problem(value, `${name} value can not be negative`);
};

/** None may connect where a file says 0, or less. */
const maxConnections: Reader<number> = (value, notes) => {
  const read = integer(value, notes);
  return read === undefined ? undefined : Math.max(0, read);
};

/** A duration of a lame duck, which is never a bare number; `check` finds what is wrong with it. */
function lameDuck(check: (ms: number) => string | undefined): Reader<number> {
  return (value, notes, name) => {
    if (typeof value.value !== "string") return wrongType(value, notes, "string");
    const ms = durationMs(value.value);
    const wrong = typeof ms === "number" ? check(ms) : undefined;
    if (wrong !== undefined) return notes.problem(value, wrong);
    return wholeMs(ms, value, notes, name, `error parsing ${name}: `);
  };
}

const serverTags: Reader<readonly string[]> = (value, notes) => {
  const entries = Array.isArray(value.value) ? value.value : [value];
  const tags = entries.flatMap((entry) => {
    if (typeof entry.value === "string") return [entry.value.trim().toLowerCase()];
    const where = entry === value ? "" : " where string is expected";
    notes.problem(value, `error parsing tags: unsupported type ${typeName(entry.value)}${where}`);
    return [];
  });
  return [...new Set(tags)];
};

/** What this server does by itself is all that may be asked for. */
const writeTimeout: Option<ConfigDraft> = {
  names: ["write_timeout"],
  read(value, _into, notes) {
    const { value: written } = value;
    if (written === "default" || written === "close") return;
    if (typeof written !== "string") wrongType(value, notes, "string");
    else if (written === "retry") {
      notes.problem(value, '"write_timeout" is not supported: clients that take too long are closed');
    } else notes.problem(value, "write_timeout must be 'default', 'close' or 'retry'");
  },
};

function monitorPort(
  names: readonly string[],
  scheme: "http" | "https",
  withHost: boolean,
): Option<ConfigDraft> {
  return {
    names,
    read(value, { monitor }, notes, name) {
      const read = withHost ? listen(value, notes, name) : portOnly(value, notes, name);
      if (read === undefined) return;
      if (read.host !== undefined) monitor.host = read.host;
      if (read.port === undefined) delete monitor[scheme];
      else monitor[scheme] = { port: read.port, place: value };
    },
  };
}

function portOnly(value: ConfigValue, notes: Notes, name: string): { host?: string; port?: number } {
  const read = port(value, notes, name);
  return read === undefined ? {} : { port: read };
}

/** All options of a file that this server has. */
export const serverOptions: OptionTable<ConfigDraft> = tableOf<ConfigDraft>(
  {
    names: ["listen"],
    read(value, into, notes, name) {
      Object.assign(into.options, listen(value, notes, name));
    },
  },
  option(["host", "net"], "host", text),
  option("port", "port", port),
  option("client_advertise", "clientAdvertise", text),
  option("server_name", "serverName", serverName),
  option("server_tags", "serverTags", serverTags),
  option(
    "server_metadata",
    "serverMetadata",
    textMap("error parsing metadata", (_key, type) => `expected string, got ${type}`),
  ),
  option("max_payload", "maxPayload", size32),
  option("max_control_line", "maxControlLine", size32),
  option("max_pending", "maxPending", countOrDefault),
  option(["max_connections", "max_conn"], "maxConnections", maxConnections),
  option(["max_subscriptions", "max_subs"], "maxSubscriptions", countOrUnlimited),
  option(["max_subscription_tokens", "max_sub_tokens"], "maxSubscriptionTokens", subscriptionTokens),
  option("max_closed_clients", "maxClosedClients", countOrDefault),
  option("ping_interval", "pingIntervalMs", duration),
  option("ping_max", "pingMax", countOrDefault),
  option("write_deadline", "writeDeadlineMs", duration),
  writeTimeout,
  option(
    "lame_duck_duration",
    "lameDuckDurationMs",
    lameDuck((ms) => {
      if (ms >= MIN_LAME_DUCK_MS) return undefined;
      return `invalid lame_duck_duration of ${durationText(ms)}, minimum is 30 seconds`;
    }),
  ),
  option(
    "lame_duck_grace_period",
    "lameDuckGracePeriodMs",
    lameDuck((ms) => ms >= 0 ? undefined : "invalid lame_duck_grace_period, needs to be positive"),
  ),
  option("no_header_support", "noHeaderSupport", bool),
  option("no_fast_producer_stall", "noFastProducerStall", bool),
  authorizationOption,
  accountsOption,
  option("no_auth_user", "noAuthUser", text),
  option(["system_account", "system"], "systemAccount", (value, notes, name) => {
    if (typeof value.value === "string") return text(value, notes, name);
    return notes.problem(value, "system account name must be a string");
  }),
  option(["no_system_account", "no_system", "no_sys_acc"], "noSystemAccount", bool),
  option(["mappings", "maps"], "mappings", mappings),
  option("tls", "tls", tls),
  option("allow_non_tls", "allowNonTls", bool),
  option(["websocket", "ws"], "websocket", websocket),
  monitorPort(["http"], "http", true),
  monitorPort(["http_port", "monitor_port"], "http", false),
  monitorPort(["https"], "https", true),
  monitorPort(["https_port"], "https", false),
  {
    names: ["http_base_path"],
    read(value, { monitor }, notes, name) {
      const read = text(value, notes, name);
      if (read !== undefined) monitor.basePath = read;
    },
  },
  logOption("debug", "debug", bool),
  logOption("trace", "trace", bool),
  logOption("trace_verbose", "traceVerbose", bool, "trace"),
  {
    names: ["trace_headers"],
    read(value, { options, log }, notes, name) {
      const read = bool(value, notes, name);
      if (read !== undefined) options.traceHeaders = log.trace = read;
    },
  },
  logOption("logtime", "time", bool),
  logOption("logtime_utc", "timeUtc", bool),
  logOption(["log_file", "logfile"], "file", text),
  logOption(["log_size_limit", "logfile_size_limit"], "sizeLimit", countOrUnlimited),
  logOption(["log_max_num", "logfile_max_num"], "maxFiles", countOrUnlimited),
  option("max_traced_msg_len", "maxTracedMsgLen", countOrUnlimited),
  option(["pid_file", "pidfile"], "pidFile", text),
  option("ports_file_dir", "portsFileDir", text),
  ...unsupportedIn(""),
);
