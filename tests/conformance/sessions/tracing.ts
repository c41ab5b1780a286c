/** Messages that are traced. */

import { A, B, C, type Session, session, type SessionServer } from "../script.ts";
import { as, hpub } from "./accounts.ts";

/** Why such a session is not played byte by byte: it would be the same, and slow. */
const WHOLE = "the parser is shown by other sessions";

const SERVER: SessionServer = {
  accounts: {
    A: {
      users: [
        { user: "a", pass: "p" },
        {
          user: "few",
          pass: "p",
          permissions: { publish: { deny: ["secret"] }, subscribe: { deny: ["deny.x"] } },
        },
      ],
      mappings: { m: "mm" },
      exports: [
        { service: "svc", allowTrace: true },
        { service: "closed" },
        { stream: "st.>" },
        { stream: "open.>" },
      ],
      msgTrace: { dest: "acc.trace" },
    },
    B: {
      users: [{ user: "b", pass: "p" }],
      imports: [
        { service: { account: "A", subject: "svc" } },
        { service: { account: "A", subject: "closed" }, to: "c" },
        { stream: { account: "A", subject: "st.>" }, prefix: "imp" },
        { stream: { account: "A", subject: "open.>" }, prefix: "imp", allowTrace: true },
      ],
    },
  },
};

const DEST = "Nats-Trace-Dest: tr";
const ONLY = "Nats-Trace-Only: true";
const SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/** A session where C takes the traces of one account, A is another client of it, and B publishes. */
function traced(
  name: string,
  before: string[],
  messages: string[][],
  traces: number,
  publisher = "a",
): Session {
  return session(`traces: ${name}`, [
    C.ask(as("a")),
    C.ask("SUB tr 1", "SUB acc.trace 2"),
    A.ask(as("a", ',"name":"receiver"')),
    A.ask(...before),
    B.ask(as(publisher, ',"name":"sender"')),
    B.ask("SUB in 9", ...messages.flat()),
    ...traces > 0 ? [C.take(traces)] : [],
    A.sync(),
  ], { server: SERVER, whole: WHOLE });
}

const plain: readonly Session[] = [
  traced("who gets a message", ["SUB x 1", "SUB * 2", "SUB > q 3"], [
    hpub("x", [DEST, "K: 1", "K: 2", "k: 3"], "hi"),
  ], 1),
  traced("a message that nobody gets", [], [hpub("x", [DEST], "hi"), hpub("x in", [DEST], "hi")], 2),
  traced("a message that is only traced", ["SUB x 1", "SUB x q 2"], [
    ...["1", "TRUE", "on", "no"].map((value) => hpub("x", [DEST, `Nats-Trace-Only: ${value}`], "hi")),
  ], 4),
  traced("a message that is only traced and asks for an answer", ["SUB x 1"], [
    hpub("x in", [DEST, ONLY], "hi"),
  ], 1),
  traced("a mapped message", ["SUB mm 1"], [hpub("m", [DEST], "hi")], 1),
  traced("the header of other systems", ["SUB m 1", "SUB mm 2"], [
    hpub("m", [`traceparent: ${SAMPLED}`], "hi"),
    hpub("m", [`TraceParent: ${SAMPLED}`], "hi"),
    hpub("m", [`traceparent: ${SAMPLED.slice(0, -1)}0`], "hi"),
    hpub("m", [`traceparent: ${SAMPLED}`, DEST], "hi"),
  ], 3),
  traced("headers that ask for no trace", ["SUB x 1"], [
    hpub("x", ["nats-trace-dest: tr"], "hi"),
    hpub("x", ["Nats-Trace-Dest: trace disabled"], "hi"),
    hpub("x", ["Nats-Trace-Dest: no subject"], "hi"),
    hpub("x", ["Nats-Trace-Dest: no subject", ONLY], "not"),
    hpub("x", ["Nats-Trace-Dest:"], "hi"),
    hpub("x", [DEST, "Nats-Trace-Origin-Account: A"], "hi"),
    hpub("x", [DEST, ONLY, "Nats-Trace-Origin-Account: A"], "not"),
    hpub("x", [ONLY], "hi"),
  ], 0),
  traced(
    "what may not be published",
    ["SUB x 1"],
    [
      hpub("x", ["Nats-Trace-Dest: secret"], "not"),
      hpub("secret", [DEST], "not"),
      hpub("x _R_.a", [DEST], "not"),
      hpub("x", [DEST], "hi"),
    ],
    3,
    "few",
  ),
  session("traces: why a client does not get a message", [
    C.ask(as("a")),
    C.ask("SUB tr 1"),
    A.ask(as("few", ',"echo":false')),
    A.ask("SUB deny.* 1", "SUB echo 2"),
    B.ask(as("a")),
    B.ask(...hpub("deny.x", [DEST], "hi"), ...hpub("deny.y", [DEST], "hi")),
    C.take(2),
    A.ask(...hpub("echo", [DEST], "hi")),
    C.take(1),
    A.sync(),
  ], { server: SERVER, whole: WHOLE }),
];

const across: readonly Session[] = [
  session("traces: of messages of a stream", [
    C.ask(as("a")),
    C.ask("SUB tr 1"),
    B.ask(as("b")),
    B.ask("SUB imp.> 1", "SUB tr 2"),
    A.ask(as("a")),
    A.ask(...hpub("st.1", [DEST], "hi"), ...hpub("open.1", [DEST], "hi")),
    C.take(2),
    B.sync(),
    A.ask(...hpub("st.1", [DEST, ONLY], "hi"), ...hpub("open.1", [DEST, ONLY], "hi")),
    C.take(2),
    B.sync(),
  ], { server: SERVER, whole: WHOLE }),
  session("traces: of requests to services", [
    C.ask(as("b")),
    C.ask("SUB tr 1"),
    A.ask(as("a")),
    A.ask("SUB svc 1", "SUB closed 2", "SUB tr 3"),
    B.ask(as("b")),
    B.ask("SUB in 9", ...hpub("svc in", [DEST], "hi"), ...hpub("c in", [DEST], "hi")),
    C.take(2),
    A.sync(),
    B.ask(...hpub("svc in", [DEST, ONLY], "hi"), ...hpub("c in", [DEST, ONLY], "hi")),
    C.take(2),
    A.sync(),
    B.sync(),
  ], { server: SERVER, whole: WHOLE }),
  session("traces: of answers of services", [
    C.ask(as("a")),
    C.ask("SUB tr 1"),
    A.ask(as("a")),
    A.ask("SUB svc 1"),
    B.ask(as("b")),
    B.ask("SUB in 9", "PUB svc in 1", "x"),
    A.sync(),
    A.ask(...hpub("{reply}", [DEST], "hi")),
    C.take(1),
    B.sync(),
  ], { server: SERVER, whole: WHOLE }),
];

/** All sessions of this theme. */
export const tracing: readonly Session[] = [...plain, ...across];
