/**
 * Encryption between holders of curve keys: `xkv1`, a nonce, and a box of NaCl. [nkeys xkeys.go]
 *
 * X25519 comes from the runtime, XSalsa20-Poly1305 from `@noble/ciphers`, which is loaded by the first who needs
 * it and by nobody else.
 */

import { importPackage, requirePackage, sharedSecret } from "#runtime";
import { InvalidOperationError } from "../errors.ts";
import { NKeysError, NKeysErrorCode } from "./errors.ts";
import { decodePublicKey, Prefix } from "./text.ts";

/** What is needed of `@noble/ciphers/salsa.js`. */
export interface SealingLibrary {
  /** HSalsa20: makes a key of a key and a nonce, all as words. */
  hsalsa(sigma: Uint32Array, key: Uint32Array, nonce: Uint32Array, out: Uint32Array): void;
  /** XSalsa20-Poly1305 with a key of 32 bytes and a nonce of 24; the tag of 16 bytes comes first. */
  xsalsa20poly1305(key: Uint8Array, nonce: Uint8Array): {
    /** Encrypts. */
    encrypt(bytes: Uint8Array): Uint8Array;
    /** Decrypts; throws where the tag does not fit. */
    decrypt(bytes: Uint8Array): Uint8Array;
  };
}

const PACKAGE = { name: "@noble/ciphers", versions: "^2.0.0", path: "salsa.js" };

/** The version of the format: the first bytes of what was sealed. */
const VERSION: Uint8Array = new TextEncoder().encode("xkv1");

const NONCE_BYTES = 24;

let library: SealingLibrary | undefined;

/**
 * Loads what `seal` and `open` need, once for the whole program.
 *
 * On Node nobody has to call it: there `npm install @noble/ciphers` is enough. On Deno it fetches the package
 * from npm. A program that is bundled hands it over: `loadSealing(() => import("@noble/ciphers/salsa.js"))`.
 *
 * @throws {InvalidOperationError} when the library is not there; the cause says why.
 */
export async function loadSealing(load?: () => Promise<SealingLibrary>): Promise<void> {
  if (library !== undefined) return;
  try {
    library = load === undefined ? await importPackage(PACKAGE) as SealingLibrary : await load();
  } catch (error) {
    throw missing(error);
  }
}

function sealingLibrary(): SealingLibrary {
  if (library !== undefined) return library;
  let found: unknown;
  try {
    found = requirePackage(PACKAGE);
  } catch (error) {
    throw missing(error);
  }
  if (found === undefined) {
    throw new InvalidOperationError(
      "sealing and opening need a library that is not loaded yet: call `await loadSealing()` of natwire/nkeys first",
    );
  }
  return library = found as SealingLibrary;
}

function missing(cause: unknown): InvalidOperationError {
  return new InvalidOperationError(
    `sealing and opening need the package ${PACKAGE.name} ${PACKAGE.versions}, which cannot be loaded: install it`,
    { cause },
  );
}

/**
 * Encrypts for the holder of a public curve key.
 *
 * @throws {NKeysError} `InvalidRecipient` for another key, `ApiError` for a nonce not of 24 bytes.
 */
export function seal(seed: Uint8Array, input: Uint8Array, recipient: string, nonce?: Uint8Array): Uint8Array {
  if (nonce !== undefined && nonce.length !== NONCE_BYTES) throw new NKeysError(NKeysErrorCode.ApiError);
  const fresh = nonce ?? globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const encrypted = withBox(seed, recipient, fresh, (box) => box.encrypt(input));
  const sealed = new Uint8Array(VERSION.length + NONCE_BYTES + encrypted.length);
  sealed.set(VERSION);
  sealed.set(fresh, VERSION.length);
  sealed.set(encrypted, VERSION.length + NONCE_BYTES);
  return sealed;
}

/**
 * Decrypts what the holder of a public curve key sealed; null where it does not fit.
 *
 * @throws {NKeysError} `InvalidEncrypted` for what nobody sealed, `InvalidRecipient` for another key.
 */
export function openSealed(seed: Uint8Array, message: Uint8Array, sender: string): Uint8Array | null {
  const start = VERSION.length + NONCE_BYTES;
  if (message.length <= start || VERSION.some((byte, at) => message[at] !== byte)) {
    throw new NKeysError(NKeysErrorCode.InvalidEncrypted);
  }
  return withBox(seed, sender, message.slice(VERSION.length, start), (box) => {
    try {
      return box.decrypt(message.slice(start));
    } catch {
      return null;
    }
  });
}

/** Calls `use` with the cipher for what two parties send each other under a nonce. */
function withBox<R>(
  seed: Uint8Array,
  other: string,
  nonce: Uint8Array,
  use: (box: ReturnType<SealingLibrary["xsalsa20poly1305"]>) => R,
): R {
  const { hsalsa, xsalsa20poly1305 } = sealingLibrary();
  const shared = sharedWith(seed, other);
  const key = new Uint8Array(32);
  // A box takes its key from what both share by HSalsa20 with a nonce of zeros. [NaCl crypto_box]
  hsalsa(SIGMA, words(shared), new Uint32Array(4), words(key));
  shared.fill(0);
  try {
    return use(xsalsa20poly1305(key, nonce));
  } finally {
    key.fill(0);
  }
}

function sharedWith(seed: Uint8Array, other: string): Uint8Array {
  try {
    const { prefix, key } = decodePublicKey(other);
    if (prefix !== Prefix.Curve) throw new NKeysError(NKeysErrorCode.InvalidCurveKey);
    return sharedSecret(seed, key);
  } catch (cause) {
    throw new NKeysError(NKeysErrorCode.InvalidRecipient, { cause });
  }
}

/** The constant of Salsa20 for keys of 32 bytes. */
const SIGMA: Uint32Array = words(Uint8Array.from(new TextEncoder().encode("expand 32-byte k")));

/** The same memory as words. */
function words(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
