import { stallsOf } from "../../src/server/monitor/varz.ts";
import { createServerWith } from "../../src/server/server.ts";
import { statsz } from "../../src/server/system/statsz.ts";
import { startTestServer } from "../../src/testing/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Peer, pub, QUIET } from "./_peer.ts";

// deno-lint-ignore no-explicit-any -- the answers are compared field by field.
type Answer = any;

async function json(url: string): Promise<Answer> {
  const response = await fetch(url);
  assertEquals([response.status, response.headers.get("content-type")], [200, "application/json"]);
  assertEquals(response.headers.get("access-control-allow-origin"), "*");
  return await response.json();
}

test("/connz tells of those who are there and of those who were, sorted and in pages", async () => {
  await using server = await startTestServer({ monitor: { port: 0 } });
  const url = server.monitorUrl;
  const named = (name: string) => QUIET.replace("{", `{"name":"${name}",`);
  const one = await Peer.join(server, named("one"));
  const two = await Peer.join(server, named("two"));
  const three = await Peer.join(server, named("three"));
  await two.sync("SUB a 1\r\nSUB b q 2\r\nUNSUB 2 5\r\n");
  await one.sync(pub("a", "12345"));
  three.close();
  while (server.stats().connections > 2) await one.sync();
  const names = (answer: Answer) => answer.connections.map(({ name }: { name: string }) => name);

  const open = await json(`${url}/connz`);
  assertEquals([open.num_connections, open.total, open.limit], [2, 2, 1024]);
  assertEquals(names(open), ["one", "two"]);
  assertEquals([open.connections[0].in_msgs, open.connections[0].in_bytes], [1, 5]);
  assertEquals([open.connections[1].out_msgs, open.connections[1].subscriptions], [1, 2]);
  assertEquals(names(await json(`${url}/connz?sort=msgs_to`)), ["two", "one"]);
  assertEquals(names(await json(`${url}/connz?offset=1&limit=1`)), ["two"]);
  assertEquals(names(await json(`${url}/connz?cid=2`)), ["two"]);

  const closed = await json(`${url}/connz?state=closed`);
  assertEquals(names(closed), ["three"]);
  assertEquals(closed.connections[0].reason, "Client Closed");
  assertEquals(names(await json(`${url}/connz?state=any`)), ["one", "two", "three"]);

  const detail = await json(`${url}/connz?subs=detail&cid=2`);
  assertEquals(detail.connections[0].subscriptions_list_detail, [
    { subject: "a", sid: "1", msgs: 1, cid: 2 },
    { subject: "b", qgroup: "q", sid: "2", msgs: 0, max: 5, cid: 2 },
  ]);
  assertEquals((await json(`${url}/connz?subs=1&cid=2`)).connections[0].subscriptions_list, ["a", "b"]);
});

const wrong: [query: string, status: number, said: string][] = [
  [
    "connz?auth=zz",
    400,
    `Error decoding boolean for 'auth': strconv.ParseBool: parsing "zz": invalid syntax`,
  ],
  ["connz?limit=x", 400, `Error decoding int for 'limit': strconv.Atoi: parsing "x": invalid syntax`],
  ["connz?cid=-1", 400, `Error decoding uint64 for 'cid': strconv.ParseUint: parsing "-1": invalid syntax`],
  ["connz?state=x", 400, "Error decoding state for x"],
  ["connz?sort=x", 400, "invalid sorting option: x"],
  ["connz?state=constructor", 400, "Error decoding state for constructor"],
  ["connz?sort=constructor", 400, "invalid sorting option: constructor"],
  ["connz?sort=stop", 400, "sort by stop only valid on closed connections"],
  ["subsz?test=a.*", 400, "invalid test subject, must be valid publish subject: a.*"],
  ["nothing", 404, "404 page not found\n"],
  ["raftz", 404, "No Raft nodes registered"],
  ["healthz?js-enabled-only=1", 200, `{"status":"ok"}`],
  [
    "healthz?stream=s",
    400,
    `{"status":"error","error":"\\"account\\" must not be empty when checking stream health"}`,
  ],
];

for (const [query, status, said] of wrong) {
  test(`monitoring answers ${query} with ${status}`, async () => {
    await using server = await startTestServer({ monitor: { port: 0 } });
    const response = await fetch(`${server.monitorUrl}/${query}`);
    assertEquals([response.status, await response.text()], [status, said]);
  });
}

test("/varz counts, and every endpoint answers below the base path", async () => {
  await using server = await startTestServer({
    monitor: { port: 0, basePath: "/nats/" },
    serverTags: ["x:y"],
  });
  const url = `${server.monitorUrl}/nats`;
  const peer = await Peer.join(server);
  await peer.sync("SUB a 1\r\n" + pub("a", "12345"));
  const varz = await json(`${url}/varz`);
  assertEquals([varz.in_msgs, varz.in_bytes, varz.out_msgs, varz.out_bytes], [1, 5, 1, 5]);
  assertEquals([varz.connections, varz.total_connections, varz.tags], [1, 1, ["x:y"]]);
  assert(varz.mem > 0 && varz.cores > 0);
  assertEquals((await json(`${url}/varz`)).http_req_stats, { "/varz": 2 });
  const page = await (await fetch(`${url}/`)).text();
  const links = [...page.matchAll(/href="\.(\/[a-z]+)"/g)].map(([, path]) => path!);
  assert(links.length > 10);
  for (const path of links) {
    const response = await fetch(url + path);
    assertEquals(response.status, path === "/raftz" ? 404 : 200, path);
    await response.body?.cancel();
  }
  const outside = await fetch(`${server.monitorUrl}/varz`);
  assertEquals(outside.status, 404);
  await outside.body?.cancel();
});

test("/metrics has the figures under the names of the NATS exporter, with help and type for each", async () => {
  await using server = await startTestServer({ monitor: { port: 0 } });
  const peer = await Peer.join(server);
  await peer.sync("SUB a 1\r\n" + pub("a", "12345"));
  const response = await fetch(`${server.monitorUrl}/metrics`);
  assertEquals(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const lines = (await response.text()).trimEnd().split("\n");
  const label = `{server_id="${server.info.server_id}"}`;
  for (
    const expected of [
      `gnatsd_varz_in_msgs${label} 1`,
      `gnatsd_varz_connections${label} 1`,
      `gnatsd_connz_in_bytes${label} 5`,
      `gnatsd_connz_num_connections${label} 1`,
      `gnatsd_healthz_status${label} 0`,
      "# TYPE gnatsd_varz_in_msgs counter",
      "# TYPE gnatsd_varz_mem gauge",
    ]
  ) {
    assert(lines.includes(expected), expected);
  }
  for (const line of lines) {
    assert(/^(# (HELP|TYPE) \w+ .+|\w+\{server_id="\w+"\} -?[\d.e+]+)$/.test(line), line);
  }
});

test("/accstatz counts for each account what a client did there that logs in again, to another one", async () => {
  const account = (name: string) => ({ users: [{ user: name, pass: name }] });
  await using server = await startTestServer({
    monitor: { port: 0 },
    accounts: { A: account("a"), B: account("b") },
  });
  const as = (name: string) => QUIET.replace("{", `{"user":"${name}","pass":"${name}",`);
  const peer = await Peer.join(server, as("a"));
  await peer.sync(pub("x", "12") + pub("x", "34"));
  await peer.send(as("b"));
  await peer.sync(pub("x", "56"));
  const { account_statz } = await json(`${server.monitorUrl}/accstatz?unused=1`);
  const received = account_statz.filter(({ acc }: Answer) => acc.length === 1).map(({ received }: Answer) => {
    return [received.msgs, received.bytes];
  });
  assertEquals(received, [[2, 4], [1, 2]]);
  peer.close();
});

test("/varz and STATSZ tell how often somebody was stalled, by clients that are there and that have gone", async () => {
  const server = await createServerWith({ port: 0 }, (transport) => transport);
  const [stays, goes] = [await Peer.join(server), await Peer.join(server)];
  assertEquals(statsz(server)["stalled_clients"], undefined);
  for (const session of server.clients) session.stalls = session.id;
  goes.close();
  while (server.clients.size > 1) await stays.sync();
  assertEquals([statsz(server)["stalled_clients"], stallsOf(server)], [3, 3]);
  await server.close();
});
