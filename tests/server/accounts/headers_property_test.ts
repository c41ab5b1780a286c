import fc from "fast-check";
import { assert, test } from "../../_test.ts";
import { joinAs, startAccounts } from "./_accounts.ts";

const piece = fc.oneof(
  fc.constantFrom(
    "NATS/1.0",
    "\r\n",
    "\r",
    "\n",
    ":",
    ": ",
    "Nats-Trace-Dest",
    "Nats-Trace-Only",
    "Nats-Request-Info",
    "traceparent",
    "Uber-Trace-Id",
    "X-B3-TraceId",
    "B3",
    "tr",
    "1",
    "{}",
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  ),
  fc.string({
    minLength: 1,
    maxLength: 4,
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  }),
);

test("any bytes for headers come through services, measurements, traces and mappings", async () => {
  await using server = await startAccounts({
    A: {
      exports: [{ service: "svc", allowTrace: true, latency: { subject: "lat", sampling: "headers" } }],
      msgTrace: { dest: "tr" },
      mappings: { svc: "served" },
    },
    B: { imports: [{ service: { account: "A", subject: "svc" }, share: true }], msgTrace: { dest: "tr" } },
  });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB > 1\r\n");
  await b.sync("SUB in 1\r\n");
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), async (pieces, hasLine) => {
      const block = (hasLine ? "NATS/1.0\r\n" : "") + pieces.join("");
      if (block === "") return;
      const said = await b.sync(`HPUB svc in ${block.length} ${block.length + 2}\r\n${block}hi\r\n`);
      assert(!said.includes("-ERR"), said);
      const got = await a.sync();
      const [, size = 0, total = 0] = /^HMSG served 1 _R_\S+ (\d+) (\d+)\r\n/.exec(got) ?? [];
      const isOnlyTraced = /Nats-Trace-Only/.test(block);
      assert(
        isOnlyTraced || (Number(size) > 0 && Number(total) > Number(size)),
        JSON.stringify([block, got]),
      );
    }),
    { numRuns: 300 },
  );
});
