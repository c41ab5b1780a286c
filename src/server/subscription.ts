/** A client and its subscriptions as the router sees them. */

import type { ServerConnection } from "../conn/server.ts";
import type { IndexEntry, MatchResult, SubjectIndex } from "../subject/index.ts";
import { binaryBytes, binaryOf, copyBytes } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { PermissionCheck } from "./permissions.ts";

/** Who publishes and subscribes: a session. */
export interface Subscriber {
  /** The connection, to write to. */
  readonly connection: ServerConnection;
  /** The subscriptions by sid. */
  readonly subscriptions: Map<string, Subscription>;
  /** Who got the message before. */
  readonly lastMatch: LastMatch;
  /** What the user may do; null for everything. */
  readonly permissions: PermissionCheck | null;
  /** True while it is in the router's list of those to flush. */
  dirty: boolean;
  /** True where so much is pending that publishers should wait. */
  readonly isBehind: boolean;
  /** Sends what is pending. */
  flush(): void;
  /** Reads no more before that one has caught up. */
  waitFor(behind: Subscriber): void;
  /** Calls `goOn` once this one has caught up or is gone; returns what takes that back. */
  onCaughtUp(goOn: () => void): () => void;
}

/** One SUB. Texts have one character for each byte. */
export class Subscription implements IndexEntry {
  /** Whose it is. */
  readonly session: Subscriber;
  /** The subject, which may hold wildcards. */
  readonly subject: string;
  /** The queue group. */
  readonly queue: string | undefined;
  /** What the client calls it. */
  readonly sid: string;
  /** The same, ready to be written. */
  readonly sidBytes: Uint8Array;
  /** Whether some of the messages it matches are denied to the user. */
  readonly filtered: boolean;
  /** How many messages it got, counted since the SUB. */
  delivered = 0;
  /** After how many it ends; 0 for never. */
  max = 0;
  /** True once it is gone: a result that was found before may still hold it. */
  closed = false;

  /** Takes what the SUB said. */
  constructor(
    session: Subscriber,
    subject: string,
    queue: string | undefined,
    sid: string,
    filtered: boolean,
  ) {
    this.session = session;
    this.subject = subject;
    this.queue = queue;
    this.sid = sid;
    this.sidBytes = binaryBytes(sid);
    this.filtered = filtered;
  }
}

/**
 * The match of the last subject that one session published to. A stream of messages mostly stays with one
 * subject, and then costs a comparison of bytes instead of a text and a look-up.
 */
export class LastMatch {
  #subject = new Uint8Array(32);
  #length = -1;
  #generation = -1;
  #result: MatchResult<Subscription> = { plain: [], queues: [] };

  /** Finds who gets a message. */
  find(index: SubjectIndex<Subscription>, frame: MessageFrame): MatchResult<Subscription> {
    const { line, subjectStart, subjectEnd } = frame;
    const length = subjectEnd - subjectStart;
    if (length === this.#length && index.generation === this.#generation) {
      const subject = this.#subject;
      let at = 0;
      while (at < length && subject[at] === line[subjectStart + at]) at++;
      if (at === length) return this.#result;
    }
    if (length > this.#subject.length) this.#subject = new Uint8Array(length);
    copyBytes(line, subjectStart, subjectEnd, this.#subject, 0);
    this.#length = length;
    this.#generation = index.generation;
    this.#result = index.match(binaryOf(line, subjectStart, subjectEnd));
    return this.#result;
  }
}
