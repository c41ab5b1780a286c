import { KnownSubjects } from "../../src/wire/known_subjects.ts";
import { SERVER_TO_CLIENT } from "../../src/wire/operation.ts";
import { Parser } from "../../src/wire/parser.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { LIMITS, wire } from "./_feed.ts";

const encoder = new TextEncoder();

/** Looks for the subject that a text begins with, which goes up to a blank. */
function find(subjects: KnownSubjects, text: string): string | null {
  const bytes = encoder.encode(text);
  return subjects.find(new DataView(bytes.buffer), 0, bytes.length);
}

function remember(subjects: KnownSubjects, text: string): string {
  const line = encoder.encode(text);
  return subjects.remember(line, 0, line.length);
}

test("KnownSubjects gives the text of the bytes, whatever came before in the same place", () => {
  const subjects = new KnownSubjects();
  const texts = [
    "a",
    "aa",
    "a.b",
    "ab\0",
    "ab",
    "ü.ñ",
    "日本",
    "x".repeat(120),
    "x".repeat(121),
    "\u{1F600}",
  ];
  // More than there are places, so that some take the place of others.
  for (let n = 0; n < 2000; n++) texts.push(`a${String(n).padStart(3, "0")}.mm.${n % 10}zz.z`, `a.${n}.z`);
  for (let round = 0; round < 3; round++) {
    for (const text of texts) {
      const known = find(subjects, `${text} 1 16\r\n`);
      if (known === null) assertEquals(remember(subjects, text), text);
      else assertEquals([known, subjects.end], [text, text.length]);
    }
  }
});

test("KnownSubjects knows what it remembers, and neither its beginning nor what goes on behind it", () => {
  for (let length = 1; length <= 120; length++) {
    const subjects = new KnownSubjects();
    const text = "abcdefghijk.".repeat(10).slice(0, length);
    remember(subjects, text);
    assertEquals(find(subjects, `${text} 1 2\r\n`), text);
    assertEquals(find(subjects, `${text}x 1 2\r\n`), null);
    assertEquals(find(subjects, `${text}\0 1 2\r\n`), null);
    assertEquals(find(subjects, `${text.slice(1)} 1 2\r\n`), null);
    assertEquals(find(subjects, `${text.slice(0, -1)} 1 2\r\n`), null);
    assertEquals(find(subjects, text), null);
  }
});

test("KnownSubjects knows all of some hundred subjects that take turns", () => {
  const subjects = new KnownSubjects();
  const texts = Array.from({ length: 300 }, (_, n) => `sensors.building${n % 7}.floor${n % 5}.room.${n}`);
  let known = 0;
  for (let round = 0; round < 4; round++) {
    known = 0;
    for (const text of texts) {
      if (find(subjects, `${text} 1 16\r\n`) === text) known++;
      else remember(subjects, text);
    }
  }
  // A few lose their places to others for good.
  assert(known > 0.95 * texts.length, `${known} of ${texts.length}`);
});

test("KnownSubjects remembers nothing that is not ASCII or too long for it", () => {
  const subjects = new KnownSubjects();
  for (const text of ["ü", "日本.x", "x".repeat(121)]) {
    assertEquals(remember(subjects, text), text);
    assertEquals(find(subjects, `${text} 1 16\r\n`), null);
  }
  const noText = Uint8Array.of(0xff, 0x20, 0x31, 0x20);
  assertEquals(subjects.remember(noText, 0, 1), "\ufffd");
  assertEquals(subjects.find(new DataView(noText.buffer), 0, 4), null);
  assertEquals(subjects.slot, -1);
});

test("KnownSubjects gives each subject a slot of its own, as many as were asked for at most", () => {
  const subjects = new KnownSubjects(32);
  const slots = new Map<number, string>();
  for (let n = 0; n < 100; n++) {
    remember(subjects, `s.${n}`);
    if (n === 15) slots.clear();
    slots.set(subjects.slot, `s.${n}`);
    assertEquals(find(subjects, `s.${n} 1 16\r\n`), `s.${n}`);
    assertEquals(slots.get(subjects.slot), `s.${n}`);
  }
  assertEquals(subjects.slots, 32);
  for (const [slot, text] of slots) {
    if (find(subjects, `${text} 1 16\r\n`) !== null) assertEquals(subjects.slot, slot);
  }
});

test("Parser knows subjects again in lines of all forms, and keeps nothing of the buffer that was lent to it", () => {
  const subjects = new KnownSubjects();
  const seen: [subject: string, known: boolean][] = [];
  const parser = new Parser(
    SERVER_TO_CLIENT,
    {
      onMessage: (frame) => seen.push([frame.subject(), frame.known !== null]),
      onOperation: () => assert(false),
    },
    LIMITS,
    subjects,
  );
  const lines = ["MSG abc.d 1 2\r\nhi\r\n", "MSG abc.d 12 reply 2\r\nhi\r\n", "msg\tabc.d  1\t2\r\nhi\r\n"];
  lines.push("HMSG abc.d 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\n", "MSG abc.e 1 2\r\nhi\r\n");
  for (const line of lines) {
    const buffer = wire(line);
    parser.push(buffer);
    buffer.fill(0x5a);
  }
  for (const byte of wire(lines[0]!)) parser.push(Uint8Array.of(byte));
  const abc = [false, true, true, true].map((known) => ["abc.d", known]);
  assertEquals(seen, [...abc, ["abc.e", false], ["abc.d", true]]);
});
