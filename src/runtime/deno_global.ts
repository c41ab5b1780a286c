/** Deno's own namespace, or one sentence where there is none. */

/**
 * Deno's namespace, asked for at each use so that loading the module costs nothing elsewhere.
 *
 * @throws {Error} on any other runtime.
 */
export function deno(): typeof Deno {
  const found = (globalThis as { Deno?: typeof Deno }).Deno;
  if (found === undefined) {
    throw new Error("this build of natwire runs on Deno; on Node, install the package natwire from npm");
  }
  return found;
}
