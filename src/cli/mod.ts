/**
 * The `natwire` command, to run or to import.
 *
 * @example On the command line, without installing anything
 * ```sh
 * deno run --allow-net jsr:@natwire/natwire/cli demo
 * ```
 *
 * @example From a program
 * ```ts ignore
 * import { main } from "@natwire/natwire/cli";
 *
 * const exitCode = await main(["demo"]);
 * ```
 *
 * @module
 */

import { runProgram } from "./main.ts";

export { main } from "./main.ts";

// JSR runs this module itself: `deno run jsr:@natwire/natwire/cli`.
if ((import.meta as { main?: boolean }).main) runProgram();
