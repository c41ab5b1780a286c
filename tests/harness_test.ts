import { root } from "./_files.ts";
import { denoCommand, runtimeName, runToEnd } from "./_process.ts";
import { assertEquals, assertStringIncludes, test } from "./_test.ts";

/** Runs the runner on one fixture, on the runtime that this test runs on. */
async function runFixture(name: string): Promise<{ code: number | null; last: string; output: string }> {
  const args = ["run", "-A", "--no-check", `${root}scripts/test.ts`, `--${runtimeName}-only`, "--inner"];
  const { code, stdout } = await runToEnd(denoCommand(), [...args, `tests/harness/${name}_fixture.ts`], {
    cwd: root,
  });
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  return { code, last, output: stdout };
}

test("the runner counts tests that pass", async () => {
  const { code, last } = await runFixture("passes");
  assertEquals(last, "2 passed, 0 failed");
  assertEquals(code, 0);
});

test("the runner counts leaks as failures", async () => {
  const { code, last, output } = await runFixture("leaks");
  assertEquals(last, "1 passed, 2 failed");
  assertEquals(code, 1);
  assertStringIncludes(output, "Leaks detected");
});

test("the runner counts failures", async () => {
  const { code, last } = await runFixture("fails");
  assertEquals(last, "0 passed, 2 failed");
  assertEquals(code, 1);
});

test("the runner counts skips, in the body too, and refuses reasons that are not listed", async () => {
  const { code, last, output } = await runFixture("skips");
  assertEquals(last, "0 passed, 1 failed, 2 skipped");
  assertEquals(code, 1);
  assertStringIncludes(output, "skips itself in its body: no nats-server in this fixture");
  assertStringIncludes(output, "not listed in scripts/skips.ts: no desire");
});

test("the runner counts a test that was registered past the harness as a failure", async () => {
  const { code, last } = await runFixture("node_skips");
  // The test, and its file for having registered none.
  assertEquals(last, "0 passed, 2 failed");
  assertEquals(code, 1);
});

test("the runner counts a file that dies while it loads as a failure", async () => {
  const { code, last } = await runFixture("dies");
  assertEquals(last, "0 passed, 1 failed");
  assertEquals(code, 1);
});

test("the runner counts a test that ends the process as a failure", async () => {
  const { code, last } = await runFixture("exits");
  // Deno refuses the exit and goes on with the next test; Node's process is gone.
  assertEquals(last, runtimeName === "deno" ? "1 passed, 1 failed" : "0 passed, 2 failed");
  assertEquals(code, 1);
});
