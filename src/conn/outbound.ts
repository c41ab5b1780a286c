/** What a client has to send: commands of the handshake first, then what the application asked for, in order. */

import { ConnectionError } from "../errors.ts";
import { Encoder } from "../wire/encoder.ts";

/**
 * Two lanes. `control` holds what belongs to one transport only (CONNECT, PONG, the subscriptions restored
 * after a reconnect) and goes first; `main` holds what the application asked for, in its order.
 *
 * When a transport is lost, publishes that were not handed to it stay in `main` for the next one. Commands
 * (SUB, UNSUB, PING) do not: subscriptions are restored from the client's own list, and PINGs are asked anew.
 */
export class Outbound {
  /** What belongs to the transport of the moment. */
  readonly control: Encoder = new Encoder();
  /** What the application asked for. */
  readonly main: Encoder = new Encoder();
  /** How much was taken out of `main` so far: its first byte's place in all that was ever written. */
  #mainTaken = 0;
  /** Where in all that was ever written to `main` commands stand that are no publishes: start and end in pairs. */
  #commands: number[] = [];
  /** Which lane the last block came from. */
  #taken: Encoder = this.control;

  /** Bytes that wait to be sent. */
  get length(): number {
    return this.control.length + this.main.length;
  }

  /** Writes a command that is not a publish into the main lane. */
  command(write: (encoder: Encoder) => void): void {
    const start = this.#mainTaken + this.main.length;
    write(this.main);
    this.#commands.push(start, this.#mainTaken + this.main.length);
  }

  /**
   * Writes a publish that waits for the next transport.
   *
   * @param maxBytes how much may wait in the main lane, protocol lines included.
   * @returns how many bytes of headers and payload were written.
   * @throws {ConnectionError} `BUFFER_FULL` when there is no room for it.
   */
  pubLater(
    maxBytes: number,
    subject: string,
    reply: string,
    headers: Uint8Array | null,
    payload: Uint8Array | string,
  ): number {
    // Only once it is written its size is known.
    const scratch = new Encoder();
    const bytes = scratch.pub(subject, reply, headers, payload);
    if (this.main.length + scratch.length > maxBytes) {
      throw new ConnectionError(
        `disconnected, and the buffer of ${maxBytes} bytes for the next connection is full`,
        { code: "BUFFER_FULL" },
      );
    }
    this.main.raw(scratch.take());
    return bytes;
  }

  /**
   * Hands out the next block to send, or null. It belongs to the caller until `giveBack`.
   *
   * @param open false while only the handshake may be sent.
   */
  take(open: boolean): Uint8Array | null {
    if (this.control.length > 0) {
      this.#taken = this.control;
      return this.control.take();
    }
    if (!open || this.main.length === 0) return null;
    this.#taken = this.main;
    const block = this.main.take();
    this.#mainTaken += block.length;
    this.#forgetTaken();
    return block;
  }

  /** Commands that were taken need not be known any more, and of one that was cut only what is left. */
  #forgetTaken(): void {
    const commands = this.#commands;
    let done = 0;
    while (done < commands.length && commands[done + 1]! <= this.#mainTaken) done += 2;
    if (done > 0) commands.splice(0, done);
    if (commands.length > 0) commands[0] = Math.max(commands[0]!, this.#mainTaken);
  }

  /** Takes back the block handed out last, once it has been sent or the transport is gone. */
  giveBack(block: Uint8Array): void {
    this.#taken.giveBack(block);
  }

  /** Forgets everything. */
  clear(): void {
    this.control.clear();
    this.main.clear();
    this.#commands = [];
    this.#mainTaken = 0;
  }

  /** The transport is gone: forgets what belonged to it, and keeps the publishes that it never got. */
  keepPublishes(): void {
    this.control.clear();
    if (this.#commands.length === 0) return;
    const commands = this.#commands;
    const kept: Uint8Array[] = [];
    let place = this.#mainTaken;
    let from = place;
    let next = 0;
    while (this.main.length > 0) {
      const block = this.main.take();
      // What one command wrote may go on in the next block.
      from = Math.max(from, place);
      for (; next < commands.length && commands[next]! < place + block.length; next += 2) {
        kept.push(block.subarray(from - place, commands[next]! - place));
        from = commands[next + 1]!;
      }
      kept.push(block.subarray(from - place));
      place += block.length;
    }
    for (const publishes of kept) this.main.raw(publishes);
    this.#commands = [];
    this.#mainTaken = 0;
  }
}
