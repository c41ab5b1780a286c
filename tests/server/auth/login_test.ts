import { Login, type LoginOptions } from "../../../src/server/auth/login.ts";
import type { ConnectOptions } from "../../../src/wire/connect.ts";
import { assert, assertEquals, assertNotEquals, test } from "../../_test.ts";
import { loginCases, other, signer } from "./_cases.ts";
import { NONCE, plain, saying, who } from "./_contexts.ts";

for (const [rule, { options, logins }] of Object.entries(loginCases)) {
  test(`Login ${rule}`, async () => {
    const login = new Login(options);
    for (const [said, expected] of logins) {
      const given = typeof said === "function" ? said(NONCE) : said;
      const outcome = login.judge(saying(given), plain);
      // Nothing here needs to be waited for.
      assert(!(outcome instanceof Promise));
      assertEquals(await who(outcome), expected, JSON.stringify(given));
    }
  });
}

test("Login tells what INFO has to ask for", () => {
  const users = [{ user: "u", pass: "p" }];
  const asked = (options: LoginOptions) => {
    const { required, open, needsNonce } = new Login(options);
    return [required, open, needsNonce];
  };
  assertEquals(asked({}), [false, false, false]);
  assertEquals(asked({ token: "t" }), [true, false, false]);
  assertEquals(asked({ user: "u", pass: "p" }), [true, false, false]);
  assertEquals(asked({ users }), [true, false, false]);
  assertEquals(asked({ accounts: { A: { users } } }), [true, false, false]);
  assertEquals(asked({ accounts: { A: {} } }), [false, false, false]);
  assertEquals(asked({ users, noAuthUser: "u" }), [true, true, false]);
  assertEquals(asked({ users: [{ nkey: signer.nkey }] }), [true, false, true]);
  assertEquals(asked({ hooks: { authenticate: () => true } }), [true, false, true]);
});

test("Login lets users in only over what they may use", async () => {
  const login = new Login({
    users: [
      { user: "ws", pass: "p", allowedConnectionTypes: ["WEBSOCKET"] },
      { user: "any", pass: "p", allowedConnectionTypes: [] },
      { nkey: signer.nkey, allowedConnectionTypes: ["IN_PROCESS"] },
    ],
    noAuthUser: "ws",
  });
  const over = (connectionType: "STANDARD" | "WEBSOCKET" | "IN_PROCESS") => ({ ...plain, connectionType });
  const ws = saying({ user: "ws", pass: "p" });
  const signed = saying({ nkey: signer.nkey, sig: signer.sign(NONCE).url });
  assertEquals(await who(login.judge(ws, over("WEBSOCKET"))), "$G/ws");
  assertEquals(await who(login.judge(ws, over("STANDARD"))), "refused");
  assertEquals(await who(login.judge(saying({}), over("WEBSOCKET"))), "$G/ws");
  assertEquals(await who(login.judge(saying({}), over("STANDARD"))), "refused");
  assertEquals(await who(login.judge(saying({ user: "any", pass: "p" }), over("STANDARD"))), "$G/any");
  assertEquals(await who(login.judge(signed, over("IN_PROCESS"))), `$G/${signer.nkey}`);
  assertEquals(await who(login.judge(signed, over("STANDARD"))), "refused");
});

test("Login gives users their own permissions, or else those of where they stand", async () => {
  const login = new Login({
    users: [{ user: "own", permissions: { publish: ["own"] } }, { user: "server's" }],
    defaultPermissions: { publish: ["server"] },
    accounts: {
      A: { users: [{ user: "account's" }], defaultPermissions: { publish: ["account"] } },
      B: { users: [{ user: "free" }] },
    },
  });
  const allowed = async (user: string) => {
    const outcome = await login.judge(saying({ user }), plain);
    assert(outcome !== "refused");
    return outcome.permissions?.describe().publish.allow;
  };
  assertEquals(await allowed("own"), ["own"]);
  assertEquals(await allowed("server's"), ["server"]);
  assertEquals(await allowed("account's"), ["account"]);
  // The server's are those of `$G` alone, as in nats-server.
  assertEquals(await allowed("free"), undefined);
});

test("Login of the listener for WebSockets has its own users where there are some", async () => {
  const own = new Login(
    { token: "tcp", websocket: { port: 0, user: "w", pass: "s" } },
    undefined,
    "websocket",
  );
  assertEquals(await who(own.judge(saying({ user: "w", pass: "s" }), plain)), "$G/w");
  assertEquals(await who(own.judge(saying({ auth_token: "tcp" }), plain)), "refused");
  const same = new Login({ token: "tcp", websocket: { port: 0 } }, undefined, "websocket");
  assertEquals(await who(same.judge(saying({ auth_token: "tcp" }), plain)), "$G/[REDACTED]");
  const users = [{ user: "a", pass: "1" }, { user: "b", pass: "2" }];
  const guest = { users, noAuthUser: "a", websocket: { port: 0, noAuthUser: "b" } };
  assertEquals(await who(new Login(guest, undefined, "websocket").judge(saying({}), plain)), "$G/b");
  assertEquals(await who(new Login(guest).judge(saying({}), plain)), "$G/a");
  const alone = new Login({ websocket: { port: 0, token: "t" } }, undefined, "websocket");
  assertEquals([alone.required, new Login({ websocket: { port: 0, token: "t" } }).required], [true, false]);
});

test("Login lets stand after a reload who would be let in the same way, and nobody else", async () => {
  const user = { user: "u", pass: "secret", permissions: { publish: ["a"] } };
  const before = await new Login({ users: [user] }).judge(saying({ user: "u", pass: "secret" }), plain);
  assert(before !== "refused");
  const stands = (options: LoginOptions) => new Login(options).stands(before.fingerprint);
  assertEquals(stands({ users: [{ ...user }, { user: "new" }] }), true);
  assertEquals(stands({ users: [user], noAuthUser: "u" }), true);
  for (
    const changed of [
      { ...user, pass: "other" },
      { ...user, user: "v" },
      { ...user, permissions: { publish: ["b"] } },
      { ...user, permissions: { publish: ["a"], allowResponses: true } },
      { ...user, allowedConnectionTypes: ["STANDARD" as const] },
      { user: "u", pass: "secret" },
    ]
  ) {
    assertEquals(stands({ users: [changed] }), false, JSON.stringify(changed));
  }
  assertEquals(
    stands({ users: [{ user: "u", pass: "secret" }], defaultPermissions: user.permissions }),
    true,
  );
  assertEquals(stands({ accounts: { A: { users: [user] } } }), false);
  assertEquals(stands({}), false);
  assertEquals(stands({ users: [user], hooks: { authenticate: () => true } }), false);
  assert(!JSON.stringify(before.fingerprint).includes("secret"));
});

test("Login lets nobody stand whose token, single user or noAuthUser has gone", async () => {
  const fingerprint = async (options: LoginOptions, given: Partial<ConnectOptions>) => {
    const outcome = await new Login(options).judge(saying(given), plain);
    assert(outcome !== "refused");
    return outcome.fingerprint;
  };
  const users = [{ user: "u", pass: "p" }];
  const nkeys = [{ nkey: signer.nkey }];
  const ways: [LoginOptions, Partial<ConnectOptions>, LoginOptions][] = [
    [{}, {}, { token: "t" }],
    [{ token: "t" }, { auth_token: "t" }, { token: "u" }],
    [{ user: "u", pass: "p" }, { user: "u", pass: "p" }, { user: "u", pass: "q" }],
    [{ users, noAuthUser: "u" }, {}, { users }],
    [{ users: nkeys }, { nkey: signer.nkey, sig: signer.sign(NONCE).url }, { users: [{ nkey: other.nkey }] }],
    [{ users: nkeys, noAuthUser: signer.nkey }, {}, { users: nkeys }],
    [
      { accounts: { $SYS: { users } } },
      {},
      { accounts: { $SYS: { users }, A: { users: [{ user: "a" }] } } },
    ],
  ];
  const seen = new Set<string>();
  for (const [before, given, after] of ways) {
    const print = await fingerprint(before, given);
    assertEquals(new Login(before).stands(print), true, JSON.stringify(before));
    assertEquals(new Login(after).stands(print), false, JSON.stringify(after));
    seen.add(print);
  }
  assertEquals(seen.size, ways.length);
  assertNotEquals(await fingerprint({ token: "t" }, { auth_token: "t" }), await fingerprint({}, {}));
});
