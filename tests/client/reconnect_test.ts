import {
  AuthorizationError,
  connect,
  ConnectionError,
  DialError,
  type NatsConnection,
  type Subscription,
  UserAuthenticationExpiredError,
} from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";
import { FakeServer, nextStatus, until, watchStatus, withFake } from "./_client.ts";

async function texts(sub: Subscription): Promise<string[]> {
  const all: string[] = [];
  for await (const msg of sub) all.push(msg.string());
  return all;
}

/** Loses the connection and waits until the client knows. */
async function lose(nc: NatsConnection, link: { close(): void }): Promise<void> {
  const lost = nextStatus(nc, "disconnect");
  link.close();
  await lost;
}

test("a connection comes back when its server is restarted on the same port", async () => {
  let server = await createServer({ port: 0 });
  const { port } = server;
  const nc = await connect({ port, reconnectTimeWait: 10, reconnectJitter: 0, maxReconnectAttempts: -1 });
  const sub = nc.subscribe("a", { max: 120 });
  const plain = nc.subscribe("greet", { callback: (_error, msg) => void msg.respond("hello") });
  for (let n = 0; n < 10; n++) nc.publish("a", `${n}`);
  await nc.flush();
  assertEquals(sub.getReceived(), 10);
  const lost = nextStatus(nc, "disconnect");
  await server.close();
  await lost;
  for (let n = 10; n < 110; n++) nc.publish("a", `${n}`);
  const back = nextStatus(nc, "reconnect");
  server = await createServer({ port });
  assertEquals((await back).server, `127.0.0.1:${port}`);
  for (let n = 110; n < 130; n++) nc.publish("a", `${n}`);
  assertEquals(await texts(sub), Array.from({ length: 120 }, (_, n) => `${n}`));
  assertEquals((await nc.request("greet")).string(), "hello");
  assertEquals(nc.info?.server_id, server.info.server_id);
  plain.unsubscribe();
  await nc.close();
  await server.close();
});

test("subscriptions are restored with what is left of their max, those that ended are not", async () => {
  await withFake(async (nc, link, server) => {
    const limited = nc.subscribe("a", { max: 5 });
    nc.subscribe("b", { queue: "q", callback: () => {} });
    const later = nc.subscribe("c", { callback: () => {} });
    const gone = nc.subscribe("d");
    gone.unsubscribe();
    later.unsubscribe(3);
    await link.sees("UNSUB 3 3\r\n");
    await link.send("MSG a 1 1\r\n1\r\nMSG a 1 1\r\n2\r\nMSG c 3 0\r\n\r\nPING\r\n");
    await link.sees("PONG\r\n");
    await lose(nc, link);
    const next = await server.next();
    await next.greet();
    const restored = await next.sees("UNSUB 3 2\r\n");
    assertEquals(restored, "SUB a 1\r\nUNSUB 1 3\r\nSUB b q 2\r\nSUB c 3\r\nUNSUB 3 2\r\n");
    await next.send("MSG a 1 1\r\n3\r\nMSG a 1 1\r\n4\r\nMSG a 1 1\r\n5\r\nMSG a 1 1\r\n6\r\n");
    assertEquals(await texts(limited), ["1", "2", "3", "4", "5"]);
    // A new limit counts from the beginning of the subscription, and is told as the server counts.
    const more = nc.subscribe("e");
    more.unsubscribe(7);
    await next.sees("SUB e 5\r\nUNSUB 5 7\r\n");
    next.close();
  });
});

test("unsubscribe with a number after a reconnect is told as the new server counts", async () => {
  await withFake(async (nc, link, server) => {
    const sub = nc.subscribe("a", { callback: () => {} });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 0\r\n\r\nMSG a 1 0\r\n\r\nPING\r\n");
    await link.sees("PONG\r\n");
    await lose(nc, link);
    const next = await server.next();
    await next.greet();
    await next.sees("SUB a 1\r\n");
    sub.unsubscribe(5);
    await next.sees("UNSUB 1 3\r\n");
    next.close();
  });
});

test("what happens to subscriptions while disconnected holds for the next connection", async () => {
  await withFake(async (nc, link, server) => {
    const ended = nc.subscribe("a");
    const limited = nc.subscribe("b");
    await link.sees("SUB b 2\r\n");
    await lose(nc, link);
    ended.unsubscribe();
    limited.unsubscribe(4);
    nc.subscribe("c");
    const next = await server.next();
    await next.greet();
    assertEquals(await next.sees("SUB c 3\r\n"), "SUB b 2\r\nUNSUB 2 4\r\nSUB c 3\r\n");
    next.close();
  });
});

test("messages published during an outage arrive afterwards, in order and behind the subscriptions", async () => {
  await withFake(async (nc, link, server) => {
    nc.subscribe("a");
    await link.sees("SUB a 1\r\n");
    await lose(nc, link);
    for (let n = 0; n < 3; n++) nc.publish("a", `${n}`);
    const next = await server.next();
    nc.publish("a", "3");
    await next.greet();
    nc.publish("a", "4");
    const sent = await next.sees("PUB a 1\r\n4\r\n");
    assertEquals(sent, "SUB a 1\r\n" + [0, 1, 2, 3, 4].map((n) => `PUB a 1\r\n${n}\r\n`).join(""));
    next.close();
  });
});

test("publish while disconnected refuses what the buffer of 8 MiB cannot hold, and keeps what it could", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link, server) => {
    await lose(nc, link);
    const megabyte = new Uint8Array(1024 * 1024 - 20);
    for (let n = 0; n < 8; n++) nc.publish("a", megabyte);
    const error = assertThrows(() => nc.publish("a", megabyte), ConnectionError);
    assertEquals([error.code, nc.stats().outMsgs], ["BUFFER_FULL", 8]);
    await clock.advance(1000);
    const next = await server.next();
    await next.greet();
    nc.publish("end");
    const sent = await next.sees("PUB end 0\r\n\r\n");
    assertEquals(sent.split("PUB a ").length - 1, 8);
    next.close();
  }, { client: { clock, reconnectTimeWait: 1000 } });
});

test("reconnect false closes at the first loss", async () => {
  await withFake(async (nc, link, server) => {
    const sub = nc.subscribe("a");
    link.close();
    assert(await nc.closed() instanceof ConnectionError);
    assertEquals([server.dials, await texts(sub)], [1, []]);
  }, { client: { reconnect: false } });
});

test("maxReconnectAttempts ends the connection after so many failed attempts, with the last error", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  let dials = 0;
  const connecting = connect({
    clock,
    maxReconnectAttempts: 3,
    reconnectTimeWait: 1000,
    reconnectJitter: 0,
    dial: ({ hostname, port }) => {
      if (dials++ === 0) return server.dial();
      throw new DialError("refused", hostname, port);
    },
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  const seen = watchStatus(nc);
  link.close();
  await clock.advance(2999);
  assertEquals([dials, nc.isClosed()], [3, false]);
  await clock.advance(1);
  const error = await nc.closed();
  assert(error instanceof DialError, String(error));
  assertEquals([dials, clock.pending], [4, 0]);
  assertEquals(seen.map(({ type }) => type), [
    "disconnect",
    "reconnecting",
    "reconnecting",
    "reconnecting",
    "close",
  ]);
});

test("maxReconnectAttempts counts anew after every success; -1 never ends", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  let up = true;
  let dials = 0;
  const connecting = connect({
    clock,
    maxReconnectAttempts: 2,
    reconnectTimeWait: 100,
    reconnectJitter: 0,
    dial: ({ hostname, port }) => {
      dials++;
      if (up) return server.dial();
      throw new DialError("refused", hostname, port);
    },
  });
  let link = await server.next();
  await link.greet();
  const nc = await connecting;
  for (let outage = 0; outage < 4; outage++) {
    up = false;
    const failed = dials + 1;
    link.close();
    await clock.advance(100);
    assertEquals(dials, failed);
    up = true;
    const back = nextStatus(nc, "reconnect");
    await clock.advance(100);
    link = await server.next();
    await link.greet();
    await back;
  }
  link.close();
  await nc.close();
});

test("reconnectTimeWait keeps attempts at one server apart, and another server is tried at once", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  const dialled: [string, number][] = [];
  let refuse = false;
  const connecting = connect({
    clock,
    servers: ["one", "two"],
    noRandomize: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 1000,
    reconnectJitter: 0,
    dial: ({ hostname, port }) => {
      dialled.push([hostname, clock.now()]);
      if (!refuse) return server.dial();
      throw new DialError("refused", hostname, port);
    },
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  refuse = true;
  await clock.advance(300);
  link.close();
  await clock.advance(2700);
  assertEquals(dialled, [
    ["one", 0],
    ["two", 300],
    ["one", 1000],
    ["two", 1300],
    ["one", 2000],
    ["two", 2300],
    [
      "one",
      3000,
    ],
  ]);
  await nc.close();
});

test("reconnectDelayHandler is asked before each further attempt; one that throws ends the connection", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  let asked = 0;
  const dialled: number[] = [];
  const connecting = connect({
    clock,
    reconnectDelayHandler: () => {
      if (++asked === 4) throw new Error("no more");
      return asked * 100;
    },
    dial: ({ hostname, port }) => {
      dialled.push(clock.now());
      if (dialled.length === 1) return server.dial();
      throw new DialError("refused", hostname, port);
    },
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  link.close();
  await clock.advance(1000);
  assertEquals(dialled, [0, 100, 300, 600]);
  const error = await nc.closed();
  assert(error instanceof ConnectionError && (error.cause as Error).message === "no more", String(error));
});

test("reconnect drops the connection and makes a new one", async () => {
  await withFake(async (nc, link, server) => {
    const seen = watchStatus(nc);
    nc.subscribe("a");
    await link.sees("SUB a 1\r\n");
    await nc.reconnect();
    await link.rest();
    const next = await server.next();
    const back = nextStatus(nc, "reconnect");
    await next.greet();
    await back;
    await next.sees("SUB a 1\r\n");
    assertEquals(seen.map(({ type }) => type), [
      "forceReconnect",
      "disconnect",
      "reconnecting",
      "update",
      "reconnect",
    ]);
    next.close();
  });
});

test("reconnect while disconnected does nothing", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link, server) => {
    await lose(nc, link);
    const seen = watchStatus(nc);
    await nc.reconnect();
    await clock.advance(0);
    assertEquals([seen, server.dials], [[], 1]);
  }, { client: { clock, reconnectTimeWait: 1000 } });
});

test("credentials that are refused twice in a row end the connection, unless ignoreAuthErrorAbort", async () => {
  for (const ignoreAuthErrorAbort of [false, true]) {
    await withFake(async (nc, link, server) => {
      link.close();
      for (let n = 0; n < (ignoreAuthErrorAbort ? 4 : 2); n++) {
        const next = await server.next();
        await next.sendInfo();
        await next.sees("PING\r\n");
        await next.send("-ERR 'Authorization Violation'\r\n");
        next.close();
      }
      if (!ignoreAuthErrorAbort) {
        assert(await nc.closed() instanceof AuthorizationError);
        assertEquals(server.dials, 3);
        return;
      }
      const last = await server.next();
      const back = nextStatus(nc, "reconnect");
      await last.greet();
      await back;
      last.close();
    }, { client: { ignoreAuthErrorAbort } });
  }
});

test("credentials that expire are told, and asked for anew at the reconnect", async () => {
  let asked = 0;
  await withFake(async (nc, link, server) => {
    const told = nextStatus(nc, "error");
    await link.send("-ERR 'User Authentication Expired'\r\n");
    link.close();
    const { error } = await told;
    assert(error instanceof UserAuthenticationExpiredError);
    assertEquals(error.code, "AUTHENTICATION_EXPIRED");
    const next = await server.next();
    assertEquals((await next.greet())["auth_token"], "token 2");
    next.close();
  }, { client: { authenticator: () => Promise.resolve({ auth_token: `token ${++asked}` }) } });
});

test("a server that breaks the protocol is left, and the connection comes back", async () => {
  for (
    const garbage of [
      "MSG a 1 x\r\n",
      "HELLO\r\n",
      "MSG a 1 2\r\nxxxx",
      "\0\0\0\r\n",
      "MSG a 1 99999999999\r\n",
    ]
  ) {
    await withFake(async (nc, link, server) => {
      nc.subscribe("a", { callback: () => {} });
      await link.sees("SUB a 1\r\n");
      const back = nextStatus(nc, "reconnect");
      await link.send(garbage);
      await link.rest();
      const next = await server.next();
      await next.greet();
      await back;
      next.close();
    });
  }
});

test("servers that the cluster reports are connected to, unless ignoreClusterUpdates", async () => {
  for (const ignoreClusterUpdates of [false, true]) {
    const dialled: string[] = [];
    const server = new FakeServer();
    const connecting = connect({
      ignoreClusterUpdates,
      servers: "one",
      reconnectTimeWait: 0,
      reconnectJitter: 0,
      dial: ({ hostname }) => {
        dialled.push(hostname);
        return server.dial();
      },
    });
    const link = await server.next();
    await link.greet({ connect_urls: ["two:4222"] });
    const nc = await connecting;
    link.close();
    const next = await server.next();
    await until(() => dialled.length === 2);
    assertEquals(dialled, ["one", ignoreClusterUpdates ? "one" : "two"]);
    next.close();
    await nc.close();
  }
});
