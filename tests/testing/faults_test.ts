import { assert, assertEquals, assertNotEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { type FaultPlan, faulty, seededRandom } from "../../src/testing/faults.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { PipeError } from "../../src/transport/errors.ts";
import { memoryPair } from "../../src/transport/memory.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { bytesOf, readText, transportContract } from "../transport/_contract.ts";

transportContract("faulty without a fault", () => {
  const [a, b] = memoryPair();
  return [faulty(a), b];
});
transportContract("faulty in pieces", () => {
  const [a, b] = memoryPair();
  const plan: FaultPlan = { read: { pieces: [1, 1000, 60] }, write: { pieces: { mostBytes: 9000 } } };
  return [faulty(a, plan), faulty(b, plan)];
});

/** A faulty end, and the sound end across from it. */
function faultyPair(plan: FaultPlan): [Transport, Transport] {
  const [a, b] = memoryPair();
  return [faulty(a, plan), b];
}

async function chunks(transport: Transport): Promise<string[]> {
  const all: string[] = [];
  for (let bytes = await transport.read(); bytes !== null; bytes = await transport.read()) {
    all.push(new TextDecoder().decode(bytes));
  }
  return all;
}

test("faulty splits reads and writes at the sizes given, in turn", async () => {
  const [a, b] = faultyPair({ read: { pieces: [1, 3] }, write: { pieces: [2] } });
  await b.write(bytesOf("PING\r\nPONG\r\n"));
  await b.end();
  assertEquals(await chunks(a), ["P", "ING", "\r", "\nPO", "N", "G\r\n"]);
  await a.write(bytesOf("+OK\r\n"));
  await a.end();
  assertEquals(await chunks(b), ["+O", "K\r", "\n"]);
});

test("faulty splits at random sizes, the same for the same seed", async () => {
  const split = async (seed: number) => {
    const [a, b] = faultyPair({ seed, read: { pieces: { mostBytes: 8 } } });
    await b.write(bytesOf("x".repeat(200)));
    await b.end();
    const sizes = (await chunks(a)).map((text) => text.length);
    assertEquals(sizes.reduce((sum, size) => sum + size), 200);
    assert(Math.max(...sizes) <= 8 && Math.min(...sizes) >= 1);
    return sizes;
  };
  assertEquals(await split(7), await split(7));
  assertNotEquals(await split(7), await split(8));
});

test("faulty overwrites what was read at the next read", async () => {
  const [a, b] = faultyPair({});
  await b.write(bytesOf("kept"));
  const lent = await a.read();
  assertEquals(lent, bytesOf("kept"));
  await b.write(bytesOf("next"));
  await a.read();
  assertEquals(lent, new Uint8Array(4).fill(0xdb));
});

test("faulty cuts reading after so many bytes, and the peer notices", async () => {
  const [a, b] = faultyPair({ read: { cutAfterBytes: 5 } });
  await b.write(bytesOf("MSG foo 1 5\r\n"));
  assertEquals(await readText(a, 5), "MSG f");
  assertEquals((await assertRejects(() => a.read(), PipeError)).reason, "broken");
  assertEquals((await assertRejects(() => a.write(bytesOf("x")), PipeError)).reason, "broken");
  assertEquals(await b.read(), null);
});

test("faulty cuts writing after so many bytes, and a pending read breaks too", async () => {
  const [a, b] = faultyPair({ write: { cutAfterBytes: 3 } });
  const reading = assertRejects(() => a.read(), PipeError);
  assertEquals((await assertRejects(() => a.write(bytesOf("PING\r\n")), PipeError)).reason, "broken");
  assertEquals((await reading).reason, "broken");
  assertEquals(await chunks(b), ["PIN"]);
});

test("faulty stalls reading until close gives null", async () => {
  const [a, b] = faultyPair({ read: { stallAfterBytes: 2 } });
  await b.write(bytesOf("PING"));
  assertEquals(await readText(a, 2), "PI");
  const reading = a.read();
  a.close();
  assertEquals(await reading, null);
});

test("faulty stalls writing until close makes it throw", async () => {
  const [a, b] = faultyPair({ write: { stallAfterBytes: 2 } });
  const writing = assertRejects(() => a.write(bytesOf("PING")), PipeError);
  assertEquals(await readText(b, 2), "PI");
  a.close();
  assertEquals((await writing).reason, "closed");
});

test("faulty changes exactly the byte planned, the same way for the same seed", async () => {
  const corrupted = async (seed: number) => {
    const [a, b] = faultyPair({ seed, read: { pieces: [4], corruptAtByte: 6 }, write: { corruptAtByte: 0 } });
    await b.write(bytesOf("aaaaaaaaaa"));
    await b.end();
    const text = (await chunks(a)).join("");
    await a.write(bytesOf("b"));
    assertNotEquals(await b.read(), bytesOf("b"));
    return text;
  };
  const text = await corrupted(3);
  assertEquals([text.slice(0, 6), text.slice(7)], ["aaaaaa", "aaa"]);
  assertNotEquals(text[6], "a");
  assertEquals(await corrupted(3), text);
});

test("faulty delays every piece by the clock", async () => {
  const clock = new VirtualClock();
  const [a, b] = faultyPair({ clock, read: { delayMs: 50 }, write: { delayMs: 10, pieces: [1] } });
  await clock.runUntil(a.write(bytesOf("ab")));
  assertEquals(clock.now(), 20);
  await b.write(bytesOf("c"));
  assertEquals(await clock.runUntil(readText(a, 1)), "c");
  assertEquals(clock.now(), 70);
});

test("faulty close ends delays and leaves no wake-up behind", async () => {
  const clock = new VirtualClock();
  const [a, b] = faultyPair({ clock, read: { delayMs: 50 }, write: { delayMs: 50 } });
  const writing = assertRejects(() => a.write(bytesOf("x")), PipeError);
  await b.write(bytesOf("y"));
  const reading = a.read();
  await clock.advance(1);
  assertEquals(clock.pending, 2);
  a.close();
  assertEquals((await writing).reason, "closed");
  assertEquals(await reading, null);
  assertEquals(clock.pending, 0);
});

test("faulty refuses pieces of no byte and delays without a clock", () => {
  const [a] = memoryPair();
  for (const pieces of [[0], [1, -1], [1.5], { mostBytes: 0 }]) {
    assertThrows(() => faulty(a, { read: { pieces } }), RangeError);
  }
  assertThrows(() => faulty(a, { write: { delayMs: 1 } }), RangeError, "clock");
});

test("seededRandom gives numbers from 0 up to 1, spread evenly, the same for the same seed", () => {
  const random = seededRandom(42);
  const numbers = Array.from({ length: 10_000 }, () => random());
  assert(numbers.every((number) => number >= 0 && number < 1));
  const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
  assert(Math.abs(mean - 0.5) < 0.02);
  const again = seededRandom(42);
  assertEquals(numbers.slice(0, 10), Array.from({ length: 10 }, () => again()));
});
