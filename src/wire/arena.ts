/** Where the bytes of messages that are kept live: the one place that decides what is copied, and where to. */

import { copyBytes } from "./bytes.ts";
import type { MessageFrame } from "./frame.ts";

/**
 * Bodies share blocks of this size, as a memory of its own for each is what costs most in receiving small
 * messages. It is also the most that one small message that is kept can keep alive.
 */
const BLOCK_BYTES = 8 * 1024;

/** A larger body gets a memory of its own, so that no block is wasted on a few. */
const SHARED_BYTES = 2 * 1024;

const NO_BYTES = new Uint8Array(0);

/**
 * Keeps the bodies of messages beyond the life of their frame. `keep` leaves the place of the body in `bytes`,
 * `start` and `end`, which are good until the next call; the bytes themselves stay.
 */
export class Arena {
  /** Where the body kept last stands. */
  bytes: Uint8Array = NO_BYTES;
  /** Its start. */
  start = 0;
  /** Its end. */
  end = 0;

  #block = NO_BYTES;
  #used = 0;

  /** Copies headers and payload of a frame, unless they were put together for it alone. */
  keep(frame: MessageFrame): void {
    const { body, bodyStart, bodyEnd } = frame;
    const length = bodyEnd - bodyStart;
    if (frame.owned) {
      this.bytes = body;
      this.start = bodyStart;
      this.end = bodyEnd;
      return;
    }
    if (length > SHARED_BYTES) {
      this.bytes = body.slice(bodyStart, bodyEnd);
      this.start = 0;
      this.end = length;
      return;
    }
    if (this.#used + length > this.#block.length) {
      this.#block = new Uint8Array(BLOCK_BYTES);
      this.#used = 0;
    }
    copyBytes(body, bodyStart, bodyEnd, this.#block, this.#used);
    this.bytes = this.#block;
    this.start = this.#used;
    this.end = this.#used += length;
  }
}
