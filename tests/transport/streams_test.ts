import { assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { PipeError } from "../../src/transport/errors.ts";
import { streamTransport } from "../../src/transport/streams.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { bytesOf, transportContract } from "./_contract.ts";

function lane(): TransformStream<Uint8Array, Uint8Array> {
  const strategy = { highWaterMark: 16 * 1024, size: (bytes?: Uint8Array) => bytes?.length ?? 0 };
  return new TransformStream<Uint8Array, Uint8Array>({}, strategy, strategy);
}

function streamPair(): [Transport, Transport] {
  const there = lane();
  const back = lane();
  return [
    streamTransport({ readable: back.readable, writable: there.writable }),
    streamTransport({ readable: there.readable, writable: back.writable }),
  ];
}

transportContract("streamTransport", streamPair);

test("streamTransport passes over empty chunks", async () => {
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of ["", "a", "", ""]) controller.enqueue(bytesOf(text));
      controller.close();
    },
  });
  const transport = streamTransport({ readable, writable: new WritableStream() });
  assertEquals(await transport.read(), bytesOf("a"));
  assertEquals(await transport.read(), null);
});

test("streamTransport tells what its maker said of the peer", () => {
  const plain = streamTransport({ readable: new ReadableStream(), writable: new WritableStream() });
  assertEquals([plain.peer, plain.encrypted], ["stream", false]);
  const told = streamTransport({
    readable: new ReadableStream(),
    writable: new WritableStream(),
    peer: "example:4222",
    encrypted: true,
  });
  assertEquals([told.peer, told.encrypted], ["example:4222", true]);
});

test("streamTransport keeps the cause when a stream fails", async () => {
  const cause = new Error("cable pulled");
  const transport = streamTransport({
    readable: new ReadableStream({ start: (controller) => controller.error(cause) }),
    writable: new WritableStream({ write: () => Promise.reject(cause) }),
  });
  for (const call of [() => transport.read(), () => transport.write(bytesOf("x"))]) {
    const error = await assertRejects(call, PipeError);
    assertEquals([error.reason, error.cause], ["broken", cause]);
  }
});

test("streamTransport close does not wait for a sink that never settles", async () => {
  const transport = streamTransport({
    readable: new ReadableStream(),
    writable: new WritableStream({ write: () => new Promise(() => {}) }),
  });
  const writing = assertRejects(() => transport.write(bytesOf("x")), PipeError);
  const reading = transport.read();
  transport.close();
  assertEquals((await writing).reason, "closed");
  assertEquals(await reading, null);
  const ending = streamTransport({
    readable: new ReadableStream(),
    writable: new WritableStream({ close: () => new Promise(() => {}) }),
  });
  const ended = ending.end();
  await Promise.resolve();
  ending.close();
  await ended;
});

test("streamTransport refuses locked streams", () => {
  const readable = new ReadableStream<Uint8Array>();
  readable.getReader();
  assertThrows(() => streamTransport({ readable, writable: new WritableStream() }), TypeError);
});
