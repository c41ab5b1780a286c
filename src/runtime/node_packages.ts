/** Optional npm packages, on Node. See `types.ts` for what each name does. */

import { node } from "./node_global.ts";
import type { OptionalPackage } from "./types.ts";

/** The module of an npm package that may be missing, loaded at once; undefined where that takes `importPackage`. */
export function requirePackage(wanted: OptionalPackage): unknown {
  const { createRequire } = node().getBuiltinModule("node:module");
  // Beside natwire, or, where natwire itself is bundled or linked, beside the program.
  const places = [import.meta.url, node().argv[1]].filter((place) => place && /^(file:\/\/)?\//.test(place));
  let failure: unknown;
  for (const place of places) {
    try {
      return createRequire(place!)(wanted.path === undefined ? wanted.name : `${wanted.name}/${wanted.path}`);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** The same where it has to be waited for. */
export function importPackage(wanted: OptionalPackage): Promise<unknown> {
  return Promise.resolve().then(() => requirePackage(wanted));
}
