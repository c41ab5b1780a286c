import { createServerWith } from "../../../src/server/server.ts";
import { assertEquals, test } from "../../_test.ts";
import { pub } from "../_peer.ts";
import { accountsOptions, joinAs } from "./_accounts.ts";

test("nothing is left of services and streams when their clients have gone", async () => {
  const options = accountsOptions({
    A: {
      exports: [{ service: "svc" }, { service: "many", responseType: "stream" }, { stream: "st.>" }],
      mappings: { "m.*": "mm.$1" },
    },
    B: {
      imports: [
        { service: { account: "A", subject: "svc" } },
        { service: { account: "A", subject: "many" }, share: true },
        { stream: { account: "A", subject: "st.>" }, prefix: "p" },
      ],
    },
  });
  await using server = await createServerWith(options, (transport) => transport);
  const counts = () =>
    ["A", "B"].map((name) => {
      const { index, links } = server.accounts.get(name)!;
      return [index.count, links!.responses.size, links!.awaited.size];
    });
  const before = counts();
  for (let round = 0; round < 20; round++) {
    const a = await joinAs(server, "a");
    const b = await joinAs(server, "b");
    // What is answered, what is not, what nobody gets, and what several streams cover.
    await a.sync("SUB svc q 1\r\nSUB many 2\r\n");
    await b.sync("SUB in.> 1\r\nSUB p.> 2\r\nSUB p.st.* 3\r\nSUB p.st.a 4\r\n");
    for (let request = 0; request < 10; request++) {
      await b.send(pub("svc", "hi", `in.${request}`) + pub("many", "hi", `in.m${request}`));
    }
    await b.sync();
    const replies = (await a.sync(pub("st.a", "x"))).match(/_R_\S+/g)!;
    assertEquals(replies.length, 20);
    await a.sync(replies.slice(0, 10).map((reply) => pub(reply, "yes")).join(""));
    a.close();
    await b.sync(pub("svc", "hi", "in.x"));
    b.close();
    while (server.clients.size > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const [[, ...a], [, ...b]] = counts() as [number[], number[]];
  assertEquals([a, b], [[0, 0], [0, 0]]);
  // Beside what was there at first, each account that answered listens for answers.
  const extra = counts().map(([count], at) => count! - before[at]![0]!);
  assertEquals(extra, [1, 0]);
});
