/** Plays sessions against a real nats-server. */

import { startNatsServer } from "../_nats_server.ts";
import { dialTcp, sendSignal } from "../_runtime.ts";
import { natsServerConfig } from "./config.ts";
import { play } from "./play.ts";
import { withConfigFiles } from "./session_files.ts";
import type { Session } from "./script.ts";

/** Plays one session against a server of its own, so that no session sees what another left behind. */
export async function playOnNatsServer(session: Session, found: { path: string }): Promise<string> {
  return await withConfigFiles(session, async (fill, tls) => {
    const config = fill(session.config ?? natsServerConfig(session.server ?? {}));
    const server = await startNatsServer({ path: found.path, config });
    try {
      return await play(session, {
        dial: () => dialTcp({ hostname: "127.0.0.1", port: server.port }),
        tls,
        server: {
          reload: (text) => server.reload(fill(text)),
          lameDuck: () => void sendSignal(server.pid, "SIGUSR2"),
        },
      });
    } finally {
      await server.close();
    }
  });
}
