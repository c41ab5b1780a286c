/** A running server as its parts see it: monitoring, the system account, reload. */

import type { Ending } from "../conn/server_states.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Account } from "./accounts/account.ts";
import type { ClientRecord } from "./client_record.ts";
import type { ClosedClients } from "./closed_clients.ts";
import type { ServerIdentity } from "./identity.ts";
import type { ResolvedServerOptions } from "./options.ts";
import type { Router } from "./router.ts";
import type { Session } from "./session.ts";
import type { Traffic } from "./subscription.ts";

/** What a server counts. */
export interface ServerCounts {
  /** Clients that connected since the start, those included that were turned away. */
  totalConnections: number;
  /** Clients cut off because they were too slow. */
  slowConsumers: number;
  /** Clients cut off because they did not answer to PING. */
  staleConnections: number;
  /** How often a publisher who has gone had to wait for somebody who fell behind. */
  stalls: number;
}

/** Who is told of what happens. None of the calls may throw. */
export interface ServerObserver {
  /** Somebody was let in; anew, where the client sent a further CONNECT. */
  connected?(session: Session): void;
  /** Somebody was refused. */
  refused?(session: Session, ending: Ending): void;
  /** A connection ended, that of somebody who was refused included. */
  disconnected?(session: Session, ending: Ending): void;
  /** The server sends its clients away. */
  lameDuck?(): void;
  /** The options have changed. */
  reloaded?(): void;
  /** The server stops: what the observer still says is sent. */
  stopping?(): void;
}

/** Where a listener listens. */
export interface ListenerAddress {
  /** The address bound. */
  readonly host: string;
  /** The port bound. */
  readonly port: number;
}

/** A running server. */
export interface ServerState {
  /** The options as they are now. */
  readonly options: ResolvedServerOptions;
  /** The id and the keys. */
  readonly identity: ServerIdentity;
  /** What it says to everybody. */
  readonly info: Readonly<ServerInfo>;
  /** When it started, ms since 1970. */
  readonly startedMs: number;
  /** When it took its options, ms since 1970. */
  readonly configuredMs: number;
  /** The way of the messages. */
  readonly router: Router;
  /** The accounts by name. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** The account of those who have none. */
  readonly globalAccount: Account;
  /** The account of the system; undefined where there is none. */
  readonly systemAccount: Account | undefined;
  /** Who is connected. */
  readonly clients: ReadonlySet<Session>;
  /** Who was connected. */
  readonly closedClients: ClosedClients<ClientRecord>;
  /** What was counted. */
  readonly counts: Readonly<ServerCounts>;
  /** What all clients have sent and got, those included that have gone. */
  clientTraffic(): Traffic;
  /** The date of a time of the server's clock, ms since 1970. */
  dateMs(clockMs: number): number;
  /** Where WebSockets are listened for; undefined where they are not. */
  readonly websocketAddress: ListenerAddress | undefined;
  /** Where monitoring is listened for; undefined where it is not. */
  readonly monitorAddress: ListenerAddress | undefined;
  /** When the certificate for clients ends, ms since 1970; undefined where there is none. */
  readonly tlsNotAfterMs: number | undefined;
  /** Who is told of what happens. */
  readonly observers: Set<ServerObserver>;
  /** Has the configuration read again; rejects where nobody knows how, or it cannot be taken. */
  reloadRequested(): Promise<void>;
  /** Ends the connection of this number; false where there is none. */
  kick(id: number): boolean;
  /** Tells the client of this number to connect elsewhere; false where there is none. */
  sendAway(id: number): boolean;
}
