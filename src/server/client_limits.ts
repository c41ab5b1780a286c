/** Which limits apply to a client: of the server, of the way it came in, and of its account. */

import type { AccountLimits } from "./option_types.ts";
import type { ClientLimits } from "./session_context.ts";

/** Nothing that differs from the limits of the server. */
export const NO_LIMITS: Partial<ClientLimits> = {};

/** The limits that the options set. */
export function clientLimits(options: Readonly<ClientLimits>): ClientLimits {
  const { maxControlLine, maxPayload, maxPending, maxSubscriptions } = options;
  const { writeDeadlineMs, pingIntervalMs, pingMax, authTimeoutMs } = options;
  return {
    maxControlLine,
    maxPayload,
    maxPending,
    maxSubscriptions,
    writeDeadlineMs,
    pingIntervalMs,
    pingMax,
    authTimeoutMs,
  };
}

/** The limits of a client; those of an account never widen the others. */
export function strictest(
  ofServer: ClientLimits,
  ofDoor: Partial<ClientLimits>,
  { maxPayload = -1, maxSubscriptions = -1 }: AccountLimits,
): ClientLimits {
  const isOrdinary = ofDoor === NO_LIMITS && maxPayload < 0 && maxSubscriptions < 0;
  // Most clients share one object.
  if (isOrdinary) return ofServer;
  const limits = { ...ofServer, ...ofDoor };
  return {
    ...limits,
    maxPayload: maxPayload < 0 ? limits.maxPayload : Math.min(maxPayload, limits.maxPayload),
    maxSubscriptions: stricter(maxSubscriptions, limits.maxSubscriptions),
  };
}

/** The stricter one of two limits, where the first is none below 0 and the second at 0. */
function stricter(ofAccount: number, ofServer: number): number {
  if (ofAccount < 0) return ofServer;
  return ofServer === 0 ? ofAccount : Math.min(ofAccount, ofServer);
}
