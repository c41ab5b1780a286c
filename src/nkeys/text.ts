/** Keys as text: a prefix, the key and a checksum in base32. [nkeys strkey.go] */

import { NKeysError, NKeysErrorCode } from "./errors.ts";

/** The prefix byte of each kind of key; it makes the first letter of the text. */
export const Prefix = {
  /** No prefix that is known. */
  Unknown: -1,
  /** A seed: `S...`, with the letter of its kind behind it. */
  Seed: 18 << 3,
  /** A private key: `P...`. */
  Private: 15 << 3,
  /** An operator: `O...`. */
  Operator: 14 << 3,
  /** A server: `N...`. */
  Server: 13 << 3,
  /** A cluster: `C...`. */
  Cluster: 2 << 3,
  /** An account: `A...`. */
  Account: 0,
  /** A user: `U...`. */
  User: 20 << 3,
  /** A curve key: `X...`. */
  Curve: 23 << 3,
} as const;

/** A prefix byte; see the constant of this name. */
export type Prefix = (typeof Prefix)[keyof typeof Prefix];

/** The kinds a pair of keys can be of, by their first letter. */
const PUBLIC = new Map<string, Prefix>([
  ["O", Prefix.Operator],
  ["N", Prefix.Server],
  ["C", Prefix.Cluster],
  ["A", Prefix.Account],
  ["U", Prefix.User],
  ["X", Prefix.Curve],
]);

const PUBLIC_BYTES: ReadonlySet<number> = new Set(PUBLIC.values());

/** Questions about prefixes. */
export const Prefixes: {
  /** True for the prefix of a public key. */
  isValidPublicPrefix(prefix: number): boolean;
  /** True for text that begins with the letter of a public key, a seed or a private key. */
  startsWithValidPrefix(text: string): boolean;
  /** True for every prefix but `Prefix.Unknown`. */
  isValidPrefix(prefix: number): boolean;
  /** The prefix that this byte is, or `Prefix.Unknown`. */
  parsePrefix(byte: number): Prefix;
} = {
  isValidPublicPrefix: (prefix) => PUBLIC_BYTES.has(prefix),
  startsWithValidPrefix: (text) => PUBLIC.has(text[0] ?? "") || text[0] === "S" || text[0] === "P",
  isValidPrefix: (prefix) => Prefixes.parsePrefix(prefix) !== Prefix.Unknown,
  parsePrefix: (byte) => Object.values(Prefix).find((prefix) => prefix === byte) ?? Prefix.Unknown,
};

/** The length of a key and of a seed in bytes, whatever their kind. */
export const KEY_BYTES = 32;

/** The text of a public key of 32 bytes: 56 letters and digits. */
export function publicKeyText(prefix: number, key: Uint8Array): string {
  return fromAscii(encodeKey(prefix, key));
}

/** The text of a key as ASCII: bytes, unlike a string, can be wiped. */
export function encodeKey(prefix: number, key: Uint8Array): Uint8Array {
  return withChecksum([prefix], key);
}

/** The text of a seed of 32 bytes as ASCII. Its kind is spread over two bytes, so that it shows as a letter. */
export function encodeSeed(kind: number, seed: Uint8Array): Uint8Array {
  return withChecksum([Prefix.Seed | kind >> 5, (kind & 31) << 3], seed);
}

function withChecksum(prefix: readonly number[], key: Uint8Array): Uint8Array {
  const end = prefix.length + key.length;
  const bytes = new Uint8Array(end + 2);
  bytes.set(prefix);
  bytes.set(key, prefix.length);
  const checksum = crc16(bytes.subarray(0, end));
  bytes[end] = checksum & 0xff;
  bytes[end + 1] = checksum >> 8;
  const text = encodeBase32(bytes);
  bytes.fill(0);
  return text;
}

/**
 * Reads the text of a public key.
 *
 * @throws {NKeysError} for anything else.
 */
export function decodePublicKey(text: string): { prefix: Prefix; key: Uint8Array } {
  const bytes = decodeChecked(new TextEncoder().encode(text));
  const prefix = Prefixes.parsePrefix(bytes[0]!);
  if (!Prefixes.isValidPublicPrefix(prefix) || bytes.length !== 1 + KEY_BYTES) {
    throw new NKeysError(NKeysErrorCode.InvalidPublicKey);
  }
  return { prefix, key: bytes.subarray(1) };
}

/**
 * Reads the text of a seed, given as ASCII.
 *
 * @throws {NKeysError} for anything else; it holds nothing of what was read.
 */
export function decodeSeed(text: Uint8Array): { prefix: Prefix; seed: Uint8Array } {
  const bytes = decodeChecked(text);
  const [first = 0, second = 0] = bytes;
  const prefix = Prefixes.parsePrefix((first & 7) << 5 | second >> 3);
  if ((first & 248) !== Prefix.Seed) throw new NKeysError(NKeysErrorCode.InvalidSeed);
  if (!Prefixes.isValidPublicPrefix(prefix)) throw new NKeysError(NKeysErrorCode.InvalidPrefixByte);
  if (bytes.length !== 2 + KEY_BYTES) throw new NKeysError(NKeysErrorCode.InvalidSeedLen);
  const seed = bytes.slice(2);
  bytes.fill(0);
  return { prefix, seed };
}

/** What stands before the checksum, once that has been found right. */
function decodeChecked(text: Uint8Array): Uint8Array {
  const bytes = text instanceof Uint8Array ? decodeBase32(text) : undefined;
  if (bytes === undefined || bytes.length < 3) throw new NKeysError(NKeysErrorCode.InvalidEncoding);
  const end = bytes.length - 2;
  const checksum = bytes[end]! | bytes[end + 1]! << 8;
  if (crc16(bytes.subarray(0, end)) !== checksum) throw new NKeysError(NKeysErrorCode.InvalidChecksum);
  return bytes.subarray(0, end);
}

/** CRC-16/XMODEM: polynomial 0x1021, nothing reflected, start and end at 0. [nkeys crc16.go] */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1 ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
}

const ALPHABET: Uint8Array = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/** Base32 of RFC 4648 without padding, as ASCII. */
export function encodeBase32(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil(bytes.length * 8 / 5));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = held << 8 | byte;
    for (bits += 8; bits >= 5;) {
      bits -= 5;
      text[at++] = ALPHABET[held >> bits & 31]!;
    }
    held &= 31;
  }
  if (bits > 0) text[at] = ALPHABET[held << (5 - bits) & 31]!;
  return text;
}

/** Reads base32 without padding; undefined for what has other letters. Bits beyond the last byte are left alone. */
export function decodeBase32(text: Uint8Array): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor(text.length * 5 / 8));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5 | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits & 0xff;
    }
  }
  return bytes;
}

/** ASCII as a string. */
export function fromAscii(text: Uint8Array): string {
  return new TextDecoder().decode(text);
}
