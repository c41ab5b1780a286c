/** Plays sessions against a real nats-server. */

import { dialTcp } from "../_runtime.ts";
import { startNatsServer } from "../_nats_server.ts";
import { natsServerConfig } from "./config.ts";
import { play } from "./play.ts";
import type { Session } from "./script.ts";

/** Plays one session against a server of its own, so that no session sees what another left behind. */
export async function playOnNatsServer(session: Session, found: { path: string }): Promise<string> {
  const server = await startNatsServer({ path: found.path, config: natsServerConfig(session.server ?? {}) });
  try {
    return await play(session, { dial: () => dialTcp({ hostname: "127.0.0.1", port: server.port }) });
  } finally {
    await server.close();
  }
}
