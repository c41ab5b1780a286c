/** What the server end of a connection needs from its owner: limits, and the application behind it. */

import type { ConnectOptions } from "../wire/connect.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { KnownSubjects } from "../wire/known_subjects.ts";
import type { ServerInfo } from "../wire/info.ts";
import type { Ending } from "./server_states.ts";

/** What a SUB came to. */
export type SubscribeOutcome =
  | "accepted"
  | "denied"
  | "tooManyTokens"
  | "tooManySubscriptions"
  | "invalidSubject";

/**
 * What a login came to: let in, not decided yet (then `ServerConnection.judged` tells), or how the connection is to
 * end because of it.
 */
export type Verdict = "accepted" | "pending" | Ending;

/** Shows the protocol as it passes. */
export interface ProtocolTrace {
  /** An operation from the peer; its arguments as they came, or null where it has none. Secrets are not taken out. */
  received(operation: string, args: string | null): void;
  /** A message from the peer. */
  receivedMessage(frame: MessageFrame): void;
  /** An operation to the peer. */
  sent(operation: string, args: string | null): void;
  /** A message to the peer. */
  sentMessage(frame: MessageFrame, sid: Uint8Array, withHeaders: boolean): void;
}

/** The application behind the connection: the router of a server. None of the calls may throw. */
export interface ServerSink {
  /** Judges the credentials; called for each CONNECT, and before the first operation of a peer that sends none. */
  authenticate(options: Readonly<ConnectOptions>): Verdict;
  /** What the INFO after the first PING says besides. */
  connectInfo(): Partial<ServerInfo>;
  /** A further CONNECT came: all subscriptions of this connection are gone. [nats-server 2.14] */
  resetSubscriptions(): void;
  /** SUB; subject, queue and sid have one character for each byte. */
  subscribe(subject: string, queue: string | undefined, sid: string): SubscribeOutcome;
  /** UNSUB; `max` is 0 for "at once". */
  unsubscribe(sid: string, max: number): void;
  /**
   * What is to be routed in place of a message: mostly that message; null for nothing. What the peer is to be told
   * about it has been said by `ServerConnection.error` then.
   */
  admit(frame: MessageFrame): MessageFrame | null;
  /** Routes a message; true where somebody got it. */
  publish(frame: MessageFrame): boolean;
  /** The sid of a plain subscription of this connection that the reply subject of the message reaches. */
  replySid(frame: MessageFrame): Uint8Array | undefined;
  /** The connection takes nothing more; called once. `detail` is for the log. */
  ended(ending: Ending, detail: string): void;
}

/** What all connections of a server share. Times are in ms, sizes in bytes. */
export interface ServerConnectionLimits {
  /** The longest argument part of a line. */
  maxControlLine: number;
  /** The largest message, headers and payload. */
  maxPayload: number;
  /** What may wait to be sent before the peer counts as a slow consumer. */
  maxPending: number;
  /** How long one block may take to be sent. */
  writeDeadlineMs: number;
  /** The time between two PINGs. */
  pingIntervalMs: number;
  /** How many PINGs may stay unanswered. */
  pingMax: number;
  /** How long the peer may take to send its CONNECT where credentials are needed. */
  authTimeoutMs: number;
}

/** What a connection starts with. */
export interface ServerConnectionOptions {
  /** The subjects seen lately, where frames are to say which they know. */
  subjects?: KnownSubjects | undefined;
  /** The first INFO. */
  info: ServerInfo;
  /** Whether credentials are needed. */
  authRequired: boolean;
  /** The limits. */
  limits: Readonly<ServerConnectionLimits>;
  /** Who is shown the protocol as it passes; nobody, where this is missing. */
  trace?: ProtocolTrace | undefined;
  /** A random fraction, 0 up to but not including 1. */
  random(): number;
}
