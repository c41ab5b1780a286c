/** The entry for browsers: what it exports, and that nothing of Deno or Node comes with it. */
import * as natwire from "../../mod.ts";
import * as web from "../../src/client/web.ts";
import { readText } from "../_files.ts";
import { runtimeName } from "../_process.ts";
import { readSource } from "../_source.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { bundleForBrowsers, WEB_ENTRY, WEB_RUNTIME } from "./_bundle.ts";

/** What browsers have nothing like: TCP, files, keys that answer at once. */
const ABSENT = ["connect", "credsFileAuthenticator", "nkeyFileAuthenticator", "nkeys"];

/** The names that a file of exports exports, types too. */
async function exportedBy(path: string): Promise<string[]> {
  const lists = [...(await readText(path)).matchAll(/^export (?:type )?\{([^}]*)\}/gm)];
  const names = lists.flatMap(([, list = ""]) => list.split(","));
  return names.map((name) => name.trim().replace(/^type /, "")).filter(Boolean).sort();
}

test("natwire/web exports the names of natwire but for what browsers lack", async () => {
  const present = (names: readonly string[]) => names.filter((name) => !ABSENT.includes(name)).sort();
  assertEquals(Object.keys(web).sort(), present(Object.keys(natwire)));
  assertEquals(await exportedBy(WEB_ENTRY), present(await exportedBy("mod.ts")));
});

test("natwire/web, with all it imports, names no module of Node and nothing of Deno", async () => {
  const seen = new Set<string>();
  const queue = [WEB_ENTRY];
  const faults: string[] = [];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { imports, text } = await readSource(path);
    if (/\bDeno\.(?!connect)|getBuiltinModule/.test(text)) {
      faults.push(`${path} names what only Deno or Node has`);
    }
    for (const { specifier, path: target } of imports) {
      if (target !== undefined) queue.push(target);
      else if (specifier === "#runtime") queue.push(WEB_RUNTIME);
      else faults.push(`${path} imports ${specifier}`);
    }
  }
  assert(seen.size > 40);
  assertEquals(faults, []);
});

if (runtimeName === "deno") {
  test("natwire/web bundled for browsers says neither 'node:' nor 'Deno.'", async () => {
    const code = await bundleForBrowsers(WEB_ENTRY, true);
    assertEquals(code.match(/.{0,40}(?:\bnode:|\bDeno\.).{0,40}/g) ?? [], []);
    assert(!/(?:^|;)import\b/.test(code), "it still imports something");
  });
}
