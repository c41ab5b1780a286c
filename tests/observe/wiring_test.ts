import { connect, headers } from "../../mod.ts";
import type { ConnectTrace, DeliverEvent, PublishEvent, RequestTrace } from "../../src/observe/channels.ts";
import { assertEquals, assertRejects, assertStrictEquals, test } from "../_test.ts";
import { withServer } from "../client/_client.ts";
import { listen, trace } from "./_channels.ts";

test("natwire:publish tells of publish, respond and request, with the reply subject", async () => {
  await withServer(async (nc) => {
    const seen: PublishEvent[] = [];
    nc.subscribe("ask", { callback: (_error, msg) => void msg.respond("yes") });
    const stop = listen("natwire:publish", (event) => seen.push(event as PublishEvent));
    try {
      nc.publish("a", "1");
      await nc.request("ask", "?");
    } finally {
      stop();
    }
    nc.publish("a", "2");
    assertEquals(seen.map(({ subject }) => subject.replace(/^_INBOX\..*/, "inbox")), ["a", "ask", "inbox"]);
    assertEquals(seen.map(({ payload }) => payload), ["1", "?", "yes"]);
    assertEquals(seen[1]!.reply, seen[2]!.subject);
    for (const each of seen) assertStrictEquals(each.connection, nc);
  });
});

test("natwire:publish: headers that a subscriber puts in go out", async () => {
  await withServer(async (nc) => {
    const stop = listen("natwire:publish", (event) => {
      const added = headers();
      added.set("Added", "1");
      (event as PublishEvent).headers = added;
    });
    try {
      const sub = nc.subscribe("a", { max: 1 });
      nc.publish("a", "1");
      for await (const msg of sub) assertEquals(msg.headers?.get("Added"), "1");
    } finally {
      stop();
    }
  });
});

test("natwire:deliver tells of messages for callbacks and loops, before they are handed over", async () => {
  await withServer(async (nc) => {
    const seen: string[] = [];
    const stop = listen("natwire:deliver", (told) => {
      const { connection, message, interest, queue } = told as DeliverEvent;
      assertStrictEquals(connection, nc);
      seen.push(`${interest} ${queue} ${message.subject}`);
    });
    try {
      nc.subscribe("a.*", { queue: "q", callback: (_error, msg) => void seen.push(msg.string()) });
      const sub = nc.subscribe("b", { max: 1 });
      nc.publish("a.1", "called");
      nc.publish("b", "looped");
      for await (const msg of sub) seen.push(msg.string());
    } finally {
      stop();
    }
    assertEquals(seen, ["a.* q a.1", "called", "b undefined b", "looped"]);
  });
});

test("natwire:request tells of a request with its answer, or with what it failed with", async () => {
  await withServer(async (nc) => {
    nc.subscribe("ask", { callback: (_error, msg) => void msg.respond("yes") });
    const { seen, stop } = trace("natwire:request");
    try {
      const answer = await nc.request("ask", "?");
      assertEquals(seen.map(({ at }) => at), ["start", "end", "asyncStart", "asyncEnd"]);
      const answered = seen[3]!.context as RequestTrace;
      assertEquals([answered.subject, answered.payload], ["ask", "?"]);
      assertStrictEquals(answered.connection, nc);
      assertStrictEquals(answered.result, answer);
      const error = await assertRejects(() => nc.request("nobody"));
      assertStrictEquals((seen.at(-1)!.context as RequestTrace).error, error);
    } finally {
      stop();
    }
  });
});

test("natwire:connect tells of a connect that failed, and of one that did not, without credentials", async () => {
  const { seen, stop } = trace("natwire:connect");
  try {
    const dial = () => Promise.reject(new Error("no way"));
    const error = await assertRejects(() =>
      connect({ servers: "me:secret@host:4222", name: "mine", dial, reconnect: false })
    );
    const failed = seen.at(-1)!.context as ConnectTrace;
    assertEquals([failed.servers, failed.name], [["host:4222"], "mine"]);
    assertStrictEquals(failed.error, error);
    await withServer((nc) => {
      assertStrictEquals((seen.at(-1)!.context as ConnectTrace).result, nc);
      return Promise.resolve();
    });
  } finally {
    stop();
  }
});
