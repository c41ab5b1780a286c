/** A whole server, and what clients send it once they are let in. */

import { createServerWith } from "../../src/server/server.ts";
import type { ServerOptions } from "../../src/server/mod.ts";
import { VirtualClock } from "../../src/testing/mod.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { binaryBytes } from "../../src/wire/bytes.ts";
import type { FuzzOutcome, ServerTarget } from "./core.ts";
import { mutant } from "./mutate.ts";
import { Random } from "./random.ts";

/** What the mutants begin with: the login of one user or the other. */
const LOGINS = ["u", "r"].map((user) =>
  `CONNECT {"user":"${user}","pass":"p","verbose":false,"headers":true,"no_responders":true,"protocol":1}\r\nPING\r\n`
);

/** Users, permissions, mappings, and two accounts that have something of each other. */
const OPTIONS: ServerOptions = {
  port: 0,
  pingIntervalMs: 1e12,
  maxPayload: 65_536,
  maxSubscriptions: 30,
  maxSubscriptionTokens: 8,
  accounts: {
    A: {
      users: [
        {
          user: "u",
          pass: "p",
          permissions: {
            publish: { deny: ["denied.>"] },
            subscribe: { deny: ["secret.*", "queue.> q*"] },
          },
        },
        {
          user: "r",
          pass: "p",
          permissions: {
            publish: { allow: ["out.>", "service.*", "map.>", "half.*", "a"] },
            allowResponses: { max: 2, expiresMs: 1000 },
          },
        },
        { user: "watch", pass: "p" },
      ],
      mappings: {
        "map.*.*": "mapped.{{wildcard(2)}}.{{partition(3,1)}}",
        "half.>": [{ destination: "here.>", weight: 50 }],
      },
      imports: [
        { stream: { account: "B", subject: "feed.>" }, prefix: "from.b" },
        { service: { account: "B", subject: "ask.*" }, to: "service.*", share: true },
      ],
      exports: [{ stream: "out.>" }],
    },
    B: {
      users: [{ user: "other", pass: "p" }],
      exports: [{ stream: "feed.>" }, { service: "ask.*", responseType: "stream" }],
      imports: [{ stream: { account: "A", subject: "out.>" } }],
    },
  },
};

/** Subjects that mean something to that server. */
const SUBJECTS = [
  "denied.a",
  "secret.a",
  "queue.a q1",
  "map.a.b",
  "half.a",
  "from.b.x",
  "feed.a",
  "service.a",
  "service.*",
  "ask.a",
  "out.a",
  "out.>",
  ">",
  "*",
  "$SYS.REQ.USER.INFO",
  "$SYS.REQ.SERVER.PING",
  "$JS.ACK.a",
  "_R_.a",
  "$NRG.a",
  "a.b.c.d.e.f.g.h.i",
];

/** Operations that mean something to it. */
const OPERATIONS = [
  "HPUB out.a 35 36\r\nNATS/1.0\r\nNats-Trace-Dest: out.t\r\n\r\n\r\n",
  "HPUB service.a _INBOX.1 72 73\r\nNATS/1.0\r\nNats-Trace-Dest: out.t\r\nNats-Trace-Only: true\r\nX: 1234567\r\n\r\nx\r\n",
  "SUB _INBOX.* 90\r\nPUB service.a _INBOX.1 1\r\nx\r\n",
  "SUB a 91\r\nUNSUB 91 2\r\nPUB a 0\r\n\r\nPUB a 0\r\n\r\nPUB a 0\r\n\r\n",
  "PUB $SYS.REQ.USER.INFO _INBOX.2 0\r\n\r\n",
  "SUB > 92\r\n",
  "PUB nobody.there _INBOX.3 2\r\nhi\r\n",
  ...LOGINS,
];

/** A conversation with that server, with changes in it. */
export function sessionMutant(random: Random): string {
  let text = mutant(random, "server").replace(/^[^\n]*\n/, () => random.pick(LOGINS));
  for (let left = random.below(4); left > 0; left--) {
    const lines = [...text.matchAll(/\r\n(?=[A-Z])/g)].map(({ index }) => index + 2);
    const at = lines.length === 0 ? text.length : random.pick(lines);
    if (random.chance(0.5)) text = text.slice(0, at) + random.pick(OPERATIONS) + text.slice(at);
    else text = text.slice(0, at) + text.slice(at).replace(/ [^ \r\n]+/, ` ${random.pick(SUBJECTS)}`);
  }
  return text;
}

/** What differs from one time to the next although nothing else does. */
const CHANCE: [pattern: RegExp, stands: string][] = [
  [/"client_id":\d+/g, '"client_id":0'],
  [/"(id|seq|nonce|cid|rtt|start|stop|ts|time|timestamp)":("[^"]*"|\d+)/g, '"$1":0'],
  [/_R_\.[\w.]+/g, "_R_"],
  [/(H?MSG \S+ \S+ (?:\S+ )?)\d+(?: \d+)?(?=\r\n(?:NATS[^{]*)?\{)/g, "$1N"],
];

/** Texts that only a fault within gives. */
const INTERNAL =
  /undefined|not a function|not iterable|out of bounds|Invalid array|Cannot read|RangeError|TypeError/;

/** After so long no answer is expected any more. */
const FORGOTTEN_MS = 10 * 60_000;

/** The clients who watch, and what they say first. */
const WATCHERS = ["watch", "other"].map((user) =>
  `CONNECT {"user":"${user}","pass":"p","verbose":false,"headers":true,"protocol":1}\r\nSUB > 1\r\nPING\r\n`
);

/** What they say behind a run, and what they hear once they have heard all before: no mutant says that. */
const LAST = ["PUB the.end.of.this.run 0\r\n\r\n", "MSG the.end.of.this.run 1 0\r\n\r\n"] as const;

/** One end of a connection, and what has come. */
class End {
  readonly #transport: Transport;
  /** What has come since the last {@link ask}. */
  text = "";
  /** Settles when nothing more comes. */
  readonly over: Promise<void>;
  #wake: () => void = () => {};
  #isOver = false;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.over = this.#read();
  }

  /** Sends; false where the server has hung up. */
  async send(bytes: Uint8Array): Promise<boolean> {
    if (this.#isOver) return false;
    try {
      await this.#transport.write(bytes);
      return true;
    } catch {
      return false;
    }
  }

  /** Says that nothing more follows, and waits until the server says so too. */
  async end(): Promise<void> {
    await this.#transport.end().catch(() => {});
    await this.over;
    this.#transport.close();
  }

  /** Sends this, and waits until a text has come; gives what came before it. */
  async ask(text: string, until: string): Promise<string> {
    await this.send(binaryBytes(text));
    while (!this.text.includes(until) && !this.#isOver) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    const taken = this.text;
    this.text = "";
    return taken.replace(until, "");
  }

  async #read(): Promise<void> {
    try {
      for (let bytes = await this.#transport.read(); bytes !== null; bytes = await this.#transport.read()) {
        this.text += String.fromCharCode(...bytes);
        this.#wake();
      }
    } catch {
      // Hung up on: what came is what counts.
    }
    this.#isOver = true;
    this.#wake();
  }
}

/** Starts a server, with those who watch, for many runs. */
export async function openSessionTarget(): Promise<ServerTarget> {
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const silent = () => {};
  const logger = { debug: silent, trace: silent, info: silent, warn: log, error: log, wants: () => true };
  const clock = new VirtualClock();
  const server = await createServerWith({ ...OPTIONS, clock, logger }, (each) => each);
  const watchers = WATCHERS.map(() => new End(server.connectInProcess()));
  for (const [at, watcher] of watchers.entries()) await watcher.ask(WATCHERS[at]!, "PONG\r\n");
  // Two seconds after a CONNECT everybody is asked once whether he is there.
  await clock.advance(10_000);
  for (const watcher of watchers) await watcher.ask("PONG\r\nPING\r\n", "PONG\r\n");
  const reasons: string[] = [];
  server.observers.add({ disconnected: (_, { reason }) => reasons.push(reason) });
  const atRest = server.stats();
  const random = Math.random;

  async function run(chunks: readonly Uint8Array[]): Promise<FuzzOutcome> {
    logged.length = 0;
    reasons.length = 0;
    const { inMsgs } = server.stats();
    const end = new End(server.connectInProcess());
    for (const chunk of chunks) if (!await end.send(chunk)) break;
    await end.end();
    const { inMsgs: inMsgsAfter } = server.stats();
    const seen = await Promise.all(watchers.map((watcher) => watcher.ask(...LAST)));
    const { subscriptions, connections } = server.stats();
    const reason = reasons.join();
    let problem: string | null = null;
    if (connections !== atRest.connections) problem = `${connections} connections are there`;
    else if (subscriptions !== atRest.subscriptions) problem = `${subscriptions} subscriptions are there`;
    else if (reasons.length !== 1 || /Read Error|Write Error/.test(reason)) problem = `ended by ${reason}`;
    const fault = logged.find((line) => INTERNAL.test(line));
    if (fault !== undefined) problem = fault;
    let trace = [end.text, ...seen, reason].join("\n---\n");
    for (const [pattern, stands] of CHANCE) trace = trace.replace(pattern, stands);
    return {
      trace,
      pastHandshake: end.text.includes("PONG\r\n"),
      reachedPayload: inMsgsAfter > inMsgs,
      code: reason === "Client Closed" ? "" : reason,
      problem,
    };
  }

  return {
    name: "Session",
    reader: "server",
    mutant: sessionMutant,
    async run(chunks) {
      // Where chance decides, it has to decide the same both times.
      const chance = new Random(1);
      Math.random = () => chance.next();
      try {
        return await run(chunks);
      } finally {
        Math.random = random;
        // What answers are still expected for is forgotten.
        await clock.advance(FORGOTTEN_MS);
      }
    },
    async close() {
      await server.close();
      for (const watcher of watchers) await watcher.over;
    },
  };
}
