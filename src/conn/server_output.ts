/** What goes out to a client: operations into blocks, how much of them is sent, and by when it has to be. */

import { Encoder } from "../wire/encoder.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { infoJson, type ServerInfo } from "../wire/info.ts";
import type { ProtocolTrace } from "./server_types.ts";

/** The sending half of one client's connection. */
export class ServerOutput {
  /** By when the block being written has to be with the peer, ms; Infinity while none is. */
  deadlineMs = Infinity;
  readonly #encoder = new Encoder();
  #trace: ProtocolTrace | null;
  /** The block being written, and how much of it is. */
  #block: Uint8Array | null = null;
  #blockSent = 0;

  /** Takes who is shown everything that goes out. */
  constructor(trace: ProtocolTrace | null) {
    this.#trace = trace;
  }

  /** Shows everything from now on to somebody else, or to nobody. */
  showTo(trace: ProtocolTrace | null): void {
    this.#trace = trace;
  }

  /** Bytes that wait to be sent or are being sent. */
  get pendingBytes(): number {
    return this.#encoder.length + (this.#block === null ? 0 : this.#block.length - this.#blockSent);
  }

  /** Gives the next block to write, or null: while one is being written, or where there is nothing to write. */
  take(deadlineMs: number): Uint8Array | null {
    if (this.#block !== null || this.#encoder.length === 0) return null;
    this.#block = this.#encoder.take();
    this.#blockSent = 0;
    this.deadlineMs = deadlineMs;
    return this.#block;
  }

  /** Notes that so many more bytes of the block have been written; true where that was the rest of it. */
  sent(count: number): boolean {
    if (this.#block === null) return false;
    this.#blockSent += count;
    if (this.#blockSent < this.#block.length) return false;
    this.#encoder.giveBack(this.#block);
    this.#block = null;
    this.deadlineMs = Infinity;
    return true;
  }

  /** Drops what was not sent yet. */
  clear(): void {
    this.#encoder.clear();
    this.deadlineMs = Infinity;
  }

  /** Gives back memory that an idle connection does not need. */
  trim(): void {
    this.#encoder.trim();
  }

  /** INFO. */
  info(info: ServerInfo): void {
    const json = infoJson(info);
    this.#encoder.info(json);
    this.#trace?.sent("INFO", json);
  }

  /** -ERR. */
  error(text: string): void {
    this.#encoder.err(text);
    this.#trace?.sent("-ERR", text);
  }

  /** +OK. */
  ok(): void {
    this.#encoder.ok();
    this.#trace?.sent("OK", null);
  }

  /** PING. */
  ping(): void {
    this.#encoder.ping();
    this.#trace?.sent("PING", null);
  }

  /** PONG. */
  pong(): void {
    this.#encoder.pong();
    this.#trace?.sent("PONG", null);
  }

  /** MSG, or HMSG where the peer understands it; gives the bytes of headers and payload. */
  message(frame: MessageFrame, sid: Uint8Array, withHeaders: boolean): number {
    if (this.#trace !== null) this.#trace.sentMessage(frame, sid, withHeaders);
    return this.#encoder.msg(frame, sid, withHeaders);
  }

  /** Bytes that are an operation already. */
  raw(bytes: Uint8Array): void {
    this.#encoder.raw(bytes);
  }
}
