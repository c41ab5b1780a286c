import * as theirs from "@nats-io/nkeys";
import * as salsa from "@noble/ciphers/salsa.js";
import { InvalidOperationError } from "../../src/errors.ts";
import {
  createCurve,
  createUser,
  fromSeed,
  loadSealing,
  NKeysError,
  NKeysErrorCode,
} from "../../src/nkeys/mod.ts";
import { Prefix, publicKeyText } from "../../src/nkeys/text.ts";
import { runtime } from "../_runtime.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";

const message = new TextEncoder().encode("for your eyes only");
const text = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

// This one has to be the first: what is loaded stays.
test("seal works at once on Node, and elsewhere says what to call first", async () => {
  const me = createCurve();
  const you = createCurve();
  if (runtime.name === "node") {
    assertEquals(you.open(me.seal(message, you.getPublicKey()), me.getPublicKey()), message);
    return;
  }
  assertThrows(() => me.seal(message, you.getPublicKey()), InvalidOperationError, "await loadSealing()");
  const sealed = theirs.fromSeed(me.getSeed()).seal(message, you.getPublicKey());
  assertThrows(() => you.open(sealed, me.getPublicKey()), InvalidOperationError, "await loadSealing()");
  const refused = await assertRejects(
    () => loadSealing(() => Promise.reject(new Error("no network"))),
    InvalidOperationError,
    "@noble/ciphers",
  );
  assertEquals((refused.cause as Error).message, "no network");
});

test("loadSealing loads the package by itself, or takes it from the program", async () => {
  await loadSealing();
  await loadSealing();
  await loadSealing(() => Promise.resolve(salsa));
  const me = createCurve();
  assertEquals(me.open(me.seal(message, me.getPublicKey()), me.getPublicKey()), message);
});

test("seal and open agree with @nats-io/nkeys in both directions, for payloads of every size", async () => {
  await loadSealing();
  const me = createCurve();
  const you = theirs.createCurve();
  for (const length of [0, 1, 31, 32, 33, 63, 64, 65, 1000, 70_000]) {
    const payload = new Uint8Array(length).map((_, at) => at * 7);
    const sealed = me.seal(payload, you.getPublicKey());
    assertEquals(text(sealed.subarray(0, 4)), "xkv1");
    assertEquals(sealed.length, 4 + 24 + 16 + length);
    assertEquals(you.open(sealed, me.getPublicKey()), payload);
    assertEquals(me.open(you.seal(payload, me.getPublicKey()), you.getPublicKey()), payload);
  }
});

test("seal gives the same bytes as @nats-io/nkeys for the same nonce, and a fresh nonce without one", async () => {
  await loadSealing();
  const me = createCurve();
  const you = createCurve();
  const nonce = new Uint8Array(24).map((_, at) => at);
  const other = theirs.fromCurveSeed(me.getSeed()).seal(message, you.getPublicKey(), nonce);
  assertEquals(me.seal(message, you.getPublicKey(), nonce), other);
  const [one, two] = [me.seal(message, you.getPublicKey()), me.seal(message, you.getPublicKey())];
  assert(text(one.subarray(4, 28)) !== text(two.subarray(4, 28)));
});

test("open gives null for what was changed, sent by another, or meant for another", async () => {
  await loadSealing();
  const [me, you, other] = [createCurve(), createCurve(), createCurve()];
  const sealed = me.seal(message, you.getPublicKey());
  for (const at of [4, 27, 28, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[at]! ^= 1;
    assertEquals(you.open(changed, me.getPublicKey()), null);
  }
  assertEquals(you.open(sealed, other.getPublicKey()), null);
  assertEquals(other.open(sealed, me.getPublicKey()), null);
  assertEquals(you.open(sealed.subarray(0, 40), me.getPublicKey()), null);
  assertEquals(text(you.open(sealed, me.getPublicKey())), text(message));
});

test("seal and open refuse other keys, other nonces and what nobody sealed", async () => {
  await loadSealing();
  const me = createCurve();
  const codeOf = (call: () => unknown) => assertThrows(call, NKeysError).code;
  const strangers = [
    createUser().getPublicKey(),
    "hello",
    new TextDecoder().decode(me.getSeed()),
    // A point of small order: with it everybody would share the same secret.
    publicKeyText(Prefix.Curve, new Uint8Array(32)),
  ];
  for (const stranger of strangers) {
    assertEquals(codeOf(() => me.seal(message, stranger)), NKeysErrorCode.InvalidRecipient);
    const sealed = me.seal(message, me.getPublicKey());
    assertEquals(codeOf(() => me.open(sealed, stranger)), NKeysErrorCode.InvalidRecipient);
  }
  assertEquals(
    codeOf(() => me.seal(message, me.getPublicKey(), new Uint8Array(12))),
    NKeysErrorCode.ApiError,
  );
  for (const length of [0, 4, 28, 100]) {
    const sealed = new Uint8Array(length);
    assertEquals(codeOf(() => me.open(sealed, me.getPublicKey())), NKeysErrorCode.InvalidEncrypted);
  }
});

test("seal and open of a pair from fromSeed work like those of a new one", async () => {
  await loadSealing();
  const me = createCurve();
  const again = fromSeed(me.getSeed());
  assertEquals(again.open(me.seal(message, again.getPublicKey()), me.getPublicKey()), message);
});
