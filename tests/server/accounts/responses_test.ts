import { Account } from "../../../src/server/accounts/account.ts";
import { nameHash } from "../../../src/server/accounts/event_id.ts";
import { planAccounts } from "../../../src/server/accounts/plan.ts";
import {
  type ExpectedResponse,
  MAX_PENDING_CHARACTERS,
  MAX_PENDING_RESPONSES,
  type PendingResponse,
  Responses,
} from "../../../src/server/accounts/responses.ts";
import { VirtualClock } from "../../../src/testing/mod.ts";
import { assert, assertEquals, assertMatch, test } from "../../_test.ts";

/** What an account owes, with what it gave up, and what it listens for. */
function owing(clock = new VirtualClock()) {
  const plan = planAccounts({
    accounts: { A: { exports: [{ service: "svc", responseThresholdMs: 1000 }] } },
  });
  const givenUp: PendingResponse[] = [];
  const listened: string[] = [];
  const responses: Responses = new Responses(clock, (pending) => {
    givenUp.push(pending);
    responses.remove(pending);
  }, (subject) => listened.push(subject));
  const account = new Account("A", false, {}, 0);
  const expected: ExpectedResponse = {
    to: "inbox",
    requester: account,
    exporter: account,
    service: plan.accounts.get("A")!.serviceExports.get("svc")!,
    type: "singleton",
    share: false,
    measurement: null,
  };
  return { clock, responses, givenUp, listened, expected };
}

test("Responses makes reply subjects of one prefix, and listens for it once", () => {
  const { responses, listened, expected } = owing();
  const first = responses.expect(expected, "");
  const second = responses.expect(expected, ".hash.T");
  assertEquals(listened.length, 1);
  assertMatch(listened[0]!, /^_R_\.[0-9A-Za-z]{6}\.>$/);
  const prefix = listened[0]!.slice(0, -1);
  assert(first.from.startsWith(prefix) && second.from.startsWith(prefix));
  assertMatch(second.from, /^_R_\.\w{6}\.\w{6}\.hash\.T$/);
  assertEquals(responses.find(first.from), first);
  assertEquals(responses.remove(first), true);
  assertEquals(responses.remove(first), false);
  assertEquals(responses.find(first.from), undefined);
  responses.clear();
});

test("Responses owes MAX_PENDING_RESPONSES at most, and gives up the oldest for one more", () => {
  const { responses, givenUp, expected, clock } = owing();
  const first = responses.expect(expected, "");
  for (let count = 1; count < MAX_PENDING_RESPONSES; count++) responses.expect(expected, "");
  assertEquals([responses.size, givenUp.length], [MAX_PENDING_RESPONSES, 0]);
  responses.expect(expected, "");
  assertEquals(responses.size, MAX_PENDING_RESPONSES);
  assertEquals(givenUp, [first]);
  assertEquals(clock.pending, 1, "one timer for all of them");
  assertEquals(responses.clear().length, MAX_PENDING_RESPONSES);
  assertEquals([responses.size, clock.pending], [0, 0]);
});

test("Responses keeps MAX_PENDING_CHARACTERS of reply subjects and one more at most", () => {
  const { responses, givenUp, expected } = owing();
  const to = "r".repeat(4000);
  const most = Math.ceil(MAX_PENDING_CHARACTERS / to.length);
  for (let count = 0; count < most + 10; count++) responses.expect({ ...expected, to }, "");
  assertEquals([responses.size, givenUp.length], [most, 10]);
  for (const pending of responses.all) responses.remove(pending);
  for (let count = 0; count < most; count++) responses.expect({ ...expected, to }, "");
  assertEquals([responses.size, givenUp.length], [most, 10], "what was struck off counts no more");
  responses.clear();
});

test("Responses waits one to two thresholds, and has no timer where nothing is owed", async () => {
  const { clock, responses, givenUp, expected } = owing();
  const early = responses.expect(expected, "");
  await clock.advance(1);
  const late = responses.expect(expected, "");
  await clock.advance(999);
  assertEquals(givenUp, [early]);
  await clock.advance(999);
  assertEquals(givenUp, [early]);
  await clock.advance(1);
  assertEquals(givenUp, [early, late]);
  assertEquals([responses.size, clock.pending], [0, 0]);
});

test("nameHash is nats-server's", () => {
  // SHA-256 of "srv", and what nats-server makes of it.
  const hex = "5e12afeaaf89408e6914798bc50be2047bcd9443a01a380c23c281e531770348";
  assertEquals(nameHash(hex), "WIpmpD2I");
});
