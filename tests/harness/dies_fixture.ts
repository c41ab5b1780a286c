import { test } from "../_test.ts";

throw new Error(`dies while it loads, before ${test.name} is called`);
