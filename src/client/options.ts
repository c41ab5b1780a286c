/** The options of `connect`: checked, with their defaults, as the machine takes them. */

import type { ClientMachineOptions } from "../conn/client_types.ts";
import { InvalidArgumentError } from "../errors.ts";
import { systemClock } from "../transport/clock.ts";
import { checkTlsOptions } from "../transport/tls_options.ts";
import { VERSION } from "../version.ts";
import { alternativesOf, buildAuthenticator } from "./authenticators.ts";
import type { DriverOptions } from "./driver.ts";
import { hasWsProtocol } from "./helpers.ts";
import { createInbox } from "./inbox.ts";
import type { ConnectionOptions } from "./types.ts";

/**
 * The defaults, those of nats.js where it has the option. Times in milliseconds, sizes in bytes. While
 * disconnected as much waits as with other NATS clients (ADR-40); while connected a server is to be allowed to be
 * slow for a while, but not until memory is full.
 */
const DEFAULTS = {
  servers: "127.0.0.1:4222",
  timeout: 20_000,
  pingInterval: 120_000,
  maxPingOut: 2,
  maxReconnectAttempts: 10,
  reconnectTimeWait: 2000,
  reconnectJitter: 100,
  reconnectJitterTLS: 1000,
  reconnectBufferSize: 8 * 1024 * 1024,
  maxPendingBytes: 512 * 1024 * 1024,
};

/** The options that are numbers, with the least each may be. */
const NUMBERS: readonly (readonly [keyof ConnectionOptions, number])[] = [
  ["timeout", 1],
  ["pingInterval", 1],
  ["maxPingOut", 1],
  ["maxReconnectAttempts", -1],
  ["reconnectTimeWait", 0],
  ["reconnectJitter", 0],
  ["reconnectJitterTLS", 0],
  ["port", 1],
  ["reconnectBufferSize", 0],
  ["maxPendingBytes", 1],
  ["drainTimeout", 0],
];

/** The options that are functions. */
const FUNCTIONS: readonly (keyof ConnectionOptions)[] = [
  "reconnectDelayHandler",
  "reconnectToServer",
  "dial",
  "onError",
];

/** The options that are texts, and go to the server as they are. */
const TEXTS: readonly (keyof ConnectionOptions)[] = ["user", "pass", "token", "name"];

/** What the caller of {@link machineOptions} knows besides the options. */
export interface TransportTraits {
  /** True where servers are spoken to over WebSocket: then their addresses are URLs, and TLS is not started here. */
  readonly webSocket?: boolean;
}

/**
 * Makes the machine's options of the application's, which stay as they are.
 *
 * @throws {InvalidArgumentError} for a value that an option does not take, or `servers` together with `port`.
 */
export function machineOptions(
  options: ConnectionOptions,
  lang: string,
  traits: TransportTraits = {},
): ClientMachineOptions {
  check(options);
  const made = Object.entries(allOptions(options, lang, traits));
  // A program may hold thousands of connections, which mostly differ in their servers only.
  const different = made.filter(([name, value]) => value !== usual[name as keyof ClientMachineOptions]);
  return Object.assign(Object.create(usual), Object.fromEntries(different));
}

function allOptions(
  options: ConnectionOptions,
  lang: string,
  traits: TransportTraits = {},
): ClientMachineOptions {
  const { reconnectDelayHandler } = options;
  const webSocket = traits.webSocket === true;
  return {
    servers: serversOf(options, webSocket, lang),
    webSocket,
    noRandomize: options.noRandomize === true,
    connect: {
      verbose: options.verbose === true,
      pedantic: options.pedantic === true,
      echo: options.noEcho !== true,
      lang,
      version: VERSION,
      ...(options.name === undefined ? {} : { name: options.name }),
    },
    tls: options.tls === undefined ? "as-offered" : options.tls === null ? "forbidden" : "required",
    // Who makes the transports also knows where names lead; a browser resolves them itself.
    resolve: options.resolve !== false && options.dial === undefined && !webSocket,
    alternatives: alternativesOf(buildAuthenticator(options)).length,
    handshakeTimeoutMs: options.timeout ?? DEFAULTS.timeout,
    pingIntervalMs: options.pingInterval ?? DEFAULTS.pingInterval,
    maxPingOut: options.maxPingOut ?? DEFAULTS.maxPingOut,
    reconnect: options.reconnect !== false,
    maxReconnectAttempts: options.maxReconnectAttempts ?? DEFAULTS.maxReconnectAttempts,
    reconnectDelayMs: reconnectDelayHandler === undefined ? delayOf(options) : () => reconnectDelayHandler(),
    reconnectToServer: options.reconnectToServer,
    waitOnFirstConnect: options.waitOnFirstConnect === true,
    ignoreClusterUpdates: options.ignoreClusterUpdates === true,
    ignoreAuthErrorAbort: options.ignoreAuthErrorAbort === true,
    maxBufferedBytes: options.reconnectBufferSize ?? DEFAULTS.reconnectBufferSize,
    dropWhenFull: options.reconnectBufferPolicy === "drop",
    maxPendingBytes: options.maxPendingBytes ?? DEFAULTS.maxPendingBytes,
    random: Math.random,
    epochMs: Date.now() - (options.clock ?? systemClock).now(),
  };
}

/** The wait between two attempts at a server, with more jitter where a thundering herd would have to shake hands. */
function delayOf({ reconnectTimeWait, reconnectJitter, reconnectJitterTLS }: ConnectionOptions): Delay {
  if ((reconnectTimeWait ?? reconnectJitter ?? reconnectJitterTLS) === undefined) return defaultDelay;
  const waitMs = reconnectTimeWait ?? DEFAULTS.reconnectTimeWait;
  const plainMs = reconnectJitter ?? DEFAULTS.reconnectJitter;
  const tlsMs = reconnectJitterTLS ?? DEFAULTS.reconnectJitterTLS;
  return (tls) => waitMs + Math.floor(Math.random() * ((tls ? tlsMs : plainMs) + 1));
}

type Delay = ClientMachineOptions["reconnectDelayMs"];

/** One for all connections that ask for nothing else. */
const defaultDelay: Delay = delayOf({ reconnectTimeWait: DEFAULTS.reconnectTimeWait });

/** What a connection has that asks for nothing; what others have in common with it they inherit. */
const usual: ClientMachineOptions = allOptions({}, "");

function check(options: ConnectionOptions): void {
  for (const [name, least] of NUMBERS) {
    const value = options[name];
    if (value === undefined) continue;
    if (typeof value !== "number" || Number.isNaN(value) || value < least) {
      throw InvalidArgumentError.format(name, `must be a number of at least ${least}`);
    }
  }
  for (const name of FUNCTIONS) {
    if (options[name] !== undefined && typeof options[name] !== "function") {
      throw new TypeError(`'${name}' must be a function`);
    }
  }
  for (const name of TEXTS) {
    if (options[name] !== undefined && typeof options[name] !== "string") {
      throw InvalidArgumentError.format(name, "must be a string");
    }
  }
  const policy = options.reconnectBufferPolicy;
  if (policy !== undefined && policy !== "throw" && policy !== "drop") {
    throw InvalidArgumentError.format("reconnectBufferPolicy", "must be 'throw' or 'drop'");
  }
  const authenticators = options.authenticator === undefined ? [] : [options.authenticator].flat();
  if (authenticators.some((each) => typeof each !== "function")) {
    throw new TypeError("'authenticator' must be a function");
  }
  if (options.tls) checkTlsOptions(options.tls);
  if (options.inboxPrefix) createInbox(options.inboxPrefix);
}

function serversOf(options: ConnectionOptions, webSocket: boolean, lang: string): readonly string[] {
  const { servers = [] } = options;
  const given = Array.isArray(servers) ? servers.slice() : [servers];
  if (given.length > 0 && options.port !== undefined) {
    throw InvalidArgumentError.format(["servers", "port"], "are mutually exclusive");
  }
  if (!webSocket && hasWsProtocol({ servers: given })) {
    const client = `${lang.replace("natwire.", "")} client`;
    throw InvalidArgumentError.format(
      "servers",
      `${client} doesn't support websockets, use the 'wsconnect' function instead`,
    );
  }
  if (options.port !== undefined) return [`127.0.0.1:${options.port}`];
  return given.length > 0 ? given : [DEFAULTS.servers];
}

/** Asks the application's authenticator of this number for the fields of CONNECT. */
export function authenticateWith(options: ConnectionOptions): DriverOptions["authenticate"] {
  if (!options.authenticator && !options.token && !options.user) return nobody;
  const alternatives = alternativesOf(buildAuthenticator(options));
  return async (info, alternative) => (await alternatives[alternative]!(info.nonce)) ?? {};
}

/** One for all connections without credentials. */
const nobody: DriverOptions["authenticate"] = () => Promise.resolve({});
