/** A TLS client for the tests of servers: `node:tls`, which Deno has as well, set up as no client of natwire can be. */

import { connect as connectTcp, type Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";

/** How the client is set up. */
export interface TlsClientOptions {
  /** Where the server is, at 127.0.0.1. */
  port: number;
  /** The authority it trusts. */
  ca: string;
  /** Its certificate. */
  cert?: string;
  /** The key of that. */
  key?: string;
  /** The only version it speaks. */
  version?: "TLSv1.2" | "TLSv1.3";
  /** The only cipher suites it speaks, as OpenSSL names them. */
  ciphers?: string;
  /** What the server says in plain text before TLS. */
  greeting?: string;
  /** What it sends right behind its handshake. */
  text?: string;
}

/** What became of a client. */
export interface TlsClientResult {
  /** Whether its handshake came to an end. */
  readonly secured: boolean;
  /** What it received before the end. */
  readonly received: string;
}

/** Connects, sends its text, and reads to the end. */
export async function runTlsClient(options: TlsClientOptions): Promise<TlsClientResult> {
  const { port, greeting = "", text = "", version, ...rest } = options;
  const plain = await plainClient(port, greeting.length);
  const socket: TLSSocket = connect({
    ...rest,
    socket: plain,
    servername: "localhost",
    host: "localhost",
    ...(version && { minVersion: version, maxVersion: version }),
  });
  let secured = false;
  let received = "";
  socket.on("secureConnect", () => {
    secured = true;
    if (text !== "") socket.write(text);
  });
  socket.on("data", (bytes: Uint8Array) => received += new TextDecoder().decode(bytes));
  // What the end was like is the server's to tell; the tests look at what it says.
  socket.on("error", () => {});
  await new Promise<void>((resolve) => {
    socket.on("close", resolve).on("end", () => socket.end());
    plain.on("close", resolve);
  });
  socket.destroy();
  plain.destroy();
  return { secured, received };
}

/** Connects without TLS, and reads so many bytes. */
async function plainClient(port: number, length: number): Promise<Socket> {
  const socket = connectTcp({ host: "127.0.0.1", port });
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  let got = 0;
  while (got < length) {
    await new Promise<void>((resolve) => socket.once("readable", resolve));
    const bytes: Uint8Array | null = socket.read();
    got += bytes?.length ?? 0;
  }
  return socket;
}
