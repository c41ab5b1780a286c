/** The publisher of `server_load.ts`: writes a prebuilt block of PUB frames again and again until it is told to stop. */

import { blockCount, pubBlock } from "./frames.ts";
import type { ServerLoad } from "./server_load.ts";
import { bytesOf, connectRaw, writeAll } from "./sockets.ts";

/** What the thread is started with. */
export interface PublisherJob extends ServerLoad {
  /** Not 0 once it is to stop. */
  stop: Int32Array;
}

async function publish({ port, size, pumped, stop }: PublisherJob): Promise<number> {
  const conn = await connectRaw(port);
  const block = pubBlock(size);
  const buffer = new Uint8Array(1024);
  let published = 0;
  for (; Atomics.load(stop, 0) === 0; published += blockCount(size)) await writeAll(conn, block);
  if (pumped) {
    await conn.closeWrite();
    return published;
  }
  await writeAll(conn, bytesOf("PING\r\n"));
  for (let text = ""; !text.includes("PONG\r\n");) {
    const length = await conn.read(buffer);
    if (length === null) throw new Error("the server hung up");
    text += new TextDecoder().decode(buffer.subarray(0, length));
    if (text.includes("-ERR")) throw new Error(`the server says ${text}`);
  }
  return published;
}

/** The thread as it sees itself; the types of workers are not those of this tree. */
const thread = globalThis as unknown as {
  onmessage: (event: MessageEvent<PublisherJob>) => void;
  postMessage(message: number): void;
};

thread.onmessage = async ({ data }) => thread.postMessage(await publish(data));
