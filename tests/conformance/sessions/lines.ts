/** The grammar of control lines: case, blanks, line ends, unknown operations, argument counts and sizes. */

import { A, B, HEADERS, QUIET, type Session, session } from "../script.ts";

/** A session for every line that is answered by `Unknown Protocol Operation`, or by a close. */
const refused: readonly Session[] = [
  ["an empty line", "\r\n"],
  ["a bare LF", "\n"],
  ["a bare CR", "\rPING\r\n"],
  ["a leading blank", " PING\r\n"],
  ["a leading tab", "\tPING\r\n"],
  ["an unknown verb", "HELLO\r\n"],
  ["a verb that turns wrong at its end", "PINX\r\n"],
  ["an HTTP request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["a TLS hello", "\x16\x03\x01\x02\x00\x01"],
  ["a NUL", "\x00"],
  ["a byte above ASCII", "\xff\r\n"],
  ["PUB glued to its argument", "PUBfoo 2\r\nhi\r\n"],
  ["SUB glued to its argument", "SUBfoo 1\r\n"],
  ["UNSUB without arguments", "UNSUB\r\n"],
  ["SUB without arguments", "SUB\r\n"],
  ["PUB without arguments", "PUB\r\n"],
  ["PUB with only a blank", "PUB \r\n"],
  ["SUB with only a blank", "SUB \r\n"],
  ["UNSUB with only a blank", "UNSUB \r\n"],
  ["SUB with one argument", "SUB foo\r\n"],
  ["SUB with four arguments", "SUB foo q 1 2\r\n"],
  ["UNSUB with three arguments", "UNSUB 1 2 3\r\n"],
  ["PUB with one argument", "PUB foo\r\n"],
  ["PUB with four arguments", "PUB foo a b 2\r\nhi\r\n"],
  ["PUB with a negative size", "PUB foo -1\r\n"],
  ["PUB with a plus sign", "PUB foo +2\r\nhi\r\n"],
  ["PUB with letters for a size", "PUB foo two\r\nhi\r\n"],
  ["PUB with a hexadecimal size", "PUB foo 0x2\r\nhi\r\n"],
  ["PUB with a ten digit size", "PUB foo 0000000002\r\nhi\r\n"],
  ["PUB with a two gigabyte size", "PUB foo 2147483648\r\n"],
  ["PUB with a nine digit size", "PUB foo 999999999\r\n"],
  ["a payload that ends in a bare LF", "PUB foo 2\r\nhi\n"],
  ["a payload longer than it said", "PUB foo 2\r\nhip\r\n"],
  ["a payload shorter than it said", "PUB foo 3\r\nhi\r\nPING\r\n"],
  ["CR and a letter after a payload", "PUB foo 2\r\nhi\rx"],
  ["a line end too many after a payload", "PUB foo 2\r\nhi\r\n\r\n"],
  ["HPUB without CONNECT", "HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"],
  ["-ERR from the client", "-ERR 'nothing'\r\n"],
  ["-ERR without a text", "-ERR\r\n"],
  ["MSG from the client", "MSG foo 1 2\r\nhi\r\n"],
  ["HMSG from the client", "HMSG foo 1 12 14\r\n"],
  ["INFO that is no JSON", "INFO {\r\n"],
  ["INFO without an argument", "INFO\r\n"],
  ["INFO with an array", "INFO []\r\n"],
  ["INFO with a string for a port", 'INFO {"port":"x"}\r\n'],
  ["INFO with a number for a name", 'INFO {"server_name":1}\r\n'],
  ["-err in lower case", "-err x\r\n"],
  ["a CR within the arguments of a line that ends in LF", "SUB foo\r 1\n"],
  ["a CR within CONNECT that ends in LF", "CONNECT {\r}\n"],
  ["RS+ from the client", "RS+ $G foo\r\n"],
  ["RMSG from the client", "RMSG $G foo 2\r\n"],
  ["LS+ from the client", "LS+ foo\r\n"],
  ["LMSG from the client", "LMSG foo 2\r\n"],
  ["A+ from the client", "A+ acc\r\n"],
  ["-OK from the client", "-OK\r\n"],
  ["+NO from the client", "+NO\r\n"],
].map(([what, text]) => session(`${what} ends the connection`, [A.send(text ?? ""), A.gone()]));

/** The same after CONNECT with headers, for what depends on it. */
const refusedWithHeaders: readonly Session[] = [
  ["HPUB with a header longer than the message", "HPUB foo 13 12\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with two arguments", "HPUB foo 12\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with five arguments", "HPUB foo a b 12 12\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with a negative header size", "HPUB foo -1 12\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with letters for the header size", "HPUB foo x 12\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with letters for the total size", "HPUB foo 12 x\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with a ten digit header size", "HPUB foo 0000000012 12\r\nNATS/1.0\r\n\r\n\r\n"],
  ["HPUB with no arguments", "HPUB\r\n"],
].map(([what, text]) =>
  session(`${what} ends the connection`, [A.ask(HEADERS), A.send(text ?? ""), A.gone()])
);

/** The sessions of this theme. */
export const lines: readonly Session[] = [
  session("verbs are read in any case", [
    A.ask("sUb foo 1", "PuB foo 2", "hi", "uNsUb 1", "pong", "+ok"),
    A.send("PiNg\r\n"),
    A.sync(),
  ]),
  session("runs of blanks and tabs separate arguments, and trailing ones are nothing", [
    A.ask("SUB \t foo\t \t1 \t", "PUB  \tfoo\t\t2   ", "hi", "PUB foo \t r   2\t", "ho", "UNSUB \t1\t "),
  ]),
  session("a bare LF ends a control line", [A.send("SUB foo 1\nPUB foo 2\nhi\r\nPING\n"), A.sync()]),
  session("a CR among the arguments is dropped with what stands before LF", [
    A.send("SUB foo\r 1\r\n"),
    A.sync(),
    A.ask("PUB foo 1", "a", "SUB > 2", "PUB b\rar 1", "b", "SUB ba\rr 3"),
  ]),
  session("two CRs before LF", [A.send("SUB foo 1\r\r\n"), A.ask("PUB foo 1", "a")]),
  session("what follows PING, PONG and +OK on their line is nothing", [
    A.send('PING   \r\nPINGxyz\r\nPING {"a":1}\r\nPONG abc\r\n+OK and more\r\n+OKAY\r\n'),
    A.sync(),
  ]),
  session("INFO and +OK from the client are taken without a word", [
    A.ask(
      'INFO {"server_id":"x","max_payload":1}',
      "INFO{}",
      "+OK",
      "info {}",
      "INFO null",
      "PUB foo 2",
      "hi",
    ),
  ]),
  session("sizes may have leading zeros, which the receiver sees", [
    A.ask("SUB foo 1", "PUB foo 000000002", "hi", "PUB foo 00", "", "PUB foo r 002", "ho"),
  ]),
  session("an empty payload", [A.ask("SUB foo 1", "PUB foo 0", "", "PUB foo r 0", "")]),
  session("a payload may hold anything, line ends and verbs too", [
    A.ask("SUB foo 1", "PUB foo 18", "a\r\nPUB foo 2\r\nhi\r\n", "PUB foo 4", "\x00\r\n\xff"),
  ]),
  session("subjects are bytes: NUL, no UTF-8, UTF-8 and signs", [
    A.ask("SUB \x00 1", "PUB \x00 1", "a", "SUB \xff\xfe.x 2", "PUB \xff\xfe.x 1", "b"),
    A.ask("SUB s\xc3\xa9.* 3", "PUB s\xc3\xa9.\xc3\xa9 1", "c", "SUB !\"#%&/()=?'+,;:<{}[]@~^| 4"),
    A.ask("PUB !\"#%&/()=?'+,;:<{}[]@~^| 1", "d", "SUB a\x0bb\x0cc 5", "PUB a\x0bb\x0cc 1", "e"),
  ]),
  session("a sid is any word", [
    A.ask("SUB foo a.b>*", "PUB foo 1", "a", "UNSUB a.b>*", "SUB foo 007", "UNSUB 7", "PUB foo 1", "b"),
    A.ask("SUB foo \xff\x01", "PUB foo 1", "c", "SUB bar -1", "PUB bar 1", "d"),
  ], { anyOrder: true }),
  session("everything in one write", [
    A.send(
      `${QUIET}\r\nSUB foo.* 1\r\nSUB foo.bar q 2\r\nPUB foo.x 2\r\nhi\r\nPUB foo.y r 3\r\nho!\r\nUNSUB 1\r\n` +
        "PUB foo.x 1\r\na\r\nPUB foo.bar 1\r\nb\r\nPING\r\nUNSUB 2 2\r\nPUB foo.bar 1\r\nc\r\nPUB foo.bar 1\r\nd\r\n",
    ),
    A.sync(),
  ]),
  session("a payload split over writes arrives as one message", [
    B.ask(QUIET, "SUB foo 1"),
    A.ask(QUIET),
    A.send("PUB fo"),
    A.send("o 1"),
    A.send(`00000\r\n${"x".repeat(1000)}`),
    A.send("y".repeat(98_999)),
    A.send("z\r"),
    A.send("\nPU"),
    A.ask("B foo 1", "a"),
    B.sync(),
  ], { whole: "a hundred thousand writes are slow" }),
  session("a message of the largest size", [
    B.ask(QUIET, "SUB foo 1"),
    A.ask(QUIET, "PUB foo 1048576", "x".repeat(1_048_576)),
    B.sync(),
  ], { whole: "a million writes are slow" }),
  session("many subscriptions in one write", [
    A.ask(QUIET, ...Array.from({ length: 100 }, (_, i) => `SUB many.${i} ${i}`), "PUB many.7 1", "a"),
    A.ask("PUB many.99 1", "b", "PUB many.100 1", "c"),
  ], { whole: "it shows nothing more" }),
  ...refused,
  ...refusedWithHeaders,
];
