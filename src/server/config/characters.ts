/** What the characters of a configuration file are, and where a number ends. [nats-server conf/lex.go] */

const MINUS = 45, DOT = 46, ZERO = 48, NINE = 57, COLON = 58;

/** Blanks and line ends of one byte. */
const SPACES = new Set([9, 10, 11, 12, 13, 32]);

/** What Unicode counts as white space beyond these, as its bytes. */
const WIDE_SPACES = new Set([
  "\u0085",
  "\u00a0",
  "\u1680",
  "\u2000",
  "\u2001",
  "\u2002",
  "\u2003",
  "\u2004",
  "\u2005",
  "\u2006",
  "\u2007",
  "\u2008",
  "\u2009",
  "\u200a",
  "\u2028",
  "\u2029",
  "\u202f",
  "\u205f",
  "\u3000",
]);

/** How many bytes the white space at a place has; 0 where there is none. */
export function isSpace(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) return 0;
  if (byte < 0x80) return SPACES.has(byte) ? 1 : 0;
  if (byte === 0xc2) return WIDE_SPACES.has(String.fromCharCode(bytes[at + 1]!)) ? 2 : 0;
  if (byte < 0xe1 || byte > 0xe3) return 0;
  const code = ((byte & 0xf) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
  return WIDE_SPACES.has(String.fromCharCode(code)) ? 3 : 0;
}

/** Whether a byte is a hexadecimal digit. */
export function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** Whether a byte is a decimal digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** What begins like a number; `string` is an address such as `127.0.0.1:4222`, `bare` the start of a bare string. */
export type NumberKind = "integer" | "float" | "datetime" | "string" | "bare";

/** Where it ends; or what is wrong there, where `{got}` stands for the character. */
export type NumberEnd =
  | { readonly kind: NumberKind; readonly end: number }
  | { readonly wrong: string; readonly end: number };

const SUFFIXES = new Set([..."kKmMgGtTpPeE"].map(codeOf));
const MORE_SUFFIX = new Set([..."bBiI"].map(codeOf));

/** What an integer may be followed by: line ends, `}`, `;`, `,`, blanks, the end of the file. Not `]`. */
const AFTER_INTEGER = new Set([..."\n\r};, \t\0"].map(codeOf));

/** What follows `YYYY-` in a date; 0 stands for any digit. */
const DATE = "00-00T00:00:00Z";

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}

/** Finds the end of what begins with a digit or a minus. */
export function numberEnd(bytes: Uint8Array, start: number): NumberEnd {
  const negative = bytes[start] === MINUS;
  let at = negative ? start + 1 : start;
  if (!isDigit(bytes[at])) {
    const wrong = bytes[at] === DOT
      ? "Floats must start with a digit, not '.'."
      : "Expected a digit but got '{got}'.";
    return { wrong, end: at };
  }
  while (isDigit(bytes[at])) at++;
  const next = bytes[at] ?? 0;
  if (next === DOT) return fractionEnd(bytes, at + 1);
  if (SUFFIXES.has(next)) {
    do at++; while (MORE_SUFFIX.has(bytes[at] ?? 0));
    const after = bytes[at] ?? 0;
    return { kind: AFTER_INTEGER.has(after) ? "integer" : "bare", end: at };
  }
  if (negative || AFTER_INTEGER.has(next)) return { kind: "integer", end: at };
  if (next !== MINUS) return { kind: "bare", end: at + 1 };
  if (at - start !== 4) return { wrong: "All ISO8601 dates must be in full Zulu form.", end: at };
  return dateEnd(bytes, at + 1);
}

function fractionEnd(bytes: Uint8Array, start: number): NumberEnd {
  let at = start;
  if (!isDigit(bytes[at])) {
    return { wrong: "Floats must have a digit after the '.', but got '{got}' instead.", end: at };
  }
  while (isDigit(bytes[at])) at++;
  if (bytes[at] !== DOT) return { kind: "float", end: at };
  while (isDigit(bytes[at]) || bytes[at] === DOT || bytes[at] === COLON || bytes[at] === MINUS) at++;
  return { kind: "string", end: at };
}

function dateEnd(bytes: Uint8Array, start: number): NumberEnd {
  let at = start;
  for (const letter of DATE) {
    if (letter === "0" && !isDigit(bytes[at])) {
      return { wrong: "Expected digit in ISO8601 datetime, but found '{got}' instead.", end: at };
    }
    if (letter !== "0" && bytes[at] !== codeOf(letter)) {
      return { wrong: `Expected '${letter}' in ISO8601 datetime, but found '{got}' instead.`, end: at };
    }
    at++;
  }
  return { kind: "datetime", end: at };
}
