/** Valid transcripts made at random, as lines whose parts can be changed one by one. One character is one byte. */
import type { Reader } from "../wire/_feed.ts";
import type { Random } from "./random.ts";

/** A line in its parts. */
export interface Line {
  /** The name of the operation. */
  verb: string;
  /** The words behind it. */
  words: string[];
  /** What stands in front of each word. */
  blanks: string[];
  /** What ends the line. */
  end: string;
  /** What follows the line, or null. */
  payload: string | null;
  /** What ends the payload. */
  payloadEnd: string;
}

const TOKEN = "abcdefghijklmnopqrstuvwxyzABC0123456789-_$";
const ANY_BYTE = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");

/** A line with single blanks and CR LF. */
export function line(verb: string, words: string[], payload: string | null = null): Line {
  return { verb, words, blanks: words.map(() => " "), end: "\r\n", payload, payloadEnd: "\r\n" };
}

function subject(random: Random): string {
  const tokens = Array.from({ length: 1 + random.below(4) }, () => random.text(TOKEN, 1, 6));
  if (random.chance(0.2)) tokens[random.below(tokens.length)] = random.pick(["*", ">", "\xc3\xa9", "\xff"]);
  return tokens.join(".");
}

/** Lengths about which something changes: none, one digit, two, short copies, a payload over several reads. */
function payload(random: Random): string {
  const length = random.pick([0, 1, 2, 9, 10, 11, 47, 48, 49, 63, 64, 99, 100, 101, 300]);
  if (random.chance(0.2)) return "PING\r\nMSG a 1 1\r\nPUB x 0\r\n\r\n".repeat(12).slice(0, length);
  return random.chance(0.3) ? random.text(ANY_BYTE, length, length) : "payload-".repeat(40).slice(0, length);
}

function headerBlock(random: Random): string {
  if (random.chance(0.2)) return random.text(ANY_BYTE, 0, 20);
  const status = random.pick(["", "", " 503", " 100 Idle Heartbeat", " 404 No Messages"]);
  let block = `NATS/1.0${status}\r\n`;
  for (let left = random.below(3); left > 0; left--) {
    block += `${random.text(TOKEN, 1, 8)}: ${random.text(TOKEN, 0, 12)}\r\n`;
  }
  return block + "\r\n";
}

function message(random: Random, reader: Reader): Line {
  const words = [subject(random)];
  if (reader === "client") words.push(String(1 + random.below(random.chance(0.9) ? 20 : 300)));
  if (random.chance(0.4)) words.push(subject(random));
  const withHeaders = random.chance(0.35);
  const head = withHeaders ? headerBlock(random) : "";
  const body = head + payload(random);
  if (withHeaders) words.push(String(head.length));
  words.push(String(body.length));
  return line((withHeaders ? "H" : "") + (reader === "server" ? "PUB" : "MSG"), words, body);
}

const CONNECTS = [
  '{"verbose":false,"pedantic":false,"headers":true,"no_responders":true,"protocol":1}',
  '{"verbose":true,"pedantic":true,"headers":true,"protocol":1,"lang":"x","version":"1","name":"n"}',
  '{"verbose":false,"headers":true,"echo":false,"user":"u","pass":"p"}',
];
const INFOS = [
  '{"server_id":"X","version":"2.14.0","proto":1,"headers":true,"max_payload":1048576} ',
  '{"server_id":"X","version":"2.14.0","proto":1,"headers":true,"max_payload":65536,"connect_urls":["h:1"],"ldm":true} ',
];

/** The line that a conversation begins with. */
function handshake(random: Random, reader: Reader): Line {
  return reader === "server" ? line("CONNECT", [random.pick(CONNECTS)]) : line("INFO", [random.pick(INFOS)]);
}

function operation(random: Random, reader: Reader): Line {
  const kind = random.below(16);
  if (kind < 7) return message(random, reader);
  if (kind < 9) return line("PING", []);
  if (kind < 10) return line("PONG", []);
  if (kind < 11) return line("+OK", []);
  if (reader === "client") {
    return kind < 13 ? line("-ERR", [`'${random.pick(ERRORS)}'`]) : message(random, reader);
  }
  const sid = String(1 + random.below(20));
  if (kind < 14) {
    return line("SUB", random.chance(0.3) ? [subject(random), "queue", sid] : [subject(random), sid]);
  }
  return line("UNSUB", random.chance(0.5) ? [sid, String(random.below(100))] : [sid]);
}

const ERRORS = [
  "Unknown Protocol Operation",
  'Permissions Violation for Publish to "a"',
  'Permissions Violation for Subscription to "a" using queue "q"',
  "Stale Connection",
];

/** A conversation that breaks no rule: the handshake, then up to a dozen operations. */
export function conversation(random: Random, reader: Reader): Line[] {
  const lines = [handshake(random, reader)];
  if (random.chance(0.5)) lines.push(line(reader === "server" ? "PING" : "PONG", []));
  for (let left = 1 + random.below(11); left > 0; left--) lines.push(operation(random, reader));
  return lines;
}

/** The lines as they go over the wire. */
export function textOfLines(lines: readonly Line[]): string {
  let text = "";
  for (const { verb, words, blanks, end, payload, payloadEnd } of lines) {
    text += verb;
    for (let at = 0; at < words.length; at++) text += (blanks[at] ?? " ") + words[at]!;
    text += end;
    if (payload !== null) text += payload + payloadEnd;
  }
  return text;
}
