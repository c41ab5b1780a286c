/**
 * Writes the import map that everything in this repository runs with.
 *
 * An `--import-map` flag replaces the imports of deno.json instead of adding to them, so the whole map is
 * written: the one of deno.json, and, where JSR cannot be reached, the stand-ins of `tests/stand_ins` in the
 * place of what comes from JSR.
 *
 * Run by itself (`deno task flags`) it prints the flags for `deno test` and `deno check`.
 */
import { readDenoJson, root, run } from "./tools.ts";

/** The stand-ins, by what they stand in for; seen from `.cache/`. */
const STAND_INS: Record<string, string> = {
  "@deno/dnt": "../tests/stand_ins/dnt.ts",
  "@std/assert": "../tests/stand_ins/assert.ts",
  "@std/streams": "../tests/stand_ins/streams.ts",
};

/** How long JSR may take to answer before it counts as out of reach. */
const ANSWER_MS = 1500;

/** How long it may take to hand over the packages. */
const LOAD_MS = 30_000;

/** A written import map. */
export interface ImportMap {
  path: string;
  /** Whether what comes from JSR really does. */
  jsr: boolean;
}

let reached: Promise<boolean> | undefined;

/** Whether JSR answers and hands over its packages; asked once. */
export function jsrReached(): Promise<boolean> {
  return reached ??= askJsr();
}

async function askJsr(): Promise<boolean> {
  const base = Deno.env.get("JSR_URL") ?? "https://jsr.io/";
  try {
    const url = new URL("@std/assert/meta.json", base);
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    await response.body?.cancel();
    if (!response.ok) return false;
  } catch {
    return false;
  }
  const { imports } = await readDenoJson();
  const packages = Object.keys(STAND_INS).flatMap((name) => imports[name] ?? []);
  const args = ["cache", "--no-lock", "--no-config", ...packages];
  return (await run(Deno.execPath(), args, { timeoutMs: LOAD_MS })).code === 0;
}

/** A path from the top, as it is written in the folder of the map. */
const seenFromCache = (path: string): string => path.startsWith("./") ? `.${path}` : path;

/** Writes `.cache/import_map.json`, or the one that has `#runtime` of Node. */
export async function writeImportMap(runtime: "deno" | "node" = "deno"): Promise<ImportMap> {
  const jsr = await jsrReached();
  const { imports, scopes } = await readDenoJson();
  const merged: Record<string, string> = {};
  for (const [name, target] of Object.entries(imports)) {
    const standIn = jsr ? undefined : STAND_INS[name];
    merged[name] = standIn ?? seenFromCache(target);
  }
  if (runtime === "node") merged["#runtime"] = "../src/runtime/node.ts";
  const moved = Object.fromEntries(Object.entries(scopes).map(([at, map]) => [seenFromCache(at), map]));
  const path = `${root}.cache/import_map${runtime === "node" ? "_node" : ""}.json`;
  await Deno.mkdir(`${root}.cache`, { recursive: true });
  // Renamed into place, as another run may read it at this moment.
  const draft = `${path}.${Deno.pid}`;
  await Deno.writeTextFile(draft, JSON.stringify({ imports: merged, scopes: moved }, null, 2) + "\n");
  await Deno.rename(draft, path);
  return { path, jsr };
}

if (import.meta.main) {
  const { jsr } = await writeImportMap();
  console.log(
    jsr ? "-A" : "-A --import-map=.cache/import_map.json  # JSR cannot be reached, stand-ins are used",
  );
}
