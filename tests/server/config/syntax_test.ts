/** The language of configuration files: what each text comes to, and the digest of it. */

import type { ConfigError } from "../../../src/errors.ts";
import { configDigest } from "../../../src/server/config/digest.ts";
import { parseConfig } from "../../../src/server/config/parser.ts";
import type { ConfigContent, ConfigMap } from "../../../src/server/config/value.ts";
import { assertEquals, test } from "../../_test.ts";

function parse(text: string, env: Record<string, string> = {}): ConfigMap {
  const parsing = parseConfig("main.conf", (name) => env[name]);
  parsing.next();
  const end = parsing.next(text);
  if (!end.done) throw new Error(`asks for ${end.value}`);
  return end.value.root;
}

/** Values without their places: integers are bigints. */
function plain(value: ConfigContent): unknown {
  if (Array.isArray(value)) return value.map((entry) => plain(entry.value));
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, entry]) => [key, plain(entry.value)]));
  }
  return value;
}

/** What is special, a text, and what it comes to. */
const VALUES: readonly (readonly [string, string, unknown])[] = [
  ["separators", "a 1\nb = 2\nc: 3\nd\n:\t4", { a: 1n, b: 2n, c: 3n, d: 4n }],
  ["terminators", "a=1;b=2,c=3", { a: 1n, b: 2n, c: 3n }],
  ["comments", "# x\na: 1 # y\n// z\nb: [ # p\n 1 // q\n]", { a: 1n, b: [1n] }],
  ["quoted keys", "'a b': 1\n\"c:d\" 2", { "a b": 1n, "c:d": 2n }],
  ["a brace in a key", "a{b: 1", { "a{b": 1n }],
  ["maps in maps", "a { b { c: 1 }, d: 2 }", { a: { b: { c: 1n }, d: 2n } }],
  ["arrays in arrays", "a [[1 , 2 ]\n[x], ]", { a: [[1n, 2n], ["x"]] }],
  ["braces around all", "{a: 1, b: {c: 2}}", { a: 1n, b: { c: 2n } }],
  ["braces around braces", "{{a: 1}}", { a: 1n }],
  ["bare strings", "a: b#c\nd: e//f\ng: nats://h:1", { a: "b#c", d: "e//f", g: "nats://h:1" }],
  ["escapes", 'a: "\\t\\n\\r\\"\\\\\\x41\\xc3\\xa4"', { a: '\t\n\r"\\Aä' }],
  ["escapes of bare strings", "a: b\\x20c\\tD", { a: "b c\tD" }],
  ["single quotes", "a: 'b\\n\"c'", { a: 'b\\n"c' }],
  ["blocks", "a: (\n b\n )\n)\nc: 1", { a: "\n b\n )\n", c: 1n }],
  ["booleans", "a: true\nb: NO\nc: On\nd: 'yes'\ne: \"on\"", {
    a: true,
    b: false,
    c: true,
    d: "yes",
    e: "on",
  }],
  ["integers", "a: -5\nb: 007", { a: -5n, b: 7n }],
  ["sizes of a thousand", "a: 1k\nb: 2M\nc: 3g\nd: 1T\ne: 1p\nf: 1E", {
    a: 1000n,
    b: 2_000_000n,
    c: 3_000_000_000n,
    d: 10n ** 12n,
    e: 10n ** 15n,
    f: 10n ** 18n,
  }],
  ["sizes of 1024", "a: 1kb\nb: 1Ki\nc: 2MiB\nd: 1GB", { a: 1024n, b: 1024n, c: 2n ** 21n, d: 2n ** 30n }],
  ["floats", "a: 1.5\nb: -0.25\nc: [1.5]", { a: 1.5, b: -0.25, c: [1.5] }],
  ["dates", "a: 2016-01-02T15:04:05Z", { a: new Date("2016-01-02T15:04:05Z") }],
  ["addresses", "a: 127.0.0.1\nb: 1.2.3.4:4222", { a: "127.0.0.1", b: "1.2.3.4:4222" }],
  ["numbers with letters", "a: 10s\nb: 4h\nc: 1m\nd: 1k1", { a: "10s", b: "4h", c: 1_000_000n, d: "1k1" }],
  ["an integer before a bracket", "a: [1]\n]", { a: ["1]"] }],
  ["variables", "a: 1\nb: $a\nc { a: 2\n d: $a }\ne: $a", { a: 1n, b: 1n, c: { a: 2n, d: 2n }, e: 1n }],
  ["no variables in quotes", "a: 1\nb: \"$a\"\nc: 'x$a'\nd: x$a", { a: 1n, b: "$a", c: "x$a", d: "x$a" }],
  ["bcrypt hashes", "a: $2a$11$x/y.z", { a: "$2a$11$x/y.z" }],
  ["the last of equal keys", "a: 1\nb: 2\na: 3", { b: 2n, a: 3n }],
  ["a byte order mark", "\ufeffa: 1", { a: 1n }],
  [
    "keys of objects",
    "__proto__: 1\nconstructor { toString: 2 }",
    Object.fromEntries<unknown>([
      ["__proto__", 1n],
      ["constructor", { toString: 2n }],
    ]),
  ],
];

for (const [what, text, value] of VALUES) {
  test(`parseConfig reads ${what}`, () => assertEquals(plain(parse(text)), value));
}

test("parseConfig reads variables of the environment as if they stood in the file", () => {
  const env = { A: "10mb", B: "[x, {y: $A}]", C: "'$A'", EMPTY: "" };
  assertEquals(plain(parse("a: $A, b: $B, c: $C, d: $EMPTY", env)), {
    a: 10n * 1024n * 1024n,
    b: ["x", { y: 10n * 1024n * 1024n }],
    c: "$A",
    d: "",
  });
});

test("parseConfig asks for files beside the one that includes them, and merges them in place", () => {
  const parsing = parseConfig("/etc/nats/main.conf", () => undefined);
  assertEquals(parsing.next(), { done: false, value: "/etc/nats/main.conf" });
  assertEquals(parsing.next("a: 1\nm {\n include 'sub/x.conf'\n b: $c }"), {
    done: false,
    value: "/etc/nats/sub/x.conf",
  });
  assertEquals(parsing.next("include /y.conf\na: 2"), { done: false, value: "/etc/nats/sub/y.conf" });
  const end = parsing.next("c: 3");
  if (!end.done) throw new Error("asks for more");
  assertEquals(plain(end.value.root), { a: 1n, m: { c: 3n, a: 2n, b: 3n } });
  assertEquals(end.value.files, ["/etc/nats/main.conf", "/etc/nats/sub/x.conf", "/etc/nats/sub/y.conf"]);
});

test("parseConfig keeps why a file can not be read", () => {
  const parsing = parseConfig("main.conf", () => undefined);
  parsing.next();
  const cause = new Error("no permission");
  try {
    parsing.throw(cause);
    throw new Error("took it");
  } catch (error) {
    assertEquals((error as ConfigError).code, "CONFIG");
    assertEquals((error as ConfigError).cause, cause);
    assertEquals((error as ConfigError).message, "main.conf:0:0: can not be read");
  }
});

/** Texts with the digests that nats-server 2.15.1 gave them. */
const DIGESTS: readonly (readonly [string, string])[] = [
  ["port: 1", "5b27b68e52c25859a76c94f378c31d5a499ca677a46b38fb5f58ded229b59650"],
  ["PORT 1 # the key as it is written", "f0c0e1692c4e1f043bc465559a42b1c97eefb85c139f35c161ff402900616c63"],
  [
    'server_name: "<a&b>\\x7f\\t\u2028ä😀"\nserver_metadata { "\uffee": x, "😀": y, b: \'c"d\', a: \'\' }',
    "4c8a0e09b6d99766c18b43290eddb9e95efe4669ded41f8b90204870e34a5d1f",
  ],
  [
    "MINE: 5\nport: $MINE\nserver_tags: []\nserver_metadata {}",
    "be72d60e0552bda1fde24b806edb1470d0adf7c5d13285456c0f72beefa4857e",
  ],
  [
    "accounts { A { exports: [ { service: s, latency: { subject: l, more: [1.5, 1e, -2k, yes, 0.0000001, " +
    '1234567890.125, 1000000000000000000000000.5, 2016-01-02T15:04:05Z, "\\x08\\x0c\\x01\\x1f", {} ] } } ] } }',
    "17fd55ca59cf98b942d38c2394cecc03de34d951e9b811b3c727bb6eeb2199f5",
  ],
];

test("configDigest is that of nats-server", async () => {
  for (const [text, digest] of DIGESTS) assertEquals(await configDigest(parse(text)), `sha256:${digest}`);
});

test("configDigest does not depend on order, comments and spelling", async () => {
  const digest = await configDigest(parse("a: 1k\nb { c: yes }"));
  assertEquals(await configDigest(parse("{b: {'c' = TRUE}, # x\n a: 1000}")), digest);
});
