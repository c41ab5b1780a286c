/** What the log says of the end of a connection. [nats-server client.go markConnAsClosed, authViolation] */

import { type Ending, ENDINGS } from "../conn/server_states.ts";

/** Gives the entries, each with its level; `detail` says more of the reason where there is more to say. */
export function endingEntries(
  ending: Ending,
  detail: string,
): (readonly [level: "debug" | "info" | "error", text: string])[] {
  const closed = ["debug", `Client connection closed: ${ending.reason}`] as const;
  if (ending === ENDINGS.slowConsumerBytes || ending === ENDINGS.slowConsumerDeadline) {
    return [["info", `Slow Consumer Detected: ${detail}`], closed];
  }
  if (ending === ENDINGS.authorizationViolation) {
    return [["error", `authentication error${detail === "" ? "" : ` - ${detail}`}`], closed];
  }
  return detail === "" ? [closed] : [["error", detail], closed];
}
