/** A TCP session as a person with telnet sees it: lines go out, lines come in. */

import type { Clock } from "../transport/clock.ts";
import type { Transport } from "../transport/transport.ts";

/** The longest line taken, in bytes; an INFO is some hundred bytes, a cluster's some thousand. */
const MAX_LINE_BYTES = 64 * 1024;

/** The most lines kept unread; the demo never has more than a handful. */
const MAX_LINES = 1000;

/** What came next: a line, or the end or a silence, each with what had come of an unfinished line. */
export type Heard =
  | { kind: "line"; text: string }
  | { kind: "closed"; partial: string }
  | { kind: "silent"; partial: string };

/** What the session tells its owner the moment it happens. */
export interface TelnetListener {
  /** A line came; true keeps it for `hear`, false says that it is dealt with. */
  received(text: string): boolean;
  /** The other side hung up, or the connection broke. */
  hungUp(): void;
}

/** One telnet session, reading in the background from the moment it is made. */
export class TelnetSession {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #listener: TelnetListener;
  readonly #lines: string[] = [];
  #partial: Uint8Array = new Uint8Array(0);
  #written: Promise<void> = Promise.resolve();
  #ended = false;
  #closedHere = false;
  #wake: () => void = () => {};

  /** Takes over a transport. */
  constructor(transport: Transport, clock: Clock, listener: TelnetListener) {
    this.#transport = transport;
    this.#clock = clock;
    this.#listener = listener;
    void this.#readAll();
  }

  /** Sends a line with CR LF, as telnet does when Enter is pressed. Where the pipe is broken, reading tells it. */
  type(line: string): void {
    const bytes = new TextEncoder().encode(`${line}\r\n`);
    this.#written = this.#written.then(() => this.#transport.write(bytes)).catch(() => {});
  }

  /** Waits for the next line, `waitMs` at most. */
  async hear(waitMs: number): Promise<Heard> {
    const until = this.#clock.now() + waitMs;
    for (;;) {
      const text = this.#lines.shift();
      if (text !== undefined) return { kind: "line", text };
      const partial = this.#text(this.#partial);
      if (this.#ended) return { kind: "closed", partial };
      if (this.#clock.now() >= until) return { kind: "silent", partial };
      await new Promise<void>((resolve) => {
        const cancel = this.#clock.wakeAt(until, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  /** Hangs up. */
  close(): void {
    this.#closedHere = true;
    this.#transport.close();
  }

  async #readAll(): Promise<void> {
    try {
      for (;;) {
        const bytes = await this.#transport.read();
        if (bytes === null || this.#closedHere) break;
        this.#take(bytes);
        if (this.#partial.length > MAX_LINE_BYTES || this.#lines.length > MAX_LINES) break;
      }
    } catch {
      // A reset is to a person with telnet the same as an end: the session is over.
    }
    this.#ended = true;
    this.#transport.close();
    if (!this.#closedHere) this.#listener.hungUp();
    this.#wake();
  }

  /** Cuts what came into lines; the rest waits for more. */
  #take(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#partial.length + bytes.length);
    all.set(this.#partial);
    all.set(bytes, this.#partial.length);
    let start = 0;
    for (let end = all.indexOf(10); end !== -1; end = all.indexOf(10, start)) {
      const text = this.#text(all.subarray(start, end)).replace(/\r$/, "");
      start = end + 1;
      if (this.#listener.received(text)) this.#lines.push(text);
    }
    this.#partial = all.slice(start);
    this.#wake();
  }

  #text(bytes: Uint8Array): string {
    return new TextDecoder().decode(bytes);
  }
}
