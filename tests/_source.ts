/** Reads the source of the project as the layout test sees it. */
import ts from "typescript";
import { filesUnder, readText } from "./_files.ts";

/** One file of source. */
export interface Source {
  /** From the top of the repository. */
  path: string;
  /** The folder of src it lies in, or its name where it lies in src itself. */
  folder: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}

/** One import or re-export. */
export interface Import {
  specifier: string;
  /** Where a relative specifier leads, from the top of the repository. */
  path?: string;
}

/** Reads every file of source below a folder. */
export async function readSources(folder: string): Promise<Source[]> {
  const paths = await filesUnder(folder, ".ts");
  return await Promise.all(paths.map(readSource));
}

/** Reads one file of source. */
export async function readSource(path: string): Promise<Source> {
  const text = await readText(path);
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = ts.preProcessFile(text, true, false).importedFiles.map(({ fileName }): Import => {
    if (!fileName.startsWith(".")) return { specifier: fileName };
    return { specifier: fileName, path: new URL(fileName, `file:///${path}`).pathname.slice(1) };
  });
  return { path, folder: path.split("/")[1] ?? "", text, tree, imports };
}

/** Calls `look` with every node of a tree. */
export function walk(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => walk(child, look));
}

/** The place of a node, for a message. */
export function placeOf(source: Source, node: ts.Node): string {
  return `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/**
 * The cycles among these files' imports, each as a path that comes back to its beginning. Files of the same folder may
 * name each other's types: nothing of that is left when they run.
 */
export function cyclesOf(sources: readonly Source[]): string[] {
  const next = new Map(
    sources.map((source) => {
      const typesOnly = typeImportsOf(source);
      const targets = source.imports.flatMap(({ specifier, path }) => {
        if (path === undefined) return [];
        return path.split("/")[1] === source.folder && typesOnly.has(specifier) ? [] : [path];
      });
      return [source.path, targets];
    }),
  );
  const done = new Set<string>();
  const way: string[] = [];
  const cycles: string[] = [];
  const visit = (path: string): void => {
    const at = way.indexOf(path);
    if (at !== -1) cycles.push([...way.slice(at), path].join(" -> "));
    if (at !== -1 || done.has(path)) return;
    way.push(path);
    for (const target of next.get(path) ?? []) visit(target);
    way.pop();
    done.add(path);
  };
  for (const { path } of sources) visit(path);
  return cycles;
}

/** What a file imports nothing but types from. */
function typeImportsOf({ tree }: Source): Set<string> {
  const types = new Set<string>();
  const values = new Set<string>();
  for (const statement of tree.statements) {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!isImport || statement.moduleSpecifier === undefined) continue;
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    const isTyped = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    (isTyped ? types : values).add(text);
  }
  walk(tree, (node) => {
    // An import that is waited for.
    if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return;
    const [specifier] = node.arguments;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) values.add(specifier.text);
  });
  return new Set([...types].filter((specifier) => !values.has(specifier)));
}

/** Reads the table of folders: what each may import, itself and `errors.ts` left out. */
export function readImportTable(readme: string): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const line of readme.split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    const names = [...(cells[1] ?? "").matchAll(/`([\w.]+)\/?`/g)].map(([, name = ""]) => name);
    if (cells.length !== 5 || names.length === 0) continue;
    const may = mayImport(cells[3] ?? "", [...table.keys()]);
    for (const name of names) table.set(name, may);
  }
  return table;
}

function mayImport(cell: string, above: readonly string[]): Set<string> {
  if (cell === "-") return new Set();
  const [, excepted] = cell.match(/^everything above(?: except (.+))?$/) ?? [];
  if (cell.startsWith("everything above")) {
    const not = (excepted ?? "").split(/,| and /).map((word) => word.trim());
    return new Set(above.filter((name) => !not.includes(name)));
  }
  // "wire (types)" and "wire(headers)" allow the folder; what of it is taken is for people to see.
  const words = cell.replace(/\([^)]*\)/g, "").split(/[\s,]+/).filter((word) => word !== "");
  return new Set(words.map((word) => word.replace(/^#/, "")));
}
