/**
 * The load on a server, in processes of their own. Runs on Deno.
 *
 * Arguments: which load, the port of the server, the payload size and the message count.
 * - `publish` writes a prebuilt block of PUB frames again and again, and prints {@link LoadLine} when the server
 *   has answered the PING that follows.
 * - `subscribe` (and how many connections) has connections with a subscription each, prints `{"ready":true}`, and then
 *   {@link LoadLine} when each has received all.
 * - `drain` has the fake server send, and prints {@link LoadLine} when all has come.
 * - `echo` answers requests; prints `{"ready":true}` and stays until it is killed.
 */

import { blockCount, GO_SUBJECT, msgFrameLength, pubBlock, WILDCARD } from "./frames.ts";
import { sharedClockSeconds } from "./result.ts";
import { bytesOf, connectRaw, echoResponder, writeAll } from "./sockets.ts";

/** What a load prints at its end: moments on the clock that processes share, seconds. */
export interface LoadLine {
  start: number;
  end: number;
}

const LF = 10;
const PING_LENGTH = "PING\r\n".length;
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

async function subscribe(port: number, size: number, count: number, connections: number): Promise<void> {
  const frameLength = msgFrameLength(size, "1");
  const conns = await Promise.all(
    Array.from({ length: connections }, () => connectRaw(port, `SUB ${WILDCARD} 1\r\n`)),
  );
  console.log(READY);
  const start = sharedClockSeconds();
  await Promise.all(conns.map((conn) => receive(conn, count * frameLength, frameLength)));
  print({ start, end: sharedClockSeconds() });
  for (const conn of conns) conn.close();
}

/**
 * Reads so many bytes of messages. A server may send PINGs in between (nats-server does so two seconds after the
 * connection began): in each read, where the last whole message should end is looked at, and if that is not its
 * end then a PING must have come before it.
 */
async function receive(conn: Deno.Conn, bytes: number, frameLength: number): Promise<void> {
  const buffer = new Uint8Array(512 * 1024);
  let received = 0;
  while (received < bytes) {
    const length = await conn.read(buffer);
    if (length === null) {
      throw new Error(`the server closed the connection after ${received} of ${bytes} bytes`);
    }
    let start = received;
    const endsWell = () => {
      const end = Math.floor((start + length) / frameLength) * frameLength - start;
      return end <= 0 || buffer[end - 1] === LF;
    };
    for (let pings = 0; !endsWell(); pings++) {
      if (pings > 2) throw new Error(`no message ends where it should after ${received} bytes`);
      start -= PING_LENGTH;
    }
    received = start + length;
  }
  if (received !== bytes) throw new Error(`${received} bytes came instead of ${bytes}`);
}

/** Asks the fake server for messages and does nothing but read them: what its numbers can be at most. */
async function drain(port: number, size: number, count: number): Promise<void> {
  const conn = await connectRaw(port, `SUB ${WILDCARD} 1\r\n`);
  const go = JSON.stringify({ count, size });
  const start = sharedClockSeconds();
  await writeAll(conn, bytesOf(`PUB ${GO_SUBJECT} ${go.length}\r\n${go}\r\n`));
  const frameLength = msgFrameLength(size, "1");
  await receive(conn, count * frameLength, frameLength);
  print({ start, end: sharedClockSeconds() });
  conn.close();
}

function print(line: LoadLine): void {
  console.log(JSON.stringify(line));
}

const [load, port, size, count, connections] = [Deno.args[0], ...Deno.args.slice(1).map(Number)];
if (load === "publish") await publish(port!, size!, count!);
else if (load === "subscribe") await subscribe(port!, size!, count!, connections!);
else if (load === "drain") await drain(port!, size!, count!);
else await echoResponder(port!, () => console.log(READY));
