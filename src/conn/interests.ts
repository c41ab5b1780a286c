/** The subscriptions of a client connection, and the way a message finds its own. */

import type { Encoder } from "../wire/encoder.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { Operation } from "../wire/operation.ts";
import type { ParserSink } from "../wire/parser.ts";
import type { ClientCounts, Interest } from "./client_types.ts";
import type { Outbound } from "./outbound.ts";

/** The subscriptions by their id. The parser hands them their messages, and all else on to the machine. */
export class Interests implements ParserSink {
  readonly #counts: ClientCounts;
  readonly #rest: Pick<ParserSink, "onOperation">;
  /** Made with the first of them, as the other lists are: a connection that idles may have none. */
  #bySid: Map<number, Interest> | undefined;
  /** The subscription the last message was for: mostly the next one is for it too. */
  #last: Interest | undefined;

  /** Those that end: the server was told, and a new transport does not hear of them. */
  #stopped: Set<Interest> | undefined;
  /** What subscriptions had received when the current transport began, where that was anything. */
  #receivedBefore: Map<Interest, number> | undefined;

  /** Takes what counts messages, and who takes what is none. */
  constructor(counts: ClientCounts, rest: Pick<ParserSink, "onOperation">) {
    this.#counts = counts;
    this.#rest = rest;
  }

  /** Hands on what is no message. */
  onOperation(operation: Operation): void {
    this.#rest.onOperation(operation);
  }

  /** Adds a subscription, and tells the server where there is a lane to it. */
  subscribe(interest: Interest, lane: Outbound | undefined): void {
    (this.#bySid ??= new Map()).set(interest.sid, interest);
    lane?.command((encoder) => writeSub(encoder, interest));
  }

  /** Ends a subscription, at once or after `max` messages since it began. */
  unsubscribe(interest: Interest, max: number | undefined, lane: Outbound | undefined): void {
    if (!this.has(interest)) return;
    const later = max !== undefined && max > interest.received;
    // The server counts from the SUB that it got on this transport.
    const left = later ? max - (this.#receivedBefore?.get(interest) ?? 0) : undefined;
    if (later) interest.max = max;
    else this.delete(interest);
    lane?.command((encoder) => encoder.unsub(interest.sid, left));
  }

  /** True while messages for it are handed over. */
  has(interest: Interest): boolean {
    return this.#bySid?.get(interest.sid) === interest;
  }

  /** Hands over nothing more to a subscription. */
  delete(interest: Interest): void {
    this.#bySid?.delete(interest.sid);
    this.#stopped?.delete(interest);
    this.#receivedBefore?.delete(interest);
    if (this.#last === interest) this.#last = undefined;
  }

  /** Forgets all. */
  clear(): void {
    this.#bySid = undefined;
    this.#stopped = undefined;
    this.#receivedBefore = undefined;
    this.#last = undefined;
  }

  /** Keeps a subscription only for what is still on its way. */
  stop(interest: Interest, lane: Outbound | undefined): void {
    if (this.has(interest)) (this.#stopped ??= new Set()).add(interest);
    lane?.command((encoder) => encoder.unsub(interest.sid));
  }

  /** Counts a message and hands it to its subscription; one for nobody is only counted. */
  onMessage(frame: MessageFrame): void {
    const counts = this.#counts;
    counts.inMsgs++;
    counts.inBytes += frame.bodyEnd - frame.bodyStart;
    const { sid } = frame;
    let interest = this.#last;
    if (interest === undefined || interest.sid !== sid) {
      interest = this.#bySid?.get(sid);
      if (interest === undefined) return;
      this.#last = interest;
    }
    interest.received++;
    interest.onMessage(frame);
    // The message may have made the application end the subscription.
    if (interest.max !== undefined && interest.received >= interest.max && this.has(interest)) {
      this.delete(interest);
      interest.onMax();
    }
  }

  /** Subscribes anew on a new transport, each with what is left of its `max`. */
  restore(lane: Outbound): void {
    for (const interest of this.#bySid?.values() ?? []) {
      if (this.#stopped?.has(interest)) continue;
      if (interest.received > 0) (this.#receivedBefore ??= new Map()).set(interest, interest.received);
      writeSub(lane.control, interest);
    }
  }
}

/** Writes the SUB of a subscription, and the UNSUB that limits it. */
export function writeSub(encoder: Encoder, interest: Interest): void {
  encoder.sub(interest.subject, interest.queue, interest.sid);
  // The server counts from this SUB on.
  if (interest.max !== undefined) encoder.unsub(interest.sid, interest.max - interest.received);
}
