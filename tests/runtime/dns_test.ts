import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { resolveHost } from "#runtime";

test("resolveHost gives the addresses of a host name, those of the hosts file too", async () => {
  const found = await resolveHost("localhost");
  assert(found.length > 0, "no address");
  for (const address of found) assert(/^127\.|^::1$/.test(address), address);
  assertEquals(new Set(found).size, found.length);
});

test("resolveHost rejects where a name has no address", async () => {
  await assertRejects(() => resolveHost("no-such-host.invalid"), Error);
});
