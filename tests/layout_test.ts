/** The rules of src/README.md that a program can check. */
import ts from "typescript";
import { packageJson } from "../scripts/package_json.ts";
import { errorCodes } from "../src/errors.ts";
import { filesUnder, readText, topLevel } from "./_files.ts";
import { cyclesOf, placeOf, readImportTable, readSource, readSources, type Source, walk } from "./_source.ts";
import { assert, assertEquals, test } from "./_test.ts";

const sources: Source[] = await readSources("src");
const table = readImportTable(await readText("src/README.md"));

/** The aim is about 400 and about 70; past these nobody can say "about" any more. */
const FILE_LINES = 500;
const FUNCTION_LINES = 80;

/** These take time and bytes as arguments and hand their results out: nothing in them happens by itself. */
const PURE = ["subject", "wire", "conn", "api"];

/** What a pure file may not even name. */
const IMPURE_NAMES = new Set([
  "AbortController",
  "Date",
  "Promise",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "fetch",
  "performance",
  "queueMicrotask",
  "setInterval",
  "setTimeout",
]);

/** Whether an identifier stands for itself and not for a member of something. */
function standsAlone(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  const named = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent);
  return !(named && parent.name === node);
}

/** The places of all nodes in these files for which `look` is true. */
function placesOf(among: readonly Source[], look: (node: ts.Node, source: Source) => boolean): string[] {
  const places: string[] = [];
  for (const source of among) {
    walk(source.tree, (node) => {
      if (look(node, source)) places.push(`${placeOf(source, node)} ${node.getText().split("\n")[0]}`);
    });
  }
  return places;
}

test("src/README.md has every folder of src in its table", () => {
  assert(table.size > 5, "the table was not found");
  const folders = new Set(sources.map(({ folder }) => folder));
  assertEquals([...folders].filter((folder) => !table.has(folder)), []);
});

test("the folders of src import what the table of src/README.md allows", () => {
  const faults: string[] = [];
  for (const { path, folder, imports } of sources) {
    const may = table.get(folder) ?? new Set();
    for (const { specifier, path: target } of imports) {
      if (target === undefined) {
        if (specifier === "#runtime" && !may.has("runtime")) faults.push(`${path} imports ${specifier}`);
        continue;
      }
      const [top, into = ""] = target.split("/");
      if (top !== "src") faults.push(`${path} imports ${target}`);
      // The files that lie in src itself are for everybody.
      else if (into !== folder && !into.endsWith(".ts") && !may.has(into)) {
        faults.push(`${path} imports ${target}`);
      } else if (into === "runtime" && folder !== "runtime") {
        faults.push(`${path} imports ${target}, not #runtime`);
      }
    }
  }
  assertEquals(faults, []);
});

test("src imports no package but, in runtime, the runtime's own modules", () => {
  const faults = sources.flatMap(({ path, folder, imports }) => {
    const bare = imports.filter((each) => each.path === undefined && each.specifier !== "#runtime");
    const bad = bare.filter(({ specifier }) => !(folder === "runtime" && specifier.startsWith("node:")));
    return bad.map(({ specifier }) => `${path} imports ${specifier}`);
  });
  assertEquals(faults, []);
});

test("only src/runtime names Deno or Node's process", () => {
  const others = sources.filter(({ folder }) => folder !== "runtime");
  const names = ["Deno", "process", "Buffer", "require"];
  const declared = (node: ts.Node) => ts.isIdentifier(node) && names.includes(node.text) && standsAlone(node);
  const locals = new Set(
    placesOf(others, (node) => {
      const { parent } = node;
      return declared(node) && (ts.isParameter(parent) || ts.isVariableDeclaration(parent)) &&
        parent.name === node;
    }).map((place) => place.split(":")[0]),
  );
  assertEquals(placesOf(others, (node, source) => declared(node) && !locals.has(source.path)), []);
});

test("globalThis is followed by a dot, as dnt puts a proxy in front of it elsewhere", () => {
  const packed = sources.filter(({ path }) => !path.startsWith("src/runtime/deno"));
  const bare = placesOf(packed, (node) => {
    return ts.isIdentifier(node) && node.text === "globalThis" &&
      !ts.isPropertyAccessExpression(node.parent) &&
      !ts.isTypeQueryNode(node.parent);
  });
  assertEquals(bare, []);
});

test("no source starts with a line for the shell, which dnt mangles: the build writes it", () => {
  assertEquals(sources.filter(({ text }) => text.startsWith("#!")).map(({ path }) => path), []);
});

test("subject, wire, conn and api have no clock, timer, randomness, promise or console", () => {
  const pure = sources.filter(({ folder }) => PURE.includes(folder));
  assert(pure.length > 0);
  const impure = placesOf(pure, (node) => {
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) return true;
    if (ts.isPropertyAccessExpression(node)) return node.getText() === "Math.random";
    return ts.isIdentifier(node) && IMPURE_NAMES.has(node.text) && standsAlone(node);
  });
  assertEquals(impure, []);
});

test("src has no import cycles", () => {
  assertEquals(cyclesOf(sources), []);
});

test("files have about 400 lines at most", async () => {
  const all = [...sources, ...await readSources("tests"), ...await readSources("scripts")]
    .filter(({ path }) => !path.startsWith("tests/conformance/recorded/"));
  const long = all.map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }));
  assertEquals(long.filter(({ lines }) => lines > FILE_LINES), []);
});

test("functions have about 70 lines at most", () => {
  const long = placesOf(sources, (node) => {
    if (!ts.isFunctionLike(node)) return false;
    const tree = node.getSourceFile();
    const first = tree.getLineAndCharacterOfPosition(node.getStart()).line;
    return tree.getLineAndCharacterOfPosition(node.getEnd()).line - first + 1 > FUNCTION_LINES;
  });
  assertEquals(long, []);
});

test("nothing is exported by default or by export *", async () => {
  const all = [...sources, await readSource("mod.ts")];
  const faults = placesOf(all, (node) => {
    if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) {
      return !ts.isDefaultClause(node.parent) && !ts.isDefaultClause(node);
    }
    return ts.isExportDeclaration(node) &&
      (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause));
  });
  assertEquals(faults, []);
});

test("mod.ts files hold exports only", async () => {
  const mods = [...sources.filter(({ path }) => path.endsWith("/mod.ts")), await readSource("mod.ts")];
  const faults = mods.flatMap((source) => {
    const others = source.tree.statements.filter((statement) => !ts.isExportDeclaration(statement));
    return others.map((statement) => placeOf(source, statement));
  });
  assertEquals(faults, []);
});

test("src has no any, and nothing private but by #", () => {
  const keywords = [ts.SyntaxKind.AnyKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  const faults = placesOf(sources, (node) => {
    // A constructor has no other way to be kept from callers.
    return keywords.includes(node.kind) && !ts.isConstructorDeclaration(node.parent);
  });
  assertEquals(faults, []);
});

test("the exports of deno.json are those of the npm package, and each is there", async () => {
  const denoJson = JSON.parse(await readText("deno.json")) as Parameters<typeof packageJson>[0];
  const { exports } = packageJson(denoJson, "src/cli/bin.ts") as { exports: Record<string, unknown> };
  assertEquals(
    Object.keys(exports).filter((name) => name !== "./package.json"),
    Object.keys(denoJson.exports),
  );
  for (const path of Object.values(denoJson.exports)) await readText(path.replace("./", ""));
});

test("tests register through tests/_test.ts and leave the runtime to the helpers beside it", async () => {
  const files = (await readSources("tests")).filter(({ path }) => path.endsWith("_test.ts"));
  const tests = files.filter(({ path }) => path !== "tests/_test.ts");
  const names = placesOf(tests, (node) => ts.isIdentifier(node) && node.text === "Deno" && standsAlone(node));
  const imports = tests.flatMap(({ path, imports }) => {
    return imports.filter(({ specifier }) => /^(node:|jsr:|npm:|@std\/)/.test(specifier)).map((
      { specifier },
    ) => `${path} imports ${specifier}`);
  });
  assertEquals([...names, ...imports], []);
});

test("the top of the repository holds nothing but what the layout names", async () => {
  const allowed =
    /^(mod\.ts|src|tests|scripts|deno\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|\..+)$/;
  // Build output and what package managers leave are ignored by git.
  const ignored = (await readText(".gitignore")).split("\n").map((line) => line.replace(/\/$/, ""));
  const others = (await topLevel()).filter((name) => !allowed.test(name) && !ignored.includes(name));
  assertEquals(others, []);
});

test("each error code appears in a test", async () => {
  const codes = Object.keys(errorCodes);
  const texts = await Promise.all((await filesUnder("tests", ".ts")).map(readText));
  const all = texts.join("\n");
  assertEquals(codes.filter((code) => !all.includes(`"${code}"`)), []);
});

test("no file puts work off with a marker", async () => {
  const faults: string[] = [];
  // Put together, as this file is read too.
  const marker = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);
  for (const folder of ["src", "tests", "scripts"]) {
    for (const path of await filesUnder(folder, ".ts")) {
      if (marker.test(await readText(path))) faults.push(path);
    }
  }
  assertEquals(faults, []);
});
