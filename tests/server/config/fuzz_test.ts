/** Mutated configuration files come to options or to a ConfigError, whatever they hold. */

import { configFileTarget } from "../../_fuzz/config_file.ts";
import { describeFinding, fuzz } from "../../_fuzz/core.ts";
import { assert, assertEquals, test } from "../../_test.ts";

test("configFileTarget finds nothing in 3000 mutants", async () => {
  const report = await fuzz({ targets: [configFileTarget], seed: 20261123, goOn: (run) => run < 3000 });
  assertEquals(report.finding === null ? "" : describeFinding(report.finding), "");
  assert(report.pastHandshake > 300, `only ${report.pastHandshake} mutants parse`);
  assert(report.reachedPayload > 20, `only ${report.reachedPayload} mutants are valid`);
});

test("configFileTarget finds a reader that throws something else", async () => {
  const faulty = {
    ...configFileTarget,
    async run(chunks: readonly Uint8Array[], config: Parameters<typeof configFileTarget.run>[1]) {
      const outcome = await configFileTarget.run(chunks, config);
      if (outcome.trace.includes("no suffix") || outcome.trace.includes("EOF")) throw new TypeError("x");
      return outcome;
    },
  };
  const report = await fuzz({ targets: [faulty], seed: 1, goOn: (run) => run < 3000 });
  assert(report.finding?.problem.includes("TypeError"), "it was missed");
});
