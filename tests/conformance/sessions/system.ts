/** What the system account hears of the others. */

import { A, B, C, peer, SERVER, type Session, session } from "../script.ts";

/** Who listens in the system account. */
const S = peer("S");

const CONFIG = `
system_account: SYS
accounts {
  SYS { users: [{ user: sys, password: p }] }
  A { users: [{ user: a, password: p }], limits { max_connections: 1 } }
  B { users: [{ user: b, password: p }] }
}
lame_duck_duration: "30s", lame_duck_grace_period: "10s"`;

const LISTEN = 'CONNECT {"verbose":false,"headers":true,"user":"sys","pass":"p"}';

function as(user: string, more = ""): string {
  return `CONNECT {"verbose":false,"user":"${user}","pass":"p"${more}}`;
}

const NAMED = ',"name":"n","lang":"l","version":"1.2"';

/** Why such a session is not played byte by byte. */
const WHOLE = "the events are what counts";

/** The sessions of this theme. */
export const system: readonly Session[] = [
  session("events: somebody comes and goes", [
    S.ask(LISTEN, "SUB $SYS.ACCOUNT.A.CONNECT 1", "SUB $SYS.ACCOUNT.A.DISCONNECT 2"),
    A.ask(as("a", NAMED), "SUB x 1", "PUB x 3", "abc", "PUB y 2", "ab"),
    S.take(1),
    A.drop(),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: somebody breaks the protocol", [
    S.ask(LISTEN, "SUB $SYS.ACCOUNT.*.DISCONNECT 2"),
    B.ask(as("b")),
    B.fatal("NONSENSE"),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: how many are connected", [
    S.ask(LISTEN, "SUB $SYS.ACCOUNT.A.SERVER.CONNS 1"),
    A.ask(as("a")),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: how many are connected, by the old subject", [
    S.ask(LISTEN, "SUB $SYS.SERVER.ACCOUNT.A.CONNS 1"),
    A.ask(as("a")),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: a wrong password", [
    S.ask(LISTEN, "SUB $SYS.SERVER.*.CLIENT.AUTH.ERR 1"),
    A.fatal('CONNECT {"user":"a","pass":"x","name":"n","lang":"l","version":"1.2"}'),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: a wrong password is gone from $G", [
    S.ask(LISTEN, "SUB $SYS.ACCOUNT.*.DISCONNECT 1"),
    A.fatal('CONNECT {"user":"a","pass":"x"}'),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: one too many of an account", [
    S.ask(LISTEN, "SUB $SYS.ACCOUNT.*.DISCONNECT 1"),
    A.ask(as("a")),
    C.fatal(as("a")),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: somebody of the system account comes", [
    S.ask(LISTEN),
    S.idle(200),
    S.ask("SUB $SYS.ACCOUNT.SYS.CONNECT 1"),
    C.ask(as("sys")),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: a second CONNECT", [
    S.ask(LISTEN, "SUB $SYS.ACCOUNT.B.* 1", "SUB $SYS.ACCOUNT.A.* 2"),
    B.ask(as("b")),
    S.take(1),
    B.ask(as("a")),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("events: a lame duck", [
    S.ask(LISTEN, "SUB $SYS.SERVER.*.LAMEDUCK 1"),
    SERVER.lameDuck(),
    S.take(1),
  ], { config: CONFIG, whole: WHOLE }),
  session("the system account is closed to others", [
    S.ask(LISTEN, "SUB $SYS.> 1", "UNSUB 1"),
    A.ask(
      as("a"),
      "SUB $SYS.> 1",
      "PUB $SYS.ACCOUNT.A.CONNECT 1",
      "x",
      "PUB $SYS.REQ.SERVER.PING.VARZ in 0",
      "",
    ),
  ], { config: CONFIG, whole: WHOLE }),
];
