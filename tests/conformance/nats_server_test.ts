/** A nats-server still gives the bytes that were recorded. */

import { natsServer } from "../_nats_server.ts";
import { assertEquals, test } from "../_test.ts";
import { playOnNatsServer } from "./nats_server.ts";
import { recorded } from "./recorded.ts";
import { sessions } from "./sessions.ts";

const found = await natsServer();

/** The series that was recorded; others differ in the API level that INFO tells, and in nothing else. */
const RECORDED_SERIES = "2.15.";

function comparable(text: string | undefined): string | undefined {
  if ("version" in found && found.version.startsWith(RECORDED_SERIES)) return text;
  return text?.replaceAll(/"api_lvl":\d+/g, '"api_lvl":*');
}

for (const session of sessions) {
  test(`nats-server gives the recorded bytes: ${session.name}`, async () => {
    if ("skip" in found) throw new Error(found.skip);
    assertEquals(comparable(await playOnNatsServer(session, found)), comparable(recorded.get(session.name)));
  }, { skip: "skip" in found ? found.skip : false });
}
