/** Bytes to text and back, with the short cuts that protocol text allows. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Strings up to this length are read letter by letter: below it that beats the call into the decoder. */
const SHORT_TEXT_BYTES = 48;

/** The text that `bytes[start..end)` holds in UTF-8; invalid sequences become U+FFFD. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT_TEXT_BYTES) {
    let text = "";
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte > 0x7f) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(bytes.subarray(start, end));
}

/**
 * The text with one character for each byte of `bytes[start..end)`. Servers use it for subjects and names,
 * which are opaque bytes to them: equal texts are equal bytes, whatever their encoding.
 */
export function binaryOf(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** The text with one character for each byte that a text takes in UTF-8: how names of options meet those of clients. */
export function binaryText(text: string): string {
  const bytes = encoder.encode(text);
  return bytes.length === text.length ? text : binaryOf(bytes, 0, bytes.length);
}

/** The bytes of a text that has one character for each byte; the reverse of {@link binaryOf}. */
export function binaryBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Payloads up to this size are copied in a loop: below it that beats making a view and calling `set`. */
const SHORT_COPY_BYTES = 48;

/** Copies `from[start..end)` to `to` at `at`; the caller has made sure that it fits. */
export function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start <= SHORT_COPY_BYTES) {
    while (start < end) to[at++] = from[start++]!;
  } else if (start === 0 && end === from.length) {
    to.set(from, at);
  } else {
    to.set(from.subarray(start, end), at);
  }
}

/**
 * Copies `from[start..end)` to `to` at `at`, four bytes at a time, and up to three more than asked for: `from` has to go
 * on that far, and `to` must have room for them. For what is short this takes a fraction of the time of `set`.
 */
export function copyWords(from: DataView, start: number, end: number, to: DataView, at: number): void {
  for (; start < end; start += 4, at += 4) to.setInt32(at, from.getInt32(start));
}
