import fc from "fast-check";
import { type IndexEntry, SubjectIndex } from "../../src/subject/index.ts";
import { isSubset, patternsOverlap, subjectMatches } from "../../src/subject/match.ts";
import {
  hasWildcard,
  isLiteralSubject,
  isLiteralSubjectBytes,
  isValidSubject,
} from "../../src/subject/validate.ts";
import { assert, assertEquals, test } from "../_test.ts";

// A failing fast-check assertion carries its seed and path in the error's message.

/** The rules of matching, written as plainly as possible: what the fast versions are held against. */
function naiveMatches(pattern: string, subject: string): boolean {
  const patternTokens = pattern.split(".");
  const subjectTokens = subject.split(".");
  if (!naiveIsValid(pattern) || subjectTokens.includes("")) return false;
  if (patternTokens.at(-1) === ">") {
    patternTokens.pop();
    if (subjectTokens.length <= patternTokens.length) return false;
    subjectTokens.length = patternTokens.length;
  }
  return patternTokens.length === subjectTokens.length &&
    patternTokens.every((token, i) => token === "*" || token === subjectTokens[i]);
}

function naiveIsValid(pattern: string): boolean {
  const tokens = pattern.split(".");
  return !tokens.includes("") && !tokens.slice(0, -1).includes(">");
}

/** All subjects of one to `maxTokens` tokens over an alphabet. */
function allSubjects(alphabet: string[], maxTokens: number): string[] {
  let last = alphabet;
  const all = [...last];
  for (let n = 1; n < maxTokens; n++) {
    last = last.flatMap((head) => alphabet.map((token) => `${head}.${token}`));
    all.push(...last);
  }
  return all;
}

const token = fc.constantFrom("a", "b", "*", ">", "a*", "");
const anySubject = fc.array(token, { minLength: 1, maxLength: 5 }).map((tokens) => tokens.join("."));
const goodToken = fc.constantFrom("a", "b", "c", "*");
const goodPattern = fc.tuple(fc.array(goodToken, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([tokens, tail]) => (tail ? [...tokens.slice(1), ">"] : tokens).join("."));

test("isValidSubject, hasWildcard and isLiteralSubject agree with the plain rules on any text", () => {
  const text = fc.oneof(anySubject, fc.string({ unit: fc.constantFrom(".", "*", ">", "x", "é") }));
  fc.assert(fc.property(text, (subject) => {
    const tokens = subject.split(".");
    const wildcard = tokens.includes("*") || tokens.includes(">");
    const bytes = new TextEncoder().encode(subject);
    assertEquals(isValidSubject(subject), naiveIsValid(subject));
    assertEquals(hasWildcard(subject), wildcard);
    assertEquals(isLiteralSubject(subject), !wildcard && !tokens.includes(""));
    assertEquals(isLiteralSubjectBytes(bytes, 0, bytes.length), isLiteralSubject(subject));
  }));
});

test("subjectMatches agrees with the plain rules on any pattern and subject", () => {
  fc.assert(
    fc.property(anySubject, anySubject, (pattern, subject) => {
      assertEquals(subjectMatches(pattern, subject), naiveMatches(pattern, subject));
    }),
    { numRuns: 1_000 },
  );
});

test("isSubset and patternsOverlap agree with trying every subject of a small alphabet", () => {
  // The token "z" is in no pattern and the subjects are one token longer than any pattern: enough to tell
  // every pair of patterns apart that differs at all.
  const patterns = allSubjects(["a", "b", "*", ">"], 3).filter(naiveIsValid);
  const subjects = allSubjects(["a", "b", "z"], 4);
  const matchedBy = new Map(patterns.map((pattern) => {
    return [pattern, new Set(subjects.filter((subject) => naiveMatches(pattern, subject)))];
  }));
  for (const [a, ofA] of matchedBy) {
    for (const [b, ofB] of matchedBy) {
      const common = [...ofA].filter((subject) => ofB.has(subject)).length;
      if (isSubset(a, b) !== (common === ofA.size)) assert(false, `isSubset(${a}, ${b})`);
      if (patternsOverlap(a, b) !== (common > 0)) assert(false, `patternsOverlap(${a}, ${b})`);
    }
  }
});

/** What SubjectIndex.match should give, found by asking every entry. */
function naiveMatch(entries: Iterable<IndexEntry>, subject: string) {
  const plain = new Set<IndexEntry>();
  const queues = new Map<string, Set<IndexEntry>>();
  for (const entry of entries) {
    if (!naiveMatches(entry.subject, subject)) continue;
    if (entry.queue === undefined) plain.add(entry);
    else queues.set(entry.queue, (queues.get(entry.queue) ?? new Set()).add(entry));
  }
  return { plain, queues };
}

/** Compares by identity, and sees an entry that is listed twice. */
function assertSameEntries(actual: readonly IndexEntry[], expected: Set<IndexEntry>): void {
  assertEquals(actual.length, expected.size);
  for (const entry of actual) assert(expected.has(entry));
}

function assertSameMatch(index: SubjectIndex<IndexEntry>, entries: Set<IndexEntry>, subject: string): void {
  const expected = naiveMatch(entries, subject);
  const actual = index.match(subject);
  assertSameEntries(actual.plain, expected.plain);
  assertEquals(actual.queues.length, expected.queues.size, subject);
  for (const group of actual.queues) {
    const queue = group[0]?.queue;
    assert(queue !== undefined);
    assertSameEntries(group, expected.queues.get(queue) ?? new Set());
  }
  assertEquals(index.hasInterest(subject), expected.plain.size + expected.queues.size > 0);
}

/** How many positions a tree of the wildcard patterns has: one per distinct beginning, a closing `>` apart. */
function naiveNodes(entries: Iterable<IndexEntry>): number {
  const beginnings = new Set<string>();
  for (const { subject } of entries) {
    const tokens = subject.split(".");
    if (!tokens.includes("*") && !tokens.includes(">")) continue;
    if (tokens.at(-1) === ">") tokens.pop();
    for (let n = tokens.length; n > 0; n--) beginnings.add(tokens.slice(0, n).join("."));
  }
  return beginnings.size;
}

type Step =
  | { do: "insert"; subject: string; queue: string | undefined }
  | { do: "remove"; pick: number }
  | { do: "match"; subject: string }
  | { do: "fill"; results: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("insert" as const),
      subject: fc.oneof({ weight: 9, arbitrary: goodPattern }, { weight: 1, arbitrary: anySubject }),
      queue: fc.constantFrom(undefined, undefined, "q", "r"),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("remove" as const), pick: fc.nat() }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant("match" as const), subject: anySubject }) },
  // Enough other results to get past the bounds at which the cache is dropped or swept.
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("fill" as const), results: fc.constantFrom(300, 1_100) }),
  },
);

test("SubjectIndex agrees with asking every entry, under any sequence of insert, remove and match", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: "max" }), (steps) => {
      const index = new SubjectIndex<IndexEntry>();
      const entries = new Set<IndexEntry>();
      const published = new Set<string>(["a", "a.b"]);
      for (const one of steps) {
        const before = index.generation;
        const kept = index.match("a.b");
        const copy = { plain: [...kept.plain], queues: kept.queues.map((group) => [...group]) };
        if (one.do === "insert") {
          const entry = { subject: one.subject, queue: one.queue };
          const valid = naiveIsValid(one.subject);
          if (valid) entries.add(entry);
          assertEquals(index.insert(entry), valid);
          assertEquals(index.generation !== before, valid);
        } else if (one.do === "remove" && entries.size > 0) {
          const entry = [...entries][one.pick % entries.size]!;
          entries.delete(entry);
          assertEquals(index.remove(entry), true);
          assert(index.generation !== before);
        } else if (one.do === "match") {
          published.add(one.subject);
          assertSameMatch(index, entries, one.subject);
        } else if (one.do === "fill") {
          for (let i = 0; i < one.results; i++) index.match(`c.${i}`);
          published.add("c.7");
        }
        assertEquals(index.count, entries.size);
        assertEquals(index.stats.nodes, naiveNodes(entries));
        assertEquals({ plain: kept.plain, queues: kept.queues }, copy);
      }
      for (const subject of published) assertSameMatch(index, entries, subject);
      for (const entry of entries) assert(index.remove(entry));
      const { count, literals, nodes, cachedReferences } = index.stats;
      assertEquals([count, literals, nodes, cachedReferences], [0, 0, 0, 0]);
    }),
    { numRuns: 150 },
  );
});
