import { startTestServer } from "../../src/testing/mod.ts";
import { assertEquals, test } from "../_test.ts";
import { Peer, pub } from "./_peer.ts";

const connect = (options: Record<string, unknown>) =>
  `CONNECT ${JSON.stringify({ verbose: false, pedantic: false, headers: true, ...options })}\r\n`;

const VIOLATION = "-ERR 'Authorization Violation'\r\n";

test("Server lets in who has the token", async () => {
  await using server = await startTestServer({ token: "t0ken" });
  await Peer.join(server, connect({ auth_token: "t0ken" }));
  for (const options of [{ auth_token: "t0ke" }, { auth_token: "t0kenn" }, { user: "t0ken" }, {}]) {
    const peer = new Peer(server.connectInProcess());
    await peer.until(" \r\n");
    await peer.send(connect(options));
    assertEquals(await peer.gone(), VIOLATION);
  }
});

test("Server judges each of several users by their own password", async () => {
  const users = [{ user: "a", pass: "1" }, { user: "b", pass: "2" }];
  await using server = await startTestServer({ users });
  await Peer.join(server, connect({ user: "a", pass: "1" }));
  await Peer.join(server, connect({ user: "b", pass: "2" }));
  const peer = new Peer(server.connectInProcess());
  await peer.until(" \r\n");
  await peer.send(connect({ user: "a", pass: "2" }));
  assertEquals(await peer.gone(), VIOLATION);
});

test("Server takes a client without credentials for the noAuthUser, and no other", async () => {
  const users = [
    { user: "guest", pass: "g", permissions: { publish: ["open.>"] } },
    { user: "boss", pass: "b" },
  ];
  await using server = await startTestServer({ users, noAuthUser: "guest" });
  const guest = await Peer.join(server, connect({}));
  const said = await guest.sync(pub("closed", "x") + pub("open.door", "x"));
  assertEquals(said, `-ERR 'Permissions Violation for Publish to "closed"'\r\n`);
  const boss = await Peer.join(server, connect({ user: "boss", pass: "b" }));
  assertEquals(await boss.sync(pub("closed", "x")), "");
  const liar = new Peer(server.connectInProcess());
  await liar.until(" \r\n");
  await liar.send(connect({ pass: "x" }));
  assertEquals(await liar.gone(), VIOLATION);
});

test("Server gives a client that says CONNECT again the permissions of the new user", async () => {
  const users = [
    { user: "a", pass: "1", permissions: { publish: [] } },
    { user: "b", pass: "2", permissions: { publish: { deny: ["x"] } } },
  ];
  await using server = await startTestServer({ users });
  const peer = await Peer.join(server, connect({ user: "a", pass: "1" }));
  const refused = (subject: string) => `-ERR 'Permissions Violation for Publish to "${subject}"'\r\n`;
  assertEquals(await peer.sync(pub("y", "1")), refused("y"));
  await peer.sync(connect({ user: "b", pass: "2" }));
  assertEquals(await peer.sync(pub("y", "1") + pub("x", "1")), refused("x"));
});

test("Server does not let wildcards in a subscription reach beyond what is allowed", async () => {
  const users = [{ user: "a", pass: "1", permissions: { subscribe: ["foo.*", "bar q.*", "deep.>"] } }];
  await using server = await startTestServer({ users });
  const peer = await Peer.join(server, connect({ user: "a", pass: "1" }));
  const refused = (subject: string) => `-ERR 'Permissions Violation for Subscription to "${subject}"'\r\n`;
  assertEquals(await peer.sync("SUB foo.x 1\r\nSUB foo.* 2\r\nSUB deep.*.> 3\r\nSUB bar q.1 4\r\n"), "");
  for (const subject of ["foo.>", ">", "*", "*.x", "bar", "deep"]) {
    assertEquals(await peer.sync(`SUB ${subject} 9\r\n`), refused(subject));
  }
});

test("Server leaves out what is denied inside of a subscription", async () => {
  const users = [
    { user: "a", pass: "1", permissions: { subscribe: { deny: ["a.secret.>", "a.q work"] } } },
    { user: "b", pass: "2" },
  ];
  await using server = await startTestServer({ users });
  const publisher = await Peer.join(server, connect({ user: "b", pass: "2" }));
  const peer = await Peer.join(server, connect({ user: "a", pass: "1" }) + "SUB a.> 1\r\n");
  assertEquals(
    await peer.sync("SUB a.secret.x 2\r\nSUB a.q work 3\r\nSUB a.q play 4\r\n"),
    `-ERR 'Permissions Violation for Subscription to "a.secret.x"'\r\n` +
      `-ERR 'Permissions Violation for Subscription to "a.q" using queue "work"'\r\n`,
  );
  await publisher.sync(pub("a.secret.x", "1") + pub("a.open", "2"));
  assertEquals(await peer.sync(), "MSG a.open 1 1\r\n2\r\n");
});
