/**
 * The byte pipe that a connection runs on, and the listener that accepts such pipes.
 *
 * A transport knows nothing of NATS. Whoever drives a connection machine owns the transport, and the machine
 * never sees it.
 */

/**
 * TLS as the user wants it; file names are read at each dial, so that renewed files are taken. Names are those
 * of nats.js.
 */
export interface TlsOptions {
  /** Start TLS before the server's INFO; the server must be set up for it. */
  handshakeFirst?: boolean | undefined;
  /**
   * The certificates of the authorities to trust, in PEM: instead of those that Node brings along; on Deno, which
   * has no other way, besides those of its store.
   */
  ca?: string | undefined;
  /** A file with them. */
  caFile?: string | undefined;
  /** The client's certificate chain, in PEM. */
  cert?: string | undefined;
  /** A file with it. */
  certFile?: string | undefined;
  /** The private key of the client's certificate, in PEM. */
  key?: string | undefined;
  /** A file with it. */
  keyFile?: string | undefined;
  /** The password of the private key, where it has one. */
  passphrase?: string | undefined;
  /** The name to expect in the server's certificate, instead of the host dialled. */
  servername?: string | undefined;
  /** False to talk to a server whose certificate fits nothing: encrypted, but to anybody. For tests. */
  rejectUnauthorized?: boolean | undefined;
}

/** How to start TLS on a connection. */
export interface StartTlsOptions {
  /** The name to expect in the peer's certificate: a host name or an IP address. */
  readonly serverName: string;
  /** The user's settings. */
  readonly tls: TlsOptions;
  /** Gives up the handshake when aborted; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

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

/** A byte pipe to one peer: a TCP socket, TLS on it, a WebSocket, an in-memory pair. */
export interface Transport {
  /** True once the bytes travel encrypted. */
  readonly encrypted: boolean;
  /** Where the peer is, as `host:port` (`[host]:port` for IPv6), or a word such as `in-process`. */
  readonly peer: string;

  /**
   * Waits for the next bytes. They are lent, not given: they stay valid until the next call of `read`, so
   * whoever keeps some of them copies those. One read may be under way at a time.
   *
   * @returns at least one byte, or null when the peer has sent everything or the transport was closed here.
   * @throws {PipeError} when the pipe broke, with the runtime's error as its cause.
   */
  read(): Promise<Uint8Array | null>;

  /**
   * Sends all of `bytes`. They are borrowed until the promise settles, and may be reused by their owner then;
   * it settles late when the peer reads slowly, which is the back-pressure. One write may be under way at a
   * time.
   *
   * @throws {PipeError} when the pipe broke or was closed before all bytes were taken.
   */
  write(bytes: Uint8Array): Promise<void>;

  /**
   * Says that nothing more will be written, after what was written has gone out. Reading stays possible.
   * Calling it again, or after `close`, does nothing.
   */
  end(): Promise<void>;

  /**
   * Encrypts the pipe from here on, as the client. No read and no write may be under way. Left out where the
   * transport cannot.
   *
   * @throws {DialError} `reason` `certificate` or `tls` when the handshake failed, with what the peer's
   * certificate lacks; the pipe is closed then.
   */
  startTls?(options: StartTlsOptions): Promise<void>;

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

  /** Drops the pipe at once. A pending read gives null, a pending write throws. Calling it again does nothing. */
  close(): void;
}

/** A place where transports arrive. */
export interface Listener {
  /** The address bound. */
  readonly hostname: string;
  /** The port bound: the real one where 0 was asked for. */
  readonly port: number;

  /** Waits for the next peer; null once the listener is closed. */
  accept(): Promise<Transport | null>;

  /** Stops accepting; a pending `accept` gives null. Transports already accepted live on. */
  close(): void;
}

/** Where to dial. */
export interface DialOptions {
  /** A host name or an IP address, IPv6 without brackets. */
  hostname: string;
  /** A TCP port, 1 to 65535. */
  port: number;
  /** Gives up the dial when aborted; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * The server as the user or the cluster wrote it, without credentials, such as `wss://host:443/path`: what
   * travels over HTTP takes scheme and path from it.
   */
  address?: string;
  /**
   * What TLS will need, where it may be wanted: with `handshakeFirst` the dial itself starts it, otherwise
   * `startTls` gets the same again.
   */
  tls?: TlsOptions;
  /** The name to expect in the server's certificate, where it is not `hostname`. */
  serverName?: string;
}
