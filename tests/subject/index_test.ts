import {
  CACHE_KEPT_RESULTS,
  CACHE_MAX_REFERENCES,
  CACHE_MAX_RESULTS,
  CACHE_MAX_SEARCHED_RESULTS,
  type IndexEntry,
  SubjectIndex,
} from "../../src/subject/index.ts";
import { assert, assertEquals, assertNotEquals, assertStrictEquals, test } from "../_test.ts";

function entry(subject: string, queue?: string): IndexEntry {
  return { subject, queue };
}

function indexOf(...entries: IndexEntry[]): SubjectIndex<IndexEntry> {
  const index = new SubjectIndex<IndexEntry>();
  for (const one of entries) assert(index.insert(one), one.subject);
  return index;
}

/** The subjects of the matching plain subscriptions and the queue groups as `name:subject,subject`, both sorted. */
function matched(index: SubjectIndex<IndexEntry>, subject: string): string[] {
  const { plain, queues } = index.match(subject);
  const groups = queues.map((group) => `${group[0]?.queue}:${group.map((one) => one.subject).sort()}`);
  return [...plain.map((one) => one.subject).sort(), ...groups.sort()];
}

const emptyStats = { count: 0, literals: 0, nodes: 0, cached: 0, cachedReferences: 0 };

test("SubjectIndex.match finds every literal, * and > that matches", () => {
  const index = indexOf(
    ...["foo", "foo.bar", "foo.*", "*.bar", "*.*", "foo.>", ">", "*", "foo.*.baz", "foo.bar.>"].map((s) =>
      entry(s)
    ),
  );
  assertEquals(matched(index, "foo"), ["*", ">", "foo"]);
  assertEquals(matched(index, "foo.bar"), ["*.*", "*.bar", ">", "foo.*", "foo.>", "foo.bar"]);
  assertEquals(matched(index, "foo.bar.baz"), [">", "foo.*.baz", "foo.>", "foo.bar.>"]);
  assertEquals(matched(index, "FOO.bar"), ["*.*", "*.bar", ">"]);
  assertEquals(matched(index, "a.b.c.d"), [">"]);
});

test("SubjectIndex.match takes foo* and b>r as literals", () => {
  const index = indexOf(entry("foo*"), entry("b>r"), entry("a.b>"));
  assertEquals(matched(index, "foo*"), ["foo*"]);
  assertEquals(matched(index, "foobar"), []);
  assertEquals(matched(index, "b>r"), ["b>r"]);
  assertEquals(matched(index, "a.b>"), ["a.b>"]);
  assertEquals(matched(index, "a.b.c"), []);
});

test("SubjectIndex.match lets a published wildcard token reach only wildcard subscriptions", () => {
  const index = indexOf(...["foo.bar", "foo.*", "foo.>", ">", "*.bar"].map((s) => entry(s)));
  assertEquals(matched(index, "foo.*"), ["foo.*", "foo.>", ">"].sort());
  assertEquals(matched(index, "foo.>"), ["foo.*", "foo.>", ">"].sort());
  assertEquals(matched(index, "*.bar"), ["*.bar", ">"]);
  assertEquals(matched(index, ">"), [">"]);
  const api = "$JS.API.CONSUMER.CREATE.KV_b.name.$KV.b.>";
  assertEquals(matched(indexOf(entry("$JS.API.CONSUMER.CREATE.>"), entry("$JS.API.>")), api).length, 2);
});

test("SubjectIndex.match finds nothing for a subject with empty tokens, and remembers nothing", () => {
  const index = indexOf(entry(">"), entry("a.>"), entry("*.*"), entry("a.*.b"));
  for (const subject of ["", ".", "a..b", ".a", "a.", "a.b..c"]) {
    assertEquals(matched(index, subject), [], subject);
    assertEquals(index.hasInterest(subject), false, subject);
  }
  assertEquals(index.stats.cached, 0);
});

test("SubjectIndex.match treats $SYS like any other token", () => {
  assertEquals(matched(indexOf(entry("$SYS.x"), entry(">")), "$SYS.x"), ["$SYS.x", ">"]);
});

test("SubjectIndex.match makes one group per queue name over all matching patterns", () => {
  const index = indexOf(
    entry("foo.*", "q"),
    entry("foo.>", "q"),
    entry("foo.bar", "q"),
    entry("foo.bar", "q.*"),
    entry("foo.bar", "q>"),
    entry("foo.baz", "q"),
    entry("foo.bar"),
  );
  assertEquals(matched(index, "foo.bar"), ["foo.bar", "q.*:foo.bar", "q:foo.*,foo.>,foo.bar", "q>:foo.bar"]);
  assertEquals(index.match("foo.bar").queues.length, 3);
  assertEquals(matched(index, "foo.other"), ["q:foo.*,foo.>"]);
});

test("SubjectIndex.insert refuses invalid subjects and leaves no trace of them", () => {
  const index = new SubjectIndex<IndexEntry>();
  for (const subject of ["", ".", "a..b", ".a", "a.", ">.a", "a.>.b"]) {
    assertEquals(index.insert(entry(subject)), false, subject);
    assertEquals(index.remove(entry(subject)), false, subject);
  }
  assertEquals(index.stats, emptyStats);
  assertEquals(index.generation, 0);
});

test("SubjectIndex.insert tells entries apart by identity", () => {
  for (const subject of ["foo", "foo.*", "foo.>"]) {
    const [a, b, c] = [entry(subject), entry(subject), entry(subject)];
    const index = indexOf(a, b, c);
    assertEquals([index.insert(a), index.insert(b), index.insert(c)], [false, false, false]);
    assertEquals(index.count, 3);
    assertEquals(index.remove(entry(subject)), false);
    assertEquals([index.remove(b), index.remove(b)], [true, false]);
    assertEquals(new Set(index.match("foo.x").plain.concat(index.match("foo").plain)), new Set([a, c]));
    assertEquals([index.remove(a), index.remove(c)], [true, true]);
    assertEquals({ ...index.stats, cached: 0 }, emptyStats);
  }
});

test("SubjectIndex.remove refuses what is not in the index", () => {
  const index = indexOf(entry("a.b"), entry("a.*.c"), entry("a.>"));
  for (const subject of ["a", "a.b", "a.*", "a.*.c", "a.>", "a.*.c.d", ">", "x.>"]) {
    assertEquals(index.remove(entry(subject)), false, subject);
  }
  assertEquals(index.count, 3);
});

test("SubjectIndex.remove prunes the tree down to what is in use", () => {
  const long = entry("a.b.*.c.d.>");
  const short = entry("a.b.*");
  const index = indexOf(long, short);
  assertEquals(index.stats.nodes, 5);
  index.remove(long);
  assertEquals(index.stats.nodes, 3);
  assertEquals(matched(index, "a.b.x"), ["a.b.*"]);
  index.remove(short);
  assertEquals(index.stats, emptyStats);
});

test("SubjectIndex.generation changes with every insert and remove and with nothing else", () => {
  const one = entry("foo.*");
  const index = new SubjectIndex<IndexEntry>();
  const seen = [index.generation];
  index.insert(one);
  seen.push(index.generation);
  index.insert(one);
  index.match("foo.bar");
  assertEquals(index.generation, seen[1]);
  index.remove(one);
  seen.push(index.generation);
  index.remove(one);
  assertEquals(index.generation, seen[2]);
  assertEquals(new Set(seen).size, 3);
});

test("SubjectIndex.hasInterest counts plain and queue subscriptions", () => {
  const index = indexOf(entry("plain"), entry("queue.*", "q"));
  assertEquals(["plain", "queue.x", "queue", "none"].map((s) => index.hasInterest(s)), [
    true,
    true,
    false,
    false,
  ]);
});

test("SubjectIndex.match results stay whole while entries come and go", () => {
  const entries = [entry("foo"), entry("foo"), entry("*"), entry("foo", "q"), entry(">", "q")];
  const index = indexOf(...entries);
  const result = index.match("foo");
  const delivered: IndexEntry[] = [];
  for (const one of [...result.plain]) {
    delivered.push(one);
    for (const other of entries) index.remove(other);
    index.insert(entry("foo"));
  }
  assertEquals(delivered.length, 3);
  assertEquals(result.plain.length, 3);
  assertEquals(result.queues.map((group) => group.length), [2]);
  assertNotEquals(index.match("foo"), result);
});

test("SubjectIndex.match remembers a result until a change touches its subject", () => {
  const index = indexOf(entry("foo.*"));
  const bar = index.match("foo.bar");
  const other = index.match("other");
  assertStrictEquals(index.match("foo.bar"), bar);
  for (const harmless of [entry("foo"), entry("foo.baz"), entry("bar.*"), entry("foo.bar.>")]) {
    index.insert(harmless);
    index.remove(harmless);
  }
  assertStrictEquals(index.match("foo.bar"), bar);
  for (const touching of [entry("foo.bar"), entry("*.bar"), entry("foo.>"), entry("foo.bar", "q")]) {
    index.match("foo.bar");
    index.insert(touching);
    assertEquals(matched(index, "foo.bar").length, 2);
    index.remove(touching);
    assertEquals(matched(index, "foo.bar"), ["foo.*"]);
  }
  assertEquals(other.plain.length, 0);
});

test("SubjectIndex notices a first subscriber to a subject that was remembered as reaching nobody", () => {
  const index = new SubjectIndex<IndexEntry>();
  assertEquals(index.hasInterest("foo"), false);
  index.insert(entry("foo"));
  assertEquals(index.hasInterest("foo"), true);
  assertEquals(index.hasInterest("bar"), false);
  index.insert(entry(">"));
  assertEquals(index.hasInterest("bar"), true);
});

test("SubjectIndex remembers as many results as its bound, and sweeps at one more", () => {
  const index = indexOf(entry(">"));
  for (let i = 0; i < CACHE_MAX_RESULTS; i++) index.match(`foo.${i}`);
  assertEquals(index.stats.cached, CACHE_MAX_RESULTS);
  index.match("one.more");
  assertEquals(index.stats.cached, CACHE_KEPT_RESULTS + 1);
  assertEquals(index.stats.cachedReferences, CACHE_KEPT_RESULTS + 1);
});

test("SubjectIndex bounds the references of all remembered results together", () => {
  const perSubject = CACHE_MAX_REFERENCES / 4;
  const entries = Array.from({ length: perSubject }, () => entry(">"));
  const index = indexOf(...entries);
  for (let i = 0; i < 4; i++) index.match(`foo.${i}`);
  assertEquals(index.stats.cachedReferences, CACHE_MAX_REFERENCES);
  index.match("foo.4");
  assertEquals(index.stats.cachedReferences, 2 * perSubject);
  for (const one of entries) index.remove(one);
  assertEquals(index.stats, emptyStats);
});

test("SubjectIndex searches a small cache for what a pattern touches and drops a larger one", () => {
  const index = indexOf(entry("foo.>"));
  for (let i = 0; i < CACHE_MAX_SEARCHED_RESULTS; i++) index.match(`foo.${i}`);
  index.insert(entry("foo.7.>"));
  index.insert(entry("foo.*"));
  assertEquals(index.stats.cached, 0);
  for (let i = 0; i < CACHE_MAX_SEARCHED_RESULTS; i++) index.match(`foo.${i}`);
  index.insert(entry("bar.*"));
  assertEquals(index.stats.cached, CACHE_MAX_SEARCHED_RESULTS);
  index.match("one.more");
  index.insert(entry("baz.*"));
  assertEquals([index.stats.cached, index.stats.cachedReferences], [0, 0]);
  assertEquals(matched(index, "foo.7"), ["foo.*", "foo.>"]);
});

test("SubjectIndex holds nothing more after much churn than before it", () => {
  const index = new SubjectIndex<IndexEntry>();
  for (let i = 0; i < 2_000; i++) {
    const batch = [
      entry(`user.${i}.events`),
      entry(`_INBOX.${i}.*`),
      entry(`dev.${i}.status.>`),
      entry(`*.${i}.x`, "q"),
      entry(`jobs.${i % 7}`, `group${i}`),
    ];
    for (const one of batch) index.insert(one);
    index.match(`user.${i}.events`);
    index.match(`_INBOX.${i}.1`);
    for (const one of batch) index.remove(one);
  }
  assertEquals({ ...index.stats, cached: 0 }, emptyStats);
  assert(index.stats.cached <= CACHE_MAX_RESULTS);
});

test("SubjectIndex takes patterns and subjects of very many tokens", () => {
  const subject = Array.from({ length: 100_000 }, () => "a").join(".");
  const entries = [entry(subject), entry(`${subject}.*`), entry(`${subject}.>`), entry("a.>")];
  const index = indexOf(...entries);
  assertEquals(index.match(`${subject}.b`).plain.length, 3);
  assertEquals(index.match(subject).plain.length, 2);
  for (const one of entries) index.remove(one);
  assertEquals({ ...index.stats, cached: 0 }, emptyStats);
});
