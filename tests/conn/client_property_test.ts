import fc from "fast-check";
import { ClientMachine } from "../../src/conn/client.ts";
import type { ClientOutput, Interest } from "../../src/conn/client_types.ts";
import { ClosedConnectionError, ConnectionError } from "../../src/errors.ts";
import { utf8 } from "../../src/wire/bytes.ts";
import { type Changes, machineOptions, outputText } from "./_client_player.ts";
import { assert, assertEquals, test } from "../_test.ts";

/** What a server may send, good, bad and cut off. */
const fragments = [
  'INFO {"proto":1,"headers":true}\r\n',
  'INFO {"proto":1,"tls_required":true}\r\n',
  'INFO {"proto":1,"connect_urls":["b:1","c:2"],"ldm":true}\r\n',
  'INFO {"proto":0}\r\n',
  "INFO {\r\n",
  "PONG\r\n",
  "PING\r\n",
  "+OK\r\n",
  "MSG foo 1 5\r\nhello\r\n",
  "MSG foo 1 5\r\nhel",
  "MSG foo 9 0\r\n\r\n",
  "lo\r\n",
  "-ERR 'Authorization Violation'\r\n",
  "-ERR 'Invalid Subject'\r\n",
  "-ERR 'Permissions Violation for Publish to \"a\"'\r\n",
  "garbage\r\n",
  "P",
];

/** The way to an open connection is long, and few sequences would find it without the inputs that help. */
const input = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("next", "next", "next", "wake", "send") },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "publish",
      "subscribe",
      "unsubscribe",
      "unsubscribe later",
      "stop",
      "ping",
      "take",
    ),
  },
  { weight: 4, arbitrary: fc.constantFrom(...fragments).map((text) => `receive ${text}`) },
  { weight: 2, arbitrary: fc.nat({ max: 30_000 }).map((ms) => `pass ${ms}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "start",
      "dialed",
      "dialFailed",
      "secured",
      "authenticated",
      "resolved",
      "finished",
      "ended",
      "giveBack",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom("authenticationFailed", "reconnect", "close") },
);

const changes: fc.Arbitrary<Changes> = fc.record({
  servers: fc.constantFrom(["a"], ["a", "b", "c"]),
  tls: fc.constantFrom("required", "forbidden", "as-offered"),
  reconnect: fc.boolean(),
  maxReconnectAttempts: fc.constantFrom(-1, 0, 1, 3),
  waitOnFirstConnect: fc.boolean(),
  ignoreAuthErrorAbort: fc.boolean(),
  maxPingOut: fc.constantFrom(0, 1, 2),
  maxBufferedBytes: fc.constantFrom(0, 50, 10_000),
  dropWhenFull: fc.boolean(),
  resolve: fc.boolean(),
  alternatives: fc.constantFrom(1, 3),
});

/** A machine under a driver that does anything at any time, and what must hold all the same. */
class Chaos {
  readonly machine: ClientMachine;
  readonly seen = new Set<string>();
  #now = 0;
  #block: Uint8Array | null = null;
  #dialed = false;
  #closed = false;
  #pings = { asked: 0, settled: 0 };
  #interest: Interest | undefined;
  #sid = 0;

  constructor(options: Changes) {
    this.machine = new ClientMachine(machineOptions(options));
  }

  step(text: string): void {
    this.#do(text);
    for (let output; (output = this.machine.output()) !== null;) this.#check(output);
    const { state, wakeAtMs } = this.machine;
    this.seen.add(state);
    assertEquals(this.#closed, state === "closed");
    // Without a pending output the time alone must lead on; only before the start and from the end on nothing does.
    if (state === "idle" || state === "closing" || state === "closed") assertEquals(wakeAtMs, Infinity);
    else assert(Number.isFinite(wakeAtMs), `${state} wakes at ${wakeAtMs}`);
    assertEquals(this.#dialed, !["idle", "resolving", "waiting", "closing", "closed"].includes(state));
    if (state === "closed") assertEquals(this.#pings.settled, this.#pings.asked);
    assert(this.#pings.settled <= this.#pings.asked);
  }

  /** Each dial has one hangUp, in turn, and nothing comes after `closed`. */
  #check(output: ClientOutput): void {
    assert(!this.#closed, `${outputText(output)} after closed`);
    if (output.kind === "dial") {
      assert(!this.#dialed, "a dial while there is a transport");
      this.#dialed = true;
    } else if (output.kind === "hangUp") {
      assert(this.#dialed, "a hangUp without a transport");
      this.#dialed = false;
    } else if (output.kind === "closed") {
      assert(!this.#dialed, "the end without a hangUp");
      this.#closed = true;
    }
  }

  #do(text: string): void {
    const { machine } = this;
    const [verb = ""] = text.split(" ", 1);
    const rest = text.slice(verb.length + 1);
    if (verb === "receive") machine.receive(utf8(rest), this.#now);
    else if (verb === "pass") machine.tick(this.#now += Number(rest));
    else if (verb === "wake") this.#wake();
    else if (verb === "next") this.#next();
    else if (verb === "take" || verb === "giveBack" || verb === "send") this.#move(verb);
    else if (!this.#transport(verb)) this.#application(text);
  }

  /** What a good driver and a good server would do now. */
  #next(): void {
    switch (this.machine.state) {
      case "idle":
        return this.#do("start");
      case "awaitingInfo":
        return this.#do('receive INFO {"proto":1,"headers":true,"tls_available":true}\r\n');
      case "awaitingPong":
      case "open":
        return this.#do("receive PONG\r\n");
      case "waiting":
        return this.#wake();
      case "closing":
        return this.#do("finished");
      default:
        for (const verb of ["resolved", "dialed", "secured", "authenticated"]) {
          if (verb.startsWith(this.machine.state.slice(0, 4))) this.#transport(verb);
        }
    }
  }

  #wake(): void {
    if (this.machine.wakeAtMs < Infinity) this.#now = Math.max(this.#now, this.machine.wakeAtMs);
    this.machine.tick(this.#now);
  }

  /** One block at a time is out, as the contract of takeBlock says. */
  #move(verb: string): void {
    if (this.#block === null && verb !== "giveBack") {
      this.#block = this.machine.takeBlock();
      if (this.machine.state === "securing") assertEquals(this.#block, null);
      assert(this.#block === null || this.#block.length > 0, "an empty block");
    }
    if (this.#block !== null && verb !== "take") {
      this.machine.giveBack(this.#block);
      this.#block = null;
    }
  }

  #transport(verb: string): boolean {
    const { machine } = this;
    const now = this.#now;
    const error = new Error("broken");
    if (verb === "start") machine.start(now);
    else if (verb === "dialed") machine.dialed(false, now);
    else if (verb === "dialFailed") machine.dialFailed(error, now);
    else if (verb === "resolved") machine.resolved(["10.0.0.1", "::1"], now);
    else if (verb === "finished") machine.finished(false, now);
    else if (verb === "secured") machine.secured(now);
    else if (verb === "authenticated") machine.authenticated({ user: "u" }, now);
    else if (verb === "authenticationFailed") machine.authenticationFailed(error, now);
    else if (verb === "ended") machine.ended(undefined, now);
    else return false;
    return true;
  }

  #application(text: string): void {
    const { machine } = this;
    if (text === "publish") return this.#publish();
    if (text === "reconnect") return machine.reconnect(this.#now);
    if (text === "close") return machine.close(undefined, this.#now);
    if (text === "ping") {
      this.#pings.asked++;
      const settled = () => void this.#pings.settled++;
      return machine.ping({ answered: settled, failed: settled });
    }
    if (text === "subscribe" || this.#interest === undefined) {
      const sid = ++this.#sid;
      const none = { queue: undefined, max: undefined };
      const interest = { sid, subject: "foo", ...none, received: 0, onMessage: () => {}, onMax: () => {} };
      this.#interest = interest;
      return machine.subscribe(interest);
    }
    if (text === "stop") machine.stopInterest(this.#interest);
    else {machine.unsubscribe(
        this.#interest,
        text === "unsubscribe" ? undefined : this.#interest.received + 1,
      );}
  }

  #publish(): void {
    try {
      this.machine.publish("foo", "", null, "hello");
    } catch (error) {
      if (this.machine.state.startsWith("clos")) assert(error instanceof ClosedConnectionError);
      else assert(error instanceof ConnectionError && error.code === "BUFFER_FULL");
      assert(this.machine.state !== "open");
    }
  }
}

test("ClientMachine never throws and never stands still, whatever comes in", () => {
  const runs = new Map<string, number>();
  const numRuns = 1000;
  fc.assert(
    fc.property(changes, fc.array(input, { maxLength: 80, size: "max" }), (options, inputs) => {
      const chaos = new Chaos(options);
      for (const text of inputs) chaos.step(text);
      for (const state of chaos.seen) runs.set(state, (runs.get(state) ?? 0) + 1);
    }),
    { numRuns },
  );
  const states = [
    "idle",
    "resolving",
    "dialing",
    "awaitingInfo",
    "securing",
    "authenticating",
    "awaitingPong",
    "waiting",
  ];
  for (const state of [...states, "open", "closing", "closed"]) {
    assert((runs.get(state) ?? 0) > numRuns / 50, `${runs.get(state)} of ${numRuns} runs came to '${state}'`);
  }
});

test("ClientMachine does the same however the bytes are cut", () => {
  const chunks = fc.array(fc.constantFrom(...fragments.filter((text) => !text.startsWith("P\r"))), {
    maxLength: 12,
  });
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(chunks, cuts, (texts, sizes) => {
      const bytes = utf8(`INFO {"proto":1,"headers":true}\r\n`);
      const session = utf8(texts.join(""));
      const runs = [[session.length + 1], sizes].map((pieces) => {
        const machine = new ClientMachine(machineOptions());
        machine.start(0);
        machine.dialed(false, 0);
        machine.receive(bytes, 0);
        machine.authenticated({}, 0);
        machine.receive(utf8("PONG\r\n"), 0);
        for (let at = 0, n = 0; at < session.length; n++) {
          const end = Math.min(session.length, at + pieces[n % pieces.length]!);
          machine.receive(session.subarray(at, end), 0);
          at = end;
        }
        const outputs: string[] = [];
        for (let output; (output = machine.output()) !== null;) outputs.push(outputText(output));
        return { outputs, state: machine.state, counts: machine.counts, pending: machine.pendingBytes };
      });
      assertEquals(runs[0], runs[1]);
    }),
    { numRuns: 500 },
  );
});
