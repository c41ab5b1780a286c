/**
 * Very many subscriptions, or connections, on a server. Runs on Deno with Deno's sockets. Prints `{"phase":"begin"}`
 * when they are all there, and waits for a signal SIGUSR2 then, so that the memory of the server can be read; with
 * subscriptions it goes on to publish, prints `{"phase":"end"}` when all has come, and then {@link LoadResult}.
 *
 * Arguments: one JSON object, {@link CrowdLoad}.
 */

import type { LoadResult } from "./server_load.ts";
import { bytesOf, connectRaw, Output } from "./sockets.ts";

/** What a server is put under. */
export interface CrowdLoad {
  kind: "subscriptions" | "connections";
  port: number;
  /** How many. */
  count: number;
}

/** So many messages are published, each to another subject, so that no cache knows who gets it. */
const MESSAGES = 200_000;

/** Subjects have two numbers up to this. */
const NUMBERS = 1000;

/** Every tenth subscription has a wildcard. */
const WILDCARD_EVERY = 10;

/** Far apart from each other, and each once: it shares no divisor with any count that is used. */
const STRIDE = 7919;

/** So many connections are opened at once. */
const AT_ONCE = 50;

const PAYLOAD = "x".repeat(16);

const job = JSON.parse(Deno.args[0]!) as CrowdLoad;

function phase(name: "begin" | "end"): void {
  console.log(JSON.stringify({ phase: name }));
}

/** The subject of a subscription without its last token, which is a wildcard in some. */
function subjectOf(index: number, last: string): string {
  const [first, second] = [Math.floor(index / NUMBERS), index % NUMBERS];
  return `site.${first}.device.${second}${index % WILDCARD_EVERY === 0 ? `.${last}` : ""}`;
}

async function subscribe(conn: Deno.Conn): Promise<void> {
  const output = new Output();
  for (let index = 0; index < job.count; index++) {
    output.add(bytesOf(`SUB ${subjectOf(index, "*")} ${index + 1}\r\n`));
    if (index % 1000 === 999) await output.writeTo(conn);
  }
  output.add(bytesOf("PING\r\n"));
  await output.writeTo(conn);
  const buffer = new Uint8Array(1024);
  for (let text = ""; !text.includes("PONG\r\n");) {
    const length = await conn.read(buffer);
    if (length === null) throw new Error("the server hung up");
    text += new TextDecoder().decode(buffer.subarray(0, length));
    if (text.includes("-ERR")) throw new Error(`the server says ${text}`);
  }
}

/** Reads until so many messages have come. */
async function receive(conn: Deno.Conn, messages: number): Promise<void> {
  const buffer = new Uint8Array(512 * 1024);
  const payload = PAYLOAD.charCodeAt(0);
  let letters = 0;
  while (letters < messages * PAYLOAD.length) {
    const length = await conn.read(buffer);
    if (length === null) throw new Error("the server hung up");
    // No other text of a message has this letter.
    for (let at = 0; at < length; at++) if (buffer[at] === payload) letters++;
  }
}

async function publish(conn: Deno.Conn): Promise<void> {
  const output = new Output();
  for (let sent = 0; sent < MESSAGES; sent++) {
    const subject = subjectOf(sent * STRIDE % job.count, "temp");
    output.add(bytesOf(`PUB ${subject} ${PAYLOAD.length}\r\n${PAYLOAD}\r\n`));
  }
  await output.writeTo(conn);
}

async function subscriptions(goOn: Promise<void>): Promise<LoadResult> {
  const conn = await connectRaw(job.port);
  const from = await connectRaw(job.port);
  await subscribe(conn);
  phase("begin");
  await goOn;
  const start = performance.now();
  await Promise.all([receive(conn, MESSAGES), publish(from)]);
  const seconds = (performance.now() - start) / 1000;
  phase("end");
  return { ops: MESSAGES, seconds };
}

async function connections(goOn: Promise<void>): Promise<LoadResult> {
  const start = performance.now();
  const conns: Deno.Conn[] = [];
  while (conns.length < job.count) {
    conns.push(...await Promise.all(Array.from({ length: AT_ONCE }, () => connectRaw(job.port))));
  }
  const seconds = (performance.now() - start) / 1000;
  phase("begin");
  await goOn;
  phase("end");
  return { ops: conns.length, seconds };
}

const told = new Promise<void>((resolve) => Deno.addSignalListener("SIGUSR2", resolve));
try {
  console.log(JSON.stringify(await (job.kind === "connections" ? connections(told) : subscriptions(told))));
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
}
Deno.exit(0);
