/** The parts of the benchmarks that could make a wrong number look right. */

import { assertEquals, test } from "../_test.ts";
import { SERVER_TO_CLIENT } from "../../src/wire/operation.ts";
import { Parser } from "../../src/wire/parser.ts";
import { FrameReader } from "./frame_reader.ts";
import {
  blockCount,
  expectedTally,
  firstByteOf,
  msgBlock,
  msgFrameLength,
  pubBlock,
  pubFrameLength,
  SUBJECT_EVERY,
  subjectCheck,
} from "./frames.ts";
import { median, tableOf } from "./table.ts";

for (const size of [16, 128, 1024]) {
  test(`msgBlock ${size}: what a parser finds in it is what receivers are told to expect`, () => {
    const seen = { count: 0, bytes: 0, subjects: 0 };
    const decoder = new TextDecoder();
    const parser = new Parser(SERVER_TO_CLIENT, {
      onMessage({ line, subjectStart, subjectEnd, body, headerEnd, bodyEnd }) {
        assertEquals(bodyEnd - headerEnd, size);
        seen.bytes += body[headerEnd]!;
        if (++seen.count % SUBJECT_EVERY !== 0) return;
        seen.subjects += subjectCheck(decoder.decode(line.subarray(subjectStart, subjectEnd)));
      },
      onOperation() {},
    }, { maxControlLine: 4096, maxPayload: 4096, headers: true });
    const block = msgBlock(size, "1");
    for (let round = 0; round < 2; round++) parser.push(block);
    const count = 2 * blockCount(size);
    assertEquals(seen, { count, ...expectedTally(size, count) });
    assertEquals(block.length, blockCount(size) * msgFrameLength(size, "1"));
    assertEquals(parser.pending, 0);
  });
}

test("FrameReader: finds the same frames however the bytes are cut", () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode("INFO {} \r\nPING\r\n"),
    ...pubBlock(16).subarray(0, 2 * pubFrameLength(16)),
  ]);
  const read = (cut: number): string[] => {
    const frames: string[] = [];
    const reader = new FrameReader();
    for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
      reader.push(piece, (words, payload) => frames.push(`${words.join(" ")} ${payload.join(",")}`));
    }
    return frames;
  };
  const whole = read(0);
  assertEquals(whole.length, 4);
  assertEquals(whole[3]!.split(",")[0], `PUB bench.01 16 ${firstByteOf(1)}`);
  for (let cut = 1; cut < bytes.length; cut++) assertEquals(read(cut), whole);
});

test("median: the middle one, or the mean of the two in the middle", () => {
  assertEquals(median([5, 1, 3]), 3);
  assertEquals(median([4, 1, 3, 10]), 3.5);
});

test("tableOf: ratio is natwire's median over the rival's, by the wall clock and by processor time", () => {
  const sample = (ops: number) => ({ ops, seconds: 2, cpuSeconds: 4 });
  const samples = new Map([
    ["natwire" as const, [sample(6e6), sample(2e6), sample(8e6)]],
    ["transport-node" as const, [sample(1e6), sample(2e6), sample(9e6)]],
  ]);
  const lines = tableOf([{ name: "a", runtime: "deno", samples }], true).split("\n");
  const [, , natwire, , rival, ratio, byCpu] = lines[2]!.split("|").slice(1).map((cell) => cell.trim());
  assertEquals(natwire, "**3.00 M** (1.00 M .. 4.00 M)");
  assertEquals(rival, "**1.00 M** (500 k .. 4.50 M)");
  assertEquals([ratio, byCpu], ["**3.00x**", "3.00x"]);
});

test("tableOf: a contestant that is not there leaves its cells empty", () => {
  const samples = new Map([["natwire" as const, []], ["nats-server" as const, []]]);
  const lines = tableOf([{ name: "a", runtime: "node", samples }], false).split("\n");
  assertEquals(lines[2]!.split("|").slice(1, -1).map((cell) => cell.trim()), [
    "a",
    "node",
    "-",
    "nats-server",
    "-",
    "-",
    "-",
  ]);
});
