/** A client and its subscriptions as the router sees them. */

import type { ServerConnection } from "../conn/server.ts";
import type { IndexEntry } from "../subject/index.ts";
import { binaryBytes } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { Account } from "./accounts/account.ts";
import type { ResponsePermissions } from "./auth/responses.ts";
import type { Pace } from "./pace.ts";
import type { PermissionCheck } from "./permissions.ts";

/** Messages and their bytes, both ways; of a client, as the server sees it: `in` is what the client sent. */
export class Traffic {
  /** Messages from clients. */
  inMsgs = 0;
  /** Their headers and payloads, bytes. */
  inBytes = 0;
  /** Messages to clients. */
  outMsgs = 0;
  /** Their headers and payloads, bytes. */
  outBytes = 0;
}

/** Adds what was moved to a sum. */
export function addTraffic(sum: Traffic, { inMsgs, inBytes, outMsgs, outBytes }: Readonly<Traffic>): void {
  sum.inMsgs += inMsgs;
  sum.inBytes += inBytes;
  sum.outMsgs += outMsgs;
  sum.outBytes += outBytes;
}

/** Takes what was moved out of a sum. */
export function subtractTraffic(
  sum: Traffic,
  { inMsgs, inBytes, outMsgs, outBytes }: Readonly<Traffic>,
): void {
  addTraffic(sum, { inMsgs: -inMsgs, inBytes: -inBytes, outMsgs: -outMsgs, outBytes: -outBytes });
}

/** Who publishes: a session, or the server itself in the name of an account. */
export interface Publisher {
  /** Where the messages go. */
  readonly account: Account;
  /** What was moved. */
  readonly traffic: Traffic;
  /** Reads no more before that one has caught up. */
  waitFor(behind: Subscriber): void;
}

/** Who publishes and subscribes: a session. */
export interface Subscriber extends Publisher {
  /** The number of the connection. */
  readonly id: number;
  /** The connection, to write to. */
  readonly connection: ServerConnection;
  /** The subscriptions by sid. */
  readonly subscriptions: Map<SidKey, Subscription>;
  /** How many of them there may be; 0 for any number. */
  readonly maxSubscriptions: number;
  /** What the user may do; null for everything. */
  readonly permissions: PermissionCheck | null;
  /** Which messages a test has lost on their way to it; null for none. */
  readonly drops: ((subject: string) => boolean) | null;
  /** The requests that it may answer, whatever its permissions; null for none. */
  readonly responses: ResponsePermissions | null;
  /** True while it is in the router's list of those to flush. */
  dirty: boolean;
  /** Who waits for it before more is read. */
  readonly pace: Pace;
  /** Takes note of a request that was delivered. */
  trackRequest(frame: MessageFrame): void;
  /** Sends what is pending. */
  flush(): void;
}

/** Takes a message for the server itself; the frame is good until it returns. True where it counts as delivered. */
export type MessageHandler = (frame: MessageFrame, from: Publisher) => boolean;

/** What a subscription is looked up by: its sid, as a number where it is one. */
export type SidKey = string | number;

/** Sids with up to so many digits are numbers. */
const MAX_KEY_DIGITS = 9;

/**
 * What a sid is looked up by. Not as texts of digits: with 300,000 of them in a map, V8 took five times as long for
 * each look into that map, and into every other map with texts.
 */
export function sidKey(sid: string): SidKey {
  if (sid.length > MAX_KEY_DIGITS || (sid.length > 1 && sid.startsWith("0"))) return sid;
  let number = 0;
  for (let at = 0; at < sid.length; at++) {
    const digit = sid.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return sid;
    number = 10 * number + digit;
  }
  return sid === "" ? sid : number;
}

/** One SUB, or a subscription of the server itself. Texts have one character for each byte. */
export class Subscription implements IndexEntry {
  /** Whose it is; null for the server itself, and once it is gone. */
  session: Subscriber | null;
  /** Who takes the messages for the server itself; null for those of clients, and once it is gone. */
  handler: MessageHandler | null;
  /** The account whose subjects these are. */
  readonly account: Account;
  /** The subject, which may hold wildcards. */
  readonly subject: string;
  /** The queue group. */
  readonly queue: string | undefined;
  /** What the client calls it. */
  readonly sid: string;
  /** The same, ready to be written. */
  readonly sidBytes: Uint8Array;
  /** Whether some of the messages it matches are denied to the user, or are lost on purpose. */
  filtered: boolean;
  /** How many messages it got, counted since the SUB. */
  delivered = 0;
  /** After how many it ends; 0 for never. */
  max = 0;
  /** True once it is gone: a result that was found before may still hold it. */
  closed = false;

  /** Takes what the SUB said, and whose it is: a client's, or a handler of the server. */
  constructor(
    account: Account,
    owner: Subscriber | MessageHandler,
    subject: string,
    queue: string | undefined,
    sid: string,
    filtered: boolean,
  ) {
    this.account = account;
    this.session = typeof owner === "function" ? null : owner;
    this.handler = typeof owner === "function" ? owner : null;
    this.subject = subject;
    this.queue = queue;
    this.sid = sid;
    this.sidBytes = binaryBytes(sid);
    this.filtered = filtered;
  }

  /** It is gone. Matches that are remembered may hold it for long, and are not to hold its session as well. */
  end(): void {
    this.closed = true;
    this.session = null;
    this.handler = null;
  }
}
