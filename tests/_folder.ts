/** A folder for one test. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Calls `body` with a folder that holds these files, by their paths in it; it is gone afterwards. */
export async function withFolder(
  body: (folder: string) => Promise<void>,
  files: Record<string, string> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "natwire-test-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
