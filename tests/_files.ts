/** Reads the repository's own files, for the tests that check them. */
import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The top of the repository, with a slash at the end: on Node the compiled tests lie deeper within it. */
export const root: string = findRoot();

function findRoot(): string {
  let url = new URL("../", import.meta.url);
  while (!existsSync(new URL("deno.json", url)) && url.pathname !== "/") url = new URL("../", url);
  return fileURLToPath(url);
}

/** The path of the file that this address, such as `import.meta.url`, names. */
export function pathOf(url: string): string {
  return fileURLToPath(url);
}

/** Reads a text file; the path starts at the top of the repository. */
export function readText(path: string): Promise<string> {
  return readFile(root + path, "utf8");
}

/** Every file below a folder whose name ends so, as paths from the top of the repository, sorted. */
export async function filesUnder(folder: string, end: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root + folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...await filesUnder(path, end));
    else if (path.endsWith(end)) found.push(path);
  }
  return found.sort();
}

/** The names of everything at the top of the repository. */
export async function topLevel(): Promise<string[]> {
  return (await readdir(root)).sort();
}
