/** Publishing no faster than it goes out: waiting for room, and a web stream that does. */

import { ClosedConnectionError } from "../errors.ts";
import { unlessAborted } from "./abort.ts";
import type { Driver } from "./driver.ts";
import type { NatsConnection, Payload, PublishOptions } from "./types.ts";

/**
 * Waits until most of what waits to be sent has gone out.
 *
 * @throws {ClosedConnectionError} when the connection ends first, or the signal's reason.
 */
export async function untilReady(driver: Driver, signal: AbortSignal | undefined): Promise<void> {
  let giveUp = () => {};
  const room = new Promise<Error | undefined>((settle) => {
    giveUp = driver.whenReady({ resolve: () => settle(undefined), reject: settle });
  });
  const failure = await unlessAborted(room, signal).finally(giveUp);
  // Made here, the error carries the stack of whoever waits.
  if (failure !== undefined) throw new ClosedConnectionError({ operation: "ready" });
}

/**
 * Makes a stream that publishes each chunk to the subject, and takes the next one when the connection is ready. One
 * that is aborted waits for nothing any more.
 */
export function writableFor(
  nc: Pick<NatsConnection, "publish" | "ready" | "flush">,
  subject: string,
  options: PublishOptions | undefined,
): WritableStream<Payload> {
  let signal: AbortSignal;
  return new WritableStream<Payload>({
    start(controller) {
      signal = controller.signal;
    },
    async write(chunk) {
      // Others may have filled the room that was there after the last chunk.
      await nc.ready({ signal });
      nc.publish(subject, chunk, options);
      await nc.ready({ signal });
    },
    async close() {
      await nc.flush({ signal });
    },
  });
}
