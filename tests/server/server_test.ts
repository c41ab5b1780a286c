import { NatsError } from "../../src/errors.ts";
import { createServer } from "../../src/server/mod.ts";
import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
  test,
} from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

test("createServer plays the telnet session of the protocol demo over TCP", async () => {
  await using server = await startTestServer();
  const one = await Peer.dial(server);
  const two = await Peer.dial(server);
  await one.send("sub foo.* 90\r\n");
  assertEquals(await one.until("\n"), "+OK\r\n");
  await two.send("pub foo.bar 5\r\nhello\r\n");
  assertEquals(await two.until("\n"), "+OK\r\n");
  assertEquals(await one.until("hello\r\n"), "MSG foo.bar 90 5\r\nhello\r\n");
  await two.send("pub foo.bar optional.reply.subject 5\r\nhello\r\n");
  assertEquals(await two.until("\n"), "+OK\r\n");
  assertEquals(await one.until("hello\r\n"), "MSG foo.bar 90 optional.reply.subject 5\r\nhello\r\n");
  assertEquals(await one.sync("unsub 90\r\n"), "+OK\r\n");
  assertEquals(await two.sync("pub foo.bar 5\r\nhello\r\n"), "+OK\r\n");
  assertEquals(await one.sync(), "");
  one.close();
  two.close();
});

test("Server tells its INFO with the fields and in the order of nats-server", async () => {
  await using server = await startTestServer({ serverName: "a<b" });
  const peer = new Peer(server.connectInProcess());
  const line = await peer.until("\r\n");
  assert(line.startsWith("INFO {") && line.endsWith("} \r\n"));
  assertStringIncludes(line, '"server_name":"a\\u003cb"');
  const info = JSON.parse(line.slice(5));
  assertEquals(
    Object.keys(info).join(" "),
    "server_id server_name version proto go host port headers max_payload client_id api_lvl xkey",
  );
  assertMatch(info.server_id, /^N[A-Z2-7]{55}$/);
  assertEquals([info.port, info.host, info.client_id, info.max_payload], [
    server.port,
    "127.0.0.1",
    1,
    1048576,
  ]);
  assertEquals(server.info.server_id, info.server_id);
  assertEquals(server.url, `nats://127.0.0.1:${server.port}`);
});

test("Server tells a client over TCP its address", async () => {
  await using server = await startTestServer();
  const peer = await Peer.dial(server);
  await peer.send(QUIET + "PING\r\n");
  assertStringIncludes(await peer.until(" \r\n"), '"client_ip":"127.0.0.1"');
  peer.close();
});

test("Server gets its last words through while the client is still sending", async () => {
  await using server = await startTestServer();
  const peer = await Peer.dial(server);
  const flood = "y".repeat(1024 * 1024);
  try {
    await peer.send("this is not NATS\r\n");
    for (let sent = 0; sent < 8; sent++) await peer.send(flood);
  } catch {
    // The server may have hung up by now.
  }
  assertEquals(await peer.gone(), "-ERR 'Unknown Protocol Operation'\r\n");
  peer.close();
});

test("Server.close ends every connection, settles closed, and may be called again", async () => {
  const server = await startTestServer();
  const peers = [
    await Peer.dial(server),
    await Peer.join(server),
    await Peer.join(server, QUIET + "SUB a 1\r\n"),
  ];
  const [first, second] = [server.close(), server.close()];
  for (const peer of peers) assertEquals(await peer.gone(), "");
  await Promise.all([first, second, server.closed]);
  assertEquals(server.stats().connections, 0);
  assertEquals(server.stats().subscriptions, 0);
  assertEquals(assertThrows(() => server.connectInProcess(), NatsError).code, "CLOSED");
  await server[Symbol.asyncDispose]();
  for (const peer of peers) peer.close();
});

test("Server.close sends what is pending", async () => {
  const server = await startTestServer();
  const peer = await Peer.join(server, QUIET + "SUB a 1\r\n");
  await peer.send(pub("a", "x".repeat(50_000)));
  await peer.until("MSG");
  await server.close();
  assert((await peer.gone()).endsWith("x\r\n"));
});

test("Server.close waits for a client that takes nothing for half a second at most", async () => {
  const clock = new VirtualClock();
  const server = await startTestServer({ clock });
  const publisher = await Peer.join(server);
  const slow = new Peer(server.connectInProcess(), false);
  await slow.send("SUB a 1\r\n");
  while (server.stats().subscriptions < 1) await publisher.sync();
  await publisher.sync(pub("a", "x".repeat(200_000)));
  const closing = server.close();
  await clock.advance(500);
  await closing;
  assertEquals(clock.pending, 0);
});

test("createServer tells where it cannot listen", async () => {
  await using server = await startTestServer();
  const error = await assertRejects(() => createServer({ port: server.port }));
  assertEquals((error as Error & { code?: string }).code, "LISTEN");
});

test("createServer leaves the options as they were given", async () => {
  const users = Object.freeze([Object.freeze({ user: "a", pass: "b" })]);
  const options = Object.freeze({ port: 0, users });
  await using server = await createServer(options);
  assert(server.info.auth_required);
});

test("Server logs in the words of nats-server, and never a password", async () => {
  const lines: string[] = [];
  const log = (text: string) => void lines.push(text);
  const logger = { trace: log, debug: log, info: log, warn: log, error: log };
  await using server = await startTestServer({ logger, user: "me", pass: "secret", authTimeoutMs: 50 });
  for (
    const hello of [
      '{"user":"me","pass":"hush1"}',
      '{"user":"me","pass":"hush2"',
      '{"pass":"hush3","name":1}',
    ]
  ) {
    const peer = new Peer(server.connectInProcess());
    await peer.send(`CONNECT ${hello}\r\n`);
    await peer.gone();
  }
  await Peer.join(server, 'CONNECT {"user":"me","pass":"secret","verbose":false}\r\n');
  const text = lines.join("\n");
  assertStringIncludes(text, "in-process - cid:1 - Client connection created");
  assertStringIncludes(text, 'authentication error - User "me"');
  assertStringIncludes(text, "Client connection closed: Authentication Failure");
  assertEquals(/secret|hush/.test(text), false);
});
