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

import { runProgram } from "./command.ts";

export { main } from "./command.ts";

// Deno runs this module itself: `deno run jsr:@natwire/natwire/cli`. npm's command is `bin.ts`.
if ((import.meta as { main?: boolean }).main) runProgram();
