import { assertEquals, test } from "../_test.ts";

test("fails", () => assertEquals(1, 2));
test("fails late", () => {
  Promise.reject(new Error("nobody listens"));
});
