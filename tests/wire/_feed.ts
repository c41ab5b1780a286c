/** Feeds a parser and writes down what comes out, one readable line for each operation. */
import { type ErrorCode, ProtocolError } from "../../src/errors.ts";
import { binaryBytes, binaryOf, textOf } from "../../src/wire/bytes.ts";
import type { MessageFrame } from "../../src/wire/frame.ts";
import { KnownSubjects } from "../../src/wire/known_subjects.ts";
import { CLIENT_TO_SERVER, type Operation, SERVER_TO_CLIENT, type Verb } from "../../src/wire/operation.ts";
import type { ParserLimits } from "../../src/wire/message_line.ts";
import { Parser, type ParserSink } from "../../src/wire/parser.ts";

/** Which end reads. */
export type Reader = "server" | "client";

/** What a parser has to offer to be fed; tests put faulty ones in its place. */
export interface ParserLike {
  /** Takes the next bytes. */
  push(chunk: Uint8Array): void;
  /** Bytes held. */
  readonly pending: number;
}

/** Makes a parser. */
export type MakeParser = (verbs: readonly Verb[], sink: ParserSink, limits: ParserLimits) => ParserLike;

/** The limits that tests use where they do not say others. */
export const LIMITS: ParserLimits = { maxControlLine: 4096, maxPayload: 1024 * 1024, headers: true };

/** What came out. */
export interface Outcome {
  /** One line for each operation. */
  readonly events: readonly string[];
  /** The code of the ProtocolError that ended it, or null. */
  readonly code: ErrorCode | null;
  /** The most bytes that were held between two calls. */
  readonly maxPending: number;
  /** How many of the events are messages. */
  readonly messages: number;
}

/** A message in one line: verb, sid, subject, reply, headers and payload. */
export function describeMessage(frame: MessageFrame): string {
  const { line, body } = frame;
  const subject = binaryOf(line, frame.subjectStart, frame.subjectEnd);
  const sid = binaryOf(line, frame.sidStart, frame.sidEnd);
  const reply = binaryOf(line, frame.replyStart, frame.replyEnd);
  const header = binaryOf(body, frame.bodyStart, frame.headerEnd);
  const payload = binaryOf(body, frame.headerEnd, frame.bodyEnd);
  return `message [${sid}] ${subject} [${reply}] [${header}] ${payload}`;
}

function describeOperation(operation: Operation): string {
  switch (operation.op) {
    case "INFO":
    case "CONNECT":
      return `${operation.op} ${operation.json}`;
    case "SUB":
      return `SUB ${operation.subject} [${operation.queue ?? ""}] ${operation.sid}`;
    case "UNSUB":
      return `UNSUB ${operation.sid} ${operation.max}`;
    case "-ERR":
      return `-ERR ${operation.text}`;
    default:
      return operation.op;
  }
}

/** Of all that is fed to clients in this process, so that what one input left behind is there for the next ones. */
const subjects = new KnownSubjects();

/**
 * Pushes chunk after chunk until all are taken or the parser throws a ProtocolError; whatever else it throws goes
 * on to the caller. Each chunk lies in the middle of a larger buffer that is overwritten when `push` returns, as
 * the buffer of a socket is.
 */
export function feed(
  reader: Reader,
  chunks: Iterable<Uint8Array>,
  limits: Partial<ParserLimits> = {},
  makeParser: MakeParser = (verbs, sink, lim) =>
    new Parser(verbs, sink, lim, reader === "client" ? subjects : undefined),
): Outcome {
  const events: string[] = [];
  let messages = 0;
  const sink: ParserSink = {
    onMessage(frame) {
      messages++;
      const text = textOf(frame.line, frame.subjectStart, frame.subjectEnd);
      if (frame.subject() !== text) throw new Error(`${frame.subject()} was taken for ${text}`);
      events.push(describeMessage(frame));
    },
    onOperation(operation) {
      events.push(describeOperation(operation));
    },
  };
  const verbs = reader === "server" ? CLIENT_TO_SERVER : SERVER_TO_CLIENT;
  const parser = makeParser(verbs, sink, { ...LIMITS, ...limits });
  let maxPending = 0;
  let buffer = new Uint8Array(0);
  for (const chunk of chunks) {
    if (buffer.length < chunk.length + 2) buffer = new Uint8Array(chunk.length + 2).fill(0x5a);
    buffer.set(chunk, 1);
    try {
      parser.push(buffer.subarray(1, 1 + chunk.length));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return { events, code: error.code, maxPending, messages };
    }
    buffer.fill(0x5a, 1, 1 + chunk.length);
    maxPending = Math.max(maxPending, parser.pending);
  }
  return { events, code: null, maxPending, messages };
}

/** The bytes of a transcript that is written with one character for each byte. */
export function wire(text: string): Uint8Array {
  return binaryBytes(text);
}

/** The bytes cut before each of the positions. */
export function cut(bytes: Uint8Array, positions: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (const position of positions) {
    chunks.push(bytes.subarray(start, position));
    start = position;
  }
  chunks.push(bytes.subarray(start));
  return chunks;
}

/** The bytes one by one. */
export function single(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}
