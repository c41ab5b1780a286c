import type { AccountLimits, ServerOptions } from "../../src/server/mod.ts";
import type { ServerState } from "../../src/server/state.ts";
import { startTestServer, type TestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assert, assertEquals, assertStringIncludes, test } from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

test("Server takes maxConnections clients, turns the next one away, and takes one again when one left", async () => {
  await using server = await startTestServer({ maxConnections: 2 });
  const first = await Peer.join(server);
  const second = await Peer.join(server);
  const third = new Peer(server.connectInProcess());
  const said = await third.gone();
  assert(said.startsWith("INFO {"), said);
  assert(said.endsWith("-ERR 'maximum connections exceeded'\r\n"), said);
  assertEquals(server.stats().connections, 2);
  second.close();
  while (server.stats().connections > 1) await first.sync();
  await Peer.join(server);
  assertEquals(server.stats().totalConnections, 4);
});

test("Server takes maxSubscriptions of a client and refuses the next one", async () => {
  await using server = await startTestServer({ maxSubscriptions: 2 });
  const peer = await Peer.join(server);
  assertEquals(await peer.sync("SUB a 1\r\nSUB b 2\r\n"), "");
  assertEquals(await peer.sync("SUB c 3\r\n"), "-ERR 'maximum subscriptions exceeded'\r\n");
  assertEquals(await peer.sync("UNSUB 1\r\nSUB c 3\r\n"), "");
});

test("Server takes maxSubscriptionTokens tokens and refuses one more", async () => {
  await using server = await startTestServer({ maxSubscriptionTokens: 3 });
  const peer = await Peer.join(server);
  assertEquals(await peer.sync("SUB a.b.c 1\r\n"), "");
  const said = await peer.sync("SUB a.b.c.d 2\r\n");
  assertEquals(said, `-ERR 'Permissions Violation for Subscription to "a.b.c.d", too many tokens'\r\n`);
});

test("Server takes a message of maxPayload bytes and closes at one more", async () => {
  await using server = await startTestServer({ maxPayload: 100 });
  const peer = await Peer.join(server);
  assertEquals(await peer.sync(pub("a", "x".repeat(100))), "");
  await peer.send(pub("a", "x".repeat(101)));
  assertEquals(await peer.gone(), "-ERR 'Maximum Payload Violation'\r\n");
});

test("Server takes a line of maxControlLine bytes and closes at one more", async () => {
  await using server = await startTestServer({ maxControlLine: 200 });
  const peer = await Peer.join(server);
  assertEquals(await peer.sync(`SUB ${"a".repeat(198)} 1\r\n`), "");
  await peer.send(`SUB ${"a".repeat(199)} 1\r\n`);
  assertEquals(await peer.gone(), "-ERR 'maximum control line exceeded'\r\n");
});

test("Server cuts off a client with more than maxPending bytes pending, and nobody else", async () => {
  await using server = await startTestServer({ maxPending: 1024 * 1024, maxPayload: 64 * 1024 });
  const publisher = await Peer.join(server);
  const healthy = await Peer.join(server, QUIET + "SUB a 1\r\n");
  const slow = new Peer(server.connectInProcess(), false);
  await slow.send("SUB a 1\r\n");
  while (server.stats().subscriptions < 2) await publisher.sync();
  const payload = "x".repeat(64 * 1024);
  let received = 0;
  for (let sent = 1; server.stats().slowConsumers === 0; sent++) {
    assert(sent < 1000, "the slow client is still there");
    await publisher.send(pub("a", payload));
    await healthy.until(payload + "\r\n");
    received++;
  }
  assertEquals(server.stats().connections, 2);
  assert(received > 12, `cut off after ${received} messages of 64 KiB already`);
  await slow.startReading();
  assert(!(await slow.gone()).includes("-ERR"));
});

test("Server cuts off a client that does not take a block within writeDeadlineMs, and nobody else", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock, writeDeadlineMs: 3000 });
  const publisher = await Peer.join(server);
  const healthy = await Peer.join(server, QUIET + "SUB a 1\r\n");
  const slow = new Peer(server.connectInProcess(), false);
  await slow.send("SUB a 1\r\n");
  while (server.stats().subscriptions < 2) await publisher.sync();
  for (let sent = 0; sent < 4; sent++) await publisher.sync(pub("a", "x".repeat(64 * 1024)));
  await clock.advance(2999);
  assertEquals(server.stats().slowConsumers, 0);
  await clock.advance(1);
  assertEquals(server.stats().slowConsumers, 1);
  assertEquals((await healthy.sync()).split("MSG").length - 1, 4);
});

/** A publisher that is held up, because a subscriber has more than three quarters of what may be pending. */
async function heldUp(clock: VirtualClock) {
  const server = await startTestServer({ clock, maxPending: 400_000, maxPayload: 50_000 });
  const publisher = await Peer.join(server);
  const slow = new Peer(server.connectInProcess(), false);
  await slow.send("SUB a 1\r\n");
  while (server.stats().subscriptions < 1) await publisher.sync();
  const answer = publisher.sync(pub("a", "x".repeat(50_000)).repeat(8));
  while (clock.nextAtMs !== 10) await clock.advance(0);
  return { server, slow, answer };
}

test("Server slows a publisher down until a subscriber that is behind has caught up", async () => {
  const clock = new VirtualClock();
  const { server, slow, answer } = await heldUp(clock);
  const { inMsgs } = server.stats();
  for (let turn = 0; turn < 20; turn++) await clock.advance(0);
  assertEquals(server.stats().inMsgs, inMsgs);
  assert(inMsgs < 8);
  // No time passes: it is the reading that lets the publisher go on.
  void slow.startReading();
  await answer;
  assertEquals(server.stats().slowConsumers, 0);
  await server.close();
});

test("Server slows a publisher down for 10 ms a read at most", async () => {
  const clock = new VirtualClock();
  const { server, slow } = await heldUp(clock);
  const { inMsgs } = server.stats();
  await clock.advance(9);
  assertEquals(server.stats().inMsgs, inMsgs);
  await clock.advance(1);
  assert(server.stats().inMsgs > inMsgs);
  void slow.startReading();
  await server.close();
});

test("Server drops messages for a subscriber that is behind where noFastProducerStall is set", async () => {
  await using server = await startTestServer({
    maxPending: 400_000,
    maxPayload: 50_000,
    noFastProducerStall: true,
  });
  const publisher = await Peer.join(server);
  const slow = new Peer(server.connectInProcess(), false);
  await slow.send("SUB a 1\r\n");
  while (server.stats().subscriptions < 1) await publisher.sync();
  for (let sent = 0; sent < 20; sent++) await publisher.sync(pub("a", "x".repeat(50_000)));
  const { slowConsumers, outMsgs } = server.stats();
  assertEquals(slowConsumers, 0);
  assert(outMsgs >= 6 && outMsgs < 12, `${outMsgs} of 20 went out`);
});

test("Server closes a client that leaves its PINGs unanswered", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock, pingIntervalMs: 1000, pingMax: 2 });
  const peer = new Peer(server.connectInProcess());
  await peer.until(" \r\n");
  await clock.advance(3000);
  assertEquals(await peer.gone(), "PING\r\nPING\r\n-ERR 'Stale Connection'\r\n");
  assertEquals(server.stats().staleConnections, 1);
});

test("Server gives up a client that sends half a line and no more", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock, pingIntervalMs: 1000 });
  const peer = new Peer(server.connectInProcess());
  await peer.send("SUB fo");
  await clock.advance(3000);
  assertStringIncludes(await peer.gone(), "-ERR 'Stale Connection'");
});

test("Server makes no room for a message of 2 GB, and answers others meanwhile", async () => {
  await using server = await startTestServer();
  const other = await Peer.join(server);
  const peer = await Peer.join(server);
  await peer.send("PUB a 2000000000\r\n");
  assertEquals(await peer.gone(), "");
  const nine = await Peer.join(server);
  await nine.send("PUB a 999999999\r\n");
  assertEquals(await nine.gone(), "-ERR 'Maximum Payload Violation'\r\n");
  assertEquals(await other.sync(), "");
});

/** A client whose messages nobody takes, and a message that makes so many bytes pending for it. */
async function withPending(pendingBytes: number, body: (server: TestServer, other: Peer) => Promise<void>) {
  await using server = await startTestServer({ maxPending: 300_000, maxPayload: 300_000 });
  const publisher = await Peer.join(server);
  const stuck = new Peer(server.connectInProcess(), false);
  await stuck.send('CONNECT {"verbose":false}\r\nSUB a 1\r\n');
  while (server.stats().subscriptions < 1) await publisher.sync();
  // What is between the two takes 64 KiB: this is under way, and then nothing more goes.
  await publisher.sync(pub("a", "x".repeat(64 * 1024)));
  const [underWay] = [...(server as unknown as ServerState).clients].map(({ connection }) =>
    connection.pendingBytes
  )
    .filter((bytes) => bytes > 0);
  const head = "MSG a 1 200000\r\n".length + "\r\n".length;
  await publisher.sync(pub("a", "x".repeat(pendingBytes - underWay! - head)));
  await body(server, publisher);
  stuck.close();
}

test("Server keeps a client that has maxPending bytes pending, and cuts it off at one more", async () => {
  await withPending(300_000, async (server, other) => {
    assertEquals([server.stats().connections, server.stats().slowConsumers], [2, 0]);
    await other.sync(pub("a", ""));
    assertEquals([server.stats().connections, server.stats().slowConsumers], [1, 1]);
  });
  await withPending(300_001, (server) => {
    assertEquals([server.stats().connections, server.stats().slowConsumers], [1, 1]);
    return Promise.resolve();
  });
});

/** A server with an account that has limits, and one that has none; `join` logs in to the first. */
async function limitedAccount(limits: AccountLimits, options: ServerOptions = {}) {
  const server = await startTestServer({
    ...options,
    accounts: {
      A: { users: [{ user: "a", pass: "a" }], limits },
      B: { users: [{ user: "b", pass: "b" }] },
    },
  });
  const hello = (user: string) => QUIET.replace("{", `{"user":"${user}","pass":"${user}",`);
  return { server, hello, join: (user = "a") => Peer.join(server, hello(user)) };
}

test("Server takes maxConnections clients of an account, turns the next one away, and takes one when one left", async () => {
  const { server, hello, join } = await limitedAccount({ maxConnections: 2 });
  await join();
  const second = await join();
  const third = new Peer(server.connectInProcess());
  await third.until(" \r\n");
  await third.send(hello("a"));
  assertEquals(await third.gone(), "-ERR 'maximum account active connections exceeded'\r\n");
  const other = await join("b");
  second.close();
  while (server.stats().connections > 2) await other.sync();
  await join();
  await server.close();
});

test("Server takes maxSubscriptions of a client in an account, of each client its own", async () => {
  const { server, join } = await limitedAccount({ maxSubscriptions: 2 }, { maxSubscriptions: 3 });
  for (const peer of [await join(), await join()]) {
    assertEquals(await peer.sync("SUB a 1\r\nSUB b 2\r\n"), "");
    assertEquals(await peer.sync("SUB c 3\r\n"), "-ERR 'maximum subscriptions exceeded'\r\n");
  }
  const other = await join("b");
  assertEquals(await other.sync("SUB a 1\r\nSUB b 2\r\nSUB c 3\r\n"), "");
  assertEquals(await other.sync("SUB d 4\r\n"), "-ERR 'maximum subscriptions exceeded'\r\n");
  await server.close();
});

test("Server takes a message of an account's maxPayload bytes, closes at one more, and tells of it in INFO", async () => {
  const { server, hello, join } = await limitedAccount({ maxPayload: 50 }, { maxPayload: 100 });
  const peer = new Peer(server.connectInProcess());
  assertStringIncludes(await peer.until(" \r\n"), '"max_payload":100,');
  await peer.send(`${hello("a")}PING\r\n`);
  assertStringIncludes(await peer.until(" \r\n"), '"max_payload":50,');
  assertEquals(await peer.sync(pub("a", "x".repeat(50))), "");
  await peer.send(pub("a", "x".repeat(51)));
  assertEquals(await peer.gone(), "-ERR 'Maximum Payload Violation'\r\n");
  assertEquals(await (await join("b")).sync(pub("a", "x".repeat(100))), "");
  await server.close();
});

test("Server counts headers and payload together against maxPayload", async () => {
  await using server = await startTestServer({ maxPayload: 100 });
  const peer = await Peer.join(server);
  const headers = "NATS/1.0\r\nA: b\r\n\r\n";
  const message = (bytes: number) =>
    `HPUB a ${headers.length} ${bytes}\r\n${headers}${"x".repeat(bytes - headers.length)}\r\n`;
  assertEquals(await peer.sync(message(100)), "");
  await peer.send(message(101));
  assertEquals(await peer.gone(), "-ERR 'Maximum Payload Violation'\r\n");
});

test("Server takes nobody where maxConnections is 0", async () => {
  await using server = await startTestServer({ maxConnections: 0 });
  const said = await new Peer(server.connectInProcess()).gone();
  assert(said.endsWith("-ERR 'maximum connections exceeded'\r\n"), said);
});

test("Server keeps a client that answers its PINGs, and one that always has something to say", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock, pingIntervalMs: 1000, pingMax: 2 });
  const answers = await Peer.join(server);
  const speaks = await Peer.join(server);
  for (let round = 0; round < 10; round++) {
    await clock.advance(900);
    await answers.send("PONG\r\n");
    await speaks.send("SUB a 1\r\nUNSUB 1\r\n");
    await clock.advance(0);
  }
  assertEquals(server.stats().connections, 2);
  await clock.advance(4000);
  assertStringIncludes(await answers.gone(), "-ERR 'Stale Connection'\r\n");
  assertEquals(server.stats().staleConnections, 2);
});

test("Server gives a client authTimeoutMs for its credentials, and not a moment more", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock, authTimeoutMs: 1000, token: "secret" });
  const late = new Peer(server.connectInProcess());
  await late.until(" \r\n");
  const early = new Peer(server.connectInProcess());
  await early.until(" \r\n");
  await clock.advance(999);
  await early.sync('CONNECT {"auth_token":"secret","verbose":false}\r\n');
  assertEquals(server.stats().connections, 2);
  await clock.advance(1);
  assertEquals(await late.gone(), "-ERR 'Authentication Timeout'\r\n");
  assertEquals(server.stats().connections, 1);
  assertEquals(await early.sync(), "");
});
