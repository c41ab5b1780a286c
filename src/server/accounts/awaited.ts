/** The answers that an account waits for, so that they are given up when nobody listens for them. [nats-server accounts.go rrMap] */

import type { SubjectIndex } from "../../subject/index.ts";
import { subjectMatches } from "../../subject/match.ts";
import { hasWildcard } from "../../subject/validate.ts";
import type { Subscription } from "../subscription.ts";
import type { PendingResponse } from "./responses.ts";

/**
 * Up to how many ended wildcard subscriptions the answers are compared with, before all of them are asked whether
 * somebody still listens. That is done once per turn, so that a flood of UNSUB does not walk all answers each time.
 */
const MAX_COMPARED_PATTERNS = 16;

/** The answers that an account waits for, by reply subject. */
export class AwaitedResponses {
  readonly #index: SubjectIndex<Subscription>;
  readonly #lose: (pending: PendingResponse) => void;
  readonly #awaited = new Map<string, Set<PendingResponse>>();
  /** The patterns that ended in this turn. */
  #ended: string[] = [];

  /** Takes the subscriptions of the account, and what becomes of answers that nobody listens for any more. */
  constructor(index: SubjectIndex<Subscription>, lose: (pending: PendingResponse) => void) {
    this.#index = index;
    this.#lose = lose;
  }

  /** How many reply subjects there are. */
  get size(): number {
    return this.#awaited.size;
  }

  /** Waits for one more. */
  add(pending: PendingResponse): void {
    const waiting = this.#awaited.get(pending.to);
    if (waiting === undefined) this.#awaited.set(pending.to, new Set([pending]));
    else waiting.add(pending);
  }

  /** Waits no more for this one. */
  remove(pending: PendingResponse): void {
    const waiting = this.#awaited.get(pending.to);
    if (waiting?.delete(pending) === true && waiting.size === 0) this.#awaited.delete(pending.to);
  }

  /** A subscription has ended. */
  unsubscribed(subject: string): void {
    if (this.#awaited.size === 0) return;
    if (!hasWildcard(subject)) return this.#check(subject);
    if (this.#ended.push(subject) === 1) queueMicrotask(() => this.#sweep());
  }

  #sweep(): void {
    const ended = this.#ended;
    this.#ended = [];
    const isAny = ended.length > MAX_COMPARED_PATTERNS;
    for (const reply of [...this.#awaited.keys()]) {
      if (isAny || ended.some((pattern) => subjectMatches(pattern, reply))) this.#check(reply);
    }
  }

  #check(reply: string): void {
    const waiting = this.#awaited.get(reply);
    if (waiting === undefined || this.#index.hasInterest(reply)) return;
    for (const pending of [...waiting]) this.#lose(pending);
  }
}
