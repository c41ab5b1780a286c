/** One program on nats.js from npm and on natwire, both on natwire's server. */

import { createServer } from "../../src/server/mod.ts";
import { runtimeName } from "../_process.ts";
import { assertEquals, test } from "../_test.ts";
import { runWithNatsJs } from "./_natsjs.ts";
import { program } from "./_natsjs_program.ts";

/** What the program says on any client. */
const SAID = [
  "connected true false",
  "hello, joe ann",
  "hello, sue true",
  "no responders",
  "0,1,2 3 true",
  "hello, all",
  "3 r true",
  "number true 1048576 1000000",
  "close",
  "undefined true",
];

test("a program written for nats.js does the same on natwire", async () => {
  const server = await createServer({ port: 0 });
  assertEquals(await program(server.port), SAID);
  await server.close();
});

// Deno checks the types, and on Node that would be the same check again.
if (runtimeName === "deno") {
  test("the same program runs, and passes its type check, with nats.js", async () => {
    const server = await createServer({ port: 0 });
    try {
      const { code, stdout, stderr } = await runWithNatsJs(server.port);
      assertEquals([code, stderr], [0, ""]);
      assertEquals(JSON.parse(stdout), SAID);
    } finally {
      await server.close();
    }
  });
}
