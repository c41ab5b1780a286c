/** What becomes of a message between its connection and the router: its trace begins, and its subject is mapped. */

import { isReservedReply, replyError } from "../conn/server_rules.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { readdressed, replyOf, subjectOf } from "./accounts/frames.ts";
import type { SessionContext } from "./session_context.ts";
import type { Session } from "./session.ts";
import { mayBeTraced } from "./tracing/headers.ts";

/**
 * Takes a message in that has headers, or whose account has mappings. Its mapped subject is empty, which reaches
 * nobody, where the message is to be lost. [nats-server parser.go, client.go selectMappedSubject]
 *
 * @returns null where it goes no further: what the client is to be told of that has been said.
 */
export function takeIn(session: Session, frame: MessageFrame, context: SessionContext): MessageFrame | null {
  const { mappings } = session.account;
  let taken = frame;
  if (frame.headerEnd > frame.bodyStart && mayBeTraced(frame)) {
    const traced = context.beginTrace(session, frame);
    if (traced === null) return null;
    taken = traced.frame;
    session.messageTrace = traced.trace;
  }
  if (mappings !== null) {
    const mapped = mappings.map(subjectOf(frame), Math.random);
    if (mapped !== undefined) {
      session.messageTrace?.mapped(mapped ?? "");
      taken = readdressed(taken, mapped ?? "", replyOf(frame));
    }
  }
  // The connection is going to refuse that.
  if (session.messageTrace !== null && isReservedReply(frame)) endTrace(session, replyError(frame));
  return taken;
}

/** Tells what became of a message that is traced: that it was refused, where there is an error. */
export function endTrace(session: Session, error: string | null): void {
  if (error !== null) session.messageTrace?.refused(error);
  session.messageTrace?.send();
  session.messageTrace = null;
}
