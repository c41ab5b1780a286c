import * as theirs from "@nats-io/nkeys";
import { nkeys } from "../../mod.ts";
import * as ours from "../../src/nkeys/mod.ts";
import { encodeKey, encodeSeed } from "../../src/nkeys/text.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

const { NKeysError, NKeysErrorCode, Prefix } = ours;

const ascii = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const data = ascii("what is signed");

/** The kinds that sign, with the letter that their public keys begin with. */
const SIGNING = {
  O: ["createOperator", Prefix.Operator],
  A: ["createAccount", Prefix.Account],
  U: ["createUser", Prefix.User],
  C: ["createCluster", Prefix.Cluster],
  N: ["createServer", Prefix.Server],
} as const;

/** What a call throws. */
function codeOf(call: () => unknown): string {
  return assertThrows(call, NKeysError).code;
}

test("the entry has every name of @nats-io/nkeys, with the same values", () => {
  // These three are what becomes of a CommonJS module that is imported.
  const names = Object.keys(theirs).filter((name) => !/^(__esModule|default|module\.exports)$/.test(name));
  assert(names.length > 10);
  assertEquals(names.filter((name) => !(name in ours)), []);
  assertEquals(NKeysErrorCode as Record<string, string>, { ...theirs.NKeysErrorCode });
  const numbers = Object.entries(theirs.Prefix).filter(([, value]) => typeof value === "number");
  assertEquals(Prefix as Record<string, number>, Object.fromEntries(numbers) as Record<string, number>);
});

for (const [letter, [create, prefix]] of Object.entries(SIGNING)) {
  test(`${create} makes a pair that @nats-io/nkeys reads, signs like and verifies`, () => {
    for (const pair of [ours[create](), ours.createPair(prefix)]) {
      const other = theirs.fromSeed(pair.getSeed());
      assertEquals(pair.getPublicKey()[0], letter);
      assertEquals(text(pair.getSeed()).slice(0, 2), `S${letter}`);
      assertEquals(other.getPublicKey(), pair.getPublicKey());
      assertEquals(text(other.getPrivateKey()), text(pair.getPrivateKey()));
      assertEquals(other.sign(data), pair.sign(data));
      assert(theirs.fromPublic(pair.getPublicKey()).verify(data, pair.sign(data)));
    }
  });

  test(`fromSeed and fromPublic read what ${create} of @nats-io/nkeys made`, () => {
    const other = theirs[create]();
    const pair = ours.fromSeed(other.getSeed());
    assertEquals(text(pair.getSeed()), text(other.getSeed()));
    assertEquals(pair.getPublicKey(), other.getPublicKey());
    assertEquals(text(pair.getPrivateKey()), text(other.getPrivateKey()));
    const signature = other.sign(data);
    assert(pair.verify(data, signature));
    assert(ours.fromPublic(other.getPublicKey()).verify(data, signature));
    assertEquals(ours.fromPublic(other.getPublicKey()).getPublicKey(), other.getPublicKey());
  });
}

test("fromSeed gives the public keys that Go's nkeys gives: pairs that nats-server's tests use", () => {
  const pairs = {
    SAANDLKMXL6CUS3CP52WIXBEDN6YJ545GDKC65U5JZPPV6WH6ESWUA6YAI:
      "ABJHLOVMPA4CI6R5KLNGOB4GSLNIY7IOUPAJC4YFNDLQVIOBYQGUWVLA",
    SUACJN3OSKWWPQXME4JUNFJ3PARXPO657GGNWNU7PK7G3AUQQYHLW26XH4:
      "UCSTG5CRF5GEJERAFKUUYRODGABTBVWY2NPE4GGKRQVQOH74PIAKTVKO",
    SUAP277QP7U4JMFFPVZHLJYEQJ2UHOTYVEIZJYAWRJXQLP4FRSEHYZJJOU:
      "UBO2MQV67TQTVIRV3XFTEZOACM4WLOCMCDMAWN5QVN5PI2N6JHTVDRON",
  };
  for (const [seed, key] of Object.entries(pairs)) {
    assertEquals(ours.fromSeed(ascii(seed)).getPublicKey(), key);
  }
});

test("verify is false for other data, another pair and a signature of another length", () => {
  const pair = ours.createUser();
  const signature = pair.sign(data);
  for (const verifier of [pair, ours.fromPublic(pair.getPublicKey())]) {
    assert(verifier.verify(data, signature));
    assert(!verifier.verify(ascii("what is sent"), signature));
    assert(!verifier.verify(data, signature.subarray(1)));
    assert(!verifier.verify(data, new Uint8Array(0)));
  }
  assert(!ours.createUser().verify(data, signature));
});

test("createCurve and fromCurveSeed agree with @nats-io/nkeys", () => {
  const pair = ours.createCurve();
  const other = theirs.fromCurveSeed(pair.getSeed());
  assertEquals(pair.getPublicKey()[0], "X");
  assertEquals(other.getPublicKey(), pair.getPublicKey());
  assertEquals(text(other.getSeed()), text(pair.getSeed()));
  assertEquals(text(other.getPrivateKey()), text(pair.getPrivateKey()));
  assertEquals(ours.fromSeed(other.getSeed()).getPublicKey(), pair.getPublicKey());
  assertEquals(ours.fromCurveSeed(theirs.createCurve().getSeed()).getPublicKey()[0], "X");
});

test("curve keys refuse to sign, other keys to seal, and public keys whatever takes a private one", () => {
  const curve = ours.createCurve();
  const user = ours.createUser();
  const key = ours.fromPublic(user.getPublicKey());
  const calls: [() => unknown, string][] = [
    [() => curve.sign(data), NKeysErrorCode.InvalidCurveOperation],
    [() => curve.verify(data, new Uint8Array(64)), NKeysErrorCode.InvalidCurveOperation],
    [
      () => ours.fromPublic(curve.getPublicKey()).verify(data, new Uint8Array(64)),
      NKeysErrorCode.InvalidCurveOperation,
    ],
    [() => user.seal(data, curve.getPublicKey()), NKeysErrorCode.InvalidNKeyOperation],
    [() => user.open(data, curve.getPublicKey()), NKeysErrorCode.InvalidNKeyOperation],
    [() => key.seal(data, curve.getPublicKey()), NKeysErrorCode.InvalidNKeyOperation],
    [() => key.open(data, curve.getPublicKey()), NKeysErrorCode.InvalidNKeyOperation],
    [() => key.sign(data), NKeysErrorCode.CannotSign],
    [() => key.getSeed(), NKeysErrorCode.PublicKeyOnly],
    [() => key.getPrivateKey(), NKeysErrorCode.PublicKeyOnly],
  ];
  for (const [call, code] of calls) assertEquals(codeOf(call), code);
});

test("clear makes every further call throw, and leaves the caller's seed alone", () => {
  const seed = theirs.createUser().getSeed();
  const before = text(seed);
  const user = ours.fromSeed(seed);
  const curve = ours.createCurve();
  const key = ours.fromPublic(user.getPublicKey());
  const other = ours.createCurve().getPublicKey();
  for (const pair of [user, curve, key]) {
    pair.clear();
    pair.clear();
    assertEquals(codeOf(() => pair.getPublicKey()), NKeysErrorCode.ClearedPair);
    assertEquals(codeOf(() => pair.getPrivateKey()), NKeysErrorCode.ClearedPair);
    assertEquals(codeOf(() => pair.getSeed()), NKeysErrorCode.ClearedPair);
  }
  for (const pair of [user, key]) {
    assertEquals(codeOf(() => pair.sign(data)), NKeysErrorCode.ClearedPair);
    assertEquals(codeOf(() => pair.verify(data, data)), NKeysErrorCode.ClearedPair);
  }
  assertEquals(codeOf(() => curve.seal(data, other)), NKeysErrorCode.ClearedPair);
  assertEquals(text(seed), before);
});

test("what is no key is refused with the codes of @nats-io/nkeys, and an error holds nothing of it", () => {
  const user = theirs.createUser();
  const seed = text(user.getSeed());
  const swapped = seed.slice(0, 20) + (seed[20] === "A" ? "B" : "A") + seed.slice(21);
  const cases: [string, (nkeys: typeof ours | typeof theirs) => unknown][] = [
    ["seed with another letter", (nkeys) => nkeys.fromSeed(ascii(swapped))],
    ["seed cut", (nkeys) => nkeys.fromSeed(ascii(seed.slice(0, 40)))],
    ["seed in lower case", (nkeys) => nkeys.fromSeed(ascii(seed.toLowerCase()))],
    ["seed with a line end", (nkeys) => nkeys.fromSeed(ascii(seed + "\n"))],
    ["no seed at all", (nkeys) => nkeys.fromSeed(ascii(""))],
    ["public key for a seed", (nkeys) => nkeys.fromSeed(ascii(user.getPublicKey()))],
    ["user's seed for a curve seed", (nkeys) => nkeys.fromCurveSeed(user.getSeed())],
    ["seed for a public key", (nkeys) => nkeys.fromPublic(seed)],
    ["private key for a public key", (nkeys) => nkeys.fromPublic(text(user.getPrivateKey()))],
    ["no public key at all", (nkeys) => nkeys.fromPublic("hello")],
    ["kind that no pair is of", (nkeys) => nkeys.createPair(144)],
  ];
  for (const [name, call] of cases) {
    const other = assertThrows(() => call(theirs)) as theirs.NKeysError;
    const error = assertThrows(() => call(ours), NKeysError);
    assertEquals(error.code as string, other.code, name);
    assertEquals(error.message, error.code);
    assert(!`${error.stack} ${error.cause}`.includes(seed.slice(0, 20)), name);
  }
});

test("seeds and public keys of another length than 32 bytes are refused, though their checksum fits", () => {
  for (const length of [0, 31, 33, 64]) {
    const bytes = new Uint8Array(length);
    const key = text(encodeKey(Prefix.User, bytes));
    assertEquals(codeOf(() => ours.fromPublic(key)), NKeysErrorCode.InvalidPublicKey);
    assertEquals(codeOf(() => ours.fromSeed(encodeSeed(Prefix.User, bytes))), NKeysErrorCode.InvalidSeedLen);
    assertEquals(
      codeOf(() => ours.fromCurveSeed(encodeSeed(Prefix.Curve, bytes))),
      NKeysErrorCode.InvalidSeedLen,
    );
  }
});

test("a seed with any one letter changed is refused, but for the two bits behind its last byte", () => {
  const seed = ours.createUser().getSeed();
  const letters = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  let same = 0;
  for (let at = 0; at < seed.length; at++) {
    for (const letter of letters) {
      const changed = seed.slice();
      changed[at] = letter;
      try {
        assertEquals(text(ours.fromSeed(changed).getSeed()), text(seed));
        same++;
      } catch (error) {
        assert(error instanceof NKeysError, String(error));
      }
    }
  }
  // Each letter itself once, and the last one in four ways.
  assertEquals(same, seed.length + 3);
});

test("nkeys of the client's entry are these, by the name that nats.js gives them", () => {
  assertEquals(Object.keys(nkeys).sort(), Object.keys(ours).sort());
  assert(nkeys.fromSeed === ours.fromSeed);
});

test("encode and decode are base64 as in @nats-io/nkeys", () => {
  for (const length of [0, 1, 2, 3, 64, 100_000]) {
    const bytes = new Uint8Array(length).map((_, at) => at * 31);
    const base64 = ours.encode(bytes);
    if (length < 1000) assertEquals(base64, theirs.encode(bytes));
    assertEquals(ours.decode(base64), bytes);
  }
});
