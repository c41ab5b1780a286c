import { InvalidArgumentError, TimeoutError } from "../../src/errors.ts";
import { deadline, deferred, delay } from "../../src/client/deferred.ts";
import { backoff, Empty, hasWsProtocol, millis, nanos, syncIterator } from "../../src/client/helpers.ts";
import { createInbox } from "../../src/client/inbox.ts";
import { Nuid, nuid } from "../../src/client/nuid.ts";
import { assert, assertEquals, assertMatch, assertRejects, assertThrows, test } from "../_test.ts";

test("Empty is no bytes", () => {
  assertEquals(Empty, new Uint8Array(0));
});

test("deferred resolves and rejects from outside", async () => {
  const kept = deferred<number>();
  kept.resolve(7);
  assertEquals(await kept, 7);
  const broken = deferred<void>();
  broken.reject(new Error("told so"));
  await assertRejects(() => broken, Error, "told so");
});

test("deferred takes only its first answer, and resolves with nothing", async () => {
  const twice = deferred<number>();
  twice.resolve(1);
  twice.resolve(2);
  twice.reject(new Error("too late"));
  assertEquals(await twice, 1);
  const nothing = deferred<void>();
  nothing.resolve();
  assertEquals(await nothing, undefined);
});

test("delay ends by itself, and at once when cancelled, leaving no timer", async () => {
  await delay(1);
  await delay();
  const long = delay(3_600_000);
  long.cancel();
  await long;
  long.cancel();
});

test("deadline gives the value or the error that comes in time, and leaves no timer", async () => {
  assertEquals(await deadline(Promise.resolve("in time"), 3_600_000), "in time");
  await assertRejects(() => deadline(Promise.reject(new Error("its own")), 3_600_000), Error, "its own");
});

test("deadline rejects with TimeoutError when nothing comes in time", async () => {
  const error = await assertRejects(() => deadline(deferred<void>(), 1), TimeoutError, "timeout");
  assertEquals(error.code, "TIMEOUT");
});

test("backoff stays between half and one and a half times its list, and goes on with its last", () => {
  const policy = [0, 250, 250, 500, 500, 3000, 5000];
  const waits = backoff();
  for (let attempt = 0; attempt < 12; attempt++) {
    const ms = policy[Math.min(attempt, 6)]!;
    for (let draw = 0; draw < 50; draw++) {
      const wait = waits.backoff(attempt);
      assert(wait >= ms / 2 && wait <= ms * 1.5 && Number.isInteger(wait), `${wait} for ${ms}`);
    }
  }
  assert(backoff([100]).backoff(9) >= 50);
});

test("backoff takes a missing list, an empty one and a strange attempt", () => {
  assertEquals(backoff(null as unknown as number[]).backoff(0), 0);
  assertEquals(backoff([]).backoff(3), 0);
  assertEquals(backoff([0, 100]).backoff(-1), 0);
});

test("nanos and millis turn into each other", () => {
  assertEquals(nanos(30_000), 30_000_000_000);
  assertEquals(millis(30_000_000_000), 30_000);
  assertEquals(millis(1_999_999), 1);
});

test("syncIterator pulls values one by one, then null", async () => {
  async function* source() {
    yield "a";
    yield await Promise.resolve("b");
  }
  const pulled = syncIterator(source());
  assertEquals([await pulled.next(), await pulled.next(), await pulled.next(), await pulled.next()], [
    "a",
    "b",
    null,
    null,
  ]);
});

/** The number in the last ten digits. */
function sequenceOf(name: string): bigint {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return [...name.slice(12)].reduce((sum, digit) => 62n * sum + BigInt(digits.indexOf(digit)), 0n);
}

test("Nuid gives 22 base-62 digits, 12 of which stay until reset", () => {
  const maker = new Nuid();
  const [first, second] = [maker.next(), maker.next()];
  assertMatch(first, /^[0-9A-Za-z]{22}$/);
  assertEquals(first.slice(0, 12), second.slice(0, 12));
  const step = (sequenceOf(second) - sequenceOf(first) + 62n ** 10n) % 62n ** 10n;
  assert(step >= 33n && step < 333n, `the sequence moves by ${step}`);
  maker.reset();
  assert(maker.next().slice(0, 12) !== first.slice(0, 12));
  assert(new Nuid().next().slice(0, 12) !== nuid.next().slice(0, 12));
});

test("Nuid draws a new prefix when its sequence is used up", () => {
  const real = crypto.getRandomValues;
  let draws = 0;
  // The first three draws are prefix, sequence and step: a sequence of the highest digits is used up at once.
  crypto.getRandomValues =
    ((bytes: Uint8Array<ArrayBuffer>) =>
      draws++ < 3 ? bytes.fill(61) : real.call(crypto, bytes)) as typeof real;
  try {
    const maker = new Nuid();
    assertEquals(maker.next(), "z".repeat(22));
    assert(maker.next().slice(0, 12) !== "z".repeat(12));
  } finally {
    crypto.getRandomValues = real;
  }
});

test("Nuid repeats nothing", () => {
  const maker = new Nuid();
  const seen = new Set<string>();
  for (let n = 0; n < 20_000; n++) seen.add(maker.next());
  assertEquals(seen.size, 20_000);
});

test("createInbox puts a unique name behind the prefix", () => {
  assertMatch(createInbox(), /^_INBOX\.[0-9A-Za-z]{22}$/);
  assertMatch(createInbox(""), /^_INBOX\.[0-9A-Za-z]{22}$/);
  assertMatch(createInbox("my.own"), /^my\.own\.[0-9A-Za-z]{22}$/);
  assert(createInbox() !== createInbox());
});

test("createInbox refuses wildcards, blanks and empty tokens, and what is no string", () => {
  for (const prefix of ["*", ">", "a.*", "a.>.b"]) {
    assertThrows(
      () => createInbox(prefix),
      InvalidArgumentError,
      `'prefix' cannot have wildcards ('${prefix}')`,
    );
  }
  for (const prefix of ["a b", "a..b", ".a", "a.", "a\r\nb"]) {
    assertThrows(() => createInbox(prefix), InvalidArgumentError, "cannot have blanks or empty tokens");
  }
  assertMatch(createInbox("a*b"), /^a\*b\./);
  assertThrows(() => createInbox(5 as unknown as string), TypeError, "prefix must be a string");
  assertThrows(() => createInbox({} as unknown as string), TypeError, "prefix must be a string");
});

test("hasWsProtocol is true when one of the servers has a WebSocket address", () => {
  const yes = ["ws://a", "WSS://a:1", ["nats://a", "ws://b"]];
  const no = [undefined, "127.0.0.1:4222", "nats://ws", [], ["a", "tls://b"]];
  assertEquals(yes.map((servers) => hasWsProtocol({ servers })), yes.map(() => true));
  assertEquals(no.map((servers) => hasWsProtocol({ servers })), no.map(() => false));
  assertEquals(hasWsProtocol(), false);
});
