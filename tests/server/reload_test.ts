import { InvalidArgumentError } from "../../src/errors.ts";
import type { ServerOptions } from "../../src/server/mod.ts";
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
