/** Subscribing and publishing: sids, UNSUB, wildcards, queue groups, reserved subjects, pedantic. */

import { A, B, C, QUIET, type Session, session } from "../script.ts";

const PLAIN = 'CONNECT {"verbose":false,"pedantic":false}';

/** A session for every subject that SUB refuses. */
const invalid: readonly Session[] = ["a..b", ".a", "a.", ".", "..", "a.>.b", ">.a", ">.>", "*..*", "a.*."]
  .map(
    (subject) =>
      session(`SUB ${subject} is an invalid subject`, [
        A.ask(`SUB ${subject} 1`, `SUB ${subject} q 2`, "SUB ok 1"),
      ]),
  );

const subscribing: readonly Session[] = [
  session("a second SUB with the same sid is taken and changes nothing", [
    A.ask("SUB foo 1", "SUB bar 1", "PUB bar 1", "a", "PUB foo 1", "b", "SUB a..b 1", "UNSUB 1", "SUB bar 1"),
    A.ask("PUB foo 1", "c", "PUB bar 1", "d"),
  ]),
  session("UNSUB of an unknown sid is taken", [A.ask("UNSUB 1", "UNSUB x 5", "SUB foo x", "PUB foo 1", "a")]),
  session("UNSUB max counts what was delivered since SUB", [
    A.ask(
      QUIET,
      "SUB foo 1",
      "PUB foo 1",
      "a",
      "PUB foo 1",
      "b",
      "UNSUB 1 3",
      "PUB foo 1",
      "c",
      "PUB foo 1",
      "d",
    ),
  ]),
  session("UNSUB max that was reached already takes the subscription away", [
    A.ask(QUIET, "SUB foo 1", "PUB foo 1", "a", "PUB foo 1", "b", "UNSUB 1 2", "PUB foo 1", "c"),
    A.ask("SUB foo 1", "PUB foo 1", "d", "UNSUB 1 1", "PUB foo 1", "e"),
  ]),
  ...["0", "x", "-1", "+1", "1x", "0000000001", "9999999999"].map((max) =>
    session(`UNSUB with a max of ${max}`, [
      A.ask("SUB foo 1", `UNSUB 1 ${max}`, "PUB foo 1", "a", "PUB foo 1", "b"),
    ])
  ),
  session("a later UNSUB max replaces the earlier one, up and down", [
    A.ask(QUIET, "SUB foo 1", "UNSUB 1 1", "UNSUB 1 3", "PUB foo 1", "a", "PUB foo 1", "b", "UNSUB 1 2"),
    A.ask("PUB foo 1", "c", "SUB foo 1", "UNSUB 1 5", "PUB foo 1", "d", "UNSUB 1 2", "PUB foo 1", "e"),
    A.ask("PUB foo 1", "f", "SUB foo 1", "UNSUB 1 5", "UNSUB 1", "PUB foo 1", "g"),
  ]),
  session("the sid is free again after UNSUB max was reached", [
    A.ask(QUIET, "SUB foo 1", "UNSUB 1 1", "PUB foo 1", "a", "SUB bar 1", "PUB bar 1", "b", "PUB foo 1", "c"),
  ]),
  session("UNSUB max of another connection's messages", [
    B.ask(QUIET, "SUB foo 7", "UNSUB 7 2"),
    A.ask(QUIET, "PUB foo 1", "a", "PUB foo 1", "b", "PUB foo 1", "c"),
    B.sync(),
  ]),
  session("a connection that leaves takes its subscriptions along", [
    B.ask(QUIET, "SUB foo 1"),
    A.ask(QUIET, "SUB foo 1", "PUB foo 1", "a"),
    B.sync(),
    B.drop(),
    A.ask("PUB foo 1", "b"),
  ]),
];

const wildcards: readonly Session[] = [
  session("a star stands for one word", [
    A.ask(
      QUIET,
      "SUB *.b.* 1",
      "PUB a.b.c 1",
      "a",
      "PUB a.b 1",
      "b",
      "PUB a.b.c.d 1",
      "c",
      "PUB b.b.b 1",
      "d",
    ),
    A.ask("SUB * 2", "PUB a 1", "e", "PUB a.b 1", "f"),
  ]),
  session("an arrow stands for one word or more at the end", [
    A.ask(QUIET, "SUB a.> 1", "PUB a 1", "a", "PUB a.b 1", "b", "PUB a.b.c.d 1", "c", "PUB b.a 1", "d"),
    A.ask("SUB *.> 2", "PUB x 1", "e", "PUB x.y 1", "f"),
  ]),
  session("all subscriptions that match get the message once each", [
    A.ask(
      QUIET,
      "SUB > 1",
      "SUB a.> 2",
      "SUB a.* 3",
      "SUB a.b 4",
      "SUB *.b 5",
      "SUB a.b 6",
      "PUB a.b 1",
      "x",
    ),
  ], { anyOrder: true }),
  session("star and arrow inside a word are letters", [
    A.ask(QUIET, "SUB foo* 1", "SUB a.b> 2", "SUB a.*b.c 3", "SUB >x.y 4", "SUB ** 5"),
    A.ask("PUB foobar 1", "a", "PUB foo* 1", "b", "PUB a.b> 1", "c", "PUB a.b 1", "d", "PUB a.xb.c 1", "e"),
    A.ask("PUB a.*b.c 1", "f", "PUB >x.y 1", "g", "PUB ** 1", "h", "PUB xx 1", "i"),
  ]),
  session("subjects differ by case", [A.ask(QUIET, "SUB Foo 1", "PUB foo 1", "a", "PUB Foo 1", "b")]),
  session("a published wildcard meets wildcard subscriptions only, letter by letter", [
    A.ask(PLAIN, "SUB foo.* 1", "SUB foo.bar 2", "SUB > 3", "SUB foo.> 4"),
    A.ask("PUB foo.* 1", "a", "PUB foo.> 1", "b", "PUB * 1", "c", "PUB > 1", "d"),
  ], { anyOrder: true }),
  session("a published subject with empty words meets nobody", [
    A.ask(PLAIN, "SUB > 1", "SUB *.* 2", "PUB a..b 1", "a", "PUB .a 1", "b", "PUB a. 1", "c", "PUB . 1", "d"),
  ], { anyOrder: true }),
  session("$SYS is an ordinary word without a system account", [
    A.ask(QUIET, "SUB $SYS.x 1", "PUB $SYS.x 1", "a", "SUB $JS.x 2", "PUB $JS.x 1", "b"),
  ]),
  session("a subject of many words", [
    A.ask(
      QUIET,
      `SUB ${words(64)} 1`,
      `PUB ${words(64)} 1`,
      "a",
      `SUB ${words(63)}.> 2`,
      `PUB ${words(65)} 1`,
      "b",
    ),
  ]),
];

const pedantic: readonly Session[] = [
  session("pedantic names a bad publish subject, and delivers all the same", [
    A.ask("SUB foo.* 1", "PUB foo.* 2", "hi", "PUB foo..bar 2", "hi", "PUB foo.> r 2", "hi", "PUB .a 0", ""),
    A.ask("PUB a. 0", "", "PUB foo* 2", "hi"),
  ]),
  session("pedantic with headers", [
    A.ask('CONNECT {"headers":true}', "SUB foo.* 1", "HPUB foo.* 12 14", "NATS/1.0", "", "hi"),
  ]),
  session("pedantic without verbose", [
    A.ask('CONNECT {"verbose":false,"pedantic":true}', "SUB * 1", "PUB * 2", "hi", "SUB a..b 1"),
  ]),
  session("pedantic off lets every publish subject pass", [
    A.ask('CONNECT {"pedantic":false}', "SUB * 1", "PUB * 2", "hi", "PUB a..b 2", "hi"),
  ]),
  session("a reply subject is never looked at", [
    A.ask(
      "SUB foo 1",
      "PUB foo a..b 2",
      "hi",
      "PUB foo x.* 2",
      "hi",
      "PUB foo > 2",
      "hi",
      "PUB foo . 2",
      "hi",
    ),
  ]),
];

const reserved: readonly Session[] = [
  session("reserved reply subjects are refused and the message is dropped", [
    A.ask("SUB foo 1", "PUB foo _R_.a 2", "hi", "PUB foo $JS.ACK.a.b 2", "hi", "PUB foo _GR_.a 2", "hi"),
  ]),
  session("reply subjects that only look reserved pass", [
    A.ask("SUB foo 1", "PUB foo $JS.ACK. 2", "hi", "PUB foo _R_ 2", "hi", "PUB foo $JS.ACK 2", "hi"),
    A.ask("PUB foo _R_. 2", "hi", "PUB foo _GR_. 2", "hi", "PUB foo _GR_ 2", "hi", "PUB foo _r_.a 2", "hi"),
  ]),
  session("reserved publish subjects are refused", [
    A.ask("SUB > 1", "PUB _GR_.a 2", "hi", "PUB $NRG.a 2", "hi", "PUB _GR_.a $JS.ACK.a 2", "hi"),
    A.ask(
      "PUB _GR_ 2",
      "hi",
      "PUB $NRG 2",
      "hi",
      "PUB _GR_. 2",
      "hi",
      "PUB $NRG. 2",
      "hi",
      "PUB _R_.a 2",
      "hi",
    ),
  ]),
  session("a refused publish in pedantic mode", [A.ask("PUB $NRG.> 2", "hi", "PUB _GR_..a 2", "hi")]),
  session("the subject in a permission error is quoted as Go quotes", [
    A.ask(
      "PUB _GR_.a\x00\x07\x7f 0",
      "",
      "PUB _GR_.\xff\xc3\xa9 0",
      "",
      'PUB _GR_."\\ 0',
      "",
      "PUB _GR_.\x1b\x0b 0",
      "",
    ),
    A.ask("PUB _GR_.\xc2\xa0 0", "", "PUB _GR_.\xe2\x80\x8b 0", "", "PUB _GR_.\xf0\x9f\x98\x80 0", ""),
    A.ask("PUB _GR_.\xed\xa0\x80 0", "", "PUB _GR_.\xe2\x80\xa8 0", "", "PUB _GR_.\xef\xbf\xbd 0", ""),
    A.ask("PUB _GR_.\xc2\xad\xee\x80\x80 0", "", "PUB _GR_.' 0", "", "PUB _GR_.\xe6\x97\xa5 0", ""),
  ]),
];

const queues: readonly Session[] = [
  session("each queue group gets one copy, and plain subscriptions each their own", [
    A.ask(
      QUIET,
      "SUB foo q1 1",
      "SUB foo q1 2",
      "SUB foo q2 3",
      "SUB foo 4",
      "PUB foo 1",
      "a",
      "PUB foo 1",
      "b",
    ),
  ], { pooled: ["A"] }),
  session("a queue group spans connections", [
    B.ask(QUIET, "SUB foo q 1"),
    C.ask(QUIET, "SUB foo q 1"),
    A.ask(QUIET, ...Array.from({ length: 20 }, (_, i) => [`PUB foo ${String(i).length}`, String(i)]).flat()),
    B.sync(),
    C.sync(),
  ], { pooled: ["B", "C"] }),
  session("two subjects with one queue name are one group", [
    A.ask(
      QUIET,
      "SUB foo.* q 1",
      "SUB foo.> q 2",
      "PUB foo.bar 1",
      "a",
      "PUB foo.bar 1",
      "b",
      "PUB foo.a.b 1",
      "c",
    ),
  ], { pooled: ["A"] }),
  session("wildcards in a queue name are letters", [
    A.ask(QUIET, "SUB foo q.* 1", "SUB foo q> 2", "SUB foo q.x 3", "PUB foo 1", "a"),
  ], { pooled: ["A"] }),
  session("plain subscriptions are served before queue groups", [
    A.ask(QUIET, "SUB foo q 1", "SUB foo 2", "PUB foo 1", "a"),
  ]),
  session("the queue name _sys_ is reserved", [
    A.ask("SUB foo _sys_ 1", "SUB foo _SYS_ 2", "SUB foo _sys_x 3"),
  ]),
  session("a member of its own group without echo leaves the message to the others", [
    B.ask(QUIET, "SUB foo q 1"),
    A.ask(
      'CONNECT {"verbose":false,"echo":false}',
      "SUB foo q 1",
      "PUB foo 1",
      "a",
      "PUB foo 1",
      "b",
      "PUB foo 1",
      "c",
    ),
    B.sync(),
  ]),
  session("UNSUB max counts a queue member's own messages", [
    A.ask(QUIET, "SUB foo q 1", "UNSUB 1 2", "PUB foo 1", "a", "PUB foo 1", "b", "PUB foo 1", "c"),
  ]),
];

/** The sessions of this theme. */
export const subjects: readonly Session[] = [
  ...invalid,
  ...subscribing,
  ...wildcards,
  ...pedantic,
  ...reserved,
  ...queues,
];

function words(count: number): string {
  return Array.from({ length: count }, (_, i) => `w${i}`).join(".");
}
