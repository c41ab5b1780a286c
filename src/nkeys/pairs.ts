/** The three kinds of key pair: that signs, that seals, and that has only its public half. */

import { publicKeyOf, signEd25519, verifyEd25519 } from "#runtime";
import { NKeysError, NKeysErrorCode } from "./errors.ts";
import { openSealed, seal } from "./sealing.ts";
import { encodeKey, encodeSeed, KEY_BYTES, Prefix, publicKeyText } from "./text.ts";

/** A pair of keys, or the public half of one. */
export interface KeyPair {
  /**
   * The public key as text, such as `U...`.
   *
   * @throws {NKeysError} `ClearedPair`.
   */
  getPublicKey(): string;
  /**
   * The private key as text in ASCII, `P...`; every call makes a new array.
   *
   * @throws {NKeysError} `PublicKeyOnly` or `ClearedPair`.
   */
  getPrivateKey(): Uint8Array;
  /**
   * The seed as text in ASCII, such as `SU...`; every call makes a new array.
   *
   * @throws {NKeysError} `PublicKeyOnly` or `ClearedPair`.
   */
  getSeed(): Uint8Array;
  /**
   * The signature of some bytes: 64 bytes.
   *
   * @throws {NKeysError} `CannotSign` without the private key, `InvalidCurveOperation` for a curve key, `ClearedPair`.
   */
  sign(input: Uint8Array): Uint8Array;
  /**
   * Whether this pair made that signature of these bytes.
   *
   * @throws {NKeysError} `InvalidCurveOperation` for a curve key, `ClearedPair`.
   */
  verify(input: Uint8Array, sig: Uint8Array): boolean;
  /** Wipes the seed; nothing else can be done with the pair afterwards. */
  clear(): void;
  /**
   * Encrypts for the holder of a public curve key, so that he can tell that it came from this pair; `nonce`, of
   * 24 bytes, is random unless told. The format is `xkv1` of all NATS clients.
   *
   * Outside Node, call `await loadSealing()` once before.
   *
   * @throws {NKeysError} `InvalidNKeyOperation` for other keys, `InvalidRecipient`, `ApiError` for the nonce, `ClearedPair`.
   * @throws {InvalidOperationError} while the library for it is not loaded.
   */
  seal(input: Uint8Array, recipient: string, nonce?: Uint8Array): Uint8Array;
  /**
   * Decrypts what the holder of a public curve key sealed for this pair; null where it is not from him, not for
   * this pair, or changed on its way.
   *
   * @throws {NKeysError} `InvalidNKeyOperation` for other keys, `InvalidEncrypted`, `InvalidRecipient`, `ClearedPair`.
   * @throws {InvalidOperationError} while the library for it is not loaded.
   */
  open(message: Uint8Array, sender: string): Uint8Array | null;
}

/** Holds 32 secret bytes until they are wiped. */
class Secret {
  #bytes: Uint8Array | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get bytes(): Uint8Array {
    if (this.#bytes === undefined) throw new NKeysError(NKeysErrorCode.ClearedPair);
    return this.#bytes;
  }

  wipe(): void {
    this.#bytes?.fill(0);
    this.#bytes = undefined;
  }
}

/** A pair of Ed25519 keys. */
export class SigningPair implements KeyPair {
  readonly #prefix: Prefix;
  readonly #seed: Secret;

  /** Takes the seed, which becomes the pair's own. */
  constructor(prefix: Prefix, seed: Uint8Array) {
    this.#prefix = prefix;
    this.#seed = new Secret(seed);
  }

  /** The public key as text. */
  getPublicKey(): string {
    return publicKeyText(this.#prefix, publicKeyOf("ed25519", this.#seed.bytes));
  }

  /** The private key as text: 64 bytes, the seed and the public key behind it. */
  getPrivateKey(): Uint8Array {
    const both = new Uint8Array(2 * KEY_BYTES);
    both.set(this.#seed.bytes);
    both.set(publicKeyOf("ed25519", this.#seed.bytes), KEY_BYTES);
    const text = encodeKey(Prefix.Private, both);
    both.fill(0);
    return text;
  }

  /** The seed as text. */
  getSeed(): Uint8Array {
    return encodeSeed(this.#prefix, this.#seed.bytes);
  }

  /** The signature of some bytes. */
  sign(input: Uint8Array): Uint8Array {
    return signEd25519(this.#seed.bytes, input);
  }

  /** Whether a signature fits. */
  verify(input: Uint8Array, sig: Uint8Array): boolean {
    return verifyEd25519(publicKeyOf("ed25519", this.#seed.bytes), input, sig);
  }

  /** Wipes the seed. */
  clear(): void {
    this.#seed.wipe();
  }

  /** Refuses: these keys do not seal. */
  seal(_input: Uint8Array, _recipient: string, _nonce?: Uint8Array): Uint8Array {
    throw new NKeysError(NKeysErrorCode.InvalidNKeyOperation);
  }

  /** Refuses: these keys do not open. */
  open(_message: Uint8Array, _sender: string): Uint8Array | null {
    throw new NKeysError(NKeysErrorCode.InvalidNKeyOperation);
  }
}

/** A pair of X25519 keys. */
export class CurvePair implements KeyPair {
  readonly #seed: Secret;

  /** Takes the seed, which becomes the pair's own. */
  constructor(seed: Uint8Array) {
    this.#seed = new Secret(seed);
  }

  /** The public key as text. */
  getPublicKey(): string {
    return publicKeyText(Prefix.Curve, publicKeyOf("x25519", this.#seed.bytes));
  }

  /** The private key as text: of a curve key that is the seed. */
  getPrivateKey(): Uint8Array {
    return encodeKey(Prefix.Private, this.#seed.bytes);
  }

  /** The seed as text. */
  getSeed(): Uint8Array {
    return encodeSeed(Prefix.Curve, this.#seed.bytes);
  }

  /** Refuses: curve keys do not sign. */
  sign(_input: Uint8Array): Uint8Array {
    throw new NKeysError(NKeysErrorCode.InvalidCurveOperation);
  }

  /** Refuses: curve keys do not verify. */
  verify(_input: Uint8Array, _sig: Uint8Array): boolean {
    throw new NKeysError(NKeysErrorCode.InvalidCurveOperation);
  }

  /** Wipes the seed. */
  clear(): void {
    this.#seed.wipe();
  }

  /** Encrypts for the holder of a public curve key. */
  seal(input: Uint8Array, recipient: string, nonce?: Uint8Array): Uint8Array {
    return seal(this.#seed.bytes, input, recipient, nonce);
  }

  /** Decrypts what the holder of a public curve key sealed for this pair. */
  open(message: Uint8Array, sender: string): Uint8Array | null {
    return openSealed(this.#seed.bytes, message, sender);
  }
}

/** The public half of a pair. */
export class PublicKey implements KeyPair {
  readonly #prefix: Prefix;
  #key: Uint8Array | undefined;

  /** Takes the public key, 32 bytes. */
  constructor(prefix: Prefix, key: Uint8Array) {
    this.#prefix = prefix;
    this.#key = key;
  }

  /** The public key as text. */
  getPublicKey(): string {
    return publicKeyText(this.#prefix, this.#bytes());
  }

  /** Refuses: there is none. */
  getPrivateKey(): Uint8Array {
    return this.#refuse(NKeysErrorCode.PublicKeyOnly);
  }

  /** Refuses: there is none. */
  getSeed(): Uint8Array {
    return this.#refuse(NKeysErrorCode.PublicKeyOnly);
  }

  /** Refuses: that takes the private key. */
  sign(_input: Uint8Array): Uint8Array {
    return this.#refuse(NKeysErrorCode.CannotSign);
  }

  /** Whether a signature fits. */
  verify(input: Uint8Array, sig: Uint8Array): boolean {
    if (this.#prefix === Prefix.Curve) this.#refuse(NKeysErrorCode.InvalidCurveOperation);
    return verifyEd25519(this.#bytes(), input, sig);
  }

  /** Lets go of the key. */
  clear(): void {
    this.#key = undefined;
  }

  /** Refuses: that takes the private half of a curve key. */
  seal(_input: Uint8Array, _recipient: string, _nonce?: Uint8Array): Uint8Array {
    throw new NKeysError(NKeysErrorCode.InvalidNKeyOperation);
  }

  /** Refuses: that takes the private half of a curve key. */
  open(_message: Uint8Array, _sender: string): Uint8Array | null {
    throw new NKeysError(NKeysErrorCode.InvalidNKeyOperation);
  }

  #bytes(): Uint8Array {
    if (this.#key === undefined) throw new NKeysError(NKeysErrorCode.ClearedPair);
    return this.#key;
  }

  #refuse(code: NKeysErrorCode): never {
    this.#bytes();
    throw new NKeysError(code);
  }
}
