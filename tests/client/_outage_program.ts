/**
 * What outage_test.ts starts in a process of its own, as memory is counted by process: one connection that publishes
 * numbered messages and receives them, while the test kills its server and starts it again. It runs when its command
 * line has the word {@link PROGRAM}, then the port of the server; its process needs a `gc` to call.
 */
import process from "node:process";
import { connect, type NatsConnection, type Stats } from "../../mod.ts";

/** The word that makes this file a program. */
export const PROGRAM = "outage-test-program";

/** How many messages there are, how often the server is killed meanwhile, and what each carries, bytes. */
export const MESSAGES = 100_000;
export const OUTAGES = 5;
const PAYLOAD_BYTES = 128;

/** How many are published before each kill, until it is noticed, and while there is no server. */
const BEFORE_KILL = 6_000;
const UNTIL_NOTICED = 3_000;
const WITHOUT_SERVER = 9_000;

/** How many are published at a time; and how many of each part are kept to go on with, slowly, when it takes longer. */
const BATCH = 50;
const RESERVE = 200;
const SLOW_MS = 25;

/** A round trip is asked for after so many messages, and not waited for. */
const FLUSH_EVERY = 1000;

/** One loss of the connection, as numbers of messages. */
export interface Loss {
  /** The last one that a PONG had confirmed, or that an earlier loss had counted. */
  confirmed: number;
  /** The last one of which anything was handed to the socket. */
  handed: number;
  /** How many were published between the loss and the next connection. */
  meanwhile: number;
}

/** What came of it. */
export interface Outcome {
  losses: Loss[];
  /** Messages that came after one with a higher number, or again. */
  outOfOrder: number;
  /** The numbers of those that never came, as first and last of each run. */
  missing: [number, number][];
  stats: Stats;
  /** How much more than when idle was kept at most, after collection, bytes. */
  grown: { heap: number; resident: number };
}

/** What the program prints, one line of JSON each: what the test is to do next, or the outcome. */
export type Line = { ask: "kill" | "restart" } | { outcome: Outcome };

function print(line: Line): void {
  console.log(JSON.stringify(line));
}

const turn = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Collect = (options?: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/** Collects, a few times as pages are given back late, and looks. */
async function kept(): Promise<{ heap: number; resident: number }> {
  const { gc } = globalThis as { gc?: Collect };
  if (gc === undefined) throw new Error("this process has no gc()");
  for (let round = 0; round < 4; round++) {
    gc();
    gc({ type: "major", execution: "sync", flavor: "last-resort" });
    await turn(20);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

/** Publishes, receives, and keeps the books. */
class Publisher {
  readonly losses: Loss[] = [];
  connected = true;
  outOfOrder = 0;
  readonly #nc: NatsConnection;
  readonly #arrived = new Uint8Array(MESSAGES + 1);
  #sent = 0;
  #newest = 0;
  #confirmed = 0;
  #unconfirmed = 0;

  constructor(nc: NatsConnection) {
    this.#nc = nc;
    nc.subscribe("numbered", {
      callback: (_error, msg) => {
        const number = parseInt(msg.string());
        if (number <= this.#newest) this.outOfOrder++;
        this.#newest = Math.max(this.#newest, number);
        this.#arrived[number] = 1;
      },
    });
    void this.#watch();
  }

  /** Publishes so many and, once that is done, goes on slowly until `done`. */
  async publish(count: number, done: () => boolean = () => true): Promise<void> {
    const end = this.#sent + count;
    while (!done() || this.#sent < end - RESERVE) {
      const left = end - this.#sent;
      if (left === 0) throw new Error(`${count} messages were published, and nothing happened`);
      const slow = left <= RESERVE;
      for (let n = slow ? 1 : BATCH; n > 0; n--) this.#publishOne();
      await turn(slow ? SLOW_MS : 0);
    }
  }

  /** Publishes what is left of all, and waits until it was received. */
  async publishRest(): Promise<void> {
    while (this.#sent < MESSAGES) {
      for (let n = 0; n < BATCH && this.#sent < MESSAGES; n++) this.#publishOne();
      await turn(0);
    }
    await this.#nc.flush();
  }

  missing(): [number, number][] {
    const runs: [number, number][] = [];
    for (let number = 1; number <= MESSAGES; number++) {
      const run = runs.at(-1);
      if (this.#arrived[number] === 1) continue;
      if (run?.[1] === number - 1) run[1] = number;
      else runs.push([number, number]);
    }
    return runs;
  }

  #publishOne(): void {
    const number = ++this.#sent;
    this.#nc.publish("numbered", String(number).padEnd(PAYLOAD_BYTES));
    // While disconnected the answer would be to a PING of the next connection, behind more than this.
    if (number % FLUSH_EVERY !== 0 || !this.connected) return;
    this.#nc.flush().then(() => this.#confirmed = number, () => {});
  }

  async #watch(): Promise<void> {
    let sent = 0;
    for await (const { type } of this.#nc.status()) {
      if (type === "disconnect") {
        this.connected = false;
        sent = this.#sent;
        const { unconfirmed } = this.#nc.stats();
        const confirmed = Math.max(this.#confirmed, this.losses.at(-1)?.handed ?? 0);
        this.losses.push({ confirmed, handed: confirmed + unconfirmed - this.#unconfirmed, meanwhile: 0 });
        this.#unconfirmed = unconfirmed;
      } else if (type === "reconnect") {
        this.connected = true;
        this.losses.at(-1)!.meanwhile = this.#sent - sent;
      }
    }
  }
}

async function main(port: number): Promise<void> {
  const nc = await connect({
    port,
    reconnectTimeWait: 20,
    reconnectJitter: 0,
    maxReconnectAttempts: -1,
  });
  const publisher = new Publisher(nc);
  await nc.flush();
  const idle = await kept();
  const grown = { heap: 0, resident: 0 };
  const look = async () => {
    const { heap, resident } = await kept();
    grown.heap = Math.max(grown.heap, heap - idle.heap);
    grown.resident = Math.max(grown.resident, resident - idle.resident);
  };
  for (let outage = 0; outage < OUTAGES; outage++) {
    await publisher.publish(BEFORE_KILL);
    print({ ask: "kill" });
    await publisher.publish(UNTIL_NOTICED, () => !publisher.connected);
    await publisher.publish(WITHOUT_SERVER / 2);
    let looking = true;
    void look().finally(() => looking = false);
    await publisher.publish(WITHOUT_SERVER / 4, () => !looking);
    print({ ask: "restart" });
    await publisher.publish(WITHOUT_SERVER / 4, () => publisher.connected);
  }
  await publisher.publishRest();
  await look();
  const { losses, outOfOrder } = publisher;
  print({ outcome: { losses, outOfOrder, missing: publisher.missing(), stats: nc.stats(), grown } });
  await nc.close();
}

const [, , program, port] = process.argv;
if (program === PROGRAM) {
  await main(Number(port));
  process.exit();
}
