/** Many servers in one process have nothing to do with each other. */

import { connect } from "../../mod.ts";
import { createServer, type Server } from "../../src/server/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

const SERVERS = 50;

function startAll(): Promise<Server[]> {
  return Promise.all(Array.from({ length: SERVERS }, () => createServer({ port: 0, monitor: { port: 0 } })));
}

test(`createServer starts ${SERVERS} servers in one process, each with its own ports, id and messages`, async () => {
  const servers = await startAll();
  const ports = servers.flatMap(({ port, monitorUrl }) => [port, Number(new URL(monitorUrl!).port)]);
  assertEquals(new Set(ports).size, 2 * SERVERS);
  assertEquals(new Set(servers.map(({ info }) => info.server_id)).size, SERVERS);
  await Promise.all(servers.map(async (server, at) => {
    await using one = await connect({ servers: server.url, reconnect: false });
    await using two = await connect({ servers: server.url, reconnect: false });
    one.subscribe("who", { callback: (_, msg) => void msg.respond(`server ${at}`) });
    await one.flush();
    assertEquals((await two.request("who")).string(), `server ${at}`);
    const seen: string[] = [];
    two.subscribe(">", { callback: (_, msg) => void seen.push(msg.string()) });
    await two.flush();
    one.publish("mine", String(at));
    await one.flush();
    await two.flush();
    assertEquals(seen, [String(at)]);
    const varz = await (await fetch(`${server.monitorUrl}/varz`)).json();
    assertEquals([varz.server_id, varz.port, varz.connections], [server.info.server_id, server.port, 2]);
  }));
  await Promise.all(servers.map((server) => server.close()));
});

test("createServer: one of many servers that closes takes only its own clients along", async () => {
  const servers = await startAll();
  const peers = await Promise.all(servers.map((server) => Peer.join(server, QUIET + "SUB a 1\r\n")));
  const [first, ...others] = servers;
  await first!.close();
  await peers[0]!.gone();
  for (const [at, peer] of peers.entries()) {
    if (at > 0) assertEquals(await peer.sync(pub("a", "x")), "MSG a 1 1\r\nx\r\n");
  }
  assert(others.every((server) => server.stats().connections === 1));
  await Promise.all(others.map((server) => server.close()));
});
