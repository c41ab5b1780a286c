/** More of what hurts the users of other NATS clients for JavaScript: each test is named after it. */

import ts from "typescript";
import {
  connect,
  ConnectionError,
  type ConnectionOptions,
  DialError,
  headers,
  type Msg,
  type NatsConnection,
  NatsError,
  type Transport,
} from "../../mod.ts";
import { startTestServer, VirtualClock } from "../../src/testing/mod.ts";
import { placeOf, readSources, walk } from "../_source.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { FakeServer, nextStatus, until, watchStatus, withFake, withServer } from "./_client.ts";

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test("an iterator that nobody reads is not unbounded: 65536 messages wait, what is dropped is counted and told", async () => {
  await withServer(async (nc, _server, more) => {
    const publisher = await more();
    const told = nextStatus(nc, "slowConsumer");
    const sub = nc.subscribe("a");
    await nc.flush();
    for (let n = 0; n < 70_000; n++) publisher.publish("a", `${n}`);
    await publisher.flush();
    await nc.flush();
    assertEquals((await told).sub, sub);
    assertEquals([sub.getPending(), sub.getDropped()], [65_536, 70_000 - 65_536]);
    assertEquals(nc.stats().droppedIn, sub.getDropped());
    // The connection goes on, and so does the loop with what it has.
    for await (const msg of sub) {
      assertEquals(msg.string(), "0");
      break;
    }
  });
});

test("200 MiB are not accepted while disconnected", async () => {
  await withFake(async (nc, link) => {
    const lost = nextStatus(nc, "disconnect");
    link.close();
    await lost;
    const megabyte = new Uint8Array(2 ** 20);
    let accepted = 0;
    for (let n = 0; n < 200; n++) {
      try {
        nc.publish("a", megabyte);
        accepted++;
      } catch (error) {
        assert(error instanceof NatsError && error.code === "BUFFER_FULL");
      }
    }
    // 8 MiB with the protocol's own lines.
    assertEquals(accepted, 7);
  });
});

test("a publisher that is faster than the server can wait for room instead of filling memory", async () => {
  await withFake(async (nc, link) => {
    const payload = new Uint8Array(64 * 1024);
    let published = 0;
    let going = true;
    const publishing = (async () => {
      for (; going; published++) {
        await nc.ready();
        nc.publish("a", payload);
      }
    })();
    for (let last = -1; last !== published;) {
      last = published;
      for (let n = 0; n < 10; n++) await turn();
    }
    // Nothing is read at the other end: a MiB waits, and a little is in the transport.
    assert(published * payload.length < 2 * 2 ** 20, `${published} messages of 64 KiB`);
    going = false;
    for (let n = 0; n < published; n++) await link.sees("PUB a 65536\r\n");
    await publishing;
  });
});

test("failed dials leak nothing: a thousand of them leave one wake-up and no listener", async () => {
  const clock = new VirtualClock();
  const server = new FakeServer();
  const signals: AbortSignal[] = [];
  let up = true;
  const connecting = connect({
    clock,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 10,
    reconnectJitter: 0,
    dial: ({ hostname, port, signal }) => {
      if (up) return server.dial();
      signals.push(signal!);
      throw new DialError("refused", hostname, port);
    },
  });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  up = false;
  const lost = nextStatus(nc, "disconnect");
  link.close();
  await lost;
  await clock.advance(10_000);
  assert(signals.length >= 1000, `${signals.length} dials`);
  assertEquals([new Set(signals).size, clock.pending], [signals.length, 1]);
  await nc.close();
  assertEquals(clock.pending, 0);
});

test("drain drains loops: five messages in a slow loop are processed, and answered, before it is done", async () => {
  await withServer(async (nc, _server, more) => {
    const asking = await more();
    const sub = nc.subscribe("a");
    await nc.flush();
    const answers = asking.subscribe("answers");
    for (let n = 0; n < 5; n++) asking.publish("a", `${n}`, { reply: "answers" });
    await asking.flush();
    await nc.flush();
    let processed = 0;
    const loop = (async () => {
      for await (const msg of sub) {
        await turn();
        assertEquals(msg.respond(msg.data), true);
        processed++;
      }
    })();
    await nc.drain();
    assertEquals([processed, nc.isClosed()], [5, true]);
    await loop;
    await asking.flush();
    assertEquals(answers.getReceived(), 5);
  });
});

test("a request waits for no timer: it goes out in the turn of the event loop that made it", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    const asked = nc.request("a", "now", { timeout: 50 }).catch((error: Error) => error);
    const [, inbox] = (await link.sees("now\r\n")).match(/PUB a (\S+) 3/)!;
    await link.send(`MSG ${inbox} 1 2\r\nok\r\n`);
    const answer = await asked;
    assert("string" in answer);
    assertEquals([answer.string(), clock.now()], ["ok", 0]);
  }, { client: { clock } });
});

test("a program can be tested without a server beside it, without a socket, and without waiting", async () => {
  const clock = new VirtualClock();
  await using server = await startTestServer({ clock });
  const nc = await connect({ clock, dial: () => server.connectInProcess() });
  nc.subscribe("late", { callback: () => {} });
  const late = assertRejects(() => nc.request("late", "", { timeout: 60_000 }), NatsError);
  await clock.advance(60_000);
  assertEquals((await late).code, "TIMEOUT");
  await nc.close();
});

test("the library writes nothing to the console by itself", async () => {
  const places: string[] = [];
  for (const source of await readSources("src")) {
    walk(source.tree, (node) => {
      const named = ts.isIdentifier(node) && node.text === "console";
      const member = ts.isPropertyAccessExpression(node.parent ?? node) &&
        (node.parent as ts.PropertyAccessExpression).name === node;
      if (named && !member) places.push(placeOf(source, node));
    });
  }
  assertEquals(places, []);
});

test("every operation that waits can be given up, with the reason of the signal", async () => {
  const reason = new Error("never mind");
  const waits: Record<string, (nc: NatsConnection, signal: AbortSignal) => Promise<unknown>> = {
    request: (nc, signal) => nc.request("a", "", { signal }),
    "request without mux": (nc, signal) => nc.request("a", "", { signal, noMux: true, timeout: 1000 }),
    requestMany: async (nc, signal) => {
      for await (const _ of await nc.requestMany("a", "", { signal }));
    },
    subscribe: async (nc, signal) => {
      for await (const _ of nc.subscribe("a", { signal }));
    },
    flush: (nc, signal) => nc.flush({ signal }),
    rtt: (nc, signal) => nc.rtt({ signal }),
    "drain of a subscription": (nc, signal) => nc.subscribe("b").drain({ signal }),
    drain: (nc, signal) => nc.drain({ signal }),
  };
  for (const [name, wait] of Object.entries(waits)) {
    await withFake(async (nc) => {
      const control = new AbortController();
      const waiting = wait(nc, control.signal);
      control.abort(reason);
      assertEquals(await waiting.then(() => "it ended", (error) => error), reason, name);
    });
  }
  const signal = AbortSignal.abort(reason);
  const dial = () => {
    throw new Error("it dialled");
  };
  assertEquals(await connect({ dial, signal }).catch((error) => error), reason);
});

test("errors are told apart by their code, on one class, with what was being done", async () => {
  const about = (error: unknown) => {
    assert(error instanceof NatsError, String(error));
    return [error.code, error.operation, error.subject];
  };
  await withServer(async (nc, _server, more) => {
    const code = async (call: () => unknown) => {
      try {
        await call();
      } catch (error) {
        return about(error);
      }
      return ["none"];
    };
    assertEquals((await code(() => nc.publish("a b")))[0], "INVALID_SUBJECT");
    assertEquals(await code(() => nc.request("a")), ["NO_RESPONDERS", "request", "a"]);
    nc.subscribe("silent", { callback: () => {} });
    assertEquals(await code(() => nc.request("silent", "", { timeout: 1 })), [
      "TIMEOUT",
      "request",
      "silent",
    ]);
    const draining = await more();
    const drained = draining.drain();
    assertEquals(await code(() => draining.subscribe("c")), ["DRAINING", "subscribe", "c"]);
    await drained;
    assertEquals(await code(() => draining.publish("d")), ["CLOSED", "publish", "d"]);
  });
});

/** The hosts that are there; all others refuse. */
function someServers(up: Set<string>, dialled: string[]): { server: FakeServer; options: ConnectionOptions } {
  const server = new FakeServer();
  const options: ConnectionOptions = {
    servers: ["one", "two", "three"],
    noRandomize: true,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    dial: ({ hostname, port }) => {
      dialled.push(hostname);
      if (up.has(hostname)) return server.dial();
      throw new DialError("refused", hostname, port);
    },
  };
  return { server, options };
}

test("maxReconnectAttempts 1 with three servers, the third one good: it is taken, kept, and come back to", async () => {
  const dialled: string[] = [];
  const { server, options } = someServers(new Set(["three"]), dialled);
  const connecting = connect({ ...options, maxReconnectAttempts: 1 });
  let link = await server.next();
  await link.greet();
  const nc = await connecting;
  assertEquals([dialled, nc.getServer()], [["one", "two", "three"], "three:4222"]);
  assert(nc.getServers().some(({ hostname }) => hostname === "three"));
  const back = nextStatus(nc, "reconnect");
  link.close();
  link = await server.next();
  await link.greet();
  assertEquals((await back).server, "three:4222");
  link.close();
  await nc.close();
});

test("maxReconnectAttempts counts for each server by itself", async () => {
  const dialled: string[] = [];
  const up = new Set(["one", "two", "three"]);
  const { server, options } = someServers(up, dialled);
  const connecting = connect({ ...options, maxReconnectAttempts: 2 });
  const link = await server.next();
  await link.greet();
  const nc = await connecting;
  up.clear();
  link.close();
  assert(await nc.closed() instanceof ConnectionError);
  const attempts = (host: string) => dialled.slice(1).filter((each) => each === host).length;
  assertEquals(["one", "two", "three"].map(attempts), [2, 2, 2]);
});

test("traceOnly false adds no header to requests either, and true does", async () => {
  await withFake(async (nc, link) => {
    const control = new AbortController();
    const { signal } = control;
    for (const traceOnly of [false, true]) {
      const options = { signal, traceOnly, timeout: 1000 };
      const asked = [
        nc.request("a", "end", options),
        nc.request("a", "end", { ...options, noMux: true }),
        nc.requestMany("a", "end", { signal, traceOnly }),
        nc.requestMany("a", "end", { signal, traceOnly, noMux: true }),
      ];
      for (const each of asked) each.catch(() => {});
      for (const _ of asked) {
        const sent = await link.sees("end\r\n");
        assertEquals(sent.includes("Nats-Trace-Only"), traceOnly, sent);
        assertEquals(/\bHPUB /.test(sent), traceOnly, sent);
      }
    }
    control.abort(new Error("enough"));
  });
});

test("requestMany with noMux does not ignore stall", async () => {
  const clock = new VirtualClock();
  await withServer(async (nc) => {
    nc.subscribe("many", { callback: (_error, msg) => void msg.respond("1") });
    const answers: Msg[] = [];
    const options = { strategy: "stall", stall: 1000, maxWait: 5000, noMux: true } as const;
    let over = false;
    const gathered = (async () => {
      for await (const msg of await nc.requestMany("many", "", options)) answers.push(msg);
      over = true;
    })();
    await until(() => answers.length === 1);
    await clock.advance(999);
    assertEquals(over, false, "300 ms is not what was asked for");
    await clock.advance(1);
    await gathered;
    assertEquals(clock.now(), 1000);
  }, { client: { clock } });
});

test("header values are not trimmed behind the sender's back: both ends have the same, blanks within included", async () => {
  await withServer(async (nc) => {
    const sent = headers();
    for (const value of ["  at the ends\t", "in  the\tmiddle", "\u00a0of another kind\u00a0", ""]) {
      sent.append("Key", value);
    }
    const sub = nc.subscribe("a", { max: 1 });
    nc.publish("a", "", { headers: sent });
    for await (const msg of sub) {
      assertEquals(msg.headers?.values("Key"), sent.values("Key"));
      assertEquals(sent.values("Key").slice(1), ["in  the\tmiddle", "\u00a0of another kind\u00a0", ""]);
    }
  });
});

test("an error in one part of a program is not the end of another: statuses, loops and handlers go on", async () => {
  await withServer(async (nc) => {
    const seen = watchStatus(nc);
    assertThrows(() => nc.publish("a", 5 as unknown as string), TypeError);
    nc.subscribe("a", {
      callback: () => {
        throw new Error("mine");
      },
    });
    const loop = nc.subscribe("a", { max: 2 });
    nc.publish("a", "1");
    nc.publish("a", "2");
    const heard: string[] = [];
    for await (const msg of loop) heard.push(msg.string());
    assertEquals(heard, ["1", "2"]);
    await until(() => seen.length === 2);
    assertEquals(seen.map(({ type }) => type), ["error", "error"]);
  });
});

test("a host name of which one address is dead is connected to at once, not after the wait for a reconnect", async () => {
  // It listens at one of the addresses that localhost may have.
  await using server = await startTestServer({ host: "127.0.0.1" });
  for (const resolve of [true, false, undefined]) {
    const clock = new VirtualClock();
    const servers = `localhost:${server.port}`;
    const nc = await connect({ servers, resolve, clock, reconnect: false, maxReconnectAttempts: 1 });
    // No time has passed, and the server is known by the name it was given by.
    assertEquals([clock.now(), nc.getServer(), nc.getServers().length], [0, servers, 1]);
    await nc.close();
  }
});

/** Freezes an object and all that is in it. */
function deepFreeze<T extends object>(value: T): T {
  for (const each of Object.values(value)) {
    if (typeof each === "object" && each !== null) deepFreeze(each);
  }
  return Object.freeze(value);
}

test("options that are frozen to their depth do not throw, and serve several connections", async () => {
  const server = new FakeServer();
  const options: ConnectionOptions = deepFreeze({
    servers: ["nats://ann:secret@one", "two:5222"],
    tls: { ca: "-----BEGIN CERTIFICATE-----" },
    authenticator: [() => ({ auth_token: "t" }), () => Object.freeze({ user: "ann" })],
    token: "u",
    name: "frozen",
    inboxPrefix: "my.box",
    noRandomize: true,
    reconnectTimeWait: 0,
    reconnectJitter: 0,
    reconnectToServer: () => null,
    dial: () => ({ ...bound(server.dial()), startTls: () => Promise.resolve() }),
  });
  const before = JSON.stringify(options);
  for (let n = 0; n < 2; n++) {
    const connecting = connect(options);
    let link = await server.next();
    await link.greet({ tls_required: true, connect_urls: ["10.0.0.1:4222"] });
    const nc = await connecting;
    const back = nextStatus(nc, "reconnect");
    link.close();
    link = await server.next();
    await link.greet({ tls_required: true, connect_urls: [] });
    await back;
    nc.setServers(Object.freeze(["three"]) as string[]);
    link.close();
    await nc.close();
  }
  assertEquals(JSON.stringify(options), before);
});

/** The methods of a transport, as fields. */
function bound(transport: Transport): Transport {
  return {
    encrypted: transport.encrypted,
    peer: transport.peer,
    read: () => transport.read(),
    write: (bytes) => transport.write(bytes),
    end: () => transport.end(),
    close: () => transport.close(),
  };
}
