/** Certificates for the tests of TLS: an authority and what it signed, made once a process. */

// @peculiar/x509 wants this loaded before it.
import "reflect-metadata";
import { createPrivateKey } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  type JsonName,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its private key, in PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** All that the tests use. */
export interface Certificates {
  /** The authority that signed the others. */
  readonly ca: Pair;
  /** An authority that signed nothing but `foreignClient`. */
  readonly foreignCa: Pair;
  /** Of a server at localhost, 127.0.0.1 and ::1. */
  readonly server: Pair;
  /** Of a server at elsewhere.example. */
  readonly elsewhere: Pair;
  /** Of a server at localhost, until yesterday. */
  readonly expired: Pair;
  /** Of a server at localhost, signed by itself. */
  readonly selfSigned: Pair;
  /** Of the client `alice`, with the email address alice@natwire.test. */
  readonly client: Pair;
  /** Of the client `bob`, with the email address bob@natwire.test. */
  readonly otherClient: Pair;
  /** Of the first client, signed by the other authority. */
  readonly foreignClient: Pair;
  /** Of a client with a long name: `CARMEN`. */
  readonly longName: Pair;
  /** The key of `client`, encrypted. */
  readonly encryptedKey: { readonly pem: string; readonly passphrase: string };
}

/** A name of several parts, the most general first, and what stands beside it. */
const CARMEN: JsonName = [
  { C: ["ES"] },
  { O: ["Acme, Inc."] },
  { OU: [" no. 1 + more"] },
  { DC: ["com"] },
  { DC: ["example"] },
  { CN: ["Carmen Núñez"] },
];
const CARMEN_NAMES: JsonGeneralName[] = [
  { type: "email", value: "carmen@natwire.test" },
  { type: "dns", value: "carmen.natwire.test" },
  { type: "email", value: "c@natwire.test" },
  { type: "url", value: "spiffe://natwire.test/carmen" },
  { type: "ip", value: "192.0.2.1" },
];

const DAY_MS = 24 * 60 * 60 * 1000;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const LOCAL: JsonGeneralName[] = [
  { type: "dns", value: "localhost" },
  { type: "ip", value: "127.0.0.1" },
  { type: "ip", value: "::1" },
];

let made: Promise<Certificates> | undefined;

/** Makes them, or gives those made before. */
export function certificates(): Promise<Certificates> {
  return made ??= makeAll();
}

async function makeAll(): Promise<Certificates> {
  const ca = await make({ name: "natwire test authority", authority: true });
  const foreignCa = await make({ name: "natwire foreign authority", authority: true });
  const email = (name: string): JsonGeneralName[] => [{ type: "email", value: `${name}@natwire.test` }];
  const [server, elsewhere, expired, selfSigned, client, otherClient, foreignClient, longName] = await Promise
    .all([
      make({ name: "server", names: LOCAL, signer: ca }),
      make({ name: "elsewhere", names: [{ type: "dns", value: "elsewhere.example" }], signer: ca }),
      make({ name: "expired", names: LOCAL, signer: ca, untilMs: Date.now() - DAY_MS }),
      make({ name: "self-signed", names: LOCAL }),
      make({ name: "alice", names: email("alice"), signer: ca }),
      make({ name: "bob", names: email("bob"), signer: ca }),
      make({ name: "alice", names: email("alice"), signer: foreignCa }),
      make({ name: "carmen", subject: CARMEN, names: CARMEN_NAMES, signer: ca }),
    ]);
  const encryptedKey = { pem: encrypted(client.key, "open sesame"), passphrase: "open sesame" };
  return {
    ca,
    foreignCa,
    server,
    elsewhere,
    expired,
    selfSigned,
    client,
    otherClient,
    foreignClient,
    longName,
    encryptedKey,
  };
}

interface Made extends Pair {
  readonly certificate: X509Certificate;
  readonly keys: CryptoKeyPair;
}

interface Wanted {
  name: string;
  /** The whole subject; the name alone where left out. */
  subject?: JsonName;
  names?: JsonGeneralName[];
  /** Itself where there is none. */
  signer?: Made;
  authority?: boolean;
  untilMs?: number;
}

let serial = 1;

async function make({ name, subject, names, signer, authority = false, untilMs }: Wanted): Promise<Made> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: (serial++).toString(16).padStart(16, "1"),
    subject: subject ?? `CN=${name}`,
    issuer: signer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(Date.now() - 7 * DAY_MS),
    notAfter: new Date(untilMs ?? Date.now() + 7 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: (signer?.keys ?? keys).privateKey,
    extensions: [
      new BasicConstraintsExtension(authority, undefined, true),
      ...(authority
        ? []
        : [new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth])]),
      ...(names === undefined ? [] : [new SubjectAlternativeNameExtension(names)]),
    ],
  });
  const der = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { cert: `${certificate.toString("pem")}\n`, key: pem("PRIVATE KEY", der), certificate, keys };
}

/** The same key, to be had with this passphrase only. */
function encrypted(key: string, passphrase: string): string {
  const cipher = "aes-256-cbc";
  return createPrivateKey(key).export({ type: "pkcs8", format: "pem", cipher, passphrase }) as string;
}

function pem(label: string, der: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(der)));
  return [`-----BEGIN ${label}-----`, ...base64.match(/.{1,64}/g) ?? [], `-----END ${label}-----`, ""].join(
    "\n",
  );
}

/** Files in a folder of their own. */
export interface PemFiles {
  /** The path of the file with this name. */
  path(name: string): string;
  /** Writes or replaces files. */
  write(files: Record<string, string>): Promise<void>;
  /** Removes all of it. */
  close(): Promise<void>;
}

/** Makes a folder with these files. */
export async function pemFiles(files: Record<string, string>): Promise<PemFiles> {
  const folder = await mkdtemp(join(tmpdir(), "natwire-tls-"));
  const path = (name: string) => join(folder, name);
  const write = async (more: Record<string, string>): Promise<void> => {
    for (const [name, text] of Object.entries(more)) await writeFile(path(name), text);
  };
  await write(files);
  return { path, write, close: () => rm(folder, { recursive: true, force: true }) };
}
