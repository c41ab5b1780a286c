/** What goes into the client's connection machine and what comes out of it. */

import type { ServerInfo } from "../wire/info.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { PermissionViolationError } from "../errors.ts";
import type { PoolEntry, PoolServer } from "./server_pool.ts";

/** How the machine behaves; the public options, checked and with their defaults filled in. */
export interface ClientMachineOptions {
  /** Addresses as the user wrote them; at least one. */
  readonly servers: readonly string[];
  /** Keep the order of the addresses. */
  readonly noRandomize: boolean;
  /** What CONNECT says besides credentials. */
  readonly connect: {
    readonly verbose: boolean;
    readonly pedantic: boolean;
    readonly echo: boolean;
    readonly lang: string;
    readonly version: string;
    readonly name?: string;
  };
  /** True where servers are spoken to over WebSocket, which encrypts or not by itself. */
  readonly webSocket: boolean;
  /** TLS: demanded, forbidden, or as the server wishes. */
  readonly tls: "required" | "forbidden" | "as-offered";
  /** Dial the addresses of a host name rather than the name. */
  readonly resolve: boolean;
  /** How many credentials there are to try one after the other; at least 1. */
  readonly alternatives: number;
  /** For dial and handshake together. */
  readonly handshakeTimeoutMs: number;
  /** Between two PINGs of ours. */
  readonly pingIntervalMs: number;
  /** How many PINGs may be unanswered when the next one is due. */
  readonly maxPingOut: number;
  /** Whether to connect again after a loss. */
  readonly reconnect: boolean;
  /** Failed attempts at one server before it leaves the pool; -1 for no limit. */
  readonly maxReconnectAttempts: number;
  /** How long after an attempt at a server the next one at it begins; `tls`: where that is encrypted. */
  readonly reconnectDelayMs: (tls: boolean) => number;
  /** Chooses the server of each dial; the pool begins with what would be chosen. */
  readonly reconnectToServer:
    | ((
      pool: readonly PoolServer[],
      info: ServerInfo | null,
    ) => PoolServer | { server: PoolServer; delay: number } | null)
    | undefined;
  /** Go on trying when the very first connect fails. */
  readonly waitOnFirstConnect: boolean;
  /** Leave the servers that the cluster reports alone. */
  readonly ignoreClusterUpdates: boolean;
  /** Go on reconnecting after two refusals of the credentials in a row. */
  readonly ignoreAuthErrorAbort: boolean;
  /** How many bytes of publishes wait for the next connection, at most. */
  readonly maxBufferedBytes: number;
  /** What finds no room there is dropped, rather than refused with an error. */
  readonly dropWhenFull: boolean;
  /** How many bytes may wait to be sent while connected, at most. */
  readonly maxPendingBytes: number;
  /** Draws from [0, 1). */
  readonly random: () => number;
  /** What the time 0 of the machine is in milliseconds since 1970. */
  readonly epochMs: number;
}

/** Counts since the connection was made, as nats.js counts: headers and payloads. */
export interface ClientCounts {
  /** Messages received. */
  inMsgs: number;
  /** Bytes of headers and payloads received. */
  inBytes: number;
  /** Messages published. */
  outMsgs: number;
  /** Bytes of headers and payloads published. */
  outBytes: number;
  /** Messages published that found no room in the buffer, or were in it at the end. */
  droppedOut: number;
  /** Messages handed to transports that broke before a PONG confirmed them. */
  unconfirmed: number;
  /** How often the connection was made again. */
  reconnects: number;
}

/** Counts of a connection that has done nothing yet. */
export function newCounts(): ClientCounts {
  return { inMsgs: 0, inBytes: 0, outMsgs: 0, outBytes: 0, droppedOut: 0, unconfirmed: 0, reconnects: 0 };
}

/** One subscription as the machine sees it. */
export interface Interest {
  /** The subscription id, unique for the connection. */
  readonly sid: number;
  /** The subject subscribed to. */
  readonly subject: string;
  /** The queue group, or undefined. */
  readonly queue: string | undefined;
  /** After how many messages the subscription ends; undefined for never. */
  max: number | undefined;
  /** Messages received so far; the machine counts. */
  received: number;
  /** Takes a message; the frame is only good until this returns. Must not throw. */
  onMessage(frame: MessageFrame): void;
  /** The last of `max` messages was handed over. */
  onMax(): void;
}

/** Whoever waits for the answer to a PING. */
export interface PingWaiter {
  /** The PONG came. */
  answered(): void;
  /** It will not come. */
  failed(error: Error): void;
}

/** The connection is lost. */
export type DisconnectStatus = { type: "disconnect"; server: string };

/** A lost connection is there again. */
export type ReconnectStatus = { type: "reconnect"; server: string };

/** An attempt to connect begins. */
export type ReconnectingStatus = { type: "reconnecting" };

/** An INFO told which servers the cluster has. */
export type ClusterUpdateStatus = { type: "update"; added?: string[]; deleted?: string[] };

/** The server is about to shut down: lame duck mode. */
export type LDMStatus = { type: "ldm"; server: string };

/** The server sent an error, or a callback of the application failed. */
export type ServerErrorStatus = { type: "error"; error: Error };

/** A PING of ours went out. */
export type ClientPingStatus = { type: "ping"; pendingPings: number };

/** The server left too many PINGs unanswered. */
export type StaleConnectionStatus = { type: "staleConnection" };

/** The application asked for a new connection. */
export type ForceReconnectStatus = { type: "forceReconnect" };

/**
 * Messages published without a connection found no room in the buffer, or were in it when the connection ended:
 * how many since the connection was lost. Told when it begins and when that time ends.
 */
export type DroppedStatus = { type: "dropped"; messages: number; bytes: number };

/** What the connection tells those who watch it. */
export type ConnectionStatus =
  | DisconnectStatus
  | ReconnectStatus
  | ReconnectingStatus
  | ClusterUpdateStatus
  | LDMStatus
  | ServerErrorStatus
  | ClientPingStatus
  | StaleConnectionStatus
  | ForceReconnectStatus
  | DroppedStatus;

/** What the machine asks its driver to do, in this order. */
export type ClientOutput =
  /** Look up the addresses of a host name; answer with `resolved`. */
  | { readonly kind: "resolve"; readonly hostname: string }
  /** Dial the server at this host; answer with `dialed` or `dialFailed`. */
  | { readonly kind: "dial"; readonly server: PoolEntry; readonly hostname: string }
  /** Upgrade the transport to TLS; answer with `secured` or `dialFailed`. */
  | { readonly kind: "secure"; readonly serverName: string }
  /** Ask the authenticator of this number; answer with `authenticated` or `authenticationFailed`. */
  | { readonly kind: "authenticate"; readonly info: ServerInfo; readonly alternative: number }
  /**
   * Drop the transport; nothing of it counts any more. `flush`: after what waits to be sent has gone out; answer
   * that with `finished`.
   */
  | { readonly kind: "hangUp"; readonly flush: boolean }
  /** The handshake is complete. */
  | { readonly kind: "opened"; readonly first: boolean }
  /** An established connection is gone; what was on its way may be lost. */
  | { readonly kind: "lost"; readonly error: Error }
  /** The server refused a subject. */
  | { readonly kind: "denied"; readonly error: PermissionViolationError }
  /** Something to tell those who watch. */
  | { readonly kind: "status"; readonly status: ConnectionStatus }
  /** The end: nothing comes after it. */
  | { readonly kind: "closed"; readonly error: Error | undefined };
