import { Account } from "../../../src/server/accounts/account.ts";
import { describeLinks } from "../../../src/server/accounts/describe.ts";
import { planAccounts } from "../../../src/server/accounts/plan.ts";
import { assertEquals, test } from "../../_test.ts";

test("describeLinks tells of exports, imports and mappings as nats-server does", () => {
  const plan = planAccounts({
    noSystemAccount: false,
    accounts: {
      A: {
        exports: [
          { service: "svc", responseType: "stream", accounts: ["B"] },
          { service: "lat", latency: { subject: "res", sampling: "headers" } },
          { stream: "st.>" },
        ],
        mappings: { w: [{ destination: "x", weight: 30 }, { destination: "ö", weight: 20 }] },
      },
      B: {
        imports: [
          { stream: { account: "A", subject: "st.*" }, to: "t.$1" },
          { service: { account: "A", subject: "svc" }, to: "b", share: true },
          { service: { account: "A", subject: "lat" } },
        ],
      },
    },
  });
  const [a, b] = ["A", "B"].map((name) => {
    const account = new Account(name, false, {}, 0);
    account.plan = plan.accounts.get(name)!;
    account.mappings = account.plan.mappings;
    return JSON.parse(JSON.stringify(describeLinks(account)));
  });
  assertEquals({ ...a, imports: a.imports.length }, {
    mappings: {
      w: [{ subject: "ö", weight: 20 }, { subject: "x", weight: 50 }, { subject: "w", weight: 100 }],
    },
    exports: [
      { subject: "svc", type: "service", response_type: "Streamed", approved_accounts: ["B"] },
      {
        subject: "lat",
        type: "service",
        response_type: "Singleton",
        service_latency: { sampling: "headers", results: "res" },
      },
      { subject: "st.>", type: "stream" },
    ],
    imports: 4,
  });
  const plain = { invalid: false, share: false, tracking: false };
  assertEquals({ ...b, imports: b.imports.slice(0, 4) }, {
    imports: [
      { subject: "st.*", account: "A", local_subject: "t.*", type: "stream", ...plain },
      { subject: "svc", account: "A", to: "b", local_subject: "b", type: "service", ...plain, share: true },
      {
        subject: "lat",
        account: "A",
        to: "lat",
        local_subject: "lat",
        type: "service",
        ...plain,
        latency: { sampling: "headers", results: "res" },
      },
      {
        subject: "$SYS.REQ.ACCOUNT.B.CONNZ",
        account: "$SYS",
        to: "$SYS.REQ.ACCOUNT.PING.CONNZ",
        local_subject: "$SYS.REQ.ACCOUNT.PING.CONNZ",
        type: "service",
        ...plain,
      },
    ],
  });
});
