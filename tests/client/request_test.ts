import {
  ClosedConnectionError,
  DrainingConnectionError,
  headers,
  InvalidArgumentError,
  InvalidSubjectError,
  type Msg,
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  type RequestOptions,
  TimeoutError,
} from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { nextStatus, withFake, withServer } from "./_client.ts";

/** With the shared subscription for answers, and with one of its own. */
const WAYS: readonly Partial<RequestOptions>[] = [{}, { noMux: true }];

test("request gives the answer with all that belongs to it", async () => {
  await withServer(async (nc, server) => {
    nc.subscribe("add", {
      callback: (_error, msg) => {
        const back = headers();
        back.set("Seen", msg.headers?.get("Mark") ?? "");
        msg.respond(String(Number(msg.string()) + 1), { headers: back });
      },
    });
    const mark = headers();
    mark.set("Mark", "m");
    for (const way of WAYS) {
      const answer = await nc.request("add", "41", { ...way, headers: mark, timeout: 1000 });
      assertEquals([answer.string(), answer.headers?.get("Seen"), answer.reply], ["42", "m", ""]);
      assert(answer.subject.startsWith("_INBOX."), answer.subject);
    }
    await nc.flush();
    assertEquals(server.stats().subscriptions, 2, "the service's and the shared one");
  });
});

test("request takes no payload, text and bytes", async () => {
  await withServer(async (nc) => {
    nc.subscribe("echo", { callback: (_error, msg) => void msg.respond(msg.data) });
    assertEquals((await nc.request("echo")).data.length, 0);
    assertEquals((await nc.request("echo", "tää")).string(), "tää");
    assertEquals((await nc.request("echo", new Uint8Array([1, 2]))).data, new Uint8Array([1, 2]));
  });
});

test("request keeps many in flight apart", async () => {
  await withServer(async (nc) => {
    const held: Msg[] = [];
    nc.subscribe("echo", {
      callback: (_error, msg) => {
        held.push(msg);
        // Answers come in reverse order.
        if (held.length === 500) { for (const one of held.splice(0).reverse()) one.respond(one.data); }
      },
    });
    const asked = Array.from(
      { length: 500 },
      (_, n) => nc.request("echo", `${n}`, n % 5 ? {} : { noMux: true }),
    );
    const answers = await Promise.all(asked);
    assertEquals(answers.map((msg) => msg.string()), answers.map((_, n) => `${n}`));
  });
});

test("request takes the first answer and passes the others over", async () => {
  await withServer(async (nc) => {
    for (let n = 0; n < 3; n++) nc.subscribe("a", { callback: (_error, msg) => void msg.respond(`${n}`) });
    for (const way of WAYS) {
      const first = await nc.request("a", "", way);
      assert(["0", "1", "2"].includes(first.string()));
      await nc.flush();
    }
    assertEquals(nc.isClosed(), false);
  });
});

test("request is told at once that nobody subscribes to its subject", async () => {
  // On a clock that stands still only the server's word can end it.
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    for (const way of WAYS) {
      const error = await assertRejects(
        () => nc.request("nobody", "x", way),
        RequestError,
        "no responders: 'nobody'",
      );
      assertEquals([error.code, error.isNoResponders()], ["NO_RESPONDERS", true]);
      assert(error.cause instanceof NoRespondersError && error.cause.subject === "nobody");
    }
  }, { client: { clock } });
});

test("request gives an answer with status 503 and a payload as what it is", async () => {
  await withFake(async (nc, link) => {
    for (const way of WAYS) {
      const asked = nc.request("a", "", way);
      const sent = await link.sees(/PUB a (\S+) 0\r\n\r\n/);
      const [, sid] = /SUB \S+ (\d+)\r\n/.exec(sent)!;
      const inbox = /PUB a (\S+)/.exec(sent)![1];
      await link.send(`HMSG ${inbox} ${sid} 16 18\r\nNATS/1.0 503\r\n\r\nhi\r\n`);
      const answer = await asked;
      assertEquals([answer.headers?.code, answer.string()], [503, "hi"]);
    }
  });
});

test("request fails with TimeoutError after timeout, 1000 ms unless told, and leaves nothing behind", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc, server) => {
    nc.subscribe("silent", { callback: () => {} });
    for (const way of WAYS) {
      for (
        const [options, ms] of [[way, 1000], [{ ...way, timeout: 50 }, 50], [
          { ...way, timeout: 0 },
          1000,
        ]] as const
      ) {
        let failed: unknown;
        const asked = nc.request("silent", "", options).catch((error) => failed = error);
        await clock.advance(ms - 1);
        assertEquals(failed, undefined);
        await clock.advance(1);
        await asked;
        assert(failed instanceof TimeoutError, String(failed));
        assertEquals(failed.code, "TIMEOUT");
        assert(failed.message.startsWith("timeout") && failed.message.includes("'silent'"), failed.message);
      }
    }
    await nc.flush();
    assertEquals(server.stats().subscriptions, 2);
    // The keep-alive of the connection is all that still waits.
    assertEquals(clock.pending, 1);
  }, { client: { clock, pingInterval: 60_000 }, server: { pingIntervalMs: 3_600_000 } });
});

test("requests with different timeouts each end at their own", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    nc.subscribe("silent", { callback: () => {} });
    const ended: number[] = [];
    const all = [500, 100, 300, 100, 900].map((timeout) =>
      nc.request("silent", "", { timeout }).catch(() => ended.push(clock.now()))
    );
    await clock.advance(1000);
    await Promise.all(all);
    assertEquals(ended, [100, 100, 300, 500, 900]);
  }, { client: { clock } });
});

test("request with a late answer is not disturbed by it", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    let late: Msg | undefined;
    nc.subscribe("slow", { callback: (_error, msg) => void (late = msg) });
    const timedOut = assertRejects(() => nc.request("slow", "", { timeout: 10 }), TimeoutError);
    await nc.flush();
    await clock.advance(10);
    await timedOut;
    assertEquals(late?.respond("too late"), true);
    await nc.flush();
    nc.subscribe("quick", { callback: (_error, msg) => void msg.respond("in time") });
    assertEquals((await nc.request("quick")).string(), "in time");
  }, { client: { clock } });
});

test("request with noMux takes a reply subject of the caller", async () => {
  await withServer(async (nc) => {
    nc.subscribe("who", { callback: (_error, msg) => void msg.respond(msg.reply) });
    const answer = await nc.request("who", "", { noMux: true, reply: "my.own.reply", timeout: 1000 });
    assertEquals([answer.string(), answer.subject], ["my.own.reply", "my.own.reply"]);
    await assertRejects(
      () => nc.request("who", "", { reply: "my.own.reply" }),
      InvalidArgumentError,
      "'reply','noMux' are mutually exclusive",
    );
  });
});

test("request rejects misuse instead of throwing, and leaves nothing behind", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc, server) => {
    nc.subscribe("a", { callback: () => {} });
    for (const way of WAYS) {
      await assertRejects(() => nc.request("a..b", "", way), InvalidSubjectError);
      await assertRejects(() => nc.request("", "", way), InvalidSubjectError);
      await assertRejects(() => nc.request("a", 5 as unknown as string, way), TypeError);
      await assertRejects(() => nc.request("a", "x".repeat(101), way), InvalidArgumentError, "max_payload");
      await assertRejects(
        () => nc.request("a", "", { ...way, timeout: -1 }),
        InvalidArgumentError,
        "'timeout'",
      );
    }
    await assertRejects(() => nc.request("a", "", { noMux: true, reply: "b c" }), InvalidSubjectError);
    await nc.flush();
    assertEquals(server.stats().subscriptions, 2);
    assertEquals(nc.stats().outMsgs, 0);
  }, { client: { clock }, server: { maxPayload: 100 } });
});

test("request takes frozen options", async () => {
  await withServer(async (nc) => {
    nc.subscribe("a", { callback: (_error, msg) => void msg.respond("x") });
    const options = Object.freeze({ timeout: 0, noMux: true });
    assertEquals((await nc.request("a", "", options)).string(), "x");
    assertEquals(options, { timeout: 0, noMux: true });
  });
});

test("request carries the trace options, with and without noMux", async () => {
  await withServer(async (nc) => {
    nc.subscribe("a", { callback: (_error, msg) => void msg.respond(msg.headers?.get("Nats-Trace-Dest")) });
    for (const way of WAYS) {
      assertEquals((await nc.request("a", "", { ...way, traceDestination: "t" })).string(), "t");
    }
  });
});

test("request that may not be published fails with the server's word", async () => {
  const clock = new VirtualClock();
  const users = [{ user: "u", pass: "p", permissions: { publish: { deny: ["secret"] } } }];
  await withServer(async (nc) => {
    for (const way of WAYS) {
      const error = await assertRejects(() => nc.request("secret", "", way), RequestError);
      assertEquals(error.code, "PERMISSION_VIOLATION");
      assert(error.cause instanceof PermissionViolationError);
      assertEquals([error.cause.operation, error.cause.subject], ["publish", "secret"]);
    }
  }, { server: { users }, client: { user: "u", pass: "p", clock } });
});

test("request whose answers may not be subscribed to fails with the server's word, again each time", async () => {
  const clock = new VirtualClock();
  const users = [{ user: "u", pass: "p", permissions: { subscribe: { deny: ["_INBOX.>"] } } }];
  await withServer(async (nc, server) => {
    nc.subscribe("a", { callback: (_error, msg) => void msg.respond("never heard") });
    for (const way of [...WAYS, ...WAYS]) {
      const error = await assertRejects(() => nc.request("a", "", way), RequestError);
      assertEquals(error.code, "PERMISSION_VIOLATION");
      assert(error.cause instanceof PermissionViolationError);
      assertEquals(error.cause.operation, "subscription");
    }
    await nc.flush();
    assertEquals(server.stats().subscriptions, 1);
  }, { server: { users }, client: { user: "u", pass: "p", clock } });
});

test("a shared subscription that was refused is not asked for again after a reconnect", async () => {
  await withFake(async (nc, link, server) => {
    const asked = assertRejects(() => nc.request("a"), RequestError);
    const inbox = /SUB (\S+) 1\r\n/.exec(await link.sees(/PUB a \S+ 0\r\n\r\n/))![1]!;
    await link.send(`-ERR 'Permissions Violation for Subscription to "${inbox}"'\r\n`);
    await asked;
    link.close();
    const second = await server.next();
    await second.greet();
    nc.publish("mark");
    assertEquals(await second.sees("PUB mark 0\r\n\r\n"), "PUB mark 0\r\n\r\n");
    second.close();
  });
});

test("requests in flight are told at once when the connection is lost", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    const lost = WAYS.map((way) => assertRejects(() => nc.request("a", "", way), RequestError));
    await link.sees(/(PUB a .*\r\n\r\n[^]*){2}/);
    link.close();
    for (const error of await Promise.all(lost)) assertEquals(error.code, "DISCONNECTED");
    assertEquals(nc.isClosed(), false);
  }, { client: { clock } });
});

test("a request made while disconnected goes out with the next connection", async () => {
  await withFake(async (nc, link, server) => {
    for (const way of WAYS) {
      const lost = nextStatus(nc, "disconnect");
      link.close();
      await lost;
      const asked = nc.request("a", "?", { ...way, timeout: 5000 });
      link = await server.next();
      await link.greet();
      const sent = await link.sees(/PUB a (\S+) 1\r\n\?\r\n/);
      const inbox = /PUB a (\S+)/.exec(sent)![1]!;
      const sids = [...sent.matchAll(/SUB _INBOX\S+ (\d+)\r\n/g)];
      await link.send(`MSG ${inbox} ${sids.at(-1)![1]} 1\r\n!\r\n`);
      assertEquals((await asked).string(), "!");
    }
    link.close();
  });
});

test("requests in flight are told when the connection is closed or drained", async () => {
  for (const end of ["close", "drain"] as const) {
    await withServer(async (nc) => {
      nc.subscribe("silent", { callback: () => {} });
      const told = WAYS.map((way) => assertRejects(() => nc.request("silent", "", way), RequestError));
      await nc[end]();
      for (const error of await Promise.all(told)) assertEquals([end, error.code], [end, "CLOSED"]);
    });
  }
});

test("request on a closed or draining connection rejects", async () => {
  await withServer(async (nc) => {
    const draining = nc.drain();
    const error = await assertRejects(() => nc.request("a"), DrainingConnectionError);
    assertEquals(error.code, "DRAINING");
    await draining;
    assertEquals((await assertRejects(() => nc.request("a"), ClosedConnectionError)).code, "CLOSED");
    await assertRejects(() => nc.requestMany("a"), ClosedConnectionError);
  });
});

test("an error of request carries the stack of whoever asked", async () => {
  async function myOwnFunction(ask: () => Promise<unknown>): Promise<void> {
    await ask();
  }
  await withServer(async (nc) => {
    const error = await assertRejects(() => myOwnFunction(() => nc.request("nobody")), RequestError);
    assert(error.stack?.includes("myOwnFunction"), error.stack);
  });
});

test("answers of a server that makes up their subjects harm nothing", async () => {
  await withFake(async (nc, link) => {
    const asked = nc.request("a", "", { timeout: 5000 });
    const inbox = /PUB a (\S+) /.exec(await link.sees(/PUB a \S+ 0\r\n\r\n/))![1]!;
    for (const subject of ["x", `${inbox}x`, inbox.slice(0, -2), "_INBOX.", "ü"]) {
      await link.send(`MSG ${subject} 1 0\r\n\r\n`);
    }
    await link.send(`MSG ${inbox} 1 2\r\nok\r\n`);
    assertEquals((await asked).string(), "ok");
  });
});

test("RequestError has the code REQUEST where nobody knows a narrower one", () => {
  const error = new RequestError("of the application");
  assertEquals([error.code, error.isNoResponders()], ["REQUEST", false]);
});
