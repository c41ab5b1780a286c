/** Streams of other accounts: each subscription that overlaps with one has a shadow there. [nats-server client.go addShadowSubscriptions] */

import { isSubset, patternsOverlap } from "../../subject/match.ts";
import type { MessageFrame } from "../../wire/frame.ts";
import type { Router } from "../router.ts";
import type { Publisher, Subscription } from "../subscription.ts";
import type { Account } from "./account.ts";
import { readdressed, replyOf, subjectOf } from "./frames.ts";
import { Passage } from "./passage.ts";
import type { PlannedStreamImport } from "./plan_types.ts";

/** A stream that an account imports. */
export interface StreamLink {
  /** What was planned. */
  readonly planned: PlannedStreamImport;
  /** Whose stream it is. */
  readonly exporter: Account;
}

/** Adds the shadows of a subscription, where it overlaps with imported streams. */
export function castShadows(
  subscription: Subscription,
  links: readonly StreamLink[],
  router: Router,
): Subscription[] {
  return links.flatMap((link) => {
    const subject = shadowSubject(subscription.subject, link.planned);
    if (subject === undefined) return [];
    const shadow = new Shadow(subscription, link.planned, router);
    return [
      router.handle(link.exporter, subject, (frame, from) => shadow.cast(frame, from), subscription.queue),
    ];
  });
}

/**
 * What to subscribe to in the exporting account so that a subscription gets what it wants of an import, and no more.
 *
 * @returns undefined where it wants nothing of it.
 */
export function shadowSubject(
  subject: string,
  { from, to, inverse, keepsSubject }: PlannedStreamImport,
): string | undefined {
  if (isSubset(to, subject)) return from;
  if (!patternsOverlap(subject, to)) return undefined;
  const wanted = intersection(subject, to);
  if (inverse !== null) return inverse.apply(wanted, () => 0);
  return keepsSubject ? wanted : from;
}

/** The pattern of the subjects that two overlapping patterns both match. */
export function intersection(a: string, b: string): string {
  const left = a.split(".");
  const right = b.split(".");
  const tokens: string[] = [];
  for (let at = 0; at < left.length || at < right.length; at++) {
    if (left[at] === ">") return [...tokens, ...right.slice(at)].join(".");
    if (right[at] === ">") return [...tokens, ...left.slice(at)].join(".");
    tokens.push(left[at] === "*" ? right[at]! : left[at]!);
  }
  return tokens.join(".");
}

/** Delivers messages of a stream to a subscription, under their subjects there. */
class Shadow {
  readonly #subscription: Subscription;
  readonly #planned: PlannedStreamImport;
  readonly #router: Router;
  /** The last subject, and what it is there: a stream mostly stays with one. */
  #last = "";
  #lastLocal = "";

  constructor(subscription: Subscription, planned: PlannedStreamImport, router: Router) {
    this.#subscription = subscription;
    this.#planned = planned;
    this.#router = router;
  }

  cast(frame: MessageFrame, from: Publisher): boolean {
    const subscription = this.#subscription;
    const passage = from instanceof Passage ? from : null;
    // What came as a request to a service does not go on as a stream.
    if (passage !== null && passage.services.length > 0) return false;
    const subject = subjectOf(frame);
    const local = this.#localOf(subject);
    const made = local === subject ? frame : readdressed(frame, local, replyOf(frame));
    const trace = passage?.trace ?? null;
    if (passage === null || trace === null) {
      return this.#router.deliver(passage?.origin ?? from, subscription, made);
    }
    trace.streamExport(subscription.account.name, local);
    if (this.#planned.allowTrace) {
      return this.#router.pass(
        passage,
        subscription,
        made,
        shadowSubject(subscription.subject, this.#planned),
      );
    }
    return trace.only || this.#router.deliver(passage.origin, subscription, made);
  }

  #localOf(subject: string): string {
    const { transform, keepsSubject, to } = this.#planned;
    if (transform === null) return keepsSubject ? subject : to;
    if (subject !== this.#last) {
      this.#lastLocal = transform.apply(subject, Math.random);
      this.#last = subject;
    }
    return this.#lastLocal;
  }
}
