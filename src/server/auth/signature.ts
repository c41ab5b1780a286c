/** What a client with an nkey proves. [nats-server auth.go processClientOrLeafAuthentication] */

import { verifyEd25519 } from "#runtime";
import { decode } from "../../nkeys/base64.ts";
import { decodePublicKey, Prefix } from "../../nkeys/text.ts";
import { utf8 } from "../../wire/bytes.ts";

const SIGNATURE_BYTES = 64;

/** Base64 for URLs without padding, of 64 bytes. */
const URL_FORM = /^[\w-]{86}$/;

/** Base64 with padding, of 64 bytes. */
const PADDED_FORM = /^[\w+/]{86}==$/;

/** Tells whether `sig` is the signature of the letters of a nonce by the holder of a public key, `U...`. */
export function hasSigned(nkey: string, nonce: string, sig: string): boolean {
  const signature = signatureOf(sig);
  if (signature === undefined || nonce === "") return false;
  try {
    const { prefix, key } = decodePublicKey(nkey);
    return prefix === Prefix.User && verifyEd25519(key, utf8(nonce), signature);
  } catch {
    // No key at all, or one that is no point of the curve.
    return false;
  }
}

function signatureOf(sig: string): Uint8Array | undefined {
  let text: string;
  if (URL_FORM.test(sig)) text = sig.replaceAll("-", "+").replaceAll("_", "/");
  else if (PADDED_FORM.test(sig) && !sig.includes("_")) text = sig;
  else return undefined;
  const bytes = decode(text);
  return bytes.length === SIGNATURE_BYTES ? bytes : undefined;
}
