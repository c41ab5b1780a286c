import {
  MAX_TRACKED_CHARACTERS,
  MAX_TRACKED_REQUESTS,
  ResponsePermissions,
} from "../../../src/server/auth/responses.ts";
import { assertEquals, test } from "../../_test.ts";

test("ResponsePermissions lets a request be answered as often as allowed", () => {
  const responses = new ResponsePermissions({ max: 2, expiresMs: 1000 });
  assertEquals(responses.mayReply("r", 0), false);
  responses.delivered("r", 0);
  assertEquals([1, 2, 3].map(() => responses.mayReply("r", 0)), [true, true, false]);
  assertEquals(responses.mayReply("other", 0), false);
  assertEquals(responses.size, 0);
  responses.delivered("r", 0);
  assertEquals(responses.mayReply("r", 0), true);
});

test("ResponsePermissions lets a request be answered as long as allowed", () => {
  const responses = new ResponsePermissions({ max: -1, expiresMs: 1000 });
  responses.delivered("r", 5);
  assertEquals([5, 1005, 1006, 1005].map((ms) => responses.mayReply("r", ms)), [true, true, false, false]);
  assertEquals(responses.size, 0);
});

test("ResponsePermissions without limits lets a request be answered for ever", () => {
  const responses = new ResponsePermissions({ max: -1, expiresMs: -1 });
  responses.delivered("r", 0);
  for (let at = 0; at < 100; at++) assertEquals(responses.mayReply("r", at * 1e9), true);
});

test("ResponsePermissions counts a request that is delivered twice as answered once, as nats-server does", () => {
  const once = new ResponsePermissions({ max: 1, expiresMs: 1000 });
  once.delivered("r", 0);
  once.delivered("r", 0);
  assertEquals(once.mayReply("r", 0), false);
  once.delivered("r", 0);
  assertEquals(once.mayReply("r", 0), true);
  const thrice = new ResponsePermissions({ max: 3, expiresMs: 1000 });
  for (const at of [0, 0]) thrice.delivered("r", at);
  assertEquals([1, 2, 3].map(() => thrice.mayReply("r", 0)), [true, true, false]);
});

test("ResponsePermissions forgets requests that have expired when new ones come", () => {
  const responses = new ResponsePermissions({ max: 1, expiresMs: 1000 });
  for (let at = 0; at < 100; at++) responses.delivered(`r.${at}`, at);
  assertEquals(responses.size, 100);
  responses.delivered("new", 1050);
  assertEquals(responses.size, 51);
});

test("ResponsePermissions remembers a bounded number of requests, and forgets the oldest", () => {
  const responses = new ResponsePermissions({ max: 1, expiresMs: -1 });
  for (let at = 0; at <= MAX_TRACKED_REQUESTS; at++) {
    assertEquals(responses.size, at);
    responses.delivered(`r.${at}`, 0);
  }
  assertEquals(responses.size, MAX_TRACKED_REQUESTS);
  assertEquals(["r.0", "r.1", `r.${MAX_TRACKED_REQUESTS}`].map((reply) => responses.mayReply(reply, 0)), [
    false,
    true,
    true,
  ]);
});

test("ResponsePermissions remembers requests of a bounded length together", () => {
  const responses = new ResponsePermissions({ max: 1, expiresMs: -1 });
  const long = "x".repeat(MAX_TRACKED_CHARACTERS / 4 - 1);
  for (const first of "abcd") responses.delivered(first + long, 0);
  assertEquals(responses.size, 4);
  responses.delivered("e", 0);
  assertEquals(responses.size, 4);
  assertEquals([..."abcd"].map((first) => responses.mayReply(first + long, 0)), [false, true, true, true]);
  assertEquals(responses.mayReply("e", 0), true);
});
