import type { ErrorCode } from "../../src/errors.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { cut, feed, type Outcome, type Reader, single, wire } from "./_feed.ts";

/** Text in; operations and perhaps a code out. */
type Case = readonly [name: string, input: string, events: readonly string[], code?: ErrorCode];

/** Feeds the text whole, byte by byte and cut in two at every place, and expects the same each time. */
function check(reader: Reader, input: string, limits = {}): Outcome {
  const bytes = wire(input);
  const whole = feed(reader, [bytes], limits);
  const same = (other: Outcome, how: string): void => {
    assertEquals([other.events, other.code], [whole.events, whole.code], `${JSON.stringify(input)} ${how}`);
  };
  same(feed(reader, single(bytes), limits), "byte by byte");
  if (bytes.length <= 300) {
    for (let at = 1; at < bytes.length; at++) same(feed(reader, cut(bytes, [at]), limits), `cut at ${at}`);
  }
  return whole;
}

function table(reader: Reader, cases: readonly Case[], limits = {}): void {
  for (const [name, input, events, code = null] of cases) {
    const outcome = check(reader, input, limits);
    assertEquals([outcome.events, outcome.code], [events, code], `${name}: ${JSON.stringify(input)}`);
  }
}

const longest = (length: number): string => "x".repeat(length);

test("Parser reads every operation a client sends", () =>
  table("server", [
    ["CONNECT", 'CONNECT {"verbose":false}\r\n', ['CONNECT {"verbose":false}']],
    ["PUB", "PUB foo 2\r\nhi\r\n", ["message [] foo [] [] hi"]],
    ["PUB with a reply", "PUB foo bar 2\r\nhi\r\n", ["message [] foo [bar] [] hi"]],
    ["PUB of nothing", "PUB foo 0\r\n\r\n", ["message [] foo [] [] "]],
    ["PUB of CR LF", "PUB foo 4\r\n\r\n\r\n\r\n", ["message [] foo [] [] \r\n\r\n"]],
    ["PUB of bytes", "PUB f\xe9 3\r\n\x00\xff\n\r\n", ["message [] f\xe9 [] [] \x00\xff\n"]],
    [
      "HPUB",
      "HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
      ["message [] foo [] [NATS/1.0\r\n\r\n] hi"],
    ],
    ["HPUB with a reply", "HPUB foo r 2 4\r\nHHhi\r\n", ["message [] foo [r] [HH] hi"]],
    ["HPUB without header bytes", "HPUB foo 0 2\r\nhi\r\n", ["message [] foo [] [] hi"]],
    ["HPUB of headers alone", "HPUB foo 2 2\r\nhi\r\n", ["message [] foo [] [hi] "]],
    ["SUB", "SUB foo.* 90\r\n", ["SUB foo.* [] 90"]],
    ["SUB with a queue", "SUB foo q a-sid\r\n", ["SUB foo [q] a-sid"]],
    ["UNSUB", "UNSUB 1\r\nUNSUB 1 5\r\n", ["UNSUB 1 0", "UNSUB 1 5"]],
    ["UNSUB with what is no number", "UNSUB 1 x\r\nUNSUB 1 -1\r\n", ["UNSUB 1 0", "UNSUB 1 0"]],
    ["UNSUB with ten digits", "UNSUB 1 0000000001\r\n", ["UNSUB 1 0"]],
    ["PING PONG +OK", "PING\r\nPONG\r\n+OK\r\n", ["PING", "PONG", "+OK"]],
    ["-ERR", "-ERR 'what'\r\n", ["-ERR 'what'"]],
    ["INFO", "INFO {}\r\n", ["INFO {}"]],
  ]));

test("Parser reads every operation a server sends", () =>
  table("client", [
    ["INFO", 'INFO {"a":1} \r\n', ['INFO {"a":1} ']],
    ["MSG", "MSG foo 90 5\r\nhello\r\n", ["message [90] foo [] [] hello"]],
    ["MSG with a reply", "MSG foo 90 r 5\r\nhello\r\n", ["message [90] foo [r] [] hello"]],
    ["HMSG", "HMSG foo 1 2 4\r\nHHhi\r\n", ["message [1] foo [] [HH] hi"]],
    ["HMSG with a reply", "HMSG foo 1 r 2 4\r\nHHhi\r\n", ["message [1] foo [r] [HH] hi"]],
    ["a status", "HMSG r 1 16 16\r\nNATS/1.0 503\r\n\r\n\r\n", [
      "message [1] r [] [NATS/1.0 503\r\n\r\n] ",
    ]],
    ["the bare ones", "PING\r\nPONG\r\n+OK\r\n", ["PING", "PONG", "+OK"]],
    ["-ERR", "-ERR 'Stale Connection'\r\n", ["-ERR 'Stale Connection'"]],
    ["one after the other", "PING\r\nMSG a 1 1\r\nx\r\nMSG b 2 0\r\n\r\n+OK\r\n", [
      "PING",
      "message [1] a [] [] x",
      "message [2] b [] [] ",
      "+OK",
    ]],
  ]));

test("Parser takes operation names in any case", () => {
  table("server", [
    ["lower", "sub foo 1\r\npub foo 1\r\nx\r\nping\r\n", ["SUB foo [] 1", "message [] foo [] [] x", "PING"]],
    ["mixed", "sUb foo 1\r\nuNsUB 1\r\nPiNg\r\npOnG\r\n+oK\r\n-eRr x\r\n", [
      "SUB foo [] 1",
      "UNSUB 1 0",
      "PING",
      "PONG",
      "+OK",
      "-ERR x",
    ]],
    ["messages", "pUb a 0\r\n\r\nhPuB b 0 0\r\n\r\n", ["message [] a [] [] ", "message [] b [] [] "]],
    ["text", "cOnNeCt {}\r\niNfO {}\r\n", ["CONNECT {}", "INFO {}"]],
  ]);
  table("client", [
    ["messages", "mSg a 1 0\r\n\r\nhMsG b 1 0 0\r\n\r\n", ["message [1] a [] [] ", "message [1] b [] [] "]],
  ]);
});

test("Parser refuses a line that starts with no operation of its direction", () => {
  const unknown = (reader: Reader, ...inputs: string[]): void =>
    table(reader, inputs.map((input): Case => ["refused", input, [], "UNKNOWN_OPERATION"]));
  unknown(
    "server",
    " PING\r\n",
    "\tPING\r\n",
    "\r\n",
    "\n",
    "\0",
    "X",
    "PI NG\r\n",
    "PUBfoo 1\r\n",
    "SUBx 1\r\n",
  );
  unknown(
    "server",
    "UNSUB\r\n",
    "PUB\r\n",
    "SUB\n",
    "-ERR\r\n",
    "-ERRx\r\n",
    "HPUB\r\n",
    "+KO\r\n",
    "CONNEKT {}\r\n",
  );
  unknown(
    "server",
    "MSG a 1 0\r\n\r\n",
    "HMSG a 1 0 0\r\n\r\n",
    "RS+ x\r\n",
    "A+ x\r\n",
    "LMSG x\r\n",
    "R",
    "L",
    "A",
  );
  unknown("server", "\x50\x15\x42 a 1\r\n", "\x10UB a 1\r\n", "PUB\x00a 1\r\n", "GET / HTTP/1.1\r\n");
  unknown("client", "PUB a 0\r\n\r\n", "SUB a 1\r\n", "UNSUB 1\r\n", "CONNECT {}\r\n", "HPUB a 0 0\r\n\r\n");
  unknown(
    "client",
    "MSGa 1 0\r\n\r\n",
    "SSH-2.0-OpenSSH\r\n",
    "HTTP/1.1 400 Bad Request\r\n",
    "\x16\x03\x01",
  );
});

test("Parser says so at the first byte that fits no operation", () => {
  for (const input of ["X", "PX", "PIX", "PINX", "SUBX", "CONX", "HX", "-ERRX"]) {
    assertEquals(feed("server", [wire(input)]).code, "UNKNOWN_OPERATION", input);
    assertEquals(feed("server", [wire(input.slice(0, -1))]).code, null, input);
  }
});

test("Parser takes any run of spaces and tabs between and behind arguments", () =>
  table("server", [
    ["PUB", "PUB \t foo\t \tr  2 \t\r\nhi\r\n", ["message [] foo [r] [] hi"]],
    ["PUB with a tab", "PUB\tfoo\t2\r\nhi\r\n", ["message [] foo [] [] hi"]],
    ["PUB with a blank behind", "PUB foo 2 \r\nhi\r\n", ["message [] foo [] [] hi"]],
    ["HPUB", "HPUB  foo\t0\t 2\t\r\nhi\r\n", ["message [] foo [] [] hi"]],
    ["SUB", "SUB\t\tfoo \t 1  \r\n", ["SUB foo [] 1"]],
    ["UNSUB", "UNSUB   1\t2\t\r\n", ["UNSUB 1 2"]],
    ["CONNECT with none", "CONNECT{}\r\nINFO{}\r\n", ["CONNECT {}", "INFO {}"]],
    ["CONNECT with many", "CONNECT \t {} \r\n", ["CONNECT {} "]],
    ["-ERR", "-ERR \t 'x' \r\n", ["-ERR 'x' "]],
    ["other control characters are letters", "PUB a\x0bb\x00\x01 1\r\nx\r\n", [
      "message [] a\x0bb\x00\x01 [] [] x",
    ]],
  ]));

test("Parser ends a line at LF, and a CR among the arguments drops the byte before it", () =>
  table("server", [
    ["LF alone", "SUB foo 1\nPING\nPUB foo 2\nhi\r\nCONNECT {}\n", [
      "SUB foo [] 1",
      "PING",
      "message [] foo [] [] hi",
      "CONNECT {}",
    ]],
    ["a CR before CR LF", "SUB foo 1\r\r\n", ["SUB foo [] 1"]],
    ["a CR in the middle of SUB", "SUB foo\r 1\r\n", ["SUB foo [] 1"]],
    ["a CR in the middle, LF alone", "SUB foo\r 12\n", ["SUB foo [] 1"]],
    ["a CR in the middle of PUB", "PUB foo\r 2\r\nhi\r\n", ["message [] foo\r [] [] hi"]],
    ["a CR in the middle of PUB, LF alone", "PUB f\ro 12\nx\r\n", ["message [] f\ro [] [] x"]],
    ["a CR in CONNECT", 'CONNECT {"a":\r1}x\n', ['CONNECT {"a":\r1}']],
  ]));

test("Parser never takes the first byte of the arguments for the end of the line", () =>
  table("server", [
    ["SUB, LF first", "SUB \nfoo 1\r\n", ["SUB foo [] 1"]],
    ["SUB, CR LF first", "SUB \r\n", [], "BAD_ARGUMENTS"],
    ["SUB, CR first and no other", "SUB \rfoo 1\n", ["SUB foo [] 1"]],
    ["PUB, LF first", "PUB \nfoo 1\r\nx\r\n", ["message [] \nfoo [] [] x"]],
    ["CONNECT, LF first", "CONNECT\n{}\r\n", ["CONNECT \n{}"]],
    ["CONNECT, CR LF first", "CONNECT\r\n", ["CONNECT \r"]],
    ["CONNECT, blank CR LF", "CONNECT \r\nPING\r\n", ["CONNECT \r", "PING"]],
    ["INFO, CR LF first", "INFO\r\n", ["INFO \r"]],
    ["-ERR, CR LF first", "-ERR \r\n", ["-ERR \r"]],
    ["UNSUB, LF first", "UNSUB \n1\n", ["UNSUB 1 0"]],
  ]));

test("Parser passes over what follows PING, PONG and +OK on their line", () => {
  for (const reader of ["server", "client"] as const) {
    table(reader, [
      ["blanks", "PING   \r\nPONG\t\r\n+OK \n", ["PING", "PONG", "+OK"]],
      ["letters", "PINGxyz\r\nPONG 1 2 3\r\n+OKAY\r\n", ["PING", "PONG", "+OK"]],
      ["carriage returns", "PING\r\r\r\n", ["PING"]],
    ]);
  }
});

test("Parser wants exactly CR LF behind a payload", () => {
  const bad = (reader: Reader, ...inputs: string[]): void =>
    table(reader, inputs.map((input): Case => ["bad end", input, [], "UNKNOWN_OPERATION"]));
  bad(
    "server",
    "PUB a 2\r\nhi\nPING\r\n",
    "PUB a 2\r\nhix\r\n",
    "PUB a 2\r\nhi\rx",
    "PUB a 2\r\nhi\r\r\n",
    "PUB a 0\r\n\n\n",
  );
  bad("server", "PUB a 1\r\nhi\r\n", "HPUB a 0 1\r\nhi\r\n", "PUB a 3\r\nhi\r\n");
  bad("client", "MSG a 1 2\r\nhi\nPING\r\n", "HMSG a 1 1 2\r\nhi!\r\n", "MSG a 1 0\r\nPING\r\n");
  table("server", [[
    "an extra CR LF",
    "PUB a 1\r\nx\r\n\r\n",
    ["message [] a [] [] x"],
    "UNKNOWN_OPERATION",
  ]]);
});

test("Parser takes sizes of one to nine digits and nothing else", () => {
  const good: Case[] = ["2", "02", "000000002"].map((size) => [
    "good size",
    `PUB a ${size}\r\nhi\r\nHPUB a ${size} ${size}\r\nhi\r\n`,
    ["message [] a [] [] hi", "message [] a [] [hi] "],
  ]);
  table("server", good);
  const sizes = [
    "0000000002",
    "1234567890",
    "99999999999999999999",
    "-1",
    "+2",
    "2.0",
    "1e1",
    "0x2",
    "two",
    "2a",
    "a2",
    "\xb2",
    "2\x00",
  ];
  table("server", sizes.map((size): Case => ["PUB", `PUB a ${size}\r\nhi\r\n`, [], "BAD_ARGUMENTS"]));
  table("server", sizes.map((size): Case => ["HPUB", `HPUB a 0 ${size}\r\nhi\r\n`, [], "BAD_ARGUMENTS"]));
  table("server", sizes.map((size): Case => ["HPUB", `HPUB a ${size} 2\r\nhi\r\n`, [], "BAD_ARGUMENTS"]));
  table("client", sizes.map((size): Case => ["MSG", `MSG a 1 ${size}\r\nhi\r\n`, [], "BAD_ARGUMENTS"]));
  table("server", [["headers beyond the message", "HPUB a 3 2\r\nhi\r\n", [], "BAD_ARGUMENTS"]]);
  table("client", [["headers beyond the message", "HMSG a 1 3 2\r\nhi\r\n", [], "BAD_ARGUMENTS"]]);
});

test("Parser counts the arguments of each operation", () => {
  const bad = (reader: Reader, ...inputs: string[]): void =>
    table(reader, inputs.map((input): Case => ["count", input, [], "BAD_ARGUMENTS"]));
  bad("server", "PUB 2\r\nhi\r\n", "PUB a b c 2\r\nhi\r\n", "PUB a b c d e f 2\r\nhi\r\n", "PUB \r\n");
  bad("server", "HPUB a 2\r\nhi\r\n", "HPUB a b c 0 2\r\nhi\r\n", "HPUB 0 2\r\nhi\r\n");
  bad("server", "SUB a\r\n", "SUB a b c d\r\n", "UNSUB 1 2 3\r\n", "UNSUB \r\n");
  bad(
    "client",
    "MSG a 2\r\nhi\r\n",
    "MSG a 1 r x 2\r\nhi\r\n",
    "HMSG a 1 2\r\nhi\r\n",
    "HMSG a 1 r x 0 2\r\nhi\r\n",
  );
});

test("Parser refuses headers that were not agreed on", () => {
  table("server", [["HPUB", "HPUB a 0 0\r\n\r\n", [], "UNEXPECTED_OPERATION"]], { headers: false });
  table("client", [["HMSG", "HMSG a 1 0 0\r\n\r\n", [], "UNEXPECTED_OPERATION"]], { headers: false });
});

test("Parser holds arguments to the control line limit, at the limit and one past", () => {
  const limits = { maxControlLine: 64 };
  for (const end of ["\r\n", "\n"]) {
    table("server", [
      ["SUB at", `SUB ${longest(62)} 1${end}`, [`SUB ${longest(62)} [] 1`]],
      ["SUB past", `SUB ${longest(63)} 1${end}`, [], "CONTROL_LINE_TOO_LONG"],
      ["PUB at", `PUB ${longest(62)} 0${end}\r\n`, [`message [] ${longest(62)} [] [] `]],
      ["PUB past", `PUB ${longest(63)} 0${end}\r\n`, [], "CONTROL_LINE_TOO_LONG"],
      ["PUB past with blanks", `PUB a ${" ".repeat(62)}0${end}\r\n`, [], "CONTROL_LINE_TOO_LONG"],
      ["CONNECT at", `CONNECT ${longest(64)}${end}`, [`CONNECT ${longest(64)}`]],
      ["CONNECT past", `CONNECT ${longest(65)}${end}`, [], "CONTROL_LINE_TOO_LONG"],
      ["blanks before do not count", `SUB ${" ".repeat(500)}a 1${end}`, ["SUB a [] 1"]],
      ["PING does not count", `PING${longest(500)}${end}`, ["PING"]],
    ], limits);
    table("client", [
      ["MSG at", `MSG ${longest(60)} 1 0${end}\r\n`, [`message [1] ${longest(60)} [] [] `]],
      ["MSG past", `MSG ${longest(61)} 1 0${end}\r\n`, [], "CONTROL_LINE_TOO_LONG"],
      ["INFO past", `INFO ${longest(65)}${end}`, [], "CONTROL_LINE_TOO_LONG"],
    ], limits);
  }
  // A CR further up drops the byte before the LF, so 65 bytes may still become 64.
  table("server", [
    ["CR further up", `SUB a\r${longest(58)} 1234\n`, [`SUB a [${longest(58)}] 123`]],
    ["CR further up, past", `SUB a\r${longest(58)} 12345\n`, [], "CONTROL_LINE_TOO_LONG"],
  ], limits);
});

test("Parser refuses a line over the limit before its end has come", () => {
  const outcome = feed("server", [wire(`SUB ${longest(4097)}`)]);
  assertEquals(outcome.code, "CONTROL_LINE_TOO_LONG");
  assertEquals(feed("server", [wire(`SUB ${longest(4096)}`)]).code, null);
});

test("Parser holds messages to the payload limit, at the limit and one past", () => {
  const limits = { maxPayload: 8 };
  table("server", [
    ["PUB at", "PUB a 8\r\n12345678\r\n", ["message [] a [] [] 12345678"]],
    ["PUB past", "PUB a 9\r\n", [], "PAYLOAD_TOO_LARGE"],
    ["HPUB at", "HPUB a 4 8\r\n12345678\r\n", ["message [] a [] [1234] 5678"]],
    ["HPUB past", "HPUB a 4 9\r\n", [], "PAYLOAD_TOO_LARGE"],
    ["two gigabytes", "PUB a 999999999\r\n", [], "PAYLOAD_TOO_LARGE"],
  ], limits);
  table("client", [["MSG past", "MSG a 1 9\r\n", [], "PAYLOAD_TOO_LARGE"]], limits);
});

test("Parser judges length before headers, headers before arguments, arguments before payload size", () => {
  const limits = { maxControlLine: 16, maxPayload: 8, headers: false };
  table("server", [
    ["length first", `HPUB ${longest(40)}\r\n`, [], "CONTROL_LINE_TOO_LONG"],
    ["headers second", "HPUB a\r\n", [], "UNEXPECTED_OPERATION"],
    ["arguments third", "PUB a b c 99\r\n", [], "BAD_ARGUMENTS"],
    ["payload last", "PUB a 99\r\n", [], "PAYLOAD_TOO_LARGE"],
  ], limits);
});

test("Parser keeps what it was told before the error", () =>
  table("server", [["mixed", "SUB a 1\r\nPUB a 1\r\nx\r\nPUB\r\n", [
    "SUB a [] 1",
    "message [] a [] [] x",
  ], "UNKNOWN_OPERATION"]]));

test("Parser leaves a byte order mark where it is", () => {
  const outcome = feed("server", [
    new Uint8Array([...wire("CONNECT "), 0xef, 0xbb, 0xbf, ...wire("{}\r\n")]),
  ]);
  assertEquals(outcome.events, ["CONNECT \ufeff{}"]);
});

test("Parser finds its way through many lines in one chunk and through one line in many", () => {
  let text = "";
  const events: string[] = [];
  for (let n = 0; n < 200; n++) {
    text += `PUB a.${n} ${String(n).length}\r\n${n}\r\nsub s ${n}\nPING ${n}\r\n`;
    events.push(`message [] a.${n} [] [] ${n}`, `SUB s [] ${n}`, "PING");
  }
  const bytes = wire(text);
  for (const size of [1, 2, 3, 5, 7, 64, 1000, bytes.length]) {
    const positions: number[] = [];
    for (let at = size; at < bytes.length; at += size) positions.push(at);
    const outcome = feed("server", cut(bytes, positions));
    assertEquals([outcome.events, outcome.code], [events, null]);
  }
});

test("Parser holds a few bytes however long a PING, a run of blanks or an endless prefix goes on", () => {
  const endless = (first: string, more: string): number => {
    const chunks = [wire(first), ...Array.from({ length: 200 }, () => wire(more.repeat(100)))];
    const outcome = feed("server", chunks);
    assertEquals([outcome.events.length, outcome.code], [0, null], first);
    return outcome.maxPending;
  };
  assert(endless("PING", "x") <= 8);
  assert(endless("PING ", "\r") <= 8);
  assert(endless("PI", "NGNG") <= 8);
  assert(endless("PUB", " \t") <= 8);
  assert(endless("CONNECT", " ") <= 8);
  assert(endless("-ERR ", "\t") <= 8);
});

test("Parser.pending says what is held: a line's beginning, a payload's beginning, nothing", () => {
  assertEquals(feed("server", [wire("PUB foo")]).maxPending, 7);
  assertEquals(feed("server", [wire("PUB foo 10\r\n12345")]).maxPending, 5);
  assertEquals(feed("server", [wire("PUB foo 1\r\n1\r\n")]).maxPending, 0);
});
