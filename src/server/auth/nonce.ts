/** The nonce of INFO, which clients with an nkey sign. [nats-server nkey.go generateNonce] */

import { encodeUrl } from "../../nkeys/base64.ts";

/** The random bytes of a nonce. */
const NONCE_BYTES = 11;

/** A new nonce: 15 letters of base64 for URLs. What is signed are these letters, not the bytes they stand for. */
export function newNonce(): string {
  return encodeUrl(globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
}
