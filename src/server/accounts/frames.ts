/** Messages that the server makes of others, or on its own. Texts have one character for each byte. */

import { binaryBytes, binaryOf, utf8 } from "../../wire/bytes.ts";
import { MessageFrame } from "../../wire/frame.ts";

const NO_BYTES = new Uint8Array(0);
const HEADER_LINE = "NATS/1.0\r\n";
const LINE_END_BYTES = 2;

/** The subject of a message. */
export function subjectOf({ known, line, subjectStart, subjectEnd }: MessageFrame): string {
  return known ?? binaryOf(line, subjectStart, subjectEnd);
}

/** The reply subject of a message; empty where there is none. */
export function replyOf({ line, replyStart, replyEnd }: MessageFrame): string {
  return binaryOf(line, replyStart, replyEnd);
}

/** The headers of a message as they came; empty where there are none. */
export function headersOf({ body, bodyStart, headerEnd }: MessageFrame): Uint8Array {
  return body.subarray(bodyStart, headerEnd);
}

/** The same headers and payload under another subject and reply; an empty one for none. */
export function readdressed(frame: MessageFrame, subject: string, reply: string): MessageFrame {
  const made = addressed(subject, reply);
  made.body = frame.body;
  made.bodyStart = frame.bodyStart;
  made.headerEnd = frame.headerEnd;
  made.bodyEnd = frame.bodyEnd;
  made.sizeDigits = frame.sizeDigits;
  made.headerSizeDigits = frame.headerSizeDigits;
  return made;
}

/** A message of the server's own. */
export function messageFrame(subject: string, reply: string, payload: Uint8Array): MessageFrame {
  const made = addressed(subject, reply);
  made.body = payload;
  made.bodyEnd = payload.length;
  return made;
}

/**
 * The same message with this header in place of all of the same name, at the end of the block. The name is looked
 * for letter by letter. [nats-server client.go setHeader]
 */
export function withHeader(frame: MessageFrame, name: string, value: string): MessageFrame {
  const { body, bodyStart, headerEnd, bodyEnd } = frame;
  // What is too short to end a block is part of the payload from here on, as nats-server has it.
  const hasHeaders = headerEnd - bodyStart > LINE_END_BYTES;
  const payloadStart = hasHeaders ? headerEnd : bodyStart;
  const block = hasHeaders ? binaryOf(body, bodyStart, headerEnd - LINE_END_BYTES) : HEADER_LINE;
  const kept = block.includes(`\n${name}:`) ? without(block, name) : block;
  const headers = binaryBytes(`${kept}${name}: ${value.replace(/[\r\n]/g, " ")}\r\n\r\n`);
  const made = Object.assign(new MessageFrame(), frame);
  made.owned = false;
  made.whole = false;
  made.body = new Uint8Array(headers.length + bodyEnd - payloadStart);
  made.body.set(headers);
  made.body.set(body.subarray(payloadStart, bodyEnd), headers.length);
  made.bodyStart = 0;
  made.headerEnd = headers.length;
  made.bodyEnd = made.body.length;
  made.sizeDigits = 1;
  made.headerSizeDigits = 1;
  return made;
}

/** A header block without the headers of this name. */
function without(block: string, name: string): string {
  const lines = block.split("\r\n");
  return lines.filter((line, at) => at === 0 || !line.startsWith(`${name}:`)).join("\r\n");
}

/** JSON as Go writes it, in UTF-8: the letters that HTML gives a meaning are escaped. */
export function goJson(value: unknown): Uint8Array {
  return utf8(goJsonText(value));
}

/** The text of {@link goJson}. */
export function goJsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function addressed(subject: string, reply: string): MessageFrame {
  const made = new MessageFrame();
  const line = binaryBytes(reply === "" ? subject : `${subject} ${reply}`);
  made.line = line;
  made.lineView = new DataView(line.buffer);
  made.subjectEnd = subject.length;
  made.replyStart = reply === "" ? subject.length : subject.length + 1;
  made.replyEnd = line.length;
  made.body = NO_BYTES;
  made.sizeDigits = 1;
  made.headerSizeDigits = 1;
  return made;
}
