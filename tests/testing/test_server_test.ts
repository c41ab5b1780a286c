import { memoryPair, startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { assert, assertEquals, assertNotEquals, test } from "../_test.ts";

test("startTestServer listens on a free port of its own", async () => {
  await using one = await startTestServer();
  await using two = await startTestServer();
  assert(one.port > 0);
  assertNotEquals(one.port, two.port);
});

test("startTestServer takes the options of createServer", async () => {
  await using server = await startTestServer({
    serverName: "mine",
    maxPayload: 100,
    clock: new VirtualClock(),
  });
  assertEquals([server.info.server_name, server.info.max_payload], ["mine", 100]);
});

test("startTestServer is gone at the end of the block", async () => {
  let closed: Promise<void>;
  {
    await using server = await startTestServer();
    closed = server.closed;
  }
  await closed;
});

test("src/testing/mod.ts has the transports in memory", async () => {
  const [here, there] = memoryPair();
  await here.write(new Uint8Array([1, 2, 3]));
  assertEquals([...(await there.read())!], [1, 2, 3]);
  here.close();
  there.close();
});
