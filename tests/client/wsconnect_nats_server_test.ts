/** WebSockets to a real nats-server. */

import {
  AuthorizationError,
  connect,
  DialError,
  headers,
  nkeyAuthenticator,
  nkeys,
  tokenAuthenticator,
  wsconnect,
} from "../../mod.ts";
import { certificates, pemFiles } from "../_certificates.ts";
import { natsServer } from "../_nats_server.ts";
import { assert, assertEquals, assertMatch, assertRejects, test } from "../_test.ts";
import { nextStatus } from "./_client.ts";
import {
  startWebSocketServer,
  type WebSocketConfig,
  type WebSocketNatsServer,
  wsPackageFactory,
} from "./_websocket.ts";

const found = await natsServer();

/** Registers a test with a nats-server of its own. */
function onServer(
  name: string,
  body: (server: WebSocketNatsServer, url: string) => Promise<void>,
  options: WebSocketConfig = {},
): void {
  test(`wsconnect, nats-server: ${name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    const server = await startWebSocketServer(found.path, options);
    try {
      await body(server, `ws://127.0.0.1:${server.webSocketPort}`);
    } finally {
      await server.close();
    }
  }, { skip: "skip" in found && found.skip });
}

onServer("publish, subscribe, request, headers and a message of 1 MiB", async (_, url) => {
  await using nc = await wsconnect({ servers: url });
  nc.subscribe("echo", { callback: (_, msg) => void msg.respond(msg.data, { headers: headers() }) });
  const large = new Uint8Array(1024 * 1024).map((_, at) => at * 7);
  const answer = await nc.request("echo", large, { timeout: 10_000 });
  assertEquals(answer.data.length, large.length);
  assert(answer.data.every((byte, at) => byte === large[at]));
  const sub = nc.subscribe("told", { max: 1 });
  const hdrs = headers();
  hdrs.set("a", "b");
  nc.publish("told", "x", { headers: hdrs });
  for await (const msg of sub) assertEquals([msg.string(), msg.headers?.get("a")], ["x", "b"]);
});

onServer("drain hands over everything in order to a subscriber over TCP", async (server, url) => {
  await using watcher = await connect({ servers: `127.0.0.1:${server.port}` });
  const count = 20_000;
  const sub = watcher.subscribe("n", { max: count });
  await watcher.flush();
  const nc = await wsconnect({ servers: url });
  for (let number = 0; number < count; number++) nc.publish("n", String(number));
  await nc.drain();
  let next = 0;
  for await (const msg of sub) assertEquals(msg.string(), String(next++));
  assertEquals([next, nc.isClosed()], [count, true]);
});

onServer("reconnect, round trips, and setServers", async (server, url) => {
  await using nc = await wsconnect({ servers: url, reconnectTimeWait: 10 });
  assert(await nc.rtt() >= 0);
  const sub = nc.subscribe("kept");
  const back = nextStatus(nc, "reconnect");
  nc.setServers([`ws://localhost:${server.webSocketPort}/x`]);
  await nc.reconnect();
  await back;
  assertEquals(nc.getServer(), `localhost:${server.webSocketPort}`);
  nc.publish("kept", "x");
  for await (const msg of sub) {
    assertEquals(msg.string(), "x");
    break;
  }
});

onServer("what was published while the server was gone arrives when it is back", async (server, servers) => {
  await using nc = await wsconnect({
    servers,
    reconnectTimeWait: 20,
    reconnectJitter: 0,
    maxReconnectAttempts: -1,
  });
  const sub = nc.subscribe("kept", { max: 3 });
  await nc.flush();
  const lost = nextStatus(nc, "disconnect");
  await server.close();
  await lost;
  for (const text of ["1", "2", "3"]) nc.publish("kept", text);
  const port = `port: ${server.webSocketPort}, no_tls: true`;
  const again = await startWebSocketServer((found as { path: string }).path, { webSocket: port });
  try {
    const got: string[] = [];
    for await (const msg of sub) got.push(msg.string());
    assertEquals(got, ["1", "2", "3"]);
    await nc.drain();
  } finally {
    await again.close();
  }
});

onServer("a token, in options, authenticator and URL, and a wrong one", async (_, url) => {
  const withToken = url.replace("ws://", "ws://secret@");
  for (
    const options of [{ token: "secret" }, { authenticator: tokenAuthenticator("secret") }, {
      servers: withToken,
    }]
  ) {
    const nc = await wsconnect({ servers: url, ...options });
    await nc.flush();
    await nc.close();
  }
  await assertRejects(() => wsconnect({ servers: url, token: "wrong" }), AuthorizationError);
}, { config: "authorization { token: secret }" });

const user = nkeys.createUser();

onServer("an nkey", async (_, url) => {
  const nc = await wsconnect({ servers: url, authenticator: nkeyAuthenticator(user.getSeed()) });
  await nc.flush();
  await nc.close();
}, { config: `authorization { users: [ { nkey: ${user.getPublicKey()} } ] }` });

test("wsconnect, nats-server: TLS with an authority of one's own, and without", async () => {
  if ("skip" in found) throw new Error(found.skip);
  const { ca, server: pair } = await certificates();
  const files = await pemFiles({ "cert.pem": pair.cert, "key.pem": pair.key });
  const tls = `tls { cert_file: "${files.path("cert.pem")}", key_file: "${files.path("key.pem")}" }`;
  const server = await startWebSocketServer(found.path, { webSocket: `port: -1, ${tls}` });
  try {
    const servers = `localhost:${server.webSocketPort}`;
    const nc = await wsconnect({
      servers,
      wsFactory: wsPackageFactory({ ca: ca.cert }),
      reconnectTimeWait: 10,
      reconnectJitterTLS: 0,
    });
    await nc.flush();
    await nc.reconnect();
    await nc.flush();
    await nc.close();
    const error = await assertRejects(() => wsconnect({ servers }), DialError);
    // The sockets of Node 22 do not say why.
    assert(error.reason === "certificate" || error.reason === "other");
    assertMatch(error.message, new RegExp(`^cannot connect to localhost:${server.webSocketPort}: `));
  } finally {
    await server.close();
    await files.close();
  }
}, { skip: "skip" in found && found.skip });
