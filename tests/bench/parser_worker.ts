/**
 * Measures one client's parser alone, over a prebuilt block, in a process of its own; the same file runs on Deno
 * and, compiled, on Node.
 *
 * Arguments: one JSON object, {@link ParserJob}.
 */

import process from "node:process";
import { blockCount, expectedTally, msgBlock, SUBJECT_EVERY, subjectCheck } from "./frames.ts";
import { measureRounds, report, type Sample, secondsOf, type Times } from "./result.ts";
import type { Parser as NatwireParser } from "../../src/wire/parser.ts";
import type { MessageFrame } from "../../src/wire/frame.ts";
import type { Operation } from "../../src/wire/operation.ts";

/** What is to be measured. */
export interface ParserJob extends Times {
  /** natwire: the modules of the parser and of the operations; nats.js: only its internal entry. */
  modules: string[];
  /** Payload, bytes. */
  size: number;
}

/** The block comes in pieces like those that sockets give, cut wherever 64 KiB end. */
const PIECE_BYTES = 64 * 1024;

interface Tally {
  count: number;
  bytes: number;
  subjects: number;
  sids: number;
}

type Feed = (piece: Uint8Array) => void;

const decoder = new TextDecoder();

async function natwire(modules: string[], tally: Tally): Promise<Feed> {
  const { Parser } = await import(modules[0]!) as { Parser: typeof NatwireParser };
  const { SERVER_TO_CLIENT } = await import(modules[1]!) as typeof import("../../src/wire/operation.ts");
  const sink = {
    onMessage(frame: MessageFrame): void {
      // nats.js's parser reads the sid as a number, so the number is read here, too.
      let sid = 0;
      for (let at = frame.sidStart; at < frame.sidEnd; at++) sid = sid * 10 + frame.line[at]! - 0x30;
      tally.sids += sid;
      tally.bytes += frame.body[frame.headerEnd]!;
      if (++tally.count % SUBJECT_EVERY !== 0) return;
      tally.subjects += subjectCheck(
        decoder.decode(frame.line.subarray(frame.subjectStart, frame.subjectEnd)),
      );
    },
    onOperation(operation: Operation): void {
      throw new Error(`an unexpected ${operation.op}`);
    },
  };
  const limits = { maxControlLine: 1024 * 1024, maxPayload: 1024 * 1024, headers: true };
  const parser = new Parser(SERVER_TO_CLIENT, sink, limits);
  return (piece) => parser.push(piece);
}

/** The part of nats.js's internal entry that is used here. */
interface NatsJsInternal {
  Kind: { MSG: number };
  Parser: new (dispatcher: { push(event: NatsJsEvent): void }) => { parse(bytes: Uint8Array): void };
}

interface NatsJsEvent {
  kind: number;
  msg?: { subject: Uint8Array; sid: number };
  data?: Uint8Array;
}

async function natsJs(modules: string[], tally: Tally): Promise<Feed> {
  const { Kind, Parser } = await import(modules[0]!) as NatsJsInternal;
  const msgKind = Kind.MSG;
  const parser = new Parser({
    push({ kind, msg, data }): void {
      if (kind !== msgKind) throw new Error(`an unexpected kind ${kind}`);
      tally.sids += msg!.sid;
      tally.bytes += data![0]!;
      if (++tally.count % SUBJECT_EVERY === 0) tally.subjects += subjectCheck(decoder.decode(msg!.subject));
    },
  });
  return (piece) => parser.parse(piece);
}

async function main(job: ParserJob): Promise<Sample> {
  const tally: Tally = { count: 0, bytes: 0, subjects: 0, sids: 0 };
  const feed = await (job.modules.length === 2 ? natwire : natsJs)(job.modules, tally);
  const block = msgBlock(job.size, "7");
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < block.length; at += PIECE_BYTES) pieces.push(block.slice(at, at + PIECE_BYTES));
  const perBlock = blockCount(job.size);
  return await measureRounds(job, perBlock, async (count) => {
    tally.count =
      tally.bytes =
      tally.subjects =
      tally.sids =
        0;
    const seconds = await secondsOf(() => {
      for (let blocks = count / perBlock; blocks > 0; blocks--) {
        for (const piece of pieces) feed(piece);
      }
    });
    const expected = expectedTally(job.size, count);
    if (
      tally.count !== count || tally.bytes !== expected.bytes || tally.subjects !== expected.subjects ||
      tally.sids !== 7 * count
    ) throw new Error(`wanted ${count} ${JSON.stringify(expected)}, had ${JSON.stringify(tally)}`);
    return seconds;
  });
}

await report(() => main(JSON.parse(process.argv[2]!) as ParserJob));
