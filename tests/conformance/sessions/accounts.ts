/** What accounts have of each other, and what mappings make of subjects. */

import type { AccountOptions } from "../../../src/server/option_types.ts";
import { A, B, C, type Session, session, type SessionServer } from "../script.ts";

/** Why such a session is not played byte by byte: it would be the same, and slow. */
const WHOLE = "the parser is shown by other sessions";

// Each CONNECT is sent alone: nats-server looks for mappings once per read.

/** A server with these accounts; each has a user who is called like the account, in small letters. */
export function withAccounts(accounts: Record<string, AccountOptions>): SessionServer {
  return {
    accounts: Object.fromEntries(
      Object.entries(accounts).map(([name, account]): [string, AccountOptions] => {
        const user = { user: name.toLowerCase(), pass: "p" };
        return [name, { ...account, users: [user, ...account.users ?? []] }];
      }),
    ),
  };
}

/** A CONNECT as a user whose password is `p`, with headers and no responders. */
export function as(user: string, more = ""): string {
  return `CONNECT {"verbose":false,"headers":true,"no_responders":true,"user":"${user}","pass":"p"${more}}`;
}

/** An HPUB of a payload behind these headers, as two lines of a session. */
export function hpub(subject: string, headers: readonly string[], payload: string): string[] {
  const block = `NATS/1.0\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;
  return [`HPUB ${subject} ${block.length} ${block.length + payload.length}`, block + payload];
}

const MAPPED = withAccounts({
  A: {
    mappings: {
      one: "uno",
      uno: "dos",
      "wild.*.*": "tame.$2.{{wildcard(1)}}",
      "rest.>": "more.>",
      "part.*.*": "p.{{partition(10,1,2)}}.{{partition(7,2)}}",
      "all.*": "p.{{partition(1000)}}.$1",
      "cut.*":
        "c.{{SplitFromLeft(1,2)}}.{{SplitFromRight(1,2)}}.{{SliceFromLeft(1,3)}}.{{SliceFromRight(1,3)}}",
      "split.*": "s.{{Split(1,-)}}.{{Left(1,2)}}.{{Right(1,2)}}",
      lost: [{ destination: "lost", weight: 0 }],
      kept: [{ destination: "gone", weight: 0 }],
      secret: "open",
      open2: "secret2",
    },
    users: [{ user: "limited", pass: "p", permissions: { publish: { deny: ["uno", "secret", "secret2"] } } }],
  },
});

const mappings: readonly Session[] = [
  session("mappings change subjects once", [
    A.ask(as("a")),
    A.ask("SUB > 1"),
    A.ask(
      ...["one", "uno", "dos", "wild.x.y", "wild.x", "rest.a.b", "rest", "other"].flatMap((
        s,
      ) => [`PUB ${s} 1`, "x"]),
    ),
  ], { server: MAPPED, whole: WHOLE }),
  session("mappings cut and hash tokens", [
    A.ask(as("a")),
    A.ask("SUB > 1"),
    A.ask(
      ...[
        "part.aa.b",
        "part.a.ab",
        "part.x.y",
        "all.z",
        "cut.abcdefgh",
        "cut.a",
        "cut.ab",
        "split.-a--b-",
        "split.x",
      ]
        .flatMap((s) => [`PUB ${s} 1`, "x"]),
    ),
  ], { server: MAPPED, whole: WHOLE }),
  session("mappings keep the rest, or lose it where the source is named", [
    A.ask(as("a")),
    A.ask("SUB > 1", "PUB kept 1", "x", "PUB lost 1", "x", "PUB lost answer 1", "x"),
  ], { server: MAPPED, whole: WHOLE }),
  session("mappings come before permissions", [
    A.ask(as("a")),
    A.ask("SUB > 1"),
    B.ask(as("limited")),
    B.ask(...["one", "secret", "open2", "uno"].flatMap((s) => [`PUB ${s} 1`, "x"])),
    A.sync(),
  ], { server: MAPPED, whole: WHOLE }),
  session("mappings leave requests their subject's other name for the 503", [
    A.ask(as("a")),
    A.ask("SUB in.* 1", "PUB one in.x 1", "x"),
  ], { server: MAPPED, whole: WHOLE }),
  session("mappings of a server without accounts", [
    A.ask('CONNECT {"verbose":false}'),
    A.ask("SUB > 1", "PUB g 1", "x", "PUB h.y 1", "x"),
  ], { server: { mappings: { g: "gg", "h.*": "hh.$1" } } }),
];

const STREAMS = withAccounts({
  A: { exports: [{ stream: "s.>" }, { stream: "lit" }, { stream: "priv.>", accounts: ["B"] }] },
  B: {
    imports: [
      { stream: { account: "A", subject: "s.a.*" } },
      { stream: { account: "A", subject: "s.b.*" }, prefix: "p" },
      { stream: { account: "A", subject: "s.c.*.*" }, to: "t.$2.$1" },
      { stream: { account: "A", subject: "s.d.>" }, to: "d.>" },
      { stream: { account: "A", subject: "lit" }, to: "local" },
      { stream: { account: "A", subject: "priv.x" } },
    ],
    users: [{ user: "denied", pass: "p", permissions: { subscribe: { deny: ["p.s.b.no"] } } }],
  },
});

/** One message of each stream. */
const ALL_STREAMS = ["s.a.1", "s.b.1", "s.c.1.2", "s.d.1.2", "lit", "priv.x", "priv.y", "s.e", "other"]
  .flatMap((subject) => [`PUB ${subject} 1`, "x"]);

function subscribed(name: string, ...subjects: string[]): Session {
  return session(`streams of another account: ${name}`, [
    B.ask(as("b")),
    B.ask(...subjects.map((subject, at) => `SUB ${subject} ${at + 1}`)),
    A.ask(as("a")),
    A.ask(...ALL_STREAMS),
    B.sync(),
  ], { server: STREAMS, whole: WHOLE, anyOrder: true });
}

const streams: readonly Session[] = [
  subscribed("by the very subjects", "s.a.*", "p.s.b.*", "t.*.*", "d.>", "local", "priv.x"),
  subscribed("by literal subjects", "s.a.1", "s.a.2", "p.s.b.1", "t.2.1", "t.1.2", "d.1.2", "priv.x"),
  subscribed("by everything", ">"),
  subscribed("by patterns that overlap", "*.2.1", "t.2.*", "p.>", "*.*.1", "d.1.*", "d.*.2"),
  subscribed("by subjects of nothing imported", "x", "s.e", "s.b.1", "s.c.1.2", "lit"),
  session("streams of another account keep the reply and end with the subscription", [
    B.ask(as("b")),
    B.ask("SUB p.s.b.* 1", "SUB p.s.b.* 2"),
    A.ask(as("a")),
    A.ask("PUB s.b.1 answer 1", "x"),
    B.sync(),
    B.ask("UNSUB 1"),
    A.ask("PUB s.b.1 1", "x"),
    B.sync(),
    B.ask("UNSUB 2"),
    A.ask("PUB s.b.1 1", "x", "SUB in 1", "PUB s.b.1 in 1", "x"),
    B.sync(),
  ], { server: STREAMS, whole: WHOLE, anyOrder: true }),
  session("streams of another account go to one of a queue group", [
    B.ask(as("b")),
    B.ask("SUB p.s.b.* q 1", "SUB p.s.b.* q 2", "SUB p.> q 3"),
    A.ask(as("a")),
    A.ask(...Array.from({ length: 5 }, () => ["PUB s.b.1 1", "x"]).flat()),
    B.sync(),
  ], { server: STREAMS, whole: WHOLE, pooled: ["B"] }),
  session("streams of another account do not reach what is denied", [
    B.ask(as("denied")),
    B.ask("SUB p.s.b.* 1", "SUB p.s.b.no 2"),
    A.ask(as("a")),
    A.ask("PUB s.b.no 1", "x", "PUB s.b.yes 1", "x"),
    B.sync(),
  ], { server: STREAMS, whole: WHOLE }),
];

const SERVICES = withAccounts({
  A: {
    exports: [
      { service: "one" },
      { service: "many", responseType: "stream" },
      { service: "chunks", responseType: "chunked" },
      { service: "w.*.*" },
      { service: "tok.*", accountTokenPosition: 2 },
      { service: "mapped" },
    ],
    mappings: { mapped: "mapped.v2" },
  },
  B: {
    imports: [
      { service: { account: "A", subject: "one" } },
      { service: { account: "A", subject: "many" } },
      { service: { account: "A", subject: "chunks" } },
      { service: { account: "A", subject: "w.*.*" }, to: "l.$2.$1", share: true },
      { service: { account: "A", subject: "w.fix.y" }, to: "any.*" },
      { service: { account: "A", subject: "tok.B" }, to: "tok" },
      { service: { account: "A", subject: "mapped" }, to: "m" },
    ],
    exports: [{ service: "hop" }],
    mappings: { first: "one" },
  },
  C: { imports: [{ service: { account: "B", subject: "hop" }, to: "c" }] },
});

const services: readonly Session[] = [
  session("a service of another account answers once", [
    A.ask(as("a")),
    A.ask("SUB one 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB one in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes", "PUB {reply} 5", "again"),
    B.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account gets requests without a reply, and with headers", [
    A.ask(as("a")),
    A.ask("SUB one 1"),
    B.ask(as("b")),
    B.ask(
      "PUB one 2",
      "hi",
      ...hpub("one in", ["X: 1", 'Nats-Request-Info: {"acc":"A"}', "Y: 2"], "hi"),
      ...hpub("one", ['Nats-Request-Info: {"acc":"A"}'], "hi"),
      ...hpub("one", [], "hi"),
    ),
    A.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account without headers for who cannot have them", [
    A.ask('CONNECT {"verbose":false,"user":"a","pass":"p"}'),
    A.ask("SUB one 1"),
    B.ask(as("b")),
    B.ask("PUB one 2", "hi"),
    A.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account that nobody runs has no responders", [
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB one in 2", "hi", "PUB l.x.y in 2", "hi", "PUB first in 2", "hi"),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account answers in a stream until an empty message", [
    A.ask(as("a")),
    A.ask("SUB many 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB many in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 1", "1", "PUB {reply} 1", "2", "PUB {reply} 0", "", "PUB {reply} 1", "3"),
    B.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account answers in chunks", [
    A.ask(as("a")),
    A.ask("SUB chunks q 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB chunks in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 1", "1", "PUB {reply} 0", "", "PUB {reply} 1", "3"),
    B.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account under another subject", [
    A.ask(as("a")),
    A.ask("SUB > 1"),
    B.ask(as("b", ',"name":"app","lang":"x","version":"9"')),
    B.ask(...["l.x.y", "any.z", "tok", "m", "first", "l.x"].flatMap((s) => [`PUB ${s} 1`, "x"])),
    A.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account asks back", [
    A.ask(as("a")),
    A.ask("SUB one 1", "SUB more 2"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB one in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} more 3", "yes"),
    B.sync(),
    B.ask("PUB {reply} 6", "thanks"),
    A.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("a service of another account loses answers that nobody waits for", [
    A.ask(as("a")),
    A.ask("SUB one 1"),
    B.ask(as("b")),
    B.ask("SUB in.* 2", "PUB one in.1 2", "hi", "UNSUB 2"),
    A.sync(),
    B.ask("SUB in.* 3"),
    A.ask("PUB {reply} 3", "yes", "PUB _R_.aaaaaa.bbbbbb 2", "no"),
    B.sync(),
  ], { server: SERVICES, whole: WHOLE }),
  session("services behind services know who asked first", [
    A.ask(as("a")),
    A.ask("SUB one 1"),
    C.ask(as("c")),
    C.ask("SUB in 2", "PUB c in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    C.sync(),
  ], {
    server: withAccounts({
      A: { exports: [{ service: "one" }] },
      B: {
        exports: [{ service: "hop" }],
        imports: [{ service: { account: "A", subject: "one" }, to: "hop" }],
      },
      C: { imports: [{ service: { account: "B", subject: "hop" }, to: "c" }] },
    }),
    whole: WHOLE,
  }),
  session("services behind services that share tell more", [
    A.ask(as("a")),
    A.ask("SUB one 1"),
    C.ask(as("c")),
    C.ask("SUB in 2", "PUB c in 2", "hi"),
    A.sync(),
  ], {
    server: withAccounts({
      A: { exports: [{ service: "one" }] },
      B: {
        exports: [{ service: "hop" }],
        imports: [{ service: { account: "A", subject: "one" }, to: "hop", share: true }],
      },
      C: { imports: [{ service: { account: "B", subject: "hop" }, to: "c" }] },
    }),
    whole: WHOLE,
  }),
  session("what came as a request does not go on as a stream", [
    A.ask(as("a")),
    A.ask("SUB s.x 1"),
    C.ask(as("c")),
    C.ask("SUB s.x 2"),
    B.ask(as("b")),
    B.ask("PUB s.x 1", "x"),
    A.sync(),
    A.ask("PUB s.x 1", "y"),
    C.sync(),
  ], {
    server: withAccounts({
      A: { exports: [{ service: "s.x" }, { stream: "s.x" }] },
      B: { imports: [{ service: { account: "A", subject: "s.x" } }] },
      C: { imports: [{ stream: { account: "A", subject: "s.x" } }] },
    }),
    whole: WHOLE,
  }),
  session("several accounts are asked by one subject", [
    A.ask(as("a")),
    A.ask("SUB q 1"),
    B.ask(as("b")),
    B.ask("SUB q 1"),
    C.ask(as("c")),
    C.ask("SUB in 2", "PUB l in 2", "hi"),
    A.sync(),
    B.sync(),
    A.ask("PUB {reply} 1", "a"),
    C.sync(),
    B.ask("PUB {reply} 1", "b"),
    C.sync(),
  ], {
    server: withAccounts({
      A: { exports: [{ service: "q" }] },
      B: { exports: [{ service: "q" }] },
      C: { imports: ["A", "B"].map((account) => ({ service: { account, subject: "q" }, to: "l" })) },
    }),
    whole: WHOLE,
  }),
];

const MEASURED = withAccounts({
  A: {
    exports: [{ service: "all", latency: { subject: "lat.all" } }, {
      service: "some",
      latency: { subject: "lat.some", sampling: "headers" },
    }],
  },
  B: {
    imports: [{ service: { account: "A", subject: "all" } }, {
      service: { account: "A", subject: "some" },
      share: true,
    }],
  },
});

const latency: readonly Session[] = [
  session("requests to a measured service", [
    A.ask(as("a")),
    A.ask("SUB all 1"),
    C.ask(as("a")),
    C.ask("SUB lat.> 1"),
    B.ask(as("b")),
    B.ask("SUB in 2", "PUB all in 2", "hi"),
    A.sync(),
    A.ask("PUB {reply} 3", "yes"),
    B.sync(),
    C.take(1),
    B.ask("PUB all 2", "hi"),
    C.take(1),
    A.sync(),
    B.ask("PUB all in 2", "hi", "UNSUB 2"),
    C.take(1),
    A.ask("UNSUB 1"),
    B.ask("SUB in 3", "PUB all in 2", "hi"),
    C.take(1),
  ], { server: MEASURED, whole: WHOLE }),
  session("requests to a service that is measured where headers say so", [
    C.ask(as("a")),
    C.ask("SUB lat.> 1"),
    B.ask(as("b")),
    B.ask(
      "PUB some 2",
      "hi",
      ...[
        ["Uber-Trace-Id: 479fefe9525eddb:5adb976bfc1f95c1:479fefe9525eddb:1", "Uberctx-Key: v"],
        ["uber-trace-id: 1:1:1:0"],
        ["X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7", "X-B3-Sampled: 1", "Other: x"],
        ["X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7", "X-B3-Sampled: 0"],
        ["X-B3-TraceId: 80f198ee56343ba864fe8b2a57d3eff7"],
        ["B3: 80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1"],
        ["B3: 80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-0"],
        ["B3: 0"],
        ["traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "tracestate: a=b"],
        ["traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"],
      ].flatMap((headers) => hpub("some", headers, "hi")),
    ),
    C.take(5),
  ], { server: MEASURED, whole: WHOLE }),
];

/** All sessions of this theme. */
export const accounts: readonly Session[] = [...mappings, ...streams, ...services, ...latency];
