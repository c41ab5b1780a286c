/** What the options of a server default to, and the check of each. What they mean is in `option_types.ts`. */

import { InvalidArgumentError } from "../errors.ts";
import { silentLogger } from "../observe/logger.ts";
import { systemClock } from "../transport/clock.ts";
import { DEFAULT_MAX_CONTROL_LINE, DEFAULT_MAX_PAYLOAD } from "../wire/limits.ts";
import type {
  AccountOptions,
  ConnectionType,
  ServerOptions,
  ServerTlsOptions,
  ServerUser,
} from "./option_types.ts";
import { decodePublicKey, Prefix } from "../nkeys/text.ts";
import { findBadHash, isBcryptHash } from "./auth/bcrypt.ts";
import { checkOptionNames } from "./option_names.ts";
import { checkPermissions, type Permissions } from "./permissions.ts";

/** How long a TLS handshake may take where nothing else is said, ms. [nats-server TLS_TIMEOUT] */
export const DEFAULT_TLS_TIMEOUT_MS = 2000;

/** What the handshake adds to the time for the credentials, ms. [nats-server opts.go getDefaultAuthTimeout] */
const AFTER_TLS_MS = 1000;

/** The integers among the options: default, least and largest value. */
const INTEGERS = {
  port: [4222, 0, 65535],
  maxPayload: [DEFAULT_MAX_PAYLOAD, 1, 2 ** 31 - 1],
  maxControlLine: [DEFAULT_MAX_CONTROL_LINE, 1, 2 ** 31 - 1],
  maxPending: [64 * 1024 * 1024, 1, Number.MAX_SAFE_INTEGER],
  maxConnections: [65536, 0, 2 ** 31 - 1],
  maxSubscriptions: [0, 0, 2 ** 31 - 1],
  maxSubscriptionTokens: [0, 0, 255],
  pingIntervalMs: [120_000, 1, Number.MAX_SAFE_INTEGER],
  pingMax: [2, 0, 2 ** 31 - 1],
  writeDeadlineMs: [10_000, 1, Number.MAX_SAFE_INTEGER],
  authTimeoutMs: [2000, 1, Number.MAX_SAFE_INTEGER],
  maxClosedClients: [10_000, 0, 2 ** 31 - 1],
  lameDuckDurationMs: [120_000, 1, Number.MAX_SAFE_INTEGER],
  lameDuckGracePeriodMs: [10_000, 0, Number.MAX_SAFE_INTEGER],
  maxTracedMsgLen: [0, 0, 2 ** 31 - 1],
} as const satisfies Partial<Record<keyof ServerOptions, readonly [number, number, number]>>;

type IntegerOption = keyof typeof INTEGERS;

/** The switches among the options; all are off by default. */
const FLAGS = [
  "noHeaderSupport",
  "noFastProducerStall",
  "noSystemAccount",
  "allowNonTls",
  "traceHeaders",
] as const satisfies readonly (keyof ServerOptions)[];

type FlagOption = (typeof FLAGS)[number];

/** What users may be limited to; more than there are listeners here, as files of nats-server name them all. */
export const CONNECTION_TYPES: readonly ConnectionType[] = [
  "STANDARD",
  "WEBSOCKET",
  "LEAFNODE",
  "LEAFNODE_WS",
  "MQTT",
  "MQTT_WS",
  "IN_PROCESS",
];

/** The hex SHA-256 of a public key. */
const PIN = /^[a-f0-9]{64}$/i;

/** The options that always have a value in the end. */
type Filled = IntegerOption | FlagOption | "host" | "logger" | "clock";

/** The options with all defaults filled in. */
export type ResolvedServerOptions = Readonly<
  Omit<ServerOptions, Filled> & Required<Pick<ServerOptions, Filled>>
>;

/**
 * Fills in the defaults and checks everything; the options given are left as they are.
 *
 * @throws {InvalidArgumentError} naming the option that is wrong.
 */
export function resolveServerOptions(options: ServerOptions): ResolvedServerOptions {
  checkOptionNames(options);
  const integers = filled(Object.keys(INTEGERS) as IntegerOption[], (name) => integer(options, name));
  const flags = filled(FLAGS, (name) => flag(options, name));
  if (integers.maxPayload > integers.maxPending) {
    throw InvalidArgumentError.format(["maxPayload", "maxPending"], "must not cross: a message has to fit");
  }
  const { lameDuckGracePeriodMs, lameDuckDurationMs } = options;
  if (lameDuckGracePeriodMs !== undefined && lameDuckGracePeriodMs >= integers.lameDuckDurationMs) {
    throw InvalidArgumentError.format("lameDuckGracePeriodMs", "must be less than 'lameDuckDurationMs'");
  }
  if (options.authTimeoutMs === undefined && options.tls !== undefined) {
    integers.authTimeoutMs = (options.tls.timeoutMs ?? DEFAULT_TLS_TIMEOUT_MS) + AFTER_TLS_MS;
  }
  if (lameDuckGracePeriodMs === undefined) {
    integers.lameDuckGracePeriodMs = Math.min(integers.lameDuckGracePeriodMs, lameDuckDurationMs ?? Infinity);
  }
  checkServerName(options);
  checkLogin(options);
  checkTls("tls", options.tls);
  checkListeners(options);
  checkAdvertise("clientAdvertise", options.clientAdvertise);
  checkAdvertise("websocket.advertise", options.websocket?.advertise);
  checkLog(options);
  return {
    ...options,
    ...integers,
    ...flags,
    host: text(options, "host") ?? "127.0.0.1",
    logger: options.logger ?? silentLogger,
    clock: options.clock ?? systemClock,
  };
}

/** Makes a record with a value for each name. */
function filled<Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

function integer(options: ServerOptions, name: IntegerOption): number {
  const [byDefault, least, largest] = INTEGERS[name];
  const value: unknown = options[name];
  if (value === undefined) return byDefault;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= largest) {
    return value;
  }
  throw InvalidArgumentError.format(name, `must be an integer from ${least} to ${largest}`);
}

function flag(options: ServerOptions, name: FlagOption): boolean {
  const value: unknown = options[name];
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw InvalidArgumentError.format(name, "must be true or false");
}

function text(
  options: ServerOptions,
  name: "host" | "serverName" | "clientAdvertise" | "user" | "pass" | "token" | "noAuthUser",
): string | undefined {
  const value: unknown = options[name];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw InvalidArgumentError.format(name, "must be a text that is not empty");
}

function checkServerName(options: ServerOptions): void {
  const name = text(options, "serverName");
  if (name !== undefined && /\s/.test(name)) {
    throw InvalidArgumentError.format("serverName", "must not hold blanks");
  }
}

/** One way to log in at a time, and each complete. */
function checkLogin(options: ServerOptions): void {
  for (const name of ["user", "token", "noAuthUser", "clientAdvertise"] as const) text(options, name);
  if (options.pass !== "") text(options, "pass");
  checkSecret("pass", options.pass);
  checkSecret("token", options.token);
  const ways = (["user", "token", "users"] as const).filter((name) => options[name] !== undefined);
  if (ways.length > 1) throw InvalidArgumentError.format(ways, "are mutually exclusive");
  if ((options.user === undefined) !== (options.pass === undefined)) {
    throw InvalidArgumentError.format(["user", "pass"], "go together");
  }
  const names = new Set<string>();
  const maps = options.tls?.verifyAndMap === true || options.websocket?.tls?.verifyAndMap === true;
  checkUsers("users", options.users, names, maps);
  checkDefaultPermissions("defaultPermissions", options.defaultPermissions);
  for (const [account, of] of Object.entries<AccountOptions>(options.accounts ?? {})) {
    checkUsers(`accounts.${account}.users`, of.users, names, maps);
    checkDefaultPermissions(`accounts.${account}.defaultPermissions`, of.defaultPermissions);
  }
  const { noAuthUser, websocket } = options;
  for (const name of [noAuthUser, websocket?.noAuthUser]) {
    if (name !== undefined && !names.has(name)) {
      throw InvalidArgumentError.format("noAuthUser", "must be one of the users");
    }
  }
}

function checkDefaultPermissions(option: string, permissions: Permissions | undefined): void {
  const wrong = permissions === undefined ? undefined : checkPermissions(permissions);
  if (wrong !== undefined) throw InvalidArgumentError.format(option, `are bad: ${wrong}`);
}

function checkUsers(
  option: string,
  users: readonly ServerUser[] | undefined,
  names: Set<string>,
  mapsCertificates: boolean,
): void {
  if (users === undefined) return;
  if (!Array.isArray(users) || (users.length === 0 && option === "users")) {
    throw InvalidArgumentError.format(option, "must be a list with somebody in it");
  }
  for (const { user, pass, nkey, permissions, allowedConnectionTypes } of users as readonly ServerUser[]) {
    if (nkey === undefined ? !isText(user) || typeof (pass ?? "") !== "string" : !isUserKey(nkey)) {
      throw InvalidArgumentError.format(option, "must each have a user, or the public nkey of one");
    }
    if (nkey === undefined && pass === undefined && !mapsCertificates) {
      throw InvalidArgumentError.format(
        option,
        `have no pass for '${user}', and no certificate tells who that is`,
      );
    }
    if (nkey !== undefined && (user !== undefined || pass !== undefined)) {
      throw InvalidArgumentError.format(option, "must not have a user or a pass besides an nkey");
    }
    const name = nkey ?? user!;
    if (names.has(name)) throw InvalidArgumentError.format(option, `hold '${name}' twice`);
    names.add(name);
    checkSecret(option, pass);
    if (allowedConnectionTypes?.every((each) => CONNECTION_TYPES.includes(each)) === false) {
      const known = CONNECTION_TYPES.join(", ");
      throw InvalidArgumentError.format(option, `give '${name}' a connection type that is none of ${known}`);
    }
    const wrong = permissions === undefined ? undefined : checkPermissions(permissions);
    if (wrong !== undefined) {
      throw InvalidArgumentError.format(option, `give '${name}' bad permissions: ${wrong}`);
    }
  }
}

/** Nobody could log in with a hash that is none. */
function checkSecret(option: string, secret: string | undefined): void {
  if (secret === undefined || !isBcryptHash(secret)) return;
  const wrong = findBadHash(secret);
  if (wrong !== undefined) throw InvalidArgumentError.format(option, wrong);
}

function isUserKey(text: unknown): boolean {
  try {
    return typeof text === "string" && decodePublicKey(text).prefix === Prefix.User;
  } catch {
    return false;
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function checkTls(option: string, tls: ServerTlsOptions | undefined): void {
  if (tls === undefined) return;
  const hasCert = tls.cert !== undefined || tls.certFile !== undefined;
  const hasKey = tls.key !== undefined || tls.keyFile !== undefined;
  if (!hasCert || !hasKey) throw InvalidArgumentError.format(option, "needs a certificate and its key");
  if (tls.minVersion !== undefined && !["1.2", "1.3"].includes(tls.minVersion)) {
    throw InvalidArgumentError.format(`${option}.minVersion`, "must be '1.2' or '1.3'");
  }
  if (tls.pinnedCerts?.every((pin) => PIN.test(pin)) === false) {
    throw InvalidArgumentError.format(`${option}.pinnedCerts`, "must be SHA-256 sums of public keys, in hex");
  }
}

/** One colon is before a port; names have none, and IPv6 addresses several or brackets. */
function checkAdvertise(option: string, advertise: string | undefined): void {
  if (advertise === undefined) return;
  const [, port] = /^(?:[^:]*|\[.*\]):([^:\]]*)$/.exec(advertise) ?? [];
  if (port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65535)) return;
  throw InvalidArgumentError.format(option, "must be 'host' or 'host:port'");
}

function checkLog({ log }: ServerOptions): void {
  for (const name of ["sizeLimit", "maxFiles"] as const) {
    const value: unknown = log?.[name] ?? 0;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) continue;
    throw InvalidArgumentError.format(`log.${name}`, "must be an integer that is not negative");
  }
}

function checkPort(option: string, listener: { readonly port: number } | undefined): void {
  const port: unknown = listener === undefined ? 0 : listener.port;
  if (typeof port === "number" && Number.isInteger(port) && port >= 0 && port <= 65535) return;
  throw InvalidArgumentError.format(option, "must be an integer from 0 to 65535");
}

function checkListeners({ websocket, monitor, tls, allowNonTls }: ServerOptions): void {
  if (websocket !== undefined && websocket.tls === undefined && websocket.noTls !== true) {
    throw InvalidArgumentError.format("websocket", "requires TLS configuration, or 'websocket.noTls'");
  }
  checkPort("websocket.port", websocket);
  checkPort("monitor.port", monitor);
  checkTls("websocket.tls", websocket?.tls);
  checkTls("monitor.tls", monitor?.tls);
  if (allowNonTls === true && tls === undefined) {
    throw InvalidArgumentError.format("allowNonTls", "needs 'tls'");
  }
}
