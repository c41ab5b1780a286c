/** Listening at every address of a machine. */

import type { Listener } from "../transport/accepted.ts";
import type { ListenOptions } from "./types.ts";

/** What stands for every address; to Go, and so to nats-server, those of IPv6 as well. */
const ALL = "0.0.0.0";

/** The same for a system, which then takes IPv4 on the same socket. */
const ALL_OF_BOTH = "::";

/** Opens a port; where it is for all addresses, for those of both families, if this machine has both. */
export async function listenOn(
  { hostname, port }: ListenOptions,
  open: (options: ListenOptions) => Promise<Listener>,
): Promise<Listener> {
  if (hostname !== ALL) return await open({ hostname, port });
  try {
    return await open({ hostname: ALL_OF_BOTH, port });
  } catch {
    // Without IPv6 there is the one family; whatever else is wrong is wrong with that too.
    return await open({ hostname, port });
  }
}
