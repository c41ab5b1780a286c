/** The headers that have a message traced. [nats-server msgtrace.go genHeaderMapIfTraceHeadersPresent] */

import { binaryOf, textOf } from "../../wire/bytes.ts";
import type { MessageFrame } from "../../wire/frame.ts";
import { isSampledTraceparent } from "../accounts/sampling.ts";

/** Where the trace goes. */
export const TRACE_DEST = "Nats-Trace-Dest";

/** Whether the message is only traced, and not delivered. */
export const TRACE_ONLY = "Nats-Trace-Only";

/** Of servers before 2.11.1: who sends it is not traced. */
export const TRACE_ORIGIN_ACCOUNT = "Nats-Trace-Origin-Account";

/** In place of a destination: no subject, so that nobody traces the message further. */
export const TRACE_DISABLED = "trace disabled";

/** The header of other tracing systems; its name may be written in any case. */
const TRACEPARENT = "traceparent";

const VERSION_BYTES = "NATS/1.0\r\n".length;
const LF = 0x0a;
const COLON = 0x3a;

/** What the headers of a traced message say. */
export interface TraceHeaders {
  /** All headers, in the order of their names. */
  readonly all: ReadonlyMap<string, readonly string[]>;
  /** Whether it is only the header of another tracing system that asks for the trace. */
  readonly isExternal: boolean;
}

/** Tells, without reading them, whether the headers of a message might ask for a trace. */
export function mayBeTraced({ body, bodyStart, headerEnd }: MessageFrame): boolean {
  for (let at = body.indexOf(LF, bodyStart) + 1; at > 0 && at < headerEnd; at = body.indexOf(LF, at) + 1) {
    const first = body[at]! | 0x20;
    if (first === 0x6e && body[at + TRACE_DEST.length] === COLON) return true;
    if (first === 0x74 && body[at + TRACEPARENT.length] === COLON) return true;
  }
  return false;
}

/** Reads the headers of a message; null where they ask for no trace. */
export function traceHeaders({ body, bodyStart, headerEnd }: MessageFrame): TraceHeaders | null {
  const block = binaryOf(body, bodyStart, headerEnd);
  if (!block.startsWith("NATS/1.0\r\n")) return null;
  const found = new Map<string, string[]>();
  let hasDest = false;
  let isSampled = false;
  for (const [name, value] of fields(block.slice(VERSION_BYTES))) {
    if (name === TRACE_DEST) {
      if (value === TRACE_DISABLED) return null;
      hasDest = true;
    } else if (name.toLowerCase() === TRACEPARENT) isSampled ||= isSampledTraceparent(value);
    const values = found.get(name);
    if (values === undefined) found.set(name, [value]);
    else values.push(value);
  }
  if (!hasDest && !isSampled) return null;
  const all = new Map([...found].sort(([a], [b]) => a < b ? -1 : 1));
  return { all, isExternal: !hasDest };
}

/** Names and values; those that are empty are left out. */
function* fields(block: string): Iterable<[name: string, value: string]> {
  for (let at = 0;;) {
    const colon = block.indexOf(":", at);
    const end = colon < 0 ? -1 : block.indexOf("\r\n", colon);
    if (end < 0) return;
    const value = block.slice(colon + 1, end).replace(/^[ \t]+|[ \t]+$/g, "");
    if (colon > at && value !== "") yield [readable(block.slice(at, colon)), readable(value)];
    at = end + 2;
  }
}

/** A text of one character for each byte, as the text that these bytes are in UTF-8. */
export function readable(binary: string): string {
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return textOf(bytes, 0, bytes.length);
}
