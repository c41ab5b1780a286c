/** Checks the settings for TLS before anything is dialled with them. */

import { InvalidArgumentError } from "../errors.ts";
import type { TlsOptions } from "./transport.ts";

/**
 * TLS of a listener. Texts are PEM; files are read once, when the acceptor is made. The names are those of the
 * options of a server.
 */
export interface TlsAcceptorOptions {
  /** The certificate chain. */
  readonly cert?: string | undefined;
  /** A file with it. */
  readonly certFile?: string | undefined;
  /** The private key. */
  readonly key?: string | undefined;
  /** A file with it. */
  readonly keyFile?: string | undefined;
  /** The authorities that certificates of clients come from; those the runtime trusts, where this is missing. */
  readonly ca?: string | undefined;
  /** A file with them. */
  readonly caFile?: string | undefined;
  /** Asks clients for a certificate and refuses those without a right one; false. */
  readonly verify?: boolean | undefined;
  /** The oldest version of TLS; 1.2. */
  readonly minVersion?: "1.2" | "1.3" | undefined;
  /** The cipher suites for TLS 1.2, by their IANA names; those of TLS 1.3 are always all there. */
  readonly cipherSuites?: readonly string[] | undefined;
  /** The curves, such as `X25519` and `CurveP256`, the first most welcome. */
  readonly curvePreferences?: readonly string[] | undefined;
}

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
