/**
 * The size of the entry `.`, bundled and minified: what a program that imports the client has to load; and how much
 * of it at its start, where the bundle is split: TLS and WebSockets are loaded when first used.
 *
 * Run alone it prints what each module weighs: `deno run -A scripts/bundle_size.ts`.
 */
import { posix } from "node:path";
import { must, root } from "./tools.ts";

/** What the bundle is to weigh less than, bytes: 60 kB. */
export const MAX_BYTES = 60_000;

/**
 * It does not, since the client does all of its work: the words and signs of the language alone weigh 60 kB in it, the
 * names of properties, most of them public, 28 kB, other names 17 kB, and texts 16 kB; shorter names for what is
 * internal would save 4 kB. It may not weigh more than this, and whoever makes it lighter lowers the number; below
 * the bar the number goes.
 */
const NOT_MORE_BYTES = 125_500;

/** How many modules are named when it weighs more. */
const NAMED = 8;

/** A module and what of the bundle is its. */
export interface Weight {
  /** Its path from the top of the repository. */
  path: string;
  bytes: number;
}

/** What was bundled. */
export interface Bundle {
  /** The size of all of it, bytes. */
  bytes: number;
  /** The heaviest first. */
  modules: Weight[];
}

interface SourceMap {
  sources: string[];
  mappings: string;
}

/** Bundles and minifies everything that an entry exports; the entry is a specifier. */
export function bundle(entry: string, flags: string[] = []): Promise<Bundle> {
  return bundled(entry, ["--sourcemap=external", ...flags], async (folder) => {
    const path = `${folder}/entry.js`;
    const map = JSON.parse(await Deno.readTextFile(`${path}.map`)) as SourceMap;
    const sources = map.sources.map((source) => posix.relative(root, posix.resolve(folder, source)));
    const code = await Deno.readTextFile(path);
    return { bytes: byteLength(code), modules: weigh(code, sources, map.mappings) };
  });
}

/** How much of an entry is loaded at once where its bundle is split, bytes. */
export function startBytes(entry: string, flags: string[] = []): Promise<number> {
  return bundled(entry, ["--code-splitting", ...flags], async (folder) => {
    const files = new Set(["entry.js"]);
    let bytes = 0;
    for (const file of files) {
      const code = await Deno.readTextFile(`${folder}/${file}`);
      bytes += byteLength(code);
      // `import("...")` has a parenthesis, and is for later.
      for (const [, name] of code.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)) files.add(name!);
    }
    return bytes;
  });
}

/** Has the bundler write a minified bundle, and looks at the folder that it wrote. */
async function bundled<T>(entry: string, flags: string[], look: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "natwire-bundle-" });
  try {
    // An entry of its own takes specifiers of packages, too.
    await Deno.writeTextFile(`${folder}/entry.ts`, `export * from ${JSON.stringify(entry)};\n`);
    const args = ["bundle", "--quiet", "--minify", "--outdir", `${folder}/out`];
    await must(Deno.execPath(), [...args, ...flags, `${folder}/entry.ts`], { timeoutMs: 300_000 });
    return await look(`${folder}/out`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function byteLength(code: string): number {
  return new TextEncoder().encode(code).length;
}

/**
 * Gives each character of the code to the module that it came from: a segment of the map reaches to the next one.
 * What stands before the first of a line (imports, exports) belongs to nobody.
 */
function weigh(code: string, sources: readonly string[], mappings: string): Weight[] {
  const bytes = new Map(sources.map((path) => [path, 0]));
  const lines = code.split("\n");
  let source = 0;
  for (const [index, line] of mappings.split(";").entries()) {
    const length = lines[index]?.length ?? 0;
    let column = 0;
    let owner: string | undefined;
    let since = 0;
    const close = (end: number) => {
      if (owner !== undefined) bytes.set(owner, bytes.get(owner)! + end - since);
      since = end;
    };
    for (const segment of line.split(",").filter((each) => each !== "")) {
      const [columns = 0, sourcesOn] = numbersOf(segment);
      column += columns;
      close(column);
      if (sourcesOn !== undefined) source += sourcesOn;
      owner = sourcesOn === undefined ? undefined : sources[source];
    }
    close(length);
  }
  const weights = [...bytes].map(([path, weight]): Weight => ({ path, bytes: weight }));
  return weights.sort((a, b) => b.bytes - a.bytes);
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of a segment: five bits a letter, the sixth says that more follow; the lowest bit is the sign. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = BASE64.indexOf(letter);
    value |= (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    numbers.push((value & 1) === 0 ? value >> 1 : -(value >> 1));
    value = 0;
    shift = 0;
  }
  return numbers;
}

/** The entry that is weighed, and how the bundler is told what its imports mean. */
const MOD: [entry: string, flags: string[]] = [`file://${root}mod.ts`, ["--config", `${root}deno.json`]];

/** Throws when the entry `.` weighs too much; prints what it weighs. */
export async function checkBundleSize(): Promise<void> {
  const { bytes, modules } = await bundle(...MOD);
  const start = `${await startBytes(...MOD)} of it at the start of a program where the bundle is split`;
  const heaviest = modules.slice(0, NAMED).map(({ path, bytes }) => `${path} ${bytes}`).join(", ");
  const told = `mod.ts bundled and minified: ${bytes} bytes, ${start}`;
  if (bytes > NOT_MORE_BYTES) {
    throw new Error(`${told}; ${NOT_MORE_BYTES} is the most for now; the biggest modules: ${heaviest}`);
  }
  if (bytes < MAX_BYTES) console.log(told);
  else console.log(`${told}. THE BAR OF ${MAX_BYTES} IS NOT MET; the biggest modules: ${heaviest}`);
}

if (import.meta.main) {
  const { bytes, modules } = await bundle(...MOD);
  for (const each of modules) console.log(`${String(each.bytes).padStart(6)} ${each.path}`);
  console.log(`${String(bytes).padStart(6)} in all, ${MAX_BYTES} is too much`);
  console.log(
    `${
      String(await startBytes(...MOD)).padStart(6)
    } of it at the start of a program, where the bundle is split`,
  );
}
