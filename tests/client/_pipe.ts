/** A transport in the hands of a test: it decides what is read, when writes are done, and what TLS comes to. */

import type { StartTlsOptions, Transport } from "../../src/transport/transport.ts";

/** The client's end; what would be the server is played by calls. */
export class Pipe implements Transport {
  encrypted = false;
  readonly peer = "the peer";
  /** All that was written. */
  text = "";
  /** How many reads were asked for. */
  reads = 0;
  closed = false;
  ended = false;
  /** True to leave writes waiting until `takeWrites`. */
  slow = false;
  /** What a write throws. */
  failWrites: Error | undefined;
  /** What `startTls` was given. */
  secured: StartTlsOptions[] = [];
  #unread: (Uint8Array | null)[] = [];
  #reader: ((bytes: Uint8Array | null) => void) | undefined;
  #writes: (() => void)[] = [];
  #finishTls: { resolve: () => void; reject: (error: Error) => void } | undefined;

  read(): Promise<Uint8Array | null> {
    this.reads++;
    if (this.#unread.length > 0) return Promise.resolve(this.#unread.shift()!);
    if (this.closed) return Promise.resolve(null);
    return new Promise((resolve) => this.#reader = resolve);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.failWrites !== undefined) throw this.failWrites;
    this.text += new TextDecoder().decode(bytes);
    if (this.slow) await new Promise<void>((resolve) => this.#writes.push(resolve));
  }

  end(): Promise<void> {
    this.ended = true;
    return Promise.resolve();
  }

  startTls(options: StartTlsOptions): Promise<void> {
    this.secured.push(options);
    return new Promise((resolve, reject) => this.#finishTls = { resolve, reject });
  }

  close(): void {
    this.closed = true;
    this.#reader?.(null);
    for (const done of this.#writes.splice(0)) done();
  }

  /** The server sends this. */
  async receives(...lines: string[]): Promise<void> {
    this.#give(new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join("")));
    await settled();
  }

  /** The server closes. */
  async receivesEnd(): Promise<void> {
    this.#give(null);
    await settled();
  }

  /** The writes that wait are done. */
  async takeWrites(): Promise<void> {
    for (const done of this.#writes.splice(0)) done();
    await settled();
  }

  /** The handshake of TLS is over. */
  async finishTls(error?: Error): Promise<void> {
    if (error === undefined) this.#finishTls!.resolve();
    else this.#finishTls!.reject(error);
    await settled();
  }

  /** What was written since the last call. */
  take(): string {
    const { text } = this;
    this.text = "";
    return text;
  }

  #give(bytes: Uint8Array | null): void {
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader === undefined) this.#unread.push(bytes);
    else reader(bytes);
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
