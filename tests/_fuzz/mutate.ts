/** Changes to a transcript: of its lines, of parts of a line, and of the bytes it comes to. */
import type { Reader } from "../wire/_feed.ts";
import type { Random } from "./random.ts";
import { conversation, type Line, line, textOfLines } from "./transcript.ts";

const SIZES = [
  "",
  "0",
  "00",
  "1",
  "000000002",
  "0000000002",
  "-1",
  "+1",
  "1x",
  "x",
  "1e3",
  "1.0",
  "0x1",
  "\xb9",
];
const LARGE = [
  "4095",
  "4096",
  "65536",
  "1048576",
  "1048577",
  "999999999",
  "9999999999",
  "18446744073709551616",
];
const VERBS = [
  "PUB",
  "HPUB",
  "SUB",
  "UNSUB",
  "CONNECT",
  "PING",
  "PONG",
  "+OK",
  "-ERR",
  "INFO",
  "MSG",
  "HMSG",
];
const FOREIGN = ["RS+", "RS-", "LS+", "LMSG", "RMSG", "A+", "GET", "", "P", "PUBX", "PING\0", "\x16\x03\x01"];
const BLANKS = ["", "  ", "\t", " \t ", "\r", "\n", "\0", "\x0b", " ".repeat(40), "\t".repeat(200)];
const ENDS = ["\n", "", "\r", "\r\r\n", "\n\r", "\r\n\r\n", " \r\n", "\t\n", "\0\r\n"];

/** Changes the lines in place. Never the first one: most mutants have to get past the handshake. */
type Mutation = (random: Random, lines: Line[], at: number, reader: Reader) => void;

function changeSize(random: Random, target: Line): void {
  if (target.payload === null || target.words.length === 0) return;
  const last = target.words.length - 1;
  const which = target.verb.startsWith("H") && random.chance(0.5) ? last - 1 : last;
  const size = Number(target.words[which]);
  const kind = random.below(4);
  if (kind === 0) target.words[which] = String(size + random.pick([-2, -1, 1, 2]));
  else if (kind === 1) target.words[which] = random.pick(SIZES);
  else if (kind === 2) target.words[which] = random.pick(LARGE);
  else target.words[which] = "0".repeat(random.below(10)) + target.words[which]!;
}

const MUTATIONS: readonly Mutation[] = [
  (_, lines, at) => lines.splice(at, 0, structuredCloneOf(lines[at]!)),
  (_, lines, at) => lines.splice(at, 1),
  (random, lines, at) => {
    const other = 1 + random.below(lines.length - 1);
    [lines[at], lines[other]] = [lines[other]!, lines[at]!];
  },
  (random, lines, at) => changeSize(random, lines[at]!),
  (random, lines, at) => changeSize(random, lines[at]!),
  (random, lines, at) => lines[at]!.verb = randomCase(random, lines[at]!.verb),
  (random, lines, at) => lines[at]!.verb = random.pick(random.chance(0.6) ? VERBS : FOREIGN),
  (random, lines, at) => {
    const { blanks } = lines[at]!;
    if (blanks.length > 0) blanks[random.below(blanks.length)] = random.pick(BLANKS);
  },
  (random, lines, at) => lines[at]!.end = random.pick(ENDS),
  (random, lines, at) => lines[at]!.payloadEnd = random.pick(ENDS),
  (random, lines, at) => lines[at]!.words.splice(random.below(lines[at]!.words.length + 1), 0, "extra"),
  (random, lines, at) => lines[at]!.words.splice(random.below(lines[at]!.words.length), 1),
  (random, lines, at) => {
    const { words } = lines[at]!;
    if (words.length > 0) words[random.below(words.length)] = flip(random, random.pick(words));
  },
  (random, lines, at) => {
    const target = lines[at]!;
    if (target.payload !== null) target.payload = flip(random, target.payload);
  },
  (random, lines, at) => {
    const target = lines[at]!;
    if (target.payload !== null) {
      target.payload = target.payload.slice(0, random.below(target.payload.length + 1));
    }
  },
  (random, lines, at) => {
    // About the limit that the run has for its lines: see `configOf`.
    const { words } = lines[at]!;
    if (words.length > 0) words[0] = "x".repeat(random.pick([250, 254, 255, 256, 257, 4090, 4096, 4097]));
  },
  (random, lines, at, reader) => lines.splice(at, 0, ...conversation(random, reader)),
  (random, lines, at, reader) =>
    lines.splice(at, 0, ...conversation(random, reader === "server" ? "client" : "server")),
  (random, lines, at) =>
    lines.splice(at, 0, line(random.pick(["PING", "PONG", "+OK"]), [random.text("x \r\t", 0, 600)])),
  (random, lines, at) => lines.splice(at, 0, { ...line(random.text("\r\n \t\0PX", 1, 3), []), end: "" }),
];

function structuredCloneOf(one: Line): Line {
  return { ...one, words: [...one.words], blanks: [...one.blanks] };
}

function randomCase(random: Random, text: string): string {
  return Array.from(text, (letter) => random.chance(0.5) ? letter.toLowerCase() : letter).join("");
}

/** One byte another, gone, or with one more before it. */
function flip(random: Random, text: string): string {
  const at = random.below(text.length);
  const byte = String.fromCharCode(
    random.chance(0.5) ? random.pick([0, 9, 10, 13, 32, 127, 255]) : random.below(256),
  );
  const kind = random.below(3);
  return text.slice(0, at) + (kind === 1 ? "" : byte) + text.slice(kind === 2 ? at : at + 1);
}

/** A conversation with one to three changes; in one of ten the bytes themselves are changed, or it is cut short. */
export function mutant(random: Random, reader: Reader): string {
  const lines = conversation(random, reader);
  // Changes in the later half let most mutants show what happens when a connection has worked for a while.
  for (let left = 1 + random.below(3); left > 0 && lines.length > 1; left--) {
    const first = random.chance(0.7) ? Math.max(1, lines.length >> 1) : 1;
    const at = Math.min(lines.length - 1, first + random.below(lines.length - first));
    random.pick(MUTATIONS)(random, lines, at, reader);
  }
  let text = textOfLines(lines);
  if (random.chance(0.05)) text = text.slice(0, random.below(text.length));
  for (let left = random.chance(0.1) ? 1 + random.below(3) : 0; left > 0; left--) text = flip(random, text);
  return text;
}
