import fc from "fast-check";
import { InvalidArgumentError } from "../../src/errors.ts";
import {
  checkMapping,
  compileTransform,
  numberWildcards,
  takePlaceholders,
} from "../../src/subject/transform.ts";
import { fnv1a32 } from "../../src/subject/transform_functions.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

const half = () => 0.5;

test("SubjectTransform.apply does what nats-server 2.15.1 was seen to do", () => {
  const table: [source: string, destination: string, subject: string, becomes: string][] = [
    ["foo", "bar", "foo", "bar"],
    ["foo.*", "bar.$1", "foo.a", "bar.a"],
    ["foo.*.*", "bar.$2.$1", "foo.a.b", "bar.b.a"],
    ["foo.*.*", "bar.{{wildcard(2)}}.{{Wildcard( 1 )}}", "foo.a.b", "bar.b.a"],
    ["foo.*", "bar", "foo.a", "bar"],
    ["foo.>", "bar.>", "foo.a.b", "bar.a.b"],
    ["foo.*.>", "bar.$1.x.>", "foo.a.b.c", "bar.a.x.b.c"],
    [">", "x.>", "a.b", "x.a.b"],
    ["x.>", ">", "x.a.b", "a.b"],
    ["", "x.>", "a", "x.a"],
    ["z.*.*", "z2.$0.$1.$2", "z.q.r", "z2.z.q.r"],
    ["foo.*", "$SYS.$x.$1", "foo.a", "$SYS.$x.a"],
    ["s.*", "{{SplitFromLeft(1,2)}}", "s.abcdef", "ab.cdef"],
    ["s.*", "{{SplitFromRight(1,2)}}", "s.abcdef", "abcd.ef"],
    ["s.*", "{{splitFromLeft(1,6)}}", "s.abcdef", "abcdef"],
    ["s.*", "{{splitfromright(1,-1)}}", "s.abcdef", "abcdef"],
    ["s.*", "{{SliceFromLeft(1,3)}}", "s.abcdefgh", "abc.def.gh"],
    ["s.*", "{{SliceFromLeft(1,3)}}", "s.abcdef", "abc.def"],
    ["s.*", "{{SliceFromRight(1,3)}}", "s.abcdefgh", "ab.cde.fgh"],
    ["s.*", "{{slicefromright(1, 3)}}", "s.abcdef", "abc.def"],
    ["s.*", "{{split(1,-)}}", "s.-a--b-", "a.b"],
    ["s.*", "{{Split(1,-)}}", "s.a-b-c", "a.b.c"],
    ["s.*", "{{split(1,x)}}", "s.abc", "abc"],
    ["s.*", "{{left(1,2)}}", "s.abcdef", "ab"],
    ["s.*", "{{Left(1,9)}}", "s.abcdef", "abcdef"],
    ["s.*", "{{right(1,2)}}", "s.abcdef", "ef"],
    ["s.*", "{{ Right( 1 , 0 ) }}", "s.abcdef", "abcdef"],
    ["r.*", "{{random(10)}}.$1", "r.a", "5.a"],
    ["r", "{{Random(0)}}", "r", "0"],
    ["p.*", "{{partition(0,1)}}", "p.a", "0"],
    ["p.*", "{{Partition(0)}}", "p.a", "0"],
  ];
  for (const [source, destination, subject, becomes] of table) {
    const made = compileTransform(source, destination).apply(subject, half);
    assertEquals(made, becomes, `${source} -> ${destination}: ${subject}`);
  }
});

test("SubjectTransform.apply puts subjects in the partitions of FNV-1a", () => {
  // The test values of the authors of the hash.
  assertEquals(fnv1a32(""), 0x811c9dc5);
  assertEquals(fnv1a32("a"), 0xe40c292c);
  assertEquals(fnv1a32("foobar"), 0xbf9cf968);
  const two = compileTransform("p.*.*", "{{partition(1000,1,2)}}");
  assertEquals(two.apply("p.aa.b", half), String(fnv1a32("aab") % 1000));
  assertEquals(two.apply("p.aa.b", half), two.apply("p.a.ab", half), "no separator between the tokens");
  assertEquals(
    compileTransform("p.*.*", "{{partition(1000,2,1)}}").apply("p.aa.b", half),
    String(fnv1a32("baa") % 1000),
  );
  for (const source of ["p.*.*", "p.>", "p.aa.b"]) {
    const destination = source.endsWith(">") ? "{{partition(1000)}}.>" : "{{partition(1000)}}";
    const made = compileTransform(source, destination).apply("p.aa.b", half).split(".")[0];
    assertEquals(made, String(fnv1a32("p.aa.b") % 1000), "the whole subject with its dots");
  }
});

test("compileTransform refuses what nats-server refuses, in its words", () => {
  const bad = "invalid mapping destination: ";
  const table: [source: string, destination: string, error: string][] = [
    ["w.*", "", "invalid subject"],
    ["w.*", "a.*", "invalid subject"],
    ["w.*", "a.>", "invalid subject"],
    ["w.>", "a", "invalid subject"],
    ["w.>", "a.>.b", "invalid subject"],
    ["w..*", "a.$1", "invalid subject"],
    ["w.*", "a..b", "invalid subject"],
    ["w.*", "w2.$2", `${bad}wildcard index out of range in $2: [2]`],
    ["w", "w2.$1", `${bad}wildcard index out of range in $1`],
    ["w", "w2.{{split(1,x)}}", `${bad}wildcard index out of range in {{split(1,x)}}`],
    ["w.*", "w2.{{partition(3,2)}}", `${bad}wildcard index out of range in {{partition(3,2)}}: [2]`],
    ["w.>", "{{partition(3,1)}}.>", `${bad}wildcard index out of range in {{partition(3,1)}}: [1]`],
    ["w.*", "{{wildcard(1,2)}}", `${bad}too many arguments passed to the function in {{wildcard(1,2)}}`],
    ["w.*", "{{split(1,2,3)}}", `${bad}too many arguments passed to the function in {{split(1,2,3)}}`],
    ["w.*", "{{left(1,2,3)}}", `${bad}too many arguments passed to the function in {{left(1,2,3)}}`],
    ["w.*", "{{wildcard()}}", `${bad}not enough arguments passed to the function in {{wildcard()}}`],
    ["w.*", "{{split(1)}}", `${bad}not enough arguments passed to the function in {{split(1)}}`],
    ["w.*", "{{left(1)}}", `${bad}not enough arguments passed to the function in {{left(1)}}`],
    ["w.*", "{{random(1,2)}}", `${bad}not enough arguments passed to the function in {{random(1,2)}}`],
    ["w.*", "{{foo(1)}}", `${bad}unknown function in {{foo(1)}}`],
    ["w.*", "{{WildCard(1)}}", `${bad}unknown function in {{WildCard(1)}}`],
    ["w.*", "{{slice-from-right(1,2)}}", `${bad}unknown function in {{slice-from-right(1,2)}}`],
    ...["{{left(x,1)}}", "{{left(1,x)}}", "{{left(1,2147483648)}}", "{{split(x,-)}}", "{{split(1,a b)}}"]
      .concat(
        "{{wildcard(a)}}",
        "{{partition(x,1)}}",
        "{{partition()}}",
        "{{random(99999999999)}}",
        "{{random()}}",
      )
      .map((token): [string, string, string] => [
        "w.*",
        token,
        `${bad}function argument is invalid or in the wrong format in ${token}`,
      ]),
  ];
  for (const [source, destination, error] of table) {
    const thrown = assertThrows(() => compileTransform(source, destination), InvalidArgumentError);
    assertEquals(thrown.message, error, `${source} -> ${destination}`);
  }
});

test("compileTransform takes only what can be gone back on where it is strict", () => {
  const strict = (source: string, destination: string) => () =>
    compileTransform(source, destination, { strict: true });
  const only = "the only mapping function allowed for import transforms is {{Wildcard()}}";
  assertThrows(strict("a.*", "b.{{partition(3,1)}}"), InvalidArgumentError, only);
  assertThrows(
    strict("a.*.*", "b.$1"),
    InvalidArgumentError,
    "not using all of the token wildcard(s) in b.$1",
  );
  assertEquals(strict("a.*.*", "b.$2.{{wildcard(1)}}")().apply("a.x.y", half), "b.y.x");
});

test("checkMapping refuses blanks and empty tokens in destinations", () => {
  const bad = "invalid mapping destination: ";
  const table: [destination: string, error: string][] = [
    ["w2..a", `${bad}invalid transform`],
    ["", `${bad}invalid transform`],
    ["w2.a b", `${bad}invalid transform`],
    ["w2.>.b", `${bad}invalid transform in b`],
    ["w2.>", "invalid subject"],
    ["{{foo(1)}}", `${bad}unknown function in {{foo(1)}}`],
  ];
  for (const [destination, error] of table) {
    const thrown = assertThrows(() => checkMapping("w.*", destination), InvalidArgumentError);
    assertEquals(thrown.message, error, destination);
  }
  checkMapping("w.*", "w2.{{ left( 1, 2 ) }}");
});

test("numberWildcards and takePlaceholders are each other's reverse", () => {
  assertEquals(numberWildcards("a.*.b.*.>"), "a.$1.b.$2.>");
  assertEquals(takePlaceholders("a.$2.b.{{wildcard(1)}}.$SYS.{{wildcard(1,2)}}.>"), {
    pattern: "a.*.b.*.$SYS.{{wildcard(1,2)}}.>",
    placeholders: ["$2", "{{wildcard(1)}}"],
  });
});

const token = fc.stringMatching(/^[a-z]{1,3}$/);

test("SubjectTransform.inverse leads every subject back", () => {
  const cases = fc.integer({ min: 1, max: 6 }).chain((stars) =>
    fc.tuple(
      fc.shuffledSubarray([...Array(stars).keys()], { minLength: stars, maxLength: stars }),
      fc.array(token, { minLength: stars, maxLength: stars }),
      fc.boolean(),
      fc.array(token, { minLength: 1, maxLength: 3 }),
    )
  );
  fc.assert(fc.property(cases, ([order, tokens, hasTail, tail]) => {
    const end = hasTail ? ".>" : "";
    const source = `a.${order.map(() => "*").join(".b.")}${end}`;
    const destination = `c.${order.map((index) => `$${index + 1}`).join(".d.")}${end}`;
    const transform = compileTransform(source, destination, { strict: true });
    const subject = `a.${tokens.join(".b.")}${hasTail ? `.${tail.join(".")}` : ""}`;
    assert(transform.matches(subject));
    const there = transform.apply(subject, half);
    assert(transform.inverse().matches(there), there);
    assertEquals(transform.inverse().apply(there, half), subject);
  }));
});

test("SubjectTransform.apply never throws, and partitions stay below their number", () => {
  const cases = fc.tuple(
    fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    fc.array(token, { minLength: 2, maxLength: 2 }),
  );
  fc.assert(fc.property(cases, ([buckets, tokens]) => {
    const transform = compileTransform("p.*.*", `{{partition(${buckets},1,2)}}.{{random(${buckets})}}`);
    const [partition, random] = transform.apply(`p.${tokens.join(".")}`, () => 0.999999999999).split(".");
    assert(Number(partition) >= 0 && Number(partition) < buckets);
    assert(Number(random) >= 0 && Number(random) < buckets);
  }));
});
