/** Plays a session against a server and writes down what happened. */

import { fromSeed } from "../../src/nkeys/mod.ts";
import type { TlsOptions, Transport } from "../../src/transport/transport.ts";
import type { Session, Span, Step } from "./script.ts";
import { fromBytes, maskInfo, maskMessage, maskSid, readable, splitFrames, toBytes } from "./text.ts";

/** The longest that any step waits; a step that runs into it says so in the record. */
const STEP_MS = 10_000;

/** How much later than its span something may come on a machine with other work; earlier is never right. */
const LATE_MS = 1500;

/** How a session is played. */
export interface PlayOptions {
  /** Opens a connection to the server. */
  dial(): Promise<Transport>;
  /** What can be done to the server. */
  server?: PlayedServer;
  /** How TLS is started. */
  tls?: TlsOptions;
  /** Sends every byte in a write of its own. */
  split?: boolean;
}

/** A server that a session is played on. */
export interface PlayedServer {
  /** Gives it another configuration file, and settles when it has taken it. */
  reload(config: string): Promise<void>;
  /** Makes it a lame duck. */
  lameDuck(): void;
}

/** Plays the session and gives its record: one line for every line sent or received, masked. */
export async function play(session: Session, options: PlayOptions): Promise<string> {
  const lines: string[] = [];
  const lives = new Map<string, Live>();
  const pool: string[] = [];
  const note = (name: string, frames: string[]) => {
    for (const frame of session.anyOrder ? sortMessages(frames) : frames) {
      lives.get(name)?.remember(frame);
      if (session.pooled?.includes(name) && /^H?MSG /.test(frame)) pool.push(maskSid(frame));
      else lines.push(...readable(maskMessage(maskInfo(frame))).map((text) => `${name} < ${text}`));
    }
  };
  const open = async (name: string): Promise<Live> => {
    const dialledAt = performance.now();
    const transport = await options.dial();
    const secured = session.tls?.peers.includes(name) === true;
    const early = secured ? await startTls(transport, options.tls, session.tls?.first === true) : "";
    const live = new Live(transport, dialledAt, session.keepalive === true, early);
    lives.set(name, live);
    lines.push(`${name} connects${secured ? " with TLS" : ""}`);
    note(name, (await live.take(1)).frames);
    return live;
  };
  try {
    for (const step of session.steps) {
      if (step.peer === "server") {
        lines.push(`the server: ${step.do}`);
        await performOnServer(step, options.server);
        continue;
      }
      const live = lives.get(step.peer) ?? await open(step.peer);
      await perform(step, live, options.split === true, lines, note);
    }
    for (const [name, live] of lives) {
      const last = session.steps.findLast((step) => step.peer === name);
      if (!live.finished && last?.do !== "sync") {
        await perform({ peer: name, do: "sync" }, live, false, lines, note);
      }
    }
  } finally {
    await Promise.all([...lives.values()].map((live) => live.drop()));
  }
  const pooled = pool.sort().flatMap((frame) => readable(frame).map((text) => `all < ${text}`));
  return [...lines, ...pooled].join("\n");
}

async function performOnServer(step: Step, server: PlayedServer | undefined): Promise<void> {
  if (step.do === "reload") await server?.reload(step.config);
  else if (step.do === "lame duck") server?.lameDuck();
}

/** Starts TLS, and gives what the server had said before. */
async function startTls(transport: Transport, tls: TlsOptions = {}, first: boolean): Promise<string> {
  let early = "";
  while (!first && !early.endsWith("\r\n")) {
    const bytes = await transport.read();
    if (bytes === null) break;
    early += fromBytes(bytes);
  }
  if (transport.startTls === undefined) throw new Error("there is no TLS on this transport");
  await transport.startTls({ serverName: "localhost", tls });
  return early;
}

async function perform(
  step: Step,
  live: Live,
  split: boolean,
  lines: string[],
  note: (name: string, frames: string[]) => void,
): Promise<void> {
  const { peer: name } = step;
  const sent = (text: string) => lines.push(...readable(text).map((line) => `${name} > ${line}`));
  switch (step.do) {
    case "open":
      return;
    case "send":
      sent(step.text);
      return await live.send(step.text, split);
    case "sync": {
      sent("PING\r\n");
      await live.send("PING\r\n", split);
      const { frames, late } = await live.sync();
      note(name, frames);
      if (late || live.finished) lines.push(`${name} ${late ? "waits in vain" : "is closed"}`);
      return;
    }
    case "take": {
      const { frames, late, afterMs } = await live.take(step.frames);
      note(name, frames);
      if (late || live.finished) lines.push(`${name} ${late ? "waits in vain" : "is closed"}`);
      else if (step.span) lines.push(`${name} ${spanText(step.span, afterMs)}`);
      return;
    }
    case "gone": {
      const { frames, late, afterMs } = await live.gone();
      note(name, frames);
      lines.push(`${name} ${late ? "waits in vain" : "is closed"}`);
      if (step.span && !late) lines.push(`${name} ${spanText(step.span, afterMs)}`);
      return;
    }
    case "idle":
      return await new Promise((resolve) => setTimeout(resolve, step.ms));
    case "reload":
    case "lame duck":
      return;
    case "drop":
      lines.push(`${name} leaves`);
      return await live.drop();
  }
}

function spanText(span: Span, afterMs: number): string {
  const kept = afterMs >= span.fromMs && afterMs <= span.toMs + LATE_MS;
  return kept ? `(within ${span.fromMs}-${span.toMs} ms)` : `(after ${Math.round(afterMs)} ms)`;
}

function sortMessages(frames: string[]): string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  for (const frame of frames) {
    if (/^H?MSG /.test(frame)) run.push(frame);
    else {
      sorted.push(...run.sort(), frame);
      run = [];
    }
  }
  return [...sorted, ...run.sort()];
}

function signature(seed: string, nonce: string): string {
  const signed = fromSeed(toBytes(seed)).sign(toBytes(nonce));
  return btoa(fromBytes(signed)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What a wait gave: the frames, whether it ran out of time, and the time since this side last sent. */
interface Taken {
  frames: string[];
  late: boolean;
  afterMs: number;
}

/** One connection of a session under way. */
class Live {
  readonly #transport: Transport;
  readonly #withPings: boolean;
  readonly #done: Promise<void>;
  #rest = "";
  #reply = "";
  #nonce = "";
  #frames: string[] = [];
  #pongsDue = 0;
  /** Taken before the bytes go out, so that nothing ever seems to come too early. */
  #lastSent: number;
  #closed = false;
  #changed: () => void = () => {};

  constructor(transport: Transport, dialledAt: number, withPings: boolean, early: string) {
    this.#transport = transport;
    this.#rest = early;
    this.#lastSent = dialledAt;
    this.#withPings = withPings;
    this.#done = this.#read();
  }

  /** True once the server has closed and everything it sent was taken. */
  get finished(): boolean {
    return this.#closed && this.#frames.length === 0;
  }

  /** Keeps the reply subject of a request that came from another account, and the nonce to sign. */
  remember(frame: string): void {
    this.#nonce = /^INFO .*"nonce":"([^"]*)"/.exec(frame)?.[1] ?? this.#nonce;
    this.#reply = /^H?MSG \S+ \S+ (_R_\S+) /.exec(frame)?.[1] ?? this.#reply;
  }

  async send(script: string, split: boolean): Promise<void> {
    const text = script.replaceAll("{reply}", this.#reply)
      .replaceAll(/\{sig:(\w+)\}/g, (_, seed: string) => signature(seed, this.#nonce));
    this.#pongsDue += text.match(/^ping/gim)?.length ?? 0;
    this.#lastSent = performance.now();
    const bytes = toBytes(text);
    const step = split ? 1 : Math.max(1, bytes.length);
    try {
      for (let i = 0; i < bytes.length; i += step) await this.#transport.write(bytes.subarray(i, i + step));
    } catch {
      // The server has closed: what it said before that is what the record is about.
    }
  }

  /** Takes everything up to the PONG of the last PING sent. */
  sync(): Promise<Taken> {
    return this.#wait(() => {
      let pongs = 0;
      const at = this.#frames.findIndex((frame) => frame === "PONG\r\n" && ++pongs === this.#pongsDue);
      return at + 1;
    });
  }

  take(count: number): Promise<Taken> {
    return this.#wait(() => this.#frames.length >= count ? count : 0);
  }

  gone(): Promise<Taken> {
    return this.#wait(() => 0);
  }

  async drop(): Promise<void> {
    this.#transport.close();
    await this.#done;
    this.#frames = [];
  }

  async #wait(ready: () => number): Promise<Taken> {
    let late = false;
    let ripe = ready();
    if (ripe === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          late = true;
          resolve();
        }, STEP_MS);
        this.#changed = () => {
          ripe = ready();
          if (ripe === 0 && !this.#closed) return;
          clearTimeout(timer);
          resolve();
        };
      });
      this.#changed = () => {};
    }
    const frames = this.#frames.splice(0, ripe > 0 ? ripe : this.#frames.length);
    this.#pongsDue -= frames.filter((frame) => frame === "PONG\r\n").length;
    return { frames, late, afterMs: performance.now() - this.#lastSent };
  }

  #take(text: string): void {
    const { frames, rest } = splitFrames(this.#rest + text);
    this.#rest = rest;
    this.#frames.push(...frames.filter((frame) => this.#withPings || frame !== "PING\r\n"));
    this.#changed();
  }

  async #read(): Promise<void> {
    try {
      this.#take("");
      for (let bytes = await this.#transport.read(); bytes; bytes = await this.#transport.read()) {
        this.#take(fromBytes(bytes));
      }
    } catch {
      // A reset is how a close looks when the server had not read everything.
    }
    if (this.#rest !== "") this.#frames.push(this.#rest);
    this.#closed = true;
    this.#changed();
    this.#transport.close();
  }
}
