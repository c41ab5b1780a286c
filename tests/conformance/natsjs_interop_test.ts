/** nats.js from npm against natwire's server, beside natwire's own client. */

import { connect as connectNatsJs, headers as natsJsHeaders } from "@nats-io/transport-node";
import { connect, headers, type NatsConnection } from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { runtimeName } from "../_process.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { runWithNatsJs } from "./_natsjs.ts";
import { program } from "./_natsjs_program.ts";

type NatsJsConnection = Awaited<ReturnType<typeof connectNatsJs>>;

/** Runs `body` with one connection of each client to natwire's server. */
async function together(
  body: (theirs: NatsJsConnection, ours: NatsConnection, port: number) => Promise<void>,
  options: ServerOptions = {},
): Promise<void> {
  const server = await createServer({ ...options, port: 0 });
  const { user, pass } = options;
  const login = user === undefined ? {} : { user, pass: pass! };
  const theirs = await connectNatsJs({ port: server.port, ...login });
  const ours = await connect({ port: server.port, ...login });
  try {
    await body(theirs, ours, server.port);
  } finally {
    await theirs.close();
    await ours.close();
    await server.close();
  }
}

test("nats.js publishes and subscribes on natwire's server, in both directions", async () => {
  await together(async (theirs, ours) => {
    const [there, here] = [theirs.subscribe("a.*", { max: 300 }), ours.subscribe("b.>", { max: 300 })];
    await theirs.flush();
    await ours.flush();
    for (let n = 0; n < 300; n++) {
      ours.publish(`a.${n}`, `grüße ${n}`);
      theirs.publish(`b.x.${n}`, `grüße ${n}`);
    }
    let count = 0;
    for await (const msg of there) {
      assertEquals([msg.subject, msg.string()], [`a.${count}`, `grüße ${count++}`]);
    }
    count = 0;
    for await (const msg of here) {
      assertEquals([msg.subject, msg.string()], [`b.x.${count}`, `grüße ${count++}`]);
    }
    assertEquals([there.isClosed(), here.isClosed()], [true, true]);
  });
});

test("nats.js and natwire share a queue group on natwire's server", async () => {
  await together(async (theirs, ours) => {
    const there = theirs.subscribe("work", { queue: "q", callback: () => {} });
    const here = ours.subscribe("work", { queue: "q", callback: () => {} });
    await theirs.flush();
    await ours.flush();
    for (let n = 0; n < 400; n++) (n % 2 ? ours : theirs).publish("work");
    await theirs.flush();
    await ours.flush();
    await theirs.flush();
    const counts = [there.getReceived(), here.getReceived()];
    assertEquals(counts[0]! + counts[1]!, 400);
    assert(Math.min(...counts) > 50, `an uneven split: ${counts}`);
  });
});

test("nats.js requests from natwire and natwire from nats.js, with headers", async () => {
  await together(async (theirs, ours) => {
    ours.subscribe("ours", {
      callback: (_error, msg) => {
        const back = headers();
        back.append("Seen", msg.headers?.values("Key").join("+") ?? "");
        msg.respond(`ours: ${msg.string()}`, { headers: back });
      },
    });
    theirs.subscribe("theirs", {
      callback: (_error, msg) => {
        const back = natsJsHeaders();
        back.append("Seen", msg.headers?.values("Key").join("+") ?? "");
        msg.respond(`theirs: ${msg.string()}`, { headers: back });
      },
    });
    await ours.flush();
    await theirs.flush();
    for (const noMux of [false, true]) {
      const [mine, other] = [headers(), natsJsHeaders()];
      for (const made of [mine, other]) {
        made.append("Key", "1");
        made.append("Key", "ü");
      }
      const fromOurs = await theirs.request("ours", "x", { timeout: 5000, noMux, headers: other });
      assertEquals([fromOurs.string(), fromOurs.headers?.get("Seen")], ["ours: x", "1+ü"]);
      const fromTheirs = await ours.request("theirs", "y", { timeout: 5000, noMux, headers: mine });
      assertEquals([fromTheirs.string(), fromTheirs.headers?.get("Seen")], ["theirs: y", "1+ü"]);
    }
  });
});

test("nats.js is told of no responders by natwire's server", async () => {
  await together(async (theirs) => {
    for (const noMux of [false, true]) {
      const error = await assertRejects(() => theirs.request("nobody", "", { timeout: 20_000, noMux }));
      assert("isNoResponders" in error && (error.isNoResponders as () => boolean)(), String(error));
    }
  });
});

test("nats.js logs in, and is refused, by natwire's server", async () => {
  await together(async (theirs, _ours, port) => {
    assertEquals(theirs.info?.auth_required, true);
    await assertRejects(
      () => connectNatsJs({ port, user: "ann", pass: "wrong", reconnect: false }),
      Error,
      "Authorization Violation",
    );
  }, { user: "ann", pass: "secret" });
});

test("nats.js drains on natwire's server and loses nothing", async () => {
  await together(async (theirs, ours, port) => {
    const sub = ours.subscribe("answers", { callback: () => {} });
    await ours.flush();
    const worker = await connectNatsJs({ port });
    worker.subscribe("work", { callback: (_error, msg) => void msg.respond(msg.data) });
    await worker.flush();
    for (let n = 0; n < 1000; n++) theirs.publish("work", `${n}`, { reply: "answers" });
    await theirs.flush();
    await worker.drain();
    await ours.flush();
    assertEquals([sub.getReceived(), worker.isClosed()], [1000, true]);
  });
});

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
