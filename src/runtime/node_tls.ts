/** TLS by `node:tls`, which Deno has too: what Deno's own API lacks goes this way there. */

import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { type DialError, PipeError } from "../transport/errors.ts";
import type { StartTlsOptions } from "../transport/transport.ts";
import { nodeFiles, nodeNet, nodeTls } from "./node_global.ts";
import { handshakeFailed } from "./tls_failure.ts";
import { hasCertificate, readTlsMaterial } from "./tls_material.ts";

/** Where a handshake is made, for the error when it fails. */
export interface PeerAddress {
  /** A host name or an IP address. */
  readonly hostname: string;
  /** A TCP port. */
  readonly port: number;
}

/**
 * Encrypts a connected socket or another stream, as the client, and waits for the end of the handshake. When that
 * fails the stream is destroyed.
 *
 * @param early why it cannot begin, where that is known already.
 * @throws {DialError} when the handshake failed or cannot begin; the signal's reason when it was aborted.
 */
export async function secureStream(
  stream: Duplex,
  { hostname, port }: PeerAddress,
  options: StartTlsOptions,
  early?: Error,
): Promise<TLSSocket> {
  const { tls, signal } = options;
  const serverName = tls.servername ?? options.serverName;
  const hasCert = hasCertificate(tls);
  const failed = (reason: "certificate" | "tls", cause: unknown): DialError =>
    handshakeFailed(reason, cause, hostname, port, hasCert);
  let secured: TLSSocket;
  try {
    const material = await readTlsMaterial(tls, (path) => nodeFiles().readFile(path, "utf8"));
    signal?.throwIfAborted();
    if (early !== undefined) throw early;
    if (stream.destroyed) throw new PipeError("closed", "the connection ended before TLS began");
    secured = nodeTls().connect({
      socket: stream,
      host: serverName,
      // An address is no name that a client may ask for; the certificate is held against `host` then. [RFC 6066]
      ...(nodeNet().isIP(serverName) === 0 ? { servername: serverName } : {}),
      rejectUnauthorized: tls.rejectUnauthorized !== false,
      ...material,
    });
  } catch (cause) {
    stream.destroy();
    throw signal?.aborted ? signal.reason : failed("tls", cause);
  }
  // Stays for good: an error after the handshake failed, or was given up, must find a listener too.
  secured.on("error", () => {});
  try {
    await handshake(secured, signal);
    return secured;
  } catch (cause) {
    secured.destroy();
    stream.destroy();
    if (signal?.aborted) throw signal.reason;
    throw failed(secured.authorizationError || isCertificate(cause) ? "certificate" : "tls", cause);
  }
}

/** Codes of OpenSSL for what a certificate lacks, which Deno gives without an `authorizationError`. */
const CERTIFICATE_CODES =
  /^(UNABLE_TO_|CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_)/;

function isCertificate(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && CERTIFICATE_CODES.test(code);
}

function handshake(socket: TLSSocket, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      signal?.removeEventListener("abort", aborted);
      socket.off("error", settle).off("close", gone).off("secureConnect", done);
      if (error === undefined) resolve();
      else reject(error);
    };
    const aborted = () => settle(new Error("aborted"));
    const gone = () => settle(new Error("the server hung up"));
    const done = () => settle();
    signal?.addEventListener("abort", aborted, { once: true });
    socket.on("error", settle).on("close", gone).on("secureConnect", done);
  });
}
