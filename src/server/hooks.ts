/** What a program that embeds a server may say to what its clients do. */

import type { Permissions } from "./permissions.ts";

/** Who is connecting, and with what credentials. */
export interface LoginAttempt {
  /** The user's name; empty where none was given. */
  readonly user: string;
  /** The password; empty where none was given. */
  readonly pass: string;
  /** The token; empty where none was given. */
  readonly token: string;
  /** The public nkey; empty where none was given. Its signature has been checked. */
  readonly nkey: string;
  /** The JWT; empty where none was given. Nothing of it has been checked. */
  readonly jwt: string;
  /** The name of the connection. */
  readonly name: string;
  /** Where the client is, as `host:port`. */
  readonly peer: string;
  /** Whether the bytes travel encrypted. */
  readonly encrypted: boolean;
}

/** Somebody who was let in by a hook. */
export interface LoginGrant {
  /** What the user is called in monitoring; the name given. */
  readonly user?: string;
  /** The account, one of those configured; `$G`. */
  readonly account?: string;
  /** What the user may do; everything. */
  readonly permissions?: Permissions;
}

/** A client that was let in. */
export interface HookClient {
  /** The number of the connection. */
  readonly id: number;
  /** The name of the connection. */
  readonly name: string;
  /** The user; empty where there are no users. */
  readonly user: string;
  /** The account. */
  readonly account: string;
  /** Where the client is, as `host:port`. */
  readonly peer: string;
}

/** A message as a hook sees it. Bytes are lent: they are good until the hook returns. */
export interface HookMessage {
  /** The subject. */
  readonly subject: string;
  /** The reply subject; empty where there is none. */
  readonly reply: string;
  /** The headers as they came, with the line `NATS/1.0`; empty where there are none. */
  readonly headers: Uint8Array;
  /** The payload. */
  readonly data: Uint8Array;
}

/** The hooks of a server. What they throw counts as a refusal, and is logged. */
export interface ServerHooks {
  /** Decides who is let in, instead of users and tokens: false refuses. May take its time up to `authTimeoutMs`. */
  authenticate?(attempt: LoginAttempt): boolean | LoginGrant | Promise<boolean | LoginGrant>;
  /** Somebody has been let in. */
  onConnect?(client: HookClient): void;
  /** Somebody has gone, for this reason in nats-server's words. */
  onDisconnect?(client: HookClient, reason: string): void;
  /** A client publishes: false refuses it, as if the permissions did. Costs a call for each message. */
  onPublish?(client: HookClient, message: HookMessage): boolean | void;
  /**
   * The system account asks the server to read its configuration again (`$SYS.REQ.SERVER.<id>.RELOAD`): whoever
   * gave it knows where it is, and calls `reload`. What it throws is the answer.
   */
  onReloadRequest?(): Promise<void>;
}
