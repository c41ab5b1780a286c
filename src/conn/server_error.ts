/** What a server's `-ERR` means: its text to an error class. */

import {
  AuthorizationError,
  type NatsError,
  PermissionViolationError,
  ProtocolError,
  UserAuthenticationExpiredError,
} from "../errors.ts";

/** The texts that mean that the credentials were refused, in lower case. [nats-server errors.go] */
const AUTHORIZATION_TEXTS = [
  "authorization violation",
  "account authentication expired",
  "authentication timeout",
];

/** Undoes the quoting of `%q`, in which permission errors name subjects and queues. */
function unquote(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}

/** Makes the error for the text of a `-ERR`, with or without its single quotes, of the server `host:port`. */
export function serverError(quoted: string, server: string): NatsError {
  const text = quoted.replace(/^'(.*)'$/s, "$1");
  const lower = text.toLowerCase();
  if (lower.includes("permissions violation")) {
    const found = /(publish|subscription) to "((?:[^"\\]|\\.)*)"/i.exec(text);
    const queue = /using queue "((?:[^"\\]|\\.)*)"/i.exec(text);
    const reply = /publish with reply of "((?:[^"\\]|\\.)*)"/i.exec(text);
    return new PermissionViolationError(
      text,
      found?.[1]?.toLowerCase() === "subscription" ? "subscription" : "publish",
      unquote(found?.[2] ?? reply?.[1] ?? ""),
      queue === null ? undefined : unquote(queue[1]!),
      { server },
    );
  }
  if (lower.includes("user authentication expired")) {
    return new UserAuthenticationExpiredError(text, { server });
  }
  if (AUTHORIZATION_TEXTS.some((known) => lower.includes(known))) {
    return new AuthorizationError(text, { server });
  }
  return new ProtocolError(text, { code: "SERVER_ERROR", server });
}

/** True when the error says that the credentials are not, or no longer, good. */
export function isCredentialsError(error: unknown): boolean {
  return error instanceof AuthorizationError || error instanceof UserAuthenticationExpiredError;
}
