import { deferred, headers, type Msg } from "../../mod.ts";
import { contextOf, withContext } from "../../src/otel/mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { nextStatus } from "../client/_client.ts";
import { api, idOf, linksOf, withTraces } from "./_otel.ts";

test("a callback's span is below the one that sent the message, linked to it, and has what is known", async () => {
  await withTraces(async ({ nc, span }) => {
    const arrived = deferred<void>();
    nc.subscribe("orders.*", { queue: "q", callback: () => arrived.resolve() });
    nc.publish("orders.7", "12345");
    await arrived;
    const [sent, processed] = [span("publish orders.7"), span("process orders.*")];
    assertEquals(processed.kind, api.SpanKind.CONSUMER);
    assertEquals(processed.parentSpanContext?.spanId, idOf(sent));
    assertEquals(processed.parentSpanContext?.isRemote, true);
    assertEquals(linksOf(processed), [idOf(sent)]);
    const [host, port] = nc.getServer().split(":");
    assertEquals(processed.attributes, {
      "messaging.system": "nats",
      "messaging.operation.name": "process",
      "messaging.operation.type": "process",
      "messaging.destination.name": "orders.7",
      "messaging.destination.template": "orders.*",
      "messaging.consumer.group.name": "q",
      "messaging.message.body.size": 5,
      "messaging.client.id": String(nc.info!.client_id),
      "server.address": host!,
      "server.port": Number(port),
    });
  });
});

test("a callback runs in the context of its message, also behind an await, and its span ends with it", async () => {
  await withTraces(async ({ nc, spans, span }) => {
    const arrived = deferred<void>();
    const go = deferred<void>();
    nc.subscribe("a", {
      async callback(_error, msg) {
        arrived.resolve();
        await go;
        msg.respond("late");
        api.trace.getTracer("test").startSpan("inner").end();
      },
    });
    const answer = nc.request("a");
    await arrived;
    assertEquals(spans().filter(({ name }) => name === "process a"), []);
    go.resolve();
    await answer;
    assertEquals(span("inner").parentSpanContext?.spanId, idOf(span("process a")));
    assertEquals(span("respond").parentSpanContext?.spanId, idOf(span("process a")));
  });
});

test("a callback's span tells what it threw or rejected with, and the connection is told as ever", async () => {
  await withTraces(async ({ nc, spans }) => {
    const told = nextStatus(nc, "error");
    nc.subscribe("a", {
      callback() {
        throw new RangeError("bad");
      },
    });
    nc.publish("a");
    assertEquals((await told).error.message, "bad");
    const again = nextStatus(nc, "error");
    nc.subscribe("b", { callback: () => Promise.reject(new RangeError("worse")) });
    nc.publish("b");
    assertEquals((await again).error.message, "worse");
    const processed = spans().filter(({ name }) => name.startsWith("process"));
    assertEquals(processed.map(({ status }) => status.message), ["bad", "worse"]);
    assertEquals(processed.map(({ attributes }) => attributes["error.type"]), ["RangeError", "RangeError"]);
  });
});

test("a callback is told of the end of its subscription without a span", async () => {
  await withTraces(async ({ nc, spans }) => {
    const told = deferred<Error | null>();
    nc.subscribe("a", { timeout: 1, callback: (error) => told.resolve(error) });
    assertEquals((await told)?.name, "TimeoutError");
    assertEquals(spans(), []);
  });
});

test("messages to an inbox name no span", async () => {
  await withTraces(async ({ nc, span }) => {
    const arrived = deferred<void>();
    nc.subscribe("_INBOX.x.*", { callback: () => arrived.resolve() });
    nc.publish("_INBOX.x.1");
    await arrived;
    assertEquals(span("process").attributes["messaging.destination.temporary"], true);
    assertEquals(span("process").attributes["messaging.destination.anonymous"], true);
    assertEquals(span("publish").attributes["messaging.destination.name"], "_INBOX.x.1");
  });
});

test("a loop's span ends when the loop asks for the next message, or is left", async () => {
  await withTraces(async ({ nc, spans }) => {
    const sub = nc.subscribe("a");
    for (const text of ["1", "2"]) nc.publish("a", text);
    const ended = () => spans().filter(({ name }) => name === "process a").length;
    const counts: number[] = [];
    for await (const msg of sub) {
      counts.push(ended());
      if (msg.string() === "2") break;
    }
    assertEquals(counts, [0, 1]);
    assertEquals(ended(), 2);
  });
});

test("a loop inside a span: its messages belong to their senders and are linked to the span around", async () => {
  await withTraces(async ({ nc, plain, spans, span }) => {
    const sub = nc.subscribe("a", { max: 2 });
    nc.publish("a", "with");
    plain.publish("a", "without");
    await api.trace.getTracer("test").startActiveSpan("around", async (around) => {
      for await (const _msg of sub);
      around.end();
    });
    const [first, second] = spans().filter(({ name }) => name === "process a");
    const [sender, around] = [idOf(span("publish a")), idOf(span("around"))];
    assertEquals(first!.parentSpanContext?.spanId, sender);
    assertEquals(linksOf(first!), [sender, around]);
    assertEquals(second!.parentSpanContext?.spanId, around);
    assertEquals(linksOf(second!), []);
  });
});

test("withContext runs work in the context of a loop's message and holds its span until the work is done", async () => {
  await withTraces(async ({ nc, spans, span }) => {
    const sub = nc.subscribe("a", { max: 2 });
    for (const text of ["1", "2"]) nc.publish("a", text);
    const go = deferred<void>();
    const works: Promise<void>[] = [];
    for await (const msg of sub) {
      works.push(withContext(msg, async () => {
        await go;
        api.trace.getTracer("test").startSpan(`inner ${msg.string()}`).end();
        if (msg.string() === "2") throw new Error("bad");
      }));
    }
    assertEquals(spans().filter(({ name }) => name === "process a"), []);
    go.resolve();
    assertEquals((await Promise.allSettled(works)).map(({ status }) => status), ["fulfilled", "rejected"]);
    const [first, second] = spans().filter(({ name }) => name === "process a");
    assertEquals(span("inner 1").parentSpanContext?.spanId, idOf(first!));
    assertEquals(span("inner 2").parentSpanContext?.spanId, idOf(second!));
    assertEquals([first!.status.code, second!.status.code], [
      api.SpanStatusCode.UNSET,
      api.SpanStatusCode.ERROR,
    ]);
  });
});

test("withContext only runs the work for a message without a context", () => {
  const msg = { subject: "a" } as Msg;
  assertEquals(contextOf(msg), undefined);
  assertEquals(withContext(msg, () => 7), 7);
});

test("respond in a loop belongs to the message, whatever is active around the loop", async () => {
  await withTraces(async ({ nc, span }) => {
    const sub = nc.subscribe("a", { max: 1 });
    const loop = api.trace.getTracer("test").startActiveSpan("around", async (around) => {
      for await (const msg of sub) msg.respond("yes");
      around.end();
    });
    await nc.request("a");
    await loop;
    assertEquals(span("respond").parentSpanContext?.spanId, idOf(span("process a")));
  });
});

test("messages of readable have their context, with what its sender sent along, and no span", async () => {
  await withTraces(async ({ nc, spans, span }) => {
    const sub = nc.subscribe("a", { max: 1 });
    assert(sub.readable === sub.readable);
    const baggage = api.propagation.createBaggage({ tenant: { value: "acme" } });
    api.context.with(api.propagation.setBaggage(api.ROOT_CONTEXT, baggage), () => nc.publish("a", "1"));
    const seen: Msg[] = [];
    for await (const msg of sub.readable) seen.push(msg);
    const context = contextOf(seen[0]!)!;
    assertEquals(api.trace.getSpanContext(context)?.spanId, idOf(span("publish a")));
    assertEquals(api.propagation.getBaggage(context)?.getEntry("tenant")?.value, "acme");
    assertEquals(spans().length, 1);
  });
});

test("headers without a trace, or with one that cannot be read, start a trace of their own", async () => {
  await withTraces(async ({ nc, plain, spans }) => {
    const done = deferred<void>();
    nc.subscribe("a", { max: 2, callback: (_error, msg) => void (msg.string() === "2" && done.resolve()) });
    const strange = headers();
    strange.set("traceparent", "00-nonsense");
    plain.publish("a", "1", { headers: strange });
    plain.publish("a", "2");
    await done;
    assertEquals(spans().map(({ parentSpanContext }) => parentSpanContext), [undefined, undefined]);
    assertEquals(spans().map(linksOf), [[], []]);
  });
});

test("readable of an instrumented subscription takes a message only when its reader wants one", async () => {
  await withTraces(async ({ nc }) => {
    const sub = nc.subscribe("a", { max: 3 });
    for (const text of ["1", "2", "3"]) nc.publish("a", text);
    await nc.flush();
    const reader = sub.readable.getReader();
    assertEquals((await reader.read()).value?.string(), "1");
    // By then a stream that reads ahead would have.
    await nc.flush();
    assertEquals(sub.getProcessed(), 1);
    await reader.cancel();
    await sub.closed;
  });
});

test("a callback's span has nothing to do with what was active as the subscription was made", async () => {
  await withTraces(async ({ nc, plain, span }) => {
    const arrived = deferred<void>();
    api.trace.getTracer("test").startActiveSpan("around", (around) => {
      nc.subscribe("a", { callback: () => arrived.resolve() });
      around.end();
    });
    plain.publish("a");
    await arrived;
    assertEquals(span("process a").parentSpanContext, undefined);
    assertEquals(linksOf(span("process a")), []);
  });
});
