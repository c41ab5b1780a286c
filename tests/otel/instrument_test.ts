import { deferred, headers, type NatsConnection } from "../../mod.ts";
import { instrument, type OperationDetails, type OtelApi, type OtelSpan } from "../../src/otel/mod.ts";
import { assert, assertEquals, assertStrictEquals, test } from "../_test.ts";
import { api, idOf, linksOf, withTraces } from "./_otel.ts";

test("instrument gives all that the connection has, run on the connection itself", async () => {
  await withTraces(async ({ nc, plain }) => {
    assertStrictEquals(nc.info, plain.info);
    assertEquals(nc.getServer(), plain.getServer());
    assertStrictEquals(nc.flush, nc.flush);
    assert(await nc.rtt() >= 0);
    assert(nc instanceof plain.constructor);
    assertStrictEquals(nc.closed(), plain.closed());
    const later = plain as NatsConnection & { later?: () => unknown; note?: string };
    later.later = function () {
      return this;
    };
    const wrapped = nc as typeof later;
    assertStrictEquals(wrapped.later!(), plain);
    wrapped.note = "set";
    assertEquals(later.note, "set");
    const sub = nc.subscribe("a");
    assertEquals([sub.getSubject(), sub.getMax(), sub.isClosed()], ["a", undefined, false]);
    sub.unsubscribe();
    await sub.closed;
    await nc[Symbol.asyncDispose]();
    assertEquals(plain.isClosed(), true);
  });
});

test("instrument option filter leaves subjects alone: no span, nothing in the headers", async () => {
  const asked: string[] = [];
  await withTraces(async ({ nc, spans }) => {
    const arrived = deferred<void>();
    nc.subscribe("private.a", {
      callback(_error, msg) {
        assertEquals(msg.headers, undefined);
        msg.respond("yes");
        arrived.resolve();
      },
    });
    nc.publish("private.a");
    await arrived;
    await nc.request("private.a");
    for await (const _answer of await nc.requestMany("private.a")) break;
    assertEquals(spans().map(({ name }) => name), ["respond", "respond"]);
    assertEquals([...new Set(asked)].sort(), ["private process", "private publish", "private request"]);
  }, {
    filter(subject, operation) {
      const family = subject.split(".")[0]!;
      if (family !== "_INBOX") asked.push(`${family} ${operation}`);
      return family !== "private";
    },
  });
});

test("instrument option spans: without them contexts are passed on all the same", async () => {
  await withTraces(async ({ nc, spans, span }) => {
    const arrived = deferred<void>();
    nc.subscribe("a", {
      callback() {
        api.trace.getTracer("test").startSpan("inner").end();
        arrived.resolve();
      },
    });
    api.trace.getTracer("test").startActiveSpan("outer", (outer) => {
      nc.publish("a");
      outer.end();
    });
    await arrived;
    assertEquals(spans().map(({ name }) => name), ["outer", "inner"]);
    assertEquals(span("inner").parentSpanContext?.spanId, idOf(span("outer")));
  }, { spans: false });
});

test("instrument option attributes adds to the span, with the details of the operation at hand", async () => {
  const seen: OperationDetails[] = [];
  await withTraces(async ({ nc, span }) => {
    const own = headers();
    own.set("Tenant", "acme");
    nc.publish("a", "1", { headers: own });
    await nc.flush();
    assertEquals(span("publish a").attributes["tenant"], "acme");
    assertEquals(seen.map(({ operation, payload, message }) => ({ operation, payload, message })), [
      { operation: "publish", payload: "1", message: undefined },
    ]);
  }, {
    attributes(details) {
      seen.push(details);
      return { tenant: details.headers?.get("Tenant") };
    },
  });
});

test("instrument option attributes that throws is told to diag, and the message is sent", async () => {
  const warnings: string[] = [];
  const diag = { warn: (message: string) => void warnings.push(message) };
  const spied: OtelApi = { ...api, diag };
  await withTraces(async ({ nc, plain, span }) => {
    nc.publish("a", "1");
    await nc.flush();
    span("publish a");
    assertEquals(plain.stats().outMsgs, 1);
    assertEquals(warnings.length, 1);
  }, {
    api: spied,
    attributes() {
      throw new Error("bad");
    },
  });
});

test("instrument option template names spans and is an attribute of them", async () => {
  await withTraces(async ({ nc, span }) => {
    const arrived = deferred<void>();
    nc.subscribe(">", { callback: () => arrived.resolve() });
    nc.publish("orders.17");
    await arrived;
    for (const name of ["publish orders.{id}", "process orders.{id}"]) {
      assertEquals(span(name).attributes["messaging.destination.template"], "orders.{id}");
      assertEquals(span(name).attributes["messaging.destination.name"], "orders.17");
    }
  }, { template: (subject) => subject.startsWith("orders.") ? "orders.{id}" : undefined });
});

test("instrument option received 'link' starts a trace of its own for what is received", async () => {
  await withTraces(async ({ nc, span }) => {
    const arrived = deferred<void>();
    nc.subscribe("a", { callback: () => arrived.resolve() });
    nc.publish("a");
    await arrived;
    const [sent, processed] = [span("publish a"), span("process a")];
    assertEquals(processed.parentSpanContext, undefined);
    assert(processed.spanContext().traceId !== sent.spanContext().traceId);
    assertEquals(linksOf(processed), [idOf(sent)]);
  }, { received: "link" });
});

test("instrument option inboxPrefix says which subjects name no span", async () => {
  await withTraces(async ({ nc, spans }) => {
    nc.publish("_MINE.1");
    nc.publish("_INBOX.1");
    await nc.flush();
    assertEquals(spans().map(({ name }) => name), ["publish", "publish _INBOX.1"]);
  }, { inboxPrefix: "_MINE" });
});

test("instrument sends a message whose headers cannot be copied without a trace", async () => {
  const warnings: string[] = [];
  const diag = { warn: (message: string) => void warnings.push(message) };
  const broken: OtelApi = {
    ...api,
    diag,
    propagation: {
      extract: (context) => context,
      inject(_context, carrier, setter) {
        setter!.set(carrier, "not a name:", "1");
      },
    },
  };
  await withTraces(async ({ nc, plain }) => {
    nc.publish("a", "1");
    await nc.flush();
    assertEquals(plain.stats().outMsgs, 1);
    assertEquals(warnings.length, 1);
  }, { api: broken });
});

test("instrument takes anything of the shape of the API: one that does nothing changes nothing", async () => {
  const span: OtelSpan = {
    spanContext: () => ({ traceId: "0".repeat(32), spanId: "0".repeat(16), traceFlags: 0 }),
    isRecording: () => false,
    setAttribute() {},
    setStatus() {},
    recordException() {},
    end() {},
  };
  const root = { getValue: () => undefined, setValue: () => root, deleteValue: () => root };
  const nothing: OtelApi = {
    ROOT_CONTEXT: root,
    context: { active: () => root, with: (_context, work) => work() },
    trace: {
      getTracer: () => ({ startSpan: () => span }),
      setSpan: () => root,
      getSpanContext: () => undefined,
      isSpanContextValid: () => false,
    },
    propagation: { inject() {}, extract: (context) => context },
  };
  await withTraces(async ({ plain }) => {
    const nc = instrument(plain, { api: nothing });
    nc.subscribe("a", {
      callback: (_error, msg) => void msg.respond(msg.headers === undefined ? "none" : "some"),
    });
    assertEquals((await nc.request("a")).string(), "none");
  });
});
