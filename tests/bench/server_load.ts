/**
 * The load on a server, all of it in one process: readers here, a publisher on a thread of its own. Runs on Deno with
 * Deno's sockets. Prints `{"phase":"begin"}` and `{"phase":"end"}` around the time that counts, so that the processor
 * time of the server can be read at the same moments, and then {@link LoadResult}.
 *
 * Arguments: one JSON object, {@link ServerLoad}.
 */

import { CountingReader } from "./counting_reader.ts";
import { blockCount, msgFrameLength, pubBlock, pubFrameLength, WILDCARD } from "./frames.ts";
import type { Times } from "./result.ts";
import { bytesOf, connectRaw, writeAll } from "./sockets.ts";

/** What a server is put under. */
export interface ServerLoad extends Times {
  /**
   * `stream`: a publisher as fast as the server takes it, and readers that get all of it. `ingest`: the publisher
   * alone. `hop`: one message at a time from one connection to another.
   */
  kind: "stream" | "ingest" | "hop";
  port: number;
  /** Payload, bytes. */
  size: number;
  /** How many readers. */
  readers: number;
  /** True where the server is a pump, which passes publications on as they are. */
  pumped: boolean;
}

/** What came of it. */
export interface LoadResult {
  /** Messages in the measured time, counted at the readers, or at the publisher where there are none. */
  ops: number;
  seconds: number;
}

const PING_LENGTH = "PING\r\n".length;

const job = JSON.parse(Deno.args[0]!) as ServerLoad;

function phase(name: "begin" | "end"): void {
  console.log(JSON.stringify({ phase: name }));
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Starts the thread that publishes until it is told to stop, and then tells how many messages it has published. */
function startPublisher(): () => Promise<number> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./publisher_thread.ts", import.meta.url).href, { type: "module" });
  const published = new Promise<number>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage({ ...job, stop });
  return () => {
    Atomics.store(stop, 0, 1);
    return published.finally(() => worker.terminate());
  };
}

async function stream(): Promise<LoadResult> {
  const frameLength = job.pumped ? pubFrameLength(job.size) : msgFrameLength(job.size, "1");
  const readers: CountingReader[] = [];
  for (let count = 0; count < job.readers; count++) {
    readers.push(new CountingReader(await connectRaw(job.port, `SUB ${WILDCARD} 1\r\n`), frameLength));
  }
  const runs = Promise.all(readers.map((reader) => reader.run()));
  const received = () => readers.reduce((sum, reader) => sum + reader.received, 0);
  const stop = startPublisher();
  const measured = async (): Promise<LoadResult> => {
    while (received() === 0) await sleep(0.01);
    await sleep(job.warmUpSeconds);
    const before = received();
    const start = performance.now();
    phase("begin");
    await sleep(job.measureSeconds);
    const ops = (received() - before) / frameLength;
    const seconds = (performance.now() - start) / 1000;
    phase("end");
    const total = await stop() * frameLength;
    for (const reader of readers) reader.total = total;
    return { ops, seconds };
  };
  // A publisher that has sent nothing more since the readers learnt how much it was would leave them waiting.
  const result = await Promise.race([measured(), runs.then(() => Promise.reject(new Error("too early")))]);
  const deadline = performance.now() + 20_000;
  while (readers.some((reader) => reader.received < reader.total)) {
    if (performance.now() > deadline) throw new Error("not all messages came");
    await sleep(0.01);
  }
  return result;
}

async function ingest(): Promise<LoadResult> {
  const conn = await connectRaw(job.port);
  const block = pubBlock(job.size);
  const buffer = new Uint8Array(1024);
  const round = async (seconds: number): Promise<LoadResult> => {
    const start = performance.now();
    let ops = 0;
    while (performance.now() - start < seconds * 1000) {
      await writeAll(conn, block);
      ops += blockCount(job.size);
    }
    await writeAll(conn, bytesOf("PING\r\n"));
    for (let text = ""; !text.includes("PONG\r\n");) {
      const length = await conn.read(buffer);
      if (length === null) throw new Error("the server hung up");
      text += new TextDecoder().decode(buffer.subarray(0, length));
    }
    return { ops, seconds: (performance.now() - start) / 1000 };
  };
  await round(job.warmUpSeconds);
  phase("begin");
  const result = await round(job.measureSeconds);
  phase("end");
  return result;
}

async function hop(): Promise<LoadResult> {
  const to = await connectRaw(job.port, "SUB hop 1\r\n");
  const from = await connectRaw(job.port);
  const payload = "x".repeat(job.size);
  const message = bytesOf(`PUB hop ${job.size}\r\n${payload}\r\n`);
  const length = `MSG hop 1 ${job.size}\r\n`.length + job.size + 2;
  const buffer = new Uint8Array(64 * 1024);
  const round = async (seconds: number): Promise<LoadResult> => {
    const start = performance.now();
    let ops = 0;
    for (; performance.now() - start < seconds * 1000; ops++) {
      await writeAll(from, message);
      for (let received = 0; received < length;) {
        const count = await to.read(buffer);
        if (count === null) throw new Error("the server hung up");
        received += count;
        if (received === PING_LENGTH && buffer[0] === 0x50) received = 0;
        if (received > length) received -= PING_LENGTH;
      }
    }
    return { ops, seconds: (performance.now() - start) / 1000 };
  };
  await round(job.warmUpSeconds);
  phase("begin");
  const result = await round(job.measureSeconds);
  phase("end");
  return result;
}

const KINDS = { stream, ingest, hop };

try {
  console.log(JSON.stringify(await KINDS[job.kind]()));
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
}
Deno.exit(0);
