import { Login, type LoginOptions } from "../../../src/server/auth/login.ts";
import type { ConnectOptions } from "../../../src/wire/connect.ts";
import { assert, assertEquals, assertNotEquals, test } from "../../_test.ts";
import { nkeyUser, plain, saying, who } from "./_contexts.ts";

interface Case {
  /** What is configured. */
  readonly options: LoginOptions;
  /** What CONNECT says, and who that is. */
  readonly logins: readonly (readonly [Partial<ConnectOptions>, string])[];
}

const signer = nkeyUser();
const other = nkeyUser();

/** Each rule with a configuration and what comes of logins with it; nats-server says the same. */
export const cases: Record<string, Case> = {
  "lets everybody in where there are no users, whatever they send": {
    options: {},
    logins: [
      [{}, "$G/"],
      [{ user: "a", pass: "b" }, "$G/a"],
      [{ auth_token: "t" }, "$G/[REDACTED]"],
    ],
  },
  "refuses who asks for an account, even where nobody has to log in": {
    options: {},
    logins: [[{ account: "A" }, "refused"], [{ new_account: true }, "refused"]],
  },
  "lets in who has the token": {
    options: { token: "t0ken" },
    logins: [
      [{ auth_token: "t0ken" }, "$G/[REDACTED]"],
      [{ auth_token: "t0ke" }, "refused"],
      [{ auth_token: "t0kenn" }, "refused"],
      [{ user: "t0ken" }, "refused"],
      [{ pass: "t0ken" }, "refused"],
      [{}, "refused"],
    ],
  },
  "lets in the single user": {
    options: { user: "u", pass: "p" },
    logins: [
      [{ user: "u", pass: "p" }, "$G/u"],
      [{ user: "u", pass: "q" }, "refused"],
      [{ user: "v", pass: "p" }, "refused"],
      [{ user: "u" }, "refused"],
      [{}, "refused"],
    ],
  },
  "takes an empty password for one": {
    options: { users: [{ user: "u" }, { user: "v", pass: "" }] },
    logins: [[{ user: "u" }, "$G/u"], [{ user: "v" }, "$G/v"], [{ user: "u", pass: "x" }, "refused"]],
  },
  "judges each of several users by their own password, in their own account": {
    options: {
      users: [{ user: "g", pass: "0" }],
      accounts: { A: { users: [{ user: "a", pass: "1" }] }, B: { users: [{ user: "b", pass: "2" }] } },
    },
    logins: [
      [{ user: "g", pass: "0" }, "$G/g"],
      [{ user: "a", pass: "1" }, "A/a"],
      [{ user: "b", pass: "2" }, "B/b"],
      [{ user: "a", pass: "2" }, "refused"],
      [{ user: "c", pass: "1" }, "refused"],
      [{ pass: "1" }, "refused"],
      [{}, "refused"],
    ],
  },
  "lets in an nkey with the signed letters of the nonce, in both forms of base64": {
    options: { users: [{ nkey: signer.nkey }] },
    logins: [
      [{ nkey: signer.nkey, sig: signer.url }, `$G/${signer.nkey}`],
      [{ nkey: signer.nkey, sig: signer.padded }, `$G/${signer.nkey}`],
      [{ nkey: signer.nkey, sig: other.url }, "refused"],
      [{ nkey: signer.nkey, sig: "" }, "refused"],
      [{ nkey: signer.nkey, sig: signer.url.slice(1) }, "refused"],
      [{ nkey: signer.nkey, sig: "?".repeat(86) }, "refused"],
      [{ nkey: other.nkey, sig: other.url }, "refused"],
      [{ sig: signer.url }, "refused"],
    ],
  },
  "looks at nkeys before names, and at names only without an nkey": {
    options: { users: [{ nkey: signer.nkey }, { user: "u", pass: "p" }] },
    logins: [
      [{ user: "u", pass: "p" }, "$G/u"],
      [{ nkey: signer.nkey, sig: signer.url, user: "u", pass: "wrong" }, `$G/${signer.nkey}`],
      [{ nkey: other.nkey, sig: other.url, user: "u", pass: "p" }, "refused"],
    ],
  },
  "passes over an nkey where no user has one": {
    options: { users: [{ user: "u", pass: "p" }] },
    logins: [[{ nkey: other.nkey, sig: "junk", user: "u", pass: "p" }, "$G/u"]],
  },
  "takes who shows nothing for the noAuthUser, and nobody else": {
    options: { users: [{ user: "guest", pass: "g" }, { user: "boss", pass: "b" }], noAuthUser: "guest" },
    logins: [
      [{}, "$G/guest"],
      [{ user: "boss", pass: "b" }, "$G/boss"],
      [{ user: "guest", pass: "g" }, "$G/guest"],
      [{ user: "guest" }, "refused"],
      [{ pass: "g" }, "refused"],
      [{ auth_token: "g" }, "refused"],
      [{ user: "nobody" }, "refused"],
    ],
  },
  "asks no signature of a noAuthUser with an nkey": {
    options: { accounts: { A: { users: [{ nkey: signer.nkey }] } }, noAuthUser: signer.nkey },
    logins: [
      [{}, `A/${signer.nkey}`],
      [{ nkey: signer.nkey }, `A/${signer.nkey}`],
      [{ nkey: other.nkey, sig: other.url }, "refused"],
      [{ user: "x" }, "refused"],
    ],
  },
  "lets everybody else into $G where only the system account has users": {
    options: { accounts: { SYS: { users: [{ user: "sys", pass: "s" }] } }, systemAccount: "SYS" },
    logins: [
      [{}, "$G/"],
      [{ user: "sys", pass: "s" }, "SYS/sys"],
      [{ user: "sys", pass: "x" }, "refused"],
      [{ user: "x" }, "refused"],
    ],
  },
  "keeps everybody else out where another account has users too": {
    options: { accounts: { $SYS: { users: [{ user: "sys", pass: "s" }] }, A: {} } },
    logins: [[{}, "refused"], [{ user: "sys", pass: "s" }, "$SYS/sys"]],
  },
};

for (const [rule, { options, logins }] of Object.entries(cases)) {
  test(`Login ${rule}`, async () => {
    const login = new Login(options);
    for (const [given, expected] of logins) {
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
  const signed = saying({ nkey: signer.nkey, sig: signer.url });
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
    [{ users: nkeys }, { nkey: signer.nkey, sig: signer.url }, { users: [{ nkey: other.nkey }] }],
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
