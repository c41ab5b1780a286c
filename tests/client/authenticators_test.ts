import {
  type Auth,
  buildAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from "../../src/client/authenticators.ts";
import { assertEquals, assertRejects, assertThrows, test } from "../_test.ts";

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
