/** The flags of `natwire server`: nats-server's names and meanings. [nats-server opts.go ConfigureOptions] */

import { InvalidArgumentError } from "../errors.ts";
import type { LogSettings } from "../observe/file_log.ts";
import type { Flag, NumberFlag, SwitchFlag, TextFlag } from "./flags.ts";

/** The address nats-server binds to when told nothing: all of them. */
export const DEFAULT_HOST = "0.0.0.0";

/** The port of NATS. */
export const DEFAULT_PORT = 4222;

type Writable<T> = { -readonly [name in keyof T]: T[name] };

/** What the flags say of TLS; together they stand in the place of the file's `tls`. */
export interface TlsFlags {
  /** False takes TLS away, whatever the file says. */
  on?: boolean;
  certFile?: string;
  keyFile?: string;
  caFile?: string;
  verify?: boolean;
}

/** What the flags say. Whatever is left out is for the configuration file to say. */
export interface ServerFlags {
  host?: string;
  /** Here and in the next two, 0 is any free port; on the command line that is -1, as in nats-server. */
  port?: number;
  httpPort?: number;
  httpsPort?: number;
  serverName?: string;
  clientAdvertise?: string;
  user?: string;
  pass?: string;
  token?: string;
  pidFile?: string;
  portsFileDir?: string;
  maxTracedMsgLen?: number;
  log: Writable<LogSettings>;
  tls: TlsFlags;

  /** The configuration file. */
  config?: string;
  /** Only looks whether that is good. */
  test: boolean;
  /** Only sends this signal: `reload` or `reload=1234`. */
  signal?: string;
  /** Only shows this. */
  show?: "help" | "help_tls" | "version";
}

/** What holds when no flag is given. */
export function defaultServerFlags(): ServerFlags {
  return { log: {}, tls: {}, test: false };
}

/** A flag for a text; as in nats-server, an empty one says nothing. */
function text(
  names: readonly string[],
  value: string,
  help: string,
  set: (flags: ServerFlags, text: string) => void,
): TextFlag<ServerFlags> {
  return {
    names,
    kind: "text",
    value,
    help,
    set: (flags, given) => given === "" ? undefined : set(flags, given),
  };
}

function number(
  names: readonly string[],
  value: string,
  help: string,
  set: (flags: ServerFlags, number: number) => void,
): NumberFlag<ServerFlags> {
  return { names, kind: "number", value, help, set };
}

function onOff(
  names: readonly string[],
  help: string,
  set: (flags: ServerFlags, on: boolean) => void,
): SwitchFlag<ServerFlags> {
  return { names, kind: "switch", help, set };
}

const serverSection: readonly Flag<ServerFlags>[] = [
  text(["a", "addr", "net"], "<host>", `Bind to this address (default: ${DEFAULT_HOST})`, (flags, host) => {
    flags.host = host;
  }),
  number(["p", "port"], "<port>", `Port for clients; -1 takes any free one (default: ${DEFAULT_PORT})`, (
    flags,
    port,
  ) => setPort(flags, "port", port)),
  text(["n", "name", "server_name"], "<name>", "Server name (default: the server id)", (flags, name) => {
    flags.serverName = name;
  }),
  text(["P", "pid"], "<file>", "Write the process id to this file", (flags, file) => flags.pidFile = file),
  number(["m", "http_port"], "<port>", "Port for monitoring by HTTP, on 127.0.0.1", (flags, port) => {
    setPort(flags, "httpPort", port);
  }),
  number(["ms", "https_port"], "<port>", "Port for monitoring by HTTPS, on 127.0.0.1", (flags, port) => {
    setPort(flags, "httpsPort", port);
  }),
  text(["c", "config"], "<file>", "Configuration file; flags override it", (flags, file) => {
    flags.config = file;
  }),
  onOff(["t"], "Test the configuration file and exit", (flags, on) => flags.test = on),
  text(
    ["sl", "signal"],
    "<signal>[=<pid>]",
    "Send ldm, stop, quit, term, reopen or reload to a server; <pid> may be a file",
    (flags, signal) => flags.signal = signal,
  ),
  text(["client_advertise"], "<host:port>", "What clients are told to connect to", (flags, url) => {
    flags.clientAdvertise = url;
  }),
  text(
    ["ports_file_dir"],
    "<dir>",
    "Write natwire_<pid>.ports, with the URLs as JSON, to this folder",
    (flags, folder) => flags.portsFileDir = folder,
  ),
];

const logSection: readonly Flag<ServerFlags>[] = [
  text(["l", "log"], "<file>", "Log to this file (default: standard error)", (flags, file) => {
    flags.log.file = file;
  }),
  number(["log_size_limit"], "<bytes>", "Put the log file aside when it is larger", (flags, limit) => {
    if (limit > 0) flags.log.sizeLimit = limit;
  }),
  onOff(["T", "logtime"], "Log the time of each entry (default: true)", (flags, on) => flags.log.time = on),
  onOff(["logtime_utc"], "Log times in UTC instead of local time", (flags, on) => flags.log.timeUtc = on),
  onOff(["D", "debug"], "Log what the server does in detail", (flags, on) => flags.log.debug = on),
  onOff(["V", "trace"], "Log the protocol as it passes", (flags, on) => flags.log.trace = on),
  onOff(["VV"], "-V, and that of the system account too", (flags, on) => {
    flags.log.trace = flags.log.traceVerbose = on;
  }),
  onOff(["DV"], "Both: -D and -V", (flags, on) => flags.log.debug = flags.log.trace = on),
  onOff(["DVV"], "Both: -D and -VV", (flags, on) => {
    flags.log.debug = flags.log.trace = flags.log.traceVerbose = on;
  }),
  number(
    ["max_traced_msg_len"],
    "<bytes>",
    "How much of a message -V shows (default: all)",
    (flags, most) => {
      if (most > 0) flags.maxTracedMsgLen = most;
    },
  ),
];

const loginSection: readonly Flag<ServerFlags>[] = [
  text(["user"], "<user>", "User that clients must name", (flags, user) => flags.user = user),
  text(["pass"], "<password>", "Password that clients must give", (flags, pass) => flags.pass = pass),
  text(["auth"], "<token>", "Token that clients must give", (flags, token) => flags.token = token),
  onOff(["tls"], "Take clients over TLS", (flags, on) => flags.tls.on = on),
  text(["tlscert"], "<file>", "Server certificate", (flags, file) => flags.tls.certFile = file),
  text(["tlskey"], "<file>", "Private key of the server certificate", (flags, file) => {
    flags.tls.keyFile = file;
  }),
  onOff(["tlsverify"], "Take clients over TLS, and only with a certificate", (flags, on) => {
    flags.tls.verify = on;
  }),
  text(["tlscacert"], "<file>", "Authorities that client certificates come from", (flags, file) => {
    flags.tls.caFile = file;
  }),
];

const commonSection: readonly Flag<ServerFlags>[] = [
  onOff(["h", "help"], "Show this message", (flags, on) => show(flags, on, "help")),
  onOff(["help_tls"], "Show what the configuration file says of TLS", (flags, on) => {
    show(flags, on, "help_tls");
  }),
  onOff(["v", "version"], "Show the version", (flags, on) => show(flags, on, "version")),
];

/** The flags of nats-server that natwire does not have: what each is about, what to use instead, the names. */
const missing: readonly (readonly [about: string, instead: string, names: readonly (readonly string[])[]])[] =
  [
    ["syslog", "log to a file with -l, or hand standard error to a program such as logger", [
      ["s", "syslog"],
      ["r", "remote_syslog"],
    ]],
    ["JetStream", "use nats-server where streams are needed", [["js", "jetstream"], ["sd", "store_dir"]]],
    ["clustering", "one natwire serves one machine; past that use a nats-server cluster", [
      ["routes"],
      ["cluster", "cluster_listen"],
      ["cluster_name"],
      ["cluster_advertise"],
      ["no_advertise"],
      ["connect_retries"],
    ]],
    ["profiling", "use the profiler of the runtime, such as node --cpu-prof or --inspect", [["profile"]]],
  ];

/** The whole table, the flags that are missing last. */
export const serverFlags: readonly Flag<ServerFlags>[] = [
  ...serverSection,
  ...logSection,
  ...loginSection,
  ...commonSection,
  ...missing.flatMap(([help, instead, flags]) => {
    return flags.map((names) => ({ names, kind: "missing" as const, help, instead }));
  }),
];

/** 0 says nothing, and -1 any free port. [nats-server opts.go setBaselineOptions, monitor.go] */
function setPort(flags: ServerFlags, name: "port" | "httpPort" | "httpsPort", port: number): void {
  if (port < -1 || port > 65535) {
    throw new InvalidArgumentError(
      `${port} is no port: ports are 1 to 65535, and -1 stands for any free one.`,
    );
  }
  if (port === 0) delete flags[name];
  else flags[name] = Math.max(port, 0);
}

function show(flags: ServerFlags, on: boolean, what: "help" | "help_tls" | "version"): void {
  if (on) flags.show = what;
  else delete flags.show;
}
