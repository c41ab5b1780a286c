import { connect } from "../../mod.ts";
import type { ConnectionOptions, NatsConnection } from "../../mod.ts";
import type { Server, ServerOptions } from "../../src/server/mod.ts";
import { startTestServer } from "../../src/testing/mod.ts";
import { certificates } from "../_certificates.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { Peer } from "./_peer.ts";

async function tlsServer(
  tls: Partial<ServerOptions["tls"]> = {},
  options: ServerOptions = {},
): Promise<Server> {
  const { server, ca } = await certificates();
  return await startTestServer({
    ...options,
    tls: { cert: server.cert, key: server.key, ca: ca.cert, ...tls },
  });
}

async function join(
  server: Server,
  tls: ConnectionOptions["tls"] = {},
  options: ConnectionOptions = {},
): Promise<NatsConnection> {
  const { ca } = await certificates();
  return await connect({
    servers: `localhost:${server.port}`,
    tls: { ca: ca.cert, ...tls },
    reconnect: false,
    timeout: 5000,
    ...options,
  });
}

async function echoes(nc: NatsConnection): Promise<void> {
  const subscription = nc.subscribe("a", { max: 1 });
  nc.publish("a", "x".repeat(100_000));
  for await (const message of subscription) assertEquals(message.data.length, 100_000);
}

test("createServer with tls takes clients that encrypt, and says so in INFO", async () => {
  await using server = await tlsServer();
  assert(server.url.startsWith("tls://"));
  await using nc = await join(server);
  assertEquals([nc.info?.tls_required, nc.info?.tls_verify], [true, undefined]);
  await echoes(nc);
});

test("createServer with tls hangs up on clients that do not encrypt, and says nothing", async () => {
  await using server = await tlsServer({ timeoutMs: 200 });
  const talks = await Peer.dial(server);
  await talks.send("CONNECT {}\r\nPING\r\n");
  assertEquals(await talks.gone(), "");
  talks.close();
  const silent = await Peer.dial(server);
  assertEquals(await silent.gone(), "");
  silent.close();
});

test("createServer with tls keeps the time for credentials from the handshake on", async () => {
  await using server = await tlsServer({ timeoutMs: 150 }, { token: "t", authTimeoutMs: 150 });
  await using nc = await join(server, {}, { token: "t" });
  await echoes(nc);
});

test("createServer with allowNonTls takes both kinds of clients", async () => {
  await using server = await tlsServer({}, { allowNonTls: true });
  const plain = await Peer.dial(server);
  assertEquals(await plain.sync("SUB a 1\r\n"), "+OK\r\n");
  await using nc = await join(server);
  assertEquals([nc.info?.tls_required, nc.info?.tls_available], [undefined, true]);
  nc.publish("a", "hi");
  assertEquals(await plain.until("hi\r\n"), "MSG a 1 2\r\nhi\r\n");
  plain.close();
});

test("createServer with handshakeFirst starts TLS before INFO", async () => {
  await using server = await tlsServer({ handshakeFirst: true });
  await using nc = await join(server, { handshakeFirst: true });
  await echoes(nc);
});

test("createServer with handshakeFirst auto takes clients of both habits", async () => {
  await using server = await tlsServer({ handshakeFirst: "auto" });
  await using early = await join(server, { handshakeFirst: true });
  await echoes(early);
  await using late = await join(server);
  await echoes(late);
});

test("createServer with verify takes clients with a certificate of its authority only", async () => {
  const { client, foreignClient, expired } = await certificates();
  await using server = await tlsServer({ verify: true });
  await using nc = await join(server, client);
  assertEquals(nc.info?.tls_verify, true);
  await echoes(nc);
  await assertRejects(() => join(server), Error);
  await assertRejects(() => join(server, foreignClient), Error);
  await assertRejects(() => join(server, expired), Error);
  assertEquals(server.stats().connections, 1);
});

test("createServer with verifyAndMap takes the user from the certificate", async () => {
  const { client, otherClient } = await certificates();
  await using server = await tlsServer({ verifyAndMap: true }, {
    users: [{ user: "alice@natwire.test", permissions: { publish: ["a"] } }],
  });
  await using nc = await join(server, client);
  await echoes(nc);
  await assertRejects(() => join(server, otherClient), Error, "Authorization Violation");
});

test("createServer with pinnedCerts takes no other certificate", async () => {
  const { client, otherClient } = await certificates();
  await using open = await tlsServer({ verify: true }, { monitor: { port: 0 } });
  await using seen = await join(open, client);
  await seen.flush();
  const answer = await (await fetch(`${open.monitorUrl}/connz?auth=1`)).json();
  const [{ tls_version, tls_peer_certs: [{ subject, spki_sha256: pin }] }] = answer.connections;
  assertEquals([tls_version, subject], ["1.3", "CN=alice"]);
  await using server = await tlsServer({ verify: true, pinnedCerts: [pin] });
  await using nc = await join(server, client);
  await echoes(nc);
  await assertRejects(() => join(server, otherClient), Error);
});

test("Server.reload takes renewed certificates for new connections", async () => {
  const { elsewhere, ca } = await certificates();
  await using server = await tlsServer();
  await using before = await join(server);
  await server.reload({
    port: 0,
    tls: { cert: elsewhere.cert, key: elsewhere.key, ca: ca.cert },
    authTimeoutMs: 1000,
    writeDeadlineMs: 2000,
  });
  await echoes(before);
  await assertRejects(() => join(server), Error);
  await using after = await join(server, { servername: "elsewhere.example" });
  await echoes(after);
});
