import {
  goJsonText,
  messageFrame,
  readdressed,
  replyOf,
  subjectOf,
  withHeader,
} from "../../../src/server/accounts/frames.ts";
import { binaryOf, utf8 } from "../../../src/wire/bytes.ts";
import { assertEquals, test } from "../../_test.ts";

/** A message with a header block; its body ends with `payload`. */
function framed(block: string, payload: string) {
  const frame = messageFrame("a.b", "r", utf8(block + payload));
  frame.headerEnd = block.length;
  return frame;
}

test("readdressed changes subject and reply and nothing else", () => {
  const frame = framed("NATS/1.0\r\nA: 1\r\n\r\n", "hi");
  const made = readdressed(frame, "c", "");
  assertEquals([subjectOf(made), replyOf(made)], ["c", ""]);
  assertEquals([subjectOf(frame), replyOf(frame)], ["a.b", "r"]);
  assertEquals([made.body, made.headerEnd, made.bodyEnd], [frame.body, frame.headerEnd, frame.bodyEnd]);
});

test("withHeader puts its header at the end, in place of others of that very name", () => {
  const table: [block: string, made: string][] = [
    ["", "NATS/1.0\r\nK: v\r\n\r\n"],
    ["NATS/1.0\r\n\r\n", "NATS/1.0\r\nK: v\r\n\r\n"],
    ["NATS/1.0 503 no\r\n\r\n", "NATS/1.0 503 no\r\nK: v\r\n\r\n"],
    ["NATS/1.0\r\nA: 1\r\n\r\n", "NATS/1.0\r\nA: 1\r\nK: v\r\n\r\n"],
    [
      "NATS/1.0\r\nK: 1\r\nA: 1\r\nK:2\r\nk: 3\r\nKK: 4\r\n\r\n",
      "NATS/1.0\r\nA: 1\r\nk: 3\r\nKK: 4\r\nK: v\r\n\r\n",
    ],
    ["NATS/1.0\r\nA: K: 1\r\n\r\n", "NATS/1.0\r\nA: K: 1\r\nK: v\r\n\r\n"],
    ["\r\n", "NATS/1.0\r\nK: v\r\n\r\n\r\n"],
    ["x", "NATS/1.0\r\nK: v\r\n\r\nx"],
  ];
  for (const [block, wanted] of table) {
    const { body, bodyStart, bodyEnd } = withHeader(framed(block, "hi"), "K", "v");
    assertEquals(binaryOf(body, bodyStart, bodyEnd), `${wanted}hi`, block);
  }
  const { body, headerEnd } = withHeader(framed("", ""), "K", "a\r\nB: 1");
  assertEquals(binaryOf(body, 0, headerEnd), "NATS/1.0\r\nK: a  B: 1\r\n\r\n");
});

test("goJsonText escapes what HTML gives a meaning", () => {
  assertEquals(goJsonText({ a: "<b>&\u2028" }), '{"a":"\\u003cb\\u003e\\u0026\\u2028"}');
});
