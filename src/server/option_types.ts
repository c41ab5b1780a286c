/**
 * The options of a server as its user writes them, in code or by a configuration file: one type for both. Each name
 * is that of nats-server's option in camel case; times are in ms, sizes in bytes. What they default to and what is
 * refused is in `options.ts`. [nats-server opts.go]
 */

import type { LogSettings } from "../observe/file_log.ts";
import type { Logger } from "../observe/logger.ts";
import type { Clock } from "../transport/clock.ts";
import type { ServerHooks } from "./hooks.ts";
import type { Permissions } from "./permissions.ts";

/** What a connection came over, as configuration files name it. */
export type ConnectionType =
  | "STANDARD"
  | "WEBSOCKET"
  | "LEAFNODE"
  | "LEAFNODE_WS"
  | "MQTT"
  | "MQTT_WS"
  | "IN_PROCESS";

/** A user who may connect: by name and password, or by an nkey. */
export interface ServerUser {
  /** The name; left out where there is an nkey. */
  readonly user?: string;
  /** The password, plain or as a bcrypt hash (`$2a$...`); left out where there is an nkey. */
  readonly pass?: string;
  /** The public nkey, `U...`; left out where there is a name. */
  readonly nkey?: string;
  /** What the user may do; the default permissions, where this is missing. */
  readonly permissions?: Permissions;
  /** What the user may connect over; everything, where this is missing. */
  readonly allowedConnectionTypes?: readonly ConnectionType[];
}

/** Where a mapped subject goes. */
export interface MappingDestination {
  /** The new subject; may hold the functions of subject transforms, such as `{{wildcard(1)}}`. */
  readonly destination: string;
  /** How many percent of the messages go there, 0 to 100; 100. */
  readonly weight?: number;
  /** Only in the cluster of this name: never here, as this server stands alone. */
  readonly cluster?: string;
}

/** Subject mappings: what is published to the first goes to the second. */
export type Mappings = Readonly<Record<string, string | readonly MappingDestination[]>>;

/** How requests are measured. */
export interface LatencyOptions {
  /** Where each measurement is published, in the exporting account. */
  readonly subject: string;
  /** How many percent of the requests, 1 to 100, or those that carry a sampled trace header; 100. */
  readonly sampling?: number | "headers";
}

/** What an account lets others use: a stream or a service. */
export interface AccountExport {
  /** The subject of messages others may receive. */
  readonly stream?: string;
  /** The subject of requests others may make. */
  readonly service?: string;
  /** The accounts that may; all, where this is missing. */
  readonly accounts?: readonly string[];
  /** How a service answers: once, many times, or in chunks; once. */
  readonly responseType?: "singleton" | "stream" | "chunked";
  /** How long a service may go without answering, ms; 2 minutes. */
  readonly responseThresholdMs?: number;
  /** How requests are measured; not at all. */
  readonly latency?: LatencyOptions;
  /** Which token of the subject, counted from 1, must be the name of the importing account. */
  readonly accountTokenPosition?: number;
  /** Whether traces of messages go on into this account; false. */
  readonly allowTrace?: boolean;
}

/** Something of another account. */
export interface ImportSource {
  /** The account. */
  readonly account: string;
  /** The subject there. */
  readonly subject: string;
}

/** What an account uses of others: a stream or a service. */
export interface AccountImport {
  /** Messages to receive. */
  readonly stream?: ImportSource;
  /** Requests to make. */
  readonly service?: ImportSource;
  /** A prefix for the subjects of a stream's messages. */
  readonly prefix?: string;
  /** The subject here; that of the other account, where this is missing. */
  readonly to?: string;
  /** Tells the service who asks; false. */
  readonly share?: boolean;
  /** Whether traces of a stream's messages go on into this account; false. */
  readonly allowTrace?: boolean;
}

/** What an account may have at most; without a limit where one is missing. */
export interface AccountLimits {
  /** Connections. */
  readonly maxConnections?: number;
  /** Subscriptions of one connection. */
  readonly maxSubscriptions?: number;
  /** Headers and payload of one message, bytes. */
  readonly maxPayload?: number;
  /** Leafnode connections; there are none. */
  readonly maxLeafnodes?: number;
}

/** An account: subjects of its own, shared with nobody but by exports and imports. */
export interface AccountOptions {
  /** The account's public nkey, `A...`. */
  readonly nkey?: string;
  /** Who belongs to it. */
  readonly users?: readonly ServerUser[];
  /** What others may use. */
  readonly exports?: readonly AccountExport[];
  /** What it uses of others. */
  readonly imports?: readonly AccountImport[];
  /** What becomes of subjects. */
  readonly mappings?: Mappings;
  /** What it may have at most. */
  readonly limits?: AccountLimits;
  /** The permissions of its users who have none of their own. */
  readonly defaultPermissions?: Permissions;
  /** Traces messages that carry a sampled `traceparent` header to this subject. */
  readonly msgTrace?: { readonly dest: string; readonly sampling?: number };
}

/** TLS of a listener. Texts are PEM; files are read when the server starts and when it reloads. */
export interface ServerTlsOptions {
  /** The certificate chain. */
  readonly cert?: string;
  /** A file with it. */
  readonly certFile?: string;
  /** The private key. */
  readonly key?: string;
  /** A file with it. */
  readonly keyFile?: string;
  /** The authorities that client certificates come from. */
  readonly ca?: string;
  /** A file with them. */
  readonly caFile?: string;
  /** Asks clients for a certificate and refuses those without a right one; false. */
  readonly verify?: boolean;
  /** The same, and takes the user's name from the certificate; false. */
  readonly verifyAndMap?: boolean;
  /** How long a handshake may take, ms; 2 seconds. */
  readonly timeoutMs?: number;
  /** True starts TLS before INFO; a number of ms or `"auto"` (50) waits that long for a client that does. */
  readonly handshakeFirst?: boolean | "auto" | number;
  /** Only these certificates: hex SHA-256 of the public key (SubjectPublicKeyInfo, DER). */
  readonly pinnedCerts?: readonly string[];
  /** How many handshakes may start in a second; any number. */
  readonly connectionRateLimit?: number;
  /** The oldest version of TLS; 1.2. */
  readonly minVersion?: "1.2" | "1.3";
  /** The cipher suites, by their IANA names. */
  readonly cipherSuites?: readonly string[];
  /** The curves, such as `X25519`. */
  readonly curvePreferences?: readonly string[];
}

/** The listener for WebSockets. */
export interface WebSocketOptions {
  /** The address; that of the server. */
  readonly host?: string;
  /** The port, 0 for any free one. */
  readonly port: number;
  /** The address that INFO tells clients, as `host` or `host:port`; the one that is bound. */
  readonly advertise?: string;
  /** TLS; needed unless `noTls`. */
  readonly tls?: ServerTlsOptions;
  /** Lets clients in without TLS; false. */
  readonly noTls?: boolean;
  /** Refuses browsers whose page came from elsewhere; false. */
  readonly sameOrigin?: boolean;
  /** Refuses browsers whose page came from none of these, as `https://host:port`. */
  readonly allowedOrigins?: readonly string[];
  /** Compresses for clients that offer it; false. */
  readonly compression?: boolean;
  /** How long the upgrade may take, ms; 2 seconds. */
  readonly handshakeTimeoutMs?: number;
  /** Headers added to the answer of the upgrade. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The time between two PINGs, ms; that of the server. */
  readonly pingIntervalMs?: number;
  /** The only user's name of this listener. */
  readonly user?: string;
  /** The only user's password. */
  readonly pass?: string;
  /** The token of this listener. */
  readonly token?: string;
  /** How long a client may take to send its credentials, ms; that of the server. */
  readonly authTimeoutMs?: number;
  /** Which user a client without credentials is. */
  readonly noAuthUser?: string;
  /** A cookie with a JWT, for clients that send none. */
  readonly jwtCookie?: string;
  /** A cookie with the user's name. */
  readonly userCookie?: string;
  /** A cookie with the password. */
  readonly passCookie?: string;
  /** A cookie with the token. */
  readonly tokenCookie?: string;
}

/** The listener for monitoring. */
export interface MonitorOptions {
  /** The address; 127.0.0.1. */
  readonly host?: string;
  /** The port, 0 for any free one. */
  readonly port: number;
  /** Serves HTTPS with these; HTTP, where this is missing. */
  readonly tls?: ServerTlsOptions;
  /** What all paths begin with; nothing. */
  readonly basePath?: string;
}

/** How a server is started. All are optional; the defaults are those of nats-server. */
export interface ServerOptions {
  /** The address to listen on; 127.0.0.1. */
  host?: string;
  /** The port to listen on, 0 for any free one; 4222. */
  port?: number;
  /** The address that INFO tells clients, as `host` or `host:port`; the one that is bound. */
  clientAdvertise?: string;
  /** The name of the server; its id. */
  serverName?: string;
  /** Tags, told in monitoring. */
  serverTags?: readonly string[];
  /** Metadata, told in monitoring. */
  serverMetadata?: Readonly<Record<string, string>>;

  /** The largest message, headers and payload, bytes; 1 MiB. */
  maxPayload?: number;
  /** The longest argument part of a protocol line, bytes; 4096. */
  maxControlLine?: number;
  /** What may wait for a client before it counts as a slow consumer, bytes; 64 MiB. */
  maxPending?: number;
  /** How many clients there may be at a time, 0 for none at all; 65536. */
  maxConnections?: number;
  /** How many subscriptions a client may have, 0 for no limit; 0. */
  maxSubscriptions?: number;
  /** How many tokens the subject of a subscription may have, 0 for no limit; 0. */
  maxSubscriptionTokens?: number;
  /** How many closed connections monitoring remembers; 10000. */
  maxClosedClients?: number;
  /** The time between two PINGs, ms; 2 minutes. */
  pingIntervalMs?: number;
  /** How many PINGs may stay unanswered; 2. */
  pingMax?: number;
  /** How long a client may take to accept what is sent to it, ms; 10 seconds. */
  writeDeadlineMs?: number;
  /** How long a client may take to send its credentials, ms; 2 seconds, with TLS a second more than its handshake. */
  authTimeoutMs?: number;
  /** How long a server in lame duck mode takes to send its clients away, ms; 2 minutes. */
  lameDuckDurationMs?: number;
  /** How long it waits before that, ms; 10 seconds. */
  lameDuckGracePeriodMs?: number;
  /** Takes no messages with headers; false. */
  noHeaderSupport?: boolean;
  /** Drops messages for a client that falls behind, instead of slowing their publisher down; false. */
  noFastProducerStall?: boolean;

  /** The only user's name. */
  user?: string;
  /** The only user's password, plain or as a bcrypt hash. */
  pass?: string;
  /** The token that clients need, plain or as a bcrypt hash. */
  token?: string;
  /** The users who may connect, of the account `$G`. */
  users?: readonly ServerUser[];
  /** The permissions of users who have none of their own. */
  defaultPermissions?: Permissions;
  /** Which of the users (name or nkey) a client without credentials is. */
  noAuthUser?: string;
  /** The accounts by name; without any, everybody is in `$G`. */
  accounts?: Readonly<Record<string, AccountOptions>>;
  /** The account of the system's events and requests, one of the accounts; `$SYS`, which nobody is in. */
  systemAccount?: string;
  /** Runs without a system account: no events, no requests; false. */
  noSystemAccount?: boolean;
  /** What becomes of subjects in `$G`. */
  mappings?: Mappings;

  /** TLS for clients; none. */
  tls?: ServerTlsOptions;
  /** With `tls`: lets clients in that do not ask for it; false. */
  allowNonTls?: boolean;
  /** A listener for WebSockets; none. */
  websocket?: WebSocketOptions;
  /** A listener for monitoring; none. */
  monitor?: MonitorOptions;

  /** What the embedding program has to say to what happens. */
  hooks?: ServerHooks;
  /** Where the server says what it does, instead of what `log` says; nowhere. */
  logger?: Logger;
  /** Has the server log as nats-server does; not at all. */
  log?: LogSettings;
  /** A file to write the number of the process to; none. */
  pidFile?: string;
  /** A folder for a file with the URLs of all listeners, `<program>_<pid>.ports`; none. */
  portsFileDir?: string;
  /** How much of each message is shown in traces, bytes, 0 for all; 0. */
  maxTracedMsgLen?: number;
  /** Shows only the headers of messages in traces; false. */
  traceHeaders?: boolean;
  /** Where the time comes from; the clock of the machine. */
  clock?: Clock;
  /** What a configuration file was read from, for monitoring: `sha256:...`; none. */
  configDigest?: string;
}
