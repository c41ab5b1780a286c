/**
 * What a server could move at most: reads one socket into a buffer that is used over and over, and writes what came to
 * all readers, looking at none of it. Prints `{"port":N}` and stays until it is killed; the same file runs on Deno,
 * with Deno's sockets, and, compiled, on Node, with Node's.
 *
 * A connection whose first lines have a SUB is a reader; what others send is passed on.
 */

import { createServer, Socket } from "node:net";

/** A socket of the runtime. */
interface Wire {
  /** What has arrived, null at the end; good until it is called again. */
  read(): Promise<Uint8Array | null>;
  write(bytes: Uint8Array): Promise<void>;
}

const BUFFER_BYTES = 64 * 1024;
const INFO = '{"server_id":"PUMP","version":"2.14.0","proto":1,"headers":true,"max_payload":1048576}';

const encoder = new TextEncoder();
const decoder = new TextDecoder("latin1");
const readers: Wire[] = [];

async function serve(wire: Wire): Promise<void> {
  await wire.write(encoder.encode(`INFO ${INFO} \r\n`));
  let text = "";
  while (!text.includes("PING\r\n")) text += decoder.decode(await wire.read() ?? new Uint8Array());
  const isReader = text.includes("\r\nSUB ");
  if (isReader) readers.push(wire);
  await wire.write(encoder.encode("PONG\r\n"));
  if (isReader) return;
  const [first, ...others] = readers.splice(0);
  if (first === undefined) return;
  for (let bytes = await wire.read(); bytes !== null; bytes = await wire.read()) {
    if (others.length === 0) await first.write(bytes);
    else await Promise.all([first, ...others].map((reader) => reader.write(bytes!)));
  }
}

async function onDeno(): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  console.log(JSON.stringify({ port: listener.addr.port }));
  for await (const conn of listener) {
    conn.setNoDelay(true);
    const buffer = new Uint8Array(BUFFER_BYTES);
    void serve({
      async read() {
        const length = await conn.read(buffer);
        return length === null ? null : buffer.subarray(0, length);
      },
      async write(bytes) {
        for (let at = 0; at < bytes.length;) at += await conn.write(at === 0 ? bytes : bytes.subarray(at));
      },
    });
  }
}

/** Node gives accepted sockets a fresh buffer for each read, unless they are made again from their handle. */
function onNode(): void {
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (accepted) => {
    const { _handle: handle } = accepted as unknown as { _handle: object };
    const buffer = new Uint8Array(BUFFER_BYTES);
    let waiting: ((bytes: Uint8Array | null) => void) | undefined;
    let arrived: Uint8Array | null | undefined;
    const arrive = (bytes: Uint8Array | null) => {
      if (waiting === undefined) arrived = bytes;
      else waiting(bytes);
      const goesOn = waiting !== undefined;
      waiting = undefined;
      return goesOn;
    };
    const onread = {
      buffer,
      // What is being passed on must not be written over: the socket stands still until it is asked for more.
      callback: (count: number) => {
        arrive(buffer.subarray(0, count));
        return false;
      },
    };
    const socket = new Socket({ handle, onread, readable: true, writable: true } as object);
    socket.on("end", () => arrive(null)).on("error", () => arrive(null));
    void serve({
      read() {
        const bytes = arrived;
        arrived = undefined;
        if (bytes !== undefined) return Promise.resolve(bytes);
        return new Promise((resolve) => {
          waiting = resolve;
          socket.resume();
        });
      },
      write: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
    });
  });
  server.listen({ host: "127.0.0.1", port: 0 }, () => {
    console.log(JSON.stringify({ port: (server.address() as { port: number }).port }));
  });
}

if ("Deno" in globalThis) await onDeno();
else onNode();
