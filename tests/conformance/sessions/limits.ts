/** What a server bounds: payload, control line, connections, subscriptions, words of a subject. */

import { A, B, C, HEADERS, QUIET, type Session, session } from "../script.ts";

const LINE = { maxControlLine: 64 };

/** The sessions of this theme. */
export const limits: readonly Session[] = [
  session("a payload at the limit passes, one byte more is a violation", [
    A.ask("SUB foo 1", "PUB foo 10", "0123456789"),
    A.send("PUB foo 11\r\n"),
    A.gone(),
  ], { server: { maxPayload: 10 } }),
  session("a payload beyond the limit is a violation when it comes at once", [
    A.ask("SUB foo 1"),
    A.fatal("PUB foo 11", "0123456789a", "PUB foo 1", "a"),
  ], { server: { maxPayload: 10 } }),
  session("headers count for the payload limit", [
    A.ask(HEADERS, "SUB foo 1", "HPUB foo 12 14", "NATS/1.0", "", "hi"),
    A.fatal("HPUB foo 12 15", "NATS/1.0", "", "hi!"),
  ], { server: { maxPayload: 14 } }),
  session("the payload limit comes before the pedantic check", [A.fatal("PUB a..b 11")], {
    server: { maxPayload: 10 },
  }),
  session("the default payload limit", [A.ask(QUIET), A.fatal("PUB foo 1048577")]),
  session("a control line at the limit passes", [
    A.ask(QUIET, `SUB ${"s".repeat(62)} 1`, `PUB ${"s".repeat(62)} 1`, "a"),
    A.ask(`UNSUB ${"1".repeat(64)}`),
  ], { server: LINE }),
  ...[
    ["SUB", `SUB ${"s".repeat(63)} 1\r\n`],
    ["PUB", `PUB ${"s".repeat(63)} 1\r\na\r\n`],
    ["UNSUB", `UNSUB ${"1".repeat(65)}\r\n`],
    ["CONNECT", `CONNECT {"name":"${"n".repeat(56)}"}\r\n`],
    ["INFO", `INFO {"name":"${"n".repeat(56)}"}\r\n`],
    ["-ERR", `-ERR ${"e".repeat(65)}\r\n`],
    ["a PUB of five arguments", `PUB a b c d ${"s".repeat(63)}\r\n`],
  ].map(([what, text]) =>
    session(`${what} one byte over the control line limit`, [A.send(text ?? ""), A.gone()], { server: LINE })
  ),
  session("HPUB one byte over the control line limit", [
    A.ask(HEADERS),
    A.send(`HPUB ${"s".repeat(59)} 12 12\r\n`),
    A.gone(),
  ], { server: LINE }),
  session("CONNECT at the control line limit", [A.ask(`CONNECT {"name":"${"n".repeat(53)}"}`)], {
    server: LINE,
  }),
  session("a control line that never ends is cut off at the limit", [
    A.send(`SUB ${"s".repeat(1000)}`),
    A.gone(),
  ], { server: LINE }),
  session("a control line that grows over writes", [
    A.ask(QUIET),
    A.send(`PUB ${"s".repeat(40)}`),
    A.send("s".repeat(40)),
    A.gone(),
  ], { server: LINE }),
  session("blanks at the end count for the control line limit", [
    A.send(`SUB foo 1${" ".repeat(60)}\r\n`),
    A.gone(),
  ], { server: LINE }),
  session("blanks before the arguments do not count for the control line limit", [
    A.ask(`SUB ${" ".repeat(100)}foo 1`, "PUB foo 1", "a"),
  ], { server: LINE }),
  session("what follows PING is not bounded by the control line limit", [
    A.send(`PING${" ".repeat(5000)}\r\n`),
    A.sync(),
  ], { server: LINE }),
  session("the default control line limit, at it and one past", [
    A.ask(QUIET, `SUB ${"s".repeat(4094)} 1`, `PUB ${"s".repeat(4094)} 1`, "a"),
    A.fatal(`SUB ${"s".repeat(4095)} 1`),
  ]),
  session("a connection too many gets INFO, then the error", [
    A.ask(QUIET),
    B.ask(QUIET),
    C.open(),
    C.gone(),
    A.ask("PUB foo 1", "a"),
  ], { server: { maxConnections: 2 } }),
  session("a subscription too many is refused and the connection lives on", [
    A.ask("SUB a 1", "SUB b 2", "SUB c 3", "SUB a 1", "UNSUB 1", "SUB c 3", "PUB c 1", "x"),
  ], { server: { maxSubscriptions: 2 } }),
  session("an invalid subject over the subscription limit", [
    A.ask("SUB a 1", "SUB a..b 2", "SUB foo _sys_ 3"),
  ], {
    server: { maxSubscriptions: 1 },
  }),
  session("a subject of too many words is refused for SUB only", [
    A.ask(
      "SUB a.b.c 1",
      "SUB a.b.c.d 2",
      "SUB a.b.c.d q 3",
      "SUB a..b.c 4",
      "SUB a.> 5",
      "PUB a.b.c.d 1",
      "x",
    ),
  ], { server: { maxSubscriptionTokens: 3 } }),
  session("the words of a subject are counted before the subscriptions", [
    A.ask("SUB a 1", "SUB a.b 2", "SUB b 3"),
  ], {
    server: { maxSubscriptionTokens: 1, maxSubscriptions: 1 },
  }),
];
