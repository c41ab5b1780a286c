/**
 * TLS of listeners, by `node:tls`, which Deno has too: its own API has TLS for whole listeners only, and shows no
 * certificates of clients.
 */

import type * as crypto from "node:crypto";
import type { Duplex } from "node:stream";
import type { Server, TlsOptions, TLSSocket } from "node:tls";
import { InvalidArgumentError } from "../errors.ts";
import { PipeError } from "../transport/errors.ts";
import type { TlsAcceptorOptions } from "../transport/tls_options.ts";
import type { PeerTls, TlsAcceptor } from "../transport/accepted.ts";
import { node, nodeFiles, nodeTimers, nodeTls } from "./node_global.ts";
import { readPeerCertificate } from "./peer_certificate.ts";
import { type CipherChoice, cipherChoice, curveList } from "./server_tls_names.ts";
import { wordsOf } from "./tls_failure.ts";
import { readTlsMaterial, type TlsMaterial } from "./tls_material.ts";

/** What Deno's `node:tls` (rustls) takes without a word and does nothing with. */
const IGNORED_BY_DENO = ["cipherSuites", "curvePreferences"] as const;

/** What a handshake led to. */
export interface AcceptedTls {
  /** The encrypted socket. */
  readonly socket: TLSSocket;
  /** What was agreed on. */
  readonly peer: PeerTls;
}

/**
 * Reads certificates and keys, and checks them.
 *
 * @throws {InvalidArgumentError} that names the option, and the file where there is one: when something is missing,
 * cannot be read, or does not fit.
 */
export async function makeTlsAcceptor(options: TlsAcceptorOptions): Promise<TlsAcceptor> {
  const { ca, caFile, cert, certFile, key, keyFile } = options;
  const files = { ca, caFile, cert, certFile, key, keyFile };
  const material = await readTlsMaterial(files, (path) => nodeFiles().readFile(path, "utf8"));
  if (material.cert === undefined) {
    throw InvalidArgumentError.format(
      ["tls.cert", "tls.certFile"],
      "are both missing, and a server needs one",
    );
  }
  return new NodeTlsAcceptor(options, material, material.cert);
}

/**
 * Encrypts a connection, as the server, and waits for the end of the handshake. When that fails the stream is
 * destroyed.
 *
 * @throws {PipeError} when the handshake failed or was aborted.
 */
export function acceptStream(
  acceptor: TlsAcceptor,
  stream: Duplex,
  peer: string,
  signal: AbortSignal | undefined,
): Promise<AcceptedTls> {
  return own(acceptor).accept(stream, peer, signal);
}

function own(acceptor: TlsAcceptor): NodeTlsAcceptor {
  if (acceptor instanceof NodeTlsAcceptor) return acceptor;
  throw new TypeError("a TLS acceptor of this runtime comes from tlsAcceptor()");
}

class NodeTlsAcceptor implements TlsAcceptor {
  readonly notAfterMs: number;
  readonly unheeded: readonly string[];
  readonly #verify: boolean;
  readonly #suites: CipherChoice | undefined;
  readonly #server: Server;

  constructor(options: TlsAcceptorOptions, material: TlsMaterial, cert: string) {
    const { cipherSuites = [], curvePreferences = [], minVersion = "1.2", verify = false } = options;
    const onDeno = node().versions["deno"] !== undefined;
    this.unheeded = onDeno ? IGNORED_BY_DENO.filter((name) => (options[name] ?? []).length > 0) : [];
    this.#verify = verify;
    this.#suites = cipherSuites.length > 0 ? cipherChoice(cipherSuites) : undefined;
    const has12 = minVersion === "1.2" && this.#suites?.has12 !== false;
    const settings: TlsOptions = {
      ...material,
      requestCert: verify,
      rejectUnauthorized: true,
      // None: the caller's signal ends what takes too long, and Deno keeps 14 KB until its timer of 2 minutes has run.
      handshakeTimeout: -1,
      minVersion: has12 ? "TLSv1.2" : "TLSv1.3",
      ...(this.#suites && { ciphers: this.#suites.ciphers }),
      ...(curvePreferences.length > 0 && { ecdhCurve: curveList(curvePreferences) }),
    };
    this.notAfterMs = Date.parse(certificateOf(cert).validTo);
    checkAuthorities(material.ca);
    try {
      this.#server = nodeTls().createServer(settings);
    } catch (cause) {
      const words = cause instanceof Error ? wordsOf(cause) : String(cause);
      throw InvalidArgumentError.format("tls", `cannot be used: ${words}`, { cause });
    }
  }

  /**
   * The server does the handshake, as one that accepted the connection itself: a `TLSSocket` made by hand would
   * take certificates of any authority. Its events do not say which connection they are about, so each connection
   * gets a server of its own: one that inherits all from the real one and keeps what it tells to itself.
   */
  accept(stream: Duplex, peer: string, signal: AbortSignal | undefined): Promise<AcceptedTls> {
    return new Promise((resolve, reject) => {
      let settled = false;
      const settle = (): void => {
        settled = true;
        signal?.removeEventListener("abort", aborted);
        stream.off("close", gone);
      };
      const failed = (what: string, cause: unknown, socket?: TLSSocket): void => {
        settle();
        // An error after this one must find a listener too.
        socket?.on("error", () => {});
        socket?.destroy();
        stream.on("error", () => {}).destroy();
        reject(new PipeError("tls", `TLS with ${peer} could not be agreed on: ${what}`, { cause }));
      };
      const aborted = (): void => failed("given up", signal?.reason);
      // Perhaps it was sent away, and the reason comes with the next event.
      const gone = (): void => {
        nodeTimers().setImmediate(() => settled || failed("the client hung up", undefined));
      };
      const done = (socket: TLSSocket): void => {
        let shown: PeerTls | undefined;
        try {
          shown = this.#peerOf(socket);
        } catch (cause) {
          return failed("the client's certificate cannot be read", cause, socket);
        }
        if (shown === undefined) return failed("what the client offers is not allowed", undefined, socket);
        settle();
        socket.allowHalfOpen = true;
        // Stays for good: whoever takes the socket over may do so late.
        socket.on("error", () => {});
        resolve({ socket, peer: shown });
      };
      const emit = (event: string, ...told: unknown[]): boolean => {
        if (settled) return true;
        if (event === "secureConnection") done(told[0] as TLSSocket);
        if (event === "tlsClientError") failed(failureOf(told), told[0], told[1] as TLSSocket);
        return true;
      };
      if (signal?.aborted) return aborted();
      if (stream.destroyed) return failed("the client hung up", undefined);
      signal?.addEventListener("abort", aborted, { once: true });
      stream.on("close", gone);
      // Otherwise the server would wait for more from a client that has ended.
      stream.allowHalfOpen = false;
      const single: Server = Object.create(this.#server, { emit: { value: emit } });
      for (const listener of this.#server.listeners("connection")) listener.call(single, stream);
    });
  }

  /** What a peer showed; undefined where that is not what was asked for. */
  #peerOf(socket: TLSSocket): PeerTls | undefined {
    const { standardName } = socket.getCipher();
    const version = socket.getProtocol()?.replace("TLSv", "") ?? "";
    if (this.#suites?.allows(standardName) === false) return undefined;
    const raw = this.#verify ? socket.getPeerCertificate().raw as Uint8Array | undefined : undefined;
    if (this.#verify && (!socket.authorized || raw === undefined)) return undefined;
    return {
      version,
      cipherSuite: standardName,
      certificate: raw === undefined ? null : readPeerCertificate(raw),
    };
  }
}

/** Why a handshake failed, from what the server tells with `tlsClientError`. */
function failureOf([error, socket]: unknown[]): string {
  const refusal: unknown = (socket as TLSSocket | undefined)?.authorizationError;
  if (refusal) return `the client's certificate is refused (${refusal})`;
  return error instanceof Error ? wordsOf(error) : String(error);
}

function certificateOf(pem: string): crypto.X509Certificate {
  const { X509Certificate }: typeof crypto = node().getBuiltinModule("node:crypto");
  return new X509Certificate(pem);
}

function checkAuthorities(ca: string | undefined): void {
  const all = ca?.match(/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----[^]*?-----END [A-Z0-9 ]*CERTIFICATE-----/g) ??
    [];
  if (ca !== undefined && all.length === 0) throw InvalidArgumentError.format("tls.ca", "cannot be read");
  for (const [index, pem] of all.entries()) {
    try {
      certificateOf(pem);
    } catch (cause) {
      throw InvalidArgumentError.format("tls.ca", `cannot be read: certificate ${index + 1}`, { cause });
    }
  }
}
