import { leveledLogger } from "../../../src/observe/logger.ts";
import { Login } from "../../../src/server/auth/login.ts";
import type { LoginAttempt, LoginGrant } from "../../../src/server/hooks.ts";
import { assert, assertEquals, test } from "../../_test.ts";
import { nkeyUser, plain, saying, who } from "./_contexts.ts";

type Answer = boolean | LoginGrant | Promise<boolean | LoginGrant>;

/** A login with a hook, and what was logged by it. */
function asking(authenticate: (attempt: LoginAttempt) => Answer): { login: Login; said: string[] } {
  const said: string[] = [];
  const logger = leveledLogger("WRN", (level, text) => said.push(`${level} ${text}`));
  const login = new Login({
    accounts: { A: { users: [{ user: "configured", pass: "p" }] } },
    hooks: { authenticate },
    logger,
  });
  return { login, said };
}

const given = saying({ user: "u", pass: "secret" });

test("Login hands the hook what the client said, and the hook alone decides", () => {
  const attempts: LoginAttempt[] = [];
  const { login } = asking((attempt) => {
    attempts.push(attempt);
    return attempt.user === "u";
  });
  const said = saying({ user: "u", pass: "p", auth_token: "t", jwt: "j", name: "n" });
  assert(login.judge(said, { ...plain, encrypted: true }) !== "refused");
  assertEquals(attempts, [{
    user: "u",
    pass: "p",
    token: "t",
    nkey: "",
    jwt: "j",
    name: "n",
    peer: "127.0.0.1:1234",
    encrypted: true,
  }]);
  assertEquals(login.judge(saying({ user: "configured", pass: "p" }), plain), "refused");
  assertEquals(login.judge(saying({ user: "u", account: "A" }), plain), "refused");
});

test("Login takes the account, the name and the permissions that the hook grants", async () => {
  const { login } = asking(() => ({ user: "shown", account: "A", permissions: { publish: ["p"] } }));
  const outcome = await login.judge(given, plain);
  assert(outcome !== "refused");
  assertEquals([outcome.user, outcome.account], ["shown", "A"]);
  assertEquals([outcome.permissions?.mayPublish("p"), outcome.permissions?.mayPublish("q")], [true, false]);
  assertEquals(await who(asking(() => true).login.judge(given, plain)), "$G/u");
  assertEquals(
    await who(asking(() => ({})).login.judge(saying({ auth_token: "t" }), plain)),
    "$G/[REDACTED]",
  );
});

test("Login waits for a hook that takes its time", async () => {
  assertEquals(await who(asking(() => Promise.resolve(true)).login.judge(given, plain)), "$G/u");
  assertEquals(await who(asking(() => Promise.resolve({ account: "A" })).login.judge(given, plain)), "A/u");
  assertEquals(await who(asking(() => Promise.resolve(false)).login.judge(given, plain)), "refused");
});

test("Login counts what a hook throws as a refusal, and logs it", async () => {
  const failure = new Error("no database");
  const ways: ((attempt: LoginAttempt) => Answer)[] = [
    () => {
      throw failure;
    },
    () => Promise.reject(failure),
  ];
  for (const way of ways) {
    const { login, said } = asking(way);
    assertEquals(await login.judge(given, plain), "refused");
    assertEquals(said, ["ERR The hook 'authenticate' failed: no database"]);
  }
});

test("Login refuses grants that do not do, and logs what is wrong with them", async () => {
  const bad: [unknown, string | undefined][] = [
    [{ account: "B" }, "there is no account 'B'"],
    [{ permissions: { publish: ["a..b"] } }, "'a..b' is no subject"],
    [undefined, undefined],
    [null, undefined],
    ["yes", undefined],
  ];
  for (const [grant, wrong] of bad) {
    for (const answer of [grant, Promise.resolve(grant)]) {
      const { login, said } = asking(() => answer as Answer);
      assertEquals(await login.judge(given, plain), "refused");
      const expected = `ERR What the hook 'authenticate' granted does not do: ${wrong}`;
      assertEquals(said, wrong === undefined ? [] : [expected]);
      assert(!said.join().includes("secret"));
    }
  }
});

test("Login checks the signature of an nkey before it asks the hook", async () => {
  const [right, other] = [nkeyUser(), nkeyUser()];
  let asked = 0;
  const { login } = asking(({ nkey }) => {
    asked++;
    return nkey === right.nkey;
  });
  const judged = (sig: string, nonce = plain.nonce) => {
    return who(login.judge(saying({ nkey: right.nkey, sig }), { ...plain, nonce }));
  };
  const { url } = right.sign(plain.nonce);
  assertEquals(await judged(url), `$G/${right.nkey}`);
  assertEquals(asked, 1);
  assertEquals(await judged(other.sign(plain.nonce).url), "refused");
  assertEquals(await judged(""), "refused");
  assertEquals(await judged(url, ""), "refused");
  assertEquals(asked, 1);
});
