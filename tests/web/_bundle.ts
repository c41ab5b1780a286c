/** The entry for browsers as a browser takes it: bundled from the source on Deno, the package's modules on Node. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { root } from "../_files.ts";
import { runToEnd } from "../_process.ts";

/** The source of the entry, from the top of the repository. */
export const WEB_ENTRY = "src/client/web.ts";

/** The runtime that goes with it. */
export const WEB_RUNTIME = "src/runtime/web.ts";

/** Bundles an entry with the runtime of browsers, as a program that uses Deno's bundler does. */
export async function bundleForBrowsers(entry: string, minify = false): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "natwire-web-"));
  try {
    const map = { imports: { "#runtime": pathToFileURL(root + WEB_RUNTIME).href } };
    await writeFile(join(folder, "map.json"), JSON.stringify(map));
    const out = join(folder, "web.js");
    const args = ["bundle", "--quiet", "--platform", "browser", `--import-map=${join(folder, "map.json")}`];
    const { code, stderr } = await runToEnd(process.execPath, [
      ...args,
      ...(minify ? ["--minify"] : []),
      "--output",
      out,
      root + entry,
    ]);
    if (code !== 0) throw new Error(`deno bundle ended with ${code}\n${stderr}`);
    return await readFile(out, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The import map that a page needs where nobody bundles the package. */
export const PACKAGE_IMPORTS: Record<string, string> = {
  "#runtime": `/esm/${WEB_RUNTIME.replace(/\.ts$/, ".js")}`,
};

/** A module of the built package; `rewritten` for workers, which know no import maps. */
export async function packageModule(path: string, rewritten: boolean): Promise<string> {
  const text = await readFile(`${root}npm${path}`, "utf8");
  return rewritten ? text.replaceAll('"#runtime"', JSON.stringify(PACKAGE_IMPORTS["#runtime"])) : text;
}
