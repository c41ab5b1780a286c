/** How large the next read buffer should be: small while a connection idles, large while bytes stream in. */

/** What an idle connection holds: 10,000 of them take 10 MB. An INFO or CONNECT line fits. */
export const MIN_READ_BYTES = 1024;

/** As in nats-server (maxBufSize, client.go); 128 and 256 KiB were measured and are no faster. */
export const MAX_READ_BYTES = 64 * 1024;

/** Full reads multiply the size by this, so that a stream reaches the largest after three. */
const GROWTH = 4;

/** Small reads in a row before the size shrinks, as in nats-server: one short read says nothing. */
const SHORT_READS = 3;

/** Follows the sizes of reads and tells how large the next buffer should be. */
export class ReadSize {
  #bytes = MIN_READ_BYTES;
  #shortReads = 0;

  /** The size for the next buffer, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes note of a read of `count` bytes into a buffer of the present size. */
  note(count: number): void {
    if (count >= this.#bytes) {
      this.#bytes = Math.min(this.#bytes * GROWTH, MAX_READ_BYTES);
      this.#shortReads = 0;
    } else if (this.#bytes > MIN_READ_BYTES && count < this.#bytes / GROWTH) {
      this.#shortReads++;
      if (this.#shortReads < SHORT_READS) return;
      this.#bytes = Math.max(this.#bytes / GROWTH, MIN_READ_BYTES);
      this.#shortReads = 0;
    } else {
      this.#shortReads = 0;
    }
  }
}
