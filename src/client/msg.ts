/** A message as the application gets it. */

import { InvalidSubjectError } from "../errors.ts";
import { Arena } from "../wire/arena.ts";
import { textOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { type MsgHdrs, MsgHdrsImpl } from "../wire/headers.ts";
import { canPublishTo } from "./checks.ts";
import type { Msg, Payload, PublishOptions, ReviverFn } from "./types.ts";

/** Serves all connections: what it holds is of the push of one of them, and the next push begins anew. */
export const sharedArena: Arena = new Arena();

/** What a message needs of its connection. */
export interface Responder {
  /** Where the bodies of messages are kept. */
  readonly arena: Arena;
  /** Sends a message. */
  publish(subject: string, payload?: Payload, options?: PublishOptions): void;
}

/** Which subscription a message came by. */
export interface MsgOrigin {
  /** Its id. */
  readonly sid: number;
  /** The connection it is of. */
  readonly host: Responder;
}

/** Headers that somebody has looked at, and how many bytes they came in. */
interface ReadHeaders {
  readonly read: MsgHdrs;
  readonly length: number;
}

/** A message that owns its bytes. */
export class MsgImpl implements Msg {
  // Declared only, not defined: a field that is defined is written twice, and there is no object made more often.
  /** The subject it was published to. */
  declare readonly subject: string;
  /** Where an answer is expected; empty for nowhere. */
  declare readonly reply: string;
  /** The payload. */
  declare readonly data: Uint8Array;

  readonly #origin: MsgOrigin;
  /** The headers, or before the first look at them their bytes. */
  #headers: ReadHeaders | Uint8Array | undefined;

  /** Takes its parts; {@link messageOf} makes them from a frame. */
  constructor(
    subject: string,
    reply: string,
    data: Uint8Array,
    headers: Uint8Array | undefined,
    origin: MsgOrigin,
  ) {
    this.subject = subject;
    this.reply = reply;
    this.data = data;
    this.#headers = headers;
    this.#origin = origin;
  }

  /** The id of the subscription it came by. */
  get sid(): number {
    return this.#origin.sid;
  }

  /** The headers, where there are any; read at the first look. */
  get headers(): MsgHdrs | undefined {
    let headers = this.#headers;
    if (headers instanceof Uint8Array) {
      headers = this.#headers = { read: MsgHdrsImpl.decode(headers), length: headers.length };
    }
    return headers?.read;
  }

  /** The bytes of headers and payload as they came. */
  get size(): number {
    const headers = this.#headers;
    return headers === undefined ? this.data.length : this.data.length + headers.length;
  }

  /** Publishes an answer to `reply`; false when there is no such subject, or none that can be published to. */
  respond(payload?: Payload, opts?: PublishOptions): boolean {
    if (this.reply === "") return false;
    try {
      this.#origin.host.publish(this.reply, payload, opts);
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
    return textOf(this.data, 0, this.data.length);
  }
}

/** Makes a message of what a frame lends; subject and reply are read by the caller, who is quick about it. */
export function messageOf(frame: MessageFrame, subject: string, reply: string, origin: MsgOrigin): MsgImpl {
  const { arena } = origin.host;
  try {
    return fromArena(arena, frame, subject, reply, origin);
  } catch {
    // The application transferred the memory that an earlier message shares with this one.
    arena.forget();
    return fromArena(arena, frame, subject, reply, origin);
  }
}

function fromArena(
  arena: Arena,
  frame: MessageFrame,
  subject: string,
  reply: string,
  origin: MsgOrigin,
): MsgImpl {
  const buffer = arena.keep(frame);
  const { start, end } = arena;
  const headerSize = frame.headerEnd - frame.bodyStart;
  const data = new Uint8Array(buffer, start + headerSize, end - start - headerSize);
  const headers = headerSize === 0 ? undefined : new Uint8Array(buffer, start, headerSize);
  return new MsgImpl(subject, reply, data, headers, origin);
}

/** What to publish a message like this one with. */
export function optionsOf(msg: Msg): PublishOptions {
  return { reply: msg.reply, headers: msg.headers };
}
