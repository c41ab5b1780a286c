/**
 * Runs every check that is not a test of behaviour: `deno task check`.
 *
 * Words on the command line choose checks by a part of their name.
 */
import { buildNpm } from "./build_npm.ts";
import { checkBundleSize } from "./bundle_size.ts";
import { checkConsumer } from "./check_consumer.ts";
import { writeImportMap } from "./import_map.ts";
import { Tally } from "./tally.ts";
import { pack } from "./test_package.ts";
import { emptyFolder, filesUnder, findNode, must, npmCommand, readDenoJson, root } from "./tools.ts";

/** The judges of npm packages, pinned. */
const PUBLINT = "npm:publint@0.3.25";
const ATTW = "npm:@arethetypeswrong/cli@0.18.5";

/** One check: it throws what it finds, or gives the reason why it could not be made. */
type Check = [name: string, make: () => Promise<{ skip: string } | void>];

const deno = (...args: string[]): Promise<void> => must(Deno.execPath(), args).then(() => {});

/** Everything that is written in TypeScript here. */
async function allSources(): Promise<string[]> {
  const found: string[] = ["mod.ts"];
  for (const folder of ["src/", "tests/", "scripts/"]) {
    found.push(...(await filesUnder(root + folder, ".ts")).map((path) => folder + path));
  }
  return found;
}

/** The checks of the source. */
async function sourceChecks(): Promise<Check[]> {
  const { exports } = await readDenoJson();
  const map = await writeImportMap();
  const nodeMap = await writeImportMap("node");
  const entries = Object.values(exports);
  const docs = entries.map((entry): Check => {
    return [`documentation of ${entry}`, () => deno("doc", "--lint", `--import-map=${map.path}`, entry)];
  });
  return [
    ["format", () => deno("fmt", "--check")],
    ["lint", () => deno("lint")],
    ["types", async () => deno("check", `--import-map=${map.path}`, ...await allSources())],
    ["types with the runtime of Node", () => deno("check", `--import-map=${nodeMap.path}`, ...entries)],
    ...docs,
    ["size of the bundle", checkBundleSize],
    ["publishing to JSR, tried without doing it", () => deno("publish", "--dry-run", "--allow-dirty")],
  ];
}

/** The test files that are checks too. */
const testChecks: Check[] = ["layout_test", "examples/readme_test"].map((name) => {
  const args = ["run", "-A", `${root}scripts/test.ts`, "--deno-only", "--inner", `tests/${name}.ts`];
  return [`tests/${name}.ts`, () => deno(...args)];
});

/** The checks of the npm package. */
function packageChecks(): Check[] {
  let tarball = "";
  let missing: { skip: string } | undefined;
  const folder = `${root}.cache/packed`;
  const needed = () => {
    if (missing === undefined && tarball === "") throw new Error("there is no packed package, see above");
  };
  return [
    ["npm package: built and packed", async () => {
      await buildNpm();
      const node = await findNode();
      if ("skip" in node) return missing = node;
      await emptyFolder(folder);
      tarball = await pack(await npmCommand(node.path), folder);
    }],
    ["npm package: publint", async () => {
      needed();
      return missing ?? await deno("run", "-A", "--no-config", PUBLINT, "run", tarball, "--strict");
    }],
    ["npm package: are the types wrong", async () => {
      needed();
      const args = ["run", "-A", "--no-config", ATTW, tarball, "--profile", "esm-only", "--no-color"];
      return missing ?? await deno(...args);
    }],
    ["npm package: its types need no others", () => checkConsumer(`${root}npm`)],
  ];
}

async function main(words: string[]): Promise<void> {
  const tally = new Tally();
  const checks = [...await sourceChecks(), ...testChecks, ...packageChecks()];
  for (const [name, make] of checks) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    await tally.step("check", name, make);
  }
  tally.finish();
}

if (import.meta.main) await main(Deno.args);
