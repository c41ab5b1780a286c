/** Bytes as base64, as signatures are written. */

/** Base64 with padding. */
export function encode(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Base64 for URLs, without padding. */
export function encodeUrl(bytes: Uint8Array): string {
  return encode(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads base64; throws what `atob` throws. */
export function decode(b64str: string): Uint8Array {
  return Uint8Array.from(atob(b64str), (letter) => letter.charCodeAt(0));
}
