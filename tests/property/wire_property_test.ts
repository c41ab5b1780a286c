import fc from "fast-check";
import { utf8 } from "../../src/wire/bytes.ts";
import { Encoder } from "../../src/wire/encoder.ts";
import { canonicalMIMEHeaderKey, encodeHeaders, MsgHdrsImpl, statusOf } from "../../src/wire/headers.ts";
import { assertEquals, test } from "../_test.ts";
import { mutant } from "../_fuzz/mutate.ts";
import { Random } from "../_fuzz/random.ts";
import { conversation, textOfLines } from "../_fuzz/transcript.ts";
import { cut, feed, type Outcome, type Reader, single, wire } from "../wire/_feed.ts";

const SEED = 20260801;

/** Checks a property; a failure tells the seed, the path to the counterexample and the shrunk counterexample. */
function holds<T>(property: fc.IProperty<T>, runs: number): void {
  const result = fc.check(property, { seed: SEED, numRuns: runs });
  if (result.failed) {
    throw new Error(
      `seed ${result.seed}, path ${result.counterexamplePath}\n${fc.defaultReportMessage(result)}`,
      {
        cause: result.errorInstance,
      },
    );
  }
}

const token = fc.stringMatching(/^[a-zA-Z0-9_$-]{1,12}$/);
const subject = fc.array(fc.oneof(token, fc.constantFrom("*", ">", "\xc3\xa9", "\xff\x80")), {
  minLength: 1,
  maxLength: 5,
}).map((tokens) => tokens.join("."));
const blank = fc.stringMatching(/^[ \t]{1,3}$/);
const lineEnd = fc.constantFrom("\r\n", "\n");
const payload = fc.uint8Array({ maxLength: 200 }).map((bytes) => String.fromCharCode(...bytes));
const restOfLine = fc.string({ maxLength: 30, unit: "binary-ascii" }).map((text) =>
  text.replace(/[\r\n]/g, " ")
);

/** A piece of a valid transcript and what a parser makes of it. */
interface Piece {
  readonly text: string;
  readonly event: string;
}

/** The name in capitals and small letters at random, words with blanks between them, the end of the line. */
function lineOf(
  name: string,
  words: fc.Arbitrary<string[]>,
  event: (words: string[]) => string,
): fc.Arbitrary<Piece> {
  return fc.tuple(
    words,
    fc.array(blank, { minLength: 9, maxLength: 9 }),
    fc.mixedCase(fc.constant(name)),
    lineEnd,
  )
    .map(([given, blanks, verb, end]) => ({
      text: verb + given.map((word, at) => blanks[at] + word).join("") + (given.length % 2 ? blanks[8] : "") +
        end,
      event: event(given),
    }));
}

function message(reader: Reader, withHeaders: boolean): fc.Arbitrary<Piece> {
  const name = (withHeaders ? "H" : "") + (reader === "server" ? "PUB" : "MSG");
  const zeros = fc.constantFrom("", "0", "000");
  return fc.tuple(
    subject,
    token,
    fc.option(subject),
    payload,
    payload,
    zeros,
    fc.array(blank, { minLength: 5, maxLength: 5 }),
    lineEnd,
  )
    .map(([to, sid, reply, headers, body, zero, blanks, end]) => {
      const head = withHeaders ? headers : "";
      const words = [to, ...(reader === "client" ? [sid] : []), ...(reply === null ? [] : [reply])];
      if (withHeaders) words.push(zero + head.length);
      words.push(zero + (head.length + body.length));
      return {
        text: `${name}${words.map((word, at) => blanks[at] + word).join("")}${end}${head}${body}\r\n`,
        event: `message [${reader === "client" ? sid : ""}] ${to} [${reply ?? ""}] [${head}] ${body}`,
      };
    });
}

function bare(name: string): fc.Arbitrary<Piece> {
  return fc.tuple(fc.mixedCase(fc.constant(name)), restOfLine, lineEnd)
    .map(([verb, rest, end]) => ({ text: verb + rest + end, event: name }));
}

const json = fc.json().map((text) => JSON.stringify(JSON.parse(text)).replace(/[^ -~]/g, "?"));
const common = [bare("PING"), bare("PONG"), bare("+OK")];

function transcript(reader: Reader): fc.Arbitrary<Piece[]> {
  const messages = [message(reader, false), message(reader, true)];
  const rare = reader === "server"
    ? [
      lineOf("SUB", fc.tuple(subject, token), ([to, sid]) => `SUB ${to} [] ${sid}`),
      lineOf("SUB", fc.tuple(subject, token, token), ([to, queue, sid]) => `SUB ${to} [${queue}] ${sid}`),
      lineOf("UNSUB", fc.tuple(token), ([sid]) => `UNSUB ${sid} 0`),
      lineOf(
        "UNSUB",
        fc.tuple(token, fc.nat({ max: 999 }).map(String)),
        ([sid, max]) => `UNSUB ${sid} ${max}`,
      ),
      json.map((text) => ({ text: `CONNECT ${text}\r\n`, event: `CONNECT ${text}` })),
    ]
    : [json.map((text) => ({ text: `INFO ${text} \r\n`, event: `INFO ${text} ` }))];
  return fc.array(fc.oneof(...messages, ...rare, ...common), { minLength: 1, maxLength: 10 });
}

const cuts = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 8 });

/** Where to cut `length` bytes. */
function positions(length: number, drawn: number[]): number[] {
  return drawn.map((number) => number % (length + 1)).sort((a, b) => a - b);
}

/** Whole, byte by byte and cut at random: the same operations, then the same error. */
function everyWay(reader: Reader, text: string, drawn: number[], limits = {}): Outcome {
  const bytes = wire(text);
  const whole = feed(reader, [bytes], limits);
  for (const chunks of [single(bytes), cut(bytes, positions(bytes.length, drawn))]) {
    const other = feed(reader, chunks, limits);
    assertEquals([other.events, other.code], [whole.events, whole.code]);
  }
  return whole;
}

for (const reader of ["server", "client"] as const) {
  test(`Parser of the ${reader} reads any valid transcript as what it says, however it is cut`, () =>
    holds(
      fc.property(transcript(reader), cuts, (pieces, drawn) => {
        const outcome = everyWay(reader, pieces.map((piece) => piece.text).join(""), drawn);
        assertEquals([outcome.events, outcome.code], [pieces.map((piece) => piece.event), null]);
      }),
      400,
    ));

  test(`Parser of the ${reader} comes to the same end with a mutated transcript, however it is cut`, () =>
    holds(
      fc.property(fc.integer(), cuts, fc.constantFrom(200, 256, 4096), (seed, drawn, maxControlLine) => {
        everyWay(reader, mutant(new Random(seed), reader), drawn, { maxControlLine });
      }),
      800,
    ));

  test(`Parser of the ${reader} comes to the same end with any change of one byte, however it is cut`, () =>
    holds(
      fc.property(fc.integer(), fc.nat(), fc.nat({ max: 255 }), cuts, (seed, place, byte, drawn) => {
        const text = textOfLines(conversation(new Random(seed), reader));
        const at = place % text.length;
        everyWay(reader, text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1), drawn);
      }),
      400,
    ));

  test(`Parser of the ${reader} comes to the same end with any bytes, however they are cut`, () =>
    holds(
      fc.property(fc.uint8Array({ maxLength: 64 }), cuts, (bytes, drawn) => {
        everyWay(reader, String.fromCharCode(...bytes), drawn);
      }),
      400,
    ));
}

const text = fc.string({ unit: "binary", maxLength: 200 });
const wellFormed = (given: string): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(utf8(given));
const binary = (given: string): string => String.fromCharCode(...utf8(given));

test("Encoder.pub and Parser agree on any subject, reply, headers and payload", () =>
  holds(
    fc.property(
      fc.array(fc.tuple(
        text.map((t) => `s${Array.from(t).filter((letter) => letter > " ").join("")}`),
        token,
        fc.option(fc.uint8Array()),
        text,
      )),
      fc.boolean(),
      (messages, asBytes) => {
        const encoder = new Encoder();
        const expected = messages.map(([to, reply, headers, body]) => {
          encoder.pub(to, reply, headers, asBytes ? utf8(body) : body);
          return `message [] ${binary(to)} [${reply}] [${String.fromCharCode(...headers ?? [])}] ${
            binary(body)
          }`;
        });
        assertEquals(feed("server", [encoder.take()]).events, expected);
      },
    ),
    200,
  ));

const name = fc.stringMatching(/^[!-9;-~]{1,12}$/);
const value = text.map((t) => t.replace(/[\r\n]/g, " "));
const trimmed = (given: string): string => given.replace(/^[ \t]+|[ \t]+$/g, "");

test("MsgHdrsImpl decodes what it encodes: status, names and values", () =>
  holds(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      value,
      fc.array(fc.tuple(name, value), { maxLength: 8 }),
      (code, description, fields) => {
        const hdrs = new MsgHdrsImpl(code, code === 0 ? "" : description);
        const expected = new Map<string, string[]>();
        for (const [key, given] of fields) {
          hdrs.append(key, given);
          expected.set(key, [...expected.get(key) ?? [], trimmed(wellFormed(given))]);
        }
        const bytes = hdrs.encode();
        assertEquals(Uint8Array.from(encodeHeaders(hdrs)), bytes);
        const again = MsgHdrsImpl.decode(bytes);
        assertEquals([...again], [...expected]);
        assertEquals(again.code, code);
        assertEquals(again.description, code === 0 ? "" : trimmed(wellFormed(description)));
        assertEquals(statusOf(bytes, 0, bytes.length), code);
        assertEquals(again.encode(), bytes);
      },
    ),
    400,
  ));

const nearHeaders = fc.array(
  fc.oneof(
    fc.constantFrom(
      "NATS/1.0",
      "nats/1.0",
      " 503",
      "503",
      "\r\n",
      "\n",
      "\r",
      ":",
      ": ",
      " ",
      "\t",
      "A",
      "b: c",
    ),
    fc.string({ unit: "binary", maxLength: 4 }),
  ),
  { maxLength: 30 },
).chain((parts) => fc.tuple(fc.constantFrom("", "NATS/1.0"), fc.constant(parts.join(""))))
  .map(([start, rest]) => utf8(start + rest));

test("MsgHdrsImpl.decode reads any bytes, and what it read it can encode and read again", () =>
  holds(
    fc.property(fc.oneof(nearHeaders, fc.uint8Array({ maxLength: 100 })), (bytes) => {
      const hdrs = MsgHdrsImpl.decode(bytes);
      assertEquals(hdrs.code, statusOf(bytes, 0, bytes.length));
      const again = MsgHdrsImpl.decode(hdrs.encode());
      assertEquals([...again], [...hdrs]);
      assertEquals([again.code, again.description], [hdrs.code, hdrs.description]);
      for (const key of hdrs.keys()) assertEquals(hdrs.values(key).length > 0, hdrs.has(key));
    }),
    1000,
  ));

test("canonicalMIMEHeaderKey leaves a canonical name as it is", () =>
  holds(
    fc.property(name, (given) => {
      const canonical = canonicalMIMEHeaderKey(given);
      assertEquals(canonicalMIMEHeaderKey(canonical), canonical);
      assertEquals(canonical.toLowerCase(), given.toLowerCase());
    }),
    200,
  ));
