/** One client that is stuck: it is cut off, it is counted, and nobody else has anything of it. */

import type { Server, ServerOptions } from "../../src/server/mod.ts";
import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

const MAX_PENDING = 512 * 1024;

const OPTIONS: ServerOptions = { maxPending: MAX_PENDING, maxPayload: 64 * 1024, monitor: { port: 0 } };

/** Users of two accounts. */
const ACCOUNTS: ServerOptions = {
  accounts: {
    A: { users: [{ user: "a", pass: "a" }] },
    B: { users: [{ user: "b", pass: "b" }] },
  },
};

function hello(name: string, user = ""): string {
  const login = user === "" ? {} : { user, pass: user };
  return `CONNECT ${JSON.stringify({ verbose: false, protocol: 1, name, ...login })}\r\n`;
}

/** Connects a client that subscribes and reads nothing. */
async function stuckClient(server: Server, subject: string, user = ""): Promise<Peer> {
  const peer = new Peer(server.connectInProcess(), false);
  const { subscriptions } = server.stats();
  await peer.send(`${hello("stuck", user)}SUB ${subject} 1\r\n`);
  while (server.stats().subscriptions === subscriptions) await new Promise((resolve) => setTimeout(resolve));
  return peer;
}

// deno-lint-ignore no-explicit-any -- the answers are compared field by field.
async function monitor(server: Server, path: string): Promise<any> {
  return await (await fetch(`${server.monitorUrl}${path}`)).json();
}

/** Publishes 64 KiB at a time until somebody was cut off. */
async function floodUntilCut(server: Server, publisher: Peer, subject: string): Promise<number> {
  for (let sent = 1;; sent++) {
    await publisher.sync(pub(subject, "x".repeat(64 * 1024)));
    if (server.stats().slowConsumers > 0) return sent;
    assert(sent < 100, "the slow client is still there");
  }
}

/** What all places say that count slow consumers: the server twice, the account, and the client that was one. */
async function counted(server: Server, account: string): Promise<unknown[]> {
  const { slow_consumers, slow_consumer_stats } = await monitor(server, "/varz");
  const { account_statz } = await monitor(server, "/accstatz?unused=1");
  const { connections } = await monitor(server, "/connz?state=closed");
  const ofAccount = account_statz.find(({ acc }: { acc: string }) => acc === account);
  return [
    slow_consumers,
    slow_consumer_stats.clients,
    ofAccount.slow_consumers,
    connections.map(({ name, reason }: Record<string, string>) => `${name}: ${reason}`),
  ];
}

test("Server counts a client cut off by its pending bytes in varz, its account and connz", async () => {
  await using server = await startTestServer({ ...OPTIONS, ...ACCOUNTS });
  const publisher = await Peer.join(server, hello("publisher", "a"));
  const other = await Peer.join(server, hello("other", "b") + "SUB > 1\r\n");
  const stuck = await stuckClient(server, "a", "a");
  await floodUntilCut(server, publisher, "a");
  const reason = "stuck: Slow Consumer (Pending Bytes)";
  assertEquals(await counted(server, "A"), [1, 1, 1, [reason]]);
  assertEquals((await counted(server, "B"))[2], 0);
  assertEquals(await other.sync(), "");
  await stuck.startReading();
  assertEquals((await stuck.gone()).includes("-ERR"), false);
});

test("Server counts a client cut off by the write deadline in varz, its account and connz", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ ...OPTIONS, clock, writeDeadlineMs: 500 });
  const publisher = await Peer.join(server);
  const stuck = await stuckClient(server, "a");
  // The first fills what is between the two, the second cannot be written any more.
  for (let sent = 0; sent < 2; sent++) await publisher.sync(pub("a", "x".repeat(64 * 1024)));
  await clock.advance(499);
  assertEquals(server.stats().slowConsumers, 0);
  await clock.advance(1);
  assertEquals(await counted(server, "$G"), [1, 1, 1, ["stuck: Slow Consumer (Write Deadline)"]]);
  await stuck.startReading();
  assertEquals((await stuck.gone()).includes("-ERR"), false);
});

test("Server has no more pending for a stuck client than maxPending, and connz tells how much", async () => {
  await using server = await startTestServer(OPTIONS);
  const publisher = await Peer.join(server);
  await stuckClient(server, "a");
  const pending: number[] = [];
  while (server.stats().slowConsumers === 0) {
    await publisher.sync(pub("a", "x".repeat(32 * 1024)));
    const { connections } = await monitor(server, "/connz?sort=pending");
    if (connections[0].name === "stuck") pending.push(connections[0].pending_bytes);
  }
  assert(Math.max(...pending) > MAX_PENDING * 0.9, `${pending}`);
  assert(Math.max(...pending) <= MAX_PENDING, `${pending}`);
});

test("Server sends everything in order to 100 clients beside one that is stuck and is cut off", async () => {
  await using server = await startTestServer({ maxPending: 100_000, maxPayload: 1000 });
  const publisher = await Peer.join(server);
  const fast = await Promise.all(
    Array.from({ length: 100 }, () => Peer.join(server, QUIET + "SUB a 1\r\nSUB b q 2\r\n")),
  );
  const stuck = await stuckClient(server, "*");
  let count = 0;
  for (let round = 0; round < 20; round++) {
    let text = "";
    for (let sent = 0; sent < 20; sent++) {
      text += pub("a", `${count++}.`.padEnd(400, "x")) + pub("b", "to one");
    }
    await publisher.sync(text);
  }
  assertEquals(server.stats().slowConsumers, 1);
  const got = await Promise.all(fast.map((peer) => peer.sync()));
  const wanted = Array.from({ length: count }, (_, number) => number).join();
  for (const text of got) {
    assertEquals(
      Array.from(text.matchAll(/MSG a 1 400\r\n(\d+)\./g), ([, number]) => number).join(),
      wanted,
    );
  }
  const ofGroup = got.reduce((sum, text) => sum + text.split("MSG b 2").length - 1, 0);
  assertEquals(ofGroup, count);
  stuck.close();
});

test("Server hands a queue group's messages on to others once a stuck member is cut off, and loses none of theirs", async () => {
  await using server = await startTestServer({ ...OPTIONS, maxPending: 128 * 1024 });
  const publisher = await Peer.join(server);
  const healthy = await Peer.join(server, QUIET + "SUB a q 1\r\n");
  const stuck = await stuckClient(server, "a q");
  const payload = "x".repeat(16 * 1024);
  let before = 0;
  while (server.stats().slowConsumers === 0) {
    await publisher.sync(pub("a", payload));
    before++;
    assert(before < 200, "the slow client is still there");
  }
  const early = (await healthy.sync()).split("MSG a 1").length - 1;
  assert(early > 0 && early < before, `${early} of ${before}`);
  for (let sent = 0; sent < 20; sent++) await publisher.sync(pub("a", payload));
  assertEquals((await healthy.sync()).split("MSG a 1").length - 1, 20);
  stuck.close();
});

test("Server answers a request at once while a stuck client has as much pending as it may", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ ...OPTIONS, clock, maxPending: 64 * 1024 * 1024 });
  const publisher = await Peer.join(server);
  const asker = await Peer.join(server, QUIET + "SUB answer 1\r\n");
  const responder = await Peer.join(server, QUIET + "SUB ask 1\r\n");
  const stuck = await stuckClient(server, "a");
  const flooding = publisher.sync(pub("a", "x".repeat(64 * 1024)).repeat(20));
  // No time passes: whoever waits for the stuck client waits still.
  await asker.send(pub("ask", "?", "answer"));
  await responder.until("MSG ask 1 answer 1\r\n?\r\n");
  await responder.send(pub("answer", "!"));
  await asker.until("MSG answer 1 1\r\n!\r\n");
  while (server.stats().inMsgs < 22) await clock.advance(5);
  await flooding;
  assertEquals(server.stats().slowConsumers, 0);
  stuck.close();
});

test("Server cuts off a client that asks for answers and reads none of them", async () => {
  await using server = await startTestServer({ ...OPTIONS, maxPending: 100_000, maxPayload: 1000 });
  const other = await Peer.join(server);
  const stuck = new Peer(server.connectInProcess(), false);
  try {
    // Its PONGs are what piles up.
    for (let sent = 0; sent < 100 && server.stats().slowConsumers === 0; sent++) {
      await stuck.send("PING\r\n".repeat(5000));
    }
  } catch {
    // It has been cut off.
  }
  while (server.stats().connections > 1) await other.sync();
  assertEquals(server.stats().slowConsumers, 1);
});
