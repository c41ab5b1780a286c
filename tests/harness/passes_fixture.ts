import { assertEquals, test } from "../_test.ts";

test("passes", () => assertEquals(1, 1));
test("waits and passes", () => new Promise<void>((resolve) => setTimeout(resolve, 1)));
