/** A server in memory that reads as slowly as a test wants, dies when told, and writes down what it was handed. */

import { DialError, PipeError } from "../../src/transport/errors.ts";
import type { Transport } from "../../src/transport/transport.ts";

/** As much as this may be handed over and not read, bytes: what the buffers of a socket would hold. */
const SOCKET_BYTES = 32 * 1024;

const INFO = `INFO {"server_id":"R","version":"2.14.0","proto":1,"headers":true,"max_payload":1048576}\r\n`;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** What is told when the other end is not there any more. */
function broken(): PipeError {
  return new PipeError("broken", "the server died");
}

/**
 * One connection, which is the client's transport at the same time. Messages are published with a number at the
 * beginning of their payload; the server sends each back.
 */
export class RecordedLink implements Transport {
  readonly encrypted = false;
  readonly peer = "recorded";
  /** The numbers of all messages of which anything was handed over. */
  readonly handed: number[] = [];
  /** The numbers of those that the client has read when they came back. */
  readonly delivered: number[] = [];
  /** How many of those handed over were confirmed by a PONG that the client has read. */
  confirmed = 0;
  /** Handed over, and not read by the server. */
  #unread = "";
  /** How many messages the server has read. */
  #taken = 0;
  /** What goes to the client with its next read: texts, messages by their number, PONGs by what they confirm. */
  #outgoing: (string | { number: number } | { pongAfter: number })[] = [INFO];
  #dead = false;
  #hungUp = false;
  #sid = "";
  #wakeReader = () => {};
  #wakeWriter = () => {};

  /** Gives all that waits, as one chunk. */
  async read(): Promise<Uint8Array | null> {
    while (this.#outgoing.length === 0 && !this.#dead && !this.#hungUp) {
      await new Promise<void>((resolve) => this.#wakeReader = resolve);
    }
    if (this.#hungUp) return null;
    if (this.#dead) throw broken();
    return encoder.encode(this.#outgoing.splice(0).map((each) => this.#give(each)).join(""));
  }

  /** Writes down what is handed over, and waits while too much of it is unread. */
  async write(bytes: Uint8Array): Promise<void> {
    const text = decoder.decode(bytes);
    this.#unread += text;
    // Even where nobody is there any more to read it: the client does not know that yet.
    for (const [, number] of text.matchAll(/^PUB numbered \d+\r\n(\d+)/gm)) this.handed.push(Number(number));
    while (this.#unread.length > SOCKET_BYTES && !this.#dead) {
      await new Promise<void>((resolve) => this.#wakeWriter = resolve);
    }
    if (this.#dead || this.#hungUp) throw broken();
  }

  /** Nothing more comes. */
  end(): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  /** The client hangs up. */
  close(): void {
    this.#hungUp = true;
    this.#wakeReader();
    this.#wakeWriter();
  }

  /** The server reads at most so many bytes, whole operations only, and answers. */
  take(bytes: number): void {
    let at = 0;
    for (;;) {
      const lineEnd = this.#unread.indexOf("\r\n", at);
      if (lineEnd < 0 || lineEnd + 2 > bytes) break;
      const [verb, subject = "", last] = this.#unread.slice(at, lineEnd).split(" ");
      let end = lineEnd + 2;
      if (verb === "PUB") {
        end += Number(last) + 2;
        if (end > bytes) break;
        const number = parseInt(this.#unread.slice(lineEnd + 2, end));
        if (subject !== "numbered" || number !== this.handed[this.#taken]) throw new Error(`not ${number}`);
        this.#taken++;
        this.#outgoing.push({ number });
      } else if (verb === "SUB") this.#sid = last!;
      else if (verb === "PING") this.#outgoing.push({ pongAfter: this.#taken });
      else if (verb !== "CONNECT") throw new Error(`the client sent ${verb}`);
      at = end;
    }
    this.#unread = this.#unread.slice(at);
    if (this.#outgoing.length > 0 && !this.#dead) this.#wakeReader();
    if (at > 0) this.#wakeWriter();
  }

  /** The server is gone, and with it what it had not sent. */
  die(): void {
    this.#dead = true;
    this.#wakeReader();
    this.#wakeWriter();
  }

  #give(each: string | { number: number } | { pongAfter: number }): string {
    if (typeof each === "string") return each;
    if ("pongAfter" in each) {
      this.confirmed = each.pongAfter;
      return "PONG\r\n";
    }
    this.delivered.push(each.number);
    const payload = String(each.number);
    return `MSG numbered ${this.#sid} ${payload.length}\r\n${payload}\r\n`;
  }
}

/** The server: at most one link of it is alive. */
export class RecordingServer {
  /** All connections that there were. */
  readonly links: RecordedLink[] = [];
  #alive = true;

  /** For the option `dial`. */
  readonly dial = (): Transport => {
    if (!this.#alive) throw new DialError("refused", "recorded", 1);
    const link = new RecordedLink();
    this.links.push(link);
    return link;
  };

  /** The newest connection. */
  get link(): RecordedLink {
    return this.links.at(-1)!;
  }

  /** Dies with its connections. */
  die(): void {
    this.#alive = false;
    for (const link of this.links) link.die();
  }

  /** Is there again. */
  rise(): void {
    this.#alive = true;
  }
}
