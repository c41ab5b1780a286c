/** What a trace shows of a CONNECT: everything but the credentials. [nats-server client.go removeSecretsFromTrace] */

/** What stands in the place of a credential. */
export const REDACTED = "[REDACTED]";

/** The fields whose values are credentials, and those that begin like a password or a token, in any letter case. */
const FIELD = String.raw`(?:(?:auth_token|pass)[^"\s:=]*|proxy_sig|nkey|sig|jwt)`;

/** A value: a text with what is escaped in it, a list or an object (which no credential is) to the end, or a word. */
const VALUE = String.raw`(?:(")(?:[^"\\]|\\.)*("|\\?$)|[[{].*|[^",\r\n}]*)`;

const CREDENTIAL = new RegExp(String.raw`(^|[^A-Za-z0-9_])(${FIELD}"?\s*[:=]\s*)${VALUE}`, "gis");

/** A name with an escape in it, which may spell anything once it is read. */
const ESCAPED_NAME = /"[^"]*\\[^"]*"\s*:/;

/**
 * The arguments of a CONNECT as a trace may show them: the values of `pass`, `auth_token`, `sig`, `nkey`, `jwt` and
 * `proxy_sig` are `[REDACTED]`. The text need not be JSON: it is what a client sent.
 */
export function redactConnect(text: string): string {
  const shown = text.replaceAll(
    CREDENTIAL,
    (_whole, before: string, name: string, open: string = "") => {
      return `${before}${name}${open}${REDACTED}${open}`;
    },
  );
  // Names are looked for as they are written. One that is written in another way is seen here.
  return ESCAPED_NAME.test(shown) ? REDACTED : shown;
}
