/** Text in double quotes as Go's `%q` writes it: permission errors carry subjects in this form. */

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** Quotes a text that has one character for each byte. [Go strconv.Quote] */
export function quoteGo(binary: string): string {
  let quoted = '"';
  for (let at = 0; at < binary.length;) {
    const character = characterAt(binary, at);
    if (character === null) {
      quoted += `\\x${hex(binary.charCodeAt(at), 2)}`;
      at++;
      continue;
    }
    quoted += escapeOf(character);
    at += utf8LengthOf(binary.charCodeAt(at));
  }
  return quoted + '"';
}

function escapeOf(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  // Go calls these printable, and the blank.
  if (character === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  const code = character.codePointAt(0)!;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** The character whose UTF-8 bytes begin at `at`; null where there is no valid one. */
function characterAt(binary: string, at: number): string | null {
  const first = binary.charCodeAt(at);
  if (first < 0x80) return binary[at]!;
  const length = utf8LengthOf(first);
  if (length === 0 || at + length > binary.length) return null;
  const bytes = Uint8Array.from({ length }, (_, i) => binary.charCodeAt(at + i));
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function utf8LengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
