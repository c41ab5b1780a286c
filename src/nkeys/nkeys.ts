/** Makes key pairs, new ones and from text. */

import { NKeysError, NKeysErrorCode } from "./errors.ts";
import { CurvePair, type KeyPair, PublicKey, SigningPair } from "./pairs.ts";
import { decodePublicKey, decodeSeed, KEY_BYTES, Prefix, Prefixes } from "./text.ts";

/**
 * Makes a key pair of this kind.
 *
 * @throws {NKeysError} `InvalidPrefixByte` where the prefix is none of a public key.
 */
export function createPair(prefix: Prefix): KeyPair {
  if (!Prefixes.isValidPublicPrefix(prefix)) throw new NKeysError(NKeysErrorCode.InvalidPrefixByte);
  return pairOf(prefix, globalThis.crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}

/** Makes the key pair of an operator: `O...`. */
export function createOperator(): KeyPair {
  return createPair(Prefix.Operator);
}

/** Makes the key pair of an account: `A...`. */
export function createAccount(): KeyPair {
  return createPair(Prefix.Account);
}

/** Makes the key pair of a user: `U...`. */
export function createUser(): KeyPair {
  return createPair(Prefix.User);
}

/** Makes the key pair of a cluster: `C...`. */
export function createCluster(): KeyPair {
  return createPair(Prefix.Cluster);
}

/** Makes the key pair of a server: `N...`. */
export function createServer(): KeyPair {
  return createPair(Prefix.Server);
}

/** Makes a pair of curve keys, which seal and open: `X...`. */
export function createCurve(): KeyPair {
  return createPair(Prefix.Curve);
}

/**
 * The pair of a public key, which can verify.
 *
 * @throws {NKeysError} for anything that is not the text of a public key.
 */
export function fromPublic(src: string): KeyPair {
  const { prefix, key } = decodePublicKey(src);
  return new PublicKey(prefix, key);
}

/**
 * The pair of a seed given as text in ASCII. The seed is copied: `clear` of the pair leaves yours alone.
 *
 * @throws {NKeysError} for anything that is not the text of a seed.
 */
export function fromSeed(src: Uint8Array): KeyPair {
  const { prefix, seed } = decodeSeed(src);
  return pairOf(prefix, seed);
}

/**
 * The pair of a curve key's seed given as text in ASCII.
 *
 * @throws {NKeysError} `InvalidCurveSeed` for the seed of another kind, and for anything that is no seed.
 */
export function fromCurveSeed(src: Uint8Array): KeyPair {
  const { prefix, seed } = decodeSeed(src);
  if (prefix !== Prefix.Curve) throw new NKeysError(NKeysErrorCode.InvalidCurveSeed);
  return new CurvePair(seed);
}

function pairOf(prefix: Prefix, seed: Uint8Array): KeyPair {
  return prefix === Prefix.Curve ? new CurvePair(seed) : new SigningPair(prefix, seed);
}
