import { ProtocolError } from "../../src/errors.ts";
import { binaryOf } from "../../src/wire/bytes.ts";
import type { MessageFrame } from "../../src/wire/frame.ts";
import { CLIENT_TO_SERVER, SERVER_TO_CLIENT } from "../../src/wire/operation.ts";
import { Parser, type ParserSink } from "../../src/wire/parser.ts";
import { assert, assertEquals, assertStrictEquals, assertThrows, test } from "../_test.ts";
import { cut, describeMessage, LIMITS, wire } from "./_feed.ts";

function parser(sink: Partial<ParserSink>, limits = {}): Parser {
  return new Parser(
    CLIENT_TO_SERVER,
    { onMessage: () => {}, onOperation: () => {}, ...sink },
    { ...LIMITS, ...limits },
  );
}

/** Runs `fn` and gives how many bytes it copied with the copying methods of typed arrays. */
function countingCopies(fn: () => void): number {
  const proto = Uint8Array.prototype;
  const { set, slice, copyWithin } = proto;
  let copied = 0;
  proto.set = function (from: ArrayLike<number>, at?: number) {
    copied += from.length;
    return set.call(this, from, at);
  };
  proto.slice = function (...range: [number?, number?]) {
    const made = slice.apply(this, range);
    copied += made.length;
    return made;
  };
  proto.copyWithin = function (...range: [number, number, number?]) {
    copied += (range[2] ?? this.length) - range[1];
    return copyWithin.apply(this, range);
  };
  try {
    fn();
  } finally {
    Object.assign(proto, { set, slice, copyWithin });
  }
  return copied;
}

const MIB = 1024 * 1024;

function largeMessage(size: number): Uint8Array {
  const line = wire(`PUB some.subject ${size}\r\n`);
  const bytes = new Uint8Array(line.length + size + 2);
  bytes.set(line);
  for (let at = 0; at < size; at++) bytes[line.length + at] = at % 251;
  bytes.set(wire("\r\n"), line.length + size);
  return bytes;
}

/** Pieces of this many bytes, each handed over in a buffer of its own as `copyBytes` of whole arrays needs it. */
function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const positions: number[] = [];
  for (let at = size; at < bytes.length; at += size) positions.push(at);
  return cut(bytes, positions);
}

test("Parser copies each byte of a message that is split over reads once, however large it is", () => {
  for (const [size, piece] of [[MIB, 4096], [MIB, 64 * 1024], [16 * MIB, 1000], [200, 100]] as const) {
    const chunks = pieces(largeMessage(size), piece);
    let seen: Uint8Array | undefined;
    const reader = parser({
      onMessage(frame) {
        assert(frame.owned);
        assertEquals([frame.bodyStart, frame.bodyEnd], [0, size]);
        seen = frame.body;
      },
    }, { maxPayload: size });
    const copied = countingCopies(() => {
      for (const chunk of chunks) reader.push(chunk);
    });
    assert(seen !== undefined);
    // The room for the payload and its CR LF was made once, or was there from before, and filled once.
    const { byteLength } = seen.buffer;
    assert(byteLength >= size + 2 && byteLength <= 2 * (size + 2), `${byteLength} bytes for ${size}`);
    assert(copied <= size + 2, `${copied} bytes copied of ${size}`);
    for (let at = 0; at < size; at += 997) assertStrictEquals(seen[at], at % 251);
  }
});

test("Parser copies nothing of a message that is whole in a read", () => {
  const bytes = largeMessage(MIB);
  let seen = false;
  const reader = parser({
    onMessage(frame) {
      seen = frame.body === bytes && frame.line === bytes && !frame.owned;
    },
  });
  assertEquals(countingCopies(() => reader.push(bytes)), 0);
  assert(seen);
});

test("MessageFrame.owned payloads stay as they are while later messages are read", () => {
  const kept: [Uint8Array, string][] = [];
  const reader = parser({
    onMessage(frame) {
      if (!frame.owned) return;
      frame.owned = false;
      kept.push([
        frame.body.subarray(0, frame.bodyEnd + 2),
        binaryOf(frame.body, frame.bodyStart, frame.bodyEnd),
      ]);
    },
  });
  const buffer = new Uint8Array(16);
  let text = "";
  for (let n = 0; n < 50; n++) text += `PUB a.${n} 20\r\n${String(n).padStart(20, "-")}\r\n`;
  for (const chunk of pieces(wire(text), buffer.length)) {
    buffer.set(chunk);
    reader.push(buffer.subarray(0, chunk.length));
  }
  assertEquals(kept.length, 50);
  for (const [body, was] of kept) assertEquals(binaryOf(body, 0, body.length - 2), was);
});

test("MessageFrame.owned payloads that nobody keeps lend their memory to the next one", () => {
  const memory = new Set<ArrayBufferLike>();
  let count = 0;
  const reader = parser({
    onMessage(frame) {
      if (!frame.owned) return;
      count++;
      memory.add(frame.body.buffer);
    },
  });
  for (const chunk of pieces(wire(`PUB a 100\r\n${"x".repeat(100)}\r\n`.repeat(50)), 40)) reader.push(chunk);
  assertEquals([count, memory.size <= 2], [50, true]);
});

test("MessageFrame says with how many digits the sizes were written", () => {
  const digits: number[][] = [];
  const reader = parser({ onMessage: (frame) => digits.push([frame.headerSizeDigits, frame.sizeDigits]) });
  reader.push(wire("PUB a 2\r\nhi\r\nPUB a 00002\r\nhi\r\nHPUB a 002 03\r\nHHx\r\n"));
  assertEquals(digits, [[0, 1], [0, 5], [3, 2]]);
});

test("Parser takes nothing after an error, and holds nothing", () => {
  const seen: string[] = [];
  const reader = parser({ onOperation: (operation) => seen.push(operation.op) });
  const error = assertThrows(() => reader.push(wire("PING\r\nX\r\nPING\r\n")), ProtocolError);
  assertEquals(error.code, "UNKNOWN_OPERATION");
  reader.push(wire("PING\r\n"));
  assertEquals([seen, reader.pending], [["PING"], 0]);
});

test("Parser.stop ends it in the middle of the bytes being pushed", () => {
  const seen: string[] = [];
  const reader = parser({
    onOperation(operation) {
      seen.push(operation.op);
      if (operation.op === "PONG") reader.stop();
    },
  });
  reader.push(wire("PING\r\nPONG\r\nPING\r\nGARBAGE"));
  reader.push(wire("PING\r\n"));
  assertEquals([seen, reader.pending], [["PING", "PONG"], 0]);
});

test("Parser.stop in a message's callback ends it too, with the message whole or split", () => {
  for (const split of [false, true]) {
    let messages = 0;
    const reader = parser({
      onMessage() {
        messages++;
        reader.stop();
      },
    });
    const bytes = wire("PUB a 1\r\nx\r\nPUB b 1\r\ny\r\n");
    for (const chunk of split ? cut(bytes, [9]) : [bytes]) reader.push(chunk);
    assertEquals([messages, reader.pending], [1, 0]);
  }
});

test("Parser.stop while a payload arrives lets go of it", () => {
  const reader = parser({});
  reader.push(wire("PUB a 100\r\nabc"));
  assertEquals(reader.pending, 3);
  reader.stop();
  assertEquals(reader.pending, 0);
});

test("Parser.limits count from the next line on when they change in between", () => {
  const reader = parser({
    onOperation(operation) {
      if (operation.op === "CONNECT") reader.limits.headers = true;
      if (operation.op === "PING") reader.limits.maxPayload = 1;
    },
  }, { headers: false });
  reader.push(wire("CONNECT {}\r\nHPUB a 0 2\r\nhi\r\nPING\r\nPUB a 1\r\nx\r\n"));
  assertEquals(assertThrows(() => reader.push(wire("PUB a 2\r\n")), ProtocolError).code, "PAYLOAD_TOO_LARGE");
});

test("Parser.gated shows the first byte of each line until it is lifted", () => {
  for (const split of [false, true]) {
    const shown: string[] = [];
    const reader = parser({
      onGate: (byte) => shown.push(String.fromCharCode(byte)) > 0,
      onOperation(operation) {
        if (operation.op === "CONNECT") reader.gated = false;
      },
    });
    reader.gated = true;
    const bytes = wire("PING\r\nconnect {}\r\nPUB a 1\r\nx\r\n");
    for (const chunk of split ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes]) {
      reader.push(chunk);
    }
    assertEquals(shown, ["P", "c"]);
  }
});

test("Parser.gated refuses the peer when the gate says no, before the line is read", () => {
  const seen: string[] = [];
  const reader = parser({
    onGate: (byte) => byte === 0x43,
    onOperation: (operation) => seen.push(operation.op),
  });
  reader.gated = true;
  const error = assertThrows(() => reader.push(wire("CONNECT {}\r\nP")), ProtocolError);
  assertEquals([seen, error.code], [["CONNECT"], "UNEXPECTED_OPERATION"]);
});

test("Parser.showLines shows the line of a message once, before its payload has come", () => {
  const seen: string[] = [];
  const text = (frame: MessageFrame): string => binaryOf(frame.line, frame.subjectStart, frame.subjectEnd);
  const reader = parser({
    onMessageLine: (frame) => seen.push(`line ${text(frame)}`),
    onMessage: (frame) => seen.push(`message ${text(frame)}`),
  });
  reader.push(wire("PUB a 0\r\n\r\n"));
  reader.showLines = true;
  for (const byte of wire("PUB b 1\r\n")) reader.push(Uint8Array.of(byte));
  assertEquals(seen, ["message a", "line b"]);
  reader.push(wire("x\r\n"));
  assertEquals(seen, ["message a", "line b", "message b"]);
});

test("Parser reads words that lie in an earlier read than the payload", () => {
  const seen: string[] = [];
  const reader = new Parser(SERVER_TO_CLIENT, {
    onMessage: (frame) => seen.push(describeMessage(frame)),
    onOperation: () => {},
  }, LIMITS);
  const buffer = wire("MSG first 1 r 2\r\nhiMSG");
  reader.push(buffer.subarray(0, 19));
  buffer.fill(0);
  reader.push(wire("\r\nMSG second 22 3\r\nabc\r\n"));
  assertEquals(seen, ["message [1] first [r] [] hi", "message [22] second [] [] abc"]);
});
