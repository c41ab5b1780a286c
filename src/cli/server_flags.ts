/** The flags of `natwire server`: nats-server's names and meanings. [nats-server opts.go ConfigureOptions] */

import { InvalidArgumentError } from "../errors.ts";
import type { Flag } from "./flags.ts";

/** The address nats-server binds to when told nothing: all of them. */
const DEFAULT_HOST = "0.0.0.0";

/** The port of NATS. */
const DEFAULT_PORT = 4222;

/** What the flags say. */
export interface ServerFlags {
  host: string;
  /** 0 is any free port here; on the command line that is -1, as in nats-server. */
  port: number;
  name?: string;
  user?: string;
  pass?: string;
  token?: string;
  pidFile?: string;
  portsFileDir?: string;
  logTime: boolean;
  logTimeUtc: boolean;
  debug: boolean;
  trace: boolean;
  show?: "help" | "version";
}

/** What holds when no flag is given. */
export function defaultServerFlags(): ServerFlags {
  return {
    host: DEFAULT_HOST,
    port: DEFAULT_PORT,
    logTime: true,
    logTimeUtc: false,
    debug: false,
    trace: false,
  };
}

/** The flags that work. */
const present: readonly Flag<ServerFlags>[] = [
  {
    names: ["a", "addr", "net"],
    kind: "text",
    value: "<host>",
    help: `Bind to this address (default: ${DEFAULT_HOST})`,
    set: (flags, text) => flags.host = text === "" ? DEFAULT_HOST : text,
  },
  {
    names: ["p", "port"],
    kind: "number",
    value: "<port>",
    help: `Port for clients; -1 takes any free one (default: ${DEFAULT_PORT})`,
    set: (flags, port) => flags.port = readPort(port),
  },
  {
    names: ["n", "name", "server_name"],
    kind: "text",
    value: "<name>",
    help: "Server name (default: the server id)",
    set: (flags, text) => flags.name = text,
  },
  {
    names: ["P", "pid"],
    kind: "text",
    value: "<file>",
    help: "Write the process id to this file",
    set: (flags, text) => flags.pidFile = text,
  },
  {
    names: ["ports_file_dir"],
    kind: "text",
    value: "<dir>",
    help: "Write natwire_<pid>.ports, with the URLs as JSON, to this folder",
    set: (flags, text) => flags.portsFileDir = text,
  },
  {
    names: ["user"],
    kind: "text",
    value: "<user>",
    help: "User that clients must name",
    set: (flags, text) => flags.user = text,
  },
  {
    names: ["pass"],
    kind: "text",
    value: "<password>",
    help: "Password that clients must give",
    set: (flags, text) => flags.pass = text,
  },
  {
    names: ["auth"],
    kind: "text",
    value: "<token>",
    help: "Token that clients must give",
    set: (flags, text) => flags.token = text,
  },
  {
    names: ["T", "logtime"],
    kind: "switch",
    help: "Log the time of each entry (default: true)",
    set: (flags, on) => flags.logTime = on,
  },
  {
    names: ["logtime_utc"],
    kind: "switch",
    help: "Log times in UTC instead of local time",
    set: (flags, on) => flags.logTimeUtc = on,
  },
  {
    names: ["D", "debug"],
    kind: "switch",
    help: "Log what the server does in detail",
    set: (flags, on) => flags.debug = on,
  },
  {
    names: ["V", "trace", "VV"],
    kind: "switch",
    help: "Log the protocol as it passes (no effect yet)",
    set: (flags, on) => flags.trace = on,
  },
  {
    names: ["DV", "DVV"],
    kind: "switch",
    help: "Both: -D and -V",
    set: (flags, on) => flags.debug = flags.trace = on,
  },
  {
    names: ["h", "help"],
    kind: "switch",
    help: "Show this message",
    set: (flags, on) => show(flags, on, "help"),
  },
  {
    names: ["v", "version"],
    kind: "switch",
    help: "Show the version",
    set: (flags, on) => show(flags, on, "version"),
  },
];

/** The flags of nats-server that are not there yet, by what they are about. */
const missing: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  ["monitoring", [["m", "http_port"], ["ms", "https_port"]]],
  ["the configuration file", [["c", "config"], ["t"]]],
  ["signals to a running server", [["sl", "signal"]]],
  ["advertising", [["client_advertise"]]],
  ["logging", [["l", "log"], ["s", "syslog"], ["r", "remote_syslog"], ["log_size_limit"], [
    "max_traced_msg_len",
  ]]],
  ["JetStream", [["js", "jetstream"], ["sd", "store_dir"]]],
  ["TLS", [["tls"], ["tlscert"], ["tlskey"], ["tlsverify"], ["tlscacert"], ["help_tls"]]],
  ["clustering", [
    ["routes"],
    ["cluster", "cluster_listen"],
    ["cluster_name"],
    ["cluster_advertise"],
    ["no_advertise"],
    ["connect_retries"],
  ]],
  ["profiling", [["profile"]]],
];

/** The whole table, the flags that are missing last. */
export const serverFlags: readonly Flag<ServerFlags>[] = [
  ...present,
  ...missing.flatMap(([help, flags]) => flags.map((names) => ({ names, kind: "missing" as const, help }))),
];

/** 0 is the default port and -1 any free one. [nats-server opts.go setBaselineOptions] */
function readPort(port: number): number {
  if (port === -1) return 0;
  if (port === 0) return DEFAULT_PORT;
  if (port > 0 && port <= 65535) return port;
  throw new InvalidArgumentError(`${port} is no port: ports are 1 to 65535, and -1 stands for any free one.`);
}

function show(flags: ServerFlags, on: boolean, what: "help" | "version"): void {
  if (on) flags.show = what;
  else delete flags.show;
}
