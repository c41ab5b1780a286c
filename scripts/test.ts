/**
 * Runs the whole test suite: `deno task test`.
 *
 * Every test file on Deno, the same files on Node against the built npm package, and the packed package in an
 * empty folder. Words on the command line choose test files by a part of their path (`subject/`), whole paths
 * name any file; the package as such is then left alone. `--deno-only` and `--node-only` choose the runtime,
 * `--need=server` turns skips for want of a nats-server into failures. `--inner` is for a run within a test: it
 * leaves alone what the outer run works with. `--full` has the load tests take a minute and thousands of clients.
 */
import { buildNpm } from "./build_npm.ts";
import { compileTests } from "./compile_tests.ts";
import { jsrReached } from "./import_map.ts";
import { Tally } from "./tally.ts";
import { testOnDeno } from "./test_deno.ts";
import { testOnNode } from "./test_node.ts";
import { testPackage } from "./test_package.ts";
import { exists, filesUnder, findNode, npmCommand, root } from "./tools.ts";

/** The test files that these words choose, all where there are none. */
async function chosenFiles(words: readonly string[]): Promise<string[]> {
  const all = (await filesUnder(`${root}tests/`, "_test.ts")).map((path) => `tests/${path}`)
    .filter((path) => !/(^|\/)_[^/]*$/.test(path));
  if (words.length === 0) return all;
  const chosen = new Set<string>();
  for (const word of words) {
    const path = word.startsWith(root) ? word.slice(root.length) : word.replace(/^\.\//, "");
    const isFile = path.endsWith(".ts") && await exists(root + path);
    const matches = isFile ? [path] : all.filter((each) => each.includes(path));
    if (matches.length === 0) throw new Error(`no test file has ${word} in its path`);
    for (const match of matches) chosen.add(match);
  }
  return [...chosen];
}

async function main(args: string[]): Promise<void> {
  const words = args.filter((arg) => !arg.startsWith("--"));
  const flags = args.filter((arg) => arg.startsWith("--"));
  const needed = flags.filter((flag) => flag.startsWith("--need=")).map((flag) =>
    flag.slice("--need=".length)
  );
  const unknown = flags.find((flag) => !/^--(deno-only|node-only|inner|full|need=.+)$/.test(flag));
  if (unknown !== undefined) throw new Error(`unknown flag ${unknown}`);
  const tally = new Tally(needed);
  // Within a test of node:test, Node would take its runner for a recursion and run nothing.
  Deno.env.delete("NODE_TEST_CONTEXT");
  if (flags.includes("--full")) Deno.env.set("NATWIRE_LOAD", "full");
  const files = await chosenFiles(words);
  const inner = flags.includes("--inner");
  try {
    if (!flags.includes("--node-only")) await testOnDeno(tally, files);
    if (!flags.includes("--deno-only")) await nodeHalf(tally, files, { inner, whole: words.length === 0 });
  } catch (error) {
    // What ran before still counts.
    tally.add({ where: "runner", name: "it went through", failed: String(error) });
  }
  tally.finish();
}

/** All that needs Node: skipped as a whole where there is none. */
async function nodeHalf(
  tally: Tally,
  files: readonly string[],
  options: { inner: boolean; whole: boolean },
): Promise<void> {
  const { inner, whole } = options;
  if (!inner && !await tally.step("package", "deno task npm", async () => void await buildNpm())) return;
  const node = await findNode();
  if ("skip" in node) {
    for (const file of files) tally.add({ where: "node", name: file, skipped: node.skip });
    tally.add({ where: "package", name: "installed into an empty folder", skipped: node.skip });
    return;
  }
  console.log(`the same tests on Node ${node.version}`);
  const npm = await npmCommand(node.path);
  const folder = `${root}.cache/node_tests${inner ? "_inner" : ""}/`;
  try {
    const faults = await compileTests(files, folder, npm);
    for (const file of files) {
      const failed = faults.get(file);
      if (failed !== undefined) tally.add({ where: "node", name: file, failed });
    }
    await testOnNode(tally, files.filter((file) => !faults.has(file)), folder, node.path);
  } catch (error) {
    tally.add({ where: "node", name: "compiling the tests", failed: String(error) });
  }
  if (!whole) return;
  await tally.step("package", "dnt and TypeScript build the same package", compareBuilders);
  await testPackage(tally, node, npm);
}

/** Holds the two ways to build against each other, file by file. */
async function compareBuilders(): Promise<{ skip: string } | void> {
  if (!await jsrReached()) return { skip: "JSR cannot be reached, and dnt is there" };
  const [dnt, typescript] = ["dnt", "typescript"].map((name) => `${root}.cache/npm_${name}/`) as [
    string,
    string,
  ];
  await buildNpm({ builder: "dnt", outDir: dnt });
  await buildNpm({ builder: "typescript", outDir: typescript });
  const files = await filesUnder(dnt, "");
  const others = await filesUnder(typescript, "");
  const faults = [...new Set([...files, ...others])].filter((file) => {
    return !files.includes(file) || !others.includes(file);
  }).map((file) => `only one of the two has ${file}`);
  for (const file of files.filter((each) => others.includes(each))) {
    if (await comparable(dnt + file) !== await comparable(typescript + file)) faults.push(`${file} differs`);
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** A file's text without the separators in numbers, which versions of TypeScript treat differently. */
async function comparable(path: string): Promise<string> {
  return (await Deno.readTextFile(path)).replace(/(\d)_(?=\d)/g, "$1");
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    console.error(error);
    console.log("0 passed, 1 failed");
    Deno.exit(1);
  }
}
