/** What a program sees of a running server. */

import type { Transport } from "../transport/transport.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { ServerOptions } from "./option_types.ts";

/** What a server has done so far. */
export interface ServerStats {
  /** Messages from clients. */
  readonly inMsgs: number;
  /** Their headers and payloads, bytes. */
  readonly inBytes: number;
  /** Messages to clients. */
  readonly outMsgs: number;
  /** Their headers and payloads, bytes. */
  readonly outBytes: number;
  /** Clients connected now. */
  readonly connections: number;
  /** Clients that connected since the start, those included that were turned away. */
  readonly totalConnections: number;
  /** Subscriptions there are now, of clients. */
  readonly subscriptions: number;
  /** Clients cut off because they were too slow. */
  readonly slowConsumers: number;
  /** Clients cut off because they did not answer to PING. */
  readonly staleConnections: number;
}

/** A running server. */
export interface Server extends AsyncDisposable {
  /** The address it listens on. */
  readonly host: string;
  /** The port it listens on: the real one where 0 was asked for. */
  readonly port: number;
  /** Where clients connect, as `nats://host:port`; `tls://` where they have to use TLS. */
  readonly url: string;
  /** Where WebSockets connect, as `ws://host:port` or `wss://host:port`; undefined where they cannot. */
  readonly websocketUrl: string | undefined;
  /** Where monitoring answers, as `http://host:port` or `https://host:port`; undefined where it does not. */
  readonly monitorUrl: string | undefined;
  /** What it says of itself. */
  readonly info: Readonly<ServerInfo>;
  /** Settles when the server has closed. */
  readonly closed: Promise<void>;
  /**
   * Makes a connection without a socket, and gives the client's end.
   *
   * @throws {NatsError} with code `CLOSED` when the server is closing.
   */
  connectInProcess(): Transport;
  /**
   * Takes other options: users, permissions, accounts, limits, logging and certificates. Clients that lose their
   * right are closed, subscriptions that are no longer allowed end, and all else goes on.
   *
   * @param options all of them, as for `createServer`.
   * @throws {InvalidArgumentError} when an option is wrong, or cannot change while a server runs; then nothing has.
   */
  reload(options: ServerOptions): Promise<void>;
  /**
   * Takes no more clients, tells those it has to connect elsewhere, closes them bit by bit over
   * `lameDuckDurationMs`, and stops. Settles when the server has closed.
   */
  lameDuck(): Promise<void>;
  /** Stops the server and all its connections; settles when nothing of it runs any more. May be called again. */
  close(): Promise<void>;
  /** Counts what the server has done. */
  stats(): ServerStats;
}
