import {
  AuthorizationError,
  connect,
  ConnectionError,
  DialError,
  TimeoutError,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { listenTcp } from "../_runtime.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { FakeServer, until, withServer } from "./_client.ts";

/** A port that nobody listens on: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener;
  listener.close();
  return port;
}

test("connect tells at once that nobody listens", async () => {
  const port = await closedPort();
  const error = await assertRejects(() => connect({ port }), ConnectionError, `127.0.0.1:${port}`);
  assertEquals(error.code, "CONNECTION_REFUSED");
  assert(error instanceof DialError && error.reason === "refused");
});

test("connect tells that a host name does not resolve", async () => {
  const error = await assertRejects(
    () => connect({ servers: "no-such-host.invalid:4222", timeout: 10_000 }),
    ConnectionError,
    "no-such-host.invalid",
  );
  assertEquals(error.code, "UNKNOWN_HOST");
});

test("connect over TCP publishes and receives", async () => {
  const server = await createServer({ port: 0 });
  const nc = await connect({ servers: [server.url] });
  assertEquals(nc.getServer(), `127.0.0.1:${server.port}`);
  const sub = nc.subscribe("a", { max: 1 });
  nc.publish("a", "over TCP");
  for await (const msg of sub) assertEquals(msg.string(), "over TCP");
  await nc.close();
  await server.close();
});

test("connect goes on to the next server when one is not there", async () => {
  const server = await createServer({ port: 0 });
  const nc = await connect({ servers: [`127.0.0.1:${await closedPort()}`, server.url], noRandomize: true });
  assertEquals(nc.getServer(), `127.0.0.1:${server.port}`);
  await nc.close();
  await server.close();
});

test("connect with maxReconnectAttempts of 0 or 1 still takes the third of three servers", async () => {
  for (const maxReconnectAttempts of [0, 1]) {
    await withServer(async (_nc, server) => {
      const nc = await connect({
        servers: ["bad1", "bad2", "good"],
        noRandomize: true,
        maxReconnectAttempts,
        dial: ({ hostname, port }) => {
          if (hostname === "good") return server.connectInProcess();
          throw new DialError("refused", hostname, port);
        },
      });
      assertEquals(nc.getServer(), "good:4222");
      await nc.close();
    });
  }
});

test("connect rejects with the error of the last server when none can be had", async () => {
  const error = await assertRejects(() =>
    connect({
      servers: ["one", "two"],
      noRandomize: true,
      dial: ({ hostname, port }) => {
        throw new DialError("refused", hostname, port);
      },
    }), DialError);
  assert(error.message.includes("two:4222"), error.message);
});

test("connect rejects with what dial throws, whatever that is", async () => {
  for (const thrown of ["a text", Object.create(null), undefined]) {
    const error = await assertRejects(() =>
      connect({
        dial: () => {
          throw thrown;
        },
      }), ConnectionError);
    assertEquals(error.cause, thrown);
  }
});

test("connect says who does not speak NATS", async () => {
  for (
    const greeting of [
      "SSH-2.0-OpenSSH_9.6\r\n",
      "HTTP/1.1 400 Bad Request\r\n\r\n",
      "\0\x01\x02\x03\r\n",
      "PING\r\n+OK\r\nMSG a 1 0\r\n\r\n",
    ]
  ) {
    const server = new FakeServer();
    const connecting = assertRejects(() => connect({ dial: server.dial, timeout: 500 }), ConnectionError);
    const link = await server.next();
    await link.send(greeting);
    link.close();
    const error = await connecting;
    if (greeting.startsWith("PING")) continue;
    assertEquals([greeting, error.code], [greeting, "NOT_NATS"]);
    assert(error.message.includes("127.0.0.1:4222"), error.message);
  }
});

test("connect survives INFO that is no INFO", async () => {
  for (
    const info of [
      "INFO\r\n",
      "INFO {}\r\n",
      "INFO {\r\n",
      "INFO []\r\n",
      "INFO null\r\n",
      'INFO {"port":"x"}\r\n',
    ]
  ) {
    const server = new FakeServer();
    const outcome = connect({ dial: server.dial }).then((nc) => nc.close(), (error) => error);
    const link = await server.next();
    await link.send(info);
    // An INFO that says nothing is one: the client goes on then.
    link.close();
    const error = await outcome;
    assert(error instanceof Error && "code" in error, `${info}: ${error}`);
  }
});

test("connect tells that the server hung up before the handshake was complete", async () => {
  const server = new FakeServer();
  const connecting = assertRejects(() => connect({ dial: server.dial }), ConnectionError);
  (await server.next()).close();
  const error = await connecting;
  assert(error.message.includes("127.0.0.1:4222"), error.message);
});

test("connect gives up after timeout when the server says nothing, or only INFO", async () => {
  for (const saysInfo of [false, true]) {
    const clock = new VirtualClock();
    const server = new FakeServer();
    const connecting = assertRejects(
      () => connect({ dial: server.dial, clock, timeout: 5000 }),
      TimeoutError,
    );
    const link = await server.next();
    if (saysInfo) await link.sendInfo();
    await clock.advance(4999);
    let settled = false;
    void connecting.then(() => settled = true);
    await clock.advance(0);
    assertEquals(settled, false);
    await clock.advance(1);
    const error = await connecting;
    assertEquals(error.code, "CONNECT_TIMEOUT");
    assert(error.message.includes("5000 ms"), error.message);
    link.close();
    assertEquals(clock.pending, 0);
  }
});

test("connect gives up after timeout while dialing, aborts the dial, and closes what comes late", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  let aborted = false;
  let late = () => {};
  const connecting = assertRejects(() =>
    connect({
      clock,
      dial: ({ signal }) => {
        signal?.addEventListener("abort", () => aborted = true);
        return new Promise((resolve) => late = () => resolve(server.dial()));
      },
    }), TimeoutError);
  await clock.advance(20_000);
  assertEquals((await connecting).code, "CONNECT_TIMEOUT");
  assertEquals(aborted, true);
  late();
  assertEquals(await (await server.next()).rest(), "");
});

test("connect gives up after timeout on an authenticator that never answers", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  let late: (error: Error) => void = () => {};
  const connecting = assertRejects(() =>
    connect({
      dial: server.dial,
      clock,
      authenticator: () => new Promise((_resolve, reject) => late = reject),
    }), TimeoutError);
  const link = await server.next();
  await link.sendInfo();
  await clock.advance(20_000);
  await connecting;
  late(new Error("too late for anybody"));
  assertEquals([await link.rest(), clock.pending], ["", 0]);
  link.close();
});

test("connect tells that the server wants credentials, or others", async () => {
  const login = { user: "ann", pass: "secret" };
  await withServer(async (_nc, server) => {
    const dial = () => server.connectInProcess();
    for (
      const options of [
        {},
        { user: "ann" },
        { user: "ann", pass: "wrong" },
        { user: "eve", pass: "secret" },
        {
          token: "secret",
        },
      ]
    ) {
      const error = await assertRejects(() => connect({ ...options, dial }), AuthorizationError);
      assertEquals([error.code, error.message], ["AUTHORIZATION", "Authorization Violation"]);
    }
    for (
      const options of [
        login,
        { authenticator: usernamePasswordAuthenticator("ann", "secret") },
        { authenticator: () => Promise.resolve(login) },
      ]
    ) {
      const nc = await connect({ ...options, dial });
      assertEquals(nc.info?.auth_required, true);
      await nc.close();
    }
  }, { server: login, client: login });
});

test("connect logs in with a token", async () => {
  await withServer(async (_nc, server) => {
    const dial = () => server.connectInProcess();
    await assertRejects(() => connect({ token: "wrong", dial }), AuthorizationError);
    await (await connect({ authenticator: tokenAuthenticator(() => "t0k"), dial })).close();
  }, { server: { token: "t0k" }, client: { token: "t0k" } });
});

test("connect with waitOnFirstConnect goes on until a server is there", async () => {
  const clock = new VirtualClock();
  const server = await createServer({ port: 0 });
  let dials = 0;
  const connecting = connect({
    clock,
    waitOnFirstConnect: true,
    reconnectTimeWait: 1000,
    reconnectJitter: 0,
    dial: ({ hostname, port }) => {
      if (++dials < 4) throw new DialError("refused", hostname, port);
      return server.connectInProcess();
    },
  });
  await clock.advance(2999);
  assertEquals(dials, 3);
  await clock.advance(1);
  const nc = await connecting;
  assertEquals(dials, 4);
  await nc.close();
  await server.close();
});

test("connect leaves nothing behind when it fails", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  const refused = assertRejects(() => connect({ dial: server.dial, clock }), AuthorizationError);
  const link = await server.next();
  await link.sendInfo({ auth_required: true });
  await link.sees("PING\r\n");
  await link.send("-ERR 'Authorization Violation'\r\n");
  await refused;
  await until(() => clock.pending === 0);
  assertEquals(await link.rest(), "");
});
