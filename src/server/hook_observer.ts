/** Tells the hooks of the embedding program who comes and goes. */

import type { Ending } from "../conn/server_states.ts";
import type { HookClient } from "./hooks.ts";
import type { ResolvedServerOptions } from "./options.ts";
import type { Session } from "./session.ts";
import type { ServerObserver } from "./state.ts";

/** What a hook is told of a client. */
export function hookClient(session: Session): HookClient {
  const { id, peer, account, user, connection } = session;
  return { id, name: connection.options.name, user: user?.user ?? "", account: account.name, peer };
}

/** Calls `onConnect` and `onDisconnect`. */
export class HookObserver implements ServerObserver {
  readonly #options: () => ResolvedServerOptions;

  /** Takes where the options are: a reload replaces them. */
  constructor(options: () => ResolvedServerOptions) {
    this.#options = options;
  }

  /** Somebody was let in. */
  connected(session: Session): void {
    this.#call(() => this.#options().hooks?.onConnect?.(hookClient(session)));
  }

  /** Somebody has gone who had been let in. */
  disconnected(session: Session, ending: Ending): void {
    if (session.user === null) return;
    this.#call(() => this.#options().hooks?.onDisconnect?.(hookClient(session), ending.reason));
  }

  #call(hook: () => void): void {
    try {
      hook();
    } catch (error) {
      this.#options().logger.error(`a hook failed: ${error}`);
    }
  }
}
