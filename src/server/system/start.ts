/** Starts what the system account is there for. */

import type { ServerState } from "../state.ts";
import { SystemEvents } from "./events.ts";
import { SystemRequests } from "./requests.ts";
import { Voice } from "./voice.ts";

/** Publishes events and answers requests in the system account, as long as the server runs. */
export function startSystem(server: ServerState): void {
  const { systemAccount } = server;
  if (systemAccount === undefined) return;
  const voice = new Voice(server);
  const events = new SystemEvents(server, voice);
  server.observers.add(events);
  new SystemRequests(server, voice, systemAccount, events);
}
