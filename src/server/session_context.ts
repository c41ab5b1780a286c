/** What all sessions of a server share. */

import type { Ending } from "../conn/server_states.ts";
import type { ServerConnectionLimits } from "../conn/server_types.ts";
import type { Logger } from "../observe/logger.ts";
import type { Clock } from "../transport/clock.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { Account } from "./accounts/account.ts";
import type { TraceOptions } from "./protocol_trace.ts";
import type { Router } from "./router.ts";
import type { Session } from "./session.ts";
import type { TracedMessage } from "./tracing/begin_trace.ts";

/** What applies to each client where its account says nothing stricter. */
export interface ClientLimits extends ServerConnectionLimits {
  /** How many subscriptions a client may have, 0 for no limit. */
  readonly maxSubscriptions: number;
}

/** What all sessions of a server share. A reload changes what is not readonly. */
export interface SessionContext {
  /** The way of the messages. */
  readonly router: Router;
  /** Where the time comes from. */
  readonly clock: Clock;
  /** Where sessions say what they do. */
  logger: Logger;
  /** The limits. */
  limits: ClientLimits;
  /** How much of each message is shown in traces. */
  trace: TraceOptions;
  /** Above this many pending bytes a client has fallen behind. */
  behindBytes: number;
  /** Whether a message may be published, beyond the permissions; null where nobody has a say. */
  onPublish: ((session: Session, frame: MessageFrame) => boolean) | null;
  /** Begins the trace of a message; null where it goes no further. */
  beginTrace(session: Session, frame: MessageFrame): TracedMessage | null;
  /** The account of this name. */
  account(name: string): Account | undefined;
  /** Somebody has been let in; anew, where the client sent a further CONNECT. */
  onLogin(session: Session): void;
  /** Somebody was refused. */
  onRefused(session: Session, ending: Ending): void;
  /** Takes note of how a session ended. */
  onEnding(session: Session, ending: Ending): void;
}
