/**
 * How patterns relate to subjects and to each other, without an index. [nats-server sublist.go]
 *
 * A pattern is what can be subscribed to (`isValidSubject`). A pattern that cannot be subscribed to matches
 * nothing, is no subset of anything and overlaps with nothing, so that a malformed permission grants nothing.
 */

import { isStar, isTail, isValidSubjectFrom, tokenEnd } from "./validate.ts";

/**
 * Tells whether a message published to `subject` reaches a subscription to `pattern`.
 * Wildcard tokens in the published subject are ordinary tokens: `foo.*` reaches `foo.*` and `>`, but not `foo.bar`.
 * A subject with an empty token reaches nothing.
 */
export function subjectMatches(pattern: string, subject: string): boolean {
  for (let p = 0, s = 0;;) {
    const pEnd = tokenEnd(pattern, p);
    const sEnd = tokenEnd(subject, s);
    if (pEnd === p || sEnd === s) return false;
    const pLast = pEnd === pattern.length;
    const sLast = sEnd === subject.length;
    if (isTail(pattern, p, pEnd)) return pLast && (sLast || restHasNoEmptyToken(subject, sEnd + 1));
    if (!isStar(pattern, p, pEnd) && !sameToken(pattern, p, pEnd, subject, s, sEnd)) return false;
    if (pLast || sLast) return pLast && sLast;
    p = pEnd + 1;
    s = sEnd + 1;
  }
}

/**
 * Tells whether every subject matched by `pattern` is matched by `ofPattern` as well: `foo.*` is a subset of
 * `foo.>`, not the other way round. A permission allows a subscription exactly where this holds.
 */
export function isSubset(pattern: string, ofPattern: string): boolean {
  for (let p = 0, o = 0;;) {
    const pEnd = tokenEnd(pattern, p);
    const oEnd = tokenEnd(ofPattern, o);
    if (pEnd === p || oEnd === o) return false;
    const pLast = pEnd === pattern.length;
    const oLast = oEnd === ofPattern.length;
    if (isTail(ofPattern, o, oEnd)) return oLast && isValidSubjectFrom(pattern, p);
    if (isTail(pattern, p, pEnd)) return false;
    // A star in `pattern` against a literal token fails here: the two texts differ.
    if (!isStar(ofPattern, o, oEnd) && !sameToken(pattern, p, pEnd, ofPattern, o, oEnd)) return false;
    if (pLast || oLast) return pLast && oLast;
    p = pEnd + 1;
    o = oEnd + 1;
  }
}

/** Tells whether at least one subject is matched by both patterns, as `foo.*` and `*.bar` have `foo.bar`. */
export function patternsOverlap(a: string, b: string): boolean {
  for (let i = 0, j = 0;;) {
    const iEnd = tokenEnd(a, i);
    const jEnd = tokenEnd(b, j);
    if (iEnd === i || jEnd === j) return false;
    const iLast = iEnd === a.length;
    const jLast = jEnd === b.length;
    if (isTail(a, i, iEnd)) return iLast && isValidSubjectFrom(b, j);
    if (isTail(b, j, jEnd)) return jLast && isValidSubjectFrom(a, i);
    if (!isStar(a, i, iEnd) && !isStar(b, j, jEnd) && !sameToken(a, i, iEnd, b, j, jEnd)) return false;
    if (iLast || jLast) return iLast && jLast;
    i = iEnd + 1;
    j = jEnd + 1;
  }
}

/** Compares two tokens in place, without cutting them out of their subjects. */
function sameToken(a: string, aFrom: number, aEnd: number, b: string, bFrom: number, bEnd: number): boolean {
  if (aEnd - aFrom !== bEnd - bFrom) return false;
  for (let i = aFrom, j = bFrom; i < aEnd; i++, j++) {
    if (a.charCodeAt(i) !== b.charCodeAt(j)) return false;
  }
  return true;
}

/** Tells whether the tokens from `from` on are all non-empty; unlike in a pattern, `>` may stand anywhere. */
function restHasNoEmptyToken(subject: string, from: number): boolean {
  return from < subject.length && subject.charAt(from) !== "." && !subject.endsWith(".") &&
    subject.indexOf("..", from) === -1;
}
