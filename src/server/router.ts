/** Who gets a message: matching, queue groups, the limits of subscriptions, and the flush after each chunk. */

import type { SubscribeOutcome } from "../conn/server_types.ts";
import { binaryOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import { KnownSubjects } from "../wire/known_subjects.ts";
import type { Account } from "./accounts/account.ts";
import { subjectOf } from "./accounts/frames.ts";
import { Passage } from "./accounts/passage.ts";
import {
  type MessageHandler,
  type Publisher,
  sidKey,
  type Subscriber,
  Subscription,
} from "./subscription.ts";
import { type MessageTrace, type Refusal, REFUSALS } from "./tracing/message_trace.ts";

/** A queue group of this name is the server's own. [nats-server client.go sysGroup] */
const RESERVED_QUEUE = "_sys_";

/** So many subjects are known at most, by all clients together: 300 kB. */
const SUBJECTS = 2048;

/** What a router has to know of the options. */
export interface RouterLimits {
  /** How many tokens the subject of a subscription may have; 0 for any number. */
  readonly maxSubscriptionTokens: number;
  /** Drops messages for a client that falls behind, instead of slowing their publisher down. */
  readonly noFastProducerStall: boolean;
}

/** The way of each message to the subscriptions of its account. */
export class Router {
  /** The subjects that were published to of late. */
  readonly subjects: KnownSubjects = new KnownSubjects(SUBJECTS);
  #limits: RouterLimits;
  /** Sessions that were written to since the last flush. */
  #dirty: Subscriber[] = [];
  #lastInternalSid = 0;

  /** Takes the limits. */
  constructor(limits: RouterLimits) {
    this.#limits = limits;
  }

  /** Goes on with other limits. */
  limit(limits: RouterLimits): void {
    this.#limits = limits;
  }

  /** Adds a subscription of a session. The order of the checks is nats-server's. [nats-server processSubEx] */
  subscribe(session: Subscriber, subject: string, queue: string | undefined, sid: string): SubscribeOutcome {
    const { account, permissions, subscriptions, maxSubscriptions } = session;
    const { maxSubscriptionTokens } = this.#limits;
    if (queue === RESERVED_QUEUE || permissions?.maySubscribe(subject, queue) === false) return "denied";
    if (maxSubscriptionTokens > 0 && subject.split(".").length > maxSubscriptionTokens) {
      return "tooManyTokens";
    }
    if (maxSubscriptions > 0 && subscriptions.size >= maxSubscriptions) return "tooManySubscriptions";
    // A sid that is in use keeps its first subject.
    const key = sidKey(sid);
    if (subscriptions.has(key)) return "accepted";
    const filtered = session.drops !== null || (permissions?.needsFilter(subject, queue) ?? false);
    const subscription = new Subscription(account, session, subject, queue, sid, filtered);
    if (!account.index.insert(subscription)) return "invalidSubject";
    subscriptions.set(key, subscription);
    account.links?.subscribed(subscription);
    return "accepted";
  }

  /**
   * Adds a subscription of the server itself; {@link remove} ends it.
   *
   * @throws {RangeError} where the subject is not valid.
   */
  handle(account: Account, subject: string, handler: MessageHandler, queue?: string): Subscription {
    const sid = String(++this.#lastInternalSid);
    const subscription = new Subscription(account, handler, subject, queue, sid, false);
    if (!account.index.insert(subscription)) throw new RangeError(`'${subject}' is no subject`);
    account.subscriptions.set(sidKey(sid), subscription);
    return subscription;
  }

  /** Ends a subscription, at once or after `max` messages in all. */
  unsubscribe(session: Subscriber, sid: string, max: number): void {
    const subscription = session.subscriptions.get(sidKey(sid));
    if (subscription === undefined) return;
    if (max > subscription.delivered) subscription.max = max;
    else this.remove(subscription);
  }

  /** Removes a subscription. */
  remove(subscription: Subscription): void {
    const { account, session, sid } = subscription;
    if (subscription.closed) return;
    subscription.end();
    (session ?? account).subscriptions.delete(sidKey(sid));
    account.index.remove(subscription);
    account.links?.unsubscribed(subscription);
  }

  /** Removes all subscriptions of a session. */
  removeAll(session: Subscriber): void {
    for (const subscription of [...session.subscriptions.values()]) this.remove(subscription);
  }

  /** Hands a message to everybody it is for; true where somebody got it. */
  publish(from: Publisher, frame: MessageFrame): boolean {
    const { account, traffic } = from;
    traffic.inMsgs++;
    traffic.inBytes += frame.bodyEnd - frame.bodyStart;
    const { plain, queues } = account.recentMatches.find(frame);
    let delivered = false;
    for (let at = 0; at < plain.length; at++) {
      if (this.#take(from, plain[at]!, frame)) delivered = true;
    }
    for (let at = 0; at < queues.length; at++) {
      if (this.#deliverToOne(from, queues[at]!, frame)) delivered = true;
    }
    return delivered;
  }

  /** Does the same with a message that is traced. */
  publishTraced(from: Publisher, frame: MessageFrame, trace: MessageTrace): boolean {
    from.traffic.inMsgs++;
    from.traffic.inBytes += frame.bodyEnd - frame.bodyStart;
    return this.route(new Passage(from.account, from, { trace }), frame);
  }

  /** Hands a message on in another account, or with its trace; true where somebody got it. */
  route(passage: Passage, frame: MessageFrame): boolean {
    const { plain, queues } = passage.account.index.match(subjectOf(frame));
    let delivered = false;
    for (const subscription of plain) if (this.pass(passage, subscription, frame)) delivered = true;
    for (const group of queues) {
      const first = Math.floor(Math.random() * group.length);
      const order = [...group.slice(first), ...group.slice(0, first)];
      if (order.some((subscription) => this.pass(passage, subscription, frame))) delivered = true;
    }
    return delivered;
  }

  /**
   * Delivers to one subscription, and notes that in the trace of the message.
   *
   * @param as what the trace says was subscribed to.
   */
  pass(
    passage: Passage,
    subscription: Subscription,
    frame: MessageFrame,
    as = subscription.subject,
  ): boolean {
    const { trace, origin } = passage;
    const { session, queue } = subscription;
    if (session === null) return this.#handle(passage, subscription, frame);
    if (trace === null) return this.#deliver(origin, subscription, session, frame) === null;
    const refusal = trace.only
      ? refusalOf(origin, subscription, session, frame)
      : this.#deliver(origin, subscription, session, frame);
    trace.egress(session, as, queue, refusal);
    return refusal === null;
  }

  /** Delivers to one subscription of a client. */
  deliver(from: Publisher, subscription: Subscription, frame: MessageFrame): boolean {
    return subscription.session !== null &&
      this.#deliver(from, subscription, subscription.session, frame) === null;
  }

  /** The sid of a plain subscription of the session that the reply subject reaches. [nats-server subForReply] */
  replySid(session: Subscriber, frame: MessageFrame): Uint8Array | undefined {
    const reply = binaryOf(frame.line, frame.replyStart, frame.replyEnd);
    const { plain } = session.account.index.match(reply);
    return plain.find((subscription) => subscription.session === session)?.sidBytes;
  }

  /** Notes that a session has something to send. */
  touch(session: Subscriber): void {
    if (session.dirty) return;
    session.dirty = true;
    this.#dirty.push(session);
  }

  /** Sends what has been written for all sessions since the last call; tells `from` who falls behind. */
  flush(from: Publisher): void {
    if (this.#dirty.length === 0) return;
    const dirty = this.#dirty;
    this.#dirty = [];
    for (const session of dirty) {
      session.flush();
      const { pace } = session;
      if (pace.isBehind || (session !== from && pace.isFull)) from.waitFor(session);
    }
  }

  /** Tries the members of a queue group from a random one on, until one takes the message. */
  #deliverToOne(from: Publisher, group: readonly Subscription[], frame: MessageFrame): boolean {
    const first = group.length > 1 ? Math.floor(Math.random() * group.length) : 0;
    for (let tried = 0; tried < group.length; tried++) {
      if (this.#take(from, group[(first + tried) % group.length]!, frame)) return true;
    }
    return false;
  }

  #take(from: Publisher, subscription: Subscription, frame: MessageFrame): boolean {
    const to = subscription.session;
    return to === null
      ? this.#handle(from, subscription, frame)
      : this.#deliver(from, subscription, to, frame) === null;
  }

  /**
   * Delivers to a client; null, or why not. The order of the checks is nats-server's, also where it counts what is
   * then not sent. [nats-server deliverMsg]
   */
  #deliver(from: Publisher, subscription: Subscription, to: Subscriber, frame: MessageFrame): Refusal | null {
    const refusal = refusalOf(from, subscription, to, frame);
    if (refusal !== null) return refusal;
    subscription.delivered++;
    if (subscription.max > 0 && subscription.delivered >= subscription.max) {
      this.remove(subscription);
      if (subscription.delivered > subscription.max) return REFUSALS.exceeded;
    }
    if (this.#limits.noFastProducerStall && to.pace.isBehind) return REFUSALS.noStall;
    const size = to.connection.deliver(frame, subscription.sidBytes);
    if (!to.dirty) this.touch(to);
    if (size < 0) return REFUSALS.clientClosed;
    if (to.responses !== null && frame.replyEnd > frame.replyStart) to.trackRequest(frame);
    to.traffic.outMsgs++;
    to.traffic.outBytes += size;
    return null;
  }

  #handle(from: Publisher, subscription: Subscription, frame: MessageFrame): boolean {
    // What a result that was found before still holds may have ended meanwhile.
    if (subscription.handler === null) return false;
    subscription.delivered++;
    return subscription.handler(frame, from);
  }
}

/** Why a subscription does not get a message, before anything is counted; null where it does. */
function refusalOf(
  from: Publisher,
  subscription: Subscription,
  to: Subscriber,
  frame: MessageFrame,
): Refusal | null {
  if (to === from && !to.connection.options.echo) return REFUSALS.noEcho;
  if (subscription.filtered && isDenied(subscription, to, frame)) return REFUSALS.denied;
  return null;
}

function isDenied({ queue }: Subscription, { permissions, drops }: Subscriber, frame: MessageFrame): boolean {
  const subject = binaryOf(frame.line, frame.subjectStart, frame.subjectEnd);
  return permissions?.isDelivered(subject, queue) === false || drops?.(subject) === true;
}
