/** Where the bytes of messages that are kept live: the one place that decides what is copied, and where to. */

import type { MessageFrame } from "./frame.ts";

/**
 * Bodies that came with one push are copied together, this much of it at a time: a memory of its own for each
 * is what costs most in receiving small messages. It is also the most that one small message that is kept can
 * keep alive.
 */
const BLOCK_BYTES = 8 * 1024;

/** The same where a body is not small: making 32 KiB once takes a quarter less of the time than 8 KiB four times. */
const LARGE_BLOCK_BYTES = 32 * 1024;

/** Bodies of this size and more are not small. */
const LARGE_BODY_BYTES = 256;

/** A larger body gets a memory of its own, so that no block is cut short for it. */
const SHARED_BYTES = 8 * 1024;

const NO_BUFFER = new ArrayBuffer(0);

/**
 * Keeps the bodies of messages beyond the life of their frame. `keep` gives the memory that the body stands in,
 * and leaves its place in `start` and `end`, which are good until the next call; the bytes themselves stay.
 *
 * It deals in buffers because asking an array for its buffer takes longer than everything else here.
 */
export class Arena {
  /** Where in its memory the body kept last starts. */
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

  /** Copies headers and payload of a frame, unless they were put together for it alone; gives their memory. */
  keep(frame: MessageFrame): ArrayBufferLike {
    const { bodyStart, bodyEnd } = frame;
    if (
      frame.push === this.#push && bodyStart >= this.#from && bodyEnd <= this.#to && frame === this.#frame &&
      !frame.owned
    ) {
      this.start = bodyStart - this.#from;
      this.end = bodyEnd - this.#from;
      return this.#block;
    }
    return this.#copy(frame);
  }

  /** Lets go of the block that bodies share: somebody took its memory away, as `structuredClone` can. */
  forget(): void {
    this.#push = -1;
  }

  /** The first body of a part of a push, or one that has a memory of its own. */
  #copy(frame: MessageFrame): ArrayBufferLike {
    const { body, bodyStart, bodyEnd } = frame;
    const size = bodyEnd - bodyStart;
    this.start = frame.owned ? body.byteOffset + bodyStart : 0;
    this.end = this.start + size;
    if (frame.owned) {
      frame.owned = false;
      return body.buffer;
    }
    if (size > SHARED_BYTES) return body.slice(bodyStart, bodyEnd).buffer;
    const blockBytes = size < LARGE_BODY_BYTES ? BLOCK_BYTES : LARGE_BLOCK_BYTES;
    this.#block = body.slice(bodyStart, bodyStart + blockBytes).buffer;
    this.#frame = frame;
    this.#push = frame.push;
    this.#from = bodyStart;
    this.#to = bodyStart + this.#block.byteLength;
    return this.#block;
  }
}
