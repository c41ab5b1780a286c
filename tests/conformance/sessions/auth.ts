/** Who may come in, and what they may do. */

import { A, B, QUIET, type Session, session, type SessionServer } from "../script.ts";

const PASSWORD: SessionServer = { user: "ann", pass: "secret" };
const TOKEN: SessionServer = { token: "t0ken" };
const TIMEOUT: SessionServer = { ...PASSWORD, authTimeoutMs: 400 };
const ANN = 'CONNECT {"verbose":false,"user":"ann","pass":"secret"}';

const RULES: SessionServer = {
  users: [
    { user: "list", pass: "p", permissions: { publish: ["a.*", "b"], subscribe: ["a.>", "inbox"] } },
    {
      user: "deny",
      pass: "p",
      permissions: { publish: { deny: ["no.>", "x"] }, subscribe: { deny: ["no.*"] } },
    },
    {
      user: "both",
      pass: "p",
      permissions: {
        publish: { allow: ["a.>"], deny: ["a.b"] },
        subscribe: { allow: ["a.>", "work v1", "work v2.*"], deny: ["a.secret", "a.z.>"] },
      },
    },
    { user: "free", pass: "p" },
  ],
};

function as(user: string, more = ""): string {
  return `CONNECT {"user":"${user}","pass":"p"${more}}`;
}

const entrance: readonly Session[] = [
  session("the right password opens the door", [A.ask(ANN, "SUB foo 1", "PUB foo 1", "a")], {
    server: PASSWORD,
  }),
  session("the right password with +OK", [A.ask('CONNECT {"user":"ann","pass":"secret"}')], {
    server: PASSWORD,
  }),
  session("the right token opens the door", [A.ask('CONNECT {"auth_token":"t0ken"}')], { server: TOKEN }),
  ...[
    ["a wrong password", 'CONNECT {"user":"ann","pass":"Secret"}', PASSWORD],
    ["an unknown user", 'CONNECT {"user":"bob","pass":"secret"}', PASSWORD],
    ["no password", 'CONNECT {"user":"ann"}', PASSWORD],
    ["no credentials", "CONNECT {}", PASSWORD],
    ["a token where a password is wanted", 'CONNECT {"auth_token":"secret"}', PASSWORD],
    ["a wrong token", 'CONNECT {"auth_token":"t0keN"}', TOKEN],
    ["no token", "CONNECT {}", TOKEN],
    ["the token for a password", 'CONNECT {"user":"t0ken","pass":"t0ken"}', TOKEN],
    ["a wrong password of one of many", 'CONNECT {"user":"free","pass":"q"}', RULES],
    [
      "no_responders without headers and a wrong password",
      'CONNECT {"user":"x","no_responders":true}',
      PASSWORD,
    ],
    ["a bad protocol and a wrong password", 'CONNECT {"user":"x","protocol":7}', PASSWORD],
    [
      "an account beside the right password",
      'CONNECT {"user":"ann","pass":"secret","account":"A"}',
      PASSWORD,
    ],
  ].map(([what, line, server]) =>
    session(`${what} is a violation`, [A.fatal(line as string)], { server: server as SessionServer })
  ),
  session("a bad protocol with the right password is named", [
    A.fatal('CONNECT {"user":"ann","pass":"secret","protocol":7}'),
  ], { server: PASSWORD }),
  session("broken JSON before authorization closes without a word", [A.fatal("CONNECT {")], {
    server: PASSWORD,
  }),
  ...[
    ["PING", "PING\r\n"],
    ["the first letter of PING", "P"],
    ["SUB", "SUB foo 1\r\n"],
    ["an empty line", "\r\n"],
    ["PONG", "PONG\r\n"],
    ["+OK", "+OK\r\n"],
    ["INFO", "INFO {}\r\n"],
    ["an unknown letter", "x"],
  ].map(([what, text]) =>
    session(`${what} before CONNECT is a violation`, [A.send(text ?? ""), A.gone()], { server: PASSWORD })
  ),
  session("a word that starts like CONNECT and is not, before CONNECT", [A.send("COFFEE\r\n"), A.gone()], {
    server: PASSWORD,
  }),
  session("a second CONNECT with a wrong password is a violation", [
    A.ask(ANN),
    A.fatal('CONNECT {"pass":"wrong"}'),
  ], { server: PASSWORD }),
  session("a second CONNECT that says nothing of credentials keeps them", [
    A.ask(ANN, "SUB foo 1", "CONNECT {}", "SUB foo 1", "PUB foo 1", "a"),
  ], { server: PASSWORD }),
  session("one who says nothing runs into the authentication timeout", [
    A.open(),
    A.gone({ fromMs: 400, toMs: 500 }),
  ], { server: TIMEOUT }),
  session("one who says half a CONNECT runs into the authentication timeout", [
    A.send('CONNECT {"user":"ann"'),
    A.gone({ fromMs: 200, toMs: 500 }),
  ], { server: TIMEOUT }),
  session("an unauthorized line beyond the control line limit", [
    A.send(`CONNECT ${"x".repeat(5000)}`),
    A.gone(),
  ], {
    server: PASSWORD,
  }),
  session("no_auth_user lets in one who never says CONNECT, with that user's permissions", [
    A.ask("SUB a.b 1", "PUB a.b 1", "x", "PUB c 1", "x", "SUB c 2"),
  ], { server: { ...RULES, noAuthUser: "list" } }),
  session("no_auth_user lets in a CONNECT without credentials", [
    A.ask(QUIET, "SUB a.b 1", "PUB a.b 1", "x", "PUB c 1", "x"),
  ], { server: { ...RULES, noAuthUser: "list" } }),
  session("no_auth_user is not for those with a wrong password", [
    A.fatal('CONNECT {"user":"list","pass":"q"}'),
  ], {
    server: { ...RULES, noAuthUser: "list" },
  }),
  session("no_auth_user is not for those with a user name alone", [A.fatal('CONNECT {"user":"list"}')], {
    server: { ...RULES, noAuthUser: "list" },
  }),
  session("a CONNECT after no_auth_user let one in changes the user", [
    A.ask("SUB c 1", as("free"), "SUB c 1", "PUB c 1", "x"),
  ], { server: { ...RULES, noAuthUser: "list" } }),
  session(
    "a telnet session with no_auth_user gets no auth_required",
    [A.ask("SUB foo 1", "PUB foo 1", "x")],
    {
      server: { users: [{ user: "free", pass: "p" }], noAuthUser: "free" },
    },
  ),
];

const permissions: readonly Session[] = [
  session("publishing outside the list is refused, with -ERR instead of +OK", [
    A.ask(as("list"), "SUB a.> 1", "PUB a.x 1", "a", "PUB a.x.y 1", "b", "PUB b 1", "c", "PUB c 1", "d"),
  ], { server: RULES }),
  session("publishing what is denied is refused", [
    A.ask(as("deny"), "PUB no.a 1", "a", "PUB no 1", "b", "PUB x 1", "c", "PUB y 1", "d"),
    B.ask(as("both"), "PUB a.a 1", "a", "PUB a.b 1", "b", "PUB c 1", "c", "PUB a.b.c 1", "d"),
  ], { server: RULES }),
  session("a refused publish without verbose", [
    A.ask(as("list", ',"verbose":false'), "PUB c reply 1", "a", "PUB a.b 1", "b"),
  ], { server: RULES }),
  session("publishing a wildcard against a list", [
    A.ask(as("list", ',"pedantic":false'), "PUB a.* 1", "a", "PUB a.> 1", "b", "PUB * 1", "c"),
  ], { server: RULES }),
  session("subscribing outside the list is refused", [
    A.ask(as("list"), "SUB a.b 1", "SUB a.* 2", "SUB a.> 3", "SUB * 4", "SUB > 5", "SUB c 6", "SUB a 7"),
  ], { server: RULES }),
  session("subscribing outside the list with a queue is refused and named", [
    A.ask(as("list"), "SUB c q 1", "SUB a.b q 2", "SUB > q.* 3"),
  ], { server: RULES }),
  session("a permission is looked at before the form of a subject", [
    A.ask(as("list"), "SUB b..c 1", "SUB a..c 2"),
  ], {
    server: RULES,
  }),
  session("subscribing what is denied is refused", [
    A.ask(as("deny"), "SUB no.a 1", "SUB no.* 2", "SUB no.> 3", "SUB no 4", "SUB no.a q 5", "SUB > 6"),
    B.ask(as("both"), "SUB a.secret 1", "SUB a.z.y 2", "SUB a.z.> 3", "SUB a.z 4", "SUB a.secret q 5"),
  ], { server: RULES }),
  session("what is denied inside a wildcard subscription is left out at delivery", [
    A.ask(as("both"), "SUB a.> 1", "SUB a.* 2", "SUB a.> q 3"),
    B.ask(as("free"), "PUB a.open 1", "a", "PUB a.secret 1", "b", "PUB a.z.y 1", "c", "PUB a.z 1", "d"),
    A.sync(),
  ], { server: RULES, anyOrder: true }),
  session("a queue permission is for that queue only", [
    A.ask(as("both"), "SUB work v1 1", "SUB work v2.x 2", "SUB work v3 3", "SUB work 4"),
  ], { server: RULES }),
  session("a denied publish gives no 503", [
    A.ask(
      as("list", ',"verbose":false,"headers":true,"no_responders":true'),
      "SUB inbox 1",
      "PUB c inbox 1",
      "a",
    ),
    A.ask("PUB b inbox 1", "b"),
  ], { server: RULES }),
  session("a reserved reply and a denied subject", [
    A.ask(as("list"), "PUB c _R_.x 1", "a", "PUB b _R_.x 1", "b"),
  ], {
    server: RULES,
  }),
  session("odd bytes in a denied subject are quoted", [
    A.ask(as("list"), "PUB \x00\xff 1", "a", 'SUB q"\\ \x01 1', "SUB \xc3\xa9 1"),
  ], { server: RULES }),
];

/** The sessions of this theme. */
export const auth: readonly Session[] = [...entrance, ...permissions];
