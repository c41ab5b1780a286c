/** What a login is judged by, made for tests. */

import { createUser } from "../../../src/nkeys/mod.ts";
import type { LoginContext, LoginOutcome } from "../../../src/server/auth/types.ts";
import type { PeerCertificate } from "../../../src/transport/accepted.ts";
import { type ConnectOptions, DEFAULT_CONNECT_OPTIONS } from "../../../src/wire/connect.ts";

/** What the INFO of these tests had. */
export const NONCE = "abcdefghijklmno";

/** A connection over TCP that showed nothing. */
export const plain: LoginContext = {
  connectionType: "STANDARD",
  nonce: NONCE,
  peer: "127.0.0.1:1234",
  encrypted: false,
  certificate: null,
};

/** A CONNECT with nothing but this. */
export function saying(options: Partial<ConnectOptions>): ConnectOptions {
  return { ...DEFAULT_CONNECT_OPTIONS, ...options };
}

/** A connection that showed a certificate with nothing but this. */
export function showing(certificate: Partial<PeerCertificate>): LoginContext {
  const none = { subject: "", emails: [], dnsNames: [], uris: [], sha256: "", publicKeySha256: "" };
  return { ...plain, encrypted: true, certificate: { ...none, ...certificate } };
}

/** Who was let in, as `account/user`, or `refused`. */
export async function who(outcome: LoginOutcome | Promise<LoginOutcome>): Promise<string> {
  const settled = await outcome;
  return settled === "refused" ? settled : `${settled.account}/${settled.user}`;
}

/** A user with an nkey. */
export interface NkeyUser {
  /** The public key. */
  readonly nkey: string;
  /** The signature of a nonce, in base64 for URLs and in base64 with padding. */
  sign(nonce: string): { url: string; padded: string };
}

/** A new user with an nkey. */
export function nkeyUser(): NkeyUser {
  const pair = createUser();
  return {
    nkey: pair.getPublicKey(),
    sign(nonce) {
      const padded = btoa(String.fromCharCode(...pair.sign(new TextEncoder().encode(nonce))));
      return { url: padded.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""), padded };
    },
  };
}
