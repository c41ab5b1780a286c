/** A transport whose misbehaviour a test switches on and off while it runs. */

import type { Clock } from "../transport/clock.ts";
import { PipeError } from "../transport/errors.ts";
import type { AcceptedTransport, PeerTls, TlsAcceptor, UpgradeRequest } from "../transport/accepted.ts";

/** Wraps a transport: it can be paused, delayed and cut. */
export class ControlledTransport implements AcceptedTransport {
  /** Says why nothing more will be written, where the transport can. */
  declare readonly closeWith?: (code: number, reason: string) => Promise<void>;
  readonly #inner: AcceptedTransport;
  readonly #clock: Clock;
  #delayMs = 0;
  #paused = false;
  #cut = false;
  /** Those who wait for the end of a pause or of a delay. */
  readonly #waiting = new Set<() => void>();

  /** Takes the transport, and the clock of delays. */
  constructor(inner: AcceptedTransport, clock: Clock) {
    this.#inner = inner;
    this.#clock = clock;
    if (inner.closeWith === undefined) return;
    this.closeWith = async (code, reason) => {
      await this.#hold();
      await inner.closeWith?.(code, reason);
    };
  }

  /** Whether the bytes travel encrypted. */
  get encrypted(): boolean {
    return this.#inner.encrypted;
  }

  /** Where the peer is. */
  get peer(): string {
    return this.#inner.peer;
  }

  /** What a WebSocket was asked for with. */
  get upgrade(): UpgradeRequest | undefined {
    return this.#inner.upgrade;
  }

  /** Nothing moves any more, in neither direction. */
  pause(): void {
    this.#paused = true;
  }

  /** Everything moves again. */
  resume(): void {
    this.#paused = false;
    this.#wake();
  }

  /** Everything takes so much longer, in both directions, ms. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** The connection breaks, as if a cable did. */
  cut(): void {
    this.#cut = true;
    this.#inner.close();
    this.#wake();
  }

  /** Waits for the next bytes. */
  async read(): Promise<Uint8Array | null> {
    const bytes = await this.#inner.read();
    await this.#hold();
    if (this.#cut) throw this.#broken();
    return bytes;
  }

  /** Sends bytes. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#hold();
    if (this.#cut) throw this.#broken();
    await this.#inner.write(bytes);
  }

  /** Nothing more will be written. */
  async end(): Promise<void> {
    await this.#hold();
    await this.#inner.end();
  }

  /** Encrypts the pipe. */
  acceptTls(
    acceptor: TlsAcceptor,
    options: { first?: Uint8Array; signal?: AbortSignal },
  ): Promise<PeerTls> {
    if (this.#inner.acceptTls === undefined) throw new Error("this transport has no TLS");
    return this.#inner.acceptTls(acceptor, options);
  }

  /** Drops the pipe. */
  close(): void {
    this.#inner.close();
    this.#paused = false;
    this.#delayMs = 0;
    this.#wake();
  }

  /** Waits as long as a pause or a delay says. */
  async #hold(): Promise<void> {
    if (this.#delayMs > 0) {
      const atMs = this.#clock.now() + this.#delayMs;
      await this.#until((goOn) => this.#clock.wakeAt(atMs, goOn));
    }
    while (this.#paused && !this.#cut) await this.#until(() => () => {});
  }

  #until(arm: (goOn: () => void) => () => void): Promise<void> {
    return new Promise((resolve) => {
      const goOn = () => {
        cancel();
        this.#waiting.delete(goOn);
        resolve();
      };
      const cancel = arm(goOn);
      this.#waiting.add(goOn);
    });
  }

  #wake(): void {
    for (const goOn of [...this.#waiting]) goOn();
  }

  #broken(): PipeError {
    return new PipeError("broken", `the connection with ${this.peer} was cut on purpose`);
  }
}
