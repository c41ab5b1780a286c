/**
 * What the NATS rules say about subjects and queue names, as predicates. [nats-server sublist.go]
 *
 * A subject is a list of tokens separated by dots. `*` and `>` are wildcards only where they are a whole token;
 * inside a token (`foo*`, `b>r`) they are ordinary characters. Case counts.
 */

const DOT = 0x2e;
const STAR = 0x2a;
const GREATER = 0x3e;

/**
 * Tells whether a subject may be subscribed to: no empty token, and `>` nowhere but as the last token.
 * White space is not looked at (it cannot arrive over the wire): see {@linkcode hasWhitespaceOrNul}.
 */
export function isValidSubject(subject: string): boolean {
  return isValidSubjectFrom(subject, 0);
}

/** Tells whether the tokens of a subject from character `start` on would be a valid subject by themselves. */
export function isValidSubjectFrom(subject: string, start: number): boolean {
  for (let from = start;;) {
    const end = tokenEnd(subject, from);
    if (end === from) return false;
    if (end === subject.length) return true;
    if (isTail(subject, from, end)) return false;
    from = end + 1;
  }
}

/**
 * Tells whether a subject may be published to: no empty token, and none that is exactly `*` or `>`.
 * A server refuses others only from pedantic clients; see {@linkcode isLiteralSubjectBytes} for its hot path.
 */
export function isLiteralSubject(subject: string): boolean {
  for (let from = 0;;) {
    const end = tokenEnd(subject, from);
    if (end === from || isStar(subject, from, end) || isTail(subject, from, end)) return false;
    if (end === subject.length) return true;
    from = end + 1;
  }
}

/**
 * {@linkcode isLiteralSubject} over the bytes `start` (included) to `end` (excluded) of a buffer, without
 * decoding or allocating. The bytes of a longer UTF-8 character never look like a dot or a wildcard.
 */
export function isLiteralSubjectBytes(bytes: Uint8Array, start: number, end: number): boolean {
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at] !== DOT) continue;
    if (at === from) return false;
    if (at === from + 1 && (bytes[from] === STAR || bytes[from] === GREATER)) return false;
    from = at + 1;
  }
  return true;
}

/** Tells whether any token of a subject is a wildcard, that is exactly `*` or `>`. */
export function hasWildcard(subject: string): boolean {
  for (let from = 0;;) {
    const end = tokenEnd(subject, from);
    if (isStar(subject, from, end) || isTail(subject, from, end)) return true;
    if (end === subject.length) return false;
    from = end + 1;
  }
}

/** Tells whether any token of a subject is empty, as in `a..b`, `.a`, `a.` and the empty string. */
export function hasEmptyToken(subject: string): boolean {
  return subject.length === 0 || subject.startsWith(".") || subject.endsWith(".") || subject.includes("..");
}

/**
 * Tells whether a text holds a character that would break a control line or a configured subject: space, tab,
 * carriage return, line feed, form feed or NUL. A client refuses such subjects and queue names before sending.
 */
export function hasWhitespaceOrNul(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x20:
      case 0x09:
      case 0x0d:
      case 0x0a:
      case 0x0c:
      case 0x00:
        return true;
    }
  }
  return false;
}

/**
 * Tells whether a name may name a queue group: not empty and without white space. Dots and wildcards mean nothing
 * in it (`q.*` and `q>` are two groups). The reserved name `_sys_` is a matter of permissions, not of form.
 */
export function isValidQueue(name: string): boolean {
  return name.length > 0 && !hasWhitespaceOrNul(name);
}

/** Returns where the token that begins at `from` ends: the index of the next dot, or the length of the subject. */
export function tokenEnd(subject: string, from: number): number {
  const dot = subject.indexOf(".", from);
  return dot === -1 ? subject.length : dot;
}

/** Tells whether the token from `from` to `end` is the wildcard `*`. */
export function isStar(subject: string, from: number, end: number): boolean {
  return end - from === 1 && subject.charCodeAt(from) === STAR;
}

/** Tells whether the token from `from` to `end` is the wildcard `>`. */
export function isTail(subject: string, from: number, end: number): boolean {
  return end - from === 1 && subject.charCodeAt(from) === GREATER;
}
