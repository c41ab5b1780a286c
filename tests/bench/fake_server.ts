/**
 * Servers that do as little as possible, so that the client at the other end is what is measured. Runs on Deno
 * in a process of its own, prints `{"port":N}`, and stays until it is killed.
 *
 * Arguments: which server.
 * - `sink FRAME_LENGTH` takes publications and throws them away, and prints {@link SinkLine} for each connection
 *   that ended. It does not read them: it counts bytes and answers the PING that is the end of what arrived, which
 *   is where the PING of a flush() is. All frames are to have the same length, and it checks in each read that one
 *   ends where it should.
 * - `blast` sends messages as fast as the socket takes them when asked to by a publication to `go`.
 * - `echo` answers requests by sending them back.
 */

import { blockCount, ECHO_SUBJECT, type Go, GO_SUBJECT, msgBlock } from "./frames.ts";
import { FrameReader } from "./frame_reader.ts";
import { bytesOf, Output, writeAll } from "./sockets.ts";

/** What the sink prints when a connection has ended. */
export interface SinkLine {
  /** Bytes of publications: all that came after the first PING, less the PINGs. */
  bytes: number;
}

const LF = 10;
const PONG = bytesOf("PONG\r\n");
const PING = bytesOf("PING\r\n");
const CRLF = bytesOf("\r\n");

function infoLine(port: number): Uint8Array {
  const info = {
    server_id: "BENCH",
    server_name: "bench",
    version: "2.14.0",
    proto: 1,
    host: "127.0.0.1",
    port,
    headers: true,
    max_payload: 1024 * 1024,
    client_id: 1,
  };
  return bytesOf(`INFO ${JSON.stringify(info)} \r\n`);
}

/** Remembers the last bytes of a stream, to know whether it ends with PING. */
class Tail {
  readonly #last = new Uint8Array(PING.length);

  push(chunk: Uint8Array): boolean {
    const kept = Math.max(0, PING.length - chunk.length);
    if (kept > 0) this.#last.copyWithin(0, PING.length - kept);
    this.#last.set(chunk.subarray(Math.max(0, chunk.length - PING.length)), kept);
    return this.#last.every((byte, index) => byte === PING[index]);
  }
}

async function sink(conn: Deno.Conn, frameLength: number): Promise<void> {
  const buffer = new Uint8Array(1024 * 1024);
  const tail = new Tail();
  let pings = 0;
  let bytes = 0;
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) break;
    if (pings > 0) {
      const frameEnd = (Math.floor(bytes / frameLength) + 1) * frameLength - bytes;
      if (frameEnd <= length - PING.length && buffer[frameEnd - 1] !== LF) {
        throw new Error(`no frame of ${frameLength} bytes ends after ${bytes + frameEnd} bytes`);
      }
      bytes += length;
    }
    if (!tail.push(buffer.subarray(0, length))) continue;
    if (pings++ > 0) bytes -= PING.length;
    await writeAll(conn, PONG);
  }
  const line: SinkLine = { bytes };
  console.log(JSON.stringify(line));
}

const blocks = new Map<string, Uint8Array>();

async function send(conn: Deno.Conn, sid: string, { count, size }: Go): Promise<void> {
  const key = `${size} ${sid}`;
  let block = blocks.get(key);
  if (block === undefined) blocks.set(key, block = msgBlock(size, sid));
  for (let sent = 0; sent < count; sent += blockCount(size)) await writeAll(conn, block);
}

/** The servers that read what they are sent. */
async function converse(conn: Deno.Conn): Promise<void> {
  const subscriptions: { prefix: string; sid: string }[] = [];
  const reader = new FrameReader();
  const output = new Output();
  const buffer = new Uint8Array(64 * 1024);
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    let go: Go | undefined;
    reader.push(buffer.subarray(0, length), ([verb, subject = "", ...words], payload) => {
      if (verb === "PING") {
        output.add(PONG);
      } else if (verb === "SUB") {
        subscriptions.push({ prefix: subject.replace(/[*>].*$/, ""), sid: words.at(-1)! });
      } else if (verb === "PUB" && subject === GO_SUBJECT) {
        go = JSON.parse(new TextDecoder().decode(payload)) as Go;
      } else if (verb === "PUB" && subject === ECHO_SUBJECT) {
        const { sid } = subscriptions.find(({ prefix }) => words[0]!.startsWith(prefix))!;
        output.add(bytesOf(`MSG ${words[0]} ${sid} ${payload.length}\r\n`));
        output.add(payload);
        output.add(CRLF);
      }
    });
    if (go !== undefined) await send(conn, subscriptions[0]!.sid, go);
    await output.writeTo(conn);
  }
}

async function serve(conn: Deno.TcpConn, port: number): Promise<void> {
  conn.setNoDelay(true);
  try {
    await writeAll(conn, infoLine(port));
    await (Deno.args[0] === "sink" ? sink(conn, Number(Deno.args[1])) : converse(conn));
  } catch (error) {
    const gone = error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.ConnectionReset;
    if (!gone) console.log(JSON.stringify({ error: String(error) }));
  } finally {
    conn.close();
  }
}

const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const { port } = listener.addr;
console.log(JSON.stringify({ port }));
for await (const conn of listener) serve(conn, port);
