/** Key pairs, made synchronously: Node's crypto, which Deno has too. */

import type * as crypto from "node:crypto";
import type nodeProcess from "node:process";
import type { KeyKind, KeyPair } from "./types.ts";

/** Makes a key pair. */
export function newKeyPair(kind: KeyKind): KeyPair {
  const process = globalThis.process as typeof nodeProcess;
  const { generateKeyPairSync }: typeof crypto = process.getBuiltinModule("node:crypto");
  // The types tell the kinds apart by overloads, which a variable cannot choose from.
  const pair = kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("x25519");
  const { x, d } = pair.privateKey.export({ format: "jwk" });
  return { publicKey: fromBase64Url(x!), privateKey: fromBase64Url(d!) };
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
