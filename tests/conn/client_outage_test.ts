import fc from "fast-check";
import { ClientMachine } from "../../src/conn/client.ts";
import { ClosedConnectionError, ConnectionError } from "../../src/errors.ts";
import { utf8 } from "../../src/wire/bytes.ts";
import { again, type Changes, handshake, machineOptions, OPEN, play, Player } from "./_client_player.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

const LOST = "! ended\n> hangUp\n> status disconnect a:4222\n> lost CONNECTION\n";

/** A machine with an open connection, and nothing taken from it but what a test takes. */
function opened(changes: Changes = {}): ClientMachine {
  const machine = new ClientMachine(machineOptions(changes));
  machine.start(0);
  open(machine);
  return machine;
}

/** From a dial to an open connection. */
function open(machine: ClientMachine, nowMs = 0): void {
  drain(machine);
  machine.dialed(false, nowMs);
  machine.receive(utf8('INFO {"proto":1,"headers":true}\r\n'), nowMs);
  machine.authenticated({}, nowMs);
  take(machine);
  machine.receive(utf8("PONG\r\n"), nowMs);
  drain(machine);
}

function drain(machine: ClientMachine): string[] {
  const statuses: string[] = [];
  for (let output; (output = machine.output()) !== null;) {
    if (output.kind === "status" && output.status.type === "dropped") {
      statuses.push(`${output.status.messages} ${output.status.bytes}`);
    }
  }
  return statuses;
}

function take(machine: ClientMachine): string {
  const block = machine.takeBlock();
  if (block === null) return "";
  const text = new TextDecoder().decode(block);
  machine.giveBack(block);
  return text;
}

test("ClientMachine counts publishes, and which of them were handed to a transport", () => {
  const machine = opened();
  assertEquals([machine.publishedMsgs, machine.handedMsgs], [0, 0]);
  machine.publish("a", "", null, "1");
  machine.publish("a", "", null, "2");
  assertEquals([machine.publishedMsgs, machine.handedMsgs], [2, 0]);
  take(machine);
  machine.publish("a", "", null, "3");
  assertEquals([machine.publishedMsgs, machine.handedMsgs], [3, 2]);
});

test("ClientMachine counts what was handed over and not confirmed by a PONG, and never sends it again", () => {
  const machine = opened();
  const waiter = { answered: () => {}, failed: () => {} };
  machine.publish("a", "", null, "1");
  machine.publish("a", "", null, "2");
  machine.ping(waiter);
  machine.publish("a", "", null, "3");
  take(machine);
  machine.receive(utf8("PONG\r\n"), 1);
  machine.publish("a", "", null, "4");
  machine.ping(waiter);
  take(machine);
  machine.publish("a", "", null, "5");
  machine.ended(undefined, 3000);
  // 1 and 2 stood before the PING that was answered; 3 and 4 were handed over; 5 was not.
  assertEquals([machine.counts.unconfirmed, machine.handedMsgs], [2, 4]);
  open(machine, 3000);
  assertEquals(take(machine), "PUB a 1\r\n5\r\n");
  assertEquals(machine.counts.reconnects, 1);
  machine.ended(undefined, 6000);
  assertEquals(machine.counts.unconfirmed, 3);
});

test("ClientMachine takes a PONG of the handshake, or one nobody asked for, as no confirmation", () => {
  const machine = opened();
  machine.publish("a", "", null, "1");
  take(machine);
  machine.receive(utf8("PONG\r\n"), 1);
  machine.ended(undefined, 3000);
  assertEquals(machine.counts.unconfirmed, 1);
});

test("ClientMachine counts what its own keep-alive PING confirms", () => {
  const machine = opened({ pingIntervalMs: 1000 });
  machine.publish("a", "", null, "1");
  machine.tick(1000);
  take(machine);
  machine.receive(utf8("PONG\r\n"), 1001);
  machine.ended(undefined, 3000);
  assertEquals(machine.counts.unconfirmed, 0);
});

test("ClientMachine refuses what finds more than maxPendingBytes waiting while connected", () => {
  const machine = opened({ maxPendingBytes: 28 });
  machine.publish("a", "", null, "12");
  machine.publish("a", "", null, "34");
  const full = assertThrows(() => machine.publish("a", "", null, ""), ConnectionError, "more than 28 bytes");
  assertEquals([full.code, full.operation, machine.publishedMsgs], ["BUFFER_FULL", "publish", 2]);
  take(machine);
  machine.publish("a", "", null, "56");
  // What was accepted while connected stays, however small the buffer for outages is.
  const small = opened({ maxBufferedBytes: 0 });
  small.publish("a", "", null, "1");
  small.ended(undefined, 3000);
  assertThrows(() => small.publish("a", "", null, ""), ConnectionError, "disconnected");
  open(small, 3000);
  assertEquals(take(small), "PUB a 1\r\n1\r\n");
});

test("ClientMachine drops what finds no room, and tells when that begins and when the outage ends", () => {
  const machine = opened({ maxBufferedBytes: 12, dropWhenFull: true });
  machine.ended(undefined, 3000);
  drain(machine);
  machine.publish("a", "", null, "1");
  assertEquals(drain(machine), []);
  machine.publish("a", "", utf8("NATS/1.0\r\n\r\n"), "23");
  assertEquals(drain(machine), ["1 14"]);
  machine.publish("a", "", null, new Uint8Array(100));
  machine.publish("a", "", null, "né");
  assertEquals(drain(machine), []);
  assertEquals([machine.counts.droppedOut, machine.publishedMsgs], [3, 1]);
  machine.dialed(false, 3000);
  machine.receive(utf8('INFO {"proto":1}\r\n'), 3000);
  machine.authenticated({}, 3000);
  machine.receive(utf8("PONG\r\n"), 3000);
  assertEquals(drain(machine), ["3 117"]);
  // The next outage counts from nothing.
  machine.ended(undefined, 6000);
  machine.publish("b", "", null, "xxxxxxxxxxxxxxxxx");
  assertEquals(drain(machine), ["1 17"]);
});

test("ClientMachine drops nothing while connected: there it refuses", () => {
  const machine = opened({ maxPendingBytes: 10, dropWhenFull: true });
  assertThrows(() => machine.publish("a", "", null, "1"), ConnectionError, "more than 10 bytes");
});

test("ClientMachine counts what is in the buffer at the end as dropped, whatever the policy", () => {
  for (const dropWhenFull of [true, false]) {
    const script = `${OPEN}\n${LOST}\n! pub a 1\n! pub a 23\n! close\n> status dropped 2 3\n> closed`;
    const machine = play({ dropWhenFull }, script);
    assertEquals([machine.counts.droppedOut, machine.pendingBytes], [2, 0]);
  }
  const givenUp = play(
    { maxReconnectAttempts: 1 },
    `${OPEN}\n${LOST}\n! pub a 1\n@ 2000\n> status reconnecting\n> dial a:4222
    ! dialFailed refused\n> hangUp\n> status dropped 1 1\n> closed refused`,
  );
  assertEquals(givenUp.counts.droppedOut, 1);
});

test("ClientMachine sends what waits when it closes, and counts what could not be", () => {
  const machine = opened();
  machine.publish("a", "", null, "1");
  take(machine);
  machine.publish("a", "", null, "2");
  machine.close(undefined, 1);
  assertEquals(machine.state, "closing");
  assertThrows(() => machine.publish("a", "", null, "3"), ClosedConnectionError);
  machine.finished(false, 2);
  assertEquals([machine.state, drain(machine)], ["closed", ["1 1"]]);
  const { droppedOut, unconfirmed } = machine.counts;
  assertEquals({ droppedOut, unconfirmed, pending: machine.pendingBytes }, {
    droppedOut: 1,
    unconfirmed: 1,
    pending: 0,
  });
  const clean = opened();
  clean.publish("a", "", null, "1");
  clean.close(undefined, 1);
  assertEquals(take(clean), "PUB a 1\r\n1\r\n");
  clean.finished(true, 2);
  assertEquals([clean.counts.droppedOut, clean.counts.unconfirmed], [0, 0]);
});

test("ClientMachine takes no publish after the end", () => {
  const machine = new ClientMachine(machineOptions());
  machine.close(undefined, 0);
  const closed = assertThrows(() => machine.publish("a", "", null, ""), ClosedConnectionError);
  assertEquals([closed.operation, machine.publishedMsgs], ["publish", 0]);
});

test("ClientMachine sends no PING of its own while nothing is read, and calls no connection stale then", () => {
  const player = new Player(machineOptions({ pingIntervalMs: 1000, maxPingOut: 1 }), false);
  player.play(`${OPEN}\n@ 1000\nC: PING\n> status ping 1`);
  player.machine.hold(true, 1500);
  player.play("@ 9999");
  player.machine.hold(false, 10_100);
  // The PONG may only be read now: there is a whole interval for that.
  player.play(
    "@ 11099\n@ 11100\n> status staleConnection\n> hangUp\n> status disconnect a:4222\n" +
      "> lost STALE_CONNECTION\n> status reconnecting\n> dial a:4222",
  );
});

test("ClientMachine publishes in an outage at the cost of a publish while connected", () => {
  const machine = opened({ maxBufferedBytes: 64 * 1024 * 1024 });
  machine.ended(undefined, 3000);
  const payload = new Uint8Array(128);
  for (let n = 0; n < 100_000; n++) machine.publish("some.subject", "", null, payload);
  open(machine, 3000);
  let blocks = 0;
  let bytes = 0;
  for (let text = take(machine); text !== ""; text = take(machine), blocks++) bytes += text.length;
  assertEquals(bytes, 100_000 * ("PUB some.subject 128\r\n\r\n".length + 128));
  // Large blocks, not one for each message.
  assert(blocks < 300, `${blocks} blocks`);
});

/** What may happen to a connection that publishes, one character each. */
const deeds = fc.array(fc.constantFrom(..."pppppPscctttggxo"), {
  minLength: 20,
  maxLength: 200,
  size: "max",
});

/** A machine whose publishes are numbered, and what came of them. */
class Numbered {
  readonly machine = opened({
    maxBufferedBytes: 1 << 24,
    maxPendingBytes: 1 << 24,
    maxReconnectAttempts: -1,
  });
  readonly handed: number[] = [];
  unconfirmed = 0;
  #published = 0;
  #sid = 0;
  /** What the server of the moment has got, and the PINGs in it that wait for a PONG. */
  #atServer = 0;
  #pings: number[] = [];
  #confirmed = 0;
  #block: Uint8Array | null = null;
  #now = 0;

  do(deed: string): void {
    const { machine } = this;
    if (deed === "p") machine.publish("n", "", null, `${++this.#published}`);
    // Larger than a block, so that blocks end in many places.
    else if (deed === "P") machine.publish("n", "", null, `${++this.#published} ${"x".repeat(40_000)}`);
    else if (deed === "s") {
      const none = { queue: undefined, max: undefined, received: 0, onMessage: () => {}, onMax: () => {} };
      machine.subscribe({ sid: ++this.#sid, subject: `PUB.${"s".repeat(this.#sid % 300)}`, ...none });
    } else if (deed === "c") machine.ping({ answered: () => {}, failed: () => {} });
    else if (deed === "t") this.#take();
    else if (deed === "g") this.#answer();
    else if (deed === "x") this.#lose();
    else if (machine.state === "dialing") open(machine, this.#now);
    drain(machine);
  }

  /** Sends all there is. */
  finish(): void {
    if (this.machine.state === "dialing") open(this.machine, this.#now);
    do this.#take(); while (this.#block !== null);
    assertEquals(this.handed, Array.from({ length: this.#published }, (_, n) => n + 1));
    assertEquals(this.machine.publishedMsgs, this.#published);
  }

  #take(): void {
    if (this.#block !== null) this.machine.giveBack(this.#block);
    this.#block = this.machine.state === "open" ? this.machine.takeBlock() : null;
    if (this.#block === null) return;
    for (const line of new TextDecoder().decode(this.#block).split("\r\n")) {
      if (/^\d+( x+)?$/.test(line)) {
        this.handed.push(parseInt(line));
        this.#atServer++;
      }
      if (line === "PING") this.#pings.push(this.handed.length);
    }
    assertEquals(this.machine.handedMsgs, this.handed.length);
  }

  #answer(): void {
    const place = this.#pings.shift();
    if (place === undefined || this.machine.state !== "open") return;
    this.machine.receive(utf8("PONG\r\n"), this.#now);
    this.#confirmed = place;
  }

  #lose(): void {
    if (this.machine.state !== "open") return;
    this.unconfirmed += this.handed.length - this.#confirmed;
    this.#confirmed = this.handed.length;
    this.#pings = [];
    this.#now += 10_000;
    this.machine.ended(undefined, this.#now);
    assertEquals(this.machine.counts.unconfirmed, this.unconfirmed);
  }
}

test("ClientMachine hands every publish to one transport, once and in order, however often it is lost", () => {
  let losses = 0;
  fc.assert(
    fc.property(deeds, (all) => {
      const numbered = new Numbered();
      for (const deed of all) numbered.do(deed);
      numbered.finish();
      losses += numbered.unconfirmed;
    }),
    { numRuns: 300 },
  );
  assert(losses > 300, `only ${losses} messages were ever lost`);
});

test("ClientMachine restores the order of subscriptions, publishes and PINGs over an outage", () => {
  play(
    {},
    `${OPEN}
    ! ping p
    C: PING
    ${LOST}
    < no pong p DISCONNECTED
    ! pub a 1
    ! ping q
    ! pub a 2
    ${again(2000)}
    C: PUB a 1
    C: 1
    C: PUB a 1
    C: 2
    C: PING
    S: PONG
    < pong q`,
  );
  play({}, `! start\n> status reconnecting\n> dial a:4222\n! pub a 1\n${handshake()}\nC: PUB a 1\nC: 1`);
});
