/** Keys as text: a prefix byte, the key and a checksum in base32. [nkeys strkey.go] */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The prefix byte of each kind of public key; it makes the first letter of the text. */
export const KEY_PREFIX = {
  /** A server: `N...`. */
  server: 13 << 3,
  /** A curve key: `X...`. */
  curve: 23 << 3,
} as const;

/** The text of a public key of 32 bytes: 56 letters and digits. */
export function publicKeyText(prefix: number, key: Uint8Array): string {
  const bytes = new Uint8Array(1 + key.length + 2);
  bytes[0] = prefix;
  bytes.set(key, 1);
  const checksum = crc16(bytes.subarray(0, 1 + key.length));
  bytes[1 + key.length] = checksum & 0xff;
  bytes[2 + key.length] = checksum >> 8;
  return base32(bytes);
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

/** Base32 of RFC 4648 without padding. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = held << 8 | byte;
    for (bits += 8; bits >= 5;) {
      bits -= 5;
      text += ALPHABET[held >> bits & 31]!;
    }
    held &= 31;
  }
  return bits === 0 ? text : text + ALPHABET[held << (5 - bits) & 31]!;
}
