/**
 * The round trips of a socket that does nothing else: it writes a request as natwire would and reads the answer, one
 * after the other. What a client needs more than this is its own. The same file runs on Deno, with Deno's sockets,
 * and, compiled, on Node, with Node's.
 *
 * Arguments: one JSON object, {@link RawJob}.
 */

import { connect } from "node:net";
import process from "node:process";
import { ECHO_SUBJECT } from "./frames.ts";
import { cpuSeconds, report, type Sample, secondsOf, type Times } from "./result.ts";

/** What is to be measured. */
export interface RawJob extends Times {
  port: number;
  /** Payload, bytes. */
  size: number;
}

/** A socket of the runtime. */
interface Wire {
  write(bytes: Uint8Array): Promise<unknown> | void;
  /** What has arrived; good until it is called again. */
  read(): Promise<Uint8Array>;
}

async function onDeno(port: number): Promise<Wire> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  const buffer = new Uint8Array(64 * 1024);
  return {
    // So few bytes go in one write.
    write: (bytes) => conn.write(bytes),
    read: async () => buffer.subarray(0, await conn.read(buffer) ?? fail("the server closed the connection")),
  };
}

function onNode(port: number): Wire {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  const arrived: Uint8Array[] = [];
  let wake: ((bytes: Uint8Array) => void) | undefined;
  socket.on("data", (bytes) => {
    if (wake === undefined) arrived.push(bytes);
    else wake(bytes);
  });
  socket.on("end", () => fail("the server closed the connection"));
  return {
    write: (bytes) => void socket.write(bytes),
    read: () =>
      new Promise((resolve) => {
        const first = arrived.shift();
        if (first !== undefined) return resolve(first);
        wake = (bytes) => {
          wake = undefined;
          resolve(bytes);
        };
      }),
  };
}

function fail(message: string): never {
  throw new Error(message);
}

const decoder = new TextDecoder("latin1");
const encoder = new TextEncoder();

/** As long as those that clients make. */
const INBOX = "_INBOX.0123456789ABCDEFGHIJKL.1";

async function main({ port, size, warmUpSeconds, measureSeconds }: RawJob): Promise<Sample> {
  const wire = await ("Deno" in globalThis ? onDeno(port) : onNode(port));
  const payload = "x".repeat(size);
  const request = encoder.encode(`PUB ${ECHO_SUBJECT} ${INBOX} ${size}\r\n${payload}\r\n`);
  const answer = `MSG ${INBOX} 1 ${size}\r\n${payload}\r\n`;

  /** Reads until what is wanted is complete; the PING that a server sends after some seconds is answered. */
  const readUntil = async (wanted: string, text = ""): Promise<void> => {
    while (!text.endsWith(wanted)) {
      text += decoder.decode(await wire.read());
      if (!text.includes("PING\r\n")) continue;
      text = text.replace("PING\r\n", "");
      await wire.write(encoder.encode("PONG\r\n"));
    }
  };
  const roundTrips = async (seconds: number): Promise<number> => {
    const end = performance.now() + seconds * 1000;
    let ops = 0;
    for (; performance.now() < end; ops++) {
      await wire.write(request);
      const bytes = await wire.read();
      if (bytes.length !== answer.length || bytes[0] !== 0x4d) await readUntil(answer, decoder.decode(bytes));
    }
    return ops;
  };

  await wire.write(
    encoder.encode(`CONNECT {"verbose":false,"pedantic":false}\r\nSUB ${INBOX} 1\r\nPING\r\n`),
  );
  await readUntil("PONG\r\n");
  await roundTrips(warmUpSeconds);
  const cpuBefore = cpuSeconds();
  let ops = 0;
  const seconds = await secondsOf(async () => {
    ops = await roundTrips(measureSeconds);
  });
  return { ops, seconds, cpuSeconds: cpuSeconds() - cpuBefore };
}

await report(() => main(JSON.parse(process.argv[2]!) as RawJob));
