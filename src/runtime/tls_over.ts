/** TLS by `node:tls` over any transport, as the client; `tls_accept.ts` has the other side. */

import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { StartTlsOptions, Transport } from "../transport/transport.ts";
import { nodeStream } from "./node_global.ts";
import { NodeTransport } from "./node_socket.ts";
import { type PeerAddress, secureStream } from "./node_tls.ts";
import { hasCertificate } from "./tls_material.ts";

/** What TLS runs on. */
export interface StreamBelow {
  /** The transport as a stream of Node. */
  readonly stream: Duplex;
  /** Takes the TLS socket on it, and gives that as a transport. */
  transport(socket: TLSSocket, tls: { hasCert: boolean; isServer?: boolean }): Transport;
}

/**
 * Encrypts a transport, as the client. When that fails it is closed.
 *
 * @throws {DialError} when the handshake failed or cannot begin; the signal's reason when it was aborted.
 */
export async function secureTransport(
  below: Transport,
  address: PeerAddress,
  options: StartTlsOptions,
): Promise<Transport> {
  const { stream, transport } = streamOver(below);
  return transport(await secureStream(stream, address, options), { hasCert: hasCertificate(options.tls) });
}

/**
 * A transport as a stream for TLS. While the TLS socket is paused nothing is read from the transport: the `pause`
 * of Deno's does not hold up what is below it (Deno 2.9 was seen to take in 50 MB).
 */
export function streamOver(below: Transport): StreamBelow {
  let socket: TLSSocket | undefined;
  let asked = false;
  const broke = (error: Error): void => {
    // Deno's TLS socket would not know, and take writes for ever.
    socket?.destroy(error);
    stream.destroy(error);
  };
  const pull = (): void => {
    if (!asked || socket?.isPaused()) return;
    asked = false;
    below.read().then(
      // What is lent below is gone with the next read there, and TLS may still look at it.
      (bytes) => stream.push(bytes === null ? null : new Uint8Array(bytes)),
      broke,
    );
  };
  const tell = (done: (error?: Error | null) => void, work: Promise<void>): void => {
    work.then(() => done(), (error: Error) => {
      broke(error);
      done(error);
    });
  };
  const stream = new (nodeStream().Duplex)({
    read: () => {
      asked = true;
      pull();
    },
    write: (chunk: Uint8Array, _encoding, done) => tell(done, below.write(chunk)),
    final: (done) => tell(done, below.end()),
    destroy: (error, done) => {
      below.close();
      done(error);
    },
  });
  const transport: StreamBelow["transport"] = (secured, tls) => {
    socket = secured;
    secured.on("resume", pull);
    return new NodeTransport(secured, { peer: below.peer, tls });
  };
  return { stream, transport };
}
