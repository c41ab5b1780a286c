/** What every transport has to do, as tests that run on each implementation. */

import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { PipeError } from "../../src/transport/errors.ts";
import type { Transport } from "../../src/transport/transport.ts";

/** Makes two transports that are each other's peer. */
export type MakePair = () => [Transport, Transport] | Promise<[Transport, Transport]>;

/** More than implementations in memory hold back, so that a write of it cannot settle unread. */
const DEFAULT_LARGE_BYTES = 1024 * 1024;

/** Bytes of readable text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes as Node's buffers are: `slice` shows the same memory instead of copying it. */
export class BufferLike extends Uint8Array<ArrayBuffer> {
  override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
    return this.subarray(start, end);
  }
}

/** Reads exactly so many bytes of text, over as many reads as it takes. */
export async function readText(transport: Transport, length: number): Promise<string> {
  let text = "";
  while (text.length < length) {
    const bytes = await transport.read();
    if (bytes === null) throw new Error(`the pipe ended after '${text}'`);
    text += new TextDecoder().decode(bytes);
  }
  return text;
}

/** How a pattern is read. */
interface ReadPatternOptions {
  /** Comes before the check of each chunk. */
  pause?: () => Promise<void>;
  /** Stops after so many bytes rather than at the end. */
  length?: number | undefined;
}

/** Reads to the end, checks each byte against the pattern, and gives their number. */
async function readPattern(transport: Transport, options: ReadPatternOptions = {}): Promise<number> {
  const { pause, length = Infinity } = options;
  let count = 0;
  while (count < length) {
    const bytes = await transport.read();
    if (bytes === null) break;
    if (pause !== undefined) await pause();
    for (const byte of bytes) {
      if (byte !== patternAt(count)) throw new Error(`a wrong byte at ${count}`);
      count++;
    }
  }
  return count;
}

async function readAll(transport: Transport): Promise<void> {
  while (await transport.read() !== null);
}

function patternAt(place: number): number {
  return (place * 7 + (place >>> 8)) & 255;
}

function pattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let place = 0; place < length; place++) bytes[place] = patternAt(place);
  return bytes;
}

/** What an implementation cannot do, or says of itself. */
export interface ContractOptions {
  /** False where `end` closes both directions; true by default. */
  halfClose?: boolean;
  /** What the first of a pair says of itself; false by default. */
  encrypted?: boolean;
}

/** Registers the tests for one implementation; a write of `largeBytes` must not settle unread. */
export function transportContract(
  name: string,
  makePair: MakePair,
  largeBytes = DEFAULT_LARGE_BYTES,
  { halfClose = true, encrypted = false }: ContractOptions = {},
): void {
  pipeTests(name, makePair, largeBytes, halfClose);
  encryptedTest(name, makePair, encrypted);
  closeTests(name, makePair, largeBytes);
  if (halfClose) halfCloseTests(name, makePair);
  misuseTests(name, makePair);
}

function pairTest(name: string, makePair: MakePair, fn: (a: Transport, b: Transport) => Promise<void>): void {
  test(name, async () => {
    const [a, b] = await makePair();
    try {
      await fn(a, b);
    } finally {
      a.close();
      b.close();
    }
  });
}

function pipeTests(name: string, makePair: MakePair, largeBytes: number, halfClose: boolean): void {
  pairTest(`${name} read gives what the peer wrote, both ways`, makePair, async (a, b) => {
    await a.write(bytesOf("PING\r\n"));
    assertEquals(await readText(b, 6), "PING\r\n");
    await b.write(bytesOf("PONG\r\n"));
    assertEquals(await readText(a, 6), "PONG\r\n");
    assert(a.peer.length > 0);
  });

  pairTest(`${name} read waits for bytes that come later`, makePair, async (a, b) => {
    const reading = readText(b, 2);
    await a.write(bytesOf("ok"));
    assertEquals(await reading, "ok");
  });

  pairTest(`${name} write of nothing settles, and nothing arrives`, makePair, async (a, b) => {
    await a.write(new Uint8Array(0));
    await a.write(bytesOf("x"));
    assertEquals(await b.read().then((bytes) => bytes?.length), 1);
  });

  pairTest(`${name} write leaves the bytes to their owner once it has settled`, makePair, async (a, b) => {
    for (const bytes of [bytesOf("first"), new BufferLike(new TextEncoder().encode("first").buffer)]) {
      await a.write(bytes);
      bytes.fill(0x78);
      assertEquals(await readText(b, 5), "first");
    }
  });

  pairTest(`${name} read lends bytes that stay until the next read`, makePair, async (a, b) => {
    await a.write(bytesOf("kept"));
    const lent = await b.read() ?? new Uint8Array(0);
    const copy = lent.slice();
    for (let turn = 0; turn < 3; turn++) {
      await a.write(bytesOf("later"));
      await b.write(bytesOf("turn"));
      await readText(a, 4);
    }
    assertEquals(lent, copy);
    const text = new TextDecoder().decode(copy);
    assertEquals(text + await readText(b, 19 - text.length), "keptlaterlaterlater");
  });

  pairTest(`${name} write waits while the peer does not read`, makePair, async (a, b) => {
    let settled = false;
    const writing = a.write(pattern(largeBytes)).then(() => settled = true);
    // A first round trip the other way shows that the event loop has turned.
    await b.write(bytesOf("turn"));
    await readText(a, 4);
    assertEquals(settled, false);
    const reading = readPattern(b);
    await writing;
    await a.end();
    assertEquals(await reading, largeBytes);
  });

  pairTest(`${name} read keeps order and lends soundly to a reader that dawdles`, makePair, async (a, b) => {
    const sending = a.write(pattern(DEFAULT_LARGE_BYTES)).then(() => halfClose ? a.end() : undefined);
    const draining = readAll(a);
    const pause = () => b.write(bytesOf("turn"));
    const length = halfClose ? undefined : DEFAULT_LARGE_BYTES;
    assertEquals(await readPattern(b, { pause, length }), DEFAULT_LARGE_BYTES);
    await b.end();
    await Promise.all([sending, draining]);
  });

  pairTest(`${name} write and read go on both ways at once`, makePair, async (a, b) => {
    const send = async (transport: Transport) => {
      await transport.write(pattern(largeBytes));
      if (halfClose) await transport.end();
    };
    const options = { length: halfClose ? undefined : largeBytes };
    const counts = await Promise.all([readPattern(a, options), readPattern(b, options), send(a), send(b)]);
    assertEquals(counts.slice(0, 2), [largeBytes, largeBytes]);
  });

  pairTest(`${name} read takes many small writes after a pause`, makePair, async (a, b) => {
    for (let count = 0; count < 200; count++) await a.write(bytesOf(`${count % 10}`));
    await a.end();
    let text = "";
    for (let bytes = await b.read(); bytes !== null; bytes = await b.read()) {
      text += new TextDecoder().decode(bytes);
    }
    assertEquals(text, "0123456789".repeat(20));
  });
}

function encryptedTest(name: string, makePair: MakePair, encrypted: boolean): void {
  pairTest(`${name} encrypted tells whether it is TLS`, makePair, (a) => {
    assertEquals(a.encrypted, encrypted);
    return Promise.resolve();
  });
}

function closeTests(name: string, makePair: MakePair, largeBytes: number): void {
  pairTest(`${name} end gives the peer null`, makePair, async (a, b) => {
    await a.write(bytesOf("bye"));
    await a.end();
    assertEquals(await readText(b, 3), "bye");
    assertEquals(await b.read(), null);
    assertEquals(await b.read(), null);
    await b.end();
    assertEquals(await a.read(), null);
  });

  pairTest(`${name} end waits for the write under way`, makePair, async (a, b) => {
    const writing = a.write(pattern(largeBytes));
    const ending = a.end();
    assertEquals(await readPattern(b), largeBytes);
    await Promise.all([writing, ending]);
  });

  pairTest(`${name} end does nothing a second time and after close`, makePair, async (a) => {
    await a.end();
    await a.end();
    a.close();
    await a.end();
  });

  pairTest(`${name} write throws after end and after close`, makePair, async (a) => {
    await a.end();
    assertEquals((await assertRejects(() => a.write(bytesOf("x")), PipeError)).reason, "closed");
    a.close();
    assertEquals((await assertRejects(() => a.write(bytesOf("x")), PipeError)).reason, "closed");
  });

  pairTest(`${name} close gives null to the pending read and to later ones`, makePair, async (a) => {
    const reading = a.read();
    a.close();
    assertEquals(await reading, null);
    assertEquals(await a.read(), null);
    a.close();
  });

  pairTest(`${name} close makes the pending write throw`, makePair, async (a, b) => {
    const writing = assertRejects(() => a.write(new Uint8Array(largeBytes)), PipeError);
    await b.write(bytesOf("turn"));
    await readText(a, 4);
    a.close();
    assertEquals((await writing).reason, "closed");
  });

  pairTest(`${name} close settles an end that waits`, makePair, async (a) => {
    const writing = assertRejects(() => a.write(new Uint8Array(largeBytes)), PipeError);
    const ending = a.end();
    a.close();
    await ending;
    assertEquals((await writing).reason, "closed");
  });

  pairTest(`${name} close is told to the peer, whose writes fail in the end`, makePair, async (a, b) => {
    a.close();
    // A socket whose peer hung up takes a write or two before it knows.
    const writing = assertRejects(async () => {
      for (;;) await b.write(new Uint8Array(64 * 1024));
    }, PipeError);
    assertEquals((await writing).reason, "broken");
    const ended = await b.read().catch((error) => error);
    assert(ended === null || (ended instanceof PipeError && ended.reason === "broken"));
    await b.end();
  });

  pairTest(`${name} close of the peer ends a write that waits`, makePair, async (a, b) => {
    const writing = assertRejects(() => a.write(new Uint8Array(largeBytes)), PipeError);
    await b.read();
    b.close();
    assertEquals((await writing).reason, "broken");
  });
}

function halfCloseTests(name: string, makePair: MakePair): void {
  pairTest(`${name} end lets reading stay possible`, makePair, async (a, b) => {
    await a.end();
    assertEquals(await b.read(), null);
    await b.write(bytesOf("answer"));
    assertEquals(await readText(a, 6), "answer");
    await b.end();
    assertEquals(await a.read(), null);
  });
}

function misuseTests(name: string, makePair: MakePair): void {
  pairTest(`${name} read throws while another read is under way`, makePair, async (a, b) => {
    const reading = readText(a, 1);
    assertEquals((await assertRejects(() => a.read(), PipeError)).reason, "busy");
    await b.write(bytesOf("x"));
    assertEquals(await reading, "x");
  });

  pairTest(`${name} write throws while another write is under way`, makePair, async (a, b) => {
    const writing = a.write(pattern(DEFAULT_LARGE_BYTES));
    assertEquals((await assertRejects(() => a.write(bytesOf("x")), PipeError)).reason, "busy");
    const reading = readPattern(b);
    await writing;
    await a.end();
    assertEquals(await reading, DEFAULT_LARGE_BYTES);
  });
}
