import { assert, assertEquals, test } from "../_test.ts";
import { MAX_READ_BYTES, MIN_READ_BYTES, ReadSize, STREAM_READ_BYTES } from "../../src/runtime/read_size.ts";

test("ReadSize grows with full reads up to the largest and not past it", () => {
  const size = new ReadSize();
  assertEquals(size.bytes, MIN_READ_BYTES);
  const sizes: number[] = [];
  for (let count = 0; count < 5; count++) {
    size.note(size.bytes);
    sizes.push(size.bytes);
  }
  assertEquals(sizes, [1024, 4096, 16384, MAX_READ_BYTES, MAX_READ_BYTES]);
});

test("ReadSize shrinks after three short reads in a row, down to the smallest", () => {
  const size = new ReadSize();
  for (let count = 0; count < 4; count++) size.note(size.bytes);
  size.note(6);
  size.note(6);
  assertEquals(size.bytes, MAX_READ_BYTES);
  size.note(6);
  assertEquals(size.bytes, MAX_READ_BYTES / 4);
  for (let count = 0; count < 20; count++) size.note(6);
  assertEquals(size.bytes, MIN_READ_BYTES);
});

test("ReadSize stays where reads fill a fair part of the buffer", () => {
  const size = new ReadSize();
  size.note(MIN_READ_BYTES);
  for (let count = 0; count < 20; count++) {
    size.note(1);
    size.note(1);
    size.note(MIN_READ_BYTES);
  }
  assertEquals(size.bytes, 4 * MIN_READ_BYTES);
  assert(MAX_READ_BYTES > MIN_READ_BYTES);
});

test("ReadSize goes beyond the largest for a stream of full reads only, and back with the first short one", () => {
  const size = new ReadSize(STREAM_READ_BYTES);
  const afterFull = (reads: number) => {
    for (let count = 0; count < reads; count++) size.note(size.bytes);
    return size.bytes;
  };
  assertEquals(afterFull(4 + 7), MAX_READ_BYTES);
  // One that is not full begins the count anew.
  size.note(MAX_READ_BYTES - 1);
  assertEquals(afterFull(7), MAX_READ_BYTES);
  assertEquals(afterFull(1), STREAM_READ_BYTES);
  assertEquals(afterFull(20), STREAM_READ_BYTES);
  size.note(STREAM_READ_BYTES / 4);
  assertEquals(size.bytes, STREAM_READ_BYTES);
  size.note(STREAM_READ_BYTES / 4 - 1);
  assertEquals(size.bytes, MAX_READ_BYTES);
  assertEquals(afterFull(7), MAX_READ_BYTES);
});
