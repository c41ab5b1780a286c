/** Tries the packed npm package as its users get it: installed from the tarball into an empty folder. */
import ts from "typescript";
import { entryOf, pointAt, serverProgram, typescriptBlocks } from "../tests/examples/_blocks.ts";
import { rewriteImports } from "./rewrite_imports.ts";
import type { Tally } from "./tally.ts";
import { bundleForBrowsers, wsconnectWithoutWs } from "./test_package_web.ts";
import { filesUnder, must, readDenoJson, root } from "./tools.ts";

/** How long one program may take. */
const PROGRAM_MS = 60_000;

/** Packs `npm/` into this folder; gives the path of the tarball. */
export async function pack(npm: readonly string[], folder: string): Promise<string> {
  const [command = "npm", ...first] = npm;
  await must(command, [...first, "pack", "--ignore-scripts", `--pack-destination=${folder}`], {
    cwd: `${root}npm`,
    timeoutMs: PROGRAM_MS,
  });
  const [tarball] = await filesUnder(`${folder}/`, ".tgz");
  if (tarball === undefined) throw new Error("npm pack left no tarball");
  return `${folder}/${tarball}`;
}

/** Packs, installs and uses the package. */
export async function testPackage(
  tally: Tally,
  node: { path: string },
  npm: readonly string[],
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "natwire-package-" });
  const step = (name: string, fn: () => Promise<void>) => tally.step("package", name, fn);
  try {
    const installed = await step(
      "packed and installed into an empty folder with --omit=optional",
      async () => {
        await install(npm, await pack(npm, folder), folder);
      },
    );
    if (!installed) return;
    await step("every entry point gives the same names by import and by require", async () => {
      await compareEntries(node.path, folder);
    });
    await step("it bundles for browsers without a word of Node or Deno", () => bundleForBrowsers(folder));
    await step("wsconnect without ws says what to install", () => wsconnectWithoutWs(node.path, folder));
    await step("`natwire --help` runs", async () => {
      await must(`${folder}/node_modules/.bin/natwire`, ["--help"], {
        cwd: folder,
        timeoutMs: PROGRAM_MS,
        env: { PATH: `${node.path.replace(/\/[^/]*$/, "")}:${Deno.env.get("PATH") ?? ""}` },
      });
    });
    for (const way of ["import", "require"] as const) {
      await step(`the README's client example runs by ${way}`, async () => {
        await runClientExample(node.path, folder, way);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function install(npm: readonly string[], tarball: string, folder: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify({ name: "empty", private: true }));
  const [command = "npm", ...first] = npm;
  const args = ["install", "--omit=optional", "--no-audit", "--no-fund", "--prefer-offline", tarball];
  await must(command, [...first, ...args], { cwd: folder, timeoutMs: PROGRAM_MS });
  const others: string[] = [];
  for await (const { name } of Deno.readDir(`${folder}/node_modules`)) {
    if (name !== "natwire" && !name.startsWith(".")) others.push(name);
  }
  if (others.length > 0) throw new Error(`it brought along ${others.join(", ")}`);
}

async function compareEntries(node: string, folder: string): Promise<void> {
  const names = Object.keys((await readDenoJson()).exports).map((name) => `natwire${name.slice(1)}`);
  const script = `
    if (process.versions.deno !== undefined) throw new Error("this is Deno, not Node");
    const { createRequire } = await import("node:module");
    const require = createRequire(process.cwd() + "/x.js");
    for (const name of ${JSON.stringify(names)}) {
      const imported = Object.keys(await import(name)).sort().join();
      const required = Object.keys(require(name)).filter((key) => key !== "__esModule").sort().join();
      if (imported !== required || imported === "") {
        throw new Error(name + ": by import " + imported + ", by require " + required);
      }
    }`;
  await Deno.writeTextFile(`${folder}/entries.mjs`, script);
  await must(node, ["entries.mjs"], { cwd: folder, timeoutMs: PROGRAM_MS });
}

async function runClientExample(node: string, folder: string, way: "import" | "require"): Promise<void> {
  const blocks = typescriptBlocks(await Deno.readTextFile(`${root}README.md`));
  const block = blocks.find(({ example }) => example === "client");
  if (block === undefined) throw new Error("README.md has no block marked <!-- example: client -->");
  await Deno.writeTextFile(`${folder}/server.mjs`, serverProgram("natwire/server"));
  const server = new Deno.Command(node, {
    args: ["server.mjs"],
    cwd: folder,
    stdout: "piped",
    stderr: "inherit",
  })
    .spawn();
  try {
    const port = await readPort(server.stdout);
    const code = await asJavaScript(pointAt(block.code, port), way);
    const name = way === "import" ? "client.mjs" : "client.cjs";
    await Deno.writeTextFile(`${folder}/${name}`, code);
    await must(node, [name], { cwd: folder, timeoutMs: PROGRAM_MS });
  } finally {
    server.kill("SIGTERM");
    await server.status;
  }
}

async function readPort(stdout: ReadableStream<Uint8Array>): Promise<number> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stdout) {
    text += decoder.decode(chunk, { stream: true });
    const [, port] = text.match(/^port (\d+)$/m) ?? [];
    if (port !== undefined) return Number(port);
  }
  throw new Error("the server of the package ended before it listened");
}

/** The example as a program for Node: an ES module, or the same with `require` inside an async function. */
async function asJavaScript(code: string, way: "import" | "require"): Promise<string> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const module = await rewriteImports(outputText, (specifier) => {
    const entry = entryOf(specifier);
    return entry === undefined ? specifier : `natwire${entry.slice(1)}`;
  });
  if (way === "import") return module;
  const required = module.replace(
    /^import \{([^}]*)\} from ("[^"]+");/gm,
    (_, names: string, from: string) => `const {${names.replaceAll(" as ", ": ")}} = require(${from});`,
  );
  if (/^import /m.test(required)) {
    throw new Error("an import of the example has a form that is not turned into require");
  }
  return `(async () => {\n${required.replace(/^export \{\};\n?/m, "")}\n})();\n`;
}
