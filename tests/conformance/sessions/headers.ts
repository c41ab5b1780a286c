/** HPUB, HMSG and the answer of nobody. */

import { A, B, HEADERS, NO_RESPONDERS, QUIET, type Session, session } from "../script.ts";

const BLOCK = "NATS/1.0\r\nA: b\r\n\r\n";

/** HPUB of this header block and payload, without the last line end. */
function hpub(subject: string, block: string, payload: string): string {
  return `HPUB ${subject} ${block.length} ${block.length + payload.length}\r\n${block}${payload}`;
}

/** The sessions of this theme. */
export const headers: readonly Session[] = [
  session("headers reach those who want them, and are cut off for the others", [
    B.ask(QUIET, "SUB foo 1"),
    A.ask(
      HEADERS,
      "SUB foo 1",
      hpub("foo", BLOCK, "hi"),
      hpub("foo reply.to", BLOCK, "ho"),
      hpub("foo", BLOCK, ""),
    ),
    B.sync(),
  ]),
  session("a header length of zero is no headers", [
    A.ask(HEADERS, "SUB foo 1", "HPUB foo 0 2", "hi", "HPUB foo r 0 0", "", "HPUB foo 000 2", "hi"),
  ]),
  session("the header block is not looked at", [
    A.ask(
      HEADERS,
      "SUB foo 1",
      hpub("foo", "hi", ""),
      hpub("foo", "x", "yz"),
      hpub("foo", "\x00\xff\r\n", "a"),
    ),
  ]),
  session("status lines and repeated names pass unchanged", [
    A.ask(HEADERS, "SUB foo 1", hpub("foo", "NATS/1.0 503\r\n\r\n", "")),
    A.ask(hpub("foo", "NATS/1.0 100 Idle Heartbeat\r\nA: 1\r\na: 2\r\nA:3\r\n\r\n", "x")),
  ]),
  session("a large message with headers, split within its headers and its payload", [
    B.ask(QUIET, "SUB foo 1"),
    A.ask(HEADERS, "SUB foo 2"),
    A.send("HPUB foo r 18 50018\r\nNATS/1.0\r\nA"),
    A.send(`: b\r\n\r\n${"x".repeat(20_000)}`),
    A.send(`${"y".repeat(30_000)}\r`),
    A.send("\n"),
    A.sync(),
    B.sync(),
  ], { whole: "fifty thousand writes are slow" }),
  session("header sizes keep their zeros", [
    A.ask(HEADERS, "SUB foo 1", "HPUB foo 0012 0014", "NATS/1.0", "", "hi"),
  ]),
  session("HPUB is read in any case, with runs of blanks", [
    A.ask(HEADERS, "SUB foo 1", "hPuB \t foo\t r \t12   14 ", "NATS/1.0", "", "hi"),
  ]),
  session("verbose HPUB gets one +OK, before its own message", [
    A.ask('CONNECT {"headers":true}', "SUB foo 1", hpub("foo", BLOCK, "hi")),
  ]),
  session("HPUB with headers off in CONNECT closes", [A.ask(QUIET), A.send("HPUB foo 12 14\r\n"), A.gone()]),
  session("HPUB where the server has no headers closes", [
    A.ask(HEADERS),
    A.send("HPUB foo 12 14\r\n"),
    A.gone(),
  ], {
    server: { noHeaderSupport: true },
  }),
  session("a second CONNECT can turn headers on and off", [
    A.ask(QUIET),
    A.ask(HEADERS, "SUB foo 1", hpub("foo", BLOCK, "a")),
    A.ask('CONNECT {"headers":false}'),
    A.send("HPUB foo 12 14\r\n"),
    A.gone(),
  ]),
  session("a request that nobody hears is answered with 503", [
    A.ask(
      NO_RESPONDERS,
      "SUB inbox.* 9",
      "PUB nobody inbox.1 2",
      "hi",
      "PUB some.longer.subject inbox.2 0",
      "",
    ),
    A.ask(hpub("nobody inbox.3", BLOCK, "")),
  ]),
  session("503 comes after the +OK", [
    A.ask('CONNECT {"headers":true,"no_responders":true}', "SUB inbox 9", "PUB nobody inbox 2", "hi"),
  ]),
  session("no 503 without the wish, without a reply, without headers", [
    A.ask(HEADERS, "SUB inbox 9", "PUB nobody inbox 2", "hi"),
    B.ask(NO_RESPONDERS, "SUB inbox 9", "PUB nobody 2", "hi", "PUB nobody other 2", "hi"),
  ]),
  session("no 503 on a queue subscription to the inbox", [
    A.ask(NO_RESPONDERS, "SUB inbox q 9", "PUB nobody inbox 2", "hi"),
  ]),
  session("503 goes to the publisher, not to others on the inbox", [
    B.ask(NO_RESPONDERS, "SUB inbox 1"),
    A.ask(NO_RESPONDERS, "PUB nobody inbox 2", "hi", "SUB inbox 5", "PUB nobody inbox 2", "hi"),
    B.sync(),
  ]),
  session("503 goes to one of several subscriptions on the inbox", [
    A.ask(NO_RESPONDERS, "SUB inbox.a 1", "SUB inbox.* 2", "PUB nobody inbox.a 2", "hi"),
  ], { pooled: ["A"] }),
  session("a listener anywhere, even one in a queue group, keeps the 503 away", [
    B.ask(QUIET, "SUB heard 1", "SUB grouped q 2"),
    A.ask(NO_RESPONDERS, "SUB inbox 9", "PUB heard inbox 2", "hi", "PUB grouped inbox 2", "ho"),
    B.sync(),
    B.drop(),
  ]),
  session("an own listener counts, and without echo it does not", [
    A.ask(NO_RESPONDERS, "SUB inbox 9", "SUB me 1", "PUB me inbox 2", "hi", 'CONNECT {"echo":false}'),
    A.ask("SUB inbox 9", "SUB me 1", "PUB me inbox 2", "ho"),
  ]),
  session("503 does not count for UNSUB max", [
    A.ask(NO_RESPONDERS, "SUB inbox 9", "UNSUB 9 1", "PUB nobody inbox 1", "a", "PUB nobody inbox 1", "b"),
    A.ask("PUB inbox 1", "c", "PUB nobody inbox 1", "d"),
  ]),
  session("503 to a subject of empty words and of wildcards", [
    A.ask(NO_RESPONDERS, "SUB inbox 9", "PUB a..b inbox 1", "a", "PUB x.* inbox 1", "b"),
  ]),
];
