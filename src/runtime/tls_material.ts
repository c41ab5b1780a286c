/** Certificates and keys as the TLS of a runtime takes them: read, and found to fit each other. */

import type * as crypto from "node:crypto";
import type nodeProcess from "node:process";
import { InvalidArgumentError } from "../errors.ts";
import { checkTlsOptions, PEM_OPTIONS } from "../transport/tls_options.ts";
import type { TlsOptions } from "../transport/transport.ts";

/** What is needed for a handshake, in PEM. */
export interface TlsMaterial {
  /** The certificates of the authorities to trust. */
  readonly ca?: string;
  /** The client's certificate chain. */
  readonly cert?: string;
  /** Its private key, perhaps encrypted. */
  readonly key?: string;
  /** The password of the key. */
  readonly passphrase?: string;
}

/**
 * Reads the files that the settings name, at each call anew. A wrong key is found here, because Deno's TLS takes
 * any and then goes without the certificate.
 *
 * @param readTextFile the runtime's, whose errors have a `code`.
 * @throws {InvalidArgumentError} when the settings cannot be, a file cannot be read or holds no PEM of its kind, or the key does not
 * belong to the certificate or is not to be had with this passphrase.
 */
export async function readTlsMaterial(
  tls: TlsOptions,
  readTextFile: (path: string) => Promise<string>,
): Promise<TlsMaterial> {
  checkTlsOptions(tls);
  const [ca, cert, key] = await Promise.all([
    readPem(tls, "ca", readTextFile),
    readPem(tls, "cert", readTextFile),
    readPem(tls, "key", readTextFile),
  ]);
  const { passphrase } = tls;
  if (cert !== undefined && key !== undefined) checkKey(cert, key, passphrase);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

async function readPem(
  tls: TlsOptions,
  name: keyof typeof PEM_OPTIONS,
  readTextFile: (path: string) => Promise<string>,
): Promise<string | undefined> {
  const { file, begins, holds } = PEM_OPTIONS[name];
  const path = tls[file];
  if (path === undefined) return tls[name];
  let text: string;
  try {
    text = await readTextFile(path);
  } catch (cause) {
    const missing = (cause as { code?: unknown } | null)?.code === "ENOENT";
    const fault = missing ? "doesn't exist" : "cannot be read";
    throw InvalidArgumentError.format(`tls.${file}`, `names ${path}: ${path} ${fault}`, { cause });
  }
  if (begins.test(text)) return text;
  throw InvalidArgumentError.format(`tls.${file}`, `names ${path}, which does not hold ${holds} in PEM`);
}

function checkKey(cert: string, key: string, passphrase: string | undefined): void {
  const process = globalThis.process as typeof nodeProcess;
  const { createPrivateKey, X509Certificate }: typeof crypto = process.getBuiltinModule("node:crypto");
  let privateKey: crypto.KeyObject;
  try {
    privateKey = createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (cause) {
    const hint = /-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(key) ? ": see 'tls.passphrase'" : "";
    throw InvalidArgumentError.format("tls.key", `cannot be read${hint}`, { cause });
  }
  let fits: boolean;
  try {
    fits = new X509Certificate(cert).checkPrivateKey(privateKey);
  } catch (cause) {
    throw InvalidArgumentError.format("tls.cert", "cannot be read", { cause });
  }
  if (fits) return;
  throw InvalidArgumentError.format(["tls.cert", "tls.key"], "do not belong together (key values mismatch)");
}

/** Whether the client has a certificate to show. */
export function hasCertificate(tls: TlsOptions): boolean {
  return tls.cert !== undefined || tls.certFile !== undefined;
}
