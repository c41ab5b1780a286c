/** The options of a server: what they mean, their defaults, and the check of each. */

import { InvalidArgumentError } from "../errors.ts";
import { type Logger, silentLogger } from "../observe/logger.ts";
import { type Clock, systemClock } from "../transport/clock.ts";
import { DEFAULT_MAX_CONTROL_LINE, DEFAULT_MAX_PAYLOAD } from "../wire/limits.ts";
import { checkPermissions, type Permissions } from "./permissions.ts";

/** A user who may connect. */
export interface ServerUser {
  /** The name. */
  readonly user: string;
  /** The password. */
  readonly pass: string;
  /** What the user may do; everything, where this is missing. */
  readonly permissions?: Permissions;
}

/** How a server is started. All are optional; the defaults are those of nats-server. */
export interface ServerOptions {
  /** The address to listen on; 127.0.0.1. */
  host?: string;
  /** The port to listen on, 0 for any free one; 4222. */
  port?: number;
  /** The name of the server; its id. */
  serverName?: string;
  /** The largest message, headers and payload, bytes; 1 MiB. */
  maxPayload?: number;
  /** The longest argument part of a protocol line, bytes; 4096. */
  maxControlLine?: number;
  /** What may wait for a client before it counts as a slow consumer, bytes; 64 MiB. */
  maxPending?: number;
  /** How many clients there may be at a time; 65536. */
  maxConnections?: number;
  /** How many subscriptions a client may have, 0 for no limit; 0. */
  maxSubscriptions?: number;
  /** How many tokens the subject of a subscription may have, 0 for no limit; 0. */
  maxSubscriptionTokens?: number;
  /** The time between two PINGs, ms; 2 minutes. */
  pingIntervalMs?: number;
  /** How many PINGs may stay unanswered; 2. */
  pingMax?: number;
  /** How long a client may take to accept what is sent to it, ms; 10 seconds. */
  writeDeadlineMs?: number;
  /** How long a client may take to send its credentials, ms; 2 seconds. */
  authTimeoutMs?: number;
  /** Takes no messages with headers; false. */
  noHeaderSupport?: boolean;
  /** Drops messages for a client that falls behind, instead of slowing their publisher down; false. */
  noFastProducerStall?: boolean;
  /** The only user's name. */
  user?: string;
  /** The only user's password. */
  pass?: string;
  /** The token that clients need. */
  token?: string;
  /** The users who may connect. */
  users?: readonly ServerUser[];
  /** Which of the users a client without credentials is. */
  noAuthUser?: string;
  /** Where the server says what it does; nowhere. */
  logger?: Logger;
  /** Where the time comes from; the clock of the machine. */
  clock?: Clock;
}

/** The options with all defaults filled in. */
export interface ResolvedServerOptions extends
  Required<
    Omit<ServerOptions, "serverName" | "user" | "pass" | "token" | "users" | "noAuthUser">
  > {
  /** The name of the server, where one was given. */
  serverName: string | undefined;
  /** The only user's name. */
  user: string | undefined;
  /** The only user's password. */
  pass: string | undefined;
  /** The token. */
  token: string | undefined;
  /** The users. */
  users: readonly ServerUser[] | undefined;
  /** The user without credentials. */
  noAuthUser: string | undefined;
}

/** The integers among the options: default, least and largest value. */
const INTEGERS = {
  port: [4222, 0, 65535],
  maxPayload: [DEFAULT_MAX_PAYLOAD, 1, 2 ** 31 - 1],
  maxControlLine: [DEFAULT_MAX_CONTROL_LINE, 1, 2 ** 31 - 1],
  maxPending: [64 * 1024 * 1024, 1, 2 ** 31 - 1],
  maxConnections: [65536, 1, 2 ** 31 - 1],
  maxSubscriptions: [0, 0, 2 ** 31 - 1],
  maxSubscriptionTokens: [0, 0, 255],
  pingIntervalMs: [120_000, 1, Number.MAX_SAFE_INTEGER],
  pingMax: [2, 0, 2 ** 31 - 1],
  writeDeadlineMs: [10_000, 1, Number.MAX_SAFE_INTEGER],
  authTimeoutMs: [2000, 1, Number.MAX_SAFE_INTEGER],
} as const satisfies Partial<Record<keyof ServerOptions, readonly [number, number, number]>>;

type IntegerOption = keyof typeof INTEGERS;

/**
 * Fills in the defaults and checks everything; the options given are left as they are.
 *
 * @throws {InvalidArgumentError} naming the option that is wrong.
 */
export function resolveServerOptions(options: ServerOptions): ResolvedServerOptions {
  const integers = Object.fromEntries(
    Object.keys(INTEGERS).map((name) => [name, integer(options, name as IntegerOption)]),
  ) as Record<IntegerOption, number>;
  if (integers.maxPayload > integers.maxPending) {
    throw InvalidArgumentError.format(["maxPayload", "maxPending"], "must not cross: a message has to fit");
  }
  checkLogin(options);
  return {
    ...integers,
    host: text(options, "host") ?? "127.0.0.1",
    serverName: serverName(options),
    noHeaderSupport: flag(options, "noHeaderSupport"),
    noFastProducerStall: flag(options, "noFastProducerStall"),
    user: options.user,
    pass: options.pass,
    token: options.token,
    users: options.users?.map((user) => ({ ...user })),
    noAuthUser: options.noAuthUser,
    logger: options.logger ?? silentLogger,
    clock: options.clock ?? systemClock,
  };
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

function flag(options: ServerOptions, name: "noHeaderSupport" | "noFastProducerStall"): boolean {
  const value: unknown = options[name];
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw InvalidArgumentError.format(name, "must be true or false");
}

function text(
  options: ServerOptions,
  name: "host" | "serverName" | "user" | "pass" | "token" | "noAuthUser",
): string | undefined {
  const value: unknown = options[name];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw InvalidArgumentError.format(name, "must be a text that is not empty");
}

function serverName(options: ServerOptions): string | undefined {
  const name = text(options, "serverName");
  if (name !== undefined && /\s/.test(name)) {
    throw InvalidArgumentError.format("serverName", "must not hold blanks");
  }
  return name;
}

/** One way to log in at a time, and each complete. */
function checkLogin(options: ServerOptions): void {
  for (const name of ["user", "pass", "token", "noAuthUser"] as const) checkSecret(name, text(options, name));
  const ways = (["user", "token", "users"] as const).filter((name) => options[name] !== undefined);
  if (ways.length > 1) throw InvalidArgumentError.format(ways, "are mutually exclusive");
  if ((options.user === undefined) !== (options.pass === undefined)) {
    throw InvalidArgumentError.format(["user", "pass"], "go together");
  }
  checkUsers(options.users);
  if (options.noAuthUser === undefined) return;
  if (!options.users?.some(({ user }) => user === options.noAuthUser)) {
    throw InvalidArgumentError.format("noAuthUser", "must be one of the users");
  }
}

function checkUsers(users: readonly ServerUser[] | undefined): void {
  if (users === undefined) return;
  if (!Array.isArray(users) || users.length === 0) {
    throw InvalidArgumentError.format("users", "must be a list with somebody in it");
  }
  const names = new Set<string>();
  for (const { user, pass, permissions } of users as readonly ServerUser[]) {
    for (const value of [user, pass] as unknown[]) {
      if (typeof value === "string" && value !== "") continue;
      throw InvalidArgumentError.format("users", "must each have a user and a pass");
    }
    if (names.has(user)) throw InvalidArgumentError.format("users", `hold '${user}' twice`);
    names.add(user);
    checkSecret("users", pass);
    const wrong = permissions === undefined ? undefined : checkPermissions(permissions);
    if (wrong !== undefined) {
      throw InvalidArgumentError.format("users", `give '${user}' bad permissions: ${wrong}`);
    }
  }
}

/** nats-server takes such a text for a hash; to compare it as it is would make the hash the password. */
function checkSecret(name: string, value: string | undefined): void {
  if (value === undefined || !/^\$2[aby]\$/.test(value)) return;
  throw InvalidArgumentError.format(name, "must be plain: bcrypt hashes are not supported yet");
}
