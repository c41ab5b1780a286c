/** A message as the application gets it. */

import { InvalidSubjectError } from "../errors.ts";
import type { Arena } from "../wire/arena.ts";
import { textOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { type MsgHdrs, MsgHdrsImpl } from "../wire/headers.ts";
import { canPublishTo } from "./checks.ts";
import type { Msg, Payload, PublishOptions, ReviverFn } from "./types.ts";

/** What a message needs of its connection. */
export interface Responder {
  /** Where the bodies of messages are kept. */
  readonly arena: Arena;
  /** Sends a message. */
  publish(subject: string, payload?: Payload, options?: PublishOptions): void;
}

/** A message that owns its bytes. */
export class MsgImpl implements Msg {
  /** The subject it was published to. */
  readonly subject: string;
  /** The id of the subscription it came by. */
  readonly sid: number;
  /** Where an answer is expected; empty for nowhere. */
  readonly reply: string;
  /** Where headers and payload stand. */
  readonly #bytes: Uint8Array;
  readonly #start: number;
  /** Where the headers end and the payload begins. */
  readonly #headerEnd: number;
  readonly #end: number;
  readonly #responder: Responder;
  #data: Uint8Array | undefined;
  #headers: MsgHdrs | undefined;

  /** Takes what the frame lends; subject and reply are read by the caller, who knows how to be quick about it. */
  constructor(
    frame: MessageFrame,
    subject: string,
    sid: number,
    reply: string,
    responder: Responder,
  ) {
    this.subject = subject;
    this.sid = sid;
    this.reply = reply;
    const { arena } = responder;
    arena.keep(frame);
    this.#bytes = arena.bytes;
    this.#start = arena.start;
    this.#headerEnd = arena.start + frame.headerEnd - frame.bodyStart;
    this.#end = arena.end;
    this.#responder = responder;
  }

  /** The payload. */
  get data(): Uint8Array {
    const bytes = this.#bytes;
    return this.#data ??= new Uint8Array(
      bytes.buffer,
      bytes.byteOffset + this.#headerEnd,
      this.#end - this.#headerEnd,
    );
  }

  /** The headers, where there are any; read at the first look. */
  get headers(): MsgHdrs | undefined {
    if (this.#headers === undefined && this.#headerEnd > this.#start) {
      this.#headers = MsgHdrsImpl.decode(this.#bytes.subarray(this.#start, this.#headerEnd));
    }
    return this.#headers;
  }

  /** Publishes an answer to `reply`; false when there is no such subject, or none that can be published to. */
  respond(payload?: Payload, opts?: PublishOptions): boolean {
    if (this.reply === "") return false;
    try {
      this.#responder.publish(this.reply, payload, opts);
    } catch (error) {
      // The peer made that subject up: it must not be able to end the loop of whoever answers it.
      if (error instanceof InvalidSubjectError && !canPublishTo(this.reply)) return false;
      throw error;
    }
    return true;
  }

  /** The payload as JSON; throws what `JSON.parse` throws. */
  json<T = unknown>(reviver?: ReviverFn): T {
    return JSON.parse(this.string(), reviver) as T;
  }

  /** The payload as text. */
  string(): string {
    return textOf(this.#bytes, this.#headerEnd, this.#end);
  }

  /** Bytes of subject, reply, headers and payload. */
  size(): number {
    return this.subject.length + this.reply.length + this.#end - this.#start;
  }
}
