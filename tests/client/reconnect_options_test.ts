/** Options for the time without a connection: what waits for the next one, and which server that is with. */

import {
  connect,
  ConnectionError,
  type ConnectionOptions,
  DialError,
  InvalidArgumentError,
  type NatsConnection,
  type Server,
} from "../../mod.ts";
import { NatsConnectionImpl } from "../../src/client/connection.ts";
import { machineOptions } from "../../src/client/options.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { type FakeLink, FakeServer, nextStatus, until, watchStatus, withFake } from "./_client.ts";

/** What `PUB a 1` of one byte takes. */
const PUB_BYTES = "PUB a 1\r\n1\r\n".length;

/** Loses the connection and waits until the client knows. */
async function lose(nc: NatsConnection, link: FakeLink): Promise<void> {
  const lost = nextStatus(nc, "disconnect");
  link.close();
  await lost;
}

/** Publishes the digits from `first` on, and gives those that were refused. */
function publishDigits(nc: NatsConnection, first: number, count: number): number[] {
  const refused: number[] = [];
  for (let digit = first; digit < first + count; digit++) {
    try {
      nc.publish("a", `${digit}`);
    } catch (error) {
      assert(error instanceof ConnectionError && error.code === "BUFFER_FULL", String(error));
      refused.push(digit);
    }
  }
  return refused;
}

/** Greets the next connection and gives what it is sent, up to a message that is published now. */
async function sentToNext(nc: NatsConnection, server: FakeServer): Promise<string> {
  const back = nextStatus(nc, "reconnect");
  const next = await server.next();
  await next.greet();
  await back;
  nc.publish("end");
  const sent = await next.sees("PUB end 0\r\n\r\n");
  next.close();
  return sent;
}

test("reconnectBufferSize keeps so many bytes, protocol lines included, and refuses one more", async () => {
  for (const [reconnectBufferSize, kept] of [[3 * PUB_BYTES, 3], [3 * PUB_BYTES - 1, 2], [0, 0]] as const) {
    await withFake(async (nc, link, server) => {
      await lose(nc, link);
      assertEquals(publishDigits(nc, 1, 4), [1, 2, 3, 4].slice(kept));
      assertEquals([nc.stats().outMsgs, nc.stats().droppedOut], [kept, 0]);
      const sent = [1, 2, 3].slice(0, kept).map((digit) => `PUB a 1\r\n${digit}\r\n`).join("");
      assertEquals(await sentToNext(nc, server), `${sent}PUB end 0\r\n\r\n`);
    }, { client: { reconnectBufferSize } });
  }
});

test("reconnectBufferPolicy throw is what happens unless told: the publish is refused, nothing is dropped", async () => {
  for (const reconnectBufferPolicy of ["throw", undefined] as const) {
    await withFake(async (nc, link) => {
      const seen = watchStatus(nc);
      await lose(nc, link);
      assertEquals([publishDigits(nc, 1, 1), nc.stats().droppedOut], [[1], 0]);
      assertEquals(seen.filter(({ type }) => type === "dropped"), []);
    }, { client: { reconnectBufferSize: 0, reconnectBufferPolicy } });
  }
});

test("reconnectBufferPolicy drop drops the newest, counts it, and tells when that begins and when it is over", async () => {
  await withFake(async (nc, link, server) => {
    const seen = watchStatus(nc);
    const dropped = () => seen.filter(({ type }) => type === "dropped");
    await lose(nc, link);
    assertEquals(publishDigits(nc, 1, 5), []);
    await until(() => dropped().length > 0);
    assertEquals(nc.stats().droppedOut, 3);
    assertEquals(
      await sentToNext(nc, server),
      "PUB a 1\r\n1\r\nPUB a 1\r\n2\r\nPUB end 0\r\n\r\n",
    );
    assertEquals(dropped(), [
      { type: "dropped", messages: 1, bytes: 1 },
      { type: "dropped", messages: 3, bytes: 3 },
    ]);
  }, { client: { reconnectBufferSize: 2 * PUB_BYTES, reconnectBufferPolicy: "drop" } });
});

test("what is in the buffer when reconnecting is given up counts as dropped, and is told", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  let up = true;
  const dial = ({ hostname, port }: { hostname: string; port: number }) => {
    if (!up) throw new DialError("refused", hostname, port);
    return server.dial();
  };
  const connecting = connect({ clock, dial, maxReconnectAttempts: 1 });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  const seen = watchStatus(nc);
  up = false;
  await lose(nc, link);
  publishDigits(nc, 1, 3);
  await clock.next();
  assert(await nc.closed() instanceof DialError);
  await until(() => seen.at(-1)?.type === "close");
  assertEquals([nc.stats().droppedOut, nc.stats().unconfirmed], [3, 0]);
  assertEquals(seen.filter(({ type }) => type === "dropped"), [{ type: "dropped", messages: 3, bytes: 3 }]);
});

test("maxPendingBytes refuses publishes while connected when a server takes nothing, until it does", async () => {
  const size = 100_000;
  await withFake(async (nc, link) => {
    const payload = new Uint8Array(size);
    let taken = 0;
    const fill = async () => {
      for (;;) {
        try {
          nc.publish("a", payload);
          taken++;
        } catch (error) {
          assert(error instanceof ConnectionError && error.code === "BUFFER_FULL", String(error));
          return;
        }
        // What the transport can take, it takes now.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    };
    await fill();
    // A million bytes wait, and the pair in memory holds 64 KiB and what is being written.
    assert(taken >= 9 && taken <= 14, `${taken} messages of 100 kB`);
    assertEquals([nc.stats().outMsgs, nc.stats().droppedOut, nc.isClosed()], [taken, 0, false]);
    for (let n = 0; n < taken; n++) await link.sees(`PUB a ${size}\r\n`);
    await nc.ready();
    nc.publish("a", "again");
    await link.sees("again\r\n");
  }, { client: { maxPendingBytes: 1_000_000, reconnectBufferPolicy: "drop" } });
});

test("reconnectToServer chooses the server of every dial, the first one included", async () => {
  const server = new FakeServer();
  const dialled: string[] = [];
  const asked: { pool: string[]; info: string | undefined }[] = [];
  const answers: ((pool: readonly Server[]) => Server | { server: Server; delay: number } | null)[] = [
    (pool) => pool.find(({ hostname }) => hostname === "three")!,
    (pool) => ({ server: pool.find(({ hostname }) => hostname === "two")!, delay: 0 }),
    () => null,
  ];
  const connecting = connect({
    servers: ["one", "two", "three"],
    noRandomize: true,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    dial: ({ hostname }) => {
      dialled.push(hostname);
      return server.dial();
    },
    reconnectToServer: (pool, info) => {
      assertThrows(() => (pool as Server[]).push(pool[0]!), TypeError);
      asked.push({ pool: pool.map(({ hostname }) => hostname), info: info?.server_name });
      return answers[asked.length - 1]!(pool);
    },
  });
  let link = await server.next();
  await link.greet({ server_name: "fake" });
  const nc = await connecting;
  assertEquals(nc.getServer(), "three:4222");
  for (let n = 1; n < answers.length; n++) {
    const back = nextStatus(nc, "reconnect");
    link.close();
    link = await server.next();
    await link.greet();
    await back;
  }
  assertEquals(dialled.slice(0, 2), ["three", "two"]);
  // The first of the pool is the one that would be dialled, and is where null leads.
  assertEquals(dialled[2], asked[2]!.pool[0]);
  assertEquals(asked.map(({ info }) => info), [undefined, "fake", "fake"]);
  assertEquals(asked.map(({ pool }) => [...pool].sort()), asked.map(() => ["one", "three", "two"]));
  assertEquals(asked[0]!.pool[0], "one");
  link.close();
  await nc.close();
});

test("reconnectToServer may have the dial wait, and what it does wrong ends the connection", async () => {
  const clock = new VirtualClock();
  let delayMs = 250;
  const server = new FakeServer();
  const connecting = connect({
    clock,
    dial: server.dial,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    reconnectToServer: ([first]) => {
      if (delayMs < 0) throw new Error("none of these");
      return { server: first!, delay: delayMs };
    },
  });
  await clock.advance(249);
  assertEquals(server.dials, 0);
  await clock.advance(1);
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  delayMs = -1;
  link.close();
  const error = await nc.closed();
  assert(error instanceof ConnectionError && error.message.includes("none of these"), String(error));
  assertEquals((error.cause as Error).message, "none of these");
});

test("reconnectToServer that gives a server which is not in the pool fails", async () => {
  const server = new FakeServer();
  await assertRejects(
    () => connect({ dial: server.dial, reconnectToServer: () => ({ listen: "elsewhere:1" }) as Server }),
    ConnectionError,
    "not in the pool",
  );
  assertEquals(server.dials, 0);
});

/** The hosts dialled for one server whose name has these addresses; none of them is there. */
async function dialledFor(addresses: string[], options: ConnectionOptions): Promise<string[]> {
  const given = { servers: "cluster.example", noRandomize: true, reconnectTimeWait: 0, ...options };
  const dialled: string[] = [];
  await assertRejects(() =>
    NatsConnectionImpl.connect(machineOptions(given, "test"), {
      clock: systemClock,
      authenticate: () => Promise.resolve({}),
      resolveHost: () => Promise.resolve(addresses),
      dial: ({ hostname, port }) => {
        dialled.push(hostname);
        return Promise.reject(new DialError("refused", hostname, port));
      },
      tls: undefined,
    }, given), DialError);
  return dialled;
}

test("resolve dials each address of a host name, and the name itself where it is false or has none", async () => {
  const addresses = ["10.0.0.1", "::1", "10.0.0.1"];
  assertEquals(await dialledFor(addresses, {}), ["10.0.0.1", "::1"]);
  assertEquals(await dialledFor(addresses, { resolve: true }), ["10.0.0.1", "::1"]);
  assertEquals(await dialledFor(addresses, { resolve: false }), ["cluster.example"]);
  assertEquals(await dialledFor([], { resolve: true }), ["cluster.example"]);
  assertEquals(await dialledFor(addresses, { servers: "127.0.0.1" }), ["127.0.0.1"]);
});

test("setServers has the next attempt go to other servers, and getServers tells what is known", async () => {
  const server = new FakeServer();
  const dialled: string[] = [];
  const connecting = connect({
    servers: ["one", "two"],
    noRandomize: true,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    dial: ({ hostname }) => {
      dialled.push(hostname);
      return server.dial();
    },
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  const before = nc.getServers();
  assertEquals(before.map(({ listen }) => listen).sort(), ["one:4222", "two:4222"]);
  assert(before.every((each) => Object.isFrozen(each)));
  assertThrows(() => nc.setServers([]), InvalidArgumentError);
  assertThrows(() => nc.setServers(["three", "a b"]), InvalidArgumentError);
  nc.setServers(["nats://me:secret@three:5"]);
  assertEquals([nc.getServer(), dialled], ["one:4222", ["one"]]);
  const back = nextStatus(nc, "reconnect");
  link.close();
  const next = await server.next();
  const fields = await next.greet();
  await back;
  assertEquals([fields["user"], fields["pass"]], ["me", "secret"]);
  assertEquals([nc.getServer(), dialled[1], nc.getServers().length], ["three:5", "three", 1]);
  assert(!JSON.stringify(nc.getServers()).includes("secret"));
  next.close();
  await nc.close();
});
