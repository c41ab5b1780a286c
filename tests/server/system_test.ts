import { connect } from "../../mod.ts";
import type { NatsConnection } from "../../src/client/types.ts";
import { startTestServer } from "../../src/testing/mod.ts";
import type { Server, ServerOptions } from "../../src/server/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { Peer, QUIET } from "./_peer.ts";

const OPTIONS: ServerOptions = {
  serverName: "hub",
  serverTags: ["a", "b"],
  accounts: {
    SYS: { users: [{ user: "sys", pass: "s" }] },
    APP: {
      users: [
        { user: "app", pass: "a", permissions: { publish: ["ok", "$SYS.REQ.>"], allowResponses: true } },
        { user: "free", pass: "f" },
      ],
    },
  },
  systemAccount: "SYS",
};

function join(server: Server, user: string, pass: string, name = user): Promise<NatsConnection> {
  return connect({ servers: server.url, user, pass, name, reconnect: false });
}

/** Waits for one message. */
async function first(nc: NatsConnection, subject: string, cause: () => unknown): Promise<unknown> {
  const subscription = nc.subscribe(subject, { max: 1 });
  await nc.flush();
  await cause();
  for await (const message of subscription) return message.json();
  throw new Error("nothing came");
}

// deno-lint-ignore no-explicit-any -- the answers are compared field by field.
type Answer = any;

async function ask(nc: NatsConnection, subject: string, body = ""): Promise<Answer> {
  return (await nc.request(subject, body, { timeout: 2000 })).json();
}

test("$SYS.ACCOUNT.*.CONNECT and DISCONNECT tell who comes and goes", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  let app: NatsConnection | undefined;
  const came = await first(
    sys,
    "$SYS.ACCOUNT.APP.CONNECT",
    async () => app = await join(server, "free", "f"),
  );
  const { type, server: info, client } = came as Answer;
  assertEquals(type, "io.nats.server.advisory.v1.client_connect");
  assertEquals([info.name, info.id, info.tags], ["hub", server.info.server_id, ["a", "b"]]);
  assertEquals([client.acc, client.user, client.name, client.kind], ["APP", "free", "free", "Client"]);
  app!.publish("x", "hello");
  await app!.flush();
  const gone = await first(sys, "$SYS.ACCOUNT.APP.DISCONNECT", () => app!.close()) as Answer;
  assertEquals(gone.type, "io.nats.server.advisory.v1.client_disconnect");
  assertEquals([gone.reason, gone.sent, gone.received], [
    "Client Closed",
    { msgs: 1, bytes: 5 },
    { msgs: 0, bytes: 0 },
  ]);
  assert(Date.parse(gone.client.stop) >= Date.parse(gone.client.start));
});

test("$SYS.SERVER.*.CLIENT.AUTH.ERR tells of a refused login, without its password", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  const event = await first(sys, "$SYS.SERVER.*.CLIENT.AUTH.ERR", () => {
    return join(server, "free", "not-the-password").catch(() => {});
  }) as Answer;
  assertEquals(event.reason, "Authentication Failure");
  assert(!JSON.stringify(event).includes("not-the-password"));
});

test("$SYS.ACCOUNT.*.SERVER.CONNS counts the connections of an account as they come and go", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  let app: NatsConnection | undefined;
  const one = await first(
    sys,
    "$SYS.ACCOUNT.APP.SERVER.CONNS",
    async () => app = await join(server, "free", "f"),
  );
  assertEquals([(one as Answer).acc, (one as Answer).conns], ["APP", 1]);
  const none = await first(sys, "$SYS.SERVER.ACCOUNT.APP.CONNS", () => app!.close());
  assertEquals((none as Answer).conns, 0);
});

test("$SYS.ACCOUNT.*.SERVER.CONNS tells of the account that a client leaves by a further CONNECT", async () => {
  await using server = await startTestServer(OPTIONS);
  const as = (user: string, pass: string) => QUIET.replace("{", `{"user":"${user}","pass":"${pass}",`);
  await using sys = await join(server, "sys", "s");
  const peer = await Peer.join(server, as("free", "f"));
  const left = await first(sys, "$SYS.ACCOUNT.APP.SERVER.CONNS", () => peer.send(as("sys", "s")));
  assertEquals((left as Answer).conns, 0);
  peer.close();
});

test("$SYS.REQ.SERVER.PING.* answers for every endpoint, with the server it is of", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  const data: Record<string, string> = {
    VARZ: "max_payload",
    CONNZ: "connections",
    SUBSZ: "num_subscriptions",
    ACCOUNTZ: "accounts",
    ROUTEZ: "routes",
    GATEWAYZ: "inbound_gateways",
    LEAFZ: "leafs",
    JSZ: "disabled",
    HEALTHZ: "status_code",
  };
  for (const [what, field] of Object.entries(data)) {
    const answer = await ask(sys, `$SYS.REQ.SERVER.PING.${what}`);
    assertEquals(answer.server.id, server.info.server_id);
    assert(field in answer.data, `${what} has ${field}`);
    const direct = await ask(sys, `$SYS.REQ.SERVER.${server.info.server_id}.${what}`);
    assert(field in direct.data);
  }
  assertEquals(await ask(sys, "$SYS.REQ.SERVER.PING.IDZ"), {
    name: "hub",
    host: server.info.host,
    id: server.info.server_id,
  });
  for (const subject of ["$SYS.REQ.SERVER.PING", "$SYS.REQ.SERVER.PING.STATSZ"]) {
    const answer = await ask(sys, subject);
    assertEquals([answer.statsz.connections, answer.statsz.active_accounts], [1, 1]);
  }
});

test("$SYS.REQ.SERVER.PING.* takes options, says what is wrong with them, and is silent where not meant", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  const one = await ask(
    sys,
    "$SYS.REQ.SERVER.PING.CONNZ",
    JSON.stringify({ subscriptions: true, auth: true, cid: 1 }),
  );
  assertEquals(one.data.connections[0].authorized_user, "sys");
  const bad = await ask(sys, "$SYS.REQ.SERVER.PING.CONNZ", `{"limit":"x"}`);
  assertEquals(bad.error.code, 400);
  const worse = await ask(sys, "$SYS.REQ.SERVER.PING.CONNZ", "{");
  assertEquals(worse.error.code, 400);
  const sorted = await ask(sys, "$SYS.REQ.SERVER.PING.CONNZ", `{"sort":"nothing"}`);
  assertEquals(sorted.error, { code: 500, description: "invalid sorting option: nothing" });
  const said: string[] = [];
  sys.subscribe("answers", {
    callback: (_error, message) => {
      said.push(message.json<Answer>().server?.name);
    },
  });
  for (
    const filter of [{ server_name: "other" }, { tags: ["c"] }, { cluster: "c" }, {
      server_name: "hu",
      exact_match: true,
    }]
  ) {
    sys.publish("$SYS.REQ.SERVER.PING.VARZ", JSON.stringify(filter), { reply: "answers" });
  }
  sys.publish("$SYS.REQ.SERVER.PING.VARZ", JSON.stringify({ server_name: "hu", tags: ["A"] }), {
    reply: "answers",
  });
  await sys.flush();
  await sys.flush();
  assertEquals(said, ["hub"]);
});

test("$SYS.REQ.ACCOUNT.*.* answers about an account", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  await using app = await join(server, "free", "f");
  app.subscribe("mine");
  await app.flush();
  const subs = await ask(sys, "$SYS.REQ.ACCOUNT.APP.SUBSZ");
  assert(subs.data.subscriptions_list.some(({ subject }: { subject: string }) => subject === "mine"));
  const clients = await ask(sys, "$SYS.REQ.ACCOUNT.APP.CONNZ");
  assertEquals(clients.data.connections.map(({ name }: { name: string }) => name), ["free"]);
  const info = await ask(sys, "$SYS.REQ.ACCOUNT.APP.INFO");
  assertEquals([info.data.account_name, info.data.client_connections], ["APP", 1]);
  const stats = await ask(sys, "$SYS.REQ.ACCOUNT.APP.STATZ");
  assertEquals(stats.data.account_statz[0].conns, 1);
  const all = await ask(sys, "$SYS.REQ.ACCOUNT.PING.STATZ");
  assertEquals(all.data.account_statz.map(({ acc }: { acc: string }) => acc).sort(), ["APP", "SYS"]);
  assertEquals((await ask(sys, "$SYS.REQ.ACCOUNT.APP.CONNS")).conns, 1);
  assertEquals((await ask(sys, "$SYS.REQ.ACCOUNT.NONE.INFO")).error.code, 500);
});

test("$SYS.REQ.SERVER.*.KICK closes a client, and LDM tells one to go", async () => {
  await using server = await startTestServer(OPTIONS);
  await using sys = await join(server, "sys", "s");
  await using app = await join(server, "free", "f");
  const id = `$SYS.REQ.SERVER.${server.info.server_id}`;
  const cid = app.info!.client_id;
  const statuses = app.status()[Symbol.asyncIterator]();
  assertEquals((await ask(sys, `${id}.LDM`, JSON.stringify({ cid }))).error, undefined);
  assertEquals((await statuses.next()).value?.type, "update");
  assertEquals((await statuses.next()).value?.type, "ldm");
  assertEquals((await ask(sys, `${id}.KICK`, JSON.stringify({ cid }))).error, undefined);
  await app.closed();
  assertEquals((await ask(sys, `${id}.KICK`, JSON.stringify({ cid }))).error.code, 500);
});

test("$SYS.REQ.SERVER.*.RELOAD asks the program that runs the server", async () => {
  let asked = 0;
  await using server = await startTestServer({
    ...OPTIONS,
    hooks: {
      onReloadRequest: () => {
        if (++asked > 1) return Promise.reject(new Error("line 3: no"));
        return Promise.resolve();
      },
    },
  });
  await using sys = await join(server, "sys", "s");
  const subject = `$SYS.REQ.SERVER.${server.info.server_id}.RELOAD`;
  assertEquals((await ask(sys, subject)).error, undefined);
  assertEquals((await ask(sys, subject)).error.description, "line 3: no");
});
