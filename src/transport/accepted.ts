/** What a listener accepts: byte pipes that may become encrypted, or that came as WebSockets. */

import type { Transport } from "./transport.ts";

/** What a peer showed of itself when TLS was agreed on, as the server sees it. */
export interface PeerTls {
  /** The version: `1.2` or `1.3`. */
  readonly version: string;
  /** The cipher suite by its IANA name. */
  readonly cipherSuite: string;
  /** The certificate that the peer showed and that was checked; null where it showed none. */
  readonly certificate: PeerCertificate | null;
}

/** A certificate that a peer showed. */
export interface PeerCertificate {
  /** The subject as a distinguished name (RFC 2253), the most specific part first: `CN=alice,O=Acme`. */
  readonly subject: string;
  /** The e-mail addresses among the alternative names. */
  readonly emails: readonly string[];
  /** The DNS names among the alternative names. */
  readonly dnsNames: readonly string[];
  /** The URIs among the alternative names. */
  readonly uris: readonly string[];
  /** Hex SHA-256 of the whole certificate (DER). */
  readonly sha256: string;
  /** Hex SHA-256 of its public key (SubjectPublicKeyInfo, DER). */
  readonly publicKeySha256: string;
}

/** What a peer asked for when it opened a WebSocket. */
export interface UpgradeRequest {
  /** The headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The path. */
  readonly path: string;
  /** What was agreed on where the WebSocket runs on TLS; null where it does not. */
  readonly tls: PeerTls | null;
}

/** TLS of a listener, ready to be used for one connection after the other; made by `#runtime`. */
export interface TlsAcceptor {
  /** When the certificate ends, ms since 1970. */
  readonly notAfterMs: number;
  /**
   * The settings that this runtime cannot follow, by name; worth a warning. On Deno these are `cipherSuites`, whose
   * handshakes then fail where another suite was agreed on, and `curvePreferences`, which have no effect.
   */
  readonly unheeded: readonly string[];
}

/** A byte pipe that was accepted. */
export interface AcceptedTransport extends Transport {
  /**
   * Encrypts the pipe from here on, as the server. No read and no write may be under way; what was read and not
   * used, such as the beginning of a handshake, is handed back with `first`. Left out where the transport cannot.
   * Without a signal it waits as long as the peer keeps the pipe open.
   *
   * @throws {PipeError} when the handshake failed, or was aborted by the signal; the pipe is closed then.
   */
  acceptTls?(acceptor: TlsAcceptor, options: { first?: Uint8Array; signal?: AbortSignal }): Promise<PeerTls>;

  /** What the peer said before the pipe was there, where it came as a WebSocket. */
  readonly upgrade?: UpgradeRequest | undefined;

  /**
   * Does what `end` does, and tells the peer why: by a code and a reason of WebSockets (RFC 6455, 7.4), of at most
   * 123 bytes. Left out where there is no way to say it.
   */
  closeWith?(code: number, reason: string): Promise<void>;
}

/** A place where transports arrive. */
export interface Listener {
  /** The address bound. */
  readonly hostname: string;
  /** The port bound: the real one where 0 was asked for. */
  readonly port: number;

  /** Waits for the next peer; null once the listener is closed. */
  accept(): Promise<AcceptedTransport | null>;

  /** Stops accepting; a pending `accept` gives null. Transports already accepted live on. */
  close(): void;
}
