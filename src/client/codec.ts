/** JSON as payload. */

import { InvalidArgumentError } from "../errors.ts";
import { textOf, utf8 } from "../wire/bytes.ts";
import type { Codec } from "./shapes.ts";
import type { ReviverFn } from "./types.ts";

/**
 * Turns values of one type into payloads and back: `nc.publish("orders", orders.encode({ id: 7 }))`. A message
 * has `json()` as well.
 *
 * `encode` throws an InvalidArgumentError for what JSON cannot say: nothing at all, a function, a circle, a
 * bigint. `decode` throws what `JSON.parse` throws.
 */
export function JSONCodec<T = unknown>(reviver?: ReviverFn): Codec<T> {
  return {
    encode(value: T): Uint8Array {
      let text: string | undefined;
      try {
        text = JSON.stringify(value);
      } catch (cause) {
        throw InvalidArgumentError.format("value", "cannot be said in JSON", { cause });
      }
      if (text === undefined) throw InvalidArgumentError.format("value", "cannot be said in JSON");
      return utf8(text);
    },
    decode(bytes: Uint8Array): T {
      return JSON.parse(textOf(bytes, 0, bytes.length), reviver) as T;
    },
  };
}
