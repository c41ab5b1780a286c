/** TLS of a listener out of its options. */

import { tlsAcceptor } from "#runtime";
import type { Logger } from "../observe/logger.ts";
import type { TlsAcceptor } from "../transport/accepted.ts";
import { HandshakeRate, type ListenerTls } from "./handshake.ts";
import type { ServerTlsOptions } from "./option_types.ts";
import { DEFAULT_TLS_TIMEOUT_MS } from "./options.ts";

/** How long `"auto"` waits for a client that starts TLS by itself, ms. [nats-server DEFAULT_TLS_HANDSHAKE_FIRST_FALLBACK_DELAY] */
const AUTO_MS = 50;

/**
 * Reads the certificates of a listener; null where it has no TLS.
 *
 * @throws {InvalidArgumentError} naming what cannot be read or does not fit.
 */
export async function listenerTls(
  options: ServerTlsOptions | undefined,
  optional: boolean,
  logger: Logger,
): Promise<ListenerTls | null> {
  if (options === undefined) return null;
  const { connectionRateLimit = 0, handshakeFirst = false, timeoutMs = DEFAULT_TLS_TIMEOUT_MS } = options;
  const verify = asksForCertificate(options);
  const acceptor = await tlsAcceptor({ ...options, verify });
  warnOfUnheeded(acceptor, logger);
  return {
    acceptor,
    timeoutMs,
    first: handshakeFirst === "auto" ? AUTO_MS : handshakeFirst,
    optional,
    verify,
    rate: connectionRateLimit > 0 ? new HandshakeRate(connectionRateLimit) : null,
    pinned: pinsOf(options),
  };
}

/** Whether clients have to show a certificate. */
export function asksForCertificate({ verify, verifyAndMap }: ServerTlsOptions): boolean {
  return verify === true || verifyAndMap === true;
}

/** The only certificates that are let in, in lower case; null for all. */
export function pinsOf({ pinnedCerts }: ServerTlsOptions): ReadonlySet<string> | null {
  return pinnedCerts === undefined ? null : new Set(pinnedCerts.map((hash) => hash.toLowerCase()));
}

/** Says which settings this runtime cannot follow. */
export function warnOfUnheeded({ unheeded }: TlsAcceptor, logger: Logger): void {
  for (const name of unheeded) logger.warn(`tls.${name} has no effect on this runtime`);
}
