import { type NatsConnection, wsconnect } from "../../mod.ts";
import type { Server, ServerOptions, WebSocketOptions } from "../../src/server/mod.ts";
import { startTestServer } from "../../src/testing/mod.ts";
import { certificates } from "../_certificates.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { WebSocketPeer } from "./_websocket_peer.ts";

function websocketServer(
  websocket: Partial<WebSocketOptions> = {},
  options: ServerOptions = {},
): Promise<Server> {
  return startTestServer({ ...options, websocket: { port: 0, noTls: true, ...websocket } });
}

function join(server: Server, options: Record<string, unknown> = {}): Promise<NatsConnection> {
  return wsconnect({ servers: server.websocketUrl!, reconnect: false, ...options });
}

async function echoes(nc: NatsConnection, size: number): Promise<void> {
  const subscription = nc.subscribe("a", { max: 1 });
  nc.publish("a", "x".repeat(size));
  for await (const message of subscription) assertEquals(message.data.length, size);
}

for (const compression of [false, true]) {
  test(`createServer takes WebSockets, compression ${compression}`, async () => {
    await using server = await websocketServer({ compression });
    await using nc = await join(server);
    assertEquals(nc.info?.port, Number(new URL(server.websocketUrl!).port));
    await echoes(nc, 10);
    await echoes(nc, 900_000);
  });
}

test("WebSockets and TCP clients hear each other", async () => {
  await using server = await websocketServer();
  await using nc = await join(server);
  const subscription = nc.subscribe("a", { max: 1 });
  await nc.flush();
  const { connect } = await import("../../mod.ts");
  await using tcp = await connect({ servers: server.url });
  tcp.publish("a", "hi");
  for await (const message of subscription) assertEquals(message.string(), "hi");
});

test("WebSockets have logins of their own, and may be refused to users", async () => {
  await using server = await websocketServer({}, {
    users: [
      { user: "any", pass: "a" },
      { user: "tcp", pass: "t", allowedConnectionTypes: ["STANDARD"] },
    ],
  });
  await using _nc = await join(server, { user: "any", pass: "a" });
  await assertRejects(() => join(server, { user: "tcp", pass: "t" }), Error, "Authorization Violation");
  await using own = await websocketServer({ user: "web", pass: "w" }, { token: "for-tcp" });
  await using _web = await join(own, { user: "web", pass: "w" });
  await assertRejects(() => join(own, { token: "for-tcp" }), Error, "Authorization Violation");
});

test("WebSockets bring credentials in cookies, which a CONNECT overrules", async () => {
  await using server = await websocketServer(
    { userCookie: "u", passCookie: "p" },
    { users: [{ user: "alice", pass: "a" }, { user: "bob", pass: "b" }], monitor: { port: 0 } },
  );
  const cookie = { Cookie: `x=1; u=alice; p="a"` };
  const alice = await WebSocketPeer.open(server.websocketUrl!, cookie);
  await alice.say(`CONNECT {"verbose":false,"pedantic":false}\r\nPING\r\n`);
  await alice.until("PONG\r\n");
  const bob = await WebSocketPeer.open(server.websocketUrl!, cookie);
  await bob.say(`CONNECT {"user":"bob","pass":"b","verbose":false}\r\nPING\r\n`);
  await bob.until("PONG\r\n");
  const answer = await (await fetch(`${server.monitorUrl}/connz?auth=1`)).json();
  assertEquals(
    answer.connections.map(({ authorized_user, type }: Record<string, string>) => [authorized_user, type]),
    [["alice", "websocket"], ["bob", "websocket"]],
  );
  alice.close();
  bob.close();
});

test("WebSockets of pages from elsewhere are refused where sameOrigin or allowedOrigins say so", async () => {
  await using server = await websocketServer({ sameOrigin: true });
  const { host } = new URL(server.websocketUrl!);
  const status = (Origin: string) => WebSocketPeer.status(server.websocketUrl!, { Origin, Host: host });
  assertEquals(await status(`http://${host}`), 101);
  assertEquals(await status(`https://${host}`), 403);
  assertEquals(await status("http://evil.example"), 403);
  assertEquals(await status(""), 101);
  await using listed = await websocketServer({ allowedOrigins: ["https://app.example"] });
  const of = (Origin: string) => WebSocketPeer.status(listed.websocketUrl!, { Origin });
  assertEquals(await of("https://app.example"), 101);
  assertEquals(await of("https://app.example:8443"), 403);
  assertEquals(await of("null"), 403);
});

test("WebSockets are told by a close code why they end", async () => {
  const server = await websocketServer({}, { token: "t" });
  const refused = await WebSocketPeer.open(server.websocketUrl!);
  await refused.say(`CONNECT {"auth_token":"wrong"}\r\n`);
  assertEquals(await refused.closed(), [1008, "Authentication Failure"]);
  const other = await WebSocketPeer.open(server.websocketUrl!);
  await other.say(`CONNECT {"auth_token":"t","verbose":false}\r\nPING\r\n`);
  await other.until("PONG\r\n");
  const closing = server.close();
  assertEquals(await other.closed(), [1001, "Server Shutdown"]);
  await closing;
});

test("WebSockets over TLS have a certificate of their own", async () => {
  const { server: pair, ca } = await certificates();
  await using server = await websocketServer({ noTls: false, tls: { cert: pair.cert, key: pair.key } });
  assert(server.websocketUrl!.startsWith("wss://"));
  const raw = await WebSocketPeer.open(server.websocketUrl!, {}, { ca: ca.cert });
  await raw.until(" \r\n");
  raw.close();
});
