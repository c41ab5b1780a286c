import { test } from "../_test.ts";

test("is skipped", () => {}, { skip: "no real Node in this fixture" });
test("is skipped for a reason that is not listed", () => {}, { skip: "no desire" });
test("skips itself in its body", (t) => t.skip("no nats-server in this fixture"));
