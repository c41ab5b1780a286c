import {
  connect,
  InvalidArgumentError,
  type NatsConnection,
  wsconnect,
  type WsConnectionOptions,
  type WsSocketFactory,
} from "../../mod.ts";
import { dialWebSocket } from "../../src/transport/websocket.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { openWebSocket, serveWebSockets } from "../transport/_websocket.ts";
import { FakeLink, FakeServer, nextStatus } from "./_client.ts";

/** The server's end of one connection over WebSocket, in the hands of a test. */
interface Link extends FakeLink {
  readonly socket: WebSocket;
  /** The path and query that the client asked for. */
  readonly path: string;
}

/** Runs `body` with a server that does only what it is told, and what waits for its next connection. */
async function withFakeServer(
  body: (url: string, next: () => Promise<Link>) => Promise<void>,
): Promise<void> {
  const server = await serveWebSockets();
  const next = async (): Promise<Link> => {
    const { socket, path } = await server.accept();
    const to = { hostname: "client", port: 1 };
    const transport = await dialWebSocket(to, () => ({ socket, encrypted: false }));
    return Object.assign(new FakeLink(transport), { socket, path });
  };
  try {
    await body(`ws://127.0.0.1:${server.port}`, next);
  } finally {
    await server.close();
  }
}

test("wsconnect says what it is, and asks for path and query", async () => {
  await withFakeServer(async (url, next) => {
    const connecting = wsconnect({ servers: `${url}/nats?tenant=a`, name: "page" });
    const link = await next();
    const said = await link.greet();
    assertEquals([said["lang"], said["name"], link.path], ["natwire.ws", "page", "/nats?tenant=a"]);
    const nc = await connecting;
    assertEquals(nc.getServer(), url.slice("ws://".length));
    await nc.close();
  });
});

test("wsconnect refuses 'tls' and 'resolve' in the words of nats.js", async () => {
  await assertRejects(
    () => wsconnect({ servers: "wss://example:8443", tls: {} }),
    InvalidArgumentError,
    "'tls' is not configurable on w3c websocket connections",
  );
  await assertRejects(
    () => wsconnect({ servers: "wss://example:8443", resolve: true }),
    InvalidArgumentError,
    "'resolve' is not supported in the current runtime",
  );
  const strange = { wsFactory: "none" } as unknown as WsConnectionOptions;
  await assertRejects(() => wsconnect(strange), TypeError, "'wsFactory' must be a function");
});

test("wsconnect asks the factory for the socket of every dial, with the URL and the caller's options", async () => {
  await withFakeServer(async (url, next) => {
    const asked: unknown[] = [];
    const wsFactory: WsSocketFactory = (to, options) => {
      asked.push(to, options);
      return Promise.resolve(openWebSocket(to));
    };
    const options = Object.freeze({
      servers: `${url}/x`,
      wsFactory,
      reconnectTimeWait: 0,
      reconnectJitter: 0,
    });
    const connecting = wsconnect(options);
    await (await next()).greet();
    const nc = await connecting;
    const back = nextStatus(nc, "reconnect");
    const again = next().then((link) => link.greet());
    await nc.reconnect();
    await again;
    await back;
    assertEquals(asked.length, 4);
    assert(asked.every((each) => each === `${url}/x` || each === options));
    await nc.close();
  });
});

test("wsconnect fails with what the factory throws", async () => {
  const wsFactory = () => Promise.reject(new Error("no sockets today"));
  await assertRejects(() => wsconnect({ servers: "ws://example", wsFactory }), Error, "no sockets today");
});

test("wsconnect connects again when the server closes the socket, and sends what was published meanwhile", async () => {
  await withFakeServer(async (url, next) => {
    const connecting = wsconnect({ servers: url, reconnectTimeWait: 0, reconnectJitter: 0 });
    const link = await next();
    await link.greet();
    const nc = await connecting;
    const lost = nextStatus(nc, "disconnect");
    link.socket.close(1001, "Server Shutdown");
    await lost;
    nc.publish("while.away", "x");
    const second = await next();
    await second.greet();
    await second.sees("PUB while.away 1\r\nx\r\n");
    await nc.close();
  });
});

test("wsconnect takes the transport of 'dial' where there is one", async () => {
  const server = new FakeServer();
  const connecting = wsconnect({ dial: server.dial });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  link.close();
  await nc.close();
  assertEquals(server.dials, 1);
});

test("wsconnect gives up when its signal is aborted", async () => {
  await withFakeServer(async (url, next) => {
    const controller = new AbortController();
    const connecting = wsconnect({ servers: url, signal: controller.signal });
    const link = await next();
    controller.abort(new Error("enough"));
    assertEquals((await assertRejects(() => connecting)).message, "enough");
    link.close();
  });
});

test("wsconnect and connect side by side reconnect each over its own transport", async () => {
  await withFakeServer(async (url, next) => {
    const tcp = new FakeServer();
    const options = { reconnectTimeWait: 0, reconnectJitter: 0 };
    const opened: NatsConnection[] = [];
    const links: FakeLink[] = [];
    for (const over of ["tcp", "ws", "tcp"]) {
      const connecting = over === "tcp"
        ? connect({ ...options, dial: tcp.dial })
        : wsconnect({ ...options, servers: url });
      await (over === "tcp" ? await tcp.next() : await next()).greet();
      opened.push(await connecting);
    }
    for (const [at, nc] of opened.entries()) {
      const back = nextStatus(nc, "reconnect");
      await nc.reconnect();
      const link = at === 1 ? await next() : await tcp.next();
      await link.greet();
      await back;
      links.push(link);
    }
    assertEquals(tcp.dials, 4);
    for (const link of links) link.close();
    await Promise.all(opened.map((nc) => nc.close()));
  });
});

test("wsconnect reads server addresses by the rules of nats.js", async () => {
  const urls: string[] = [];
  const wsFactory: WsSocketFactory = (url) => {
    urls.push(url);
    return Promise.reject(new Error("only looking"));
  };
  const cases: Record<string, string> = {
    "foo": "wss://foo:443/",
    "foo:100/hello?one=two": "wss://foo:100/hello?one=two",
    "nats://foo": "ws://foo:80/",
    "tls://foo": "wss://foo:443/",
    "http://foo:8080": "ws://foo:8080/",
    "https://foo/": "wss://foo:443/",
    "ws://user:secret@foo": "ws://foo:80/",
    "[2001:db8::1]:100": "wss://[2001:db8::1]:100/",
  };
  for (const servers of Object.keys(cases)) {
    await assertRejects(() => wsconnect({ servers, wsFactory }), Error, "only looking");
  }
  assertEquals(urls, Object.values(cases));
});
