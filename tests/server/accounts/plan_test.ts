import { InvalidArgumentError } from "../../../src/errors.ts";
import { planAccounts } from "../../../src/server/accounts/plan.ts";
import type { AccountOptions } from "../../../src/server/option_types.ts";
import { assert, assertEquals, assertThrows, test } from "../../_test.ts";

type Accounts = Record<string, AccountOptions>;

/** The text of the error, or "planned". */
function outcome(
  accounts: Accounts,
  more: { noSystemAccount?: boolean; systemAccount?: string } = {},
): string {
  try {
    planAccounts({ accounts, ...more });
  } catch (error) {
    assert(error instanceof InvalidArgumentError);
    return error.message;
  }
  return "planned";
}

test("planAccounts plans the global and the system account where nothing is configured", () => {
  const { accounts, systemAccount } = planAccounts({});
  assertEquals(systemAccount, "$SYS");
  assertEquals([...accounts.keys()].sort(), ["$G", "$SYS"]);
  assertEquals(accounts.get("$SYS")?.isSystem, true);
  assertEquals([...planAccounts({ noSystemAccount: true }).accounts.keys()], ["$G"]);
  assertEquals(
    planAccounts({ mappings: { a: "b" } }).accounts.get("$G")?.mappings?.map("a", Math.random),
    "b",
  );
});

test("planAccounts names the system account by the options", () => {
  assertEquals(planAccounts({ accounts: { S: {} }, systemAccount: "S" }).accounts.get("S")?.isSystem, true);
  assertEquals([...planAccounts({ accounts: { S: {} }, systemAccount: "S" }).accounts.keys()], ["S", "$G"]);
  assertEquals(planAccounts({ accounts: { "$SYS": {} }, noSystemAccount: true }).systemAccount, "$SYS");
  assertEquals(outcome({ A: {} }, { systemAccount: "S" }), "error resolving system account: account missing");
  assertEquals(outcome({ "$G": {} }), `"$G" is a Reserved Account`);
});

test("planAccounts gives every account the requests to the system account", () => {
  const { accounts } = planAccounts({ accounts: { A: {} } });
  const imports = accounts.get("A")!.serviceImports.map((
    { from, to, share, service },
  ) => [from, to, share, service?.subject, service?.responseType]);
  assertEquals(imports, [
    ["$SYS.REQ.ACCOUNT.PING.CONNZ", "$SYS.REQ.ACCOUNT.A.CONNZ", false, "$SYS.REQ.ACCOUNT.*.CONNZ", "stream"],
    ["$SYS.REQ.SERVER.PING.CONNZ", "$SYS.REQ.ACCOUNT.A.CONNZ", false, "$SYS.REQ.ACCOUNT.*.CONNZ", "stream"],
    ["$SYS.REQ.ACCOUNT.PING.STATZ", "$SYS.REQ.ACCOUNT.A.STATZ", false, "$SYS.REQ.ACCOUNT.*.STATZ", "stream"],
    ["$SYS.REQ.USER.INFO", "$SYS.REQ.USER.A.INFO", true, "$SYS.REQ.USER.*.INFO", "singleton"],
  ]);
  assertEquals(accounts.get("$SYS")!.serviceImports.map(({ to }) => to), ["$SYS.REQ.USER.$SYS.INFO"]);
  assertEquals(
    planAccounts({ accounts: { A: {} }, noSystemAccount: true }).accounts.get("A")!.serviceImports,
    [],
  );
});

test("planAccounts resolves imports to the exports that they are of", () => {
  const { accounts } = planAccounts({
    accounts: {
      A: {
        exports: [
          { stream: "s.>" },
          { service: "q.>", responseType: "stream" },
          { service: "q.*.x", responseThresholdMs: 5000, latency: { subject: "lat" } },
        ],
      },
      B: {
        imports: [
          { stream: { account: "A", subject: "s.a" } },
          { stream: { account: "A", subject: "s.b.*" }, prefix: "p" },
          { stream: { account: "A", subject: "s.c.*.*" }, to: "t.$2.$1" },
          { stream: { account: "A", subject: "s.d.>" }, allowTrace: true },
          { service: { account: "A", subject: "q.1.x" } },
          { service: { account: "A", subject: "q.y.*.*" }, to: "l.$2.$1", share: true },
          { service: { account: "A", subject: "q.z" }, to: "any.*" },
          { service: { account: "A", subject: "q.w.*" } },
        ],
      },
    },
  });
  const { streamImports, serviceImports } = accounts.get("B")!;
  const random = () => 0;
  assertEquals(
    streamImports.map((
      one,
    ) => [one.from, one.to, one.keepsSubject, one.transform?.apply(one.from, random) ?? null]),
    [
      ["s.a", "s.a", false, null],
      ["s.b.*", "p.s.b.*", false, "p.s.b.*"],
      ["s.c.*.*", "t.*.*", false, "t.*.*"],
      ["s.d.>", "s.d.>", true, null],
    ],
  );
  assertEquals(streamImports[2]!.inverse?.apply("t.1.2", random), "s.c.2.1");
  assertEquals(streamImports.map(({ allowTrace }) => allowTrace), [false, false, false, true]);
  const own = serviceImports.filter(({ account }) => account === "A");
  assertEquals(
    own.map((one) => [one.from, one.to, one.share, one.keepsSubject, one.service?.subject]),
    [
      ["q.1.x", "q.1.x", false, false, "q.*.x"],
      ["l.*.*", "q.y.*.*", true, false, "q.>"],
      ["any.*", "q.z", false, false, "q.>"],
      ["q.w.*", "q.w.*", false, true, "q.>"],
    ],
  );
  assertEquals(own[1]!.transform?.apply("l.1.2", random), "q.y.2.1");
  assertEquals(own[0]!.service?.thresholdMs, 5000);
  assertEquals(own[0]!.service?.latency, { subject: "lat", sampling: 100 });
  assertEquals(own[1]!.service?.thresholdMs, 120_000);
});

test("planAccounts lets those import who may", () => {
  const exports = [
    { stream: "pub.>" },
    { stream: "priv.>", accounts: ["B"] },
    { stream: "tok.*.>", accountTokenPosition: 2 },
    { service: "svc", accounts: ["B"] },
  ];
  const stream = (subject: string) => ({ stream: { account: "A", subject } });
  const table: [importer: string, AccountOptions["imports"], string][] = [
    ["B", [stream("pub.x"), stream("priv.x"), stream("tok.B.x")], "planned"],
    ["C", [stream("pub.x"), stream("tok.C.>")], "planned"],
    ["C", [stream("priv.x")], `Error adding stream import "priv.x": stream import not authorized`],
    ["C", [stream("tok.B.x")], `Error adding stream import "tok.B.x": stream import not authorized`],
    ["C", [stream("tok.*.>")], `Error adding stream import "tok.*.>": stream import not authorized`],
    ["C", [stream("other")], `Error adding stream import "other": stream import not authorized`],
    ["C", [stream(">")], `Error adding stream import ">": stream import not authorized`],
    ["C", [stream("pub..x")], `Error adding stream import "pub..x": stream import not authorized`],
    [
      "C",
      [{ service: { account: "A", subject: "svc" } }],
      `Error adding service import "svc": service import not authorized`,
    ],
    ["B", [{ service: { account: "A", subject: "svc" } }], "planned"],
  ];
  for (const [importer, imports, wanted] of table) {
    assertEquals(outcome({ A: { exports }, B: {}, C: {}, [importer]: { imports: imports! } }), wanted);
  }
});

test("planAccounts refuses exports that nats-server refuses, in its words", () => {
  const table: [NonNullable<AccountOptions["exports"]>[number], string][] = [
    [{}, "An export needs a stream or a service"],
    [{ stream: "a", service: "a" }, `Detected stream "a" but already saw a service`],
    [{ stream: "a", accounts: ["X"] }, `"X" account not defined for stream export`],
    [{ service: "a", accounts: ["X"] }, `"X" account not defined for service export`],
    [{ stream: "a..b" }, `Error adding stream export "a..b": sublist: invalid subject`],
    [
      { stream: "a.b", accountTokenPosition: 2 },
      `Error adding stream export "a.b": sublist: invalid subject`,
    ],
    [
      { service: "a.*", accountTokenPosition: 3 },
      `Error adding service export "a.*": sublist: invalid subject`,
    ],
    [
      { stream: "a", responseType: "stream" },
      `Detected response directive on non-service`,
    ],
    [
      { stream: "a", latency: { subject: "x" } },
      `Detected latency directive on non-service`,
    ],
    [
      { stream: "a", allowTrace: true },
      `Detected allow_trace directive on non-service`,
    ],
    [
      { service: "a", responseType: "many" as "stream" },
      `Error adding service export "a": Unknown response type: "many"`,
    ],
    [
      { service: "a", responseThresholdMs: 0 },
      `Error adding service export "a": a response threshold is a time above 0`,
    ],
    [
      { service: "a", latency: { subject: "a.*" } },
      `Error adding service latency sampling for "a" on subject "a.*": invalid publish subject`,
    ],
    [
      { service: "a", latency: { subject: "a" } },
      `Error adding service latency sampling for "a" on subject "a": invalid publish subject`,
    ],
    [
      { service: "a", latency: { subject: "x", sampling: 101 } },
      `Error adding service latency sampling for "a" on subject "x": bad sampling percentage, should be 1-100`,
    ],
    [
      { service: "a", responseType: "chunked", latency: { subject: "x" } },
      `Error adding service latency sampling for "a" on subject "x": bad service response type`,
    ],
  ];
  for (const [one, wanted] of table) assertEquals(outcome({ A: { exports: [one] } }), wanted);
  assertEquals(
    outcome({ A: { exports: [{ service: "a", latency: { subject: "x" } }] } }, { noSystemAccount: true }),
    `Error adding service latency sampling for "a": system account not setup`,
  );
});

test("planAccounts refuses imports that nats-server refuses, in its words", () => {
  const A = { exports: [{ stream: "s.>" }, { service: "q.>" }] };
  const s = { account: "A", subject: "s.*.*" };
  const q = { account: "A", subject: "q.*.*" };
  const bad = "invalid mapping destination: ";
  const table: [NonNullable<AccountOptions["imports"]>, string][] = [
    [[{}], "Expect an account name and a subject"],
    [[{ stream: { account: "A", subject: "" } }], "Expect an account name and a subject"],
    [[{ stream: s, service: q }], "Detected stream but already saw a service"],
    [[{ service: q, allowTrace: true }], "Detected allow_trace directive on a non-stream"],
    [[{ stream: s, prefix: "p", to: "t" }], "Stream import can not have a 'prefix' and a 'to' property"],
    [[{ stream: { account: "X", subject: "s" } }], `"X" account not defined for stream import`],
    [[{ service: { account: "X", subject: "s" } }], `"X" account not defined for service import`],
    [
      [{ stream: s, prefix: "p.*" }],
      `Error adding stream import "s.*.*": stream import prefix can not contain wildcard tokens`,
    ],
    [
      [{ stream: s }, { stream: s, prefix: "p" }],
      `Error adding stream import "s.*.*": stream import already exists`,
    ],
    [
      [{ stream: s, to: "t.$1" }],
      `Error adding stream import "s.*.*": failed to create mapping transform for stream import subject from ` +
      `"s.*.*" to "t.$1": ${bad}not using all of the token wildcard(s) in t.$1`,
    ],
    [
      [{ stream: s, to: "t.{{partition(2,1)}}.$2" }],
      `Error adding stream import "s.*.*": failed to create mapping transform for stream import subject from ` +
      `"s.*.*" to "t.{{partition(2,1)}}.$2": ${bad}the only mapping function allowed for import transforms is ` +
      `{{Wildcard()}} in {{partition(2,1)}}`,
    ],
    [
      [{ service: q, to: "t.$1" }],
      `Error adding service import "q.*.*": failed to create mapping transform for service import subject from ` +
      `"t.$1" to "q.*.*": ${bad}not using all of the token wildcard(s) in t.$1`,
    ],
    [
      [{ service: { account: "A", subject: "q.x" }, to: "a..b" }],
      `Error adding service import "q.x": sublist: invalid subject`,
    ],
    [
      [{ service: { account: "A", subject: "q.x" }, to: "l" }, {
        service: { account: "A", subject: "q.y" },
        to: "l",
      }],
      `Duplicate service import subject "l", previously used in import for account "A", subject "q.x"`,
    ],
  ];
  for (const [imports, wanted] of table) assertEquals(outcome({ A, B: { imports } }), wanted);
});

test("planAccounts lets several accounts be asked by the same subject", () => {
  const exports = [{ service: "q" }];
  const imports = ["A", "B"].map((account) => ({ service: { account, subject: "q" }, to: "l" }));
  assertEquals(outcome({ A: { exports }, B: { exports }, C: { imports } }), "planned");
});

test("planAccounts refuses imports that lead back to where they came from", () => {
  const service = (account: string, subject: string, to: string) => ({ service: { account, subject }, to });
  const stream = (account: string, subject: string, to: string) => ({ stream: { account, subject }, to });
  assertEquals(
    outcome({
      A: { exports: [{ service: "a" }], imports: [service("C", "c", "a")] },
      B: { exports: [{ service: "b" }], imports: [service("A", "a", "b")] },
      C: { exports: [{ service: "c" }], imports: [service("B", "b", "c")] },
    }),
    "planned",
    "what is asked in one account under another subject is no cycle",
  );
  assertEquals(
    outcome({
      A: { exports: [{ service: "x" }], imports: [service("C", "x", "x")] },
      B: { exports: [{ service: "x" }], imports: [service("A", "x", "x")] },
      C: { exports: [{ service: "x" }], imports: [service("B", "x", "x")] },
    }),
    `Error adding service import "x": import forms a cycle`,
  );
  assertEquals(
    outcome({
      A: { exports: [{ stream: ">" }], imports: [stream("B", "x.*", "x.$1")] },
      B: { exports: [{ stream: ">" }], imports: [stream("A", "x.y", "x.y")] },
    }),
    `Error adding stream import "x.y": import forms a cycle`,
  );
  assertThrows(() => planAccounts({ accounts: { A: { mappings: { a: "b.*" } } } }), InvalidArgumentError);
});

test("planAccounts refuses destinations of traces that are no subjects", () => {
  const sampling = (value: number) =>
    `Trace destination sampling value ${value} is invalid, needs to be [1..100]`;
  const table: [AccountOptions["msgTrace"], string][] = [
    [{ dest: "a.b" }, "planned"],
    [{ dest: "a.b", sampling: 1 }, "planned"],
    [{ dest: "a.b", sampling: 100 }, "planned"],
    [{ dest: "a.*" }, `Trace destination "a.*" is not valid`],
    [{ dest: "a b" }, `Trace destination "a b" is not valid`],
    [{ dest: "a.b", sampling: 0 }, sampling(0)],
    [{ dest: "a.b", sampling: 101 }, sampling(101)],
  ];
  for (const [msgTrace, wanted] of table) assertEquals(outcome({ A: { msgTrace: msgTrace! } }), wanted);
});
