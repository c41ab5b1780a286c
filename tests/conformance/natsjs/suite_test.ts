import { outcomeOf } from "../../../scripts/natsjs_suite/outcome.ts";
import { readText } from "../../_files.ts";
import { assert, assertEquals, assertStringIncludes, test } from "../../_test.ts";

const read = async (name: string): Promise<unknown> => {
  return JSON.parse(await readText(`tests/conformance/natsjs/${name}.json`));
};
const baseline = await read("baseline") as Record<string, string[]>;
const skipped = await read("skipped") as Record<string, Record<string, string[]>>;
const differences = await read("differences") as Record<string, Record<string, string>>;

test("differences.json names tests that pass with nats.js and are run, each with a reason", () => {
  for (const [file, reasons] of Object.entries(differences)) {
    for (const [name, reason] of Object.entries(reasons)) {
      assert(baseline[file]?.includes(name), `${file}: ${name} is not in the baseline`);
      for (const byFile of Object.values(skipped)) {
        assert(!byFile[file]?.includes(name), `${name} is skipped`);
      }
      assertStringIncludes(reason, "natwire");
    }
  }
});

test("skipped.json leaves out nothing else but insides of nats.js and what needs the internet", () => {
  assertEquals(Object.keys(skipped), [
    "reads the insides of a live object of nats.js",
    "is a unit test of an inner class or function of nats.js",
    "needs the internet",
  ]);
  const wanted = Object.entries(baseline).flatMap(([file, names]) => {
    return names.filter((name) => !Object.values(skipped).some((byFile) => byFile[file]?.includes(name)));
  });
  assertEquals(wanted.length, 251);
});

test("server_skipped.json leaves out what passes with nats.js and needs what natwire's server is not there for", async () => {
  const serverSkipped = await read("server_skipped") as Record<string, Record<string, string[]>>;
  const counts = Object.entries(serverSkipped).map(([reason, byFile]) => {
    for (const [file, names] of Object.entries(byFile)) {
      for (const name of names) {
        assert(baseline[file]?.includes(name), `${file}: ${name} is not in the baseline`);
      }
    }
    return [reason, Object.values(byFile).flat().length];
  });
  assertEquals(counts, [
    ["needs operator mode: accounts and users by JWT", 10],
    ["needs a cluster of servers", 4],
    ["needs JetStream", 1],
  ]);
});

test("server_baseline.json adds packages that only the server is tried with", async () => {
  const added = await read("server_baseline") as Record<string, string[]>;
  assertEquals(Object.keys(added).filter((file) => file in baseline), []);
  assertEquals(Object.entries(added).map(([file, names]) => [file, names.length]), [
    ["services/tests/service_test.ts", 32],
  ]);
});

/** A report as `deno test --junit-path` writes it. */
const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3" failures="1" errors="0" time="0.1">
  <testsuite name="file:///a_test.ts" tests="3" disabled="1" errors="0" failures="1">
    <testcase name="a &quot;b&quot; &lt;&#39;c&#x27;&gt;" classname="a" time="0.1" line="1" col="1">
    </testcase>
    <testcase name="short" classname="a" time="0.1"/>
    <testcase name="left out" classname="a"><skipped message="ignored"/></testcase>
    <testcase name="bad" classname="a"><failure message="m">Error: 1 &amp; 2
  at line 3</failure></testcase>
  </testsuite>
</testsuites>`;

test("outcomeOf reads names, failures and what was left out from a report", () => {
  const outcome = outcomeOf("a_test.ts", 1, false, REPORT, "skipping test as server is 2.1");
  assertEquals(outcome.passed, [`a "b" <'c'>`, "short"]);
  assertEquals(outcome.failed, { bad: "Error: 1 & 2\n  at line 3" });
  assertEquals([outcome.gated, outcome.broken], [1, undefined]);
});

test("outcomeOf reads what was printed where the report was cut short, and tells a file that did not load", () => {
  const cut = outcomeOf(
    "a_test.ts",
    1,
    true,
    REPORT.slice(0, 300),
    "x - y ... ok (1ms)\nz ... FAILED (2ms)\n",
  );
  assertEquals([cut.passed, cut.failed, cut.timedOut], [["x - y"], { z: "" }, true]);
  assertEquals(outcomeOf("a_test.ts", 1, false, "", "error: no such file").broken, "error: no such file");
});
