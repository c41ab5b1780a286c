/** What hurts the users of other NATS clients for JavaScript does not happen here: each test is named after it. */

import {
  ClosedConnectionError,
  connect,
  headers,
  InvalidArgumentError,
  InvalidSubjectError,
  type Msg,
  RequestError,
  type Status,
} from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { FakeServer, nextStatus, watchStatus, withFake, withServer } from "./_client.ts";

/** The errors that were told by status. */
function errorsIn(statuses: readonly Status[]): Error[] {
  return statuses.flatMap((status) => status.type === "error" ? [status.error] : []);
}

test("a callback that throws does not make the connection deaf, and what it threw is told", async () => {
  await withServer(async (nc) => {
    const seen = watchStatus(nc);
    const thrown = [new Error("mine"), "a text", undefined, null, Object.create(null), Symbol("s")];
    let calls = 0;
    nc.subscribe("a", {
      callback: () => {
        throw thrown[calls++ % thrown.length];
      },
    });
    const other = nc.subscribe("b", { max: 1 });
    for (const _ of thrown) nc.publish("a");
    nc.publish("b", "heard");
    for await (const msg of other) assertEquals(msg.string(), "heard");
    await nc.flush();
    const told = errorsIn(seen);
    assertEquals([calls, told.length, told[0]], [thrown.length, thrown.length, thrown[0]]);
    for (const [n, error] of told.entries()) if (n > 0) assertEquals(error.cause, thrown[n]);
    assertEquals(seen.length, told.length, "no disconnect");
  });
});

test("a callback that rejects is told too, and nothing is left unhandled", async () => {
  await withServer(async (nc) => {
    const told = nextStatus(nc, "error");
    nc.subscribe("a", {
      callback: async () => {
        await Promise.resolve();
        throw new Error("later");
      },
    });
    nc.publish("a");
    assertEquals((await told).error.message, "later");
    await nc.flush();
  });
});

test("a callback may give anything back, even what only looks like a promise", async () => {
  await withServer(async (nc) => {
    const odd = [5, { then: 5 }, {
      get then() {
        throw new Error("a trap");
      },
    }];
    let calls = 0;
    nc.subscribe("a", { callback: () => odd[calls++] as unknown as void });
    for (const _ of odd) nc.publish("a");
    await nc.flush();
    assertEquals(calls, 3);
  });
});

test("a callback that throws when told of an error does not harm the connection", async () => {
  await withFake(async (nc, link) => {
    const seen = watchStatus(nc);
    const sub = nc.subscribe("a", {
      callback: () => {
        throw new Error("again");
      },
    });
    await link.sees("SUB a 1\r\n");
    await link.send(`-ERR 'Permissions Violation for Subscription to "a"'\r\nPING\r\n`);
    await link.sees("PONG\r\n");
    assertEquals(sub.isClosed(), true);
    assertEquals(errorsIn(seen).length, 2);
  });
});

test("a peer's bad header name reaches neither the reader nor the one who asks for it", async () => {
  await withFake(async (nc, link) => {
    const asked = [nc.request("a"), nc.request("a", "", { noMux: true, timeout: 1000 })];
    const sent = await link.sees(/(PUB a \S+ 0\r\n\r\n[^]*){2}/);
    const inboxes = [...sent.matchAll(/PUB a (\S+) 0/g)].map(([, inbox]) => inbox);
    const sids = [...sent.matchAll(/SUB \S+ (\d+)/g)].map(([, sid]) => sid);
    const block = "NATS/1.0\r\nBad Key: 1\r\n: nameless\r\nno colon\r\nGood: 2\r\n\r\n";
    for (const [n, inbox] of inboxes.entries()) {
      await link.send(`HMSG ${inbox} ${sids[n]} ${block.length} ${block.length}\r\n${block}\r\n`);
    }
    for (const answer of await Promise.all(asked)) {
      assertEquals([answer.data.length, answer.headers?.get("Good")], [0, "2"]);
      assertEquals(answer.headers?.get("Bad Key"), "1");
    }
  });
});

test("headers of a peer that are no headers at all read as none, and throw nothing", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a");
    await link.sees("SUB a 1\r\n");
    const blocks = [
      "\r\n\r\n",
      "xxxx",
      "NATS/1.0",
      "NATS/1.0 503",
      "NATS/1.0 99999999999 x\r\n\r\n",
      "\0\xff\r\n",
    ];
    for (const block of blocks) {
      const size = new TextEncoder().encode(block).length;
      await link.send(`HMSG a 1 ${size} ${size}\r\n${block}\r\n`);
    }
    await link.send("MSG a 1 3\r\nend\r\n");
    let count = 0;
    for await (const msg of sub) {
      if (msg.string() === "end") break;
      assert([...msg.headers ?? []].length === 0);
      assert(Number.isInteger(msg.headers?.code ?? 0));
      count++;
    }
    assertEquals(count, blocks.length);
  });
});

test("a reply subject that a peer made up cannot end the loop of whoever answers", async () => {
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", { max: 2 });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 no..good 0\r\n\r\nMSG a 1 good 0\r\n\r\n");
    const answered: boolean[] = [];
    for await (const msg of sub) answered.push(msg.respond("x"));
    assertEquals(answered, [false, true]);
    await link.sees("PUB good 1\r\nx\r\n");
  });
});

test("what was published while disconnected is not lost", async () => {
  await withFake(async (nc, link, server) => {
    const lost = nextStatus(nc, "disconnect");
    link.close();
    await lost;
    nc.publish("a", "1");
    nc.publish("a", "2");
    const next = await server.next();
    await next.greet();
    await next.sees("PUB a 1\r\n1\r\nPUB a 1\r\n2\r\n");
    next.close();
  });
});

test("requests in flight at a disconnect do not run into their timeout", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    const asked = assertRejects(() => nc.request("a", "", { timeout: 700 }), RequestError);
    await link.sees(/PUB a/);
    link.close();
    assertEquals([(await asked).code, clock.now()], ["DISCONNECTED", 0]);
  }, { client: { clock } });
});

test("respond after close does not pretend to have answered", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a", { max: 1 });
    nc.publish("a", "", { reply: "r" });
    let kept: Msg | undefined;
    for await (const msg of sub) kept = msg;
    await nc.close();
    assertThrows(() => kept?.respond("too late"), ClosedConnectionError);
  });
});

test("requests that are answered make no error, and share one timer", async () => {
  const clock = new VirtualClock();
  let timers = 0;
  const counting = {
    now: () => clock.now(),
    wakeAt: (atMs: number, wake: () => void) => (timers++, clock.wakeAt(atMs, wake)),
  };
  await withServer(async (nc) => {
    nc.subscribe("a", { callback: (_error, msg) => void msg.respond() });
    await nc.request("a");
    const before = timers;
    const { Error: RealError } = globalThis;
    let made = 0;
    globalThis.Error = new Proxy(RealError, {
      construct: (target, args, newTarget) => (made++, Reflect.construct(target, args, newTarget)),
    });
    try {
      for (let n = 0; n < 100; n++) await nc.request("a");
    } finally {
      globalThis.Error = RealError;
    }
    assertEquals([made, timers - before], [0, 0]);
  }, { client: { clock: counting } });
});

test("credentials may be fetched asynchronously, anew at each connect", async () => {
  let asked = 0;
  await withFake(async (_nc, link, server) => {
    link.close();
    const next = await server.next();
    assertEquals((await next.greet())["auth_token"], "2");
    next.close();
  }, {
    client: {
      authenticator: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return { auth_token: `${++asked}` };
      },
    },
  });
});

test("each connection reconnects by its own transport, whatever another one was made with", async () => {
  await withFake(async (nc, link, first) => {
    const second = new FakeServer();
    const connecting = connect({ dial: second.dial, reconnectTimeWait: 0, reconnectJitter: 0 });
    const other = await second.next();
    await other.greet();
    const nc2 = await connecting;
    const back = nextStatus(nc, "reconnect");
    link.close();
    const again = await first.next();
    await again.greet();
    await back;
    assertEquals([first.dials, second.dials], [2, 1]);
    other.close();
    again.close();
    await nc2.close();
  });
});

test("a stale connection with maxReconnectAttempts -1 comes back", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, _link, server) => {
    const back = nextStatus(nc, "reconnect");
    await clock.advance(3000);
    await clock.advance(0);
    const next = await server.next();
    await next.greet();
    await back;
    next.close();
  }, { client: { clock, pingInterval: 1000, maxReconnectAttempts: -1 } });
});

test("payload aliasing: bytes changed after publish, request and respond are not what goes out", async () => {
  await withFake(async (nc, link) => {
    const bytes = new TextEncoder().encode("before");
    nc.publish("a", bytes);
    const asked = nc.request("b", bytes).catch(() => {});
    bytes.set(new TextEncoder().encode("AFTER!"));
    const sent = await link.sees(/PUB b [^]*\r\n[^]*\r\n/);
    assertEquals([sent.match(/before/g)?.length, sent.includes("AFTER")], [2, false]);
    link.close();
    await asked;
  });
});

test("traceOnly false does not keep a message from being delivered", async () => {
  await withFake(async (nc, link) => {
    nc.publish("a", "x", { traceOnly: false, traceDestination: undefined });
    assertEquals(await link.sees("x\r\n"), "PUB a 1\r\nx\r\n");
  });
});

test("headers to a server without them are refused, not dropped", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    sent.set("A", "1");
    assertThrows(() => nc.publish("a", "", { headers: sent }), InvalidArgumentError);
    await assertRejects(() => nc.request("a", "", { headers: sent }), InvalidArgumentError);
  }, { server: { noHeaderSupport: true } });
});

test("request with noMux over max_payload rejects, throws nothing and leaks no subscription", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc, server) => {
    const pending = clock.pending;
    const promise = nc.request("a", "12345", { noMux: true, timeout: 1000 });
    await assertRejects(() => promise, InvalidArgumentError, "max_payload");
    await nc.flush();
    assertEquals([server.stats().subscriptions, clock.pending], [0, pending]);
    await clock.advance(2000);
  }, { client: { clock }, server: { maxPayload: 4 } });
});

test("a queue group with CR LF in it cannot inject a line of protocol", async () => {
  await withFake(async (nc, link) => {
    for (const queue of ["q 1\r\nPUB evil 0\r\n\r\n", "q\nx", "q\rx", "q x", "q\0"]) {
      assertThrows(() => nc.subscribe("a", { queue }), InvalidArgumentError);
    }
    nc.publish("end");
    assertEquals(await link.sees("\r\n\r\n"), "PUB end 0\r\n\r\n");
  });
});

test("a subject, reply or header with CR LF in it cannot inject a line of protocol", async () => {
  await withFake(async (nc, link) => {
    const evil = "a 0\r\n\r\nPUB evil";
    assertThrows(() => nc.publish(evil), InvalidSubjectError);
    assertThrows(() => nc.subscribe(evil), InvalidSubjectError);
    assertThrows(() => nc.publish("a", "", { reply: evil }), InvalidSubjectError);
    await assertRejects(
      () => nc.request("a", "", { noMux: true, reply: evil, timeout: 1 }),
      InvalidSubjectError,
    );
    await assertRejects(() => connect({ inboxPrefix: evil }), InvalidArgumentError);
    const sent = headers();
    assertThrows(() => sent.set("A", "1\r\nB: 2"), InvalidArgumentError);
    assertThrows(() => sent.set("A\r\nB", "1"), InvalidArgumentError);
    nc.publish("end");
    assertEquals(await link.sees("\r\n\r\n"), "PUB end 0\r\n\r\n");
  });
});

test("subjects with empty tokens, NUL or a misplaced > are refused", async () => {
  await withFake((nc) => {
    for (const subject of ["a..b", ".a", "a.", "a\0b"]) {
      assertThrows(() => nc.publish(subject), InvalidSubjectError);
      assertThrows(() => nc.subscribe(subject), InvalidSubjectError);
    }
    assertThrows(() => nc.subscribe("a.>.b"), InvalidSubjectError);
    return Promise.resolve();
  });
});

test("a header that is missing can be told from one that is empty", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    sent.set("Empty", "");
    const sub = nc.subscribe("a", { max: 1 });
    nc.publish("a", "", { headers: sent });
    for await (const msg of sub) {
      assertEquals([msg.headers?.get("Empty"), msg.headers?.has("Empty")], ["", true]);
      assertEquals([msg.headers?.get("Missing"), msg.headers?.has("Missing")], ["", false]);
    }
  });
});

test("options are never changed: frozen ones serve every call", async () => {
  await withServer(async (nc) => {
    const none = Object.freeze({});
    nc.subscribe(
      "a",
      Object.freeze({ callback: (_error: Error | null, msg: Msg) => void msg.respond("x", none) }),
    );
    nc.publish("a", "", none);
    assertEquals((await nc.request("a", "", none)).string(), "x");
    for await (
      const msg of await nc.requestMany("a", "", Object.freeze({ strategy: "count", maxMessages: 1 }))
    ) {
      assertEquals(msg.string(), "x");
    }
  });
});
