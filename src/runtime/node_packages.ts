/** Optional npm packages, on Node. See `types.ts` for what each name does. */

import { startThread } from "./library_thread.ts";
import { node } from "./node_global.ts";
import type { LibraryThread, OptionalPackage } from "./types.ts";

/** The module of an npm package that may be missing, loaded at once; undefined where that takes `importPackage`. */
export function requirePackage(wanted: OptionalPackage): unknown {
  return found(wanted, (require, specifier) => require(specifier));
}

/** The same where it has to be waited for. */
export function importPackage(wanted: OptionalPackage): Promise<unknown> {
  return Promise.resolve().then(() => requirePackage(wanted));
}

/** Starts a thread for an npm package that may be missing. */
export function startLibraryThread(program: string, wanted: OptionalPackage): LibraryThread {
  const { pathToFileURL } = node().getBuiltinModule("node:url");
  try {
    const path = found(wanted, (require, specifier) => require.resolve(specifier));
    return startThread(program, pathToFileURL(path).href);
  } catch (error) {
    const ready = Promise.reject(error);
    ready.catch(() => {});
    return { ready, ask: () => ready, close: () => Promise.resolve() };
  }
}

/** Uses the first `require` that knows the package. */
function found<T>(wanted: OptionalPackage, use: (require: NodeJS.Require, specifier: string) => T): T {
  const { createRequire } = node().getBuiltinModule("node:module");
  // Beside natwire, or, where natwire itself is bundled or linked, beside the program.
  const places = [import.meta.url, node().argv[1]].filter((place) => place && /^(file:\/\/)?\//.test(place));
  let failure: unknown;
  for (const place of places) {
    try {
      return use(
        createRequire(place!),
        wanted.path === undefined ? wanted.name : `${wanted.name}/${wanted.path}`,
      );
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
