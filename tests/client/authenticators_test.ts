import { encodeUser, fmtCreds } from "@nats-io/jwt";
import {
  alternativesOf,
  type Auth,
  buildAuthenticator,
  credsAuthenticator,
  credsFileAuthenticator,
  firstOf,
  type JwtAuth,
  jwtAuthenticator,
  type NKeyAuth,
  nkeyAuthenticator,
  nkeyFileAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from "../../src/client/authenticators.ts";
import { InvalidArgumentError } from "../../src/errors.ts";
import * as nkeys from "../../src/nkeys/mod.ts";
import { withFolder } from "../_folder.ts";
import { removeFile, writeTextFile } from "../_runtime.ts";
import { assert, assertEquals, assertMatch, assertRejects, assertThrows, test } from "../_test.ts";

test("usernamePasswordAuthenticator gives user and password, and no password where there is none", () => {
  assertEquals(usernamePasswordAuthenticator("ann", "secret")(), { user: "ann", pass: "secret" });
  assertEquals(usernamePasswordAuthenticator("ann", "")(), { user: "ann", pass: "" });
  assertEquals(usernamePasswordAuthenticator("ann")(), { user: "ann" });
});

test("usernamePasswordAuthenticator and tokenAuthenticator ask their functions at every attempt", () => {
  let asked = 0;
  const who = usernamePasswordAuthenticator(() => `user${++asked}`, () => `pass${asked}`);
  assertEquals([who(), who()], [{ user: "user1", pass: "pass1" }, { user: "user2", pass: "pass2" }]);
  const token = tokenAuthenticator(() => `token${++asked}`);
  assertEquals([token(), token()], [{ auth_token: "token3" }, { auth_token: "token4" }]);
  assertEquals(tokenAuthenticator("t")(), { auth_token: "t" });
});

test("buildAuthenticator gives nothing where the options hold nothing", () => {
  assertEquals(buildAuthenticator({})(), undefined);
  assertEquals(buildAuthenticator({ user: "", token: "", pass: "p" })(), undefined);
});

test("buildAuthenticator puts authenticators, token and user together, later fields over earlier ones", () => {
  const options = {
    authenticator: [() => ({ user: "first", nkey: "N", sig: "s" }), () => ({ nkey: "M", sig: "t" })],
    token: "T",
    user: "last",
    pass: "p",
  };
  assertEquals(buildAuthenticator(options)() as unknown, {
    nkey: "M",
    sig: "t",
    auth_token: "T",
    user: "last",
    pass: "p",
  });
});

test("buildAuthenticator hands the nonce to every authenticator", () => {
  const nonces: (string | undefined)[] = [];
  const note = (nonce?: string): Auth => void nonces.push(nonce);
  buildAuthenticator({ authenticator: [note, note] })("abc");
  buildAuthenticator({ authenticator: note })();
  assertEquals(nonces, ["abc", "abc", undefined]);
});

test("buildAuthenticator waits for authenticators that answer later, in their order", async () => {
  const asked: string[] = [];
  const later = (name: string) => async (): Promise<Auth> => {
    asked.push(`${name} asked`);
    await Promise.resolve();
    asked.push(`${name} answered`);
    return { user: name };
  };
  const answer = buildAuthenticator({ authenticator: [later("a"), later("b")], token: "T" })();
  assertEquals(await answer, { user: "b", auth_token: "T" });
  assertEquals(asked, ["a asked", "a answered", "b asked", "b answered"]);
});

test("buildAuthenticator passes on what an authenticator throws, at once or later", async () => {
  const at = () => {
    throw new Error("no key");
  };
  assertThrows(() => buildAuthenticator({ authenticator: at })(), Error, "no key");
  const late = () => Promise.reject(new Error("no vault"));
  await assertRejects(
    async () => await buildAuthenticator({ authenticator: [late], user: "u" })(),
    Error,
    "no vault",
  );
  const both = [() => Promise.resolve({ user: "u" }), at];
  await assertRejects(async () => await buildAuthenticator({ authenticator: both })(), Error, "no key");
});

const user = nkeys.createUser();
const seed = user.getSeed();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Whether `sig` is the user's signature of the nonce's text. */
function isSigned(sig: unknown, nonce: string): boolean {
  const bytes = nkeys.decode(String(sig).replaceAll("-", "+").replaceAll("_", "/"));
  return user.verify(new TextEncoder().encode(nonce), bytes);
}

const later = <T>(value: T) => async (): Promise<T> => {
  await Promise.resolve();
  return value;
};

test("nkeyAuthenticator gives the public key and signs the text of the nonce, in base64 for URLs", async () => {
  for (const given of [seed, () => seed, later(seed)]) {
    for (let at = 0; at < 20; at++) {
      const { nkey, sig } = await nkeyAuthenticator(given)(`nonce${at}`) as NKeyAuth;
      assertEquals(nkey, user.getPublicKey());
      assertMatch(sig, /^[\w-]{86}$/);
      assert(isSigned(sig, `nonce${at}`));
    }
  }
});

test("nkeyAuthenticator signs nothing without a nonce, and leaves the seed as it is", () => {
  const before = text(seed);
  assertEquals(nkeyAuthenticator(seed)(), { nkey: user.getPublicKey(), sig: "" });
  assertEquals(nkeyAuthenticator()("nonce"), { nkey: "", sig: "" });
  assertEquals(text(seed), before);
});

test("nkeyAuthenticator throws for what is no seed, and says nothing of it", async () => {
  const broken = new TextEncoder().encode(text(seed).slice(0, 30));
  const error = assertThrows(() => nkeyAuthenticator(broken)("nonce"), nkeys.NKeysError);
  assert(!`${error.stack}`.includes(text(broken)));
  await assertRejects(async () => await nkeyAuthenticator(later(broken))("nonce"), nkeys.NKeysError);
});

test("jwtAuthenticator gives the JWT, and with a seed the key and the signature", async () => {
  assertEquals(jwtAuthenticator("j.w.t")("nonce"), { jwt: "j.w.t" });
  assertEquals(jwtAuthenticator(() => "j.w.t")(), { jwt: "j.w.t" });
  assertEquals(await jwtAuthenticator(later("j.w.t"))(), { jwt: "j.w.t" });
  const ways = [
    jwtAuthenticator("j.w.t", seed),
    jwtAuthenticator(() => "j.w.t", () => seed),
    jwtAuthenticator(later("j.w.t"), seed),
    jwtAuthenticator("j.w.t", later(seed)),
    jwtAuthenticator(later("j.w.t"), later(seed)),
  ];
  for (const way of ways) {
    const { jwt, nkey, sig } = await way("nonce") as JwtAuth;
    assertEquals({ jwt, nkey }, { jwt: "j.w.t", nkey: user.getPublicKey() });
    assert(isSigned(sig, "nonce"));
  }
});

test("usernamePasswordAuthenticator and tokenAuthenticator take functions that answer later", async () => {
  const both = usernamePasswordAuthenticator(later("ann"), later("secret"))();
  assert(both instanceof Promise);
  assertEquals(await both, { user: "ann", pass: "secret" });
  assertEquals(await usernamePasswordAuthenticator("ann", later("secret"))(), {
    user: "ann",
    pass: "secret",
  });
  assertEquals(await usernamePasswordAuthenticator(later("ann"))(), { user: "ann" });
  assertEquals(await tokenAuthenticator(later("t"))(), { auth_token: "t" });
});

const jwt = await encodeUser("U", user, nkeys.createAccount());
const creds = fmtCreds(jwt, user);

test("credsAuthenticator gives JWT, key and signature, of bytes and of functions", async () => {
  for (const given of [creds, () => creds, later(creds)]) {
    const answer = await credsAuthenticator(given)("nonce") as JwtAuth;
    assertEquals({ jwt: answer.jwt, nkey: answer.nkey }, { jwt, nkey: user.getPublicKey() });
    assert(isSigned(answer.sig, "nonce"));
  }
});

test("credsAuthenticator throws for what are no credentials", () => {
  const hello = new TextEncoder().encode("hello");
  assertThrows(() => credsAuthenticator(hello)(), InvalidArgumentError, "unable to parse credentials");
});

test("credsFileAuthenticator and nkeyFileAuthenticator read their file at every attempt", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/user.creds`;
    const fromCreds = credsFileAuthenticator(path);
    const fromSeed = nkeyFileAuthenticator(path);
    for (const ask of [fromCreds, fromSeed]) {
      const error = await assertRejects(async () => await ask("nonce"));
      assertEquals((error as { code?: string }).code, "ENOENT");
    }
    const other = nkeys.createUser();
    for (const pair of [user, other]) {
      const token = await encodeUser("U", pair, nkeys.createAccount());
      await writeTextFile(path, text(fmtCreds(token, pair)));
      const answer = await fromCreds("nonce") as JwtAuth;
      assertEquals({ jwt: answer.jwt, nkey: answer.nkey }, { jwt: token, nkey: pair.getPublicKey() });
      assertEquals((await fromSeed("nonce") as NKeyAuth).nkey, pair.getPublicKey());
    }
    await writeTextFile(path, `# rotated\n${text(seed)}\n`);
    assert(isSigned((await fromSeed("nonce") as NKeyAuth).sig, "nonce"));
    await removeFile(path);
  });
});

test("firstOf carries its alternatives in their order, and asks the first when called itself", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => tokenAuthenticator(name));
  const all = firstOf(a!, firstOf(b!, c!));
  assertEquals(alternativesOf(all), [a!, b!, c!]);
  assertEquals(all.alternatives, [a!, b!, c!]);
  assertEquals(all(), { auth_token: "a" });
  assertEquals(alternativesOf(a!), [a!]);
  assert(firstOf(a!) === a!);
  assertEquals(firstOf()(), undefined);
});

test("buildAuthenticator passes alternatives on, each together with the other options", () => {
  const [a, b] = ["a", "b"].map((name) => usernamePasswordAuthenticator(name));
  const built = buildAuthenticator({ authenticator: firstOf(a!, b!), token: "T" });
  const answers = alternativesOf(built).map((each) => each() as unknown);
  assertEquals(answers, [{ user: "a", auth_token: "T" }, { user: "b", auth_token: "T" }]);
  assertEquals(built() as unknown, { user: "a", auth_token: "T" });
  assertEquals(alternativesOf(buildAuthenticator({ authenticator: [a!, b!] })).length, 1);
  assertEquals(alternativesOf(buildAuthenticator({})).length, 1);
  const twice = buildAuthenticator({
    authenticator: [firstOf(a!, b!), firstOf(() => ({ auth_token: "x" }), a!)],
  });
  assertEquals(alternativesOf(twice).map((each) => each() as unknown), [
    { user: "a", auth_token: "x" },
    { user: "a" },
    { user: "b", auth_token: "x" },
    { user: "a" },
  ]);
});
