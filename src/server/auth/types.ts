/** What a login is judged by, and what it comes to. */

import type { PeerCertificate } from "../../transport/accepted.ts";
import type { ConnectionType } from "../option_types.ts";
import type { PermissionCheck } from "../permissions.ts";

/** What is known of a connection besides what its CONNECT says. */
export interface LoginContext {
  /** What it came over. */
  readonly connectionType: ConnectionType;
  /** The nonce that its INFO had; empty where it had none. */
  readonly nonce: string;
  /** Where the client is, as `host:port`. */
  readonly peer: string;
  /** Whether the bytes travel encrypted. */
  readonly encrypted: boolean;
  /** The certificate that it showed; null where it showed none. */
  readonly certificate: PeerCertificate | null;
}

/** Somebody who was let in. */
export interface LoggedIn {
  /** The user as monitoring shows it: a name, an nkey, `[REDACTED]` for a token, empty where there are no users. */
  readonly user: string;
  /** The name of the account. */
  readonly account: string;
  /** What the user may do; null for everything. */
  readonly permissions: PermissionCheck | null;
  /** Changes whenever a reload changes anything about this user: who has another one then has to log in again. */
  readonly fingerprint: string;
}

/** What a login came to. Why it was refused is told to nobody. */
export type LoginOutcome = LoggedIn | "refused";
