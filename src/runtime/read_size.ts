/** How large the next read buffer should be: small while a connection idles, large while bytes stream in. */

/** What an idle connection holds: 10,000 of them take 2.5 MB. A PING fits, and so does an answer to a request. */
export const MIN_READ_BYTES = 256;

/** As in nats-server (maxBufSize, client.go). On Node, which reads ahead, 128 and 256 KiB were measured to be slower. */
export const MAX_READ_BYTES = 64 * 1024;

/**
 * For a stream that is read one await after the other: receiving took 10 % less of the processor than with 64 KiB for
 * messages of 16 B, and 25 % less for 1 KiB.
 */
export const STREAM_READ_BYTES = 256 * 1024;

/** So many full reads in a row of the largest ordinary size are a stream. */
const STREAM_READS = 8;

/** Full reads multiply the size by this, so that a stream reaches the largest after four. */
const GROWTH = 4;

/** Small reads in a row before the size shrinks, as in nats-server: one short read says nothing. */
const SHORT_READS = 3;

/** Follows the sizes of reads and tells how large the next buffer should be. */
export class ReadSize {
  readonly #streamBytes: number;
  #bytes = MIN_READ_BYTES;
  #shortReads = 0;
  #fullReads = 0;

  /** Takes the size for streams; the one that all others may reach unless told. */
  constructor(streamBytes: number = MAX_READ_BYTES) {
    this.#streamBytes = streamBytes;
  }

  /** The size for the next buffer, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes note of a read of `count` bytes into a buffer of the present size. */
  note(count: number): void {
    if (count >= this.#bytes) {
      this.#shortReads = 0;
      if (this.#bytes < MAX_READ_BYTES) this.#bytes *= GROWTH;
      else if (++this.#fullReads >= STREAM_READS) this.#bytes = this.#streamBytes;
      return;
    }
    this.#fullReads = 0;
    if (this.#bytes > MAX_READ_BYTES && count < this.#bytes / GROWTH) {
      // The stream may be over, and so much memory is not to lie idle: that is not waited for three times.
      this.#bytes = MAX_READ_BYTES;
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
