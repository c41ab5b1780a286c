/** Runs the program of _natsjs_program.ts with nats.js itself, its import changed back. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { readText, root } from "../_files.ts";
import { denoCommand, type Ended, runToEnd } from "../_process.ts";

/** Checks the program's types against nats.js and runs it; it prints what came of it as JSON. */
export async function runWithNatsJs(port: number): Promise<Ended> {
  const denoJson = JSON.parse(await readText("deno.json")) as {
    scopes: Record<string, Record<string, string>>;
  };
  const specifier = denoJson.scopes["./tests/"]?.["@nats-io/transport-node"];
  const text = await readText("tests/conformance/_natsjs_program.ts");
  const changed = text.replace('"../../mod.ts"', JSON.stringify(specifier));
  if (specifier === undefined || changed === text) throw new Error("the import was not found");
  await mkdir(`${root}.cache`, { recursive: true });
  const folder = await mkdtemp(`${root}.cache/natsjs-`);
  try {
    await writeFile(`${folder}/program.ts`, changed);
    const main =
      `import { program } from "./program.ts";\nconsole.log(JSON.stringify(await program(${port})));\n`;
    await writeFile(`${folder}/main.ts`, main);
    const flags = ["run", "-A", "--check", "--quiet", "--no-config", "--no-lock"];
    return await runToEnd(denoCommand(), [...flags, `${folder}/main.ts`]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
