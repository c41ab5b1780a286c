/** TLS by Deno's own API: rustls over a TCP connection. What that lacks goes through `tls_over.ts`. */

import type { DialError } from "../transport/errors.ts";
import type { StartTlsOptions, TlsOptions } from "../transport/transport.ts";
import { deno } from "./deno_global.ts";
import { handshakeFailed } from "./tls_failure.ts";
import { hasCertificate, readTlsMaterial } from "./tls_material.ts";

/**
 * Whether these settings need Node's TLS on Deno: `Deno.startTls` shows no client certificate and always checks
 * the server's.
 */
export function needsNodeTls(tls: TlsOptions): boolean {
  return hasCertificate(tls) || tls.rejectUnauthorized === false;
}

/**
 * Encrypts a connection, as the client, and waits for the end of the handshake. The connection is used up, and
 * what takes its place is handed to `replaced`, which closes it to give up; a failed one is closed here. Deno's TLS
 * then lets go of the TCP connection only when the peer answers or hangs up: nats-server does after 2 seconds.
 *
 * @throws {DialError} when the handshake failed or cannot begin.
 */
export async function secureConn(
  plain: Deno.TcpConn,
  options: StartTlsOptions,
  replaced: (conn: Deno.TlsConn) => void,
): Promise<void> {
  const { hostname, port } = plain.remoteAddr;
  const failed = (reason: "certificate" | "tls", cause: unknown): DialError =>
    handshakeFailed(reason, cause, hostname, port, false);
  let secured: Deno.TlsConn;
  try {
    const { ca } = await readTlsMaterial(options.tls, (path) => deno().readTextFile(path));
    secured = await deno().startTls(plain, {
      hostname: options.tls.servername ?? options.serverName,
      ...(ca === undefined ? {} : { caCerts: [ca] }),
    });
  } catch (cause) {
    closeQuietly(plain);
    throw failed("tls", cause);
  }
  replaced(secured);
  try {
    await secured.handshake();
  } catch (cause) {
    closeQuietly(secured);
    throw failed(isCertificate(cause) ? "certificate" : "tls", cause);
  }
}

/** Rustls tells what a certificate lacks in words only. */
function isCertificate(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("invalid peer certificate");
}

/** Closes what may be closed or used up already. */
function closeQuietly(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // Nothing is left to close.
  }
}
