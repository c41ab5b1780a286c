/**
 * The load on fake servers, and a responder, in processes of their own. Runs on Deno.
 *
 * Arguments: which load, the port of the server, the payload size and the message count.
 * - `publish` writes a prebuilt block of PUB frames again and again, and prints {@link LoadLine} when the server
 *   has answered the PING that follows.
 * - `drain` has the fake server send, and prints {@link LoadLine} when all has come.
 * - `echo` answers requests; prints `{"ready":true}` and stays until it is killed.
 */

import { CountingReader } from "./counting_reader.ts";
import { blockCount, GO_SUBJECT, msgFrameLength, pubBlock, WILDCARD } from "./frames.ts";
import { sharedClockSeconds } from "./result.ts";
import { bytesOf, connectRaw, echoResponder, writeAll } from "./sockets.ts";

/** What a load prints at its end: moments on the clock that processes share, seconds. */
export interface LoadLine {
  start: number;
  end: number;
}

const READY = JSON.stringify({ ready: true });

async function publish(port: number, size: number, count: number): Promise<void> {
  const conn = await connectRaw(port);
  const block = pubBlock(size);
  const buffer = new Uint8Array(1024);
  const start = sharedClockSeconds();
  for (let sent = 0; sent < count; sent += blockCount(size)) await writeAll(conn, block);
  await writeAll(conn, bytesOf("PING\r\n"));
  const length = await conn.read(buffer) ?? 0;
  const answer = new TextDecoder().decode(buffer.subarray(0, length));
  if (!answer.includes("PONG\r\n")) throw new Error(`the server answered ${JSON.stringify(answer)}`);
  print({ start, end: sharedClockSeconds() });
  conn.close();
}

/** Asks the fake server for messages and does nothing but read them: what its numbers can be at most. */
async function drain(port: number, size: number, count: number): Promise<void> {
  const conn = await connectRaw(port, `SUB ${WILDCARD} 1\r\n`);
  const go = JSON.stringify({ count, size });
  const start = sharedClockSeconds();
  await writeAll(conn, bytesOf(`PUB ${GO_SUBJECT} ${go.length}\r\n${go}\r\n`));
  const frameLength = msgFrameLength(size, "1");
  const reader = new CountingReader(conn, frameLength);
  reader.total = count * frameLength;
  await reader.run();
  print({ start, end: sharedClockSeconds() });
  conn.close();
}

function print(line: LoadLine): void {
  console.log(JSON.stringify(line));
}

const [load, port, size, count] = [Deno.args[0], ...Deno.args.slice(1).map(Number)];
if (load === "publish") await publish(port!, size!, count!);
else if (load === "drain") await drain(port!, size!, count!);
else await echoResponder(port!, () => console.log(READY));
