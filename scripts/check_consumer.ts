/** Compiles a program that uses the built package, as a user without `@types/node` would. */
import ts from "typescript";
import { exists, readDenoJson } from "./tools.ts";

/**
 * Checks every declaration of the package with nothing but the language's own and the browser's types.
 *
 * @throws with what the compiler finds.
 */
export async function checkConsumer(folder: string): Promise<void> {
  const { exports } = await readDenoJson();
  const files = Object.values(exports).map((path) => {
    return `${folder}/esm/${path.replace(/^\.\//, "").replace(/\.ts$/, ".d.ts")}`;
  });
  for (const file of files) {
    if (!await exists(file)) throw new Error(`${file} is missing`);
  }
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  });
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length === 0) return;
  throw new Error(ts.formatDiagnostics(faults, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => folder,
    getNewLine: () => "\n",
  }));
}
