/** What goes wrong with TLS, told the same way over rustls (Deno) and OpenSSL (Node). */

import { brokenPipe, DialError, PipeError } from "../transport/errors.ts";

/** Alerts by which a server refuses a client's certificate, or the lack of one; letters only. [RFC 8446, 6.2] */
const CERTIFICATE_ALERTS = [
  "certificaterequired",
  "badcertificate",
  "unsupportedcertificate",
  "certificaterevoked",
  "certificateexpired",
  "certificateunknown",
  "unknownca",
  "accessdenied",
];

/** What either says when the answer to its hello is no TLS. */
const NO_TLS = /InvalidContentType|wrong version number|packet length too long|unexpected message/i;

/**
 * The error for a handshake that failed: the reason `certificate` is the caller's finding, and what is known
 * about the rest is put before the runtime's own words.
 *
 * @param hasCert whether the client has a certificate to show.
 */
export function handshakeFailed(
  reason: "certificate" | "tls",
  cause: unknown,
  hostname: string,
  port: number,
  hasCert: boolean,
): DialError {
  if (!(cause instanceof Error)) return new DialError(reason, hostname, port, { cause });
  const words = wordsOf(cause);
  const finding = reason === "certificate" ? undefined : findingOf(words, hasCert);
  const text = finding === undefined ? words : `${finding}: ${words}`;
  const told = text === cause.message ? cause : new Error(text, { cause });
  return new DialError(reason, hostname, port, { cause: told });
}

/**
 * The error for a read that failed on an encrypted pipe. With TLS 1.3 the server looks at the client's
 * certificate after the client's handshake is over, so its refusal comes here.
 */
export function encryptedReadFailed(peer: string, cause: unknown, hasCert: boolean): PipeError {
  const finding = cause instanceof Error ? findingOf(wordsOf(cause), hasCert) : undefined;
  const error = brokenPipe(peer, "reading", cause);
  return finding === undefined ? error : new PipeError("tls", `${error.message}: ${finding}`, { cause });
}

function findingOf(words: string, hasCert: boolean): string | undefined {
  const letters = words.replace(/[^a-z]/gi, "").toLowerCase();
  const refused = letters.includes("alert") && CERTIFICATE_ALERTS.some((alert) => letters.includes(alert));
  if (refused && hasCert) return "the server refused the client's certificate";
  if (refused) {
    return "the server wants a certificate from the client, see the options 'tls.cert' and 'tls.key'";
  }
  return NO_TLS.test(words) ? "the server does not speak TLS here" : undefined;
}

/**
 * The words of an error without the trace that OpenSSL puts around them. Where rustls has but the name of a
 * case, as in `invalid peer certificate: UnknownIssuer`, that comes in lower case, as nats.js gives it.
 */
export function wordsOf(error: Error): string {
  const { reason } = error as { reason?: unknown };
  if (typeof reason === "string" && /(?:^|:)error:[0-9A-F]+:/.test(error.message)) return reason;
  return error.message.trim().replace(
    /(?<=^invalid peer certificate: )[A-Za-z]+$/,
    (name) => name.toLowerCase(),
  );
}
