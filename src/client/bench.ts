/** Measures a connection: publishing, receiving, answering and requesting, each by itself or together. */

import { runtime } from "#runtime";
import { ClosedConnectionError, InvalidArgumentError } from "../errors.ts";
import { VERSION } from "../version.ts";
import { Empty } from "./helpers.ts";
import { nuid } from "./nuid.ts";
import type { Msg, NatsConnection, Stats } from "./types.ts";

/** How many messages unless told. */
const MESSAGES = 100_000;

/** How large each is unless told, bytes. */
const PAYLOAD_BYTES = 128;

/** Milliseconds for one request: all of them may be on their way at once, and the last one waits for the others. */
const REQUEST_TIMEOUT_MS = 20_000;

/** What to measure; at least one of `pub`, `sub`, `req` and `rep` must be true. [nats.js v3 BenchOpts] */
export interface BenchOpts {
  /** Receive by callbacks instead of loops. */
  callbacks?: boolean | undefined;
  /** How many messages or requests; 100000. */
  msgs?: number | undefined;
  /** The size of each payload in bytes; 128. */
  size?: number | undefined;
  /** The subject; one that nobody else uses, unless told. */
  subject?: string | undefined;
  /** Send all requests at once instead of one after the other. */
  asyncRequests?: boolean | undefined;
  /** Publish. */
  pub?: boolean | undefined;
  /** Receive. */
  sub?: boolean | undefined;
  /** Answer requests. */
  rep?: boolean | undefined;
  /** Request. */
  req?: boolean | undefined;
}

/** Points in time by name, and the time between two of them. [nats.js v3 Perf] */
export class Perf {
  /** The points in time. */
  readonly timers: Map<string, number> = new Map();
  /** The times between two, milliseconds. */
  readonly measures: Map<string, number> = new Map();

  /** Remembers this moment. */
  mark(key: string): void {
    this.timers.set(key, performance.now());
  }

  /**
   * Remembers the time between two moments.
   *
   * @throws {InvalidArgumentError} for a moment that was not marked.
   */
  measure(key: string, startKey: string, endKey: string): void {
    this.measures.set(key, this.#at(endKey) - this.#at(startKey));
  }

  /** The times that were measured, milliseconds, in that order. */
  getEntries(): { name: string; duration: number }[] {
    return [...this.measures].map(([name, duration]) => ({ name, duration }));
  }

  #at(key: string): number {
    const time = this.timers.get(key);
    if (time === undefined) throw new InvalidArgumentError(`${key} is not defined`);
    return time;
  }
}

/** One result of {@link Bench.run}. [nats.js v3 Metric] */
export class Metric {
  /** What was measured: `pub`, `sub`, `req`, `rep`, `pubsub` or `reqrep`. */
  name: string;
  /** How long it took, milliseconds. */
  duration: number;
  /** When, milliseconds since 1970. */
  date: number = Date.now();
  /** The size of each payload, bytes. */
  payload = 0;
  /** How many messages. */
  msgs = 0;
  /** The client, as it names itself in CONNECT. */
  lang: string = `natwire.${runtime.name}`;
  /** The version of the client. */
  version: string = VERSION;
  /** How many bytes of headers and payloads the connection moved. */
  bytes = 0;
  /** True where all requests were sent at once. */
  asyncRequests?: boolean;
  /** The least of several, where somebody puts several together. */
  min?: number;
  /** The most of several, where somebody puts several together. */
  max?: number;

  /** Takes the name and the milliseconds. */
  constructor(name: string, duration: number) {
    this.name = name;
    this.duration = duration;
  }

  /** One line to read: messages and bytes a second. */
  toString(): string {
    const seconds = this.duration / 1000;
    const perSecond = (count: number): number => seconds > 0 ? count / seconds : 0;
    const label = this.asyncRequests ? " [asyncRequests]" : "";
    const range = this.max === undefined ? "" : ` ${this.min}/${this.max}`;
    const msgs = Math.round(perSecond(this.msgs)).toLocaleString("en-US");
    const bytes = humanBytes(perSecond(this.bytes));
    return `${this.name}${label} ${msgs} msgs/sec - [${seconds.toFixed(2)} secs] ~ ${bytes}/sec${range}`;
  }

  /** One line of a table, in the order of {@link Metric.header}. */
  toCsv(): string {
    const { name, date, lang, version, msgs, payload, bytes, duration, asyncRequests = false } = this;
    const when = new Date(date).toISOString();
    return `"${name}",${when},${lang},${version},${msgs},${payload},${bytes},${duration},${asyncRequests}\n`;
  }

  /** The first line of that table. */
  static header(): string {
    return "Test,Date,Lang,Version,Count,MsgPayload,Bytes,Millis,Async\n";
  }
}

function humanBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  for (; bytes >= 1024 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${bytes.toFixed(2)} ${units[unit]}`;
}

/**
 * Measures a connection. `sub` and `rep` count until `msgs` messages have come, from whoever sends them.
 *
 * ```ts
 * const [both, pub, sub] = await new Bench(nc, { msgs: 10_000, size: 16, pub: true, sub: true }).run();
 * console.log(`${both}`);
 * ```
 *
 * [nats.js v3 Bench]
 */
export class Bench {
  /** The connection. */
  readonly nc: NatsConnection;
  /** Whether messages are received by callbacks. */
  readonly callbacks: boolean;
  /** How many messages. */
  readonly msgs: number;
  /** The size of each payload, bytes. */
  readonly size: number;
  /** The subject. */
  readonly subject: string;
  /** Whether all requests are sent at once. */
  readonly asyncRequests: boolean;
  /** Whether it publishes. */
  readonly pub: boolean;
  /** Whether it receives. */
  readonly sub: boolean;
  /** Whether it requests. */
  readonly req: boolean;
  /** Whether it answers. */
  readonly rep: boolean;
  /** The clock. */
  readonly perf: Perf = new Perf();
  /** What is sent. */
  readonly payload: Uint8Array;

  /**
   * Takes the connection and what to measure.
   *
   * @throws {InvalidArgumentError} when nothing is to be measured, or with no messages.
   */
  constructor(nc: NatsConnection, opts: BenchOpts = {}) {
    this.nc = nc;
    this.callbacks = opts.callbacks === true;
    this.msgs = opts.msgs ?? MESSAGES;
    this.size = opts.size ?? PAYLOAD_BYTES;
    this.subject = opts.subject || nuid.next();
    this.asyncRequests = opts.asyncRequests === true;
    this.pub = opts.pub === true;
    this.sub = opts.sub === true;
    this.req = opts.req === true;
    this.rep = opts.rep === true;
    if (!this.pub && !this.sub && !this.req && !this.rep) {
      throw new InvalidArgumentError("no options selected: one of 'pub', 'sub', 'req', 'rep' must be true");
    }
    if (!Number.isInteger(this.msgs) || this.msgs < 1) {
      throw InvalidArgumentError.format("msgs", "must be an integer of at least 1");
    }
    this.payload = this.size > 0 ? new Uint8Array(this.size) : Empty;
  }

  /**
   * Measures. A pair that was measured together comes first.
   *
   * @throws {ClosedConnectionError} or what ended the connection, when it ends before.
   */
  async run(): Promise<Metric[]> {
    const before = this.nc.stats();
    const jobs: Promise<void>[] = [];
    // Whoever receives subscribes before the others send.
    if (this.rep) jobs.push(this.#receive("rep", (msg) => msg.respond(this.payload)));
    if (this.sub) jobs.push(this.#receive("sub", () => {}));
    if (this.pub) jobs.push(this.#publish());
    if (this.req) jobs.push(this.#request());
    const lost = this.nc.closed().then((error) => {
      throw error ?? new ClosedConnectionError();
    });
    await Promise.race([Promise.all(jobs), lost]);
    return this.#metrics(before, this.nc.stats());
  }

  async #receive(role: "sub" | "rep", take: (msg: Msg) => void): Promise<void> {
    let count = 0;
    const counted = (msg: Msg): void => {
      if (count++ === 0) this.perf.mark(`${role}Start`);
      take(msg);
      if (count === this.msgs) this.perf.mark(`${role}Stop`);
    };
    if (this.callbacks) {
      const callback = (error: Error | null, msg: Msg): void => {
        if (error === null) counted(msg);
      };
      const error = await this.nc.subscribe(this.subject, { max: this.msgs, callback }).closed;
      if (error) throw error;
    } else {
      // What is measured may not be dropped: the end would never come.
      const sub = this.nc.subscribe(this.subject, { max: this.msgs, pendingPolicy: "pause" });
      for await (const msg of sub) counted(msg);
    }
    this.perf.measure(role, `${role}Start`, `${role}Stop`);
  }

  async #publish(): Promise<void> {
    this.perf.mark("pubStart");
    for (let count = 0; count < this.msgs; count++) this.nc.publish(this.subject, this.payload);
    await this.nc.flush();
    this.perf.mark("pubStop");
    this.perf.measure("pub", "pubStart", "pubStop");
  }

  async #request(): Promise<void> {
    const options = { timeout: REQUEST_TIMEOUT_MS };
    const ask = (): Promise<Msg> => this.nc.request(this.subject, this.payload, options);
    this.perf.mark("reqStart");
    if (this.asyncRequests) await Promise.all(Array.from({ length: this.msgs }, ask));
    else for (let count = 0; count < this.msgs; count++) await ask();
    this.perf.mark("reqStop");
    this.perf.measure("req", "reqStart", "reqStop");
  }

  #metrics(before: Stats, after: Stats): Metric[] {
    if (this.pub && this.sub) this.perf.measure("pubsub", "pubStart", "subStop");
    if (this.req && this.rep) this.perf.measure("reqrep", "reqStart", "reqStop");
    const inBytes = after.inBytes - before.inBytes;
    const outBytes = after.outBytes - before.outBytes;
    const metrics: Metric[] = [];
    for (const name of ["pubsub", "reqrep", "pub", "sub", "rep", "req"]) {
      const duration = this.perf.measures.get(name);
      if (duration === undefined) continue;
      const metric = new Metric(name, duration);
      metric.payload = this.payload.length;
      metric.msgs = name === "pubsub" || name === "reqrep" ? 2 * this.msgs : this.msgs;
      metric.bytes = (name === "sub" ? 0 : outBytes) + (name === "pub" ? 0 : inBytes);
      if (name.startsWith("req")) metric.asyncRequests = this.asyncRequests;
      metrics.push(metric);
    }
    return metrics;
  }
}
