import { assertEquals, test } from "../_test.ts";
import { TlsRecords } from "../../src/runtime/tls_records.ts";

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("TlsRecords take gives several records as one block, in order, and nothing twice", () => {
  const records = new TlsRecords();
  for (const round of [["a", "bc", "def"], ["alone"], ["longer", " than", " before"], ["x", "y"]]) {
    for (const text of round) records.add(bytesOf(text));
    assertEquals(records.bytes, round.join("").length);
    assertEquals(textOf(records.take()), round.join(""));
    assertEquals(records.bytes, 0);
  }
});

test("TlsRecords take hands a single record on as it is, and what it gave stays until the next take", () => {
  const records = new TlsRecords();
  records.add(bytesOf("ab"));
  records.add(bytesOf("cd"));
  const block = records.take();
  const single = bytesOf("single");
  records.add(single);
  assertEquals(textOf(block), "abcd");
  assertEquals(records.take() === single, true);
});

test("TlsRecords clear drops what waits", () => {
  const records = new TlsRecords();
  records.add(bytesOf("dropped"));
  records.clear();
  assertEquals(records.bytes, 0);
  records.add(bytesOf("kept"));
  assertEquals(textOf(records.take()), "kept");
});
