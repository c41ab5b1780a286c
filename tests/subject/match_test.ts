import { isSubset, patternsOverlap, subjectMatches } from "../../src/subject/match.ts";
import { assertEquals, test } from "../_test.ts";

test("subjectMatches follows the wildcard rules", () => {
  const table: [pattern: string, subject: string, matches: boolean][] = [
    ["foo", "foo", true],
    ["foo", "FOO", false],
    ["foo", "fo", false],
    ["foo", "foo.bar", false],
    ["foo.bar", "foo", false],
    ["*", "foo", true],
    ["*", "foo.bar", false],
    ["foo.*", "foo.bar", true],
    ["foo.*", "foo", false],
    ["foo.*", "foo.bar.baz", false],
    ["*.bar", "foo.bar", true],
    ["foo.*.baz", "foo.bar.baz", true],
    ["foo.*.baz", "foo.bar.bar", false],
    [">", "foo", true],
    [">", "foo.bar.baz", true],
    ["foo.>", "foo.bar.baz", true],
    ["foo.>", "foo", false],
    ["foo.>", "fooo.bar", false],
    ["*.>", "foo", false],
    ["*.>", "foo.bar", true],
  ];
  for (const [pattern, subject, matches] of table) {
    assertEquals(subjectMatches(pattern, subject), matches, `${pattern} / ${subject}`);
  }
});

test("subjectMatches takes * and > inside a longer token as ordinary characters", () => {
  assertEquals(subjectMatches("foo*", "foo*"), true);
  assertEquals(subjectMatches("foo*", "foobar"), false);
  assertEquals(subjectMatches("*foo", "barfoo"), false);
  assertEquals(subjectMatches("b>r", "b>r"), true);
  assertEquals(subjectMatches("b>", "b.c"), false);
  assertEquals(subjectMatches("a.b>", "a.b>"), true);
  assertEquals(subjectMatches("a.b>", "a.b.c"), false);
});

test("subjectMatches takes a wildcard token of the published subject as an ordinary token", () => {
  assertEquals(subjectMatches("foo.*", "foo.*"), true);
  assertEquals(subjectMatches(">", "foo.*"), true);
  assertEquals(subjectMatches("foo.bar", "foo.*"), false);
  assertEquals(subjectMatches("foo.>", "foo.>"), true);
  assertEquals(subjectMatches("foo.*", "foo.>"), true);
  assertEquals(subjectMatches("a.>", "a.>.b"), true);
  assertEquals(subjectMatches("foo.bar", "foo.>"), false);
});

test("subjectMatches gives false for a subject with empty tokens and for an invalid pattern", () => {
  for (const subject of ["", ".", "a..b", ".a", "a.", "a.b..c"]) {
    for (const pattern of [">", "*", "*.*", "a.>", "a.*", "a.*.b", subject]) {
      assertEquals(subjectMatches(pattern, subject), false, `${pattern} / ${subject}`);
    }
  }
  for (const subject of ["a", "a.b", ">.a", "a.>.b"]) {
    for (const pattern of ["", ".", "a.", "a..b", ">.a", "a.>.b", ">."]) {
      assertEquals(subjectMatches(pattern, subject), false, `${pattern} / ${subject}`);
    }
  }
});

test("isSubset tells whether one pattern covers another", () => {
  const table: [pattern: string, ofPattern: string, subset: boolean][] = [
    ["foo", "foo", true],
    ["foo", "bar", false],
    ["foo", "*", true],
    ["foo", ">", true],
    ["*", "foo", false],
    ["*", "*", true],
    ["*", ">", true],
    [">", "*", false],
    [">", ">", true],
    ["foo.*", "foo.>", true],
    ["foo.>", "foo.*", false],
    ["foo.>", "*.>", true],
    ["*.>", "foo.>", false],
    ["*.>", ">", true],
    [">", "*.>", false],
    ["foo", "foo.>", false],
    ["foo.bar", "foo", false],
    ["*.bar", "*.*", true],
    ["*.*", "*.bar", false],
    ["foo", "*foo", false],
    ["foo*", "*", true],
  ];
  for (const [pattern, ofPattern, subset] of table) {
    assertEquals(isSubset(pattern, ofPattern), subset, `${pattern} in ${ofPattern}`);
  }
});

test("isSubset grants nothing to or from an invalid pattern", () => {
  for (const bad of ["", ".", "a.", ".a", "a..b", ">.a", "a.>.b", "a.b."]) {
    for (const pattern of [">", "*", "a.>", "a.*.b", bad]) {
      assertEquals(isSubset(bad, pattern), false, `${bad} in ${pattern}`);
      assertEquals(isSubset(pattern, bad), false, `${pattern} in ${bad}`);
    }
  }
});

test("patternsOverlap tells whether a common subject exists, whichever pattern comes first", () => {
  const table: [a: string, b: string, overlap: boolean][] = [
    ["foo", "foo", true],
    ["foo", "bar", false],
    ["foo.*", "*.bar", true],
    ["foo.*", "bar.*", false],
    ["foo.*", "foo", false],
    ["foo.>", "foo", false],
    ["foo.>", "*.bar", true],
    ["foo.>", "*.bar.baz", true],
    ["foo.>", "bar.>", false],
    [">", "foo.bar", true],
    [">", ">", true],
    ["*", "*.>", false],
    ["foo*", "foob", false],
    [">", "a..b", false],
    [">", "a.>.b", false],
    ["", "", false],
  ];
  for (const [a, b, overlap] of table) {
    assertEquals(patternsOverlap(a, b), overlap, `${a} and ${b}`);
    assertEquals(patternsOverlap(b, a), overlap, `${b} and ${a}`);
  }
});
