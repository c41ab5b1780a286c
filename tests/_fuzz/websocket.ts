/** The frames of a WebSocket as a client sends them, and the server's end that reads them. */

import { deflate } from "../../src/runtime/server_websocket_deflate.ts";
import { ServerWebSocket } from "../../src/runtime/server_websocket_transport.ts";
import { memoryPair } from "../../src/transport/memory.ts";
import type { Transport } from "../../src/transport/transport.ts";
import type { FuzzConfig, FuzzOutcome, FuzzTarget } from "./core.ts";
import type { Random } from "./random.ts";

const FINAL = 0x80;
const COMPRESSED = 0x40;
const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10];

/** Lengths about which something changes. */
const LENGTHS = [0, 1, 2, 3, 4, 5, 30, 124, 125, 126, 127, 300];

/** Payloads that are long once: a length of two bytes, or of eight. */
const LONG = [65_535, 65_536];

const CODES = [1000, 1001, 1002, 1004, 1005, 1006, 1011, 1015, 2999, 3000, 4999, 5000, 0, 65_535];

const letters = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => random.chance(0.9) ? 97 + random.below(4) : random.below(256));

/** A frame; what is random about its form breaks a rule now and then. */
function frame(random: Random, first: number, payload: Uint8Array): number[] {
  const { length } = payload;
  const masked = !random.chance(0.01);
  const form = random.chance(0.02)
    ? random.pick([0, 126, 127])
    : length < 126
    ? 0
    : length < 65536
    ? 126
    : 127;
  const size = [length >>> 24, length >>> 16 & 255, length >>> 8 & 255, length & 255];
  const head = form === 0
    ? [length & 127]
    : form === 126
    ? [126, ...size.slice(2)]
    : [127, random.chance(0.02) ? random.below(256) : 0, 0, 0, 0, ...size];
  head[0]! |= masked ? 0x80 : 0;
  if (!masked) return [first, ...head, ...payload];
  const key = [0, 0, 0, 0].map(() => random.below(256));
  return [first, ...head, ...key, ...payload.map((byte, at) => byte ^ key[at & 3]!)];
}

/** A message in one frame or several, with frames about the connection in between; compressed or not. */
function message(random: Random): number[] {
  let payload = letters(random, random.pick(random.chance(0.01) ? LONG : LENGTHS));
  let first = random.chance(0.8) ? BINARY : TEXT;
  if (random.chance(0.4)) {
    payload = deflate(payload);
    first |= COMPRESSED;
    if (random.chance(0.1)) payload = payload.slice(0, random.below(payload.length + 1));
  }
  const bytes: number[] = [];
  for (let left = random.chance(0.6) ? 0 : random.below(4); left > 0; left--) {
    const size = random.below(payload.length + 1);
    bytes.push(...frame(random, first, payload.subarray(0, size)));
    payload = payload.subarray(size);
    first = CONTINUATION;
    if (random.chance(0.3)) bytes.push(...control(random));
  }
  return [...bytes, ...frame(random, first | FINAL, payload)];
}

function control(random: Random): number[] {
  if (random.chance(0.95)) {
    const payload = letters(random, random.pick([0, 0, 1, 4, 125]));
    return frame(random, FINAL | (random.chance(0.7) ? PING : PONG), payload);
  }
  const code = random.pick(CODES);
  const reason = letters(random, random.pick([0, 0, 5, 123]));
  const payload = random.chance(0.2)
    ? letters(random, random.below(3))
    : Uint8Array.from([code >> 8, code & 255, ...reason]);
  return frame(random, FINAL | CLOSE, payload);
}

/** Frames, of which half have changes in their bytes. */
function webSocketMutant(random: Random): string {
  const bytes: number[] = [];
  for (let left = 1 + random.below(8); left > 0; left--) {
    bytes.push(...(random.chance(0.75) ? message(random) : control(random)));
  }
  for (let left = random.chance(0.5) ? 1 + random.below(3) : 0; left > 0; left--) {
    const at = random.below(bytes.length);
    const kind = random.below(4);
    if (kind === 0) bytes.splice(at, 1 + random.below(4));
    else if (kind === 1) bytes.splice(at, 0, ...bytes.slice(at, at + random.below(20)));
    else bytes[at] = kind === 2 ? random.below(256) : bytes[at]! ^ 1 << random.below(8);
  }
  let text = "";
  for (let at = 0; at < bytes.length; at += 1000) text += String.fromCharCode(...bytes.slice(at, at + 1000));
  return text;
}

/** What the server sent: frames, of which answers to pings may be left out, as an older ping needs none. */
function framesOf(bytes: readonly number[]): string[] {
  const frames: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const length = bytes[at + 1]!;
    if (length > 125) return [...frames, `a frame of ${length}`];
    if (first !== (FINAL | PONG)) {
      frames.push(`${first} ${String.fromCharCode(...bytes.slice(at + 2, at + 2 + length))}`);
    }
    at += 2 + length;
  }
  return frames;
}

async function readAll(transport: Transport, into: number[]): Promise<string> {
  try {
    for (let bytes = await transport.read(); bytes !== null; bytes = await transport.read()) {
      for (const byte of bytes) into.push(byte);
    }
    return "";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

async function writeAll(transport: Transport, chunks: readonly Uint8Array[]): Promise<void> {
  try {
    for (const chunk of chunks) await transport.write(chunk);
    await transport.end();
  } catch {
    // The server has hung up.
  }
}

async function run(chunks: readonly Uint8Array[], { maxPayload, headers }: FuzzConfig): Promise<FuzzOutcome> {
  const [client, below] = memoryPair();
  const maxInflatedBytes = Math.min(maxPayload, 4096);
  const socket = new ServerWebSocket(below, {
    upgrade: { headers: {} } as ServerWebSocket["upgrade"],
    masked: true,
    compression: headers,
    maxInflatedBytes: () => maxInflatedBytes,
  });
  const got: number[] = [];
  const sent: number[] = [];
  const reading = readAll(socket, got);
  const receiving = readAll(client, sent);
  const writing = writeAll(client, chunks);
  const error = await reading;
  await socket.end();
  socket.close();
  await writing;
  await receiving;
  client.close();
  const told = framesOf(sent);
  const code = /closed: (.*)$/.exec(error)?.[1] ?? "";
  const isKnown = error === "" || error.startsWith("PipeError");
  return {
    trace: [String.fromCharCode(...got.slice(0, 10_000)), got.length, error, ...told].join("\n"),
    pastHandshake: got.length > 0,
    reachedPayload: code === "",
    code: code.replace(/\d+/, "N"),
    problem: isKnown && told.every((each) => each.startsWith(`${FINAL | CLOSE} `))
      ? null
      : `${error} after ${told.join()}`,
  };
}

/** The server's end of a WebSocket. */
export const webSocketTarget: FuzzTarget = {
  name: "ServerWebSocket",
  reader: "server",
  mutant: webSocketMutant,
  run,
};
