/** Whatever happens, and whoever does not read: what a client keeps stays within 64 MiB above idle. */

import { pathOf } from "../_files.ts";
import { type Program, runtimeCommand, runtimeName, start } from "../_process.ts";
import { listenTcp } from "../_runtime.ts";
import { assert, assertEquals, test } from "../_test.ts";
import type { Listener } from "../../src/transport/accepted.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { FakeLink } from "./_client.ts";
import {
  FAILED_DIALS,
  FLOOD,
  LOOK,
  MAX_GROWTH_BYTES,
  PROGRAM,
  PUBLISH_BYTES,
  PUBLISHES,
  type Report,
} from "./memory_test_program.ts";

/** What arrives and nobody reads. */
const FLOOD_BYTES = 2e9;

/** About how much of it is written at a time. */
const FLOOD_BLOCK_BYTES = 500_000;

/** How many errors a server reports to a status stream that nobody reads. */
const ERRORS = 100_000;

/** How many looks are taken while all that arrives. */
const LOOKS = 2;

/** How long may pass between two lines of the program. */
const LINE_MS = 40_000;

/** A program of memory_test_program.ts, and the server that it connects to. */
class Patient {
  readonly #listener: Listener;
  readonly #program: Program;
  #idle: Report | undefined;

  private constructor(listener: Listener, program: Program) {
    this.#listener = listener;
    this.#program = program;
  }

  /** Runs `body` with a program that runs this case. */
  static async with(name: string, body: (patient: Patient) => Promise<void>): Promise<void> {
    const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
    const [command = "", ...flags] = runtimeCommand();
    const gc = runtimeName === "deno"
      ? ["--no-lock", "--no-check", "--v8-flags=--expose-gc"]
      : ["--expose-gc"];
    const path = pathOf(import.meta.url).replace(/_test(\.[jt]s)$/, "_test_program$1");
    const program = start(command, [...flags, ...gc, path, PROGRAM, name, String(listener.port)]);
    try {
      await body(new Patient(listener, program));
    } catch (cause) {
      throw new Error(`${name}: the program printed\n${program.output()}`, { cause });
    } finally {
      listener.close();
      await program.stop();
    }
  }

  /** Takes the next connection, and greets it. */
  async greet(): Promise<{ link: FakeLink; transport: Transport }> {
    const transport = await this.#listener.accept();
    if (transport === null) throw new Error("the listener was closed");
    const link = new FakeLink(transport);
    await link.greet();
    return { link, transport };
  }

  /** Nobody is there any more to connect to. */
  stopListening(): void {
    this.#listener.close();
  }

  /** Waits for the first look. */
  async idle(): Promise<void> {
    this.#idle = await this.#report("idle");
  }

  /** Waits for the look of this name, and checks that it is not much more than when idle. */
  async keepsLittle(name: string): Promise<Record<string, number>> {
    const { kept, counts } = await this.#report(name);
    const { heap, resident } = this.#idle!.kept;
    const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    const grown = `${name}: heap and buffers +${mib(kept.heap - heap)}, resident +${
      mib(kept.resident - resident)
    }`;
    assert(kept.heap - heap <= MAX_GROWTH_BYTES, grown);
    assert(kept.resident - resident <= MAX_GROWTH_BYTES, grown);
    return counts;
  }

  async #report(name: string): Promise<Report> {
    const [line] = await this.#program.printed(new RegExp(`^\\{"name":"${name}".*\\}$`, "m"), LINE_MS);
    return JSON.parse(line) as Report;
  }
}

const encoder = new TextEncoder();

/** Some hundred KB of messages, small and large ones in turn. */
function floodBlock(sid: string): { bytes: Uint8Array; count: number } {
  const sizes = [16, 128, 1024, 5000, 40_000];
  const messages = sizes.map((size) => `MSG ${FLOOD} ${sid} ${size}\r\n${"x".repeat(size)}\r\n`).join("");
  const times = Math.ceil(FLOOD_BLOCK_BYTES / messages.length);
  return { bytes: encoder.encode(messages.repeat(times)), count: times * sizes.length };
}

/** Asks the client for a look. */
function askFor(name: string, sid: string): Uint8Array {
  return encoder.encode(`MSG ${LOOK} ${sid} ${name.length}\r\n${name}\r\n`);
}

test("Subscription: an iterator that nobody reads keeps its limit while 2 GB arrive", async () => {
  await Patient.with("unreadIterator", async (patient) => {
    const { link, transport } = await patient.greet();
    const [, flood = "", ask = ""] = (await link.sees(/SUB flood (\d+)\r\nSUB look (\d+)\r\nPING\r\n/))
      .match(/SUB flood (\d+)\r\nSUB look (\d+)/)!;
    await link.send("PONG\r\n");
    await patient.idle();
    const { bytes, count } = floodBlock(flood);
    let sent = 0;
    for (let taken = 1; taken <= LOOKS; taken++) {
      for (; sent * bytes.length < FLOOD_BYTES * taken / LOOKS; sent++) await transport.write(bytes);
      await transport.write(askFor(`look${taken}`, ask));
      const { received, pending, dropped } = await patient.keepsLittle(`look${taken}`);
      assertEquals(received, sent * count);
      assertEquals(pending! + dropped!, received);
      assert(pending! > 0);
    }
    link.close();
  });
});

test("NatsConnection: a publisher without a connection is refused what does not fit into its buffer", async () => {
  await Patient.with("disconnectedPublisher", async (patient) => {
    const { link } = await patient.greet();
    await patient.idle();
    patient.stopListening();
    link.close();
    const { refused } = await patient.keepsLittle("full");
    const kept = (PUBLISHES - refused!) * PUBLISH_BYTES;
    // 8 MiB, of which some is protocol lines.
    assert(kept <= 8 * 2 ** 20 && kept > 7 * 2 ** 20, `${kept} bytes were taken`);
  });
});

test("status: a stream that nobody reads keeps the latest only", async () => {
  await Patient.with("unreadStatus", async (patient) => {
    const { link, transport } = await patient.greet();
    const [, ask = ""] = (await link.sees(/SUB look (\d+)\r\nPING\r\n/)).match(/SUB look (\d+)/)!;
    await link.send("PONG\r\n");
    await patient.idle();
    const perBlock = 1000;
    const subjects = Array.from({ length: perBlock }, (_, index) => `denied.${index}.${"x".repeat(100)}`);
    const block = encoder.encode(
      subjects.map((subject) => `-ERR 'Permissions Violation for Publish to "${subject}"'\r\n`).join(""),
    );
    for (let sent = 0; sent < ERRORS; sent += perBlock) await transport.write(block);
    await transport.write(askFor("told", ask));
    await patient.keepsLittle("told");
    link.close();
  });
});

test("NatsConnection: 10,000 failed dials leave nothing behind", async () => {
  await Patient.with("failedDials", async (patient) => {
    const links = await Promise.all(Array.from({ length: 10 }, () => patient.greet()));
    await patient.idle();
    patient.stopListening();
    for (const { link } of links) link.close();
    const { failed, rejected } = await patient.keepsLittle("failed");
    assert(failed! + rejected! >= FAILED_DIALS, `${failed} and ${rejected}`);
  });
});
