/**
 * Measures one client in one case, in a process of its own; the same file runs on Deno and, compiled, on Node.
 * The clients are drop-in replacements of each other, so that only the imported module differs.
 *
 * Arguments: one JSON object, {@link ClientJob}.
 */

import process from "node:process";
import {
  blockCount,
  ECHO_SUBJECT,
  expectedTally,
  GO_SUBJECT,
  payloadOf,
  SUBJECT_COUNT,
  SUBJECT_EVERY,
  subjectCheck,
  subjectOf,
  WILDCARD,
} from "./frames.ts";
import { cpuSeconds, measureRounds, report, type Sample, secondsOf, type Times } from "./result.ts";

/** What is to be measured. */
export interface ClientJob extends Times {
  kind: "publish" | "callback" | "iterator" | "request";
  /** The module that has `connect`. */
  modules: string[];
  port: number;
  /** Payload, bytes. */
  size: number;
  /** Requests that are under way at once. */
  inFlight?: number;
}

interface Msg {
  subject: string;
  data: Uint8Array;
}

interface Subscription extends AsyncIterable<Msg> {
  unsubscribe(): void;
}

interface Client {
  publish(subject: string, data: Uint8Array | string): void;
  subscribe(
    subject: string,
    options?: { callback: (error: Error | null, msg: Msg) => void },
  ): Subscription;
  request(subject: string, data: Uint8Array, options: { timeout: number }): Promise<Msg>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface ClientModule {
  connect(options: { servers: string; noAsyncTraces: boolean }): Promise<Client>;
}

/**
 * So many messages are handed over before a flush is awaited: enough that the round trip does not count, few
 * enough that a client which queues without bound does not spend its time on a queue of hundreds of megabytes.
 */
const PUBLISH_BATCH = 50_000;

async function publish(client: Client, job: ClientJob): Promise<Sample> {
  const subjects = Array.from({ length: SUBJECT_COUNT }, (_, index) => subjectOf(index));
  const payloads = Array.from({ length: SUBJECT_COUNT }, (_, index) => payloadOf(index, job.size));
  let published = 0;
  const sample = await measureRounds(job, SUBJECT_COUNT, (count) => {
    published += count;
    return secondsOf(async () => {
      for (let sent = 0; sent < count;) {
        const end = Math.min(count, sent + PUBLISH_BATCH);
        for (; sent < end; sent++) client.publish(subjects[sent & 15]!, payloads[sent & 15]!);
        await client.flush();
      }
    });
  });
  return { ...sample, published };
}

/** Counts what arrives, and tells when all of a round is there. */
class Tally {
  count = 0;
  bytes = 0;
  subjects = 0;
  #wanted = 0;
  #done: () => void = () => {};

  /** Starts a round. */
  expect(count: number): Promise<void> {
    this.count = 0;
    this.bytes = 0;
    this.subjects = 0;
    this.#wanted = count;
    return new Promise((resolve) => this.#done = resolve);
  }

  take(msg: Msg): void {
    this.bytes += msg.data[0]!;
    if (++this.count % SUBJECT_EVERY !== 0) return;
    this.subjects += subjectCheck(msg.subject);
    if (this.count === this.#wanted) this.#done();
  }
}

async function receive(client: Client, job: ClientJob): Promise<Sample> {
  const tally = new Tally();
  if (job.kind === "callback") {
    client.subscribe(WILDCARD, {
      callback: (error, msg) => {
        if (error) throw error;
        tally.take(msg);
      },
    });
  } else {
    const subscription = client.subscribe(WILDCARD);
    (async () => {
      for await (const msg of subscription) tally.take(msg);
    })();
  }
  await client.flush();
  return await measureRounds(job, blockCount(job.size), async (count) => {
    const seconds = await secondsOf(() => {
      const all = tally.expect(count);
      client.publish(GO_SUBJECT, JSON.stringify({ count, size: job.size }));
      return all;
    });
    await client.flush();
    const expected = expectedTally(job.size, count);
    if (tally.count !== count || tally.bytes !== expected.bytes || tally.subjects !== expected.subjects) {
      throw new Error(`wanted ${count} ${JSON.stringify(expected)}, had ${JSON.stringify(tally)}`);
    }
    return seconds;
  });
}

async function request(client: Client, job: ClientJob): Promise<Sample> {
  const payload = payloadOf(7, job.size);
  const sum = async (seconds: number): Promise<number> => {
    const end = performance.now() + seconds * 1000;
    let answers = 0;
    const ask = async () => {
      while (performance.now() < end) {
        const { data } = await client.request(ECHO_SUBJECT, payload, { timeout: 10_000 });
        if (data.length !== job.size || data[0] !== payload[0]) {
          throw new Error("another answer than expected");
        }
        answers++;
      }
    };
    await Promise.all(Array.from({ length: job.inFlight ?? 1 }, ask));
    return answers;
  };
  await sum(job.warmUpSeconds);
  const cpuBefore = cpuSeconds();
  let ops = 0;
  const seconds = await secondsOf(async () => {
    ops = await sum(job.measureSeconds);
  });
  return { ops, seconds, cpuSeconds: cpuSeconds() - cpuBefore };
}

async function main(job: ClientJob): Promise<Sample> {
  const { connect } = await import(job.modules[0]!) as ClientModule;
  const client = await connect({ servers: `127.0.0.1:${job.port}`, noAsyncTraces: true });
  const run = job.kind === "publish" ? publish : job.kind === "request" ? request : receive;
  const sample = await run(client, job);
  await client.close();
  return sample;
}

await report(() => main(JSON.parse(process.argv[2]!) as ClientJob));
