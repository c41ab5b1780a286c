/**
 * Builds the npm package into `npm/`: `deno task npm`.
 *
 * By `@deno/dnt` where JSR can be reached, otherwise with TypeScript from npm; what either made of the modules is then
 * bundled, so that both give the same files.
 * `--with=dnt` or `--with=typescript` chooses the builder, `--out=DIR` the folder.
 */
import { bundleModules } from "./bundle_npm.ts";
import { buildByTypeScript, topLevelAwaits } from "./build_npm_typescript.ts";
import { jsrReached, writeImportMap } from "./import_map.ts";
import { NODE_RUNTIME, packageJson, WEB_RUNTIME } from "./package_json.ts";
import { rewriteImports } from "./rewrite_imports.ts";
import { emptyFolder, exists, filesUnder, must, readDenoJson, root } from "./tools.ts";

/** Who builds. */
export type Builder = "dnt" | "typescript";

/** Where the command of the npm package is in the source. */
const BIN = "src/cli/bin.ts";

/** Copied into the package as they are. */
const COPIED = ["README.md", "LICENSE", "CHANGELOG.md"];

/** What is built and how. */
export interface BuildOptions {
  /** By default `dnt` where JSR can be reached. */
  builder?: Builder;
  /** By default `npm/`. */
  outDir?: string;
}

/** Builds the package; tells which builder did it. */
export async function buildNpm(options: BuildOptions = {}): Promise<Builder> {
  const builder = options.builder ?? (await jsrReached() ? "dnt" : "typescript");
  const target = (options.outDir ?? `${root}npm`).replace(/\/$/, "");
  const outDir = `${root}.cache/npm_build_${Deno.pid}/`;
  const denoJson = await readDenoJson();
  const entries = Object.values(denoJson.exports).map((path) => path.replace(/^\.\//, ""));
  const sources = [...entries, BIN, WEB_RUNTIME];
  for (const source of sources) {
    if (!await exists(root + source)) {
      throw new Error(`${source} is an entry point, but there is no such file`);
    }
  }
  await emptyFolder(outDir);
  if (builder === "typescript") {
    await buildByTypeScript(sources, outDir);
    console.log(
      "npm: built with TypeScript from npm, as JSR (and so @deno/dnt) cannot be reached or was not asked for",
    );
  } else {
    await buildByDnt(outDir);
    console.log("npm: built with @deno/dnt");
  }
  await openRuntime(outDir);
  const [client = "", ...others] = [...entries, BIN].map(jsName);
  await bundleModules(outDir, { client, others, runtimes: [NODE_RUNTIME, WEB_RUNTIME].map(jsName) });
  await Deno.writeTextFile(
    `${outDir}package.json`,
    JSON.stringify(packageJson(denoJson, BIN), null, 2) + "\n",
  );
  for (const name of COPIED) {
    if (await exists(root + name)) await Deno.copyFile(root + name, outDir + name);
  }
  await finishBin(`${outDir}esm/${jsName(BIN)}`);
  await refuseTopLevelAwait(outDir);
  await put(outDir, target);
  return builder;
}

/**
 * Has every module import `#runtime` again, which package.json makes Node's or that of browsers; the builders had
 * to point it at one of them.
 */
async function openRuntime(outDir: string): Promise<void> {
  const node = `/${jsName(NODE_RUNTIME)}`;
  for (const path of await filesUnder(`${outDir}esm/`, ".js")) {
    const text = await Deno.readTextFile(`${outDir}esm/${path}`);
    const rewritten = await rewriteImports(text, (specifier) => {
      const { pathname } = new URL(specifier, `file:///${path}`);
      return specifier.startsWith(".") && pathname === node ? "#runtime" : specifier;
    });
    if (rewritten !== text) await Deno.writeTextFile(`${outDir}esm/${path}`, rewritten);
  }
}

const jsName = (path: string): string => path.replace(/\.ts$/, ".js");

/** Puts the finished package in its place at once: whoever uses the one before finds no half of it. */
async function put(from: string, target: string): Promise<void> {
  const old = `${root}.cache/npm_old_${Deno.pid}`;
  if (await exists(target)) await Deno.rename(target, old);
  await Deno.rename(from, target);
  if (await exists(old)) await Deno.remove(old, { recursive: true });
}

/** Runs the build by dnt in a process of its own: only there may a `jsr:` import be met. */
async function buildByDnt(outDir: string): Promise<void> {
  const { path } = await writeImportMap();
  const args = [
    "run",
    "-A",
    "--no-lock",
    "--no-check",
    `--import-map=${path}`,
    `${root}scripts/build_npm_dnt.ts`,
  ];
  await must(Deno.execPath(), [...args, outDir, BIN, WEB_RUNTIME], { timeoutMs: 300_000 });
  await tidyAfterDnt(outDir);
}

/**
 * Takes away what dnt adds to the modules: polyfills for engines older than the ones we support, with their
 * imports, and files for its own use.
 *
 * @throws when dnt put something in front of `globalThis`, which this source never needs.
 */
async function tidyAfterDnt(outDir: string): Promise<void> {
  if (await exists(`${outDir}esm/_dnt.shims.js`)) {
    throw new Error("dnt shims globalThis somewhere: write globalThis.name, without a cast between");
  }
  const extras = ["esm/package.json", "package-lock.json", ".npmignore"];
  const polyfills = `${outDir}esm/_dnt.polyfills.js`;
  if (await exists(polyfills)) {
    refusePolyfills(await Deno.readTextFile(polyfills));
    extras.push("esm/_dnt.polyfills.js", "esm/_dnt.polyfills.d.ts");
  }
  for (const extra of extras) {
    if (await exists(outDir + extra)) await Deno.remove(outDir + extra);
  }
  for (const path of await filesUnder(`${outDir}esm/`, ".ts")) {
    await dropPolyfillImport(`${outDir}esm/${path}`);
  }
  for (const path of await filesUnder(`${outDir}esm/`, ".js")) {
    await dropPolyfillImport(`${outDir}esm/${path}`);
  }
}

/** What dnt polyfills on every target, and what every Node that the package supports has. */
const IN_NODE = ["findLast", "findLastIndex", "hasOwn", "replaceAll"];

/** Throws where dnt polyfills something that is missing in the oldest Node: the source must not use it. */
function refusePolyfills(code: string): void {
  const assigned = code.matchAll(/\b[A-Z]\w*(?:\.prototype)?\.(\w+) = |defineProperty\(\w+, "(\w+)"/g);
  const names = [...assigned].map(([, left, right]) => left ?? right ?? "");
  const strange = names.filter((name) => !IN_NODE.includes(name));
  const none = names.length === 0 && code.trim() !== "export {};";
  if (strange.length > 0 || none) {
    throw new Error(`Node 20.19 lacks ${strange.join(", ") || `this:\n${code}`}`);
  }
}

async function dropPolyfillImport(path: string): Promise<void> {
  const text = (await Deno.readTextFile(path)).replace(/^import "[./]*_dnt\.polyfills\.js";\n/m, "");
  await Deno.writeTextFile(path, text);
}

/** The command is a program of its own: it starts with the line that names Node, once, and declares nothing. */
async function finishBin(path: string): Promise<void> {
  const text = (await Deno.readTextFile(path)).replace(/^(#![^\n]*\n)+/, "");
  await Deno.writeTextFile(path, `#!/usr/bin/env node\n${text}`);
  await Deno.chmod(path, 0o755);
  // It exports nothing, whatever the builders make of that.
  await Deno.writeTextFile(path.replace(/\.js$/, ".d.ts"), "export {};\n");
}

/** `require` cannot load a module that waits at its top level. */
async function refuseTopLevelAwait(outDir: string): Promise<void> {
  for (const path of await filesUnder(`${outDir}esm/`, ".js")) {
    const lines = topLevelAwaits(path, await Deno.readTextFile(`${outDir}esm/${path}`));
    if (lines.length > 0) throw new Error(`esm/${path}:${lines[0]}: await at the top level breaks require()`);
  }
}

function options(args: string[]): BuildOptions {
  const result: BuildOptions = {};
  for (const arg of args) {
    const [, key, value = ""] = arg.match(/^--(with|out)=(.+)$/) ?? [];
    if (key === "out") result.outDir = value;
    else if (key === "with" && (value === "dnt" || value === "typescript")) result.builder = value;
    else throw new Error(`unknown argument ${arg}`);
  }
  return result;
}

if (import.meta.main) await buildNpm(options(Deno.args));
