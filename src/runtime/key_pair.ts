/** Keys, used synchronously: Node's crypto, which Deno has too. */

import type * as crypto from "node:crypto";
import type nodeProcess from "node:process";
import type { KeyKind, RuntimeModule } from "./types.ts";

/** What stands in DER before the 32 bytes of a private and of a public key, by kind. (RFC 8410) */
const DER_PREFIX: Record<KeyKind, { private: string; public: string }> = {
  ed25519: { private: "302e020100300506032b657004220420", public: "302a300506032b6570032100" },
  x25519: { private: "302e020100300506032b656e04220420", public: "302a300506032b656e032100" },
};

/** The public half of a private key. */
export function publicKeyOf(kind: KeyKind, privateKey: Uint8Array): Uint8Array {
  const publicKey = nodeCrypto().createPublicKey(privateKeyObject(kind, privateKey));
  return fromBase64Url(publicKey.export({ format: "jwk" }).x!);
}

/** The Ed25519 signature of some bytes: 64 bytes. */
export function signEd25519(privateKey: Uint8Array, data: Uint8Array): Uint8Array {
  return plain(nodeCrypto().sign(null, data, privateKeyObject("ed25519", privateKey)));
}

/** Nothing: signing does not take time here. */
export const signLater: RuntimeModule["signLater"] = undefined;

/** Whether an Ed25519 signature fits; false for one of another length too. */
export function verifyEd25519(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  return nodeCrypto().verify(null, data, publicKeyObject("ed25519", publicKey), signature);
}

/** What both holders of an X25519 key can compute: 32 bytes. Throws for public keys that give away nothing. */
export function sharedSecret(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return plain(
    nodeCrypto().diffieHellman({
      privateKey: privateKeyObject("x25519", privateKey),
      publicKey: publicKeyObject("x25519", publicKey),
    }),
  );
}

function nodeCrypto(): typeof crypto {
  const process = globalThis.process as typeof nodeProcess;
  return process.getBuiltinModule("node:crypto");
}

function privateKeyObject(kind: KeyKind, key: Uint8Array): crypto.KeyObject {
  const der = withPrefix(DER_PREFIX[kind].private, key);
  try {
    return nodeCrypto().createPrivateKey({
      key: der as crypto.PrivateKeyInput["key"],
      format: "der",
      type: "pkcs8",
    });
  } finally {
    der.fill(0);
  }
}

function publicKeyObject(kind: KeyKind, key: Uint8Array): crypto.KeyObject {
  const der = withPrefix(DER_PREFIX[kind].public, key);
  return nodeCrypto().createPublicKey({
    key: der as crypto.PublicKeyInput["key"],
    format: "der",
    type: "spki",
  });
}

function withPrefix(hex: string, key: Uint8Array): Uint8Array {
  const prefix = hex.match(/../g)!.map((pair) => parseInt(pair, 16));
  const der = new Uint8Array(prefix.length + key.length);
  der.set(prefix);
  der.set(key, prefix.length);
  return der;
}

/** Node's buffers lend parts of themselves where plain bytes copy. */
function plain(buffer: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(buffer);
  buffer.fill(0);
  return bytes;
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
