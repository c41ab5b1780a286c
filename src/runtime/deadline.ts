/** A limit on the time that a peer may take. */

import type { Transport } from "../transport/transport.ts";

/** Limits the time of one thing after the other on a connection, by closing it. */
export class Deadline {
  readonly #transport: Transport;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes the connection; nothing is waited for yet. */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Tells a handshake that time is up. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Begins the next thing, which may take so long. */
  set(ms: number): void {
    this.clear();
    this.#timer = setTimeout(() => {
      this.#controller.abort(new Error(`not done within ${ms} ms`));
      this.#transport.close();
    }, ms);
  }

  /** Nothing is waited for. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}
