import fc from "fast-check";
import { messageFrame } from "../../../src/server/accounts/frames.ts";
import { mayBeTraced, traceHeaders } from "../../../src/server/tracing/headers.ts";
import { utf8 } from "../../../src/wire/bytes.ts";
import type { MessageFrame } from "../../../src/wire/frame.ts";
import { assert, assertEquals, test } from "../../_test.ts";
import { hpub, joinAs, startAccounts } from "../accounts/_accounts.ts";

/** A message with this header block. */
function framed(block: string): MessageFrame {
  const frame = messageFrame("x", "", utf8(block));
  frame.headerEnd = frame.bodyEnd;
  return frame;
}

const SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("traceHeaders finds who asks for a trace", () => {
  const table: [block: string, found: boolean | null][] = [
    ["NATS/1.0\r\nNats-Trace-Dest: t\r\n\r\n", false],
    ["NATS/1.0\r\nA: 1\r\nNats-Trace-Dest:t\r\n\r\n", false],
    [`NATS/1.0\r\ntraceparent: ${SAMPLED}\r\n\r\n`, true],
    [`NATS/1.0\r\nTRACEPARENT: ${SAMPLED}\r\nNats-Trace-Dest: t\r\n\r\n`, false],
    [`NATS/1.0\r\ntraceparent: ${SAMPLED.slice(0, -1)}0\r\n\r\n`, null],
    ["NATS/1.0\r\nnats-trace-dest: t\r\n\r\n", null],
    ["NATS/1.0\r\nNats-Trace-Dest: trace disabled\r\n\r\n", null],
    ["NATS/1.0\r\nNats-Trace-Dest: \r\n\r\n", null],
    ["NATS/1.0 503\r\nNats-Trace-Dest: t\r\n\r\n", null],
    ["NATS/1.0\r\nA: Nats-Trace-Dest: t\r\n\r\n", null],
    ["NATS/1.0\r\n\r\n", null],
  ];
  for (const [block, found] of table) {
    assertEquals(traceHeaders(framed(block))?.isExternal ?? null, found, block);
  }
});

test("mayBeTraced passes over no message that asks for a trace", () => {
  const name = fc.constantFrom(
    "Nats-Trace-Dest",
    "nats-trace-dest",
    "traceparent",
    "Traceparent",
    "A",
    "Nats-Trace-Only",
  );
  const value = fc.constantFrom("t", " t", SAMPLED, ` ${SAMPLED} `, "trace disabled", "", "a:b");
  const lines = fc.array(fc.tuple(name, value), { maxLength: 5 });
  fc.assert(fc.property(lines, (all) => {
    const frame = framed(`NATS/1.0\r\n${all.map(([key, text]) => `${key}:${text}\r\n`).join("")}\r\n`);
    assert(traceHeaders(frame) === null || mayBeTraced(frame));
  }));
});

test("traces show who got a message where headers are not text that everybody writes", async () => {
  await using server = await startAccounts({ A: {} });
  const a = await joinAs(server, "a", { name: "né" });
  await a.sync("SUB tr 1\r\nSUB sÃ¼.* q 2\r\n");
  const said = await a.sync(hpub("sÃ¼.x", ["Nats-Trace-Dest: tr", "Ã¤: Ã¶"], "hi"));
  const json = new TextDecoder().decode(
    Uint8Array.from(
      said.slice(said.indexOf("{"), said.lastIndexOf("}") + 1),
      (letter) => letter.charCodeAt(0),
    ),
  );
  const { request, events } = JSON.parse(json);
  assertEquals(request.header, { "Nats-Trace-Dest": ["tr"], "ä": ["ö"] });
  assertEquals(
    events.map(({ type, subj, sub, queue }: Record<string, string>) => [type, subj ?? sub, queue]),
    [
      ["in", "sü.x", undefined],
      ["eg", "sü.*", "q"],
    ],
  );
});

test("traces are told to nobody without a system account", async () => {
  await using server = await startAccounts({ A: {} }, { noSystemAccount: true });
  const a = await joinAs(server, "a");
  const said = await a.sync("SUB tr 1\r\nSUB x 2\r\n" + hpub("x", ["Nats-Trace-Dest: tr"], "hi"));
  assertEquals(said.match(/MSG \S+/g), ["MSG x"]);
});

test("a message refused for its reply leaves no trace to the next one", async () => {
  await using server = await startAccounts({ A: {} });
  const a = await joinAs(server, "a");
  const said = await a.sync(
    "SUB tr 1\r\n" + hpub("x", ["Nats-Trace-Dest: tr"], "hi", "_R_.a") + "PUB x 1\r\nx\r\n",
  );
  assertEquals(said.match(/MSG tr/g)?.length, 1);
  assertEquals(said.match(/"error":/g)?.length, 1);
});
