import { test } from "../_test.ts";

test("leaves a timer behind", () => {
  setTimeout(() => {}, 3000);
});
test("passes after a leak", () => {});
