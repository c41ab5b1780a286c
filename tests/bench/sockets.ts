/** What the load generators share. They run on Deno only and use its sockets directly. */

import { ECHO_SUBJECT } from "./frames.ts";
import { FrameReader } from "./frame_reader.ts";

const encoder = new TextEncoder();

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Writes all of the bytes. */
export async function writeAll(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await conn.write(at === 0 ? bytes : bytes.subarray(at));
}

/** Gathers what one read caused to be written, so that it goes out in one write. */
export class Output {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;

  /** Adds bytes, which are copied. */
  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(2 * length);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
  }

  /** Writes all that was added. */
  async writeTo(conn: Deno.Conn): Promise<void> {
    const length = this.#length;
    if (length === 0) return;
    await writeAll(conn, this.#bytes.subarray(0, length));
    this.#length = 0;
  }
}

/** Connects to a NATS server and waits until it has taken CONNECT and `lines`. */
export async function connectRaw(port: number, lines = ""): Promise<Deno.TcpConn> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  await writeAll(conn, bytesOf(`CONNECT {"verbose":false,"pedantic":false}\r\n${lines}PING\r\n`));
  const reader = new FrameReader();
  const buffer = new Uint8Array(64 * 1024);
  for (let ready = false; !ready;) {
    const length = await conn.read(buffer);
    if (length === null) throw new Error("the server closed the connection");
    reader.push(buffer.subarray(0, length), ([verb, ...words]) => {
      if (verb === "-ERR") throw new Error(`the server says ${words.join(" ")}`);
      if (verb === "PONG") ready = true;
    });
  }
  return conn;
}

/** Answers requests by sending them back, as a client of the server at `port`; never returns. */
export async function echoResponder(port: number, ready: () => void): Promise<void> {
  const conn = await connectRaw(port, `SUB ${ECHO_SUBJECT} 1\r\n`);
  ready();
  const reader = new FrameReader();
  const output = new Output();
  const buffer = new Uint8Array(64 * 1024);
  for (;;) {
    const length = await conn.read(buffer);
    if (length === null) return;
    reader.push(buffer.subarray(0, length), ([verb, , , reply], payload) => {
      if (verb === "PING") output.add(bytesOf("PONG\r\n"));
      if (verb !== "MSG") return;
      output.add(bytesOf(`PUB ${reply} ${payload.length}\r\n`));
      output.add(payload);
      output.add(bytesOf("\r\n"));
    });
    await output.writeTo(conn);
  }
}
