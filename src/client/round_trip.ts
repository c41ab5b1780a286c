/** Waiting for the server to have taken what was sent: a PING, and the PONG that answers it. */

import type { PingWaiter } from "../conn/client_types.ts";
import { ClosedConnectionError, RequestError } from "../errors.ts";
import { unlessAborted } from "./abort.ts";

/** What a round trip is made for. */
export interface RoundTrip {
  /** The call that waits for it. */
  readonly operation: string;
  /** Gives up the wait. */
  readonly signal: AbortSignal | undefined;
  /** The connection it is made on. */
  readonly on: {
    /** Sends the PING. */
    ping(waiter: PingWaiter): void;
    /** The server connected to. */
    getServer(): string;
  };
}

/**
 * Waits for one round trip.
 *
 * @throws {RequestError} `DISCONNECTED` when the connection is lost meanwhile.
 * @throws {ClosedConnectionError} when it ends, or the signal's reason.
 */
export async function roundTrip({ operation, signal, on }: RoundTrip): Promise<void> {
  const answer = new Promise<Error | undefined>((settle) => {
    on.ping({ answered: () => settle(undefined), failed: settle });
  });
  const failure = await unlessAborted(answer, signal);
  // Made here, the error carries the stack of whoever awaits the round trip.
  if (failure instanceof RequestError) {
    const { message, code, cause } = failure;
    throw new RequestError(message, { code, cause, operation, server: failure.server ?? on.getServer() });
  }
  if (failure !== undefined) throw new ClosedConnectionError({ operation, server: on.getServer() });
}
