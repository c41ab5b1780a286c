/** Tells the hooks of the embedding program who comes and goes. */

import type { Ending } from "../conn/server_states.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { HookClient, HookMessage } from "./hooks.ts";
import type { ResolvedServerOptions } from "./options.ts";
import type { Session } from "./session.ts";
import type { ServerObserver } from "./state.ts";

const decoder = new TextDecoder();

/** What a hook is told of a client. */
export function hookClient(session: Session): HookClient {
  const { id, peer, account, user, connection } = session;
  return { id, name: connection.options.name, user: user?.user ?? "", account: account.name, peer };
}

/** Asks the hook `onPublish`; null where there is none. What it throws counts as a refusal. */
export function publishHook(
  { hooks, logger }: ResolvedServerOptions,
): ((session: Session, frame: MessageFrame) => boolean) | null {
  if (hooks?.onPublish === undefined) return null;
  return (session, frame) => {
    try {
      return hooks.onPublish?.(hookClient(session), hookMessage(frame)) !== false;
    } catch (error) {
      logger.error(`the hook onPublish failed: ${error}`);
      return false;
    }
  };
}

function hookMessage(frame: MessageFrame): HookMessage {
  const text = (start: number, end: number) => decoder.decode(frame.line.subarray(start, end));
  return {
    subject: text(frame.subjectStart, frame.subjectEnd),
    reply: text(frame.replyStart, frame.replyEnd),
    headers: frame.body.subarray(frame.bodyStart, frame.headerEnd),
    data: frame.body.subarray(frame.headerEnd, frame.bodyEnd),
  };
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

  #call(hook: () => unknown): void {
    const failed = (error: unknown) => this.#options().logger.error(`a hook failed: ${error}`);
    try {
      const given = hook();
      // Nobody waits for hooks that are async functions; what they throw is caught all the same.
      if (given instanceof Promise) given.catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
