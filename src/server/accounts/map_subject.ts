/** Maps the subject of a message that a client publishes. [nats-server client.go selectMappedSubject] */

import type { MessageFrame } from "../../wire/frame.ts";
import type { MessageTrace } from "../tracing/message_trace.ts";
import { readdressed, replyOf, subjectOf } from "./frames.ts";
import type { SubjectMappings } from "./mappings.ts";

/** The message under its mapped subject: an empty one, which reaches nobody, where the message is to be lost. */
export function mapSubject(
  frame: MessageFrame,
  mappings: SubjectMappings,
  trace: MessageTrace | null,
): MessageFrame {
  const mapped = mappings.map(subjectOf(frame), Math.random);
  if (mapped === undefined) return frame;
  trace?.mapped(mapped ?? "");
  return readdressed(frame, mapped ?? "", replyOf(frame));
}
