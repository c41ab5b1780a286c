/** The `natwire` command of the npm package. Node 20 cannot tell which module it was started with: this one is. */

import { runProgram } from "./command.ts";

runProgram();
