import fc from "fast-check";
import { checkPermissions, PermissionCheck, type Permissions } from "../../src/server/permissions.ts";
import { subjectMatches } from "../../src/subject/match.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { publishing, subscribing } from "./_permission_cases.ts";

for (const [rule, { permissions, allowed, refused }] of Object.entries(publishing)) {
  test(`PermissionCheck lets publish ${rule}`, () => {
    const check = new PermissionCheck(permissions);
    // Asked twice, as answers are remembered.
    for (const subject of [...allowed, ...allowed]) assert(check.mayPublish(subject), subject);
    for (const subject of [...refused, ...refused]) assert(!check.mayPublish(subject), subject);
  });
}

for (const [rule, { permissions, allowed, refused }] of Object.entries(subscribing)) {
  test(`PermissionCheck lets subscribe to ${rule}`, () => {
    const check = new PermissionCheck(permissions);
    const may = (text: string) => {
      const [subject = "", queue] = text.split(" ");
      return check.maySubscribe(subject, queue);
    };
    for (const text of allowed) assert(may(text), text);
    for (const text of refused) assert(!may(text), text);
  });
}

test("PermissionCheck filters what is denied inside of a subscription, and only there", () => {
  const check = new PermissionCheck({ subscribe: { deny: ["s.no", "s.*.z", "t q"] } });
  assertEquals(
    ["s.>", "*.no", "s.*", "t", "u.>", "s.yes"].map((subject) => check.needsFilter(subject, undefined)),
    [
      true,
      true,
      true,
      false,
      false,
      false,
    ],
  );
  assertEquals([check.needsFilter("t", "q"), check.needsFilter("u", "q")], [true, false]);
  assertEquals(
    ["s.yes", "s.no", "s.a.y", "s.a.z", "t"].map((subject) => check.isDelivered(subject, undefined)),
    [
      true,
      false,
      true,
      false,
      true,
    ],
  );
  assertEquals([check.isDelivered("t", "q"), check.isDelivered("t", "r")], [false, true]);
});

test("PermissionCheck makes what a connection may answer to, with nats-server's defaults", () => {
  const answers = (allowResponses: Permissions["allowResponses"], ...atMs: number[]) => {
    const check = new PermissionCheck(allowResponses === undefined ? {} : { allowResponses });
    const responses = check.newResponses();
    assertEquals(check.tracksResponses, responses !== null);
    if (responses === null) return null;
    responses.delivered("r", 0);
    return atMs.map((ms) => responses.mayReply("r", ms));
  };
  assertEquals([answers(undefined), answers(false)], [null, null]);
  assertEquals(answers(true, 0, 0), [true, false]);
  assertEquals(answers(true, 120_000), [true]);
  assertEquals(answers(true, 120_001), [false]);
  assertEquals(answers({}, 120_000, 0), [true, false]);
  assertEquals(answers({ max: 0, expiresMs: 0 }, 120_001), [false]);
  assertEquals(answers({ max: 2, expiresMs: 10 }, 10, 10, 10), [true, true, false]);
  assertEquals(answers({ max: -1, expiresMs: -1 }, 0, 1e12, 1e12), [true, true, true]);
});

test("PermissionCheck gives each connection its own answers", () => {
  const check = new PermissionCheck({ allowResponses: true });
  const [one, other] = [check.newResponses()!, check.newResponses()!];
  one.delivered("r", 0);
  assertEquals([other.mayReply("r", 0), one.mayReply("r", 0)], [false, true]);
});

test("PermissionCheck describes itself as $SYS.REQ.USER.INFO does", () => {
  const described = (permissions: Permissions) => new PermissionCheck(permissions).describe();
  assertEquals(described({}), { publish: {}, subscribe: {} });
  assertEquals(
    described({
      publish: ["a", "gr\u00fc\u00dfe"],
      subscribe: { allow: ["b q"], deny: ["c"] },
      allowResponses: { max: 2, expiresMs: 1500 },
    }),
    {
      publish: { allow: ["a", "gr\u00fc\u00dfe"] },
      subscribe: { allow: ["b q"], deny: ["c"] },
      responses: { max: 2, ttl: 1_500_000_000 },
    },
  );
  assertEquals(described({ allowResponses: true }), {
    publish: {},
    subscribe: {},
    responses: { max: 1, ttl: 120_000_000_000 },
  });
});

test("checkPermissions finds what is no subject, no queue and no limit", () => {
  const right: Permissions[] = [
    {},
    { publish: ["a", "b.*", ">"], subscribe: { allow: ["a q.*"], deny: ["b"] } },
    { allowResponses: true },
    { allowResponses: { max: -1, expiresMs: 0.5 } },
  ];
  for (const permissions of right) assertEquals(checkPermissions(permissions), undefined);
  const wrong: unknown[] = [
    { publish: ["a..b"] },
    { publish: ["a q"] },
    { publish: { deny: ["a.>.b"] } },
    { subscribe: [""] },
    { subscribe: ["a b c"] },
    { subscribe: { deny: ["a q..r"] } },
    { subscribe: ["a\tq"] },
    { allowResponses: 1 },
    { allowResponses: null },
    { allowResponses: [] },
    { allowResponses: { max: 1.5 } },
    { allowResponses: { expiresMs: "1s" } },
    { allowResponses: { expiresMs: Infinity } },
  ];
  for (const permissions of wrong) {
    assert(checkPermissions(permissions as Permissions) !== undefined, JSON.stringify(permissions));
  }
});

const letters = ["a", "b"];
const literal = fc.array(fc.constantFrom(...letters, "z"), { minLength: 1, maxLength: 3 }).map((tokens) =>
  tokens.join(".")
);
const pattern = fc.tuple(
  fc.array(fc.constantFrom(...letters, "*"), { maxLength: 2 }),
  fc.constantFrom(...letters, "*", ">"),
)
  .map(([tokens, last]) => [...tokens, last].join("."));
const list = fc.option(fc.array(pattern, { maxLength: 3 }), { nil: undefined });
const lists = fc.record({ allow: list, deny: list }).map(({ allow, deny }) => ({
  ...(allow !== undefined && { allow }),
  ...(deny !== undefined && { deny }),
}));

/** All subjects there are, of up to four tokens: what patterns mean, with no rule about patterns. */
const universe: readonly string[] = (() => {
  let subjects = [""];
  const all: string[] = [];
  for (let length = 1; length <= 4; length++) {
    subjects = subjects.flatMap((begin) =>
      [...letters, "z"].map((token) => begin === "" ? token : `${begin}.${token}`)
    );
    all.push(...subjects);
  }
  return all;
})();

const meaning = (of: string) => universe.filter((subject) => subjectMatches(of, subject));

test("PermissionCheck lets publish what a simple model lets publish", () => {
  fc.assert(fc.property(lists, fc.array(literal, { minLength: 1, maxLength: 8 }), (publish, subjects) => {
    const check = new PermissionCheck({ publish });
    for (const subject of subjects) {
      const matched = (patterns: readonly string[]) => patterns.some((one) => subjectMatches(one, subject));
      const expected = (publish.allow === undefined || matched(publish.allow)) &&
        !matched(publish.deny ?? []);
      assertEquals(check.mayPublish(subject), expected);
    }
  }));
});

test("PermissionCheck lets subscribe to nothing beyond one allowed pattern, and delivers nothing denied", () => {
  fc.assert(fc.property(lists, pattern, (subscribe, subject) => {
    const check = new PermissionCheck({ subscribe });
    const reached = meaning(subject);
    const { allow, deny = [] } = subscribe;
    const isWithin = (patterns: readonly string[]) => {
      return patterns.some((one) => reached.every((each) => subjectMatches(one, each)));
    };
    const isAllowed = allow === undefined || isWithin(allow);
    const may = check.maySubscribe(subject, undefined);
    if (!isAllowed || isWithin(deny)) assert(!may);
    // What a deny takes for part of it as text is refused as a whole.
    else assertEquals(may, !deny.some((one) => subjectMatches(one, subject)));
    const denied = reached.filter((each) => deny.some((one) => subjectMatches(one, each)));
    for (const each of reached) assertEquals(check.isDelivered(each, undefined), !denied.includes(each));
    if (may) assertEquals(check.needsFilter(subject, undefined), denied.length > 0);
  }));
});
