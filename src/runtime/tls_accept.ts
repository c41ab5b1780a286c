/** TLS by `node:tls` over any transport, as the server: a module of its own, as clients never load it. */

import type { PeerTls, TlsAcceptor } from "../transport/accepted.ts";
import type { Transport } from "../transport/transport.ts";
import { acceptStream } from "./server_tls.ts";
import { streamOver } from "./tls_over.ts";

/**
 * Encrypts a transport, as the server. When that fails it is closed.
 *
 * @param options.first what was read from it and is the beginning of the handshake.
 * @throws {PipeError} when the handshake failed or was aborted.
 */
export async function acceptTransport(
  below: Transport,
  acceptor: TlsAcceptor,
  { first, signal }: { first?: Uint8Array; signal?: AbortSignal },
): Promise<{ transport: Transport; peer: PeerTls }> {
  const { stream, transport } = streamOver(below);
  if (first !== undefined && first.length > 0) stream.push(new Uint8Array(first));
  const { socket, peer } = await acceptStream(acceptor, stream, below.peer, signal);
  return { transport: transport(socket, { hasCert: true, isServer: true }), peer };
}
