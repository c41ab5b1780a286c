/** Configuration files are taken, and refused, as nats-server takes and refuses them. */

import { natsServer } from "../_nats_server.ts";
import { assert, assertEquals, assertNotEquals, test } from "../_test.ts";
import { configFileCases } from "./config_file_cases.ts";
import { asPreciseAs, inOurForm, natsServerSays, natwireSays } from "./config_file_play.ts";

const found = await natsServer();
const skip = "skip" in found ? found.skip : false;

test("configFileCases have a name each", () => {
  assert(configFileCases.length >= 80);
  assertEquals(new Set(configFileCases.map(({ name }) => name)).size, configFileCases.length);
});

for (const one of configFileCases) {
  test(`loadConfig says what nats-server -t says: ${one.name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    const theirs = (await natsServerSays(found.path, one)).map(inOurForm);
    const ours = await natwireSays(one);
    const comparable = ours.map((line, at) => asPreciseAs(theirs[at], line));
    if (one.differs === undefined) {
      assertEquals(comparable, theirs);
    } else {
      assertEquals(ours, one.differs.natwire);
      assertNotEquals(comparable, theirs, "there is no difference any more");
    }
  }, { skip });
}
