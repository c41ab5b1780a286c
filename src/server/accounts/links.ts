/** What an account has of others: streams, services, and the answers that are under way. */

import type { Clock } from "../../transport/clock.ts";
import type { Router } from "../router.ts";
import type { Subscription } from "../subscription.ts";
import type { Account } from "./account.ts";
import { AwaitedResponses } from "./awaited.ts";
import { subjectOf } from "./frames.ts";
import { Responses } from "./responses.ts";
import type { ServiceCalls, ServiceLink } from "./service_calls.ts";
import { castShadows, type StreamLink } from "./stream_imports.ts";

/** The links of one account. */
export class AccountLinks {
  /** The answers that its services owe. */
  readonly responses: Responses;
  /** The answers that it waits for. */
  readonly awaited: AwaitedResponses;
  readonly #account: Account;
  readonly #router: Router;
  readonly #calls: ServiceCalls;
  #streams: readonly StreamLink[] = [];
  #services: readonly ServiceLink[] = [];
  /** The subscriptions that take the requests to services. */
  #serviceSubscriptions: Subscription[] = [];
  #answers: Subscription | null = null;
  /** The shadows of the subscriptions that have some. */
  readonly #shadows = new Map<Subscription, Subscription[]>();

  /** Takes the account, and what carries its messages. */
  constructor(account: Account, router: Router, calls: ServiceCalls, clock: Clock) {
    this.#account = account;
    this.#router = router;
    this.#calls = calls;
    this.responses = new Responses(
      clock,
      (pending) => calls.timeOut(pending),
      (subject) => this.#listen(subject),
    );
    this.awaited = new AwaitedResponses(account.index, (pending) => calls.lose(pending));
  }

  /** The services it imports. */
  get services(): readonly ServiceLink[] {
    return this.#services;
  }

  /** Takes other imports: messages from now on go by them. */
  replace(streams: readonly StreamLink[], services: readonly ServiceLink[]): void {
    for (const subscription of this.#serviceSubscriptions) this.#router.remove(subscription);
    this.#services = services;
    this.#serviceSubscriptions = services.map((link) =>
      this.#router.handle(
        this.#account,
        link.planned.from,
        (frame, from) => this.#calls.request(link, frame, from),
      )
    );
    this.#streams = streams;
    for (const subscription of [...this.#shadows.keys()]) this.#removeShadows(subscription);
    for (const session of this.#account.sessions) {
      for (const subscription of session.subscriptions.values()) this.subscribed(subscription);
    }
  }

  /** A client has subscribed. */
  subscribed(subscription: Subscription): void {
    if (this.#streams.length === 0) return;
    const shadows = castShadows(subscription, this.#streams, this.#router);
    if (shadows.length > 0) this.#shadows.set(subscription, shadows);
  }

  /** A subscription has ended. */
  unsubscribed(subscription: Subscription): void {
    if (this.#shadows.size > 0) this.#removeShadows(subscription);
    this.awaited.unsubscribed(subscription.subject);
  }

  /** Ends all of it. */
  close(): void {
    this.replace([], []);
    for (const pending of this.responses.clear()) pending.requester.links?.awaited.remove(pending);
    if (this.#answers !== null) this.#router.remove(this.#answers);
    this.#answers = null;
  }

  /** What no answer is owed for any more is taken, and goes nowhere. */
  #listen(subject: string): void {
    this.#answers = this.#router.handle(this.#account, subject, (frame, from) => {
      const pending = this.responses.find(subjectOf(frame));
      if (pending !== undefined) this.#calls.respond(pending, frame, from);
      return true;
    });
  }

  #removeShadows(subscription: Subscription): void {
    const shadows = this.#shadows.get(subscription);
    if (shadows === undefined) return;
    this.#shadows.delete(subscription);
    for (const shadow of shadows) this.#router.remove(shadow);
  }
}
