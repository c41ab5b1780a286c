import { assertEquals, assertRejects, assertStrictEquals, test } from "../_test.ts";
import {
  connects,
  type ConnectTrace,
  type DeliverEvent,
  deliveries,
  openChannels,
  publishes,
  type PublishEvent,
  requests,
  type RequestTrace,
  tellDeliver,
  tellPublish,
  traceConnect,
  traceRequest,
} from "../../src/observe/channels.ts";
import { headers } from "../../src/wire/headers.ts";
import { listen, trace } from "./_channels.ts";

openChannels();

const connection = { getServer: () => "127.0.0.1:4222" };

test("publishes, deliveries, requests and connects have subscribers only while somebody listens", () => {
  const channels = { publishes, deliveries, requests, connects };
  const now = () => Object.values(channels).map(({ hasSubscribers }) => hasSubscribers);
  assertEquals(now(), [false, false, false, false]);
  const stops = [
    listen("natwire:publish", () => {}),
    listen("natwire:deliver", () => {}),
    listen("tracing:natwire:request:asyncEnd", () => {}),
    listen("tracing:natwire:connect:error", () => {}),
  ];
  assertEquals(now(), [true, true, true, true]);
  for (const stop of stops) stop();
  assertEquals(now(), [false, false, false, false]);
});

test("tellPublish hands the message to natwire:publish and gives its headers back", () => {
  const seen: PublishEvent[] = [];
  const stop = listen("natwire:publish", (event) => seen.push(event as PublishEvent));
  const own = headers();
  try {
    assertStrictEquals(tellPublish(connection, "a.b", "r", "hello", own), own);
  } finally {
    stop();
  }
  assertEquals(seen.length, 1);
  const [event] = seen;
  assertStrictEquals(event!.connection, connection);
  assertEquals([event!.subject, event!.reply, event!.payload], ["a.b", "r", "hello"]);
});

test("tellPublish gives the headers that a subscriber put in their place", () => {
  const theirs = headers();
  const stop = listen("natwire:publish", (event) => (event as PublishEvent).headers = theirs);
  try {
    assertStrictEquals(tellPublish(connection, "a.b", "", "hello", undefined), theirs);
  } finally {
    stop();
  }
});

test("tellDeliver hands the message to natwire:deliver with what was subscribed to", () => {
  const seen: DeliverEvent[] = [];
  const stop = listen("natwire:deliver", (event) => seen.push(event as DeliverEvent));
  const message = { subject: "a.b", sid: 1, data: new Uint8Array(2) };
  try {
    tellDeliver(connection, message, "a.*", "q");
  } finally {
    stop();
  }
  assertEquals(seen, [{ connection, message, interest: "a.*", queue: "q" }]);
});

test("traceRequest tells of the work from start to answer with one object", async () => {
  const { seen, stop } = trace("natwire:request");
  const answer = { subject: "_INBOX.1", sid: 1, data: new Uint8Array() };
  try {
    const work = () => Promise.resolve(answer);
    assertStrictEquals(await traceRequest(connection, "a.b", "?", work), answer);
  } finally {
    stop();
  }
  assertEquals(seen.map(({ at }) => at), ["start", "end", "asyncStart", "asyncEnd"]);
  const context = seen[0]!.context as RequestTrace;
  for (const each of seen) assertStrictEquals(each.context, context);
  assertEquals({ ...context }, { connection, subject: "a.b", payload: "?", result: answer });
});

test("traceConnect tells why the work failed and rejects with the same error", async () => {
  const { seen, stop } = trace("natwire:connect");
  const error = new Error("refused");
  try {
    const thrown = await assertRejects(() => traceConnect(["host"], "me", () => Promise.reject(error)));
    assertStrictEquals(thrown, error);
  } finally {
    stop();
  }
  assertEquals(seen.map(({ at }) => at), ["start", "end", "error", "asyncStart", "asyncEnd"]);
  const context = seen[0]!.context as ConnectTrace;
  assertEquals({ ...context }, { servers: ["host"], name: "me", error });
});

test("traceConnect tells of servers without credentials", async () => {
  const { seen, stop } = trace("natwire:connect");
  try {
    const servers = ["nats://me:p@ss@host:4222", "token@host", "TLS://user@[::1]:4222", "host:4222"];
    await traceConnect(servers, undefined, () => Promise.resolve(1));
  } finally {
    stop();
  }
  const { servers } = seen[0]!.context as ConnectTrace;
  assertEquals(servers, ["nats://host:4222", "host", "TLS://[::1]:4222", "host:4222"]);
});

test("traceRequest only does the work when nobody listens", async () => {
  assertEquals(await traceRequest(connection, "a.b", "?", () => Promise.resolve(7)), 7);
});
