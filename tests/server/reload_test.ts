import { InvalidArgumentError } from "../../src/errors.ts";
import type { AccountLimits, ServerOptions } from "../../src/server/option_types.ts";
import { startTestServer } from "../../src/testing/mod.ts";
import { assertEquals, assertRejects, test } from "../_test.ts";
import { Peer, pub } from "./_peer.ts";

const connect = (options: Record<string, unknown>) =>
  `CONNECT ${JSON.stringify({ verbose: false, pedantic: false, headers: true, ...options })}\r\n`;

const OPTIONS: ServerOptions = {
  port: 0,
  users: [
    { user: "stays", pass: "s" },
    { user: "goes", pass: "g" },
    { user: "narrows", pass: "n" },
    { user: "renews", pass: "r" },
  ],
};

test("Server.reload closes those who lost their right, ends what is no longer allowed, and leaves the rest alone", async () => {
  await using server = await startTestServer(OPTIONS);
  const stays = await Peer.join(server, connect({ user: "stays", pass: "s" }));
  const goes = await Peer.join(server, connect({ user: "goes", pass: "g" }));
  const narrows = await Peer.join(server, connect({ user: "narrows", pass: "n" }));
  const renews = await Peer.join(server, connect({ user: "renews", pass: "r" }));
  await stays.sync("SUB a 1\r\n");
  await narrows.sync("SUB a 1\r\nSUB b q 2\r\n");
  await server.reload({
    ...OPTIONS,
    users: [
      { user: "stays", pass: "s" },
      { user: "narrows", pass: "n", permissions: { subscribe: ["a"], publish: { deny: ["c"] } } },
      { user: "renews", pass: "another" },
    ],
  });
  assertEquals(await goes.gone(), "", "nobody of that name is known any more");
  assertEquals(await renews.gone(), "-ERR 'Authorization Violation'\r\n");
  assertEquals(
    await narrows.sync(),
    `-ERR 'Permissions Violation for Subscription to "b" using queue "q" (sid "2")'\r\n`,
  );
  assertEquals(await narrows.sync(pub("c", "x")), `-ERR 'Permissions Violation for Publish to "c"'\r\n`);
  assertEquals(await narrows.sync(pub("a", "x")), "MSG a 1 1\r\nx\r\n");
  assertEquals(await stays.sync(), "MSG a 1 1\r\nx\r\n");
  await Peer.join(server, connect({ user: "renews", pass: "another" }));
});

test("Server.reload changes limits for those who are connected", async () => {
  await using server = await startTestServer({ maxPayload: 10 });
  const peer = await Peer.join(server);
  assertEquals(await peer.sync("SUB a 1\r\n" + pub("a", "0123456789")), "MSG a 1 10\r\n0123456789\r\n");
  await server.reload({ port: 0, maxPayload: 5, maxSubscriptions: 1 });
  assertEquals(await peer.sync("SUB b 2\r\n"), "-ERR 'maximum subscriptions exceeded'\r\n");
  await peer.send(pub("a", "0123456789"));
  assertEquals(await peer.gone(), "-ERR 'Maximum Payload Violation'\r\n");
});

test("Server.reload moves nobody to another account: they come back to it", async () => {
  const inAccount = (name: string): ServerOptions => ({
    port: 0,
    accounts: { A: {}, B: {}, [name]: { users: [{ user: "u", pass: "p" }] } },
  });
  await using server = await startTestServer(inAccount("A"));
  const peer = await Peer.join(server, connect({ user: "u", pass: "p" }));
  await server.reload(inAccount("B"));
  assertEquals(await peer.gone(), "");
  await Peer.join(server, connect({ user: "u", pass: "p" }));
});

test("Server.reload takes the ports that the server got for any free ones", async () => {
  const options: ServerOptions = { port: 0, websocket: { port: 0, noTls: true }, monitor: { port: 0 } };
  await using server = await startTestServer(options);
  const portOf = (url: string | undefined) => Number(new URL(url!).port);
  await server.reload({
    port: server.port,
    websocket: { port: portOf(server.websocketUrl), noTls: true },
    monitor: { port: portOf(server.monitorUrl) },
    maxPayload: 5,
  });
  await Peer.join(server);
});

const fixed: [change: ServerOptions, said: string][] = [
  [{ host: "127.0.0.2" }, "config reload not supported for host: old=127.0.0.1, new=127.0.0.2"],
  [{ port: 1 }, "config reload not supported for port: old=0, new=1"],
  [{ serverName: "other" }, "config reload not supported for serverName"],
  [{ monitor: { port: 0 } }, "config reload not supported for monitor"],
  [{ maxPayload: -1 }, "'maxPayload' must be an integer"],
];

for (const [change, said] of fixed) {
  test(`Server.reload refuses ${JSON.stringify(change)}, and nothing changes`, async () => {
    await using server = await startTestServer({ token: "t" });
    const peer = await Peer.join(server, connect({ auth_token: "t" }));
    await assertRejects(() => server.reload({ port: 0, token: "u", ...change }), InvalidArgumentError, said);
    assertEquals(await peer.sync(), "");
    await Peer.join(server, connect({ auth_token: "t" }));
  });
}

test("Server.reload closes the connections that are too many now, those that came last", async () => {
  await using server = await startTestServer({});
  const stays = await Peer.join(server);
  const goes = await Peer.join(server);
  await server.reload({ port: 0, maxConnections: 1 });
  assertEquals(await goes.gone(), "-ERR 'maximum connections exceeded'\r\n");
  assertEquals(await stays.sync(), "");
});

test("Server.reload, asked for twice at a time, ends with what was asked for last", async () => {
  await using server = await startTestServer(OPTIONS);
  // Slower to make ready than one without a hash.
  const users = [{ user: "a", pass: `$2b$04$${"natwire".repeat(8).slice(0, 53)}` }];
  await Promise.all([
    server.reload({ port: 0, maxPayload: 111, users }),
    server.reload({ port: 0, maxPayload: 222 }),
  ]);
  const peer = new Peer(server.connectInProcess());
  const info = await peer.until(" \r\n");
  assertEquals(/"max_payload":\d+/.exec(info)?.[0], '"max_payload":222');
  peer.close();
});

test("Server.reload judges nobody by an earlier CONNECT than the last one", async () => {
  const decide = new Map<string, () => void>();
  let wake = () => {};
  const authenticate = ({ user }: { user: string }) =>
    new Promise<{ user: string; permissions: { publish: string[] } }>((resolve) => {
      decide.set(user, () => resolve({ user, permissions: { publish: [user] } }));
      wake();
    });
  const asked = async (user: string) => {
    while (!decide.has(user)) await new Promise<void>((resolve) => wake = resolve);
    return decide.get(user)!;
  };
  await using server = await startTestServer({});
  const peer = await Peer.join(server, connect({ user: "before" }));
  const reloaded = server.reload({ port: 0, hooks: { authenticate } });
  const first = await asked("before");
  await peer.send(connect({ user: "after" }));
  (await asked("after"))();
  assertEquals(await peer.sync(pub("after", "x")), "");
  first();
  await reloaded;
  assertEquals(
    await peer.sync(pub("after", "x") + pub("before", "x")),
    `-ERR 'Permissions Violation for Publish to "before"'\r\n`,
  );
});

test("Server.reload refuses whom a hook does not come to a decision about, and ends", async () => {
  await using server = await startTestServer({});
  const peer = await Peer.join(server);
  await server.reload({ port: 0, authTimeoutMs: 20, hooks: { authenticate: () => new Promise(() => {}) } });
  assertEquals(await peer.gone(), "-ERR 'Authorization Violation'\r\n");
});

test("Server.reload refuses other paths for monitoring", async () => {
  const monitor = { port: 0, basePath: "/a" };
  await using server = await startTestServer({ monitor });
  await assertRejects(
    () => server.reload({ port: 0, monitor: { port: 0, basePath: "/b" } }),
    InvalidArgumentError,
    "config reload not supported for monitor: its paths cannot change",
  );
  await server.reload({ port: 0, monitor });
});

test("Server.reload closes what is more than the limits of an account allow now", async () => {
  const limited = (limits: AccountLimits): ServerOptions => ({
    port: 0,
    accounts: { A: { users: [{ user: "u", pass: "p" }], limits } },
  });
  await using server = await startTestServer(limited({}));
  const hello = connect({ user: "u", pass: "p" });
  const many = await Peer.join(server, hello);
  const [stays, goes] = [await Peer.join(server, hello), await Peer.join(server, hello)];
  await many.sync("SUB a 1\r\nSUB b 2\r\n");
  await server.reload(limited({ maxConnections: 2, maxSubscriptions: 1 }));
  assertEquals(await goes.gone(), "-ERR 'maximum account active connections exceeded'\r\n");
  assertEquals(await many.gone(), "-ERR 'maximum subscriptions exceeded'\r\n");
  assertEquals(await stays.sync("SUB a 1\r\nSUB b 2\r\n"), "-ERR 'maximum subscriptions exceeded'\r\n");
});
