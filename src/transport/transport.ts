/**
 * The byte pipe that a connection runs on.
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

  /** Drops the pipe at once. A pending read gives null, a pending write throws. Calling it again does nothing. */
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
