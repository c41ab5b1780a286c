import { listenTcp } from "#runtime";
import { test } from "../_test.ts";

test("leaves a timer behind", () => {
  setTimeout(() => {}, 3000);
});
test("leaves a listener behind", async () => {
  await listenTcp({ hostname: "127.0.0.1", port: 0 });
});
test("passes after a leak", () => {});
