import { connect } from "../../mod.ts";
import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";
import { Peer, pub, QUIET } from "../server/_peer.ts";

const named = (name: string) => QUIET.replace("{", `{"name":"${name}",`);

test("TestServer.testClients are those who have said their CONNECT", async () => {
  await using server = await startTestServer();
  assertEquals(server.testClients, []);
  await Peer.join(server, named("one"));
  await Peer.join(server, named("two"));
  await Peer.join(server, named("two"));
  assertEquals(server.testClients.map(({ id, name, peer }) => [id, name, peer]), [
    [1, "one", "in-process"],
    [2, "two", "in-process"],
    [3, "two", "in-process"],
  ]);
  assertEquals(server.testClient("one").id, 1);
  assertThrows(() => server.testClient("two"), Error, `more than one client is called "two"`);
  assertThrows(() => server.testClient("three"), Error, `no client is called "three"`);
});

test("TestClient.drop loses the messages it picks, for subscriptions that are there and for new ones", async () => {
  await using server = await startTestServer();
  const one = await Peer.join(server, named("one"));
  const two = await Peer.join(server, named("two"));
  await one.sync("SUB a.* 1\r\n");
  await two.sync("SUB a.* 1\r\n");
  server.testClient("one").drop((subject) => subject !== "a.yes");
  await one.sync("SUB b 2\r\n");
  await two.sync(pub("a.yes", "1") + pub("a.no", "2") + pub("b", "3"));
  assertEquals(await one.sync(), "MSG a.yes 1 1\r\n1\r\n");
  server.testClient("one").drop(null);
  await two.sync(pub("a.no", "4"));
  assertEquals(await one.sync(), "MSG a.no 1 1\r\n4\r\n");
});

test("TestClient.pause holds everything up until resume, in both directions and in order", async () => {
  await using server = await startTestServer({ writeDeadlineMs: 60_000 });
  const one = await Peer.join(server, named("one"));
  const two = await Peer.join(server, named("two"));
  await two.sync("SUB > 1\r\n");
  const control = server.testClient("one");
  control.pause();
  await one.send("SUB back 1\r\n" + pub("there", "x"));
  await two.sync(pub("back", "y"));
  assertEquals(await two.sync(), "");
  control.resume();
  assertEquals(await two.until("x\r\n"), "MSG there 1 1\r\nx\r\n");
  await two.sync(pub("back", "z"));
  assertEquals(await one.until("z\r\n"), "MSG back 1 1\r\nz\r\n");
});

test("TestClient.delay makes everything take longer by the server's clock", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock });
  const one = await Peer.join(server, named("one"));
  server.testClient("one").delay(300);
  const answered = one.sync();
  const before = clock.now();
  await clock.runUntil(answered);
  // There and back.
  assertEquals(clock.now() - before, 600);
});

test("TestClient.cut breaks the connection, and a client that reconnects comes back", async () => {
  await using server = await startTestServer();
  await using nc = await connect({
    servers: server.url,
    name: "me",
    reconnectTimeWait: 10,
    reconnectJitter: 0,
  });
  const statuses = nc.status()[Symbol.asyncIterator]();
  server.testClient("me").cut();
  const seen: string[] = [];
  while (seen.at(-1) !== "reconnect") seen.push((await statuses.next()).value!.type);
  assert(seen.includes("disconnect"));
  assertEquals(server.testClient("me").id, 2);
});
