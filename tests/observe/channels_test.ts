import { assertEquals, assertRejects, assertStrictEquals, test } from "../_test.ts";
import {
  connects,
  type ConnectTrace,
  type DeliverEvent,
  deliveries,
  publishes,
  type PublishEvent,
  requests,
  type RequestTrace,
  tellDeliver,
  tellPublish,
} from "../../src/observe/channels.ts";
import { headers } from "../../src/wire/headers.ts";
import { listen, trace } from "./_channels.ts";

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

test("requests.tracePromise tells of the work from start to answer with one object", async () => {
  const { seen, stop } = trace("natwire:request");
  const context: RequestTrace = { connection, subject: "a.b", payload: "?" };
  const answer = { subject: "_INBOX.1", sid: 1, data: new Uint8Array() };
  try {
    assertStrictEquals(await requests.tracePromise(() => Promise.resolve(answer), context), answer);
  } finally {
    stop();
  }
  assertEquals(seen.map(({ at }) => at), ["start", "end", "asyncStart", "asyncEnd"]);
  for (const each of seen) assertStrictEquals(each.context, context);
  assertStrictEquals(context.result, answer);
});

test("connects.tracePromise tells why the work failed and rejects with the same error", async () => {
  const { seen, stop } = trace("natwire:connect");
  const context: ConnectTrace = { servers: undefined, name: "me" };
  const error = new Error("refused");
  try {
    const thrown = await assertRejects(() => connects.tracePromise(() => Promise.reject(error), context));
    assertStrictEquals(thrown, error);
  } finally {
    stop();
  }
  assertEquals(seen.map(({ at }) => at), ["start", "end", "error", "asyncStart", "asyncEnd"]);
  assertStrictEquals(context.error, error);
});

test("requests.tracePromise only does the work when nobody listens", async () => {
  const context: RequestTrace = { connection, subject: "a.b", payload: "?" };
  assertEquals(await requests.tracePromise(() => Promise.resolve(7), context), 7);
  assertEquals("result" in context, false);
});
