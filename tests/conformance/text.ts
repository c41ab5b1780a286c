/** How bytes become the text of a record, and back: framing, masking and escaping. */

/**
 * The fields of INFO whose value may differ between two servers, each with the shape it must keep. Issue 2
 * allows server_id, server_name, version, ports, nonce, client_id, client_ip, git_commit, go and times. xkey is
 * beside them because it is a key that every start makes anew.
 */
const MASKED_INFO: Readonly<Record<string, RegExp>> = {
  server_id: /^"N[A-Z2-7]{55}"$/,
  server_name: /^".+"$/,
  version: /^"\d+\.\d+\.\d+[^"]*"$/,
  git_commit: /^"[^"]*"$/,
  go: /^"[^"]+"$/,
  port: /^\d+$/,
  client_id: /^[1-9]\d*$/,
  client_ip: /^"[^"]+"$/,
  nonce: /^"[A-Za-z0-9_-]{15}"$/,
  xkey: /^"X[A-Z2-7]{55}"$/,
};

/** Fields that depend on how the server was built: they are left out of the record. */
const BUILD_FIELDS: readonly string[] = ["git_commit"];

/** Cuts complete lines and messages off the front of what a server sent. */
export function splitFrames(text: string): { frames: string[]; rest: string } {
  const frames: string[] = [];
  let at = 0;
  for (;;) {
    const eol = text.indexOf("\r\n", at);
    if (eol < 0) break;
    const line = text.slice(at, eol);
    let end = eol + 2;
    if (/^H?MSG /.test(line)) end += Number(line.slice(line.lastIndexOf(" ") + 1)) + 2;
    if (end > text.length) break;
    frames.push(text.slice(at, end));
    at = end;
  }
  return { frames, rest: text.slice(at) };
}

/** Puts `*` for what may differ between servers; a value that lost its shape stays, and so shows up. */
export function maskInfo(line: string): string {
  const open = line.indexOf("{");
  const close = line.lastIndexOf("}");
  if (!line.startsWith("INFO ") || open < 0 || close < open) return line;
  const fields = line.slice(open + 1, close).match(/"[^"]*":(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^,]*)/g) ?? [];
  const masked = fields.flatMap((field) => {
    const colon = field.indexOf(":");
    const key = field.slice(1, colon - 1);
    const shape = MASKED_INFO[key];
    if (BUILD_FIELDS.includes(key)) return [];
    return [shape?.test(field.slice(colon + 1)) ? `"${key}":*` : field];
  });
  return line.slice(0, open + 1) + masked.join(",") + line.slice(close);
}

/** The reply subjects that a server makes. */
const REPLY_MASK = [/_R_\.\w{6}\.\w{6}(?:\.\w{8}(?=\.T))?/g, "_R_.*"] as const;

/** What differs from run to run in messages that a server makes or changes, with what stands for it. */
const MASKED_IN_MESSAGES: readonly (readonly [RegExp, string])[] = [
  REPLY_MASK,
  [/"(rtt|id|cid|seq|service|system|total)":\d+/g, '"$1":*'],
  [/"(start|stop|ts|time|timestamp)":"\d{4}-\d\d-\d\dT[^"]*Z"/g, '"$1":*'],
  [/"id":"\w{22}"/g, '"id":*'],
  [/"(id|name|server)":"N[A-Z2-7]{55}"/g, '"$1":*'],
  [/"ver":"\d+\.\d+\.\d+[^"]*"/g, '"ver":*'],
  [/\.N[A-Z2-7]{55}\./g, ".*."],
];

/** Puts `*` for what differs from run to run, and for the sizes that differ with it. */
export function maskMessage(frame: string): string {
  if (frame.startsWith("-ERR ")) return frame.replace(...REPLY_MASK);
  if (!/^H?MSG /.test(frame)) return frame;
  const masked = MASKED_IN_MESSAGES.reduce((text, [pattern, mask]) => text.replace(pattern, mask), frame);
  if (masked === frame) return frame;
  // nats-server puts a second blank where a message of its own has no reply subject.
  return masked.replace(/^(HMSG.*) \d+ \d+\r\n|^(MSG.*?) +\d+\r\n/, "$1$2 *\r\n");
}

/** Hides which of several subscriptions got a message. */
export function maskSid(frame: string): string {
  return frame.replace(/^(H?MSG \S+ )\S+/, "$1*");
}

/** Bytes, as characters, to readable lines: one per LF, odd bytes escaped, long runs of a letter shortened. */
export function readable(text: string): string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) =>
    // deno-lint-ignore no-control-regex
    line.replace(/([^\\])\1{63,}|[\\`\x00-\x1f\x7f-\xff]|\$(?=\{)/g, (found, letter?: string) => {
      if (letter !== undefined) return `{${readable(letter).join("")} x ${found.length}}`;
      const short =
        ({ "\r": "\\r", "\n": "\\n", "\t": "\\t", "\\": "\\\\" } as Record<string, string>)[found];
      return short ?? `\\x${found.charCodeAt(0).toString(16).padStart(2, "0")}`;
    })
  );
}

/** Characters U+0000 to U+00FF to the bytes of the same numbers. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Bytes to the characters of the same numbers; the inverse of {@link toBytes}. */
export function fromBytes(bytes: Uint8Array): string {
  let text = "";
  // String.fromCharCode takes its bytes as arguments, and too many overflow the stack.
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}
