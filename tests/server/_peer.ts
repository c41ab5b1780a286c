/** A client that speaks raw protocol text, one character for each byte. */
import type { Server } from "../../src/server/mod.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { binaryBytes } from "../../src/wire/bytes.ts";
import { dialTcp } from "../_runtime.ts";

/** The CONNECT of a client that wants no `+OK`. */
export const QUIET = "CONNECT " +
  JSON.stringify({ verbose: false, pedantic: false, protocol: 1, headers: true, no_responders: true }) +
  "\r\n";

/** A raw client. It reads all the time unless made with `reading: false`. */
export class Peer {
  readonly transport: Transport;
  #text = "";
  #isGone = false;
  #wake: () => void = () => {};

  constructor(transport: Transport, reading = true) {
    this.transport = transport;
    if (reading) void this.startReading();
  }

  /** Connects without a socket, reads the INFO, and says something. */
  static async join(server: Server, hello: string = QUIET): Promise<Peer> {
    const peer = new Peer(server.connectInProcess());
    await peer.until(" \r\n");
    await peer.sync(hello);
    return peer;
  }

  /** Connects over TCP and reads the INFO. */
  static async dial(server: Server): Promise<Peer> {
    const peer = new Peer(await dialTcp({ hostname: server.host, port: server.port }));
    await peer.until(" \r\n");
    return peer;
  }

  /** Sends text as it is. */
  async send(text: string): Promise<void> {
    await this.transport.write(binaryBytes(text));
  }

  /** Sends text and waits until the server has handled it; gives what came before the PONG. */
  async sync(text = ""): Promise<string> {
    await this.send(text + "PING\r\n");
    const before = (await this.until("PONG\r\n")).slice(0, -"PONG\r\n".length);
    if (/"protocol":1/.test(text)) await this.until(" \r\n");
    return before;
  }

  /** Waits for a text and gives everything up to its end. */
  async until(text: string): Promise<string> {
    for (;;) {
      const at = this.#text.indexOf(text);
      if (at >= 0) {
        const taken = this.#text.slice(0, at + text.length);
        this.#text = this.#text.slice(at + text.length);
        return taken;
      }
      if (this.#isGone) throw new Error(`the server hung up before ${JSON.stringify(text)}: ${this.#text}`);
      await this.#more();
    }
  }

  /** Waits for the server to hang up, and gives what it said before. */
  async gone(): Promise<string> {
    while (!this.#isGone) await this.#more();
    return this.#text;
  }

  /** Hangs up. */
  close(): void {
    this.transport.close();
  }

  /** Reads until the end. */
  async startReading(): Promise<void> {
    while (!this.#isGone) await this.#read();
  }

  async #read(): Promise<void> {
    try {
      const bytes = await this.transport.read();
      if (bytes === null) this.#isGone = true;
      else this.#text += textOf(bytes);
    } catch {
      // A broken pipe ends what can be read too.
      this.#isGone = true;
    }
    this.#wake();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => this.#wake = resolve);
  }
}

/** Many at a time: put together letter by letter, much text takes seconds. */
function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

/** A PUB with its payload. */
export function pub(subject: string, payload: string, reply = ""): string {
  return `PUB ${subject} ${reply}${reply === "" ? "" : " "}${payload.length}\r\n${payload}\r\n`;
}
