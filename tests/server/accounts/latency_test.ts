import { messageFrame, withHeader } from "../../../src/server/accounts/frames.ts";
import { isSampledTraceparent, sampled } from "../../../src/server/accounts/sampling.ts";
import { VirtualClock } from "../../../src/testing/mod.ts";
import { assert, assertEquals, test } from "../../_test.ts";
import { pub } from "../_peer.ts";
import { joinAs, replyIn, startAccounts } from "./_accounts.ts";

const PLAIN = messageFrame("s", "", new Uint8Array(0));

test("sampled measures so many percent", () => {
  const counts = [1, 50, 99, 100].map((sampling) => {
    let count = 0;
    for (let percent = 0; percent < 100; percent++) {
      if (sampled({ subject: "x", sampling }, PLAIN, () => percent / 100) !== null) count++;
    }
    return count;
  });
  // nats-server draws from 0 to 99 and takes the number itself too.
  assertEquals(counts, [2, 51, 100, 100]);
  assertEquals(sampled({ subject: "x", sampling: "headers" }, PLAIN, () => 0), null);
});

test("sampled goes by headers where chance says no", () => {
  const frame = withHeader(PLAIN, "b3", "1-2-1");
  assertEquals(sampled({ subject: "x", sampling: 1 }, frame, () => 0.5), { B3: ["1-2-1"] });
  assertEquals(sampled({ subject: "x", sampling: 1 }, frame, () => 0), {});
});

test("isSampledTraceparent reads the flags", () => {
  const start = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
  const table: [string, boolean][] = [
    [`${start}-01`, true],
    [`${start}-03`, true],
    [`${start}-00`, false],
    [`${start}-1`, false],
    [`${start}-001`, false],
    [`${start}-0g`, false],
    [`${start}-ff`, false],
    [`${start}-01-more`, false],
    ["01", false],
    ["", false],
  ];
  for (const [value, isSampled] of table) assertEquals(isSampledTraceparent(value), isSampled, value);
});

const MEASURED = {
  A: { exports: [{ service: "svc", responseThresholdMs: 1000, latency: { subject: "lat" } }] },
  B: { imports: [{ service: { account: "A", subject: "svc" } }] },
};

test("a measured service tells how long it took", async () => {
  const clock = new VirtualClock();
  await using server = await startAccounts(MEASURED, { clock });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\nSUB lat 2\r\n");
  await b.sync("SUB inbox 1\r\n" + pub("svc", "hi", "inbox"));
  const request = await a.sync();
  assert(/_R_\.\w{6}\.\w{6}\.\w{8}\.T /.test(request), request);
  await clock.advance(250);
  const said = await a.sync(pub(replyIn(request), "yes"));
  const told = JSON.parse(said.slice(said.indexOf("{"), said.lastIndexOf("}") + 1));
  assertEquals(told.status, 200);
  assert(told.service > 249e6 && told.service <= 250e6, `${told.service}`);
  assert(told.total >= told.service, `${told.total}`);
  assertEquals(await b.sync(), "MSG inbox 1 3\r\nyes\r\n");
});

test("a measured service that does not answer in time is told of", async () => {
  const clock = new VirtualClock();
  await using server = await startAccounts(MEASURED, { clock });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\nSUB lat 2\r\n");
  await b.sync("SUB inbox 1\r\n" + pub("svc", "hi", "inbox"));
  await a.sync();
  await clock.advance(1000);
  const said = await a.sync();
  const told = JSON.parse(said.slice(said.indexOf("{"), said.lastIndexOf("}") + 1));
  assertEquals([told.status, told.description, told.requestor.acc], [504, "Service Timeout", "B"]);
});

test("a request to a measured service whose client is gone is told of once", async () => {
  await using server = await startAccounts(MEASURED);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\nSUB lat 2\r\n");
  await b.sync("SUB inbox 1\r\n" + pub("svc", "hi", "inbox"));
  const reply = replyIn(await a.sync());
  b.close();
  const said = await a.until("}\r\n");
  assert(said.includes('"status":408'), said);
  assertEquals(await a.sync(pub(reply, "late")), "");
});
