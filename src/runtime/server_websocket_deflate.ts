/** The compression of WebSocket messages, each on its own: no context is taken over. [RFC 7692, 7] */

import { nodeZlib } from "./node_global.ts";

/** What every compressed message would end with, and is left out. */
const TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff);

/** What is short enough to be expanded at once: DEFLATE makes at most about 1000 bytes of one. */
const SHORT_BYTES = 4 * 1024;

/** A message that is larger than allowed once it is expanded. */
export class TooLarge extends Error {}

/** Compresses a message. */
export function deflate(bytes: Uint8Array): Uint8Array {
  const { constants, deflateRawSync } = nodeZlib();
  const whole = deflateRawSync(bytes, {
    level: constants.Z_BEST_SPEED,
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  return whole.subarray(0, whole.length - TAIL.length);
}

/**
 * Expands a message.
 *
 * @throws {TooLarge} when it becomes larger than `maxBytes`; zlib's own error when it is broken.
 */
export async function inflate(message: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const { constants, inflateRaw, inflateRawSync } = nodeZlib();
  const whole = new Uint8Array(message.length + TAIL.length);
  whole.set(message);
  whole.set(TAIL, message.length);
  // One more than allowed, as runtimes differ in what they do at the limit itself.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes + 1 };
  let bytes: Uint8Array;
  try {
    bytes = whole.length <= SHORT_BYTES
      ? inflateRawSync(whole, options)
      : await new Promise((resolve, reject) => {
        inflateRaw(whole, options, (error, result) => error === null ? resolve(result) : reject(error));
      });
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") throw new TooLarge();
    throw error;
  }
  if (bytes.length > maxBytes) throw new TooLarge();
  return bytes;
}
