/** Checks the settings for TLS before anything is dialled with them. */

import { InvalidArgumentError } from "../errors.ts";
import type { TlsOptions } from "./transport.ts";

/** The settings that hold text, in the order of the documentation. */
const TEXTS = ["ca", "caFile", "cert", "certFile", "key", "keyFile", "passphrase", "servername"] as const;

/** The settings that are yes or no. */
const FLAGS = ["handshakeFirst", "rejectUnauthorized"] as const;

/** Each setting that holds PEM itself, the one that names a file with it, and how that PEM begins. */
export const PEM_OPTIONS = {
  ca: { file: "caFile", begins: /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/, holds: "a certificate" },
  cert: {
    file: "certFile",
    begins: /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/,
    holds: "a certificate",
  },
  key: { file: "keyFile", begins: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, holds: "a private key" },
} as const;

/** The settings that hold PEM. */
const PEMS = ["ca", "cert", "key"] as const;

/**
 * Checks what can be checked without reading files. Errors name the option.
 *
 * @throws {InvalidArgumentError} when a value is of the wrong type or empty, text and file are both given, a
 * certificate is given without its key or the other way round, or a text holds no PEM.
 */
export function checkTlsOptions(options: TlsOptions): void {
  for (const name of TEXTS) {
    const value: unknown = options[name];
    if (value === undefined) continue;
    if (typeof value !== "string") throw InvalidArgumentError.format(`tls.${name}`, "must be a string");
    if (value === "") throw InvalidArgumentError.format(`tls.${name}`, "must not be empty");
  }
  for (const name of FLAGS) {
    const value: unknown = options[name];
    if (value === undefined || typeof value === "boolean") continue;
    throw InvalidArgumentError.format(`tls.${name}`, "must be true or false");
  }
  for (const name of PEMS) {
    const { file, begins, holds } = PEM_OPTIONS[name];
    const text = options[name];
    if (text === undefined) continue;
    if (options[file] !== undefined) {
      throw InvalidArgumentError.format([`tls.${name}`, `tls.${file}`], "are mutually exclusive");
    }
    if (!begins.test(text)) throw InvalidArgumentError.format(`tls.${name}`, `must hold ${holds} in PEM`);
  }
  const cert = named(options, "cert");
  const key = named(options, "key");
  if (cert !== undefined && key === undefined) throw needs(cert, "tls.key' or 'tls.keyFile");
  if (key !== undefined && cert === undefined) throw needs(key, "tls.cert' or 'tls.certFile");
  if (options.passphrase !== undefined && key === undefined) {
    throw needs("passphrase", "tls.key' or 'tls.keyFile");
  }
}

/** Under which name it was given. */
function named(options: TlsOptions, name: "cert" | "key"): string | undefined {
  if (options[name] !== undefined) return name;
  const { file } = PEM_OPTIONS[name];
  return options[file] === undefined ? undefined : file;
}

function needs(option: string, other: string): InvalidArgumentError {
  return InvalidArgumentError.format(`tls.${option}`, `needs '${other}' as well`);
}
