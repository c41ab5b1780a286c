/** Compiles the program with the C client, and runs it. */

import { readText } from "../_files.ts";
import { withFolder } from "../_folder.ts";
import { type Program, runToEnd, start } from "../_process.ts";

const found = await runToEnd("gcc", ["-E", "-"], { input: "#include <nats/nats.h>\n" })
  .then(({ code }) => code === 0, () => false);

/** Why the tests that need it are skipped, or false. */
export const noLibnats: string | false = found ? false : "no libnats: gcc with the C client's header files";

/** Runs a part of the program. */
export type RunPart = (...args: readonly (string | number)[]) => Program;

/** Calls `body` with the program compiled, in a folder that is gone afterwards. */
export async function withLibnats(body: (run: RunPart, folder: string) => Promise<void>): Promise<void> {
  const source = await readText("tests/interop/libnats.c");
  await withFolder(async (folder) => {
    const path = `${folder}/libnats`;
    const flags = ["-Wall", "-Wextra", "-Werror", "-o", path, `${path}.c`, "-lnats"];
    const { code, stderr } = await runToEnd("gcc", flags);
    if (code !== 0) throw new Error(`the C program does not compile:\n${stderr}`);
    const started: Program[] = [];
    try {
      await body((...args) => {
        const program = start(path, args.map(String));
        started.push(program);
        return program;
      }, folder);
    } finally {
      for (const program of started) await program.stop();
    }
  }, { "libnats.c": source });
}

/** What a part printed, to its end. */
export async function linesOf(program: Program): Promise<string[]> {
  const { stdout } = await program.ended;
  return stdout.split("\n").filter((line) => line !== "");
}
