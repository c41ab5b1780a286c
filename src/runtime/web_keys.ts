/** Keys in browsers and workers: WebCrypto signs, and answers later. */

import type { KeyKind, LateSignature } from "./types.ts";
import { absent } from "./web_absent.ts";

/** What stands in DER before the 32 bytes of an Ed25519 private key. (RFC 8410) */
const DER_PREFIX: readonly number[] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/** Signs some bytes with an Ed25519 seed and gives the public key as well. */
export async function signLater(seed: Uint8Array, data: Uint8Array): Promise<LateSignature> {
  const { subtle } = globalThis.crypto;
  const der = Uint8Array.from([...DER_PREFIX, ...seed]);
  const key = await subtle.importKey("pkcs8", der, "Ed25519", true, ["sign"]);
  der.fill(0);
  const { x = "" } = await subtle.exportKey("jwk", key);
  const signature = await subtle.sign("Ed25519", key, Uint8Array.from(data));
  return { publicKey: fromBase64Url(x), signature: new Uint8Array(signature) };
}

/** Throws. */
export function publicKeyOf(_kind: KeyKind, _privateKey: Uint8Array): Uint8Array {
  throw synchronous();
}

/** Throws. */
export function signEd25519(_privateKey: Uint8Array, _data: Uint8Array): Uint8Array {
  throw synchronous();
}

/** Throws. */
export function verifyEd25519(_publicKey: Uint8Array, _data: Uint8Array, _signature: Uint8Array): boolean {
  throw synchronous();
}

/** Throws. */
export function sharedSecret(_privateKey: Uint8Array, _publicKey: Uint8Array): Uint8Array {
  throw synchronous();
}

function synchronous(): Error {
  return absent("keys that answer at once", "the authenticators sign here all the same, by WebCrypto");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
