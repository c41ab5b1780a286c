import { utf8 } from "../../src/wire/bytes.ts";
import { Encoder } from "../../src/wire/encoder.ts";
import { MessageFrame } from "../../src/wire/frame.ts";
import { CLIENT_TO_SERVER } from "../../src/wire/operation.ts";
import { Parser } from "../../src/wire/parser.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { feed, LIMITS, wire } from "./_feed.ts";

const decoder = new TextDecoder();

/** What an encoder writes, as text. */
function written(write: (encoder: Encoder) => void): string {
  const encoder = new Encoder();
  write(encoder);
  return decoder.decode(encoder.take());
}

/** A message's frame as the server's parser hands it on. */
function withFrame(text: string, use: (frame: MessageFrame) => void): void {
  let seen = 0;
  const parser = new Parser(CLIENT_TO_SERVER, {
    onMessage(frame) {
      seen++;
      use(frame);
    },
    onOperation() {},
  }, LIMITS);
  parser.push(wire(text));
  assertEquals(seen, 1);
}

test("Encoder writes every operation as the protocol has it", () => {
  assertEquals(written((e) => (e.ping(), e.pong(), e.ok())), "PING\r\nPONG\r\n+OK\r\n");
  assertEquals(written((e) => e.err("Stale Connection")), "-ERR 'Stale Connection'\r\n");
  assertEquals(written((e) => e.info('{"a":1}')), 'INFO {"a":1} \r\n');
  assertEquals(written((e) => e.connect("{}")), "CONNECT {}\r\n");
  assertEquals(written((e) => e.sub("foo.*", undefined, 1)), "SUB foo.* 1\r\n");
  assertEquals(written((e) => e.sub("foo", "q", 22)), "SUB foo q 22\r\n");
  assertEquals(written((e) => e.unsub(1)), "UNSUB 1\r\n");
  assertEquals(written((e) => e.unsub(1, 10)), "UNSUB 1 10\r\n");
  assertEquals(written((e) => e.raw(utf8("+OK\r\n"))), "+OK\r\n");
});

test("Encoder.pub writes PUB and HPUB with and without reply, and counts headers and payload", () => {
  const headers = utf8("NATS/1.0\r\n\r\n");
  let count = -1;
  const pub = (...given: Parameters<Encoder["pub"]>): string => written((e) => count = e.pub(...given));
  assertEquals(pub("foo", "", null, "hello"), "PUB foo 5\r\nhello\r\n");
  assertEquals(count, 5);
  assertEquals(pub("foo", "re.ply", null, utf8("hello")), "PUB foo re.ply 5\r\nhello\r\n");
  assertEquals(pub("foo", "", null, ""), "PUB foo 0\r\n\r\n");
  assertEquals(count, 0);
  assertEquals(pub("foo", "", headers, "hi"), "HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
  assertEquals(count, 14);
  assertEquals(pub("foo", "r", headers, utf8("")), "HPUB foo r 12 12\r\nNATS/1.0\r\n\r\n\r\n");
  assertEquals(pub("foo", "r", headers, "é"), "HPUB foo r 12 14\r\nNATS/1.0\r\n\r\né\r\n");
  assertEquals(count, 14);
  assertEquals(pub("foo", "", new Uint8Array(0), "x"), "HPUB foo 0 1\r\nx\r\n");
});

test("Encoder.msg writes the same for a message that came whole as for one that came in pieces", () => {
  const outputOf = (chunks: string[], sid: string): string => {
    const encoder = new Encoder();
    const parser = new Parser(CLIENT_TO_SERVER, {
      onMessage: (frame) => void encoder.msg(frame, utf8(sid), true),
      onOperation() {},
    }, LIMITS);
    for (const chunk of chunks) parser.push(wire(chunk));
    let out = "";
    while (encoder.length > 0) out += decoder.decode(encoder.take());
    return out;
  };
  for (let length = 1; length <= 9; length++) {
    for (const size of [0, 1, 2, 3, 4, 5, 127, 140, 150, 151, 152, 153, 160, 300]) {
      for (const reply of ["", "r ", "re.ply "]) {
        const subject = "subject.s".slice(0, length);
        const words = `${subject} ${reply}${reply === "" ? "00" : ""}${size}`;
        const message = `PUB ${words}\r\n${"x".repeat(size)}\r\n`;
        const sid = "1234567".slice(0, length);
        const expected = `MSG ${subject} ${sid}${words.slice(length)}${message.slice(4 + words.length)}`
          .repeat(2);
        assertEquals(outputOf([message + message], sid), expected);
        assertEquals(outputOf([...(message + message)], sid), expected);
        assertEquals(outputOf([message + message + "PING\r\n"], sid), expected);
      }
    }
  }
});

test("Encoder.pub counts bytes, not letters, in payloads of every kind and length", () => {
  const texts = [
    "é",
    "€",
    "😀",
    "a€é😀",
    "\ud83d",
    "\ude00",
    "\ude00\ud83d",
    "x\ud83dy",
    "\ud83d\ud83d\ude00",
    "\0",
    "\x7f\x80\u07ff\u0800\uffff",
  ];
  for (const text of texts) {
    for (const payload of [text, text + "x".repeat(63), text.repeat(100), "y".repeat(64) + text]) {
      const bytes = utf8(payload);
      let count = -1;
      const out = written((e) => count = e.pub("s", "", null, payload));
      assertEquals(out, `PUB s ${bytes.length}\r\n${decoder.decode(bytes)}\r\n`);
      assertEquals(count, bytes.length);
    }
  }
  for (const length of [9, 10, 47, 48, 49, 63, 64, 65, 99, 100, 999, 1000, 70_000]) {
    const text = "z".repeat(length);
    assertEquals(written((e) => e.pub("s", "", null, text)), `PUB s ${length}\r\n${text}\r\n`);
    assertEquals(written((e) => e.pub("s", "", null, utf8(text))), `PUB s ${length}\r\n${text}\r\n`);
  }
});

test("Encoder.pub writes subjects and replies in UTF-8, short and long", () => {
  for (const subject of ["größe", "日本.語", "a".repeat(100) + "é", "é".repeat(64), "é".repeat(65), "😀"]) {
    assertEquals(written((e) => e.pub(subject, subject, null, "x")), `PUB ${subject} ${subject} 1\r\nx\r\n`);
  }
});

test("Encoder.pub tells subjects apart that follow each other", () => {
  const out = written((e) => {
    for (const subject of ["a", "a", "b", "a", "é", "e"]) e.pub(subject, "", null, "");
  });
  assertEquals(out.match(/PUB (\S+)/g), ["PUB a", "PUB a", "PUB b", "PUB a", "PUB é", "PUB e"]);
});

test("Encoder.pub copies: a payload changed after the call goes out as it was", () => {
  const encoder = new Encoder();
  for (const size of [1, 48, 49, 100_000]) {
    const payload = new Uint8Array(size).fill(0x61);
    const headers = utf8("NATS/1.0\r\nA: b\r\n\r\n");
    encoder.pub("s", "", headers, payload);
    payload.fill(0x62);
    headers.fill(0x63);
    assertEquals(
      decoder.decode(encoder.take()),
      `HPUB s 18 ${size + 18}\r\nNATS/1.0\r\nA: b\r\n\r\n${"a".repeat(size)}\r\n`,
    );
  }
});

test("Encoder grows as far as it must and keeps what it holds", () => {
  const encoder = new Encoder();
  let expected = "";
  for (let n = 0; n < 2000; n++) {
    const payload = String(n).repeat(n % 50);
    encoder.pub(`s.${n}`, n % 3 === 0 ? "r" : "", null, n % 2 === 0 ? payload : utf8(payload));
    expected += `PUB s.${n} ${n % 3 === 0 ? "r " : ""}${payload.length}\r\n${payload}\r\n`;
  }
  encoder.pub("large", "", null, "L".repeat(3_000_000));
  expected += `PUB large 3000000\r\n${"L".repeat(3_000_000)}\r\n`;
  assertEquals(encoder.length, expected.length);
  let out = "";
  while (encoder.length > 0) {
    const block = decoder.decode(encoder.take());
    assert(block.length <= 72 * 1024 || block.startsWith("PUB large"), `a block of ${block.length} bytes`);
    assert(block.startsWith("PUB ") && block.endsWith("\r\n"), "a block has whole operations");
    out += block;
  }
  assert(out === expected);
});

test("Encoder.take hands a burst out in blocks of 72 KiB, and the memory of sent ones is filled again", () => {
  const encoder = new Encoder();
  const memories = new Set<ArrayBufferLike>();
  for (let round = 0; round < 50; round++) {
    for (let n = 0; n < 1000; n++) encoder.pub("subject", "", null, "x".repeat(180));
    for (; encoder.length > 0;) {
      const block = encoder.take();
      memories.add(block.buffer);
      encoder.giveBack(block);
    }
  }
  assert(memories.size < 60, `${memories.size} buffers for 200 blocks`);
});

test("Encoder.clear forgets full blocks as well", () => {
  const encoder = new Encoder();
  for (let n = 0; n < 1000; n++) encoder.pub("subject", "", null, "x".repeat(180));
  encoder.clear();
  assertEquals(encoder.length, 0);
  encoder.ping();
  assertEquals(decoder.decode(encoder.take()), "PING\r\n");
});

test("Encoder.take gives a block that stays as it is while the next one is written", () => {
  const encoder = new Encoder();
  encoder.ping();
  const first = encoder.take();
  encoder.pong();
  const second = encoder.take();
  encoder.ok();
  assertEquals([decoder.decode(first), decoder.decode(second)], ["PING\r\n", "PONG\r\n"]);
  assertEquals(decoder.decode(encoder.take()), "+OK\r\n");
});

test("Encoder.take gives nothing where nothing was written", () => assertEquals(written(() => {}), ""));

test("Encoder.giveBack lets two buffers take turns", () => {
  const encoder = new Encoder();
  const buffers = new Set<ArrayBufferLike>();
  for (let n = 0; n < 100; n++) {
    encoder.pub("s", "", null, `payload ${n}`);
    const block = encoder.take();
    encoder.ping();
    assertEquals(decoder.decode(block), `PUB s ${8 + String(n).length}\r\npayload ${n}\r\n`);
    buffers.add(block.buffer);
    encoder.giveBack(block);
    const ping = encoder.take();
    assertEquals(decoder.decode(ping), "PING\r\n");
    buffers.add(ping.buffer);
    encoder.giveBack(ping);
  }
  assert(buffers.size <= 2, `${buffers.size} buffers`);
});

test("Encoder.giveBack does not keep what grew for a burst", () => {
  const encoder = new Encoder();
  encoder.pub("s", "", null, new Uint8Array(2_000_000));
  const burst = encoder.take();
  encoder.giveBack(burst);
  encoder.ping();
  assert(encoder.take().buffer !== burst.buffer);
  encoder.ping();
  assert(encoder.take().buffer.byteLength < 100_000);
});

test("Encoder.trim lets go of buffers and of nothing that was written", () => {
  const encoder = new Encoder();
  encoder.ping();
  encoder.trim();
  assertEquals(decoder.decode(encoder.take()), "PING\r\n");
  encoder.trim();
  encoder.pong();
  assertEquals(decoder.decode(encoder.take()), "PONG\r\n");
});

test("Encoder.clear forgets what was not taken", () => {
  const encoder = new Encoder();
  encoder.pub("s", "", null, "x");
  encoder.clear();
  assertEquals(encoder.length, 0);
  encoder.ping();
  assertEquals(decoder.decode(encoder.take()), "PING\r\n");
});

test("Encoder.msg turns what a publisher sent into what a subscriber gets", () => {
  const msg = (text: string, withHeaders = true): string => {
    let out = "";
    withFrame(text, (frame) => out = written((e) => e.msg(frame, utf8("90"), withHeaders)));
    return out;
  };
  assertEquals(msg("PUB foo 5\r\nhello\r\n"), "MSG foo 90 5\r\nhello\r\n");
  assertEquals(msg("pub \t foo\tr  5 \r\nhello\r\n"), "MSG foo 90 r 5\r\nhello\r\n");
  assertEquals(msg("HPUB foo 2 4\r\nHHhi\r\n"), "HMSG foo 90 2 4\r\nHHhi\r\n");
  assertEquals(msg("HPUB foo r 2 4\r\nHHhi\r\n"), "HMSG foo 90 r 2 4\r\nHHhi\r\n");
  assertEquals(msg("HPUB foo 0 2\r\nhi\r\n"), "MSG foo 90 2\r\nhi\r\n");
  assertEquals(msg("HPUB foo r 2 4\r\nHHhi\r\n", false), "MSG foo 90 r 2\r\nhi\r\n");
  const large = "x".repeat(100_000);
  assertEquals(msg(`PUB foo 100000\r\n${large}\r\n`), `MSG foo 90 100000\r\n${large}\r\n`);
});

test("Encoder.msg repeats leading zeros of sizes, and writes the size it computed without", () => {
  const msg = (text: string, withHeaders = true): string => {
    let out = "";
    withFrame(text, (frame) => out = written((e) => e.msg(frame, utf8("1"), withHeaders)));
    return out;
  };
  assertEquals(msg("PUB foo 000000005\r\nhello\r\n"), "MSG foo 1 000000005\r\nhello\r\n");
  assertEquals(msg("PUB foo 00\r\n\r\n", false), "MSG foo 1 00\r\n\r\n");
  assertEquals(msg("HPUB foo 002 0004\r\nHHhi\r\n"), "HMSG foo 1 002 0004\r\nHHhi\r\n");
  assertEquals(msg("HPUB foo 002 0004\r\nHHhi\r\n", false), "MSG foo 1 2\r\nhi\r\n");
});

test("Encoder.msg takes a frame that somebody made by hand", () => {
  const frame = new MessageFrame();
  frame.line = utf8("foo");
  frame.subjectEnd = 3;
  frame.body = utf8("hello");
  frame.bodyEnd = 5;
  assertEquals(written((e) => e.msg(frame, utf8("7"), true)), "MSG foo 7 5\r\nhello\r\n");
});

test("Encoder.msg hands bytes on that are no UTF-8", () => {
  const encoder = new Encoder();
  withFrame("PUB f\xff\x80 2\r\n\xfe\x00\r\n", (frame) => encoder.msg(frame, wire("\xe9"), true));
  assertEquals(encoder.take(), wire("MSG f\xff\x80 \xe9 2\r\n\xfe\x00\r\n"));
});

test("Encoder and Parser agree: what one end writes the other reads", () => {
  const client = new Encoder();
  client.connect('{"name":"ü"}');
  client.sub("foo.>", "q", 3);
  client.unsub(3, 7);
  client.pub("foo", "r", utf8("HH"), "payload");
  client.pub("foo", "", null, "€".repeat(50));
  client.ping();
  assertEquals(feed("server", [client.take()]).events, [
    'CONNECT {"name":"ü"}',
    "SUB foo.> [q] 3",
    "UNSUB 3 7",
    "message [] foo [r] [HH] payload",
    `message [] foo [] [] ${"\xe2\x82\xac".repeat(50)}`,
    "PING",
  ]);
  const server = new Encoder();
  server.info("{}");
  server.ok();
  withFrame("HPUB foo r 2 4\r\nHHhi\r\n", (frame) => server.msg(frame, utf8("3"), true));
  withFrame("HPUB foo r 2 4\r\nHHhi\r\n", (frame) => server.msg(frame, utf8("4"), false));
  server.pong();
  server.err("Unknown Protocol Operation");
  assertEquals(feed("client", [server.take()]).events, [
    "INFO {} ",
    "+OK",
    "message [3] foo [r] [HH] hi",
    "message [4] foo [r] [] hi",
    "PONG",
    "-ERR 'Unknown Protocol Operation'",
  ]);
});
