/** Protocol lines in the log, as nats-server writes them. [nats-server client.go traceInOp, traceMsg] */

import { quoteGo } from "../conn/server_quote.ts";
import type { ProtocolTrace } from "../conn/server_types.ts";
import { binaryOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { redactConnect } from "../observe/redact.ts";
import type { SessionContext } from "./session_context.ts";

/** How much of each message is shown. */
export interface TraceOptions {
  /** The most bytes of a message, 0 for all. */
  readonly maxTracedMsgLen: number;
  /** Shows only headers. */
  readonly traceHeaders: boolean;
}

/** Shows the protocol of the client with this label in the log; null where the logger wants none of it. */
export function loggedTrace(
  context: Pick<SessionContext, "logger" | "trace">,
  label: () => string,
): ProtocolTrace | null {
  if (context.logger.wants?.("TRC") === false) return null;
  return protocolTrace(() => context.trace, (line) => context.logger.trace(`${label()} - ${line}`));
}

/** Makes what shows the protocol of one client; `write` takes the lines. */
function protocolTrace(options: () => TraceOptions, write: (line: string) => void): ProtocolTrace {
  const operation = (arrow: string, name: string, args: string | null) => {
    write(args === null ? `${arrow} [${name}]` : `${arrow} [${name} ${args}]`);
  };
  const payload = (arrow: string, frame: MessageFrame, withHeaders: boolean) => {
    const text = payloadText(options(), frame, withHeaders);
    if (text !== "") write(`${arrow} MSG_PAYLOAD: [${text}]`);
  };
  return {
    received(name, args) {
      operation("<<-", name, name === "CONNECT" && args !== null ? redactConnect(args) : args);
    },
    sent(name, args) {
      operation("->>", name, args);
    },
    receivedMessage(frame) {
      const hasHeaders = frame.headerEnd > frame.bodyStart;
      operation("<<-", hasHeaders ? "HPUB" : "PUB", `${subjects(frame, "")} ${sizes(frame, hasHeaders)}`);
      payload("<<-", frame, true);
    },
    sentMessage(frame, sid, withHeaders) {
      const hasHeaders = withHeaders && frame.headerEnd > frame.bodyStart;
      const words = subjects(frame, ` ${binaryOf(sid, 0, sid.length)}`);
      operation("->>", hasHeaders ? "HMSG" : "MSG", `${words} ${sizes(frame, hasHeaders)}`);
      payload("->>", frame, withHeaders);
    },
  };
}

function subjects(
  { line, subjectStart, subjectEnd, replyStart, replyEnd }: MessageFrame,
  sid: string,
): string {
  const subject = binaryOf(line, subjectStart, subjectEnd);
  const reply = replyEnd > replyStart ? ` ${binaryOf(line, replyStart, replyEnd)}` : "";
  return subject + sid + reply;
}

function sizes({ bodyStart, headerEnd, bodyEnd }: MessageFrame, withHeaders: boolean): string {
  return withHeaders ? `${headerEnd - bodyStart} ${bodyEnd - bodyStart}` : String(bodyEnd - headerEnd);
}

function payloadText(options: TraceOptions, frame: MessageFrame, withHeaders: boolean): string {
  const { maxTracedMsgLen, traceHeaders } = options;
  const start = withHeaders ? frame.bodyStart : frame.headerEnd;
  // Without the empty line that ends them.
  const end = traceHeaders ? Math.max(start, frame.headerEnd - 2) : frame.bodyEnd;
  if (end <= start) return "";
  if (maxTracedMsgLen === 0 || end - start <= maxTracedMsgLen) {
    return quoteGo(binaryOf(frame.body, start, end));
  }
  return quoteGo(`${binaryOf(frame.body, start, start + maxTracedMsgLen)}...`);
}
