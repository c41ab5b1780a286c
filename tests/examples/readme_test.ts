/** Runs the examples of README.md. */
import { readText } from "../_files.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { typescriptBlocks } from "./_blocks.ts";
import { runExample } from "./_run.ts";

const blocks = typescriptBlocks(await readText("README.md"));

test("README.md says of every block of TypeScript whether it is run", () => {
  assert(blocks.length > 0, "README.md has no block of TypeScript");
  const unmarked = blocks.filter(({ example, notRun }) => example === undefined && notRun === undefined);
  assertEquals(unmarked.map(({ line }) => `README.md:${line}`), []);
});

test("README.md has a client example", () => {
  assert(blocks.some(({ example }) => example === "client"));
});

for (const { example, line, code } of blocks) {
  if (example === undefined) continue;
  test(`README.md's example runs: ${example} (line ${line})`, async () => {
    const { code: exitCode, stdout, stderr } = await runExample(code);
    assertEquals(exitCode, 0, `${stdout}${stderr}`);
  });
}
