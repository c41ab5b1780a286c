import { assertEquals, assertThrows, test } from "../_test.ts";
import { DialError } from "../../src/transport/errors.ts";
import { MemoryListener, memoryPair } from "../../src/transport/memory.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { bytesOf, readText, transportContract } from "./_contract.ts";

transportContract("memoryPair", () => memoryPair());
transportContract("memoryPair with a bound of 1,000 bytes", () => memoryPair({ highWaterMarkBytes: 1000 }));
transportContract("memoryPair in chunks of 100 bytes", () => memoryPair({ chunkBytes: 100 }));

async function chunks(transport: Transport): Promise<string[]> {
  const all: string[] = [];
  for (let bytes = await transport.read(); bytes !== null; bytes = await transport.read()) {
    all.push(new TextDecoder().decode(bytes));
  }
  return all;
}

test("memoryPair keeps the boundaries of writes", async () => {
  const [a, b] = memoryPair();
  await a.write(bytesOf("PUB a 1\r\n"));
  await a.write(bytesOf("x\r\n"));
  await a.end();
  assertEquals(await chunks(b), ["PUB a 1\r\n", "x\r\n"]);
});

test("memoryPair splits writes at chunkBytes", async () => {
  const [a, b] = memoryPair({ chunkBytes: 4 });
  await a.write(bytesOf("PING\r\nPO"));
  await a.write(bytesOf("NG\r\n"));
  await a.end();
  assertEquals(await chunks(b), ["PING", "\r\nPO", "NG\r\n"]);
});

test("memoryPair write settles unread up to the bound and waits one byte past it", async () => {
  const [a, b] = memoryPair({ highWaterMarkBytes: 8 });
  await a.write(bytesOf("12345678"));
  let settled = false;
  const writing = a.write(bytesOf("9")).then(() => settled = true);
  // The other lane is not full, and going through it shows that promise jobs have run.
  await b.write(bytesOf("turn"));
  assertEquals(await readText(a, 4), "turn");
  assertEquals(settled, false);
  assertEquals(await readText(b, 8), "12345678");
  await writing;
  assertEquals(await readText(b, 1), "9");
});

test("memoryPair close keeps what was written before for the peer", async () => {
  const [a, b] = memoryPair();
  await a.write(bytesOf("-ERR 'Stale Connection'\r\n"));
  a.close();
  assertEquals(await chunks(b), ["-ERR 'Stale Connection'\r\n"]);
});

test("memoryPair refuses a bound or a chunk of less than one byte", () => {
  for (const bytes of [0, -1, 1.5, NaN]) {
    assertThrows(() => memoryPair({ highWaterMarkBytes: bytes }), RangeError, "highWaterMarkBytes");
    assertThrows(() => memoryPair({ chunkBytes: bytes }), RangeError, "chunkBytes");
  }
});

test("MemoryListener accept gives the other ends in order", async () => {
  const listener = new MemoryListener();
  const first = listener.connect();
  const second = listener.connect();
  await first.write(bytesOf("1"));
  await second.write(bytesOf("2"));
  assertEquals(await readText(await listener.accept() as Transport, 1), "1");
  assertEquals(await readText(await listener.accept() as Transport, 1), "2");
  const accepting = listener.accept();
  await listener.connect().write(bytesOf("3"));
  assertEquals(await readText(await accepting as Transport, 1), "3");
  assertEquals([listener.hostname, listener.port], ["in-process", 0]);
});

test("MemoryListener close gives null to accept, refuses dials and hangs up on peers that wait", async () => {
  const listener = new MemoryListener();
  const waiting = listener.connect();
  listener.close();
  listener.close();
  assertEquals(await listener.accept(), null);
  assertEquals(await waiting.read(), null);
  assertEquals(assertThrows(() => listener.connect(), DialError).reason, "refused");
  const other = new MemoryListener();
  const accepting = other.accept();
  other.close();
  assertEquals(await accepting, null);
});

test("MemoryListener connect takes 511 peers that wait and refuses the next", async () => {
  const listener = new MemoryListener();
  for (let count = 0; count < 511; count++) listener.connect();
  assertThrows(() => listener.connect(), DialError);
  await listener.accept();
  listener.connect();
});
