import fc from "fast-check";
import { planAccounts } from "../../../src/server/accounts/plan.ts";
import { intersection, shadowSubject } from "../../../src/server/accounts/stream_imports.ts";
import { patternsOverlap, subjectMatches } from "../../../src/subject/match.ts";
import { assertEquals, test } from "../../_test.ts";
import { pub } from "../_peer.ts";
import { joinAs, startAccounts } from "./_accounts.ts";

/** The import of one stream, as planned. */
function importOf(from: string, to?: string) {
  const { accounts } = planAccounts({
    accounts: {
      A: { exports: [{ stream: ">" }] },
      B: { imports: [{ stream: { account: "A", subject: from }, ...(to === undefined ? {} : { to }) }] },
    },
  });
  return accounts.get("B")!.streamImports[0]!;
}

test("shadowSubject asks the other account for what is wanted, and no more", () => {
  const table: [from: string, to: string | undefined, subject: string, shadow: string | undefined][] = [
    ["s", undefined, "s", "s"],
    ["s", undefined, "*", "s"],
    ["s", undefined, "t", undefined],
    ["s", "t", "t", "s"],
    ["s", "t", "s", undefined],
    ["s.*", undefined, "s.a", "s.a"],
    ["s.*", undefined, ">", "s.*"],
    ["s.*", undefined, "*.a", "s.a"],
    ["s.*", "p.s.$1", "p.s.a", "s.a"],
    ["s.*", "p.s.$1", "p.>", "s.*"],
    ["s.*", "p.s.$1", "*.*.a", "s.a"],
    ["s.*", "p.s.$1", "s.a", undefined],
    ["s.*.*", "t.$2.$1", "t.a.*", "s.*.a"],
    ["s.*.*", "t.$2.$1", "*.a.b", "s.b.a"],
    ["s.>", "t.>", "t.a.*", "s.a.*"],
    ["s.>", "t.>", "*.a", "s.a"],
    ["s.>", undefined, "*.a.>", "s.a.>"],
    ["s.*.*.*", "t.$2.$3.$1", "t.a.*.c", "s.c.a.*"],
  ];
  for (const [from, to, subject, shadow] of table) {
    assertEquals(shadowSubject(subject, importOf(from, to)), shadow, `${from} to ${to}: ${subject}`);
  }
});

const pattern = fc.array(fc.constantFrom("a", "b", "*"), { minLength: 1, maxLength: 4 }).chain((tokens) =>
  fc.boolean().map((hasTail) => [...tokens, ...(hasTail ? [">"] : [])].join("."))
);
const literal = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 6 }).map((tokens) =>
  tokens.join(".")
);

test("intersection matches what both patterns match", () => {
  fc.assert(fc.property(pattern, pattern, literal, (a, b, subject) => {
    if (!patternsOverlap(a, b)) return;
    const both = subjectMatches(a, subject) && subjectMatches(b, subject);
    assertEquals(subjectMatches(intersection(a, b), subject), both, `${a} and ${b}: ${intersection(a, b)}`);
  }));
});

test("shadowSubject gets exactly the messages that the subscription wants of the import", () => {
  const imports = [
    importOf("a.*.*", "b.$2.$1"),
    importOf("a.>", "b.a.>"),
    importOf("*.b", "a.b.$1"),
    importOf("a.*"),
    importOf("a.b", "b.a"),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...imports), pattern, literal, (planned, subscribed, published) => {
      if (!subjectMatches(planned.from, published)) return;
      const local = planned.transform?.apply(published, () => 0) ??
        (planned.keepsSubject ? published : planned.to);
      const shadow = shadowSubject(subscribed, planned);
      const isDelivered = shadow !== undefined && subjectMatches(shadow, published);
      assertEquals(
        isDelivered,
        subjectMatches(subscribed, local),
        `${subscribed} of ${planned.from}: ${published}`,
      );
    }),
    { numRuns: 1000 },
  );
});

const STREAM = {
  A: { exports: [{ stream: "s.>" }] },
  B: { imports: [{ stream: { account: "A", subject: "s.*" }, prefix: "p" }] },
};

test("UNSUB with a number counts messages of other accounts", async () => {
  await using server = await startAccounts(STREAM);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  const own = await b.sync("SUB p.> 1\r\nUNSUB 1 3\r\n" + pub("p.own", "0"));
  await a.sync(pub("s.1", "1") + pub("s.2", "2") + pub("s.3", "3"));
  const said = own + await b.sync();
  assertEquals(said.match(/MSG \S+/g), ["MSG p.own", "MSG p.s.1", "MSG p.s.2"]);
  assertEquals(server.stats().subscriptions, 0);
});

test("shadows go with their session", async () => {
  await using server = await startAccounts(STREAM);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  const before = await reachedStreams(a);
  await b.sync("SUB p.s.y 1\r\nSUB p.s.x 2\r\nSUB other 3\r\n");
  assertEquals(await reachedStreams(a), before + 2);
  b.close();
  while (server.stats().connections > 1) await a.sync();
  assertEquals(await reachedStreams(a), before);
});

/** Whether messages of a stream reach somebody elsewhere: publishes ask for answers, of which none come. */
async function reachedStreams(peer: Awaited<ReturnType<typeof joinAs>>): Promise<number> {
  const said = await peer.sync(
    "SUB in.* 9\r\n" + pub("s.x", "", "in.1") + pub("s.y", "", "in.2") + "UNSUB 9\r\n",
  );
  return 2 - (said.match(/503/g)?.length ?? 0);
}
