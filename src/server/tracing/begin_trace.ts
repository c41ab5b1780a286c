/** Decides which messages are traced. [nats-server msgtrace.go initMsgTrace] */

import { isConsensusSubject, isGatewaySubject, publishError } from "../../conn/server_rules.ts";
import { hasWhitespaceOrNul, isLiteralSubject } from "../../subject/validate.ts";
import { binaryText } from "../../wire/bytes.ts";
import type { MessageFrame } from "../../wire/frame.ts";
import { readdressed, subjectOf, withHeader } from "../accounts/frames.ts";
import type { Session } from "../session.ts";
import type { ServerState } from "../state.ts";
import {
  TRACE_DEST,
  TRACE_DISABLED,
  TRACE_ONLY,
  TRACE_ORIGIN_ACCOUNT,
  type TraceHeaders,
  traceHeaders,
} from "./headers.ts";
import { MessageTrace } from "./message_trace.ts";

/** A message, perhaps with its trace, or with a header that has nobody trace it. */
export interface TracedMessage {
  /** The message. */
  readonly frame: MessageFrame;
  /** Its trace; null for none. */
  readonly trace: MessageTrace | null;
}

/**
 * Begins the trace of a message whose headers might ask for one.
 *
 * @returns null where the message goes no further: what the client is to be told of it has been said.
 */
export function beginTrace(session: Session, frame: MessageFrame, state: ServerState): TracedMessage | null {
  const headers = traceHeaders(frame);
  if (headers === null) return { frame, trace: null };
  const only = !headers.isExternal && isOn(headers.all.get(TRACE_ONLY)?.[0]);
  const untraced = only ? null : { frame, trace: null };
  if (!headers.isExternal && headers.all.has(TRACE_ORIGIN_ACCOUNT)) {
    state.options.logger.error(`Message tracing disabled because of header "${TRACE_ORIGIN_ACCOUNT}"`);
    return only ? null : disabled(frame);
  }
  const dest = destination(headers, session);
  if (dest === null) return untraced;
  if (dest === "unsampled") return disabled(frame);
  if (!isLiteralSubject(dest) || hasWhitespaceOrNul(dest)) {
    state.options.logger.error(
      `Destination ${JSON.stringify(dest)} is not valid, won't be able to trace events`,
    );
    return untraced;
  }
  const asked = readdressed(frame, dest, "");
  const isReserved = isGatewaySubject(asked) || (isConsensusSubject(asked) && !session.account.isSystem);
  if (isReserved || session.permissions?.mayPublish(dest) === false) {
    session.connection.error(publishError(asked));
    return null;
  }
  const subject = subjectOf(frame);
  const size = frame.bodyEnd - frame.bodyStart;
  return {
    frame,
    trace: new MessageTrace(state, { session, dest, only, subject, headers: headers.all, size }),
  };
}

/** Where the trace goes: null for nowhere, `"unsampled"` where chance says that this message is not traced. */
function destination({ all, isExternal }: TraceHeaders, { account }: Session): string | null {
  if (!isExternal) return binaryText(all.get(TRACE_DEST)?.[0] ?? "");
  const msgTrace = account.plan?.options.msgTrace;
  if (msgTrace === undefined || msgTrace.dest === "") return null;
  const { dest, sampling = 0 } = msgTrace;
  const isAlways = sampling <= 0 || sampling >= 100;
  return isAlways || Math.floor(Math.random() * 100) <= sampling ? binaryText(dest) : "unsampled";
}

function disabled(frame: MessageFrame): TracedMessage {
  return { frame: withHeader(frame, TRACE_DEST, TRACE_DISABLED), trace: null };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && ["1", "true", "on"].includes(value.toLowerCase());
}
