import { createServerWith } from "../../src/server/server.ts";
import { sidKey } from "../../src/server/subscription.ts";
import { startTestServer } from "../../src/testing/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

test("Server delivers to all plain subscriptions and to one of each queue group", async () => {
  await using server = await startTestServer();
  const publisher = await Peer.join(server);
  const one = await Peer.join(server, QUIET + "SUB foo.* 1\r\nSUB foo.> q 2\r\n");
  const two = await Peer.join(server, QUIET + "SUB foo.bar 1\r\nSUB foo.bar q 2\r\n");
  await publisher.sync(pub("foo.bar", "x"));
  const texts = [await one.sync(), await two.sync()];
  assertEquals(texts.map((text) => text.includes("MSG foo.bar 1 1\r\nx\r\n")), [true, true]);
  assertEquals(texts.filter((text) => text.includes("MSG foo.bar 2 1\r\nx\r\n")).length, 1);
});

test("Server spreads the messages of a queue group over its members", async () => {
  await using server = await startTestServer();
  const publisher = await Peer.join(server);
  const members = [
    await Peer.join(server, QUIET + "SUB a q 1\r\n"),
    await Peer.join(server, QUIET + "SUB a q 1\r\n"),
  ];
  await publisher.sync(pub("a", "x").repeat(200));
  const counts = await Promise.all(
    members.map(async (member) => (await member.sync()).split("MSG").length - 1),
  );
  assertEquals(counts[0]! + counts[1]!, 200);
  assert(Math.min(...counts) > 20, `one member got ${Math.min(...counts)} of 200`);
});

test("Server passes over members of a queue group that cannot take the message", async () => {
  await using server = await startTestServer({
    users: [
      { user: "all", pass: "p" },
      { user: "some", pass: "p", permissions: { subscribe: { deny: ["a.secret"] } } },
    ],
  });
  const login = (user: string, more = {}) =>
    `CONNECT ${JSON.stringify({ user, pass: "p", verbose: false, headers: true, ...more })}\r\n`;
  const publisher = await Peer.join(server, login("all", { echo: false }) + "SUB a.* q 1\r\n");
  const denied = await Peer.join(server, login("some") + "SUB a.* q 1\r\n");
  const leaving = await Peer.join(server, login("all") + "SUB a.* q 1\r\n");
  const member = await Peer.join(server, login("all") + "SUB a.* q 1\r\n");
  await leaving.sync("UNSUB 1\r\n");
  await publisher.sync(pub("a.secret", "x").repeat(50));
  assertEquals((await member.sync()).split("MSG").length - 1, 50);
  assertEquals(await denied.sync(), "");
});

test("Server gives a client without echo none of its own messages", async () => {
  await using server = await startTestServer();
  const loud = await Peer.join(server, `CONNECT {"verbose":false}\r\nSUB a 1\r\n`);
  const quiet = await Peer.join(server, `CONNECT {"verbose":false,"echo":false}\r\nSUB a 1\r\n`);
  assertEquals(await quiet.sync(pub("a", "x")), "");
  assertEquals(await loud.sync(pub("a", "y")), "MSG a 1 1\r\nx\r\nMSG a 1 1\r\ny\r\n");
  assertEquals(await quiet.sync(), "MSG a 1 1\r\ny\r\n");
});

test("Server ends a subscription after the messages that UNSUB names", async () => {
  await using server = await startTestServer();
  const publisher = await Peer.join(server);
  const subscriber = await Peer.join(server, QUIET + "SUB a 1\r\n");
  await publisher.sync(pub("a", "x"));
  // Counted since the SUB: one more of the two is left.
  await subscriber.sync("UNSUB 1 2\r\n");
  assertEquals(server.stats().subscriptions, 1);
  await publisher.sync(pub("a", "y") + pub("a", "z"));
  assertEquals(await subscriber.sync(), "MSG a 1 1\r\ny\r\n");
  assertEquals(server.stats().subscriptions, 0);
});

test("Server ends a subscription at once where UNSUB names no more than it got", async () => {
  await using server = await startTestServer();
  const peer = await Peer.join(server, QUIET + "SUB a 1\r\n");
  await peer.sync(pub("a", "x") + pub("a", "x"));
  await peer.sync("UNSUB 1 2\r\n");
  assertEquals(server.stats().subscriptions, 0);
});

test("Server strips the headers for a subscriber that has none", async () => {
  await using server = await startTestServer();
  const publisher = await Peer.join(server);
  const modern = await Peer.join(server, QUIET + "SUB a 1\r\n");
  const plain = await Peer.join(server, `CONNECT {"verbose":false}\r\nSUB a 1\r\n`);
  await publisher.sync("HPUB a r 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n");
  assertEquals(await modern.sync(), "HMSG a 1 r 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n");
  assertEquals(await plain.sync(), "MSG a 1 r 2\r\nhi\r\n");
});

test("Server tells a requester at once that nobody answers, and only then", async () => {
  await using server = await startTestServer();
  const requester = await Peer.join(server, QUIET + "SUB in.* 7\r\n");
  const said = "HMSG in.1 7 33 33\r\nNATS/1.0 503\r\nNats-Subject: a\r\n\r\n\r\n";
  assertEquals(await requester.sync(pub("a", "x", "in.1")), said);
  const responder = await Peer.join(server, QUIET + "SUB a q 1\r\n");
  assertEquals(await requester.sync(pub("a", "x", "in.1")), "");
  responder.close();
  while (server.stats().connections > 1) await requester.sync();
  assertEquals(await requester.sync(pub("a", "x", "in.1")), said);
});

test("Server keeps the order of each publisher", async () => {
  await using server = await startTestServer();
  const publisher = await Peer.join(server);
  const subscriber = await Peer.join(server, QUIET + "SUB > 1\r\n");
  const subjects = Array.from({ length: 300 }, (_, n) => `a.${n % 7}.${n}`);
  await publisher.sync(subjects.map((subject) => pub(subject, "")).join(""));
  assertEquals(await subscriber.sync(), subjects.map((subject) => `MSG ${subject} 1 0\r\n\r\n`).join(""));
});

test("Server finds new subscriptions for a subject that was published to before", async () => {
  await using server = await startTestServer();
  const publisher = await Peer.join(server);
  await publisher.sync(pub("a.b", "1"));
  const subscriber = await Peer.join(server, QUIET + "SUB a.* 1\r\n");
  await publisher.sync(pub("a.b", "2"));
  await subscriber.sync("UNSUB 1\r\n");
  await publisher.sync(pub("a.b", "3"));
  await subscriber.sync("SUB a.b 2\r\n");
  await publisher.sync(pub("a.b", "4") + pub("a.c", "5"));
  assertEquals(await subscriber.sync(), "MSG a.b 2 1\r\n4\r\n");
});

test("Server forgets the subscriptions at a second CONNECT and when the client leaves", async () => {
  await using server = await startTestServer();
  const watcher = await Peer.join(server);
  const peer = await Peer.join(server, QUIET + "SUB a 1\r\nSUB b 2\r\n");
  assertEquals(server.stats().subscriptions, 2);
  await peer.sync(`CONNECT {"name":"x"}\r\n`);
  assertEquals(server.stats().subscriptions, 0);
  await peer.sync("SUB a 1\r\n");
  peer.close();
  while (server.stats().connections > 1) await watcher.sync();
  assertEquals(server.stats().subscriptions, 0);
});

test("Server counts messages and bytes both ways", async () => {
  await using server = await startTestServer();
  const peer = await Peer.join(server, QUIET + "SUB a 1\r\nSUB a 2\r\n");
  await peer.sync(pub("a", "four") + "HPUB a 12 16\r\nNATS/1.0\r\n\r\nfour\r\n" + pub("b", "no"));
  const { inMsgs, inBytes, outMsgs, outBytes, connections, totalConnections } = server.stats();
  assertEquals([inMsgs, inBytes, outMsgs, outBytes], [3, 22, 4, 40]);
  assertEquals([connections, totalConnections], [1, 1]);
});

test("sidKey: a number where the sid is one, and no two sids have the same", () => {
  assertEquals(["1", "0", "123456789", "42"].map(sidKey), [1, 0, 123456789, 42]);
  const texts = ["", "01", "00", "1a", "a", "-1", "1.0", "1e3", "1234567890", " 1", "+1"];
  assertEquals(texts.map(sidKey), texts);
});

test("Router.remove lets go of the session: results that are remembered hold none that has gone", async () => {
  await using server = await createServerWith({ port: 0 }, (transport) => transport);
  const peer = await Peer.join(server);
  await peer.sync("SUB a 1\r\nSUB a 2\r\n" + pub("a", "x"));
  const [session] = server.clients;
  const held = [...session!.subscriptions.values()];
  await peer.sync("UNSUB 1\r\n");
  peer.close();
  while (server.clients.size > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assertEquals(held.map(({ session, closed }) => [session, closed]), [[null, true], [null, true]]);
  const own = server.globalAccount.subscriptions;
  const before = own.size;
  for (const subscription of held) server.router.remove(subscription);
  assertEquals(own.size, before, "who is gone already takes nobody along");
});
