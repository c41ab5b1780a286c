/**
 * The build by dnt; started by `scripts/build_npm.ts` with the folder to build into, the source of the command and
 * that of the runtime of browsers.
 */
import { build } from "@deno/dnt";
import { readDenoJson, root } from "./tools.ts";

const [outDir = "", bin = "", webRuntime = ""] = Deno.args;
const denoJson = await readDenoJson();

// dnt follows an import map of its own; only the entries that src uses may stand in it.
const importMap = `${root}.cache/import_map_dnt.json`;
await Deno.writeTextFile(importMap, JSON.stringify({ imports: { "#runtime": "../src/runtime/deno.ts" } }));

await build({
  entryPoints: [
    ...Object.entries(denoJson.exports).map(([name, path]) => ({
      name,
      path: root + path.replace(/^\.\//, ""),
    })),
    // Not of the kind "bin": dnt would put a second line for the shell before the one that is there.
    { name: "./bin", path: root + bin },
    { name: "./runtime/web", path: root + webRuntime },
  ],
  outDir,
  shims: {},
  mappings: { [`${root}src/runtime/deno.ts`]: `${root}src/runtime/node.ts` },
  importMap,
  package: { name: "natwire", version: denoJson.version },
  scriptModule: false,
  typeCheck: false,
  test: false,
  skipNpmInstall: true,
  skipSourceOutput: true,
  compilerOptions: { target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable", "ESNext"] },
});
