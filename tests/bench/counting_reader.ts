/** How the load generators read: they count, and look at no more than is needed to know that all came. */

const LF = 10;
const PING_LENGTH = "PING\r\n".length;

/**
 * Counts the bytes of messages on a connection. A server may send PINGs in between (nats-server does so two seconds
 * after the connection began): in each read, where the last whole message should end is looked at, and if that is not
 * its end then a PING must have come before it.
 */
export class CountingReader {
  /** How many bytes came. */
  received = 0;
  /** How many bytes there will be; known at the end. */
  total = Infinity;
  readonly #conn: Deno.Conn;
  readonly #frameLength: number;

  /** Takes the connection, and how many bytes each message has. */
  constructor(conn: Deno.Conn, frameLength: number) {
    this.#conn = conn;
    this.#frameLength = frameLength;
  }

  /** Reads until all has come. */
  async run(): Promise<void> {
    const buffer = new Uint8Array(512 * 1024);
    while (this.received < this.total) {
      const length = await this.#conn.read(buffer);
      if (length === null) throw new Error(`the server hung up after ${this.received} bytes`);
      let start = this.received;
      for (let pings = 0; !this.#endsWell(buffer, start, length); pings++) {
        if (pings > 2) throw new Error(`no message ends where it should after ${this.received} bytes`);
        start -= PING_LENGTH;
      }
      this.received = start + length;
    }
    // A PING may have come last.
    const extra = this.received - this.total;
    if (extra % PING_LENGTH !== 0) throw new Error(`${this.received} bytes came instead of ${this.total}`);
  }

  #endsWell(buffer: Uint8Array, start: number, length: number): boolean {
    const end = Math.floor((start + length) / this.#frameLength) * this.#frameLength - start;
    return end <= 0 || buffer[end - 1] === LF;
  }
}
