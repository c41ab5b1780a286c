/** Runs examples as programs of their own, on the runtime that the tests run on. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { rewriteImports } from "../../scripts/rewrite_imports.ts";
import { readText, root } from "../_files.ts";
import { type Ended, type Program, runtimeCommand, runtimeName, runToEnd, start } from "../_process.ts";
import { entryOf, pointAt, serverProgram } from "./_blocks.ts";

/** Runs one example to its end, with a server at hand where it does not make its own. */
export async function runExample(code: string): Promise<Ended> {
  await mkdir(`${root}.cache`, { recursive: true });
  const folder = await mkdtemp(`${root}.cache/example-`);
  let server: Program | undefined;
  try {
    const makesOwn = /\b(createServer|startTestServer)\b/.test(code);
    let port = 0;
    if (!makesOwn) {
      if (!code.includes("4222")) throw new Error("the example has to name port 4222, which is replaced");
      server = await program(folder, "server", serverProgram("natwire/server"), start);
      port = Number((await server.printed(/^port (\d+)$/m))[1]);
    }
    return await program(folder, "example", pointAt(code, port), runToEnd);
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a program with its imports of natwire turned to what is tested, and hands its command line on. */
async function program<T>(
  folder: string,
  name: string,
  code: string,
  launch: (command: string, args: readonly string[], options: { cwd: string }) => T,
): Promise<T> {
  const { exports } = JSON.parse(await readText("deno.json")) as { exports: Record<string, string> };
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const text = await rewriteImports(outputText, (specifier) => {
    const source = exports[entryOf(specifier) ?? ""]?.replace("./", "");
    if (source === undefined) return specifier;
    const path = runtimeName === "deno" ? source : `npm/esm/${source.replace(/\.ts$/, ".js")}`;
    return pathToFileURL(root + path).href;
  });
  const path = `${folder}/${name}.mjs`;
  await writeFile(path, text);
  const [command = "", ...args] = runtimeCommand();
  return launch(command, [...args, path], { cwd: folder });
}
