/** Who gets a message: matching, queue groups, the limits of subscriptions, and the flush after each chunk. */

import type { SubscribeOutcome } from "../conn/server_types.ts";
import { SubjectIndex } from "../subject/index.ts";
import { binaryOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { type Subscriber, Subscription } from "./subscription.ts";

/** A queue group of this name is the server's own. [nats-server client.go sysGroup] */
const RESERVED_QUEUE = "_sys_";

/** What the router has moved; sizes are headers and payloads, in bytes. */
export interface TrafficCounts {
  /** Messages from clients. */
  inMsgs: number;
  /** Their size. */
  inBytes: number;
  /** Messages to clients. */
  outMsgs: number;
  /** Their size. */
  outBytes: number;
}

/** The subscriptions of a server, and the way of each message to them. */
export class Router {
  /** What was moved so far. */
  readonly counts: TrafficCounts = { inMsgs: 0, inBytes: 0, outMsgs: 0, outBytes: 0 };
  readonly #index = new SubjectIndex<Subscription>();
  readonly #maxSubscriptions: number;
  readonly #maxTokens: number;
  readonly #dropForSlow: boolean;
  /** Sessions that were written to since the last flush. */
  #dirty: Subscriber[] = [];

  /** Takes the limits of a client: how many subscriptions, how many tokens each, 0 for any number. */
  constructor(maxSubscriptions: number, maxTokens: number, dropForSlow: boolean) {
    this.#maxSubscriptions = maxSubscriptions;
    this.#maxTokens = maxTokens;
    this.#dropForSlow = dropForSlow;
  }

  /** How many subscriptions there are. */
  get subscriptionCount(): number {
    return this.#index.count;
  }

  /** Adds a subscription of a session. The order of the checks is nats-server's. [nats-server processSubEx] */
  subscribe(session: Subscriber, subject: string, queue: string | undefined, sid: string): SubscribeOutcome {
    const { permissions, subscriptions } = session;
    if (queue === RESERVED_QUEUE || permissions?.maySubscribe(subject, queue) === false) return "denied";
    if (this.#maxTokens > 0 && subject.split(".").length > this.#maxTokens) return "tooManyTokens";
    if (this.#maxSubscriptions > 0 && subscriptions.size >= this.#maxSubscriptions) {
      return "tooManySubscriptions";
    }
    // A sid that is in use keeps its first subject.
    if (subscriptions.has(sid)) return "accepted";
    const filtered = permissions?.needsFilter(subject, queue) ?? false;
    const subscription = new Subscription(session, subject, queue, sid, filtered);
    if (!this.#index.insert(subscription)) return "invalidSubject";
    subscriptions.set(sid, subscription);
    return "accepted";
  }

  /** Ends a subscription, at once or after `max` messages in all. */
  unsubscribe(session: Subscriber, sid: string, max: number): void {
    const subscription = session.subscriptions.get(sid);
    if (subscription === undefined) return;
    if (max > subscription.delivered) subscription.max = max;
    else this.remove(subscription);
  }

  /** Removes a subscription. */
  remove(subscription: Subscription): void {
    subscription.closed = true;
    subscription.session.subscriptions.delete(subscription.sid);
    this.#index.remove(subscription);
  }

  /** Removes all subscriptions of a session. */
  removeAll(session: Subscriber): void {
    for (const subscription of [...session.subscriptions.values()]) this.remove(subscription);
  }

  /** Hands a message to everybody it is for; true where somebody got it. */
  publish(from: Subscriber, frame: MessageFrame): boolean {
    this.counts.inMsgs++;
    this.counts.inBytes += frame.bodyEnd - frame.bodyStart;
    const { plain, queues } = from.recentMatches.find(this.#index, frame);
    let delivered = false;
    for (let at = 0; at < plain.length; at++) {
      if (this.#deliver(from, plain[at]!, frame)) delivered = true;
    }
    for (let at = 0; at < queues.length; at++) {
      if (this.#deliverToOne(from, queues[at]!, frame)) delivered = true;
    }
    return delivered;
  }

  /** The sid of a plain subscription of the session that the reply subject reaches. [nats-server subForReply] */
  replySid(session: Subscriber, frame: MessageFrame): Uint8Array | undefined {
    const reply = binaryOf(frame.line, frame.replyStart, frame.replyEnd);
    return this.#index.match(reply).plain.find((subscription) => subscription.session === session)?.sidBytes;
  }

  /** Notes that a session has something to send. */
  touch(session: Subscriber): void {
    if (session.dirty) return;
    session.dirty = true;
    this.#dirty.push(session);
  }

  /** Sends what has been written for all sessions since the last call; tells `from` who falls behind. */
  flush(from: Subscriber): void {
    if (this.#dirty.length === 0) return;
    const dirty = this.#dirty;
    this.#dirty = [];
    for (const session of dirty) {
      session.flush();
      if (session.isBehind) from.waitFor(session);
    }
  }

  /** Tries the members of a queue group from a random one on, until one takes the message. */
  #deliverToOne(from: Subscriber, group: readonly Subscription[], frame: MessageFrame): boolean {
    const first = group.length > 1 ? Math.floor(Math.random() * group.length) : 0;
    for (let tried = 0; tried < group.length; tried++) {
      if (this.#deliver(from, group[(first + tried) % group.length]!, frame)) return true;
    }
    return false;
  }

  /** The order of the checks is nats-server's, also where it counts what is then not sent. [nats-server deliverMsg] */
  #deliver(from: Subscriber, subscription: Subscription, frame: MessageFrame): boolean {
    const to = subscription.session;
    if (to === from && !to.connection.options.echo) return false;
    if (subscription.filtered && this.#isDenied(subscription, frame)) return false;
    if (subscription.closed) return false;
    subscription.delivered++;
    if (subscription.max > 0 && subscription.delivered >= subscription.max) {
      this.remove(subscription);
      if (subscription.delivered > subscription.max) return false;
    }
    if (this.#dropForSlow && to.isBehind) return false;
    const size = to.connection.deliver(frame, subscription.sidBytes);
    if (!to.dirty) this.touch(to);
    if (size < 0) return false;
    this.counts.outMsgs++;
    this.counts.outBytes += size;
    return true;
  }

  #isDenied({ session, queue }: Subscription, frame: MessageFrame): boolean {
    const subject = binaryOf(frame.line, frame.subjectStart, frame.subjectEnd);
    return session.permissions?.isDelivered(subject, queue) === false;
  }
}
