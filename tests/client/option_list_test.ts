/** Every option and every status has a test: the lists come from the types, the tests from their own source. */

import { Bench } from "../../mod.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { withServer } from "./_client.ts";
import { OPTION_TESTS, OTHERS, PARTS } from "./_option_tests.ts";
import { readOptionTypes, readTests } from "./_option_types.ts";

/** The types of which the values are what a program chooses between. */
const CHOICES = ["BufferPolicy", "PendingPolicy", "RequestStrategy"];

const { options, choices, statuses } = readOptionTypes();

/** What needs a test, as `type.name`. */
function wanted(): string[] {
  const all = [...options].filter(([type]) => !(type in PARTS) && !(type in OTHERS));
  const ofConnect = new Set(options.get("ConnectionOptions"));
  const lists: [string, string[]][] = [
    // What it shares with `connect` means the same there.
    ...all.map(([type, names]): [string, string[]] => [
      type,
      type === "WsConnectionOptions" ? names.filter((name) => !ofConnect.has(name)) : names,
    ]),
    ...CHOICES.map((type): [string, string[]] => [type, choices.get(type) ?? []]),
    ["Status", statuses],
  ];
  for (const [type, names] of lists) assert(names.length > 0, `nothing was found in ${type}`);
  return lists.flatMap(([type, names]) => names.map((name) => `${type}.${name}`));
}

test("every option, every value to choose from and every status of the types is in the list of tests", () => {
  const listed = Object.entries(OPTION_TESTS).flatMap(([type, tests]) =>
    Object.keys(tests).map((name) => `${type}.${name}`)
  );
  // Those without a test in tests/client/_option_tests.ts, and those there that no type has.
  const types = wanted();
  assertEquals(types.filter((name) => !listed.includes(name)), []);
  assertEquals(listed.filter((name) => !types.includes(name)), []);
});

test("types whose fields have their tests elsewhere have no others", () => {
  for (const [part, whole] of Object.entries(PARTS)) {
    const names = options.get(part) ?? [];
    assert(names.length > 0, `there is no ${part}`);
    assertEquals(names.filter((name) => !options.get(whole)!.includes(name)), [], part);
  }
  for (const name of Object.keys(OTHERS)) assert(options.has(name), `there is no ${name}`);
});

test("every test in the list is there, and its code names what it is to test", async () => {
  const faults: string[] = [];
  const files = new Map<string, Map<string, Set<string>>>();
  for (const [type, tests] of Object.entries(OPTION_TESTS)) {
    for (const [name, place] of Object.entries(tests)) {
      const [, file = "", title = ""] = place.match(/^(\S+): (.*)$/) ?? [];
      if (!files.has(file)) files.set(file, await readTests(`tests/${file}`).catch(() => new Map()));
      const names = files.get(file)!.get(title);
      if (names === undefined) faults.push(`${type}.${name}: ${file} has no test "${title}"`);
      else if (!names.has(name)) faults.push(`${type}.${name}: not in the code of "${title}"`);
    }
  }
  assertEquals(faults, []);
});

test("Bench measures on the subject it was given", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("measured.here");
    await new Bench(nc, { subject: "measured.here", pub: true, msgs: 3 }).run();
    await nc.flush();
    assertEquals(sub.getReceived(), 3);
  });
});
