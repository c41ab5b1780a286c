/** What browsers and workers have nothing like, and what stands there instead. */

import { InvalidOperationError } from "../errors.ts";
import type { TlsAcceptorOptions } from "../transport/tls_options.ts";
import type { Listener, TlsAcceptor } from "../transport/accepted.ts";
import type {
  Channel,
  HttpHandler,
  HttpListener,
  HttpListenOptions,
  LibraryThread,
  OptionalPackage,
  ProcessUsage,
  TracingChannel,
  WebSocketListenOptions,
} from "./types.ts";

/** The error for something that only programs outside of browsers have. */
export function absent(what: string, instead = ""): InvalidOperationError {
  return new InvalidOperationError(`browsers and workers have no ${what}${instead && `: ${instead}`}`);
}

const silent: Channel = {
  hasSubscribers: false,
  publish() {},
};

const silentTracing: TracingChannel = {
  hasSubscribers: false,
  tracePromise: (work) => work(),
};

/** A channel that nobody can subscribe to. */
export function channel(_name: string): Channel {
  return silent;
}

/** Channels that nobody can subscribe to. */
export function tracing(_name: string): TracingChannel {
  return silentTracing;
}

/** None: whoever makes the connections looks names up by itself. */
export function resolveHost(_hostname: string): Promise<string[]> {
  return Promise.resolve([]);
}

/** Nothing: packages are bundled here, or loaded later. */
export function requirePackage(_wanted: OptionalPackage): unknown {
  return undefined;
}

/** Rejects: what is not bundled cannot be loaded by its name. */
export function importPackage(wanted: OptionalPackage): Promise<unknown> {
  return Promise.reject(absent(`npm packages at run time`, `bundle ${wanted.name} and hand it over`));
}

/** Rejects: nothing listens here. */
export function tlsAcceptor(_options: TlsAcceptorOptions): Promise<TlsAcceptor> {
  return Promise.reject(absent("TLS of listeners"));
}

/** Refuses: here hashes have to be waited for. */
export function sha256(_text: string): string {
  throw absent("SHA-256 that is there at once");
}

/** Refuses: there is no package to load into it. */
export function startLibraryThread(_program: string, _wanted: OptionalPackage): LibraryThread {
  throw absent("threads for npm packages");
}

/** Rejects: nothing listens here. */
export function listenHttp(_options: HttpListenOptions, _handler: HttpHandler): Promise<HttpListener> {
  return Promise.reject(absent("HTTP servers"));
}

/** Refuses: pages and workers are not told. */
export function processUsage(): ProcessUsage {
  throw absent("what a process uses");
}

/** Rejects: nothing listens here. */
export function listenWebSocket(_options: WebSocketListenOptions): Promise<Listener> {
  return Promise.reject(absent("listeners for WebSockets"));
}
