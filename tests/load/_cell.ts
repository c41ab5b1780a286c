/** A part of the mixed load: ten connections that have to do with each other, and check what they get. */

import { connect, headers, type Msg, type NatsConnection } from "../../mod.ts";

/** How many connections a cell has. */
export const CELL_CONNECTIONS = 10;

/** How many messages a round publishes, requests, and subscribes and unsubscribes. */
const MESSAGES = 20;
const REQUESTS = 4;
const CHURNS = 10;

/** Sizes of payloads; they take turns. The first eight bytes are the number of the message. */
const SIZES = [8, 16, 128, 1024, 9000];

/** Every so many messages have headers. */
const HEADERS_EVERY = 3;

const encoder = new TextEncoder();
const payloads = SIZES.map((size) => encoder.encode("0".repeat(8) + "x".repeat(size - 8)));

/** What came of the rounds so far. */
export class Tally {
  /** Messages that were published, and those that subscribers got. */
  published = 0;
  delivered = 0;
  /** What requests took, ms. */
  readonly latenciesMs: number[] = [];
  /** What was wrong, the first few. */
  readonly problems: string[] = [];

  /** Notes that something was wrong. */
  wrong(problem: string): void {
    if (this.problems.length < 10) this.problems.push(problem);
  }

  /** What that part of the requests (0.5, 0.99) took at most, ms. */
  latencyMs(part: number): number {
    const sorted = Float64Array.from(this.latenciesMs).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  }

  /** In a line. */
  get text(): string {
    const ms = (part: number) => `${this.latencyMs(part).toFixed(1)} ms`;
    return `${this.published} published, ${this.delivered} delivered, ${this.latenciesMs.length} requests: ` +
      `half within ${ms(0.5)}, 99 % within ${ms(0.99)}, the slowest ${ms(1)}`;
  }
}

/** A subscriber, and what it got. */
class Receiver {
  readonly nc: NatsConnection;
  readonly #tally: Tally;
  readonly #name: string;
  /** How many it got. */
  count = 0;
  /** The number of the last one. */
  last = -1;

  constructor(nc: NatsConnection, subject: string, tally: Tally, queue?: string) {
    this.nc = nc;
    this.#tally = tally;
    this.#name = `${subject} of ${queue ?? "all"}`;
    nc.subscribe(subject, {
      ...(queue === undefined ? {} : { queue }),
      callback: (error, msg) =>
        error === null ? this.#take(msg, queue === undefined) : tally.wrong(`${error}`),
    });
  }

  #take(msg: Msg, all: boolean): void {
    const { data } = msg;
    const number = numberOf(data);
    this.count++;
    this.#tally.delivered++;
    const inOrder = all ? number === this.last + 1 : number > this.last;
    if (!inOrder) this.#tally.wrong(`${this.#name} got ${number} after ${this.last}`);
    this.last = number;
    if (data.length !== SIZES[number % SIZES.length] || (data.length > 8 && data.at(-1) !== 0x78)) {
      this.#tally.wrong(`${this.#name} got ${number} with ${data.length} bytes`);
    }
    const header = msg.headers?.get("number") ?? "";
    const wanted = number % HEADERS_EVERY === 0 ? String(number) : "";
    if (header !== wanted) this.#tally.wrong(`${this.#name} got ${number} with the header ${header}`);
  }
}

function numberOf(data: Uint8Array): number {
  let number = 0;
  for (let at = 0; at < 8; at++) number = number * 10 + data[at]! - 0x30;
  return number;
}

function payloadOf(number: number): Uint8Array {
  const payload = payloads[number % payloads.length]!.slice();
  for (let at = 7, left = number; at >= 0; at--, left = Math.floor(left / 10)) payload[at] = 0x30 + left % 10;
  return payload;
}

/** Ten connections: a publisher, two who get everything, one with a wildcard, a queue group, and more. */
export class Cell {
  readonly #subject: string;
  readonly #tally: Tally;
  readonly #connections: readonly NatsConnection[];
  readonly #everything: readonly Receiver[];
  readonly #group: readonly Receiver[];
  #number = 0;
  #churn = 0;

  private constructor(subject: string, tally: Tally, connections: readonly NatsConnection[]) {
    this.#subject = subject;
    this.#tally = tally;
    this.#connections = connections;
    const data = `${subject}.data`;
    // The first three publish, ask, and subscribe and unsubscribe.
    this.#everything = connections.slice(3, 6).map((nc, at) =>
      new Receiver(nc, at === 0 ? `${subject}.*` : data, tally)
    );
    this.#group = connections.slice(6, 8).map((nc) => new Receiver(nc, data, tally, "work"));
    for (const nc of connections.slice(8)) {
      nc.subscribe(`${subject}.ask.echo`, {
        queue: "echo",
        callback: (_, msg) => void msg.respond(msg.data),
      });
    }
  }

  /** Opens the connections. */
  static async open(port: number, index: number, tally: Tally, login: object = {}): Promise<Cell> {
    const connections = await Promise.all(Array.from({ length: CELL_CONNECTIONS }, (_, at) =>
      connect({
        servers: `127.0.0.1:${port}`,
        name: `cell ${index} ${at}`,
        reconnect: false,
        noAsyncTraces: true,
        timeout: 30_000,
        ...login,
      })));
    const cell = new Cell(`cell.${index}`, tally, connections);
    await cell.#flush();
    return cell;
  }

  /** Publishes, requests, subscribes and unsubscribes; checks that everybody got everything. */
  async round(): Promise<void> {
    await Promise.all([this.#publish(), this.#request(), this.#subscribe()]);
  }

  /** Closes the connections; tells of those that were closed already. */
  async close(): Promise<void> {
    for (const nc of this.#connections) {
      if (nc.isClosed()) this.#tally.wrong(`${this.#subject} lost a connection`);
    }
    await Promise.all(this.#connections.map((nc) => nc.close()));
  }

  async #publish(): Promise<void> {
    const nc = this.#connections[0]!;
    for (let sent = 0; sent < MESSAGES; sent++, this.#number++) {
      const payload = payloadOf(this.#number);
      if (this.#number % HEADERS_EVERY > 0) {
        nc.publish(`${this.#subject}.data`, payload);
        continue;
      }
      const msgHeaders = headers();
      msgHeaders.set("number", String(this.#number));
      nc.publish(`${this.#subject}.data`, payload, { headers: msgHeaders });
    }
    this.#tally.published += MESSAGES;
    // What the server has taken before it answers the first PING is sent before it answers the others.
    await nc.flush();
    await this.#flush();
    for (const { count } of this.#everything) {
      if (count !== this.#number) this.#tally.wrong(`${this.#subject}: got ${count} of ${this.#number}`);
    }
    const ofGroup = this.#group.reduce((sum, { count }) => sum + count, 0);
    if (ofGroup !== this.#number) {
      this.#tally.wrong(`${this.#subject}: the group got ${ofGroup} of ${this.#number}`);
    }
  }

  async #request(): Promise<void> {
    const nc = this.#connections[1]!;
    for (let asked = 0; asked < REQUESTS; asked++) {
      const text = `${this.#subject} ${asked} ${this.#number}`;
      const startMs = performance.now();
      const answer = await nc.request(`${this.#subject}.ask.echo`, text, { timeout: 60_000 });
      this.#tally.latenciesMs.push(performance.now() - startMs);
      if (answer.string() !== text) this.#tally.wrong(`asked ${text}, answered ${answer.string()}`);
    }
  }

  async #subscribe(): Promise<void> {
    const nc = this.#connections[2]!;
    for (let made = 0; made < CHURNS; made++) {
      let got = 0;
      const subject = `${this.#subject}.churn.${this.#churn++}`;
      const subscription = nc.subscribe(made % 2 === 0 ? subject : `${subject}.>`, {
        callback: () => void got++,
      });
      nc.publish(made % 2 === 0 ? subject : `${subject}.more`);
      await nc.flush();
      subscription.unsubscribe();
      if (got !== 1) this.#tally.wrong(`${subject} got ${got}`);
    }
  }

  async #flush(): Promise<void> {
    await Promise.all(this.#connections.map((nc) => nc.flush()));
  }
}

/** Opens cells, a few at a time. */
export async function openCells(
  count: number,
  port: number,
  tally: Tally,
  login: object = {},
): Promise<Cell[]> {
  const cells: Cell[] = [];
  while (cells.length < count) {
    const more = Math.min(5, count - cells.length);
    const first = cells.length;
    cells.push(
      ...await Promise.all(
        Array.from({ length: more }, (_, at) => Cell.open(port, first + at, tally, login)),
      ),
    );
  }
  return cells;
}

/**
 * Has each cell go through one round after the other, as long as `goOn` says so; a round at least. Pauses of up to
 * twice `pauseMs` between them leave many cells, which are one process, time for each other.
 */
export async function runCells(cells: readonly Cell[], goOn: () => boolean, pauseMs = 0): Promise<void> {
  await Promise.all(cells.map(async (cell) => {
    do {
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, 2 * pauseMs * Math.random()));
      await cell.round();
    } while (goOn());
  }));
}
