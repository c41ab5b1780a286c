import {
  hasEmptyToken,
  hasWhitespaceOrNul,
  hasWildcard,
  isLiteralSubject,
  isLiteralSubjectBytes,
  isValidQueue,
  isValidSubject,
} from "../../src/subject/validate.ts";
import { assert, assertEquals, test } from "../_test.ts";

interface Row {
  subject: string;
  valid: boolean;
  literal: boolean;
  wildcard: boolean;
}

/** What the rules say of each subject: may be subscribed to, may be published to, has a wildcard token. */
const table: Row[] = [
  { subject: "foo", valid: true, literal: true, wildcard: false },
  { subject: "foo.bar.baz", valid: true, literal: true, wildcard: false },
  { subject: "FOO.bar", valid: true, literal: true, wildcard: false },
  { subject: "$SYS.REQ", valid: true, literal: true, wildcard: false },
  { subject: "größe.日本.🙂", valid: true, literal: true, wildcard: false },
  { subject: "*", valid: true, literal: false, wildcard: true },
  { subject: ">", valid: true, literal: false, wildcard: true },
  { subject: "foo.*", valid: true, literal: false, wildcard: true },
  { subject: "*.foo", valid: true, literal: false, wildcard: true },
  { subject: "foo.*.bar", valid: true, literal: false, wildcard: true },
  { subject: "*.*", valid: true, literal: false, wildcard: true },
  { subject: "foo.>", valid: true, literal: false, wildcard: true },
  { subject: "*.>", valid: true, literal: false, wildcard: true },
  { subject: "foo*", valid: true, literal: true, wildcard: false },
  { subject: "*foo", valid: true, literal: true, wildcard: false },
  { subject: "f*o.b>r", valid: true, literal: true, wildcard: false },
  { subject: "foo.>>", valid: true, literal: true, wildcard: false },
  { subject: "foo.**", valid: true, literal: true, wildcard: false },
  { subject: "foo.>bar", valid: true, literal: true, wildcard: false },
  { subject: ">.foo", valid: false, literal: false, wildcard: true },
  { subject: "foo.>.bar", valid: false, literal: false, wildcard: true },
  { subject: "foo.>.>", valid: false, literal: false, wildcard: true },
  { subject: "", valid: false, literal: false, wildcard: false },
  { subject: ".", valid: false, literal: false, wildcard: false },
  { subject: ".foo", valid: false, literal: false, wildcard: false },
  { subject: "foo.", valid: false, literal: false, wildcard: false },
  { subject: "foo..bar", valid: false, literal: false, wildcard: false },
  { subject: "foo.>.", valid: false, literal: false, wildcard: true },
  { subject: "*.", valid: false, literal: false, wildcard: true },
];

test("isValidSubject accepts non-empty tokens with > only at the end", () => {
  for (const { subject, valid } of table) assertEquals(isValidSubject(subject), valid, subject);
});

test("isLiteralSubject refuses empty tokens and tokens that are exactly * or >", () => {
  for (const { subject, literal } of table) assertEquals(isLiteralSubject(subject), literal, subject);
});

test("isLiteralSubjectBytes agrees with isLiteralSubject on any part of a buffer", () => {
  for (const { subject, literal } of table) {
    const bytes = new TextEncoder().encode(`PUB ${subject}*>.`);
    assertEquals(isLiteralSubjectBytes(bytes, 4, bytes.length - 3), literal, subject);
  }
});

test("hasWildcard finds * and > only where they are a whole token", () => {
  for (const { subject, wildcard } of table) assertEquals(hasWildcard(subject), wildcard, subject);
});

test("hasEmptyToken finds leading, trailing, doubled and lone dots", () => {
  for (const subject of ["", ".", "..", ".a", "a.", "a..b"]) assert(hasEmptyToken(subject), subject);
  for (const subject of ["a", "a.b", "*.>"]) assert(!hasEmptyToken(subject), subject);
});

test("hasWhitespaceOrNul finds space, tab, CR, LF, FF and NUL anywhere", () => {
  for (const bad of [" ", "\t", "\r", "\n", "\f", "\0"]) {
    for (const text of [bad, `${bad}foo`, `fo${bad}o`, `foo${bad}`]) {
      assert(hasWhitespaceOrNul(text), JSON.stringify(text));
    }
  }
  for (const text of ["", "foo.bar", "a\u00a0b", "\x01\x7f", "日本"]) {
    assert(!hasWhitespaceOrNul(text), JSON.stringify(text));
  }
});

test("isValidQueue takes any token, wildcards and dots included", () => {
  for (const name of ["q", "q.*", "q>", "a..b", ".", "_sys_"]) assert(isValidQueue(name), name);
  for (const name of ["", " ", "a b", "a\tb", "a\r\n", "a\0"]) {
    assert(!isValidQueue(name), JSON.stringify(name));
  }
});
