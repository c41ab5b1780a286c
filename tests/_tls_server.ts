/** A TLS server for the tests: `node:tls`, which Deno has as well. */

import { Duplex } from "node:stream";
import { type TLSSocket, TLSSocket as ServerSocket, type TLSSocketOptions } from "node:tls";
import { NodeTransport } from "../src/runtime/node_socket.ts";
import type { Transport } from "../src/transport/transport.ts";
import type { Pair } from "./_certificates.ts";
import { listenTcp } from "./_runtime.ts";

/** How the server is set up. */
export interface TlsServerOptions {
  /** Its certificate and key; asked anew for each connection. */
  pair: () => Pair;
  /** Demands a certificate that this authority has signed. */
  clientCa?: string;
  /** Speaks no newer version. */
  maxVersion?: "TLSv1.2";
  /** What it sends in plain text before it expects TLS. */
  greeting?: string;
  /** What it does with a connection instead of TLS. */
  instead?: (transport: Transport) => void | Promise<void>;
}

/** A running server. */
export interface TlsServer {
  readonly port: number;
  /** Its end of the next connection that finished the handshake. */
  accept(): Promise<Transport>;
  /** The name that the client of the latest connection asked for. */
  serverName(): string | undefined;
  /** Takes no more connections; those that are there live on. */
  stop(): void;
  /** Stops it, drops what is connected, and waits until all of it is gone. */
  close(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. */
export async function tlsServer(options: TlsServerOptions): Promise<TlsServer> {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const arrived: Transport[] = [];
  const acceptors: ((transport: Transport) => void)[] = [];
  const all: Transport[] = [];
  let latest: TLSSocket | undefined;
  const take = async (below: Transport): Promise<void> => {
    all.push(below);
    if (options.instead !== undefined) return await options.instead(below);
    if (options.greeting !== undefined) await below.write(new TextEncoder().encode(options.greeting));
    const socket: TLSSocket = new ServerSocket(streamOver(below, () => socket), settings(options));
    latest = socket;
    socket.on("error", () => socket.destroy());
    socket.on("secure", () => {
      const secured = new NodeTransport(socket, { peer: below.peer, tls: { hasCert: true } });
      const acceptor = acceptors.shift();
      if (acceptor !== undefined) acceptor(secured);
      else arrived.push(secured);
    });
  };
  const accepting = (async () => {
    for (let below = await listener.accept(); below !== null; below = await listener.accept()) {
      take(below).catch(() => {});
    }
  })();
  return {
    port: listener.port,
    accept: () => {
      const transport = arrived.shift();
      if (transport !== undefined) return Promise.resolve(transport);
      return new Promise((resolve) => acceptors.push(resolve));
    },
    serverName: () => (latest as { servername?: string | false } | undefined)?.servername || undefined,
    stop: () => listener.close(),
    close: async () => {
      listener.close();
      await accepting;
      for (const transport of [...arrived, ...all]) transport.close();
    },
  };
}

/**
 * The transport as a stream: on Deno 2.9 a TLS socket that stood on a TCP socket of `node:net` did not hold up its
 * peer while it was paused, and was seen to stop for good. Nothing is read while the TLS socket on it is paused,
 * and its break is that one's.
 */
function streamOver(below: Transport, above: () => TLSSocket): Duplex {
  const broke = (error: Error): void => {
    above().destroy(error);
    stream.destroy(error);
  };
  const read = async (): Promise<void> => {
    while (above().isPaused()) await new Promise((resolve) => above().once("resume", resolve));
    const bytes = await below.read();
    stream.push(bytes === null ? null : new Uint8Array(bytes));
  };
  const stream: Duplex = new Duplex({
    read: () => queueMicrotask(() => read().catch(broke)),
    write: (chunk: Uint8Array, _encoding, done) => {
      below.write(chunk).then(() => done(), (error) => {
        broke(error);
        done(error);
      });
    },
    final: (done) => void below.end().then(() => done()),
    destroy: (error, done) => {
      below.close();
      done(error);
    },
  });
  return stream;
}

function settings({ pair, clientCa, maxVersion }: TlsServerOptions): TLSSocketOptions {
  return {
    isServer: true,
    ...pair(),
    ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
  };
}
