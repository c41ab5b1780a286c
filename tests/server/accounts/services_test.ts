import type { AccountOptions } from "../../../src/server/option_types.ts";
import { MAX_SERVICES } from "../../../src/server/accounts/service_calls.ts";
import { VirtualClock } from "../../../src/testing/mod.ts";
import { assert, assertEquals, assertMatch, test } from "../../_test.ts";
import { pub } from "../_peer.ts";
import { hpub, joinAs, replyIn, startAccounts } from "./_accounts.ts";

const SERVICE = {
  A: { exports: [{ service: "svc" }] },
  B: { imports: [{ service: { account: "A", subject: "svc" } }] },
};

test("accounts keep their subjects apart", async () => {
  await using server = await startAccounts({ A: {}, B: {} });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB > 1\r\n");
  assertEquals(await b.sync(pub("x", "no")), "");
  assertEquals(await a.sync(), "");
});

test("a service answers to another account under reply subjects of its own", async () => {
  await using server = await startAccounts(SERVICE);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\n");
  await b.sync("SUB inbox 7\r\n" + pub("svc", "hi", "inbox"));
  const request = await a.sync();
  assertMatch(
    request,
    /^HMSG svc 1 _R_\.\w{6}\.\w{6} \d+ \d+\r\nNATS\/1\.0\r\nNats-Request-Info: {"acc":"B","rtt":\d+}\r\n\r\nhi\r\n$/,
  );
  await a.sync(pub(replyIn(request), "yes"));
  assertEquals(await b.sync(), "MSG inbox 7 3\r\nyes\r\n");
  await a.sync(pub(replyIn(request), "again"));
  assertEquals(await b.sync(), "", "a second answer goes nowhere");
});

test("a service is not told who asks by who asks", async () => {
  await using server = await startAccounts(SERVICE);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\n");
  await b.sync(hpub("svc", ["A: 1", 'Nats-Request-Info: {"acc":"A"}', "B: 2"], "hi", "inbox"));
  assertMatch(
    await a.sync(),
    /\r\nNATS\/1\.0\r\nA: 1\r\nB: 2\r\nNats-Request-Info: {"acc":"B","rtt":\d+}\r\n\r\nhi\r\n$/,
  );
});

test("an import that shares tells the service who asks", async () => {
  await using server = await startAccounts({
    A: { exports: [{ service: "svc" }] },
    B: { imports: [{ service: { account: "A", subject: "svc" }, share: true }] },
  }, { serverName: "srv" });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b", { name: "app", lang: "x", version: "1.0" });
  await a.sync("SUB svc 1\r\n");
  await b.sync(pub("svc", "hi"));
  const info = JSON.parse(/Nats-Request-Info: (.*)\r\n/.exec(await a.sync())![1]!);
  assert(info.rtt > 0 && Date.parse(info.start) > 0);
  assertEquals({ ...info, rtt: 1, start: "" }, {
    start: "",
    id: 2,
    acc: "B",
    user: "b",
    name: "app",
    lang: "x",
    ver: "1.0",
    rtt: 1,
    server: "srv",
    kind: "Client",
    client_type: "nats",
  });
});

test("a request that no service gets has no responders, and is not remembered", async () => {
  await using server = await startAccounts(SERVICE);
  const b = await joinAs(server, "b");
  assertEquals(
    await b.sync("SUB inbox 7\r\n" + pub("svc", "hi", "inbox")),
    "HMSG inbox 7 35 35\r\nNATS/1.0 503\r\nNats-Subject: svc\r\n\r\n\r\n",
  );
});

test("a service is asked under a subject with the wildcards in another place", async () => {
  await using server = await startAccounts({
    A: { exports: [{ service: "q.>" }] },
    B: {
      imports: [
        { service: { account: "A", subject: "q.*.*" }, to: "l.$2.$1" },
        { service: { account: "A", subject: "q.fix" }, to: "any.*" },
        { service: { account: "A", subject: "q.w.*" } },
      ],
    },
  });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB q.> 1\r\n");
  await b.sync(pub("l.x.y", "1") + pub("any.z", "2") + pub("q.w.x", "3") + pub("l.x", "4"));
  assertEquals((await a.sync()).match(/HMSG \S+/g), ["HMSG q.y.x", "HMSG q.fix", "HMSG q.w.x"]);
});

test("several accounts are asked by the same subject", async () => {
  const exports = [{ service: "q" }];
  await using server = await startAccounts({
    A: { exports },
    B: { exports },
    C: { imports: ["A", "B"].map((account) => ({ service: { account, subject: "q" }, to: "l" })) },
  });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  const c = await joinAs(server, "c");
  await a.sync("SUB q 1\r\n");
  await b.sync("SUB q 1\r\n");
  await c.sync("SUB inbox 7\r\n" + pub("l", "hi", "inbox"));
  for (const service of [a, b]) await service.sync(pub(replyIn(await service.sync()), "yes"));
  assertEquals(await c.sync(), "MSG inbox 7 3\r\nyes\r\n".repeat(2));
});

test("services stand behind each other, and the last one knows who asked first", async () => {
  await using server = await startAccounts({
    A: { exports: [{ service: "a" }] },
    B: { exports: [{ service: "b" }], imports: [{ service: { account: "A", subject: "a" }, to: "b" }] },
    C: { imports: [{ service: { account: "B", subject: "b" }, to: "c" }] },
  });
  const a = await joinAs(server, "a");
  const c = await joinAs(server, "c");
  await a.sync("SUB a 1\r\n");
  await c.sync("SUB inbox 7\r\n" + pub("c", "hi", "inbox"));
  const request = await a.sync();
  assertMatch(request, /Nats-Request-Info: {"acc":"C","svc":"B","rtt":\d+}/);
  await a.sync(pub(replyIn(request), "yes"));
  assertEquals(await c.sync(), "MSG inbox 7 3\r\nyes\r\n");
});

test("a ring of services ends where it began", async () => {
  const service = (account: string, subject: string, to: string) => ({ service: { account, subject }, to });
  await using server = await startAccounts({
    A: { exports: [{ service: "a" }], imports: [service("C", "c", "a")] },
    B: { exports: [{ service: "b" }], imports: [service("A", "a", "b")] },
    C: { exports: [{ service: "c" }], imports: [service("B", "b", "c")] },
  });
  const b = await joinAs(server, "b");
  const said = await b.sync("SUB inbox 7\r\n" + pub("b", "hi", "inbox"));
  assertMatch(said, /^HMSG inbox 7 .*\r\nNATS\/1.0 503/);
  const a = await joinAs(server, "a");
  await a.sync("SUB a 1\r\n");
  await b.sync(pub("b", "hi", "inbox"));
  assertMatch(await a.sync(), /^HMSG a 1 _R_/);
});

test("a service that answers in a stream goes on until an empty answer", async () => {
  for (const responseType of ["stream", "chunked"] as const) {
    await using server = await startAccounts({
      A: { exports: [{ service: "svc", responseType }] },
      B: SERVICE.B,
    });
    const a = await joinAs(server, "a");
    const b = await joinAs(server, "b");
    await a.sync("SUB svc 1\r\n");
    await b.sync("SUB inbox 7\r\n" + pub("svc", "hi", "inbox"));
    const reply = replyIn(await a.sync());
    await a.sync(pub(reply, "1") + pub(reply, "2") + pub(reply, "") + pub(reply, "3"));
    assertEquals(await b.sync(), "MSG inbox 7 1\r\n1\r\nMSG inbox 7 1\r\n2\r\nMSG inbox 7 0\r\n\r\n");
  }
});

test("an answer is waited for up to twice the threshold, and one timer does for all", async () => {
  const clock = new VirtualClock();
  await using server = await startAccounts({
    A: {
      exports: [{ service: "svc", responseThresholdMs: 1000 }, {
        service: "slow",
        responseThresholdMs: 60_000,
      }],
    },
    B: { imports: [...SERVICE.B.imports, { service: { account: "A", subject: "slow" } }] },
  }, { clock });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\nSUB slow 2\r\nSUB inbox 3\r\n");
  await b.sync("SUB inbox 7\r\n" + pub("slow", "hi", "inbox") + pub("svc", "hi", "inbox"));
  const [, slow, early] = /(_R_\S+)[^]*?(_R_\S+)/.exec(await a.sync())!;
  await clock.advance(900);
  await b.sync(pub("svc", "hi", "inbox"));
  const late = replyIn(await a.sync());
  await clock.advance(150);
  await a.sync(pub(early!, "early"));
  assertEquals(await b.sync(), "", "the first one's time is over");
  await a.sync(pub(late, "late"));
  assertEquals(await b.sync(), "MSG inbox 7 4\r\nlate\r\n");
  await a.sync(pub(slow!, "slow"));
  assertEquals(await b.sync(), "MSG inbox 7 4\r\nslow\r\n");
});

test("answers are given up when nobody listens for them any more", async () => {
  await using server = await startAccounts(SERVICE);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\n");
  for (const pattern of ["inbox.1", "inbox.*"]) {
    await b.sync(`SUB ${pattern} 7\r\n` + pub("svc", "hi", "inbox.1"));
    const reply = replyIn(await a.sync());
    await b.sync("UNSUB 7\r\n");
    await b.sync(`SUB ${pattern} 8\r\n`);
    await a.sync(pub(reply, "yes"));
    assertEquals(await b.sync("UNSUB 8\r\n"), "", pattern);
  }
});

test("a request that wants an answer to the answer gets it", async () => {
  await using server = await startAccounts(SERVICE);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\nSUB more 2\r\n");
  await b.sync("SUB inbox 7\r\n" + pub("svc", "hi", "inbox"));
  await a.sync(pub(replyIn(await a.sync()), "yes", "more"));
  const answer = await b.sync();
  assertMatch(answer, /^MSG inbox 7 _R_\S+ 3\r\nyes\r\n$/);
  await b.sync(pub(replyIn(answer), "thanks"));
  assertEquals(await a.sync(), "MSG more 2 6\r\nthanks\r\n");
});

test("acknowledgements go back under their own subject", async () => {
  await using server = await startAccounts(SERVICE);
  const a = await joinAs(server, "a");
  await a.sync("SUB svc 1\r\n");
  const b = await joinAs(server, "b");
  assertMatch(
    await b.sync(pub("svc", "hi", "$JS.ACK.s.c")),
    /^-ERR 'Permissions Violation for Publish with Reply of "\$JS.ACK.s.c"'/,
  );
});

test("mappings of the account of a service are for its requests too", async () => {
  await using server = await startAccounts({
    A: { exports: [{ service: "svc" }], mappings: { svc: "svc.v2", "svc.v2": "svc.v3" } },
    B: SERVICE.B,
  });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc.> 1\r\n");
  await b.sync(pub("svc", "hi"));
  assertMatch(await a.sync(), /^HMSG svc\.v2 1 /);
});

test("every account may ask the system account about itself alone", async () => {
  await using server = await startAccounts({ A: {}, S: {} }, { systemAccount: "S", serverName: "srv" });
  const a = await joinAs(server, "a");
  const s = await joinAs(server, "s");
  await s.sync("SUB $SYS.REQ.> 1\r\n");
  await a.sync(
    ["USER.INFO", "ACCOUNT.PING.CONNZ", "SERVER.PING.CONNZ", "ACCOUNT.PING.STATZ", "SERVER.PING"]
      .map((name) => pub(`$SYS.REQ.${name}`, "")).join(""),
  );
  const seen = await s.sync();
  assertEquals(seen.match(/HMSG \S+/g), [
    "HMSG $SYS.REQ.USER.A.INFO",
    "HMSG $SYS.REQ.ACCOUNT.A.CONNZ",
    "HMSG $SYS.REQ.ACCOUNT.A.CONNZ",
    "HMSG $SYS.REQ.ACCOUNT.A.STATZ",
  ]);
  assertMatch(
    seen,
    /Nats-Request-Info: {"start":.*"user":"a".*}\r\n[^]*{"acc":"A","rtt":\d+,"server":"srv"}/,
  );
});

/** So many accounts in a row, each of which asks the one before; the first one, A0, has the service. */
function row(count: number): Record<string, AccountOptions> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at): [string, AccountOptions] => [`A${at}`, {
      exports: [{ service: "svc" }],
      ...(at === 0 ? {} : { imports: [{ service: { account: `A${at - 1}`, subject: "svc" } }] }),
    }]),
  );
}

test("a request comes through MAX_SERVICES services and through no more", async () => {
  await using server = await startAccounts(row(MAX_SERVICES + 2));
  const first = await joinAs(server, "a0");
  const last = await joinAs(server, `a${MAX_SERVICES}`);
  const tooFar = await joinAs(server, `a${MAX_SERVICES + 1}`);
  await first.sync("SUB svc 1\r\n");
  await last.sync("SUB in 1\r\n" + pub("svc", "hi", "in"));
  await first.sync(pub(replyIn(await first.sync()), "yes"));
  assertEquals(await last.sync(), "MSG in 1 3\r\nyes\r\n");
  assertMatch(await tooFar.sync("SUB in 1\r\n" + pub("svc", "hi", "in")), /NATS\/1.0 503/);
  assertEquals(await first.sync(), "");
});

test("answers are given up however many patterns end at once", async () => {
  await using server = await startAccounts(SERVICE);
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b");
  await a.sync("SUB svc 1\r\n");
  for (const count of [1, 16, 17, 40]) {
    const all = Array.from({ length: count }, (_, at) => `${at}`);
    await b.sync(all.map((at) => `SUB in.${at}.* ${at}\r\n${pub("svc", "hi", `in.${at}.x`)}`).join(""));
    const replies = (await a.sync()).match(/_R_\S+/g)!;
    assertEquals(replies.length, count);
    await b.sync("SUB in.0.x kept\r\n" + all.map((at) => `UNSUB ${at}\r\n`).join(""));
    await b.sync("SUB in.> any\r\n");
    await a.sync(replies.map((reply) => pub(reply, "yes")).join(""));
    const answers = await b.sync("UNSUB kept\r\nUNSUB any\r\n");
    assertEquals(answers.match(/MSG in\.\d+/g)?.filter((line) => line !== "MSG in.0"), [], `${count}`);
  }
});

test("a service is told who asks now, where a client became somebody else", async () => {
  await using server = await startAccounts({
    A: { exports: [{ service: "svc" }] },
    B: {
      imports: [{ service: { account: "A", subject: "svc" }, share: true }],
      users: [{ user: "other", pass: "other" }],
    },
  });
  const a = await joinAs(server, "a");
  const b = await joinAs(server, "b", { name: "one" });
  await a.sync("SUB svc 1\r\n");
  await b.sync(pub("svc", "1"));
  assertMatch(await a.sync(), /"user":"b","name":"one"/);
  await b.sync('CONNECT {"verbose":false,"user":"other","pass":"other","name":"two"}\r\n' + pub("svc", "2"));
  assertMatch(await a.sync(), /"user":"other","name":"two"/);
});
