/** Optional npm packages, on Deno. See `types.ts` for what each name does. */

import { startThread } from "./library_thread.ts";
import type { LibraryThread, OptionalPackage } from "./types.ts";

/**
 * The module of an npm package that may be missing, loaded at once; undefined where that takes `importPackage`.
 *
 * Here it always does: `require` finds only what the program's own modules name, and may ask the user for
 * permission to look for the rest.
 */
export function requirePackage(_wanted: OptionalPackage): unknown {
  return undefined;
}

/** The same where it has to be waited for. */
export function importPackage(wanted: OptionalPackage): Promise<unknown> {
  // In a variable, as Deno fetches at the start what it finds written in an import.
  const specifier = specifierOf(wanted);
  return import(specifier);
}

/** Starts a thread for an npm package that may be missing. */
export function startLibraryThread(program: string, wanted: OptionalPackage): LibraryThread {
  return startThread(program, specifierOf(wanted));
}

function specifierOf({ name, versions, path }: OptionalPackage): string {
  return `npm:${name}@${versions}${path === undefined ? "" : `/${path}`}`;
}
