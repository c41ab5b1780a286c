/** Reads a block of TLS options. [nats-server opts.go parseTLS, GenTLSConfig] */

import type { ServerTlsOptions } from "../option_types.ts";
import { durationMs } from "./duration.ts";
import type { Notes } from "./notes.ts";
import { quoted, seconds, wholeMs, wrongType } from "./readers.ts";
import { type Draft, field, mapOf, type Option, readBlock, type Reader, tableOf } from "./table.ts";
import { unsupportedIn } from "./unsupported.ts";
import { type ConfigValue, typeName } from "./value.ts";

/** The cipher suites that nats-server has by default. [Go tls.CipherSuites] */
const CIPHER_SUITES = new Set([
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
]);

/** Those that it has only when told twice, and this server not at all. [Go tls.InsecureCipherSuites] */
const INSECURE_CIPHER_SUITES = new Set([
  "TLS_RSA_WITH_RC4_128_SHA",
  "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA",
  "TLS_RSA_WITH_AES_256_CBC_SHA",
  "TLS_RSA_WITH_AES_128_CBC_SHA256",
  "TLS_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
  "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
  "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
]);

/** The curves by nats-server's names. [nats-server ciphersuites.go, opts.go] */
const CURVES = new Set(["X25519", "X25519MLKEM768", "CurveP256", "CurveP384", "CurveP521"]);

/** The hex SHA-256 of a public key. */
const PIN = /^[a-f0-9]{64}$/;

function file(option: string): Reader<string> {
  return (value, notes) => {
    if (typeof value.value === "string") return value.value === "" ? undefined : value.value;
    return notes.problem(value, `error parsing tls config, expected '${option}' to be filename`);
  };
}

function flag(option: string): Reader<boolean> {
  return (value, notes) => {
    if (typeof value.value === "boolean") return value.value;
    return notes.problem(value, `error parsing tls config, expected '${option}' to be a boolean`);
  };
}

/** A list of names, each of which `check` finds nothing wrong with. */
function names(option: string, check: (name: string) => string | undefined): Reader<readonly string[]> {
  return (value, notes) => {
    if (!Array.isArray(value.value)) return wrongType(value, notes, "array");
    if (value.value.length === 0) {
      return notes.problem(value, `error parsing tls config, '${option}' cannot be empty`);
    }
    return namesOf(value.value, check, notes);
  };
}

function namesOf(
  list: readonly ConfigValue[],
  check: (name: string) => string | undefined,
  notes: Notes,
): string[] {
  return list.flatMap((entry) => {
    if (typeof entry.value !== "string") return wrongType(entry, notes, "string") ?? [];
    const wrong = check(entry.value);
    if (wrong === undefined) return [entry.value];
    notes.problem(entry, wrong);
    return [];
  });
}

const pinnedCerts: Reader<readonly string[]> = (value, notes) => {
  const what = "hex-encoded sha256 of DER encoded SubjectPublicKeyInfo";
  if (!Array.isArray(value.value)) {
    return notes.problem(value, `error parsing tls config, expected 'pinned_certs' to be a list of ${what}`);
  }
  const pins = namesOf(value.value, (written) => {
    const pin = written.toLowerCase();
    return PIN.test(pin)
      ? undefined
      : `error parsing tls config, 'pinned_certs' key ${pin} does not look like ${what}`;
  }, notes);
  return pins.length === 0 ? undefined : pins.map((pin) => pin.toLowerCase());
};

const handshakeFirst: Reader<NonNullable<ServerTlsOptions["handshakeFirst"]>> = (value, notes, name) => {
  const written = value.value;
  if (typeof written === "boolean") return written;
  if (typeof written !== "string") {
    const type = typeName(written);
    return notes.problem(value, `field ${quoted(name)} should be a boolean or a string, got ${type}`);
  }
  const word = written.toLowerCase();
  if (word === "true" || word === "on") return true;
  if (word === "false" || word === "off") return false;
  if (word === "auto" || word === "auto_fallback") return "auto";
  const ms = durationMs(written);
  if (typeof ms === "number") return wholeMs(ms, value, notes, name, "") ?? true;
  return notes.problem(value, `field ${quoted(name)}'s value ${quoted(written)} is invalid`);
};

const minVersion: Reader<"1.2" | "1.3"> = (value, notes) => {
  const written = value.value;
  if (typeof written !== "string") {
    return notes.problem(value, `error parsing tls config: 'min_version' wrong type: ${typeName(written)}`);
  }
  if (written === "1.2" || written === "1.3") return written;
  const old = written === "1.0" || written === "1.1";
  const wrong = old ? `unsupported TLS version: TLS ${written}` : `unknown version: ${written}`;
  return notes.problem(value, `error parsing tls config: ${wrong}`);
};

const rateLimit: Reader<number> = (value, notes) => {
  if (typeof value.value === "bigint") return value.value > 0n ? Number(value.value) : undefined;
  return notes.problem(value, "error parsing tls config, 'connection_rate_limit' wrong type");
};

/** The option for servers with several certificates; this one has one, which may stand here as well. */
const certificates: Option<Draft<ServerTlsOptions>> = {
  names: ["certs", "certificates"],
  read(value, into, notes) {
    const wrong = "error parsing certificates config: ";
    const list = value.value;
    if (!Array.isArray(list)) return notes.problem(value, `${wrong}unsupported type ${typeName(list)}`);
    for (const entry of list) {
      const map = mapOf(entry, notes, `${wrong}unsupported type ${typeName(entry.value)}`);
      if (map === undefined) return;
      const before = notes.problems.length;
      const pair: Draft<ServerTlsOptions> = {};
      readBlock(pairOptions, map, pair, notes, (name) => {
        return `error parsing tls certs config, unknown field ${quoted(name)}`;
      });
      if (notes.problems.length > before) return;
      if (pair.certFile === undefined || pair.keyFile === undefined) {
        // As nats-server says it: at the last thing that the pair has.
        const place = [...map.values()].at(-1) ?? entry;
        return notes.problem(place, `${wrong}both 'cert_file' and 'cert_key' options are required`);
      }
      Object.assign(into, pair);
    }
    if (list.length > 1) notes.problem(value, "several certificates are not supported: name one");
  },
};

const pairOptions = tableOf<Draft<ServerTlsOptions>>(
  field("cert_file", "certFile", file("cert_file")),
  field("key_file", "keyFile", file("key_file")),
);

const tlsOptions = tableOf<Draft<ServerTlsOptions>>(
  ...pairOptions.values(),
  certificates,
  field("ca_file", "caFile", file("ca_file")),
  field("verify", "verify", flag("verify")),
  field("verify_and_map", "verifyAndMap", flag("verify_and_map")),
  {
    names: ["verify_cert_and_check_known_urls"],
    read(value, _into, notes, name) {
      if (flag(name)(value, notes, name) !== true) return;
      notes.problem(value, "verify_cert_and_check_known_urls not supported in this context");
    },
  },
  field("timeout", "timeoutMs", seconds("error parsing tls config, 'timeout'")),
  field(["handshake_first", "first", "immediate"], "handshakeFirst", handshakeFirst),
  field("pinned_certs", "pinnedCerts", pinnedCerts),
  field("connection_rate_limit", "connectionRateLimit", rateLimit),
  field("min_version", "minVersion", minVersion),
  field(
    "cipher_suites",
    "cipherSuites",
    names("cipher_suites", (name) => {
      if (CIPHER_SUITES.has(name)) return undefined;
      return INSECURE_CIPHER_SUITES.has(name)
        ? `insecure cipher suites are not supported: ${name}`
        : `unrecognized cipher ${name}`;
    }),
  ),
  field(
    "curve_preferences",
    "curvePreferences",
    names("curve_preferences", (name) => {
      return CURVES.has(name) ? undefined : `unrecognized curve preference ${name}`;
    }),
  ),
  ...unsupportedIn("tls"),
);

/** TLS of a listener; its files are looked for once everything is read. */
export const tls: Reader<ServerTlsOptions> = (value, notes) => {
  const map = mapOf(value, notes);
  if (map === undefined) return undefined;
  const before = notes.problems.length;
  const read: Draft<ServerTlsOptions> = {};
  readBlock(tlsOptions, map, read, notes, (name) => {
    return `error parsing tls config, unknown field ${quoted(name)}`;
  });
  const { certFile, keyFile, caFile } = read;
  const written = new Set([...map.keys()].map((key) => key.toLowerCase()));
  if (written.has("cert_file") && certificates.names.some((name) => written.has(name))) {
    notes.problem(value, "error parsing tls config, cannot combine 'cert_file' option with 'certs' option");
  }
  if (certFile !== undefined && keyFile === undefined) {
    notes.problem(value, "missing 'key_file' in TLS configuration");
  }
  if (certFile === undefined && keyFile !== undefined) {
    notes.problem(value, "missing 'cert_file' in TLS configuration");
  }
  if (notes.problems.length > before) return undefined;
  if (certFile !== undefined) notes.tlsFiles.push({ place: value, path: certFile, kind: "certificate" });
  if (keyFile !== undefined) notes.tlsFiles.push({ place: value, path: keyFile, kind: "key" });
  if (caFile !== undefined) notes.tlsFiles.push({ place: value, path: caFile, kind: "ca" });
  return read;
};
