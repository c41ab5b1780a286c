import { InvalidArgumentError } from "../../../src/errors.ts";
import { MAX_REMEMBERED_SUBJECTS, SubjectMappings } from "../../../src/server/accounts/mappings.ts";
import { bySpecificity } from "../../../src/server/accounts/specificity.ts";
import { assert, assertEquals, assertThrows, test } from "../../_test.ts";

/** Draws each whole percent once. */
function outcomes(mappings: SubjectMappings, subject: string): Map<string | null | undefined, number> {
  const counts = new Map<string | null | undefined, number>();
  for (let percent = 0; percent < 100; percent++) {
    const mapped = mappings.map(subject, () => (percent + 0.5) / 100);
    counts.set(mapped, (counts.get(mapped) ?? 0) + 1);
  }
  return counts;
}

test("SubjectMappings.map maps once, and not what has no mapping", () => {
  const mappings = new SubjectMappings({ ch1: "ch2", ch2: "ch3", "o.*": "p.$1", "t.>": "u.>" });
  const table: [subject: string, mapped: string | undefined][] = [
    ["ch1", "ch2"],
    ["ch2", "ch3"],
    ["ch3", undefined],
    ["o.x", "p.x"],
    ["o.x.y", undefined],
    ["t.a.b", "u.a.b"],
    ["t", undefined],
    ["", undefined],
  ];
  for (const [subject, mapped] of table) assertEquals(mappings.map(subject, Math.random), mapped, subject);
});

test("SubjectMappings.map leaves the rest of the weights with the source", () => {
  const mappings = new SubjectMappings({
    w1: [{ destination: "a", weight: 50 }, { destination: "b", weight: 20 }],
    "w.*": [{ destination: "a.$1", weight: 25 }],
    n: [{ destination: "a", weight: 0 }],
    none: [],
  });
  assertEquals(outcomes(mappings, "w1"), new Map([["b", 20], ["w1", 30], ["a", 50]]));
  assertEquals(outcomes(mappings, "w.x"), new Map([["a.x", 25], ["w.x", 75]]));
  assertEquals(outcomes(mappings, "n"), new Map([["n", 100]]));
  assertEquals(outcomes(mappings, "none"), new Map([["none", 100]]));
});

test("SubjectMappings.map loses the rest where the source is one of the destinations", () => {
  const mappings = new SubjectMappings({
    w2: [{ destination: "w2", weight: 30 }, { destination: "b", weight: 20 }],
  });
  assertEquals(outcomes(mappings, "w2"), new Map([["b", 20], ["w2", 30], [null, 50]]));
});

test("SubjectMappings.map goes by no cluster's weights", () => {
  const mappings = new SubjectMappings({
    c: [{ destination: "east", weight: 100, cluster: "east" }, { destination: "here", weight: 100 }],
    d: [{ destination: "west", weight: 60, cluster: "west" }],
  });
  assertEquals(outcomes(mappings, "c"), new Map([["here", 100]]));
  assertEquals(outcomes(mappings, "d"), new Map([["d", 100]]));
});

test("SubjectMappings.map takes the most specific of several sources, whatever their order", () => {
  for (const reverse of [false, true]) {
    const entries = [[">", "a.>"], ["o.*", "b"], ["o.lit", "c"], ["o.>", "d.>"], ["*.x", "e"]];
    const mappings = new SubjectMappings(Object.fromEntries(reverse ? entries.reverse() : entries));
    assertEquals(mappings.map("o.lit", Math.random), "c");
    assertEquals(mappings.map("o.x", Math.random), "b");
    assertEquals(mappings.map("p.x", Math.random), "e");
    assertEquals(mappings.map("o.x.y", Math.random), "d.x.y");
    assertEquals(mappings.map("z", Math.random), "a.z");
  }
});

test("bySpecificity puts texts before stars before tails, from the left", () => {
  const sorted = ["a.b.c", "a.b", "a.*.c", "a.*", "a.>", "b", "*.a", "*", ">"];
  assertEquals([...sorted].reverse().sort(bySpecificity), [
    "a.b",
    "a.b.c",
    "a.*",
    "a.*.c",
    "a.>",
    "b",
    "*",
    "*.a",
    ">",
  ]);
});

test("SubjectMappings remembers a bounded number of subjects, and stays right", () => {
  const mappings = new SubjectMappings({ "o.*": "p.$1" });
  for (let at = 0; at < 3 * MAX_REMEMBERED_SUBJECTS; at++) {
    assertEquals(mappings.map(`x.${at}`, Math.random), undefined);
    assertEquals(mappings.map(`o.${at}`, Math.random), `p.${at}`);
  }
});

test("SubjectMappings takes texts beyond ASCII for their bytes", () => {
  const mappings = new SubjectMappings({ "ä.*": "ö.$1" });
  assertEquals(mappings.map("Ã¤.x", Math.random), "Ã¶.x");
  assertEquals(mappings.map("ä.x", Math.random), undefined);
});

test("SubjectMappings.table gives the destinations with added weights", () => {
  const mappings = new SubjectMappings({
    w1: [{ destination: "a", weight: 50 }, { destination: "b", weight: 20 }],
  });
  assertEquals(mappings.table, {
    w1: [{ subject: "b", weight: 20 }, { subject: "w1", weight: 50 }, { subject: "a", weight: 100 }],
  });
});

test("SubjectMappings refuses what nats-server refuses, in its words", () => {
  const table: [mappings: ConstructorParameters<typeof SubjectMappings>[0], error: string][] = [
    [{ "a..b": "c" }, `Subject "a..b" is not a valid subject`],
    [
      { a: "b.$1" },
      `Error adding mapping for "a" to "b.$1" : invalid mapping destination: wildcard index out of range in $1`,
    ],
    [
      { a: [{ destination: "b" }, { destination: "b" }] },
      `Error adding mapping for "a" : duplicate entry for "b"`,
    ],
    [
      { a: [{ destination: "b", weight: 101 }] },
      `Error adding mapping for "a" : individual weights need to be <= 100`,
    ],
    [
      { a: [{ destination: "b", weight: -1 }] },
      `Error adding mapping for "a" : weights need to be integers from 0 to 100`,
    ],
    [
      { a: [{ destination: "b", weight: 0.5 }] },
      `Error adding mapping for "a" : weights need to be integers from 0 to 100`,
    ],
    [
      { a: [{ destination: "b", weight: 51 }, { destination: "c", weight: 50 }] },
      `Error adding mapping for "a" : total weight needs to be <= 100`,
    ],
  ];
  for (const [mappings, error] of table) {
    const thrown = assertThrows(() => new SubjectMappings(mappings), InvalidArgumentError);
    assertEquals(thrown.message, error);
  }
  assert(new SubjectMappings({ a: [{ destination: "b", weight: 50 }, { destination: "c", weight: 50 }] }));
});
