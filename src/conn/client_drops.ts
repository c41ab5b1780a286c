/** Publishes that are lost for want of room, or because the connection ends: counted, and told. */

import type { ClientCounts, ConnectionStatus } from "./client_types.ts";

/** What was dropped since the connection was lost. */
export class Drops {
  readonly #counts: ClientCounts;
  readonly #tell: (status: ConnectionStatus) => void;
  #messages = 0;
  #bytes = 0;

  /** Takes what counts messages, and who is told. */
  constructor(counts: ClientCounts, tell: (status: ConnectionStatus) => void) {
    this.#counts = counts;
    this.#tell = tell;
  }

  /** A message found no room; the first one of an outage is told. */
  drop(bytes: number): void {
    this.#add(1, bytes);
    if (this.#messages === 1) this.#tellSum();
  }

  /** There is a connection again. */
  outageEnded(): void {
    if (this.#messages > 0) this.#tellSum();
    this.#messages = 0;
    this.#bytes = 0;
  }

  /** The end: so many still waited to be sent. */
  ended(messages: number, bytes: number): void {
    this.#add(messages, bytes);
    this.outageEnded();
  }

  #add(messages: number, bytes: number): void {
    this.#counts.droppedOut += messages;
    this.#messages += messages;
    this.#bytes += bytes;
  }

  #tellSum(): void {
    this.#tell({ type: "dropped", messages: this.#messages, bytes: this.#bytes });
  }
}
