import {
  headers,
  InvalidArgumentError,
  InvalidSubjectError,
  type Msg,
  type NatsConnection,
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  type RequestManyOptions,
} from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { withFake, withServer } from "./_client.ts";

const WAYS: readonly Partial<RequestManyOptions>[] = [{}, { noMux: true }];

/** The texts of all answers. */
async function texts(answers: AsyncIterable<Msg>): Promise<string[]> {
  const all: string[] = [];
  for await (const msg of answers) all.push(msg.string());
  return all;
}

/** Answers each request on `many` with these texts at once. */
function respond(nc: NatsConnection, answers: readonly string[]): void {
  nc.subscribe("many", {
    callback: (_error, msg) => {
      for (const answer of answers) msg.respond(answer);
    },
  });
}

/** Runs `body` for both ways to get answers, on a clock that only the test moves. */
async function bothWays(
  body: (nc: NatsConnection, way: Partial<RequestManyOptions>, clock: VirtualClock) => Promise<void>,
): Promise<void> {
  for (const way of WAYS) {
    const clock = new VirtualClock();
    await withServer(async (nc, server) => {
      await body(nc, way, clock);
      await nc.flush();
      // The responder's subscription, and the shared one where it was used.
      assertEquals(server.stats().subscriptions, way.noMux ? 1 : 2);
      assertEquals(clock.pending <= 2, true, "timers are left");
    }, { client: { clock } });
  }
}

test("requestMany with timer gathers until maxWait, 1000 ms unless told", async () => {
  await bothWays(async (nc, way, clock) => {
    respond(nc, ["1", "2", ""]);
    for (const [options, ms] of [[way, 1000], [{ ...way, strategy: "timer", maxWait: 70 }, 70]] as const) {
      let ended = false;
      const gathered = texts(await nc.requestMany("many", "", options));
      void gathered.then(() => ended = true);
      await nc.flush();
      await clock.advance(ms - 1);
      assertEquals(ended, false);
      await clock.advance(1);
      assertEquals(await gathered, ["1", "2", ""]);
    }
  });
});

test("requestMany with count ends with maxMessages, or at maxWait where fewer come", async () => {
  await bothWays(async (nc, way, clock) => {
    respond(nc, ["1", "2", "3"]);
    assertEquals(
      await texts(await nc.requestMany("many", "", { ...way, strategy: "count", maxMessages: 2 })),
      [
        "1",
        "2",
      ],
    );
    const gathered = texts(await nc.requestMany("many", "", { ...way, strategy: "count", maxMessages: 4 }));
    await nc.flush();
    await clock.advance(1000);
    assertEquals(await gathered, ["1", "2", "3"]);
  });
});

test("requestMany with stall ends when nothing came for stall, 300 ms unless told, with and without noMux", async () => {
  await bothWays(async (nc, way, clock) => {
    let request!: Msg;
    nc.subscribe("many", { callback: (_error, msg) => void (request = msg) });
    for (const [stall, ms] of [[undefined, 300], [40, 40]] as const) {
      let ended = false;
      const options = { ...way, strategy: "stall", maxWait: 5000, stall } as const;
      const gathered = texts(await nc.requestMany("many", "", options));
      void gathered.then(() => ended = true);
      await nc.flush();
      // The first answer may take longer than the stall.
      await clock.advance(1000);
      for (const text of ["1", "2", "3"]) {
        request.respond(text);
        await nc.flush();
        await clock.advance(ms - 1);
        assertEquals(ended, false);
      }
      await clock.advance(1);
      assertEquals(await gathered, ["1", "2", "3"]);
    }
  });
});

test("requestMany with stall ends at maxWait in any case", async () => {
  await bothWays(async (nc, way, clock) => {
    let request!: Msg;
    nc.subscribe("many", { callback: (_error, msg) => void (request = msg) });
    const gathered = texts(
      await nc.requestMany("many", "", { ...way, strategy: "stall", maxWait: 500, stall: 200 }),
    );
    await nc.flush();
    for (let n = 0; n < 5; n++) {
      request.respond(`${n}`);
      await nc.flush();
      await clock.advance(100);
    }
    assertEquals(await gathered, ["0", "1", "2", "3", "4"]);
  });
});

test("requestMany with sentinel ends with the answer without payload, which is given too", async () => {
  await bothWays(async (nc, way) => {
    respond(nc, ["1", "2", "", "3"]);
    assertEquals(await texts(await nc.requestMany("many", "", { ...way, strategy: "sentinel" })), [
      "1",
      "2",
      "",
    ]);
  });
});

test("requestMany without any answer is an empty loop", async () => {
  await bothWays(async (nc, way, clock) => {
    respond(nc, []);
    for (const strategy of ["timer", "count", "stall", "sentinel"] as const) {
      const gathered = texts(await nc.requestMany("many", "", { ...way, strategy, maxWait: 10 }));
      await nc.flush();
      await clock.advance(10);
      assertEquals(await gathered, []);
    }
  });
});

test("requestMany throws at once in its loop when there are no responders", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    for (const way of WAYS) {
      for (const strategy of ["timer", "count", "stall", "sentinel"] as const) {
        const answers = await nc.requestMany("nobody", "", { ...way, strategy });
        const error = await assertRejects(() => texts(answers), NoRespondersError);
        assertEquals(error.subject, "nobody");
      }
    }
  }, { client: { clock } });
});

test("break ends requestMany, and no more is asked of the server", async () => {
  await bothWays(async (nc, way) => {
    respond(nc, ["1", "2", "3"]);
    for await (const msg of await nc.requestMany("many", "", { ...way, maxWait: 60_000 })) {
      assertEquals(msg.string(), "1");
      break;
    }
  });
});

test("requestMany carries headers and trace options, and takes frozen options", async () => {
  await bothWays(async (nc, way) => {
    nc.subscribe("many", {
      callback: (_error, msg) =>
        void msg.respond(`${msg.headers?.get("A")} ${msg.headers?.get("Nats-Trace-Dest")}`),
    });
    const sent = headers();
    sent.set("A", "1");
    const options = Object.freeze(
      {
        ...way,
        headers: sent,
        traceDestination: "t",
        strategy: "count",
        maxMessages: 1,
      } as const,
    );
    assertEquals(await texts(await nc.requestMany("many", "", options)), ["1 t"]);
  });
});

test("requestMany rejects misuse instead of throwing, and leaves nothing behind", async () => {
  await withServer(async (nc, server) => {
    for (const way of WAYS) {
      await assertRejects(() => nc.requestMany("a..b", "", way), InvalidSubjectError);
      await assertRejects(
        () => nc.requestMany("a", "", { ...way, maxWait: -1 }),
        InvalidArgumentError,
        "'maxWait'",
      );
      await assertRejects(() => nc.requestMany("a", 5 as unknown as string, way), TypeError);
      await assertRejects(() => nc.requestMany("a", "12345", way), InvalidArgumentError, "max_payload");
    }
    await nc.flush();
    assertEquals([server.stats().subscriptions, nc.stats().outMsgs], [1, 0]);
  }, { server: { maxPayload: 4 } });
});

test("requestMany fails in its loop when the connection is lost, closed, or refuses the subject", async () => {
  for (const way of WAYS) {
    await withFake(async (nc, link) => {
      const answers = await nc.requestMany("a", "", { ...way, maxWait: 60_000 });
      const sent = await link.sees(/PUB a \S+ 0\r\n\r\n/);
      const [, inbox] = /PUB a (\S+)/.exec(sent)!;
      const [, sid] = /SUB \S+ (\d+)/.exec(sent)!;
      await link.send(`MSG ${inbox} ${sid} 1\r\n1\r\n`);
      const seen: string[] = [];
      const failing = assertRejects(async () => {
        for await (const msg of answers) seen.push(msg.string());
      }, RequestError);
      await link.send("PING\r\n");
      await link.sees("PONG\r\n");
      link.close();
      assertEquals([(await failing).code, seen], ["DISCONNECTED", ["1"]]);
    });
    await withFake(async (nc, link) => {
      const answers = await nc.requestMany("a", "", { ...way, maxWait: 60_000 });
      const refused = assertRejects(() => texts(answers), PermissionViolationError);
      await link.sees(/PUB a \S+ 0\r\n\r\n/);
      await link.send(`-ERR 'Permissions Violation for Publish to "a"'\r\n`);
      assertEquals((await refused).subject, "a");
      const more = await nc.requestMany("b", "", { ...way, maxWait: 60_000 });
      const closed = assertRejects(() => texts(more), RequestError);
      link.close();
      await nc.close();
      assert(["CLOSED", "DISCONNECTED"].includes((await closed).code));
    });
  }
});
