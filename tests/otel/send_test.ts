import { deferred, Empty, headers, type Msg, type NatsConnection, RequestError } from "../../mod.ts";
import { instrument } from "../../src/otel/mod.ts";
import { assert, assertEquals, assertRejects, assertStrictEquals, assertThrows, test } from "../_test.ts";
import { withFake } from "../client/_client.ts";
import { api, idOf, linksOf, parentIn, withTraces } from "./_otel.ts";

/** The next message on a subject, as another program receives it. */
async function nextOn(nc: NatsConnection, subject: string): Promise<() => Promise<Msg>> {
  const loop = nc.subscribe(subject)[Symbol.asyncIterator]();
  await nc.flush();
  return async () => (await loop.next()).value as Msg;
}

const OLD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test("publish of an instrumented connection makes a producer span with the messaging conventions", async () => {
  await withTraces(async ({ nc, span }) => {
    nc.publish("orders.new", "grüße");
    await nc.flush();
    const made = span("publish orders.new");
    assertEquals(made.kind, api.SpanKind.PRODUCER);
    const [host, port] = nc.getServer().split(":");
    assertEquals(made.attributes, {
      "messaging.system": "nats",
      "messaging.operation.name": "publish",
      "messaging.operation.type": "send",
      "messaging.destination.name": "orders.new",
      "messaging.message.body.size": 7,
      "messaging.client.id": String(nc.info!.client_id),
      "server.address": host!,
      "server.port": Number(port),
    });
    assertEquals(made.status.code, api.SpanStatusCode.UNSET);
  });
});

test("publish of an instrumented connection sends the context of its span, below the active one", async () => {
  await withTraces(async ({ nc, more, span }) => {
    const next = await nextOn(await more(), "a");
    const tracer = api.trace.getTracer("test");
    tracer.startActiveSpan("work", (work) => {
      nc.publish("a", "1");
      work.end();
    });
    const published = span("publish a");
    assertEquals(published.parentSpanContext?.spanId, idOf(span("work")));
    const sent = parentIn((await next()).headers?.get("traceparent"));
    assertEquals(sent, { traceId: published.spanContext().traceId, spanId: idOf(published) });
  });
});

test("publish of an instrumented connection changes neither options nor headers of the caller", async () => {
  await withTraces(async ({ nc, more }) => {
    const next = await nextOn(await more(), "a");
    const own = headers();
    own.set("Mine", "1");
    const options = Object.freeze({ reply: "b", headers: own });
    nc.publish("a", "1", options);
    assertEquals(own.keys(), ["Mine"]);
    assertStrictEquals(options.headers, own);
    const received = await next();
    assertEquals(received.reply, "b");
    assertEquals(received.headers!.get("Mine"), "1");
    assert(received.headers!.has("traceparent"));
  });
});

test("publish of an instrumented connection sends no headers to a server that has none", async () => {
  await withTraces(async ({ span }) => {
    await withFake(async (plain, link) => {
      const nc = instrument(plain, { api });
      nc.publish("a", "1");
      await link.sees("PUB a 1\r\n1\r\n");
    }, { info: { headers: false } });
    span("publish a");
  });
});

test("publish of an instrumented connection says on its span why it failed, and throws the same error", async () => {
  await withTraces(async ({ nc, span }) => {
    const error = assertThrows(() => nc.publish("a b", "1"));
    const made = span("publish a b");
    assertEquals(made.status, { code: api.SpanStatusCode.ERROR, message: error.message });
    assertEquals(made.attributes["error.type"], "INVALID_SUBJECT");
    assertEquals(made.events.map(({ name }) => name), ["exception"]);
    await nc.flush();
  });
});

test("publish keeps a trace that the program put into headers of its own, and links the span to it", async () => {
  await withTraces(async ({ nc, more, span }) => {
    const next = await nextOn(await more(), "a");
    const own = headers();
    own.set("traceparent", OLD);
    nc.publish("a", Empty, { headers: own });
    assertEquals((await next()).headers!.values("traceparent"), [OLD]);
    assertEquals(linksOf(span("publish a")), ["b7ad6b7169203331"]);
  });
});

test("headers received and handed on carry the trace of who hands them on, in whatever case they were", async () => {
  await withTraces(async ({ nc, more, span }) => {
    const other = await more();
    const next = await nextOn(other, "b");
    const arrived = deferred<void>();
    nc.subscribe("a", {
      callback(_error, msg) {
        nc.publish("b", msg.data, { headers: msg.headers });
        arrived.resolve();
      },
    });
    await nc.flush();
    const theirs = headers();
    theirs.set("Traceparent", OLD);
    theirs.set("Mine", "1");
    other.publish("a", "1", { headers: theirs });
    await arrived;
    const received = (await next()).headers!;
    assertEquals(received.keys().sort(), ["Mine", "traceparent"]);
    const published = span("publish b");
    assertEquals(parentIn(received.get("traceparent"))!.spanId, idOf(published));
    assertEquals(published.parentSpanContext?.spanId, idOf(span("process a")));
    assertEquals(linksOf(published), ["b7ad6b7169203331"]);
  });
});

test("publishMessage and respondMessage of an instrumented connection inject as publish does", async () => {
  await withTraces(async ({ nc, more, span }) => {
    const other = await more();
    const nextCopy = await nextOn(other, "a");
    const nextAnswer = await nextOn(other, "r");
    const msg: Msg = {
      subject: "a",
      sid: 0,
      reply: "r",
      data: new Uint8Array(3),
      respond: () => false,
      json: () => JSON.parse("1"),
      string: () => "",
    };
    nc.publishMessage(msg);
    assertEquals(nc.respondMessage(msg), true);
    assertEquals(msg.headers, undefined);
    const [copy, answer] = [await nextCopy(), await nextAnswer()];
    assertEquals([copy.reply, copy.data.length, answer.data.length], ["r", 3, 3]);
    assertEquals(parentIn(copy.headers?.get("traceparent"))!.spanId, idOf(span("publish a")));
    assertEquals(parentIn(answer.headers?.get("traceparent"))!.spanId, idOf(span("respond")));
    assertEquals(span("respond").attributes["messaging.destination.temporary"], true);
  });
});

test("respondMessage of an instrumented connection is false for a message that cannot be answered", async () => {
  await withTraces(({ nc, spans, span }) => {
    const msg = { subject: "a", sid: 0, data: Empty, respond: () => false, json: () => null as never };
    assertEquals(nc.respondMessage({ ...msg, string: () => "" }), false);
    assertEquals(spans(), []);
    assertEquals(nc.respondMessage({ ...msg, reply: "not good", string: () => "" }), false);
    assertEquals(span("respond").attributes["error.type"], "INVALID_SUBJECT");
    return Promise.resolve();
  });
});

test("request of an instrumented connection: request, process and respond are one trace", async () => {
  await withTraces(async ({ nc, spans, span }) => {
    nc.subscribe("ask", { callback: (_error, msg) => void msg.respond("yes") });
    const answer = await nc.request("ask", "?");
    assertEquals(answer.string(), "yes");
    const [asked, processed, answered] = [span("request ask"), span("process ask"), span("respond")];
    assertEquals(asked.kind, api.SpanKind.PRODUCER);
    assertEquals(processed.parentSpanContext?.spanId, idOf(asked));
    assertEquals(answered.parentSpanContext?.spanId, idOf(processed));
    assertEquals(new Set(spans().map((each) => each.spanContext().traceId)).size, 1);
    assertEquals(parentIn(answer.headers?.get("traceparent"))!.spanId, idOf(answered));
  });
});

test("request of an instrumented connection tells its error by the stable code", async () => {
  await withTraces(async ({ nc, span }) => {
    await assertRejects(() => nc.request("nobody"), RequestError);
    assertEquals(span("request nobody").attributes["error.type"], "NO_RESPONDERS");
    assertEquals(span("request nobody").status.code, api.SpanStatusCode.ERROR);
  });
});

test("requestMany of an instrumented connection: its span ends with the loop over the answers", async () => {
  await withTraces(async ({ nc, spans, span }) => {
    nc.subscribe("ask", { callback: (_error, msg) => void msg.respond("yes") });
    const answers = await nc.requestMany("ask", "?", { strategy: "count", maxMessages: 1, maxWait: 5000 });
    assertEquals(spans().filter(({ name }) => name === "request ask").length, 0);
    const texts: string[] = [];
    for await (const answer of answers) texts.push(answer.string());
    assertEquals(texts, ["yes"]);
    assertEquals(span("process ask").parentSpanContext?.spanId, idOf(span("request ask")));
  });
});

test("requestMany of an instrumented connection: leaving the loop and an error in it end the span too", async () => {
  await withTraces(async ({ nc, span }) => {
    nc.subscribe("ask", { callback: (_error, msg) => void msg.respond("yes") });
    for await (const _answer of await nc.requestMany("ask", "?", { maxWait: 5000 })) break;
    assertEquals(span("request ask").status.code, api.SpanStatusCode.UNSET);
    const answers = await nc.requestMany("nobody", "?", { maxWait: 5000 });
    await assertRejects(() => answers[Symbol.asyncIterator]().next());
    assertEquals(span("request nobody").attributes["error.type"], "NO_RESPONDERS");
  });
});
