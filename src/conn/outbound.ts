/** What a client has to send: commands of the handshake first, then what the application asked for, in order. */

import { Encoder } from "../wire/encoder.ts";

/** What a publish has besides subject, reply, headers and payload, at most: the verb, two sizes, line ends. */
const MAX_LINE_REST = 40;

/**
 * Two lanes. `control` holds what belongs to one transport only (CONNECT, PONG, the subscriptions restored
 * after a reconnect) and goes first; `main` holds what the application asked for, in its order.
 *
 * When a transport is lost, publishes that were not handed to it stay in `main` for the next one. Commands
 * (SUB, UNSUB, PING) do not: subscriptions are restored from the client's own list, and PINGs are asked anew.
 */
export class Outbound {
  /** What belongs to the transport of the moment; made when there is something, as there is seldom. */
  #control: Encoder | undefined;
  /** What the application asked for. */
  readonly main: Encoder = new Encoder();
  /** How much was taken out of `main` so far: its first byte's place in all that was ever written. */
  #mainTaken = 0;
  /** Where in all that was ever written to `main` commands stand that are no publishes: start and end in pairs. */
  #commands: number[] = [];
  /** Which lane the last block came from. */
  #taken: Encoder = this.main;
  /** How many publishes the server is known to have, or are lost for good. */
  #confirmed = 0;

  /** What belongs to the transport of the moment. */
  get control(): Encoder {
    return this.#control ??= new Encoder();
  }

  /** Bytes that wait to be sent. */
  get length(): number {
    const { length } = this.main;
    return this.#control === undefined ? length : this.#control.length + length;
  }

  /** How many publishes were handed to transports, of all that were ever made. */
  get handedMsgs(): number {
    return this.main.takenPubs;
  }

  /** The bytes of headers and payloads in those. */
  get handedBytes(): number {
    return this.main.takenPubBytes;
  }

  /** Writes a command that is not a publish into the main lane. */
  command(write: (encoder: Encoder) => void): void {
    const start = this.#mainTaken + this.main.length;
    write(this.main);
    this.#commands.push(start, this.#mainTaken + this.main.length);
  }

  /**
   * Writes a publish.
   *
   * @param maxBytes how much may wait in the main lane, protocol lines included.
   * @returns how many bytes of headers and payload were written, or -1 when there is no room for it.
   */
  publish(
    maxBytes: number,
    subject: string,
    reply: string,
    headers: Uint8Array | null,
    payload: Uint8Array | string,
  ): number {
    const main = this.main;
    const before = main.length;
    const most = MAX_LINE_REST + 3 * (subject.length + reply.length + payload.length) +
      (headers?.length ?? 0);
    if (before + most <= maxBytes) return main.pub(subject, reply, headers, payload);
    // Even without its line it is too much: it need not be written to know.
    if (before + payload.length > maxBytes) return -1;
    const bytes = main.pub(subject, reply, headers, payload);
    if (main.length <= maxBytes) return bytes;
    main.undoPub(main.length - before, bytes);
    return -1;
  }

  /** A PONG came for a PING before which so many publishes had been made: the server has them. */
  confirm(msgs: number): void {
    if (msgs > this.#confirmed) this.#confirmed = msgs;
  }

  /** How many publishes were handed to a transport and not confirmed; they will not be any more. */
  takeUnconfirmed(): number {
    const unconfirmed = this.handedMsgs - this.#confirmed;
    this.#confirmed = this.handedMsgs;
    return unconfirmed;
  }

  /**
   * Hands out the next block to send, or null. It belongs to the caller until `giveBack`.
   *
   * @param open false while only the handshake may be sent.
   */
  take(open: boolean): Uint8Array | null {
    const control = this.#control;
    if (control !== undefined && control.length > 0) {
      this.#taken = control;
      return control.take();
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
    const taken = this.#taken;
    taken.giveBack(block);
    if (taken !== this.#control || taken.length > 0) return;
    this.#taken = this.main;
    this.#control = undefined;
  }

  /** Forgets everything, and gives the memory back. */
  clear(): void {
    this.#commands = [];
    this.#mainTaken = 0;
    this.#control = undefined;
    this.main.clear();
    this.trim();
  }

  /** Gives the memory back where nothing is written. */
  trim(): void {
    this.main.trim();
  }

  /** The transport is gone: forgets what belonged to it, and keeps the publishes that it never got. */
  keepPublishes(): void {
    this.#control = undefined;
    if (this.#commands.length > 0) this.main.cut(this.#commands.map((place) => place - this.#mainTaken));
    this.#commands = [];
    this.#mainTaken = 0;
  }
}
