import { InvalidArgumentError } from "../../src/errors.ts";
import {
  canonicalMIMEHeaderKey,
  encodeHeaders,
  headers,
  Match,
  type MsgHdrs,
  MsgHdrsImpl,
  statusOf,
} from "../../src/wire/headers.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows, test } from "../_test.ts";
import { wire } from "./_feed.ts";

const textDecoder = new TextDecoder();
const textEncoder = new TextEncoder();

function made(code?: number, description?: string): MsgHdrsImpl {
  return new MsgHdrsImpl(code, description);
}

function decoded(text: string): MsgHdrsImpl {
  return MsgHdrsImpl.decode(textEncoder.encode(text));
}

function encoded(hdrs: MsgHdrs): string {
  return textDecoder.decode((hdrs as MsgHdrsImpl).encode());
}

test("headers makes an empty block, a status, and a status with a description", () => {
  assertEquals(encoded(headers()), "");
  assertEquals(encoded(new MsgHdrsImpl(503)), "NATS/1.0 503\r\n\r\n");
  assertEquals(encoded(headers(503, "No Responders")), "NATS/1.0 503 No Responders\r\n\r\n");
  assertEquals(encoded(headers(1, "h")), "NATS/1.0 1 h\r\n\r\n");
});

test("headers refuses a status or description that cannot be sent", () => {
  for (const code of [-1, 1.5, 1000, NaN, Infinity, "503" as unknown as number]) {
    assertThrows(() => headers(code), InvalidArgumentError, "'code'");
  }
  assertThrows(() => headers(0, "some message"), InvalidArgumentError, "'code' is required");
  assertThrows(() => headers(500), InvalidArgumentError, "'description' is required");
  for (const description of ["a\r\nB: c", "a\n", "\r", 7 as unknown as string]) {
    assertThrows(() => headers(500, description), InvalidArgumentError, "'description'");
  }
});

test("MsgHdrs.hasError, status, code and description say what the first line said", () => {
  const rows: [string, number, string, string, boolean][] = [
    ["NATS/1.0", 0, "", "0", false],
    ["NATS/1.0 ", 0, "", "0", false],
    ["NATS/1.0 200", 200, "", "200", false],
    ["NATS/1.0 200 OK", 200, "OK", "200 OK", false],
    ["NATS/1.0 100 Idle Heartbeat", 100, "Idle Heartbeat", "100 Idle Heartbeat", false],
    ["NATS/1.0 299", 299, "", "299", false],
    ["NATS/1.0 300", 300, "", "300", true],
    ["NATS/1.0 503 No Responders", 503, "No Responders", "503 No Responders", true],
    ["NATS/1.0   404 \t No  Messages  ", 404, "No  Messages", "404 No  Messages", true],
    ["NATS/1.0\t408", 408, "", "408", true],
    ["NATS/1.0503", 503, "", "503", true],
    ["nats/1.0 503", 503, "", "503", true],
    ["NATS/1.0 0503", 503, "", "503", true],
    ["NATS/1.0\r 503 a\rb", 503, "a b", "503 a b", true],
    ["NATS/1.0 503x", 503, "x", "503 x", true],
    ["NATS/1.0 503 5", 503, "5", "503 5", true],
    ["NATS/1.0 503 é", 503, "é", "503 é", true],
    ["NATS/1.0 OK", 0, "OK", "0 OK", false],
    ["NATS/1.0 -5", 0, "-5", "0 -5", false],
    ["NATS/1.0 9999999999", 0, "9999999999", "0 9999999999", false],
    ["NATS/2.0 503", 0, "", "0", false],
    ["HTTP/1.1 503", 0, "", "0", false],
    ["hi", 0, "", "0", false],
    ["", 0, "", "0", false],
  ];
  for (const [line, code, description, status, hasError] of rows) {
    for (const end of ["", "\r\n", "\n", "\r\n\r\n", "\r\n\r\n\r\n", "\r\nA: b\r\n\r\n"]) {
      const block = textEncoder.encode(line + end);
      assertEquals(statusOf(block, 0, block.length), code, line);
      const hdrs = MsgHdrsImpl.decode(block);
      assertEquals(hdrs.code, code, line);
      assertEquals([hdrs.description, hdrs.status, hdrs.hasError], [description, status, hasError], line);
      assertEquals(hdrs.code, code, line);
      assertEquals(hdrs.get("A"), end.includes("A") ? "b" : "");
    }
  }
});

test("statusOf reads between start and end only", () => {
  const bytes = wire("xxNATS/1.0 503\r\n\r\n");
  assertEquals(statusOf(bytes, 2, bytes.length), 503);
  assertEquals(statusOf(bytes, 0, bytes.length), 0);
  assertEquals(statusOf(bytes, 2, 13), 50);
  assertEquals(statusOf(bytes, 2, 11), 0);
  assertEquals(statusOf(bytes, 2, 5), 0);
  assertEquals(statusOf(bytes, 2, 2), 0);
});

test("MsgHdrsImpl.decode reads names and values, several of a name, and blanks around values not", () => {
  const hdrs = decoded("NATS/1.0\r\nA:A\r\nB:  b c\t \r\nA: second\r\nE:\r\na: small\r\nC: x: y\r\n\r\n");
  assertEquals([...hdrs], [["A", ["A", "second"]], ["B", ["b c"]], ["E", [""]], ["a", ["small"]], ["C", [
    "x: y",
  ]]]);
  assertEquals([hdrs.get("A"), hdrs.last("A"), hdrs.get("E"), hdrs.get("none"), hdrs.last("none")], [
    "A",
    "second",
    "",
    "",
    "",
  ]);
  assertEquals([hdrs.has("E"), hdrs.has("none"), hdrs.size()], [true, false, 5]);
});

test("MsgHdrsImpl.decode reads whatever a peer sends without throwing", () => {
  const rows: [string, [string, string[]][]][] = [
    ["NATS/1.0\r\nBad Key: v\r\n\r\n", [["Bad Key", ["v"]]]],
    ["NATS/1.0\r\nBAD\r\n\r\n", []],
    ["NATS/1.0\r\nBAD\r\nA: b\r\n\r\n", [["A", ["b"]]]],
    ["NATS/1.0\r\n: v\r\n\r\n", [["", ["v"]]]],
    ["NATS/1.0\r\nä: ö\r\n\r\n", [["ä", ["ö"]]]],
    ["NATS/1.0\r\nA: b", [["A", ["b"]]]],
    ["NATS/1.0\r\nA: b\r", [["A", ["b"]]]],
    ["NATS/1.0\nA: b\nC: d\n\n", [["A", ["b"]], ["C", ["d"]]]],
    ["NATS/1.0\r\nA: b\rC: d\r\n", [["A", ["b C: d"]]]],
    ["NATS/1.0\r\nA\r: b\r\n", [["A", ["b"]]]],
    ["NATS/1.0\r\nA\rB: b\r\n", [["A B", ["b"]]]],
    ["NATS/1.0\r\n\r\n\r\nA: b\r\n", [["A", ["b"]]]],
    ["NATS/1.0\r\n A: b\r\n", [[" A", ["b"]]]],
    ["NATS/1.0\r\nA: \0\x01\x7f\r\n", [["A", ["\0\x01\x7f"]]]],
    ["NATS/1.0\r\n__proto__: p\r\nconstructor: c\r\n", [["__proto__", ["p"]], ["constructor", ["c"]]]],
    ["A: lost\r\nB: b\r\n", [["B", ["b"]]]],
    ["\r\n\r\n\r\n", []],
    [":", []],
    ["", []],
  ];
  for (const [block, fields] of rows) assertEquals([...decoded(block)], fields, JSON.stringify(block));
});

test("MsgHdrsImpl.decode reads invalid UTF-8 as replacement characters and keeps a byte order mark", () => {
  const hdrs = MsgHdrsImpl.decode(wire("NATS/1.0\r\nA: \xff\xfe\r\nB: \xef\xbb\xbfb\r\n\r\n"));
  assertEquals([...hdrs], [["A", ["\ufffd\ufffd"]], ["B", ["\ufeffb"]]]);
  const mark = MsgHdrsImpl.decode(wire("\xef\xbb\xbfNATS/1.0 503\r\nA: b\r\n\r\n"));
  assertEquals([mark.code, mark.description, mark.get("A")], [0, "", "b"]);
});

test("MsgHdrsImpl.decode takes a time that grows with the block and no faster", () => {
  // A quadratic reader would need minutes for these.
  for (const line of ["a\n", "a:\n", ":\n", "\n", "\r", "x"]) {
    const hdrs = decoded(`NATS/1.0\r\n${line.repeat(500_000)}:`);
    assert(hdrs.size() <= 2);
  }
  const names = Array.from({ length: 100_000 }, (_, n) => `n${n}: ${n}\r\n`).join("");
  const hdrs = decoded(`NATS/1.0\r\n${names}\r\n`);
  assertEquals([hdrs.keys().length, hdrs.get("n99999")], [100_000, "99999"]);
});

test("MsgHdrsImpl.encode sends a peer's headers on without letting anything out of its line", () => {
  const rows: [string, string][] = [
    ["NATS/1.0\r\nBad Key: v\r\n\r\n", "NATS/1.0\r\nBad Key: v\r\n\r\n"],
    ["NATS/1.0 503 a\rb\nA:b\rC: d", "NATS/1.0 503 a b\r\nA: b C: d\r\n\r\n"],
    [
      "NATS/1.0 100 Idle Heartbeat\r\nNats-Last-Stream:1\r\n\r\n",
      "NATS/1.0 100 Idle Heartbeat\r\nNats-Last-Stream: 1\r\n\r\n",
    ],
    ["NATS/1.0 503\r\n\r\n", "NATS/1.0 503\r\n\r\n"],
    ["NATS/1.0503x\r\n\r\n", "NATS/1.0 503 x\r\n\r\n"],
    ["NATS/1.0 OK\r\n\r\n", "NATS/1.0 OK\r\n\r\n"],
    ["junk", ""],
  ];
  for (const [came, goes] of rows) {
    assertEquals(encoded(decoded(came)), goes, came);
    assertEquals(encoded(decoded(goes)), goes, came);
  }
});

test("MsgHdrs.set and append refuse names and values that would break the block, and change nothing", () => {
  const hdrs = made();
  hdrs.set("a", "kept");
  const names = [
    "",
    "bad:",
    "bad ",
    "b\tad",
    "b\r\nad",
    "b\nad",
    "\x7f",
    "é",
    "😀",
    "\0",
    7 as unknown as string,
  ];
  for (const name of names) {
    assertThrows(() => hdrs.set(name, "v"), InvalidArgumentError, "'header'");
    assertThrows(() => hdrs.append(name, "v"), InvalidArgumentError, "'header'");
    for (const match of [Match.CanonicalMIME, Match.IgnoreCase]) {
      assertThrows(() => hdrs.append(name, "v", match), InvalidArgumentError);
    }
  }
  for (const value of ["\r", "\n", "a\r\nInjected: yes", 7 as unknown as string, null as unknown as string]) {
    assertThrows(() => hdrs.set("a", value), InvalidArgumentError, "'header'");
    assertThrows(() => hdrs.append("a", value), InvalidArgumentError, "'header'");
  }
  assertEquals([...hdrs], [["a", ["kept"]]]);
  assertStringIncludes(
    assertThrows(() => hdrs.set("a b", "")).message,
    "is not a valid character in a header name",
  );
});

test("MsgHdrs.set keeps a value as it is but for spaces and tabs at its ends", () => {
  const hdrs = made();
  for (const value of ["", "a b", "\u00a0x\u00a0", "\ufeffx", "\x0bx\x0c", "a: b", "é€😀", "\0"]) {
    hdrs.set("a", ` \t${value}\t `);
    assertEquals(hdrs.get("a"), value);
    assertEquals(MsgHdrsImpl.decode(hdrs.encode()).get("a"), value, JSON.stringify(value));
  }
});

test("Match.Exact tells capitals from small letters", () => {
  const hdrs = made();
  hdrs.set("a", "a");
  assertEquals([hdrs.has("a"), hdrs.has("A")], [true, false]);
  hdrs.set("A", "A");
  hdrs.append("a", "aa");
  hdrs.append("A", "AA");
  assertEquals([hdrs.size(), hdrs.values("a"), hdrs.values("A")], [2, ["a", "aa"], ["A", "AA"]]);
  hdrs.delete("a");
  assertEquals([hdrs.keys(), hdrs.values("a")], [["A"], []]);
  hdrs.set("A", "AAA");
  assertEquals(hdrs.values("A"), ["AAA"]);
});

test("Match.IgnoreCase finds every spelling", () => {
  const hdrs = made();
  hdrs.set("a", "a", Match.IgnoreCase);
  hdrs.set("A", "A", Match.IgnoreCase);
  assertEquals([...hdrs], [["A", ["A"]]]);
  hdrs.append("a", "aa");
  assertEquals([hdrs.size(), hdrs.values("a", Match.IgnoreCase)], [2, ["A", "aa"]]);
  assertEquals([hdrs.get("a", Match.IgnoreCase), hdrs.has("a", Match.IgnoreCase)], ["A", true]);
  hdrs.append("a", "last", Match.IgnoreCase);
  assertEquals([hdrs.values("A"), hdrs.last("a", Match.IgnoreCase)], [["A", "last"], "last"]);
  hdrs.set("a", "only", Match.IgnoreCase);
  assertEquals([...hdrs], [["a", ["only"]]]);
  hdrs.delete("A", Match.IgnoreCase);
  assertEquals([hdrs.size(), hdrs.get("a", Match.IgnoreCase)], [0, ""]);
});

test("Match.CanonicalMIME looks for the canonical spelling of what it is given", () => {
  const hdrs = made();
  hdrs.set("a", "a");
  hdrs.append("A", "b", Match.CanonicalMIME);
  assertEquals([hdrs.values("a"), hdrs.values("A")], [["a"], ["b"]]);
  hdrs.set("ab", "ab", Match.CanonicalMIME);
  assertEquals([hdrs.has("ab"), hdrs.has("Ab"), hdrs.has("aB", Match.CanonicalMIME)], [false, true, true]);
  hdrs.set("aB", "A", Match.CanonicalMIME);
  hdrs.append("ab", "aa", Match.CanonicalMIME);
  assertEquals([hdrs.values("ab", Match.CanonicalMIME), hdrs.get("AB", Match.CanonicalMIME)], [
    ["A", "aa"],
    "A",
  ]);
  hdrs.delete("ab", Match.CanonicalMIME);
  assertEquals(hdrs.keys(), ["a", "A"]);
});

test("canonicalMIMEHeaderKey writes each part with a capital", () => {
  const rows = [["foo", "Foo"], ["foo-bar", "Foo-Bar"], ["NATS-MSG-ID", "Nats-Msg-Id"], ["-x--y", "-X--Y"], [
    "1a",
    "1a",
  ]];
  for (const [name, canonical] of rows) assertEquals(canonicalMIMEHeaderKey(name!), canonical);
  for (const name of ["a b", "a:", "é", ""]) {
    assertThrows(() => canonicalMIMEHeaderKey(name), InvalidArgumentError, "'header'");
  }
});

test("MsgHdrs gives out copies: changing them changes no headers", () => {
  const hdrs = made();
  hdrs.set("a", "1");
  hdrs.values("a").push("x\r\nInjected: yes");
  for (const [, values] of hdrs) values.push("x\r\nInjected: yes");
  hdrs.toRecord()["a"]!.push("x");
  hdrs.keys().push("x");
  const record = { b: ["2"] };
  const other = MsgHdrsImpl.fromRecord(record);
  record.b.push("3");
  assertEquals([encoded(hdrs), encoded(other)], ["NATS/1.0\r\na: 1\r\n\r\n", "NATS/1.0\r\nb: 2\r\n\r\n"]);
});

test("MsgHdrsImpl.toRecord and fromRecord turn into each other, and fromRecord checks", () => {
  const hdrs = decoded("NATS/1.0\r\nA: 1\r\nA: 2\r\n__proto__: p\r\n\r\n");
  const record = hdrs.toRecord();
  assertEquals(Object.entries(record), [["A", ["1", "2"]], ["__proto__", ["p"]]]);
  assertEquals([...MsgHdrsImpl.fromRecord(record)], [...hdrs]);
  assertEquals(MsgHdrsImpl.fromRecord({ a: "one" as unknown as string[] }).values("a"), ["one"]);
  assertThrows(() => MsgHdrsImpl.fromRecord({ "a b": ["x"] }), InvalidArgumentError);
  assertThrows(() => MsgHdrsImpl.fromRecord({ a: ["x\n"] }), InvalidArgumentError);
});

test("MsgHdrsImpl.equals compares code, names and values in any order", () => {
  const [a, b] = [made(), made()];
  assert(a.equals(b));
  a.set("a", "1");
  assert(!a.equals(b));
  b.set("a", "2");
  assert(!a.equals(b));
  a.append("a", "2");
  b.append("a", "1");
  assert(a.equals(b));
  b.append("a", "1");
  assert(!a.equals(b));
  assert(!made(503).equals(made()));
  assert(made(503, "x").equals(decoded("NATS/1.0 503\r\n\r\n")));
  assertEquals([a.values("a"), b.values("a")], [["1", "2"], ["2", "1", "1"]]);
});

test("MsgHdrsImpl may be changed after it was decoded", () => {
  const changes: ((hdrs: MsgHdrsImpl) => void)[] = [
    (hdrs) => hdrs.set("B", "2"),
    (hdrs) => hdrs.append("B", "2"),
    (hdrs) => (hdrs.delete("none"), hdrs.set("B", "2")),
  ];
  for (const change of changes) {
    const hdrs = decoded("NATS/1.0 100 x\r\nA: 1\r\n\r\n");
    change(hdrs);
    assertEquals(encoded(hdrs), "NATS/1.0 100 x\r\nA: 1\r\nB: 2\r\n\r\n");
  }
});

test("encodeHeaders writes what encode writes, for small and large blocks", () => {
  const hdrs = made(503);
  assertEquals(textDecoder.decode(encodeHeaders(hdrs)), encoded(hdrs));
  for (const value of ["x", "é".repeat(1000), "😀".repeat(1000), "x".repeat(100_000)]) {
    hdrs.set("v", value);
    assertEquals(textDecoder.decode(encodeHeaders(hdrs)), encoded(hdrs));
  }
  assertEquals(encodeHeaders(made()).length, 0);
});

test("encodeHeaders checks headers of another implementation", () => {
  const foreign = (fields: [string, string[]][], code = 0): MsgHdrs =>
    Object.assign(Object.create(null) as MsgHdrs, {
      code,
      description: "",
      [Symbol.iterator]: () => fields[Symbol.iterator](),
    });
  assertEquals(
    textDecoder.decode(encodeHeaders(foreign([["a", ["1", "2"]]], 7))),
    "NATS/1.0 7\r\na: 1\r\na: 2\r\n\r\n",
  );
  assertThrows(() => encodeHeaders(foreign([["a", ["x\r\nB: c"]]])), InvalidArgumentError);
});
