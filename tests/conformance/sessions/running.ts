/** What becomes of connections when the server takes another configuration or leaves, and TLS. */

import { A, B, C, SERVER, type Session, session } from "../script.ts";

const NEW = 'CONNECT {"verbose":false,"protocol":1}';

function as(user: string, more = ""): string {
  return `CONNECT {"verbose":false,"user":"${user}","pass":"p"${more}}`;
}

/** A server with one user who has such rights. */
function one(permissions: string): string {
  return `authorization { users: [{ user: u, password: p, permissions: ${permissions} }] }`;
}

const rights: readonly Session[] = [
  session("reload: subscriptions that are no longer allowed end, and their sids are told", [
    A.ask(as("u"), "SUB a 1", "SUB b q 2", "SUB c 3"),
    SERVER.reload(one('{ subscribe: { deny: ["a"] } }')),
    A.take(1),
    A.ask("PUB a 1", "x", "PUB b 1", "x", "PUB c 1", "x", "SUB a 1"),
  ], { config: one("{}") }),
  session("reload: a subscription in a queue ends, and its sid is told", [
    A.ask(as("u"), "SUB a 1", "SUB b v1 two", "SUB b v2 3"),
    SERVER.reload(one('{ subscribe: { deny: ["b v1"] } }')),
    A.take(1),
    A.ask("PUB a 1", "x", "PUB b 1", "x"),
  ], { config: one("{}") }),
  session("reload: what is no longer allowed to publish is refused, what is allowed again passes", [
    A.ask(as("u"), "SUB > 1", "PUB a 1", "1"),
    SERVER.reload(one('{ publish: { deny: ["a"] } }')),
    A.ask("PUB a 1", "2"),
    SERVER.reload(one("{}")),
    A.ask("PUB a 1", "3"),
  ], { config: one("{}") }),
  session("reload: a wildcard subscription stays, without what is denied now", [
    A.ask(as("u"), "SUB > 1"),
    SERVER.reload(one('{ subscribe: { deny: ["a"] } }')),
    A.ask("PUB a 1", "1", "PUB b 1", "2"),
  ], { config: one("{}") }),
  session("reload: a user who is gone has to go", [
    A.ask(as("u")),
    B.ask(as("v"), "SUB a 1"),
    SERVER.reload("authorization { users: [{ user: v, password: p }] }"),
    A.gone(),
    B.ask("PUB a 1", "x"),
  ], { config: "authorization { users: [{ user: u, password: p }, { user: v, password: p }] }" }),
  session("reload: another password of one of many", [
    A.ask(as("u")),
    SERVER.reload("authorization { users: [{ user: u, password: q }] }"),
    A.gone(),
  ], { config: "authorization { users: [{ user: u, password: p }] }" }),
  session("reload: another password", [
    A.ask(as("u")),
    SERVER.reload("authorization { user: u, password: q }"),
    A.gone(),
    B.fatal(as("u")),
    C.ask('CONNECT {"verbose":false,"user":"u","pass":"q"}'),
  ], { config: "authorization { user: u, password: p }" }),
  session("reload: logins where there were none", [
    A.ask(NEW),
    SERVER.reload("authorization { user: u, password: p }"),
    A.gone(),
    B.fatal("CONNECT {}"),
  ], { config: "max_payload: 1000" }),
  session("reload: logins where there were none, for one who has shown the right ones", [
    A.ask(as("u")),
    SERVER.reload("authorization { user: u, password: p }"),
    A.gone(),
  ], { config: "max_payload: 1000" }),
  session("reload: no logins where there were some", [
    SERVER.reload("max_payload: 1000"),
    B.ask(NEW),
  ], { config: "max_payload: 1000, authorization { user: u, password: p }" }),
  session("reload: no logins where there were some, for one who has shown the right ones", [
    A.ask(as("u")),
    SERVER.reload("max_payload: 1000"),
    A.gone(),
  ], { config: "max_payload: 1000, authorization { user: u, password: p }" }),
  session("reload: a user of another account", [
    A.ask(as("u"), "SUB a 1"),
    B.ask(as("w"), "SUB a 1"),
    SERVER.reload(
      "accounts { A { users: [{ user: w, password: p }] }, B { users: [{ user: u, password: p }] } }",
    ),
    B.ask("PUB a 1", "x"),
    A.gone(),
  ], { config: "accounts { A { users: [{ user: u, password: p }, { user: w, password: p }] }, B {} }" }),
  session("reload: an account that is gone", [
    A.ask(as("u"), "SUB a 1"),
    B.ask(as("w"), "SUB a 1"),
    SERVER.reload("accounts { A { users: [{ user: w, password: p }] } }"),
    A.gone(),
    B.ask("PUB a 1", "x"),
  ], {
    config: "accounts { A { users: [{ user: w, password: p }] }, B { users: [{ user: u, password: p }] } }",
  }),
];

const limits: readonly Session[] = [
  session("reload: another payload", [
    A.ask(NEW),
    A.sync(),
    SERVER.reload("max_payload: 5"),
    A.sync(),
    A.ask("PUB a 5", "12345"),
    A.fatal("PUB a 6", "123456"),
  ], { config: "max_payload: 1000" }),
  session("reload: another control line", [
    A.ask(NEW),
    SERVER.reload("max_control_line: 32"),
    A.ask(`SUB ${"a".repeat(20)} 1`),
    A.fatal(`SUB ${"a".repeat(40)} 2`),
  ], { config: "max_control_line: 1000" }),
  session("reload: more connections", [
    A.ask(NEW),
    B.open(),
    B.gone(),
    SERVER.reload("max_connections: 2"),
    C.ask('CONNECT {"verbose":false}'),
  ], { config: "max_connections: 1" }),
  session("reload: other mappings", [
    A.ask('CONNECT {"verbose":false}'),
    A.ask("SUB > 1", "PUB a 1", "x"),
    SERVER.reload("mappings { a: c }"),
    A.ask("PUB a 1", "x"),
  ], { config: "mappings { a: b }" }),
  session("reload: mappings that are gone", [
    A.ask('CONNECT {"verbose":false}'),
    A.ask("SUB > 1", "PUB a 1", "x"),
    SERVER.reload("max_payload: 1000"),
    A.ask("PUB a 1", "x"),
  ], { config: "mappings { a: b }" }),
];

const SLOWLY = 'lame_duck_duration: "30s", lame_duck_grace_period: "10s"';

const leaving: readonly Session[] = [
  session("a lame duck tells those who understand it", [
    A.ask(NEW),
    A.sync(),
    B.ask('CONNECT {"verbose":false,"protocol":0}'),
    SERVER.lameDuck(),
    A.take(1),
    A.ask("SUB a 1"),
    B.ask("PUB a 1", "x"),
    A.sync(),
  ], { config: SLOWLY }),
];

const TLS = "tls { cert_file: {cert}, key_file: {key}, ca_file: {ca}, timeout: 0.4 TLS }";

function tls(more = "", beside = ""): string {
  return `${TLS.replace("TLS", more)}\n${beside}`;
}

const encrypted: readonly Session[] = [
  session("TLS: one who does encrypts after the INFO", [A.ask(NEW, "SUB a 1", "PUB a 1", "x"), A.sync()], {
    config: tls(),
    tls: { peers: ["A"] },
  }),
  session("TLS: one who does not is hung up on", [A.open(), A.send("CONNECT {}\r\nPING\r\n"), A.gone()], {
    config: tls(),
    whole: "the first bytes are what counts",
  }),
  session("TLS: one who says nothing is hung up on in time", [A.open(), A.gone({ fromMs: 380, toMs: 700 })], {
    config: tls(),
  }),
  session("TLS: logins count after the handshake", [
    A.ask(as("u")),
    B.fatal('CONNECT {"user":"u","pass":"x"}'),
    C.open(),
    C.gone({ fromMs: 380, toMs: 700 }),
  ], {
    config: tls("", "authorization { user: u, password: p, timeout: 0.4 }"),
    tls: { peers: ["A", "B", "C"] },
  }),
  session("TLS: it may be left out where it is not needed", [
    A.ask(NEW),
    A.sync(),
    B.ask(NEW),
    B.sync(),
  ], { config: tls("", "allow_non_tls: true"), tls: { peers: ["B"] } }),
  session("TLS: before the INFO", [A.ask(NEW), A.sync()], {
    config: tls(", handshake_first: true"),
    tls: { peers: ["A"], first: true },
  }),
  session("TLS: before the INFO, or after it for those who wait", [A.ask(NEW), A.sync()], {
    config: tls(', handshake_first: "50ms"'),
    tls: { peers: ["A"] },
  }),
  session("TLS: a connection too many is told so in the clear", [A.ask(NEW), B.open(), B.gone()], {
    config: tls("", "max_connections: 1"),
    tls: { peers: ["A"] },
  }),
  session("TLS: more handshakes than wanted in a second", [A.ask(NEW), B.open(), B.gone()], {
    config: tls(", connection_rate_limit: 1"),
    tls: { peers: ["A"] },
    whole: "the time is what counts",
  }),
];

/** The sessions of this theme. */
export const running: readonly Session[] = [...rights, ...limits, ...leaving, ...encrypted];
