/** Streams of other accounts: each subscription that overlaps with one has a shadow there. [nats-server client.go addShadowSubscriptions] */

import { isSubset, patternsOverlap } from "../../subject/match.ts";
import { hasWildcard } from "../../subject/validate.ts";
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
    const deliver = (frame: MessageFrame, from: Publisher) => cast(subscription, link, router, frame, from);
    return [router.handle(link.exporter, subject, deliver, subscription.queue)];
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

/** Delivers a message of the stream under its subject here. */
function cast(
  subscription: Subscription,
  { planned }: StreamLink,
  router: Router,
  frame: MessageFrame,
  from: Publisher,
): boolean {
  const { transform, keepsSubject, to, allowTrace } = planned;
  const passage = from instanceof Passage ? from : null;
  // What came as a request to a service does not go on as a stream.
  if (passage !== null && passage.services.length > 0) return false;
  const subject = subjectOf(frame);
  const local = transform?.apply(subject, Math.random) ?? (keepsSubject ? subject : to);
  const made = local === subject ? frame : readdressed(frame, local, replyOf(frame));
  const trace = passage?.trace ?? null;
  if (passage === null || trace === null) return router.deliver(passage?.origin ?? from, subscription, made);
  trace.streamExport(subscription.account.name, local);
  if (allowTrace) {
    const as = hasWildcard(subscription.subject)
      ? shadowSubject(subscription.subject, planned)
      : planned.from;
    return router.pass(passage, subscription, made, as);
  }
  return trace.only || router.deliver(passage.origin, subscription, made);
}
