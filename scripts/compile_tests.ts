/**
 * Compiles the tests for Node.
 *
 * Every import of `src` or `mod.ts` is pointed at the files of the built package: a second compilation of `src`
 * would be another program than the one that is published.
 */
import ts from "typescript";
import { posix } from "node:path";
import { standIn } from "./bundle_npm.ts";
import { rewriteImports } from "./rewrite_imports.ts";
import { emptyFolder, exists, must, readDenoJson, root } from "./tools.ts";

/** The stand-ins: on Node there is no JSR. */
const STAND_INS: Record<string, string> = {
  "@std/assert": "tests/stand_ins/assert.ts",
  "@std/streams": "tests/stand_ins/streams.ts",
};

/**
 * Compiles these files (paths from the top of the repository) and all they import, and installs the npm
 * packages that they need.
 *
 * @param folder where the compiled files go, a folder in `.cache`.
 * @param npm the command line of npm.
 * @returns what is wrong with each of the files that, itself or by what it imports, wants something the package
 * does not hold.
 */
export async function compileTests(
  files: readonly string[],
  folder: string,
  npm: readonly string[],
): Promise<Map<string, string>> {
  for (const inner of ["tests", "scripts", "src"]) await emptyFolder(folder + inner);
  const denoJson = await readDenoJson();
  const imports: Record<string, string> = Object.assign(
    {},
    denoJson.imports,
    ...Object.values(denoJson.scopes),
  );
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const queue = [...files];
  const faults = new Map<string, string>();
  const importers = new Map<string, string[]>();
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const output = ts.transpileModule(await Deno.readTextFile(root + file), {
      fileName: file,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        inlineSourceMap: true,
        inlineSources: true,
      },
    }).outputText;
    const rewritten = await rewriteImports(output, async (specifier) => {
      const target = STAND_INS[specifier] ?? fromTop(file, specifier, imports);
      if (target === undefined) {
        const npmTarget = packageOf(specifier, imports);
        if (npmTarget) packages.set(...npmTarget);
        return specifier;
      }
      if (target === "mod.ts" || target.startsWith("src/")) {
        if (!await writeStandIn(target, folder)) faults.set(file, `${target} is not in the built package`);
        return fromOutput(file, jsName(target));
      }
      queue.push(target);
      importers.set(target, [...importers.get(target) ?? [], file]);
      return fromOutput(file, jsName(target));
    });
    const path = folder + jsName(file);
    await Deno.mkdir(posix.dirname(path), { recursive: true });
    await Deno.writeTextFile(path, rewritten);
  }
  await install(packages, folder, npm);
  return spread(faults, importers);
}

/** Writes the module that leads into the built package, where tests import one of the source. */
async function writeStandIn(target: string, folder: string): Promise<boolean> {
  const path = folder + jsName(target);
  if (await exists(path) && target !== "mod.ts") return true;
  const text = await standIn(`${root}npm/`, jsName(target), `${fromOutput(target, "../../npm")}/`);
  if (text === undefined) return false;
  await Deno.mkdir(posix.dirname(path), { recursive: true });
  await Deno.writeTextFile(path, text);
  return true;
}

/** Hands a fault on to every file that imports the faulty one. */
function spread(faults: Map<string, string>, importers: Map<string, string[]>): Map<string, string> {
  const all = new Map(faults);
  for (const [file, fault] of all) {
    for (const importer of importers.get(file) ?? []) {
      if (!all.has(importer)) all.set(importer, `${file}: ${fault}`);
    }
  }
  return all;
}

const jsName = (path: string): string => path.replace(/\.ts$/, ".js");

/** The specifier for a path below (or beside) the folder of compiled tests. */
function fromOutput(file: string, path: string): string {
  const relative = posix.relative(posix.dirname(`/a/b/${file}`), posix.join("/a/b/", path));
  return relative.startsWith(".") ? relative : `./${relative}`;
}

/** Where a specifier points within the repository, if it does. */
function fromTop(file: string, specifier: string, imports: Record<string, string>): string | undefined {
  if (specifier === "#runtime") return "src/runtime/node.ts";
  const mapped = imports[specifier];
  if (mapped?.startsWith("./")) return mapped.slice(2);
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(file), specifier);
}

/** The npm package and its version behind a bare specifier. */
function packageOf(specifier: string, imports: Record<string, string>): [string, string] | undefined {
  const target = imports[specifier]?.match(/^npm:(@?[^@]+)@([^/]+)/);
  return target?.[1] === undefined || target[2] === undefined ? undefined : [target[1], target[2]];
}

/** Installs packages beside the compiled tests, where they are not there from an earlier run. */
async function install(packages: Map<string, string>, folder: string, npm: readonly string[]): Promise<void> {
  const wanted = JSON.stringify({
    private: true,
    type: "module",
    dependencies: Object.fromEntries([...packages].sort()),
  });
  const path = `${folder}package.json`;
  const there = await exists(path) ? await Deno.readTextFile(path) : "";
  const complete = packages.size === 0 || await exists(`${folder}node_modules`);
  if (there === wanted && complete) return;
  await Deno.writeTextFile(path, wanted);
  if (packages.size === 0) return;
  const [command = "npm", ...first] = npm;
  await must(command, [
    ...first,
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
  ], {
    cwd: folder,
    timeoutMs: 300_000,
  });
}
