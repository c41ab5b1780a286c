/**
 * Puts the modules of the npm package together: loading more than a hundred small files takes Node longer than
 * running what is in them.
 *
 * Each entry point stays a file where it was; what several of them share lies in files of its own beside them, once,
 * so that all entry points have the same classes. `#runtime` stays an import.
 */
import ts from "typescript";
import { posix } from "node:path";
import { rewriteImports } from "./rewrite_imports.ts";
import { exists, filesUnder, must } from "./tools.ts";

/**
 * The module that exports everything of all modules of the package, for the tests of what lies inside. It is put
 * beside the package's files, and not published.
 */
const INTERNALS = "internals.js";

/** What is bundled. Paths are those of JavaScript files, from `esm/`. */
export interface Parts {
  /** The entry that has all of the client. */
  client: string;
  /** The other entry points of the package. */
  others: readonly string[];
  /** What `#runtime` may be; Node's first. */
  runtimes: readonly string[];
}

/** Bundles `esm/` in this folder. */
export async function bundleModules(folder: string, { client, others, runtimes }: Parts): Promise<void> {
  const esm = `${folder}esm/`;
  const modules = await filesUnder(esm, ".js");
  await gather(esm, modules, { client, others, runtimes });
  // As one more entry that imports every module it leaves the others split as they are without it.
  await Deno.writeTextFile(esm + INTERNALS, await everythingOf(esm, modules));
  const args = ["bundle", "--quiet", "--no-config", "--code-splitting", "--platform", "browser"];
  const inputs = [client, ...others, ...runtimes, INTERNALS].map((path) => `esm/${path}`);
  await must(Deno.execPath(), [...args, "--external", "#runtime", "--outdir", "bundled", ...inputs], {
    cwd: folder,
    timeoutMs: 300_000,
  });
  for (const path of [...modules, INTERNALS]) await Deno.remove(esm + path);
  await placeOutput(folder);
  await Deno.remove(`${folder}bundled`, { recursive: true });
}

/** Puts what the bundler wrote where the modules were. */
async function placeOutput(folder: string): Promise<void> {
  const texts = new Map<string, string>();
  for (const path of await filesUnder(`${folder}bundled/`, ".js")) {
    texts.set(path, withPlainNames(await Deno.readTextFile(`${folder}bundled/${path}`)));
  }
  // The modules that have been made to reach the client import a file of what is left of its entry, which is nothing.
  const empty = [...texts].filter(([, text]) => text.trim() === "").map(([path]) => path);
  for (const [path, text] of texts) {
    if (empty.includes(path)) continue;
    const full = empty.reduce((rest, name) => rest.replace(`import "${relative(path, name)}";\n`, ""), text);
    if (path === INTERNALS) await Deno.writeTextFile(folder + path, await fromAbove(full));
    else await Deno.writeTextFile(`${folder}esm/${path}`, full);
  }
}

/**
 * Makes few files of many: the bundler puts into one file what the same entries and lazily loaded modules reach. So
 * all of them are made to reach the client, and all runtimes what Node's has in common with the client.
 */
async function gather(esm: string, modules: readonly string[], parts: Parts): Promise<void> {
  const imports = new Map<string, Imported[]>();
  for (const path of modules) imports.set(path, importsOf(path, await Deno.readTextFile(esm + path)));
  const lazy = [...imports.values()].flat().filter((each) => each.lazy).map(({ path }) => path);
  const ofRuntime = (path: string) => path.startsWith(posix.dirname(parts.runtimes[0]!));
  const shared = reached(parts.runtimes[0]!, imports).filter((path) => !ofRuntime(path));
  const also = new Map<string, readonly string[]>();
  for (const path of parts.runtimes) also.set(path, shared);
  for (const path of [...parts.others, ...lazy]) {
    also.set(path, [ofRuntime(path) ? parts.runtimes[0]! : parts.client]);
  }
  for (const [path, targets] of also) {
    const text = await Deno.readTextFile(esm + path);
    const added = targets.map((target) => `import "${relative(path, target)}";\n`);
    await Deno.writeTextFile(esm + path, added.join("") + text);
  }
}

/** One import of another module of the package. */
interface Imported {
  path: string;
  /** Whether it is loaded when first needed. */
  lazy: boolean;
}

function importsOf(path: string, text: string): Imported[] {
  const found = ts.preProcessFile(text, true, true).importedFiles.filter(({ fileName }) =>
    fileName.startsWith(".")
  );
  return found.map(({ fileName, pos }) => {
    return {
      path: posix.join(posix.dirname(path), fileName),
      lazy: /import\(\s*["'`]?$/.test(text.slice(0, pos)),
    };
  });
}

/** All modules that one loads at once. */
function reached(from: string, imports: ReadonlyMap<string, readonly Imported[]>): string[] {
  const found = new Set([from]);
  for (const path of found) {
    for (const each of imports.get(path) ?? []) if (!each.lazy) found.add(each.path);
  }
  return [...found];
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

/** The text of a module that re-exports everything, under names that tell the modules apart. */
async function everythingOf(esm: string, modules: readonly string[]): Promise<string> {
  let text = "";
  for (const path of modules) {
    const names = exportsOf(path, await Deno.readTextFile(esm + path));
    const renamed = names.map((name) => `${name} as ${prefixOf(path)}${name}`);
    if (names.length > 0) text += `export { ${renamed.join(", ")} } from "./${path}";\n`;
  }
  return text;
}

/** The names that a module exports. */
function exportsOf(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) continue;
      names.push(...statement.exportClause.elements.map(({ name }) => name.text));
    } else if (ts.canHaveModifiers(statement) && isExported(statement)) {
      if (ts.isVariableStatement(statement)) {
        names.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
      } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
        names.push(statement.name!.text);
      }
    }
  }
  return names;
}

function isExported(node: ts.HasModifiers): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** What stands before the names of a module: `src/wire/parser.js` gives `src_wire_parser$`. */
function prefixOf(path: string): string {
  return `${path.replace(/\.js$/, "").replaceAll("/", "_")}$`;
}

/** Gives classes their names back: one that names itself is called `_Name` by the bundler. */
function withPlainNames(text: string): string {
  const changed = [...text.matchAll(/^var (\w+) = class _\1 /gm)].map(([, name]) => name!);
  return changed.reduce((result, name) => result.replaceAll(new RegExp(`\\b_${name}\\b`, "g"), name), text);
}

/** The same module one folder higher than where the bundler put it. */
function fromAbove(text: string): Promise<string> {
  return rewriteImports(
    text,
    (specifier) => specifier.startsWith(".") ? `./esm${specifier.slice(1)}` : specifier,
  );
}

/**
 * The text of a module that stands for one inside the package; undefined where the package has none of this name.
 *
 * @param npm the folder of the package.
 * @param path of the module, from `esm/`: `src/wire/parser.js`.
 * @param from what the module's importer has to write for the folder of the package.
 */
export async function standIn(npm: string, path: string, from: string): Promise<string | undefined> {
  if (await exists(`${npm}esm/${path}`)) return `export * from "${from}esm/${path}";\n`;
  const prefix = prefixOf(path);
  const all = exportsOf(INTERNALS, await Deno.readTextFile(npm + INTERNALS));
  const names = all.filter((name) => name.startsWith(prefix));
  if (names.length === 0) return undefined;
  const renamed = names.map((name) => `${name} as ${name.slice(prefix.length)}`);
  return `export { ${renamed.join(", ")} } from "${from}${INTERNALS}";\n`;
}
