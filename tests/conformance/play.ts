/** Plays a session against a server and writes down what happened. */

import type { Transport } from "../../src/transport/transport.ts";
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
  /** Sends every byte in a write of its own. */
  split?: boolean;
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
    const live = new Live(await options.dial(), dialledAt, session.keepalive === true);
    lives.set(name, live);
    lines.push(`${name} connects`);
    note(name, (await live.take(1)).frames);
    return live;
  };
  try {
    for (const step of session.steps) {
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
  #frames: string[] = [];
  #pongsDue = 0;
  /** Taken before the bytes go out, so that nothing ever seems to come too early. */
  #lastSent: number;
  #closed = false;
  #changed: () => void = () => {};

  constructor(transport: Transport, dialledAt: number, withPings: boolean) {
    this.#transport = transport;
    this.#lastSent = dialledAt;
    this.#withPings = withPings;
    this.#done = this.#read();
  }

  /** True once the server has closed and everything it sent was taken. */
  get finished(): boolean {
    return this.#closed && this.#frames.length === 0;
  }

  /** Keeps the reply subject of a request that came from another account. */
  remember(frame: string): void {
    this.#reply = /^H?MSG \S+ \S+ (_R_\S+) /.exec(frame)?.[1] ?? this.#reply;
  }

  async send(script: string, split: boolean): Promise<void> {
    const text = script.replaceAll("{reply}", this.#reply);
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

  async #read(): Promise<void> {
    try {
      for (let bytes = await this.#transport.read(); bytes; bytes = await this.#transport.read()) {
        const { frames, rest } = splitFrames(this.#rest + fromBytes(bytes));
        this.#rest = rest;
        this.#frames.push(...frames.filter((frame) => this.#withPings || frame !== "PING\r\n"));
        this.#changed();
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
