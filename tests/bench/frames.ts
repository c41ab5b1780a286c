/** The messages of the benchmarks: what both ends of a measurement agree on, so that each can check the other. */

/** How many subjects take turns. All have the same length, so that bytes can be told from message counts. */
export const SUBJECT_COUNT = 16;

/** The wildcard subscription that takes all of them. */
export const WILDCARD = "bench.*";

/** The subject of the control message that tells the fake server to send; its payload is a {@link Go}. */
export const GO_SUBJECT = "go";

/** The subject of the request cases. */
export const ECHO_SUBJECT = "echo";

/** After this many messages the receiver looks at the subject, too. */
export const SUBJECT_EVERY = 1000;

/** What the fake server is asked to send. */
export interface Go {
  /** How many messages; a multiple of {@link blockCount}. */
  count: number;
  /** The payload of each, bytes. */
  size: number;
}

/** The subject of the message with this number. */
export function subjectOf(index: number): string {
  return `bench.${String(index % SUBJECT_COUNT).padStart(2, "0")}`;
}

/** The first byte of the payload of the message with this number; the sum of them is what receivers check. */
export function firstByteOf(index: number): number {
  return index % 251;
}

/** A payload: the first byte by number, then letters. */
export function payloadOf(index: number, size: number): Uint8Array {
  const payload = new Uint8Array(size).fill(0x78);
  payload[0] = firstByteOf(index);
  return payload;
}

/** How many messages stand in a prebuilt block: about 700 KB of them; up to 1 KiB each, a multiple of 1,000. */
export function blockCount(size: number): number {
  if (size > 1024) return 48;
  return size <= 16 ? 16_000 : size <= 128 ? 4_000 : 1_000;
}

/** Some hundred KB of `MSG` frames with payloads of `size` bytes for the subscription `sid`. */
export function msgBlock(size: number, sid: string): Uint8Array {
  return block(size, (subject) => `MSG ${subject} ${sid} ${size}\r\n`);
}

/** Some hundred KB of `PUB` frames with payloads of `size` bytes. */
export function pubBlock(size: number): Uint8Array {
  return block(size, (subject) => `PUB ${subject} ${size}\r\n`);
}

/** The length of one frame of {@link pubBlock}, bytes. */
export function pubFrameLength(size: number): number {
  return `PUB ${subjectOf(0)} ${size}\r\n`.length + size + 2;
}

/** The length of one frame of {@link msgBlock}, bytes. */
export function msgFrameLength(size: number, sid: string): number {
  return `MSG ${subjectOf(0)} ${sid} ${size}\r\n`.length + size + 2;
}

function block(size: number, line: (subject: string) => string): Uint8Array {
  const encoder = new TextEncoder();
  const lines = Array.from({ length: SUBJECT_COUNT }, (_, index) => encoder.encode(line(subjectOf(index))));
  const count = blockCount(size);
  const frame = lines[0]!.length + size + 2;
  const bytes = new Uint8Array(count * frame);
  for (let index = 0, at = 0; index < count; index++, at += frame) {
    const head = lines[index % SUBJECT_COUNT]!;
    bytes.set(head, at);
    bytes.set(payloadOf(index, size), at + head.length);
    bytes[at + frame - 2] = 13;
    bytes[at + frame - 1] = 10;
  }
  return bytes;
}

/** What a receiver of whole blocks must have seen: the sum of first bytes, and of the subjects it looked at. */
export function expectedTally(size: number, count: number): { bytes: number; subjects: number } {
  const perBlock = blockCount(size);
  let bytes = 0;
  let subjects = 0;
  for (let index = 0; index < perBlock; index++) {
    bytes += firstByteOf(index);
    if ((index + 1) % SUBJECT_EVERY === 0) subjects += subjectCheck(subjectOf(index));
  }
  const blocks = count / perBlock;
  return { bytes: bytes * blocks, subjects: subjects * blocks };
}

/** A number that depends on the part of the subject that changes. */
export function subjectCheck(subject: string): number {
  return subject.length * 1000 + subject.charCodeAt(subject.length - 1);
}
