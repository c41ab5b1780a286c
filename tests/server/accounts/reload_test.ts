import type { AccountOptions } from "../../../src/server/option_types.ts";
import { assertEquals, assertMatch, assertRejects, test } from "../../_test.ts";
import { pub } from "../_peer.ts";
import { accountsOptions, joinAs, replyIn, startAccounts } from "./_accounts.ts";

const A: AccountOptions = { exports: [{ service: "svc" }, { service: "new" }, { stream: "s.>" }] };
const B: AccountOptions = {
  imports: [{ service: { account: "A", subject: "svc" } }, { stream: { account: "A", subject: "s.a" } }],
  mappings: { m: "old" },
};

test("Server.reload changes imports and mappings for the messages that come then", async () => {
  await using server = await startAccounts({ A, B });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\nSUB new 2\r\n");
  const before = await b.sync("SUB > 9\r\n" + pub("svc", "1", "in") + pub("m", "x"));
  assertEquals(before.match(/MSG \S+/g), ["MSG svc", "MSG old"]);
  const reply = replyIn(await a.sync());
  await server.reload(accountsOptions({
    A,
    B: {
      imports: [{ service: { account: "A", subject: "new" } }, { stream: { account: "A", subject: "s.b" } }],
      mappings: { m: "fresh" },
    },
  }));
  await a.sync(pub(reply, "yes") + pub("s.a", "no") + pub("s.b", "b"));
  const after = await b.sync(pub("svc", "no") + pub("new", "2") + pub("m", "y"));
  assertMatch(await a.sync(), /^HMSG new 2 \d+ \d+\r\n[^]*\r\n\r\n2\r\n$/);
  const subjects = (after.match(/MSG \S+/g) ?? []).map((line) => line.slice("MSG ".length));
  assertEquals(subjects, ["in", "s.b", "svc", "new", "fresh"]);
});

test("Server.reload refuses accounts that do not go together, and changes nothing", async () => {
  await using server = await startAccounts({ A, B });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\n");
  await assertRejects(
    () => server.reload(accountsOptions({ A: {}, B })),
    Error,
    'Error adding stream import "s.a": stream import not authorized',
  );
  await b.sync(pub("svc", "1"));
  assertMatch(await a.sync(), /^HMSG svc 1 /);
});

test("Server.reload ends what an account had that is gone", async () => {
  await using server = await startAccounts({ A, B });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await b.sync("SUB s.a 1\r\n");
  await server.reload(accountsOptions({ A }));
  await b.gone();
  assertEquals(
    await a.sync("SUB in 1\r\n" + pub("s.a", "", "in")),
    "HMSG in 1 35 35\r\nNATS/1.0 503\r\nNats-Subject: s.a\r\n\r\n\r\n",
  );
});
