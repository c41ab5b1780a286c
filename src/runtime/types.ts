/** What a runtime has to offer: `deno.ts` and `node.ts` export exactly these names with these types. */

import type { DialOptions, Listener, Transport } from "../transport/transport.ts";

/** Where to listen. */
export interface ListenOptions {
  /** A host name or an IP address of this machine, IPv6 without brackets; `0.0.0.0` or `::` for all. */
  hostname: string;
  /** A TCP port, or 0 for any free one. */
  port: number;
}

/** Which runtime this is. */
export interface RuntimeInfo {
  /** The name, in lower case. */
  readonly name: "deno" | "node";
  /** The version, without a leading `v`. */
  readonly version: string;
}

/** The signals a program may listen for. */
export type SignalName = "SIGINT" | "SIGTERM" | "SIGHUP" | "SIGUSR1" | "SIGUSR2";

/** What a key is for: signing, or agreeing on a secret. */
export type KeyKind = "ed25519" | "x25519";

/** A key pair, each half 32 bytes. */
export interface KeyPair {
  /** The public half. */
  readonly publicKey: Uint8Array;
  /** The private half: of Ed25519 the seed, of X25519 the scalar. */
  readonly privateKey: Uint8Array;
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
   * Opens a TCP port.
   *
   * @throws {ListenError} when the port cannot be opened.
   */
  listenTcp(options: ListenOptions): Promise<Listener>;

  /** Makes a key pair. */
  newKeyPair(kind: KeyKind): KeyPair;

  /** The arguments after the program's name. */
  args(): string[];
  /** An environment variable; undefined where it is not set, or where the program may not read it. */
  env(name: string): string | undefined;
  /** Ends the program at once. */
  exit(code: number): never;
  /** Calls `handler` at every such signal, where the system knows it; returns what stops that. */
  onSignal(name: SignalName, handler: () => void): () => void;
  /** The number of this process. */
  processId(): number;

  /** Writes to standard output; where nobody reads it any more, the text is dropped. */
  writeOut(text: string): Promise<void>;
  /** Writes to standard error; where nobody reads it any more, the text is dropped. */
  writeErr(text: string): Promise<void>;
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
}
