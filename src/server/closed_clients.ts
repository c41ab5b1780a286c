/** The clients that have gone, as far back as they are remembered. [nats-server ring.go closedRingBuffer] */

/** A row of the last few. */
export class ClosedClients<T> {
  /** How many there were in all. */
  total = 0;
  #max: number;
  readonly #ring: T[] = [];

  /** Takes how many are remembered. */
  constructor(max: number) {
    this.#max = max;
  }

  /** Those remembered, the oldest first. */
  get all(): T[] {
    const oldest = this.total % this.#max;
    if (this.#ring.length < this.#max) return [...this.#ring];
    return [...this.#ring.slice(oldest), ...this.#ring.slice(0, oldest)];
  }

  /** Adds one; the oldest is forgotten for it where there are too many. */
  add(client: T): void {
    if (this.#max > 0) this.#ring[this.total % this.#max] = client;
    this.total++;
  }
}
