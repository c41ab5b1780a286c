import { exitProcess } from "../_process.ts";
import { test } from "../_test.ts";

test("ends the process as if all were well", () => exitProcess(0));
test("never runs", () => {});
