/**
 * The names that options may have. A name that is none would say nothing and be passed over: `permission` would leave
 * a user with all rights. TypeScript finds such names in literals only; a file of nats-server's with one is refused.
 */

import { InvalidArgumentError } from "../errors.ts";
import type { LogSettings } from "../observe/file_log.ts";
import type { ServerHooks } from "./hooks.ts";
import type {
  AccountExport,
  AccountImport,
  AccountLimits,
  AccountOptions,
  ImportSource,
  LatencyOptions,
  MonitorOptions,
  ServerOptions,
  ServerTlsOptions,
  ServerUser,
  WebSocketOptions,
} from "./option_types.ts";

/** What stands at a name: an object with names of its own, a list of such, some by free names, or what others check. */
type Below =
  | null
  | { readonly kind: "object" | "list" | "named"; readonly names: Names };

type Names = Readonly<Record<string, Below>>;

/** All names of a type, so that none is forgotten when the type gets another one. */
type NamesOf<T> = { readonly [Name in keyof T]-?: Below };

const object = <T>(names: NamesOf<T>): Below => ({ kind: "object", names });
const list = <T>(names: NamesOf<T>): Below => ({ kind: "list", names });
const named = <T>(names: NamesOf<T>): Below => ({ kind: "named", names });

const users = list<ServerUser>({
  user: null,
  pass: null,
  nkey: null,
  permissions: null,
  allowedConnectionTypes: null,
});

const source = object<ImportSource>({ account: null, subject: null });

const account: NamesOf<AccountOptions> = {
  nkey: null,
  users,
  exports: list<AccountExport>({
    stream: null,
    service: null,
    accounts: null,
    responseType: null,
    responseThresholdMs: null,
    latency: object<LatencyOptions>({ subject: null, sampling: null }),
    accountTokenPosition: null,
    allowTrace: null,
  }),
  imports: list<AccountImport>({
    stream: source,
    service: source,
    prefix: null,
    to: null,
    share: null,
    allowTrace: null,
  }),
  mappings: null,
  limits: object<AccountLimits>({
    maxConnections: null,
    maxSubscriptions: null,
    maxPayload: null,
    maxLeafnodes: null,
  }),
  defaultPermissions: null,
  msgTrace: object<NonNullable<AccountOptions["msgTrace"]>>({ dest: null, sampling: null }),
};

const tls = object<ServerTlsOptions>({
  cert: null,
  certFile: null,
  key: null,
  keyFile: null,
  ca: null,
  caFile: null,
  verify: null,
  verifyAndMap: null,
  timeoutMs: null,
  handshakeFirst: null,
  pinnedCerts: null,
  connectionRateLimit: null,
  minVersion: null,
  cipherSuites: null,
  curvePreferences: null,
});

const websocket = object<WebSocketOptions>({
  host: null,
  port: null,
  advertise: null,
  tls,
  noTls: null,
  sameOrigin: null,
  allowedOrigins: null,
  compression: null,
  handshakeTimeoutMs: null,
  headers: null,
  pingIntervalMs: null,
  user: null,
  pass: null,
  token: null,
  authTimeoutMs: null,
  noAuthUser: null,
  jwtCookie: null,
  userCookie: null,
  passCookie: null,
  tokenCookie: null,
});

const log = object<LogSettings>({
  debug: null,
  trace: null,
  traceVerbose: null,
  file: null,
  sizeLimit: null,
  maxFiles: null,
  time: null,
  timeUtc: null,
});

const hooks = object<ServerHooks>({
  authenticate: null,
  onConnect: null,
  onDisconnect: null,
  onPublish: null,
  onReloadRequest: null,
});

const server: NamesOf<ServerOptions> = {
  host: null,
  port: null,
  clientAdvertise: null,
  serverName: null,
  serverTags: null,
  serverMetadata: null,
  maxPayload: null,
  maxControlLine: null,
  maxPending: null,
  maxConnections: null,
  maxSubscriptions: null,
  maxSubscriptionTokens: null,
  maxClosedClients: null,
  pingIntervalMs: null,
  pingMax: null,
  writeDeadlineMs: null,
  authTimeoutMs: null,
  lameDuckDurationMs: null,
  lameDuckGracePeriodMs: null,
  noHeaderSupport: null,
  noFastProducerStall: null,
  user: null,
  pass: null,
  token: null,
  users,
  defaultPermissions: null,
  noAuthUser: null,
  accounts: named(account),
  systemAccount: null,
  noSystemAccount: null,
  mappings: null,
  tls,
  allowNonTls: null,
  websocket,
  monitor: object<MonitorOptions>({ host: null, port: null, tls, basePath: null }),
  hooks,
  logger: null,
  log,
  pidFile: null,
  portsFileDir: null,
  maxTracedMsgLen: null,
  traceHeaders: null,
  clock: null,
  configDigest: null,
};

/** Whether there is an option of a server with this name. */
export function isOptionName(name: string): boolean {
  return Object.hasOwn(server, name);
}

/**
 * Checks that each name in the options is one that there is. Objects with a class of their own are not looked at: they
 * may have fields besides.
 *
 * @throws {InvalidArgumentError} naming the first that is none, or what is no object or no list.
 */
export function checkOptionNames(options: ServerOptions): void {
  if (!isObject(options)) throw new InvalidArgumentError("the options of a server must be an object");
  checkNames("", options, server);
}

function checkNames(path: string, options: object, names: Names): void {
  if (!isPlain(options)) return;
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(names, name)) throw unknown(path, name, names);
    check(path + name, value, names[name]!);
  }
}

function check(path: string, value: unknown, below: Below): void {
  if (below === null) return;
  const { kind, names } = below;
  if (kind === "list") {
    if (!Array.isArray(value)) throw InvalidArgumentError.format(path, "must be a list");
    value.forEach((each: unknown, at) => check(`${path}[${at}]`, each, { kind: "object", names }));
    return;
  }
  if (!isObject(value)) throw InvalidArgumentError.format(path, "must be an object");
  if (kind === "object") return checkNames(`${path}.`, value, names);
  for (const [name, each] of Object.entries(value)) {
    check(`${path}.${name}`, each, { kind: "object", names });
  }
}

/** Says what the name is here, where it is written as in a configuration file. */
function unknown(path: string, name: string, names: Names): InvalidArgumentError {
  const here = name.replace(/_+([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const known = [here, `${here}Ms`].find((each) => Object.hasOwn(names, each));
  const hint = known === undefined ? "" : `; there is '${known}'`;
  return InvalidArgumentError.format(path + name, `is no option of a server${hint}`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
