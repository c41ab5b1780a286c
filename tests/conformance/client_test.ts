/** The client against a real nats-server. */

import {
  AuthorizationError,
  connect,
  type ConnectionOptions,
  headers,
  InvalidArgumentError,
  type NatsConnection,
  PermissionViolationError,
  ProtocolError,
  RequestError,
  type Subscription,
  TimeoutError,
} from "../../mod.ts";
import { natsServer, type RunningNatsServer, startNatsServer } from "../_nats_server.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";

const found = await natsServer();

/** Registers a test with a nats-server of its own and, unless it makes its own, a connection to it. */
function onNatsServer(
  name: string,
  body: (nc: NatsConnection, server: RunningNatsServer) => Promise<void>,
  options: { config?: string; client?: ConnectionOptions } = {},
): void {
  test(`the client on nats-server: ${name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    const { config } = options;
    const server = await startNatsServer({ path: found.path, ...(config === undefined ? {} : { config }) });
    try {
      const nc = await connect({ port: server.port, ...options.client });
      try {
        await body(nc, server);
      } finally {
        await nc.close();
      }
    } finally {
      await server.close();
    }
  }, { skip: "skip" in found ? found.skip : false });
}

async function texts(sub: Subscription): Promise<string[]> {
  const all: string[] = [];
  for await (const msg of sub) all.push(msg.string());
  return all;
}

onNatsServer("publish, wildcards, headers, reply and large payloads arrive as they were sent", async (nc) => {
  const sub = nc.subscribe("a.>", { max: 3 });
  const sent = headers();
  sent.set("Key", "väl ue");
  sent.append("Key", "two");
  nc.publish("a.b", "with headers", { headers: sent, reply: "answer.to" });
  nc.publish("a.b.c");
  nc.publish("a.large", new Uint8Array(1024 * 1024).fill(7));
  const seen = [];
  for await (const msg of sub) seen.push(msg);
  assertEquals(seen.map((msg) => msg.subject), ["a.b", "a.b.c", "a.large"]);
  assertEquals([seen[0]!.string(), seen[0]!.reply], ["with headers", "answer.to"]);
  assertEquals(seen[0]!.headers?.values("Key"), ["väl ue", "two"]);
  assertEquals([seen[1]!.data.length, seen[1]!.headers], [0, undefined]);
  assert(seen[2]!.data.length === 1024 * 1024 && seen[2]!.data.every((byte) => byte === 7));
});

onNatsServer("100,000 messages arrive in order", async (nc) => {
  let next = 0;
  let inOrder = true;
  nc.subscribe("n", { callback: (_error, msg) => void (inOrder &&= msg.string() === `${next++}`) });
  for (let n = 0; n < 100_000; n++) nc.publish("n", `${n}`);
  await nc.flush();
  assertEquals([next, inOrder], [100_000, true]);
});

onNatsServer("request with and without mux, no responders at once, timeout", async (nc) => {
  nc.subscribe("double", { callback: (_error, msg) => void msg.respond(msg.string().repeat(2)) });
  nc.subscribe("silent", { callback: () => {} });
  for (const noMux of [false, true]) {
    assertEquals((await nc.request("double", "ab", { noMux, timeout: 5000 })).string(), "abab");
    const started = performance.now();
    const error = await assertRejects(
      () => nc.request("nobody", "", { noMux, timeout: 20_000 }),
      RequestError,
    );
    assert(error.isNoResponders() && performance.now() - started < 10_000);
    await assertRejects(() => nc.request("silent", "", { noMux, timeout: 20 }), TimeoutError);
  }
});

onNatsServer("requestMany with each strategy", async (nc) => {
  nc.subscribe("many", {
    callback: (_error, msg) => {
      for (const text of ["1", "2", ""]) msg.respond(text);
    },
  });
  for (const strategy of ["timer", "count", "stall", "sentinel"] as const) {
    for (const noMux of [false, true]) {
      const options = {
        strategy,
        noMux,
        maxWait: strategy === "timer" ? 300 : 5000,
        maxMessages: 3,
        stall: 200,
      };
      const seen: string[] = [];
      for await (const msg of await nc.requestMany("many", "", options)) seen.push(msg.string());
      assertEquals(seen, ["1", "2", ""]);
    }
  }
});

onNatsServer("queue groups share, and max counts on the server too", async (nc, server) => {
  const other = await connect({ port: server.port });
  const members = [nc, other].map((one) => one.subscribe("work", { queue: "q", callback: () => {} }));
  const limited = nc.subscribe("work", { max: 5 });
  await nc.flush();
  await other.flush();
  for (let n = 0; n < 200; n++) nc.publish("work");
  await nc.flush();
  await other.flush();
  const counts = members.map((sub) => sub.getReceived());
  assertEquals(counts[0]! + counts[1]!, 200);
  assert(Math.min(...counts) > 20, `an uneven split: ${counts}`);
  assertEquals((await texts(limited)).length, 5);
  assertEquals(nc.stats().inMsgs, counts[0]! + 5);
  await other.close();
});

onNatsServer("verbose, pedantic and noEcho", async (nc, server) => {
  const sub = nc.subscribe("a", { callback: () => {} });
  const other = await connect({ port: server.port });
  nc.publish("a");
  other.publish("a");
  await nc.flush();
  await other.flush();
  await nc.flush();
  assertEquals(sub.getReceived(), 1);
  const told = (async () => {
    for await (const status of nc.status()) if (status.type === "error") return status.error;
  })();
  nc.publish("a.*");
  const error = await told;
  assert(error instanceof ProtocolError && error.message === "Invalid Publish Subject", String(error));
  await other.close();
}, { client: { verbose: true, pedantic: true, noEcho: true } });

const login = { user: "ann", pass: "secret" };
onNatsServer("user and password", async (nc, { port }) => {
  assertEquals(nc.info?.auth_required, true);
  for (const options of [{}, { user: "ann", pass: "wrong" }, { token: "secret" }]) {
    await assertRejects(() => connect({ port, ...options }), AuthorizationError, "Authorization Violation");
  }
  const late = await connect({ port, authenticator: () => Promise.resolve(login) });
  await late.close();
}, { config: "authorization { user: ann, password: secret }", client: login });

onNatsServer("token", async (_nc, { port }) => {
  await assertRejects(() => connect({ port, token: "wrong" }), AuthorizationError);
}, { config: "authorization { token: t0k }", client: { token: "t0k" } });

onNatsServer("permissions", async (nc) => {
  const error = await assertRejects(() => nc.request("secret.a"), RequestError);
  assert(error.cause instanceof PermissionViolationError);
  assertEquals([error.code, error.cause.operation, error.cause.subject], [
    "PERMISSION_VIOLATION",
    "publish",
    "secret.a",
  ]);
  const plain = await nc.subscribe("hidden.b").closed;
  assert(plain instanceof PermissionViolationError);
  assertEquals([plain.operation, plain.subject, plain.queue], ["subscription", "hidden.b", undefined]);
  const grouped = await nc.subscribe("hidden.b", { queue: "q" }).closed;
  assert(grouped instanceof PermissionViolationError);
  assertEquals([grouped.subject, grouped.queue], ["hidden.b", "q"]);
  const fine = nc.subscribe("open", { max: 1 });
  nc.publish("open", "still here");
  assertEquals(await texts(fine), ["still here"]);
}, {
  config: `authorization { users: [{ user: ann, password: secret, permissions: {
    publish: { deny: "secret.>" }, subscribe: { deny: "hidden.>" } } }] }`,
  client: login,
});

onNatsServer("answers that may not come by _INBOX come by inboxPrefix", async (nc, { port }) => {
  nc.subscribe("echo", { callback: (_error, msg) => void msg.respond("heard") });
  const plain = await connect({ port, ...login });
  const error = await assertRejects(() => plain.request("echo"), RequestError);
  assertEquals(error.code, "PERMISSION_VIOLATION");
  await plain.close();
  assertEquals((await nc.request("echo")).string(), "heard");
}, {
  config: `authorization { users: [{ user: ann, password: secret, permissions: {
    subscribe: { allow: ["echo", "_ann.>"] } } }] }`,
  client: { ...login, inboxPrefix: "_ann" },
});

onNatsServer("max_payload is known and kept", async (nc) => {
  assertEquals(nc.info?.max_payload, 100);
  const sub = nc.subscribe("a", { max: 1 });
  assertThrows(() => nc.publish("a", "x".repeat(101)), InvalidArgumentError, "max_payload");
  nc.publish("a", "x".repeat(100));
  assertEquals((await texts(sub))[0]?.length, 100);
}, { config: "max_payload: 100" });

onNatsServer("close right after publish and drain lose nothing", async (nc, { port }) => {
  const sub = nc.subscribe("a", { callback: () => {} });
  await nc.flush();
  for (const end of ["close", "drain"] as const) {
    const before = sub.getReceived();
    const other = await connect({ port });
    for (let n = 0; n < 20_000; n++) other.publish("a", "sixteen bytes ..");
    await other[end]();
    while (sub.getReceived() < before + 20_000) await nc.flush();
    assertEquals(sub.getReceived(), before + 20_000);
  }
});

test(
  "the client on nats-server: comes back after the server was stopped and started again on its port",
  async () => {
    if ("skip" in found) throw new Error(found.skip);
    let server = await startNatsServer({ path: found.path });
    const { port } = server;
    const nc = await connect({ port, reconnectTimeWait: 20, reconnectJitter: 0, maxReconnectAttempts: -1 });
    try {
      const seen: string[] = [];
      const watching = (async () => {
        for await (const { type } of nc.status()) if (type !== "reconnecting") seen.push(type);
      })();
      const sub = nc.subscribe("a", { max: 30 });
      for (let n = 0; n < 10; n++) nc.publish("a", `${n}`);
      await nc.flush();
      await server.close();
      const told = await nc.rtt().then(() => "open", (error) => error.code);
      assertEquals(told, "DISCONNECTED");
      for (let n = 10; n < 40; n++) nc.publish("a", `${n}`);
      // The later of two ports on the command line counts.
      server = await startNatsServer({ path: found.path, args: ["-p", `${port}`] });
      assertEquals(await texts(sub), Array.from({ length: 30 }, (_, n) => `${n}`));
      await nc.flush();
      assertEquals(nc.stats().inMsgs, 30);
      await nc.close();
      await watching;
      const order = ["disconnect", "reconnect", "close"].map((type) => seen.indexOf(type));
      assert(order[0]! >= 0 && order[0]! < order[1]! && order[1]! < order[2]!, seen.join());
    } finally {
      await nc.close();
      await server.close();
    }
  },
  { skip: "skip" in found ? found.skip : false },
);
