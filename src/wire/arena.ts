/** Where the bytes of messages that are kept live: the one place that decides what is copied, and where to. */

import type { MessageFrame } from "./frame.ts";

/**
 * Bodies that came with one push are copied together, this much of it at a time: a memory of its own for each
 * is what costs most in receiving small messages. It is also the most that one small message that is kept can
 * keep alive.
 */
const BLOCK_BYTES = 8 * 1024;

/** A larger body gets a memory of its own, so that no block is cut short for it. */
const SHARED_BYTES = 2 * 1024;

const NO_BUFFER = new ArrayBuffer(0);

/**
 * Keeps the bodies of messages beyond the life of their frame. `keep` leaves the place of the body in `buffer`,
 * `start` and `end`, which are good until the next call; the bytes themselves stay.
 *
 * It deals in buffers because asking an array for its buffer takes longer than everything else here.
 */
export class Arena {
  /** Where the body kept last stands. */
  buffer: ArrayBufferLike = NO_BUFFER;
  /** Its start. */
  start = 0;
  /** Its end. */
  end = 0;

  /** A copy of a part of what the push of this number brought to the parser of this frame. */
  #block: ArrayBufferLike = NO_BUFFER;
  #frame: MessageFrame | undefined;
  #push = -1;
  /** Where in the push that part begins and ends. */
  #from = 0;
  #to = 0;

  /** Copies headers and payload of a frame, unless they were put together for it alone. */
  keep(frame: MessageFrame): void {
    const { body, bodyStart, bodyEnd } = frame;
    if (frame.owned) {
      this.buffer = body.buffer;
      this.start = body.byteOffset + bodyStart;
      this.end = body.byteOffset + bodyEnd;
      return;
    }
    const samePush = frame.push === this.#push && frame === this.#frame;
    if (!samePush || bodyStart < this.#from || bodyEnd > this.#to) {
      if (bodyEnd - bodyStart > SHARED_BYTES) {
        this.buffer = body.slice(bodyStart, bodyEnd).buffer;
        this.start = 0;
        this.end = bodyEnd - bodyStart;
        return;
      }
      this.#block = body.slice(bodyStart, bodyStart + BLOCK_BYTES).buffer;
      this.#frame = frame;
      this.#push = frame.push;
      this.#from = bodyStart;
      this.#to = bodyStart + this.#block.byteLength;
    }
    if (this.buffer !== this.#block) this.buffer = this.#block;
    this.start = bodyStart - this.#from;
    this.end = bodyEnd - this.#from;
  }
}
