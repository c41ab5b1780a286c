import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";
import { Peer } from "./_peer.ts";

test("Server.lameDuck tells clients to go, waits, closes one after the other over the duration, and stops", async () => {
  const clock = new VirtualClock();
  const server = await startTestServer({
    clock,
    lameDuckDurationMs: 60_000,
    lameDuckGracePeriodMs: 10_000,
    pingIntervalMs: 3_600_000,
  });
  const peers = await Promise.all(Array.from({ length: 20 }, () => Peer.join(server)));
  const left = server.lameDuck();
  for (const peer of peers) assert((await peer.until(" \r\n")).includes('"ldm":true'));
  assertThrows(() => server.connectInProcess(), Error, "closed");
  await clock.advance(9_999);
  assertEquals(server.stats().connections, 20);
  await clock.advance(5_000);
  const some = server.stats().connections;
  assert(some > 8 && some < 18, `${some} are left after 5 s`);
  await clock.runUntil(left);
  assert(clock.now() < 60_000, `it took ${clock.now()} ms`);
  // Two seconds after their CONNECT they were asked for a sign of life.
  for (const peer of peers) assertEquals(await peer.gone(), "PING\r\n");
  await server.closed;
});

test("Server.lameDuck stops at once where nobody is connected, and close cuts it short", async () => {
  const empty = await startTestServer();
  await empty.lameDuck();
  const server = await startTestServer();
  const peer = await Peer.join(server);
  const left = server.lameDuck();
  await peer.until('"ldm":true');
  await server.close();
  await left;
});

test("Server.lameDuck leaves clients that take no INFO alone until their turn", async () => {
  const server = await startTestServer({ lameDuckDurationMs: 200, lameDuckGracePeriodMs: 50 });
  const peer = await Peer.join(server, 'CONNECT {"verbose":false,"protocol":0}\r\n');
  await server.lameDuck();
  assertEquals(await peer.gone(), "");
});
