/** What TLS calls cipher suites and curves, and what OpenSSL calls them. */

import { InvalidArgumentError } from "../errors.ts";

/** The suites of TLS 1.3, the first most welcome. None can be left out, as in nats-server (Go has no such choice). */
const SUITES_OF_13 = ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"];

/** The suites of TLS 1.2 by their IANA names: those of Go that OpenSSL has too. [nats-server ciphersuites.go] */
const SUITES_OF_12: { readonly [iana: string]: string } = {
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: "ECDHE-ECDSA-AES256-GCM-SHA384",
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: "ECDHE-RSA-AES256-GCM-SHA384",
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: "ECDHE-ECDSA-AES128-GCM-SHA256",
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: "ECDHE-RSA-AES128-GCM-SHA256",
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: "ECDHE-ECDSA-CHACHA20-POLY1305",
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: "ECDHE-RSA-CHACHA20-POLY1305",
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: "ECDHE-ECDSA-AES128-SHA",
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: "ECDHE-ECDSA-AES256-SHA",
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: "ECDHE-RSA-AES128-SHA",
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: "ECDHE-RSA-AES256-SHA",
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: "ECDHE-ECDSA-AES128-SHA256",
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: "ECDHE-RSA-AES128-SHA256",
  TLS_RSA_WITH_AES_128_CBC_SHA: "AES128-SHA",
  TLS_RSA_WITH_AES_256_CBC_SHA: "AES256-SHA",
  TLS_RSA_WITH_AES_128_CBC_SHA256: "AES128-SHA256",
  TLS_RSA_WITH_AES_128_GCM_SHA256: "AES128-GCM-SHA256",
  TLS_RSA_WITH_AES_256_GCM_SHA384: "AES256-GCM-SHA384",
};

/** The curves by the names that nats-server's configuration has for them. */
const CURVES: { readonly [name: string]: string } = {
  X25519: "X25519",
  CurveP256: "P-256",
  CurveP384: "P-384",
  CurveP521: "P-521",
};

/** Which suites a listener offers. */
export interface CipherChoice {
  /** OpenSSL's list. */
  readonly ciphers: string;
  /** Whether any of them is one of TLS 1.2. */
  readonly has12: boolean;
  /** Whether a suite that was agreed on, by its IANA name, is one of them. */
  allows(suite: string): boolean;
}

/**
 * Reads the names of cipher suites.
 *
 * @throws {InvalidArgumentError} for a name that is none.
 */
export function cipherChoice(names: readonly string[]): CipherChoice {
  const of12 = names.filter((name) => !SUITES_OF_13.includes(name));
  const translated = of12.map((name) => {
    return SUITES_OF_12[name] ??
      unknownName("cipherSuites", name, [...SUITES_OF_13, ...Object.keys(SUITES_OF_12)]);
  });
  const allowed = new Set([...SUITES_OF_13, ...of12]);
  return {
    ciphers: [...SUITES_OF_13, ...translated].join(":"),
    has12: of12.length > 0,
    allows: (suite) => allowed.has(suite),
  };
}

/**
 * Reads the names of curves into OpenSSL's list.
 *
 * @throws {InvalidArgumentError} for a name that is none.
 */
export function curveList(names: readonly string[]): string {
  const translated = names.map((name) =>
    CURVES[name] ?? unknownName("curvePreferences", name, Object.keys(CURVES))
  );
  return translated.join(":");
}

function unknownName(option: string, name: string, known: readonly string[]): never {
  throw InvalidArgumentError.format(`tls.${option}`, `names ${name}, which is none of ${known.join(", ")}`);
}
