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
import { natsJsBar, rate, size } from "./measures.ts";
import { barsOf, median, tableOf } from "./table.ts";

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

const sampleOf = (ops: number) => ({ ops, seconds: 2, cpuSeconds: 4 });

/** Cuts a line of a table into its cells. */
function cellsOf(line: string): string[] {
  return line.split("|").slice(1, -1).map((cell) => cell.trim());
}

test("tableOf: ratio is natwire's median over the rival's, by the wall clock and by processor time", () => {
  const samples = new Map([
    ["natwire" as const, [sampleOf(6e6), sampleOf(2e6), sampleOf(8e6)]],
    ["transport-node" as const, [sampleOf(1e6), sampleOf(2e6), sampleOf(9e6)]],
  ]);
  const lines = tableOf([{ name: "a", runtime: "deno", measures: [rate(natsJsBar(3))], samples }], true);
  const [, , natwire, , rival, ...rest] = cellsOf(lines.split("\n")[2]!);
  assertEquals(natwire, "**3.00 M/s** (1.00 M/s .. 4.00 M/s)");
  assertEquals(rival, "**1.00 M/s** (500 k/s .. 4.50 M/s)");
  assertEquals(rest, ["**3.00x**", "3.00x", "3.00x", "yes"]);
});

test("tableOf: where less is better the ratio is the rival's over natwire's, and a bar just missed is missed", () => {
  const samples = new Map([
    ["natwire" as const, [{ ...sampleOf(1), bytes: 2010 }]],
    ["transport-node" as const, [{ ...sampleOf(1), bytes: 4000 }]],
  ]);
  const row = { name: "a", runtime: "deno" as const, measures: [size(" b", natsJsBar(2))], samples };
  const [name, , natwire, , rival, ...rest] = cellsOf(tableOf([row], false).split("\n")[2]!);
  assertEquals([name, natwire, rival], ["a b", "2.01 kB", "4.00 kB"]);
  assertEquals(rest, ["1.99x", "", "2.00x", "NO"]);
  assertEquals(barsOf([row]), { met: 0, all: 1 });
});

test("tableOf: a contestant that is not there leaves its cells empty, and no bar is met or missed", () => {
  const samples = new Map([["natwire" as const, []], ["transport-node" as const, []]]);
  const row = { name: "a", runtime: "node" as const, measures: [rate(natsJsBar(3))], samples };
  const cells = cellsOf(tableOf([row], false).split("\n")[2]!);
  assertEquals(cells, ["a", "node", "-", "transport-node", "-", "-", "-", "3.00x", ""]);
  assertEquals(barsOf([row]), { met: 0, all: 0 });
});
