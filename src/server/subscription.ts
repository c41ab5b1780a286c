/** A client's subscription as the router sees it. */

import type { IndexEntry } from "../subject/index.ts";
import { binaryBytes } from "../wire/bytes.ts";
import type { Session } from "./session.ts";

/** One SUB. Texts have one character for each byte. */
export class Subscription implements IndexEntry {
  /** Whose it is. */
  readonly session: Session;
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
  constructor(session: Session, subject: string, queue: string | undefined, sid: string, filtered: boolean) {
    this.session = session;
    this.subject = subject;
    this.queue = queue;
    this.sid = sid;
    this.sidBytes = binaryBytes(sid);
    this.filtered = filtered;
  }
}
