/** What can be wrong with a key, by the names that `@nats-io/nkeys` gives it. */

/** The codes of {@link NKeysError}: each is its message too. */
export const NKeysErrorCode = {
  /** A prefix of no kind that is known, or not of the one asked for. */
  InvalidPrefixByte: "nkeys: invalid prefix byte",
  /** Not a key. */
  InvalidKey: "nkeys: invalid key",
  /** Not a public key. */
  InvalidPublicKey: "nkeys: invalid public key",
  /** A seed that is not 32 bytes long. */
  InvalidSeedLen: "nkeys: invalid seed length",
  /** Not a seed. */
  InvalidSeed: "nkeys: invalid seed",
  /** A seed, but not of a curve key. */
  InvalidCurveSeed: "nkeys: invalid curve seed",
  /** Not a curve key. */
  InvalidCurveKey: "nkeys: not a valid curve key",
  /** Curve keys neither sign nor verify. */
  InvalidCurveOperation: "nkeys: curve key is not valid for sign/verify",
  /** Only curve keys seal and open. */
  InvalidNKeyOperation: "keys: only curve key can seal/open",
  /** Not base32, or too short. */
  InvalidEncoding: "nkeys: invalid encoded key",
  /** The other party's key is not a public curve key. */
  InvalidRecipient: "nkeys: not a valid recipient public curve key",
  /** Not something that `seal` made. */
  InvalidEncrypted: "nkeys: encrypted input is not valid",
  /** There is only a public key, which cannot sign. */
  CannotSign: "nkeys: cannot sign, no private key available",
  /** There is only a public key. */
  PublicKeyOnly: "nkeys: no seed or private key available",
  /** The checksum is not that of the key: it was mistyped or cut. */
  InvalidChecksum: "nkeys: invalid checksum",
  /** Kept for its name; nothing here makes it. */
  SerializationError: "nkeys: serialization error",
  /** An argument that the call does not take. */
  ApiError: "nkeys: api error",
  /** `clear` was called. */
  ClearedPair: "nkeys: pair is cleared",
} as const;

/** A code of {@link NKeysError}; see the constant of this name. */
export type NKeysErrorCode = (typeof NKeysErrorCode)[keyof typeof NKeysErrorCode];

/** Something is wrong with a key. It never holds any of the key. */
export class NKeysError extends Error {
  /** What is wrong, as a stable text. */
  readonly code: NKeysErrorCode;

  /** Takes the code, which is the message too. */
  constructor(code: NKeysErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "NKeysError";
    this.code = code;
  }
}
