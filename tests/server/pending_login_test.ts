import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assertEquals, test } from "../_test.ts";
import { Peer } from "./_peer.ts";

const HELLO = `CONNECT ${JSON.stringify({ verbose: false, user: "a", pass: "p" })}\r\n`;

/** A hook that waits, and what the test decides in its place. */
function undecided() {
  const asked: ((isLetIn: boolean) => void)[] = [];
  let wake = () => {};
  return {
    hooks: {
      authenticate: () =>
        new Promise<boolean>((resolve) => {
          asked.push(resolve);
          wake();
        }),
    },
    /** The next question, once it has been asked. */
    async next(): Promise<(isLetIn: boolean) => void> {
      while (asked.length === 0) await new Promise<void>((resolve) => wake = resolve);
      return asked.shift()!;
    },
  };
}

test("A session whose login takes long waits for it without waking all the time", async () => {
  const clock = new VirtualClock(0, { mostWakeUps: 100 });
  const { hooks, next } = undecided();
  const server = await startTestServer({ clock, hooks, authTimeoutMs: 30_000, noSystemAccount: true });
  const peer = new Peer(server.connectInProcess());
  await peer.until(" \r\n");
  await peer.send(HELLO);
  const decide = await next();
  await clock.advance(20_000);
  decide(true);
  assertEquals(await peer.sync(), "");
  peer.close();
  await server.close();
});

test("Server.close ends sessions whose login is never decided", async () => {
  const { hooks, next } = undecided();
  const server = await startTestServer({ hooks });
  const peer = new Peer(server.connectInProcess());
  await peer.until(" \r\n");
  await peer.send(HELLO);
  await next();
  await server.close();
  assertEquals(await peer.gone(), "");
});

test("A login that a reload overtakes is judged by what holds after it", async () => {
  const { hooks, next } = undecided();
  await using server = await startTestServer({ hooks });
  const [refused, letIn] = [new Peer(server.connectInProcess()), new Peer(server.connectInProcess())];
  await refused.until(" \r\n");
  await refused.send(HELLO);
  const decide = await next();
  await server.reload({ port: 0, hooks: { authenticate: () => false } });
  decide(true);
  assertEquals(await refused.gone(), "-ERR 'Authorization Violation'\r\n");
  await server.reload({ port: 0, hooks });
  await letIn.send(HELLO);
  const decideOther = await next();
  await server.reload({ port: 0, hooks });
  decideOther(false);
  (await next())(true);
  await letIn.until(" \r\n");
  assertEquals(await letIn.sync(), "");
});
