#!/usr/bin/env node
/** The `natwire` command of the npm package. Node 20 cannot tell which module it was started with: this one is. */

import { runProgram } from "./main.ts";

runProgram();
