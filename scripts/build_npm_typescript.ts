/** The build with TypeScript from npm, for where JSR (and so dnt) cannot be reached. */
import ts from "typescript";
import { posix } from "node:path";
import { root } from "./tools.ts";

/** The swap that makes a Node package out of the same source. */
const MAPPED: Record<string, string> = { "#runtime": "src/runtime/node.ts" };

/** Compiles these sources (paths from the top) and all they import into `outDir/esm`. */
export async function buildByTypeScript(sources: readonly string[], outDir: string): Promise<void> {
  const texts = await readSources(sources);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.esnext.d.ts"],
    types: [],
    declaration: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    rootDir: root,
    outDir: `${outDir}esm`,
    newLine: ts.NewLineKind.LineFeed,
  };
  const host = ts.createCompilerHost(options);
  const inner = (path: string) => path.startsWith(root) ? texts.get(path.slice(root.length)) : undefined;
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => inner(path) !== undefined || fileExists(path);
  host.readFile = (path) => inner(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = inner(path);
    if (text === undefined) return getSourceFile(path, languageVersion, ...rest);
    return ts.createSourceFile(path, text, languageVersion, true);
  };
  const program = ts.createProgram([...texts.keys()].map((path) => root + path), options, host);
  const result = program.emit();
  // The types are checked by `deno check` (with Node's runtime file too); here only what spoils the output counts.
  const faults = [
    ...program.getSyntacticDiagnostics(),
    ...program.getDeclarationDiagnostics(),
    ...result.diagnostics,
  ];
  if (faults.length === 0 && !result.emitSkipped) return;
  const told = ts.formatDiagnostics(faults, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => "\n",
  });
  throw new Error(`TypeScript did not build the package:\n${told}`);
}

/** Reads the sources and all they import, with every specifier as it has to be in the package. */
async function readSources(sources: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const queue = [...sources];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (texts.has(path)) continue;
    const text = await Deno.readTextFile(root + path);
    texts.set(path, rewriteSpecifiers(path, text, (target) => queue.push(target)));
  }
  return texts;
}

/** Makes `./x.ts` and `#runtime` the relative `.js` path they have in the package. */
function rewriteSpecifiers(path: string, text: string, found: (target: string) => void): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const edits: { start: number; end: number; specifier: string }[] = [];
  const edit = (literal: ts.Node | undefined): void => {
    if (literal === undefined || !ts.isStringLiteral(literal)) return;
    const target = MAPPED[literal.text] ??
      (literal.text.startsWith(".") ? posix.join(posix.dirname(path), literal.text) : undefined);
    if (target === undefined) return;
    found(target);
    const relative = posix.relative(posix.dirname(path), target.replace(/\.ts$/, ".js"));
    const specifier = relative.startsWith(".") ? relative : `./${relative}`;
    edits.push({ start: literal.getStart() + 1, end: literal.getEnd() - 1, specifier });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) edit(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) edit(node.argument.literal);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      edit(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  let result = "";
  let at = 0;
  for (const { start, end, specifier } of edits.sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + specifier;
    at = end;
  }
  return result + text.slice(at);
}

/** The lines on which a module waits at its top level. */
export function topLevelAwaits(path: string, text: string): number[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isPropertyDeclaration(node)) return;
    const waits = ts.isAwaitExpression(node) ||
      (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    if (waits) lines.push(file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}
