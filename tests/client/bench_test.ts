import { Bench, ClosedConnectionError, InvalidArgumentError, Metric } from "../../mod.ts";
import { Perf } from "../../src/client/bench.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes, assertThrows, test } from "../_test.ts";
import { withServer } from "./_client.ts";

/** What a metric says, without the times. */
function counts(metrics: readonly Metric[]): unknown[] {
  return metrics.map(({ name, msgs, payload, bytes }) => [name, msgs, payload, bytes]);
}

for (const callbacks of [true, false]) {
  const way = callbacks ? "callbacks" : "a loop";

  test(`Bench publishes and receives by ${way}, and counts only its own messages`, async () => {
    await withServer(async (nc) => {
      nc.publish("before", "not counted");
      const metrics = await new Bench(nc, { pub: true, sub: true, msgs: 5, size: 8, callbacks }).run();
      assertEquals(counts(metrics), [["pubsub", 10, 8, 80], ["pub", 5, 8, 40], ["sub", 5, 8, 40]]);
      for (const { duration, lang, version } of metrics) {
        assert(duration >= 0 && lang.startsWith("natwire.") && version !== "");
      }
    });
  });

  test(`Bench requests and answers by ${way}`, async () => {
    await withServer(async (nc) => {
      for (const asyncRequests of [true, false]) {
        const metrics = await new Bench(nc, {
          req: true,
          rep: true,
          msgs: 3,
          size: 2,
          asyncRequests,
          callbacks,
        })
          .run();
        assertEquals(counts(metrics), [["reqrep", 6, 2, 24], ["rep", 3, 2, 24], ["req", 3, 2, 24]]);
        assertEquals(metrics.map((metric) => metric.asyncRequests ?? false), [
          asyncRequests,
          false,
          asyncRequests,
        ]);
      }
    });
  });
}

test("Bench fails when the connection ends before it is done", async () => {
  await withServer(async (nc) => {
    const run = new Bench(nc, { sub: true }).run();
    await nc.close();
    await assertRejects(() => run, ClosedConnectionError);
  });
});

test("Bench refuses to measure nothing", async () => {
  await withServer((nc) => {
    assertThrows(() => new Bench(nc), InvalidArgumentError, "no options selected");
    assertThrows(() => new Bench(nc, { pub: true, msgs: 0 }), InvalidArgumentError, "'msgs'");
    const { msgs, size, payload, subject } = new Bench(nc, { pub: true });
    assertEquals([msgs, size, payload.length, subject.length], [100_000, 128, 128, 22]);
    return Promise.resolve();
  });
});

test("Metric is written as a line to read and as a line of a table", () => {
  const metric = new Metric("pub", 500);
  Object.assign(metric, { msgs: 1_000_000, bytes: 5 * 1024 * 1024, payload: 5, date: 0 });
  assertEquals(`${metric}`, "pub 2,000,000 msgs/sec - [0.50 secs] ~ 10.00 MiB/sec");
  const fields = [`"pub"`, "1970-01-01T00:00:00.000Z", metric.lang, metric.version];
  assertEquals(metric.toCsv(), `${fields.join(",")},1000000,5,5242880,500,false\n`);
  assertEquals(Metric.header().split(",").length, 9);
  Object.assign(metric, { asyncRequests: true, min: 1, max: 2, duration: 0 });
  assertStringIncludes(`${metric}`, "pub [asyncRequests] 0 msgs/sec");
  assertStringIncludes(`${metric}`, " 1/2");
});

test("Perf measures between two marks, and refuses one that was not made", () => {
  const perf = new Perf();
  perf.mark("a");
  assertThrows(() => perf.measure("ab", "a", "b"), InvalidArgumentError, "b is not defined");
  perf.mark("b");
  perf.measure("ab", "a", "b");
  const [entry] = perf.getEntries();
  assert(entry?.name === "ab" && entry.duration >= 0);
});
