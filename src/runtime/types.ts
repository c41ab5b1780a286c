/** What a runtime has to offer: `deno.ts` and `node.ts` export exactly these names with these types. */

import type { TlsAcceptorOptions } from "../transport/tls_options.ts";
import type { Listener, TlsAcceptor, UpgradeRequest } from "../transport/accepted.ts";
import type { DialOptions, Transport } from "../transport/transport.ts";

/** Where to listen. */
export interface ListenOptions {
  /** A host name or an IP address of this machine, IPv6 without brackets; `0.0.0.0` or `::` for all. */
  hostname: string;
  /** A TCP port, or 0 for any free one. */
  port: number;
}

/** Where to serve HTTP. */
export interface HttpListenOptions extends ListenOptions {
  /** Serves HTTPS with this; HTTP, where it is missing. */
  tls?: TlsAcceptor;
}

/** What a client asks for over HTTP. */
export interface HttpRequest {
  /** What it wants: all, or the headers only. */
  readonly method: "GET" | "HEAD";
  /** The path, as it was sent. */
  readonly path: string;
  /** What stands behind the `?`. */
  readonly query: URLSearchParams;
  /** The headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What it is answered. */
export interface HttpResponse {
  /** The status: 200. */
  readonly status: number;
  /** The headers, without those that HTTP itself needs. */
  readonly headers: Readonly<Record<string, string>>;
  /** The text; not sent where only the headers are wanted. */
  readonly body: string;
}

/** Answers requests; where it throws, the answer is the status 500. */
export type HttpHandler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** A running HTTP server. */
export interface HttpListener {
  /** The address bound. */
  readonly hostname: string;
  /** The port bound: the real one where 0 was asked for. */
  readonly port: number;
  /** Stops, and drops all connections; settles once nothing is left of them. */
  close(): Promise<void>;
}

/** Where to listen for WebSockets, and how. What is not the address is asked anew for each of them. */
export interface WebSocketListenOptions extends ListenOptions {
  /** Takes WebSockets over TLS with this; without TLS, where it is missing. */
  tls?: TlsAcceptor | undefined;
  /** How long TLS and the upgrade may take, ms; 2 seconds. */
  handshakeTimeoutMs?: number | undefined;
  /** Compresses for clients that offer it; false. */
  compression?: boolean | undefined;
  /** How large a compressed message may become, bytes; 1 MiB. One that is larger closes with the code 1009. */
  maxInflatedBytes?: number | undefined;
  /** Headers added to the answer. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** False refuses the upgrade for where the page came from, with the status 403. */
  allows?: ((request: UpgradeRequest) => boolean) | undefined;
  /** Is told of upgrades that came to nothing, for logs. */
  refused?: ((peer: string, why: string) => void) | undefined;
}

/** Which runtime this is. */
export interface RuntimeInfo {
  /** The name, in lower case. */
  readonly name: "deno" | "node" | "web";
  /** The version, without a leading `v`; empty in browsers and workers. */
  readonly version: string;
}

/** The signals a program may listen for. */
export type SignalName = "SIGINT" | "SIGTERM" | "SIGHUP" | "SIGUSR1" | "SIGUSR2";

/** The signals a program may send: those that one can listen for, and the one that nobody can. */
export type SendableSignal = SignalName | "SIGKILL";

/** A file that is added to. */
export interface AppendFile {
  /** How large it was when it was opened, bytes. */
  readonly size: number;
  /** Adds to its end, and tells how many bytes that were; calls must not overlap. */
  write(text: string): Promise<number>;
  /** Lets go of it. */
  close(): Promise<void>;
}

/** Who may read a log: its owner writes it, and the owner's group reads it. [nats-server logger/log.go] */
export const LOG_FILE_MODE = 0o640;

/** What a key is for: signing, or agreeing on a secret. */
export type KeyKind = "ed25519" | "x25519";

/** A channel of `node:diagnostics_channel`, or where there are none, one that nobody ever subscribes to. */
export interface Channel {
  /** True while somebody subscribes. */
  readonly hasSubscribers: boolean;
  /** Hands a message to all subscribers; what one of them throws does not come back here. */
  publish(message: unknown): void;
}

/** The five channels that tell of one kind of work: `start`, `end`, `asyncStart`, `asyncEnd` and `error`. */
export interface TracingChannel {
  /** True while somebody subscribes to any of them. */
  readonly hasSubscribers: boolean;
  /** Does the work and tells of it; `result` or `error` is added to the context. */
  tracePromise<T>(work: () => Promise<T>, context: object): Promise<T>;
}

/** A module of an npm package that natwire can do without. */
export interface OptionalPackage {
  /** The package: `@noble/ciphers`. */
  readonly name: string;
  /** The versions that fit, as npm writes them: `^2.0.0`. */
  readonly versions: string;
  /** The module in it: `salsa.js`; the package itself where left out. */
  readonly path?: string;
}

/** A thread in which an optional package works. */
export interface LibraryThread {
  /** Resolves when the package is loaded; rejects where it cannot be. */
  readonly ready: Promise<void>;
  /** The answer to a question; questions are answered in order. Rejects when the thread fails or is closed. */
  ask(question: unknown): Promise<unknown>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** What a process uses. */
export interface ProcessUsage {
  /** The memory it has in the machine, bytes. */
  readonly residentBytes: number;
  /** The time of processors it has used, ms. */
  readonly cpuMs: number;
  /** How many processors there are. */
  readonly cores: number;
}

/** A signature that had to be waited for, with what else of the seed goes to a server. */
export interface LateSignature {
  /** The public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The signature, 64 bytes. */
  readonly signature: Uint8Array;
}

/** The names of `#runtime`. */
export interface RuntimeModule {
  /** Which runtime this is. */
  readonly runtime: RuntimeInfo;

  /**
   * Connects over TCP, without delaying small writes.
   *
   * @throws {DialError} when the connection cannot be made; the signal's reason when it was aborted.
   */
  dialTcp(options: DialOptions): Promise<Transport>;

  /**
   * The IP addresses of a host name, of both families; none where the program cannot or may not use addresses, and
   * is to dial the name.
   *
   * Rejects with the runtime's own error where the name has none.
   */
  resolveHost(hostname: string): Promise<string[]>;

  /**
   * Opens a TCP port.
   *
   * @throws {ListenError} when the port cannot be opened.
   */
  listenTcp(options: ListenOptions): Promise<Listener>;

  /**
   * Reads certificates and keys for the `acceptTls` of what `listenTcp` accepts, and for the other listeners.
   *
   * @throws {InvalidArgumentError} that names the option, and the file where there is one: when something is
   * missing, cannot be read, or does not fit.
   */
  tlsAcceptor(options: TlsAcceptorOptions): Promise<TlsAcceptor>;

  /**
   * Serves HTTP: `GET` and `HEAD`. Requests have 10 s to arrive and answers 30 s to be taken; heads end at 16 KiB.
   *
   * @throws {ListenError} when the port cannot be opened.
   */
  listenHttp(options: HttpListenOptions, handler: HttpHandler): Promise<HttpListener>;

  /**
   * Opens a port for WebSockets, at any path. What it accepts has `upgrade` and `closeWith`.
   *
   * @throws {InvalidArgumentError} when a header cannot be.
   * @throws {ListenError} when the port cannot be opened.
   */
  listenWebSocket(options: WebSocketListenOptions): Promise<Listener>;

  /**
   * What opens a WebSocket; its events tell what comes of it.
   *
   * @throws {InvalidOperationError} where there is none.
   */
  webSocketOpener(): (url: string) => WebSocket;

  /** The public half of a private key. */
  publicKeyOf(kind: KeyKind, privateKey: Uint8Array): Uint8Array;
  /** The Ed25519 signature of some bytes: 64 bytes. */
  signEd25519(privateKey: Uint8Array, data: Uint8Array): Uint8Array;
  /**
   * Signs some bytes with an Ed25519 seed where that takes time; undefined where `signEd25519` does it at once.
   */
  readonly signLater: ((seed: Uint8Array, data: Uint8Array) => Promise<LateSignature>) | undefined;
  /** Whether an Ed25519 signature fits; false for one of another length too. */
  verifyEd25519(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
  /** What both holders of an X25519 key can compute: 32 bytes. Throws for public keys that give away nothing. */
  sharedSecret(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array;
  /** The SHA-256 of a text in UTF-8, in hex. */
  sha256(text: string): string;

  /**
   * The module of an npm package that may be missing, loaded at once; undefined where that takes
   * `importPackage`. Throws the runtime's error where the package is not installed.
   */
  requirePackage(wanted: OptionalPackage): unknown;
  /** The same where it has to be waited for. */
  importPackage(wanted: OptionalPackage): Promise<unknown>;
  /**
   * Starts a thread for an npm package that may be missing. `program` is JavaScript: a function of the module, that
   * gives the function that answers questions. The process does not live on for a thread that nobody waits for.
   */
  startLibraryThread(program: string, wanted: OptionalPackage): LibraryThread;

  /** The diagnostics channel of this name. */
  channel(name: string): Channel;
  /** The tracing channels of this name: `tracing:<name>:start` and so on. */
  tracing(name: string): TracingChannel;

  /** The arguments after the program's name. */
  args(): string[];
  /** An environment variable; undefined where it is not set, or where the program may not read it. */
  env(name: string): string | undefined;
  /** Ends the program at once. */
  exit(code: number): never;
  /** Calls `handler` at every such signal, where the system knows it; returns what stops that. */
  onSignal(name: SignalName, handler: () => void): () => void;
  /** Sends a signal to a process; throws the runtime's error, with `ESRCH` in its message where there is none. */
  sendSignal(pid: number, name: SendableSignal): void;
  /** The number of this process. */
  processId(): number;
  /** What this process has used so far. */
  processUsage(): ProcessUsage;
  /** The IP addresses of this machine, without brackets; none where the program may not ask for them. */
  localAddresses(): string[];

  /** Writes to standard output; where nobody reads it any more, the text is dropped. */
  writeOut(text: string): Promise<void>;
  /** Writes to standard error; where nobody reads it any more, the text is dropped. */
  writeErr(text: string): Promise<void>;
  /**
   * Writes to standard error from beside the event loop: a reader that is slow holds up nothing but the promise.
   * Calls must not overlap.
   */
  writeLog(text: string): Promise<void>;
  /** The width of the terminal on standard output; undefined where it is none. */
  terminalColumns(): number | undefined;
  /** True when standard output is a terminal. */
  isTerminal(): boolean;

  /** The text of a file; throws the runtime's error, with `code` `ENOENT` where there is none. */
  readTextFile(path: string): Promise<string>;
  /** Writes a file, in place of an earlier one. */
  writeTextFile(path: string, text: string): Promise<void>;
  /** Removes a file; does nothing where there is none. */
  removeFile(path: string): Promise<void>;
  /** Opens a file to add to, making it where there is none; throws the runtime's error where that fails. */
  openAppend(path: string): Promise<AppendFile>;
  /** Renames a file, in place of what had that name. */
  renameFile(from: string, to: string): Promise<void>;
  /** The names in a folder, in no order. */
  listFolder(path: string): Promise<string[]>;
}
