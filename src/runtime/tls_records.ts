/** Gathers what TLS decrypts record by record: nats-server makes one of every 512 bytes or 4 KiB that it queues. */

/** As much as one read of a plain socket gives; so much waits before the socket is paused. */
export const MAX_GATHERED_BYTES = 64 * 1024;

const NO_BYTES = new Uint8Array(0);

/** Bytes of several records, handed out as one block. */
export class TlsRecords {
  #records: Uint8Array[] = [];
  #bytes = 0;
  /** What was handed out last and made of several, to be filled again by the next one. */
  #block: Uint8Array = NO_BYTES;

  /** How many bytes wait. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps the bytes of one record. */
  add(record: Uint8Array): void {
    this.#records.push(record);
    this.#bytes += record.length;
  }

  /** Hands out all that waits: bytes that stay valid until the next call. */
  take(): Uint8Array {
    const [first] = this.#records;
    let taken = first ?? NO_BYTES;
    if (this.#records.length === 1) {
      // Traffic is light, and an idle connection should not hold on to a large block.
      this.#block = NO_BYTES;
    } else {
      if (this.#block.length < this.#bytes) this.#block = new Uint8Array(this.#bytes);
      let place = 0;
      for (const record of this.#records) {
        this.#block.set(record, place);
        place += record.length;
      }
      taken = this.#block.subarray(0, place);
    }
    this.clear();
    return taken;
  }

  /** Drops all that waits. */
  clear(): void {
    this.#records = [];
    this.#bytes = 0;
  }
}
