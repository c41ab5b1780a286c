/** What belongs to a user: signatures, answers to requests, what the account and the system say. */

import { A, B, C, type Session, session } from "../script.ts";

/** Two users, made for these sessions. */
const KEY = {
  seed: "SUAO3RUSQDB656WCUE64AKRHG3TSROUUSGDO6KCOL46X7HINTAOCDOJQ5Y",
  nkey: "UBP4OBXM7MY347SXKBJMDTKNOGLXRIF76NCT252U46PW72ZT2YVZN4GM",
};
const STRANGER = {
  seed: "SUALHCIWPOPZ3HYH4TZCC6PAN5E4JCOUHUMSC2AKUPTIV3VCSKKLYD5AJM",
  nkey: "UCXTDV3MJOHC6XU4GF6RUTLBRSDA5YELVHZN7VZLWFHXXOJZJRNJ27OR",
};

function as(user: string, more = ""): string {
  return `CONNECT {"verbose":false,"user":"${user}","pass":"p"${more}}`;
}

const KEYS = `
authorization {
  users: [
    { nkey: ${KEY.nkey}, permissions: { publish: "a.>" } }
    { user: "ann", password: "p" }
  ]
}`;

function sign(nkey: string, seed: string, more = ""): string {
  return `CONNECT {"verbose":false,"nkey":"${nkey}","sig":"{sig:${seed}}"${more}}`;
}

const signatures: readonly Session[] = [
  session("a signed nonce opens the door, to that user's rights", [
    A.ask(sign(KEY.nkey, KEY.seed), "SUB a.> 1", "PUB a.b 1", "x", "PUB b 1", "x"),
  ], { config: KEYS }),
  session("beside nkeys a password opens the door", [A.ask(as("ann"))], { config: KEYS }),
  ...[
    ["the signature of somebody else", sign(KEY.nkey, STRANGER.seed)],
    ["an nkey that nobody knows", sign(STRANGER.nkey, STRANGER.seed)],
    [
      "an nkey that nobody knows beside the right password",
      sign(STRANGER.nkey, STRANGER.seed, ',"user":"ann","pass":"p"'),
    ],
    ["an nkey without a signature", `CONNECT {"nkey":"${KEY.nkey}"}`],
    ["an nkey with an empty signature", `CONNECT {"nkey":"${KEY.nkey}","sig":""}`],
    ["an nkey with a signature of half the length", `CONNECT {"nkey":"${KEY.nkey}","sig":"AAAA"}`],
    ["an nkey with a signature that is no base64", `CONNECT {"nkey":"${KEY.nkey}","sig":"!"}`],
    ["a signature without an nkey", `CONNECT {"sig":"{sig:${KEY.seed}}"}`],
    ["nothing where nkeys are wanted", "CONNECT {}"],
    ["a seed for an nkey", `CONNECT {"nkey":"${KEY.seed}","sig":"{sig:${KEY.seed}}"}`],
  ].map(([what, line]) => session(`${what} is a violation`, [A.fatal(line ?? "")], { config: KEYS })),
  session("a second CONNECT needs no other nonce", [
    A.ask(sign(KEY.nkey, KEY.seed), "PUB b 1", "x"),
    A.ask(sign(KEY.nkey, KEY.seed), "PUB b 1", "x"),
  ], { config: KEYS }),
  session("a second CONNECT with a password keeps the nkey of the first", [
    A.ask(sign(KEY.nkey, KEY.seed)),
    A.ask(as("ann"), "PUB b 1", "x"),
  ], { config: KEYS }),
];

const ANSWERING = `
authorization {
  users: [
    { user: "once", password: p, permissions: { subscribe: "q.>", allow_responses: true } }
    { user: "twice", password: p, permissions: { subscribe: "q.>", allow_responses: { max: 2, expires: "1m" } } }
    { user: "soon", password: p, permissions: { subscribe: "q.>", allow_responses: { max: 5, expires: "200ms" } } }
    { user: "any", password: p, permissions: { subscribe: "q.>", allow_responses: { max: -1 } } }
    { user: "more", password: p, permissions: { publish: "out.>", subscribe: "q.>", allow_responses: true } }
    { user: "less", password: p, permissions: { publish: { deny: "in.2" }, subscribe: "q.>", allow_responses: true } }
    { user: "free", password: p }
  ]
}`;

/** A request to somebody with such rights, who answers so often, and publishes once more. */
function answering(user: string, answers: number, more: readonly string[] = []): Session {
  return session(`allow_responses: ${user} answers ${answers} times`, [
    B.ask(as(user), "SUB q.* 1"),
    A.ask(as("free"), "SUB in.> 1", "SUB out.> 1"),
    A.ask("PUB q.a in.1 1", "?"),
    B.sync(),
    B.ask(...Array.from({ length: answers }, (_, n) => ["PUB in.1 1", `${n}`]).flat(), ...more),
    A.sync(),
  ], { config: ANSWERING });
}

const answers: readonly Session[] = [
  answering("once", 2),
  answering("twice", 3, ["PUB in.2 1", "x"]),
  answering("any", 5),
  answering("more", 2, ["PUB out.1 1", "x", "PUB other 1", "x"]),
  answering("less", 2, ["PUB in.2 1", "x", "PUB other 1", "x"]),
  session("allow_responses: the right to answer is over in time", [
    B.ask(as("soon"), "SUB q.* 1"),
    A.ask(as("free"), "SUB in.> 1"),
    A.ask("PUB q.a in.1 1", "?"),
    B.sync(),
    B.ask("PUB in.1 1", "x"),
    B.idle(400),
    B.ask("PUB in.1 1", "y"),
    A.sync(),
  ], { config: ANSWERING, whole: "the time is what counts" }),
  session("allow_responses: a denied subject is no answer", [
    B.ask(as("less"), "SUB q.* 1"),
    A.ask(as("free"), "SUB in.> 1", "PUB q.a in.2 1", "?"),
    B.sync(),
    B.ask("PUB in.2 1", "x"),
    A.sync(),
  ], { config: ANSWERING }),
  session("allow_responses: each request gives its own right", [
    B.ask(as("once"), "SUB q.* 1"),
    A.ask(as("free"), "SUB in.> 1", "PUB q.a in.1 1", "?", "PUB q.a in.3 1", "?"),
    B.sync(),
    B.ask("PUB in.3 1", "x", "PUB in.3 1", "y", "PUB in.1 1", "x", "PUB in.1 1", "y"),
    A.sync(),
  ], { config: ANSWERING }),
  session("allow_responses: a request that comes twice uses up the one answer", [
    B.ask(as("once"), "SUB q.* 1", "SUB q.> 2"),
    A.ask(as("free"), "SUB in.> 1", "PUB q.a in.1 1", "?"),
    B.sync(),
    B.ask("PUB in.1 1", "x"),
    A.sync(),
  ], { config: ANSWERING, anyOrder: true }),
  session("allow_responses: a request without a reply gives no right", [
    B.ask(as("once"), "SUB q.* 1"),
    A.ask(as("free"), "PUB q.a 1", "?"),
    B.sync(),
    B.ask("PUB q.a 1", "x"),
  ], { config: ANSWERING }),
];

const QUEUES = `
authorization {
  default_permissions: { publish: "pub.>", subscribe: ["any", "only v1", "both", "both v2", "wild v*", "all.> q.>"] }
  users: [
    { user: "allow", password: p }
    { user: "deny", password: p, permissions: { subscribe: { deny: ["d v1", "e *", "f >", "g", "all.> q.*"] } } }
    { user: "mix", password: p, permissions: { subscribe: { allow: ["m.> v1", "n"], deny: ["m.no v1", "n v2"] } } }
    { user: "free", password: p, permissions: {} }
  ]
}`;

function subscribing(user: string, ...lines: string[]): Session {
  return session(`rights to queues: ${user}`, [
    A.ask(as(user), ...lines.map((line, at) => `SUB ${line} ${at + 1}`)),
    B.ask(as("free"), ...lines.map((line, at) => `SUB ${line} ${at + 1}`)),
  ], { config: QUEUES });
}

const queues: readonly Session[] = [
  subscribing(
    "allow",
    ..."any,any v1,only,only v1,only v2,both,both v1,both v2,wild va,wild v*,wild,all.x,all.x q.a,all.x q.a.b,all.> q.>"
      .split(","),
  ),
  subscribing(
    "deny",
    ..."d,d v1,d v2,e,e v1,e v.1,f,f v1,f v.1,g,g v1,all.x,all.x q.a,all.x q.a.b,all.> q.a,> q.a,h v1".split(
      ",",
    ),
  ),
  subscribing("mix", ..."m.a,m.a v1,m.a v2,m.no v1,m.no v2,n,n v1,n v2".split(",")),
  session("rights by default hold for those who have none of their own", [
    A.ask(as("allow"), "PUB pub.a 1", "x", "PUB other 1", "x"),
    B.ask(as("mix"), "PUB other 1", "x"),
  ], { config: QUEUES }),
  session("a wildcard subscription of a queue does not get what is denied to that queue", [
    A.ask(as("mix"), "SUB m.> v1 1"),
    B.ask(as("free"), "PUB m.no 1", "x", "PUB m.yes 1", "y"),
    A.sync(),
  ], { config: QUEUES }),
];

const ACCOUNTS = `
system_account: SYS
accounts {
  SYS { users: [{ user: sys, password: p }] }
  A {
    users: [
      { user: a, password: p }
      { user: a2, password: p, permissions: { publish: ["$SYS.REQ.>"], subscribe: { allow: ["in.>"], deny: ["in.no"] } } }
      { user: a3, password: p, permissions: { publish: "$SYS.REQ.>", allow_responses: { max: 3, expires: "1m" } } }
    ]
    mappings { mapped: secret }
    limits { max_payload: 100, max_subs: 2 }
  }
  B {
    users: [{ user: b, password: p }]
    limits { max_conn: 1 }
    default_permissions: { publish: { deny: "closed" } }
  }
  C { users: [{ user: c, password: p, permissions: { publish: { deny: [secret, "closed.*"] } } }], mappings { mapped: secret, open: "closed.door" } }
  D { users: [{ nkey: NKEY }] }
}
no_auth_user: b
max_payload: 1000
`.replace("NKEY", KEY.nkey);

/** Asks for the user's own information. */
function whoAmI(line: string, name: string): Session {
  return session(`$SYS.REQ.USER.INFO tells ${name}`, [
    A.ask(line),
    A.send("SUB in.> 1\r\nPUB $SYS.REQ.USER.INFO in.1 0\r\n\r\n"),
    A.take(1),
  ], { config: ACCOUNTS, whole: "the answer is what counts" });
}

const inAccounts: readonly Session[] = [
  ...["a", "b", "c", "sys"].map((user) =>
    session(`the INFO after the first PING says what the account of ${user} is, and what it may`, [
      A.send(`${as(user, ',"protocol":1')}\r\n`),
      A.sync(),
      A.sync(),
    ], { config: ACCOUNTS })
  ),
  session("the INFO after the first PING says what an nkey's account is", [
    A.ask(sign(KEY.nkey, KEY.seed, ',"protocol":1')),
    A.sync(),
  ], { config: ACCOUNTS }),
  session("the INFO after the first PING says what the account of no_auth_user is", [
    A.ask('CONNECT {"verbose":false,"protocol":1}'),
    A.sync(),
  ], { config: ACCOUNTS }),
  session("an account's limit of a payload counts for its own connections", [
    A.ask(as("a"), `PUB a 100`, "x".repeat(100)),
    B.ask(as("b"), `PUB a 101`, "x".repeat(101)),
    A.send("PUB a 101\r\n"),
    A.gone(),
  ], { config: ACCOUNTS }),
  session("an account's limit of subscriptions counts for each connection", [
    A.ask(as("a"), "SUB a 1", "SUB b 2", "SUB c 3", "UNSUB 1", "SUB c 3"),
    B.ask(as("a"), "SUB a 1", "SUB b 2", "SUB c q 3"),
  ], { config: ACCOUNTS }),
  session("an account's limit of connections turns away one too many", [
    A.ask(as("b")),
    B.fatal(as("b")),
    C.ask(as("a")),
    A.drop(),
    C.idle(200),
    C.fatal('CONNECT {"user":"b","pass":"x"}'),
  ], { config: ACCOUNTS, whole: "the time is what counts" }),
  session("a second CONNECT goes over to another account", [
    A.ask(as("a"), "SUB x 1", "PUB x 1", "1"),
    A.ask(as("c"), "SUB x 1", "PUB x 1", "2"),
    B.ask(as("a"), "SUB x 1", "PUB x 1", "3"),
    A.sync(),
  ], { config: ACCOUNTS }),
  session("a second CONNECT goes over to an account that is full", [
    B.ask(as("b")),
    A.ask(as("a"), "SUB x 1"),
    A.fatal(as("b")),
  ], { config: ACCOUNTS }),
  session("a denied publish of a mapped subject is told by the subject it became", [
    A.ask(as("c", ',"pedantic":true')),
    A.ask("PUB mapped 1", "x", "PUB open 1", "x", "PUB closed.x 1", "x", "PUB secret.* 1", "x"),
  ], { config: ACCOUNTS }),
  session("verbose tells a denied publish, and one of a mapped subject, in place of +OK", [
    A.ask('CONNECT {"user":"c","pass":"p","pedantic":true}'),
    A.ask("PUB mapped 1", "x", "PUB open 1", "x", "PUB a..b 1", "x", "PUB x 1", "x", "SUB x 1", "SUB a..b 2"),
  ], { config: ACCOUNTS }),
  session("rights of an account hold for those who have none of their own", [
    A.ask(as("b"), "PUB closed 1", "x", "PUB mapped 1", "x"),
  ], { config: ACCOUNTS }),
  whoAmI(as("a"), "a user with all rights"),
  whoAmI(as("a2"), "a user with rights to some subjects"),
  whoAmI(as("a3"), "a user who may answer"),
  whoAmI(as("b"), "a user with the rights of an account"),
  whoAmI('CONNECT {"verbose":false}', "one who is taken for a user"),
  whoAmI(as("sys"), "a user of the system account"),
  whoAmI(sign(KEY.nkey, KEY.seed), "a user with an nkey"),
  session("$SYS.REQ.USER.INFO without a right to it", [
    A.ask(as("list"), "SUB in.> 1", "PUB $SYS.REQ.USER.INFO in.1 0", ""),
  ], { config: 'authorization { users: [{ user: list, password: p, permissions: { publish: "a" } }] }' }),
];

/** Hashes of "secret" and "t0ken", cheap ones. */
const SECRET = "$2b$04$oIuEXUKydyUQvH4.18hsuOlFdPU0Z2oFX.Ms1PWoYPSKeG6nqtMJK";
const TOKEN = "$2b$04$sZ1L.tRyS1acs.m20QGcKO1tLeQHNDcDWO88w/uXeNpFWhjrMXqQC";

const HASHED =
  `authorization { users: [{ user: h, password: "${SECRET}" }, { user: w, password: p, allowed_connection_types: [WEBSOCKET] }, { user: s, password: p, allowed_connection_types: ["standard"] }] }`;
const ONLY_SYSTEM = "accounts { $SYS { users: [{ user: sys, password: p }] } }";

const entrances: readonly Session[] = [
  session("a hash opens the door for its password", [
    A.ask('CONNECT {"verbose":false,"user":"h","pass":"secret"}', "SUB x 1", "PUB x 1", "y"),
  ], { config: HASHED }),
  session("a hash does not open the door for another password", [
    A.fatal('CONNECT {"user":"h","pass":"Secret"}', "PING"),
  ], { config: HASHED }),
  session("a hash does not open the door for itself", [
    A.fatal(`CONNECT {"user":"h","pass":"${SECRET}"}`),
  ], { config: HASHED }),
  session("the hash of a token opens the door for it", [
    A.ask('CONNECT {"verbose":false,"auth_token":"t0ken"}'),
  ], {
    config: `authorization { token: "${TOKEN}" }`,
  }),
  session("the hash of a token does not open the door for another", [A.fatal('CONNECT {"auth_token":"x"}')], {
    config: `authorization { token: "${TOKEN}" }`,
  }),
  session("a user for WebSockets does not come in by TCP", [A.fatal(as("w"))], { config: HASHED }),
  session("a user for plain connections does", [A.ask(as("s"))], { config: HASHED }),
  session("where only the system account has users, all others need none", [
    A.ask('CONNECT {"verbose":false,"protocol":1}'),
    A.sync(),
    B.ask(as("sys", ',"protocol":1')),
    B.sync(),
    C.fatal('CONNECT {"user":"sys","pass":"x"}'),
  ], { config: ONLY_SYSTEM }),
  session("where only the system account has users, somebody unknown is refused", [
    A.fatal('CONNECT {"user":"x","pass":"y"}'),
  ], { config: ONLY_SYSTEM }),
  session("where only the system account has users, nobody has to say CONNECT", [
    A.ask("SUB x 1", "PUB x 1", "y"),
  ], { config: ONLY_SYSTEM }),
];

/** The sessions of this theme. */
export const rights: readonly Session[] = [
  ...signatures,
  ...answers,
  ...queues,
  ...inAccounts,
  ...entrances,
];
