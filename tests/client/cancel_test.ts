/** Waits that are given up by an AbortSignal, and waiting for room to publish. */

import { ClosedConnectionError, connect, type Msg, RequestError } from "../../mod.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { FakeServer, nextStatus, until, withFake, withServer } from "./_client.ts";

const REASON = new Error("not wanted any more");

function aborted(): AbortSignal {
  return AbortSignal.abort(REASON);
}

test("connect given up by its signal rejects with the reason and leaves nothing behind", async () => {
  await assertRejects(
    () => connect({ dial: () => new Promise(() => {}), signal: aborted() }),
    Error,
    REASON.message,
  );
  // While it dials, while it waits for INFO, while it waits for the next attempt.
  for (const wait of ["dial", "info", "retry"] as const) {
    const server = new FakeServer();
    const control = new AbortController();
    let given: AbortSignal | undefined;
    const connecting = connect({
      dial: (options) => {
        given = options.signal;
        if (wait === "dial") return new Promise(() => {});
        if (wait === "info") return server.dial();
        throw new Error("no");
      },
      waitOnFirstConnect: true,
      signal: control.signal,
    });
    await until(() => given !== undefined);
    if (wait === "info") await server.next();
    control.abort(REASON);
    await assertRejects(() => connecting, Error, REASON.message);
    if (wait === "dial") assertEquals(given!.aborted, true);
  }
});

test("a signal that is aborted after connect has succeeded changes nothing", async () => {
  const control = new AbortController();
  await withServer(async (nc) => {
    control.abort(REASON);
    await nc.flush();
    assertEquals(nc.isClosed(), false);
  }, { client: { signal: control.signal } });
});

test("request and requestMany given up by a signal reject with its reason, with and without mux", async () => {
  await withServer(async (nc) => {
    nc.subscribe("silent", { callback: () => {} });
    for (const noMux of [false, true]) {
      await assertRejects(
        () => nc.request("silent", "", { noMux, signal: aborted() }),
        Error,
        REASON.message,
      );
      const control = new AbortController();
      const asked = nc.request("silent", "", { noMux, signal: control.signal, timeout: 10_000 });
      const many = await nc.requestMany("silent", "", { noMux, signal: control.signal, maxWait: 10_000 });
      const gathered = (async () => {
        for await (const _msg of many);
      })();
      await nc.flush();
      control.abort(REASON);
      await assertRejects(() => asked, Error, REASON.message);
      await assertRejects(() => gathered, Error, REASON.message);
      await assertRejects(
        () => nc.requestMany("silent", "", { noMux, signal: aborted() }),
        Error,
        REASON.message,
      );
    }
  });
});

test("a signal outlives what it was given to without holding on to it", async () => {
  await withServer(async (nc) => {
    nc.subscribe("echo", { callback: (_error, msg) => void msg.respond() });
    const control = new AbortController();
    let listening = 0;
    const { signal } = control;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (listening++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listening--, remove(...args));
    await nc.request("echo", "", { signal });
    await nc.flush({ signal });
    await nc.rtt({ signal });
    await nc.ready({ signal });
    for await (const _msg of await nc.requestMany("echo", "", { signal, strategy: "count", maxMessages: 1 }));
    const sub = nc.subscribe("b", { signal });
    sub.unsubscribe();
    await sub.closed;
    await sub.drain({ signal }).catch(() => {});
    await Promise.resolve();
    assertEquals(listening, 0);
  });
});

test("a subscription ends with the reason of its signal, and the server hears of it", async () => {
  await withServer(async (nc) => {
    const control = new AbortController();
    const looped = nc.subscribe("a", { signal: control.signal });
    const told: unknown[] = [];
    const called = nc.subscribe("a", { signal: control.signal, callback: (error) => void told.push(error) });
    nc.publish("a");
    await nc.flush();
    control.abort(REASON);
    const seen: Msg[] = [];
    await assertRejects(
      async () => {
        for await (const msg of looped) seen.push(msg);
      },
      Error,
      REASON.message,
    );
    nc.publish("a");
    await nc.flush();
    assertEquals([await called.closed, told.length, told[1], seen.length], [REASON, 2, REASON, 1]);
    assertEquals([looped.getReceived(), called.getReceived()], [1, 1]);
    assertThrows(() => nc.subscribe("a", { signal: aborted() }), Error, REASON.message);
  });
});

test("flush, rtt and ready given up by a signal reject with its reason", async () => {
  await withFake(async (nc, link) => {
    for (const wait of [nc.flush.bind(nc), nc.rtt.bind(nc)]) {
      const control = new AbortController();
      const waiting = wait({ signal: control.signal });
      await link.sees("PING\r\n");
      control.abort(REASON);
      await assertRejects(() => waiting, Error, REASON.message);
      await assertRejects(() => wait({ signal: aborted() }), Error, REASON.message);
    }
    for (let n = 0; n < 3; n++) nc.publish("a", "x".repeat(1024 * 1024 - 100));
    const control = new AbortController();
    const waiting = nc.ready({ signal: control.signal });
    control.abort(REASON);
    await assertRejects(() => waiting, Error, REASON.message);
  });
});

test("ready resolves at once while little waits, and otherwise when the peer has taken most of it", async () => {
  await withFake(async (nc, link) => {
    await nc.ready();
    for (let n = 0; n < 64; n++) nc.publish("a", new Uint8Array(64 * 1024));
    let ready = false;
    const waiting = nc.ready().then(() => ready = true);
    await new Promise((resolve) => setTimeout(resolve, 0));
    assertEquals(ready, false);
    for (let n = 0; n < 64; n++) await link.sees("PUB a 65536\r\n");
    await waiting;
    await nc.ready();
  });
});

test("ready with a signal that is aborted already rejects, also where there is room", async () => {
  await withServer(async (nc) => {
    await assertRejects(() => nc.ready({ signal: aborted() }), Error, REASON.message);
    await nc.ready();
  });
});

test("ready rejects when the connection ends, and when it has", async () => {
  await withFake(async (nc, link) => {
    for (let n = 0; n < 64; n++) nc.publish("a", new Uint8Array(64 * 1024));
    const waiting = assertRejects(() => nc.ready(), ClosedConnectionError);
    const closing = nc.close();
    link.close();
    await waiting;
    await closing;
    await assertRejects(() => nc.ready(), ClosedConnectionError);
  });
});

test("writable publishes each chunk, waits while the peer takes nothing, and closes with a round trip", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    const stream = nc.writable("a", { reply: "r" });
    const writer = stream.getWriter();
    await writer.write("text");
    await writer.write(new TextEncoder().encode("bytes"));
    await writer.close();
    assertEquals(sub.getPending(), 2);
    sub.unsubscribe();
    const seen: string[] = [];
    for await (const msg of sub) seen.push(`${msg.string()} ${msg.reply}`);
    assertEquals(seen, ["text r", "bytes r"]);
    assertThrows(() => nc.writable("a b"));
  });
  await withFake(async (nc, link) => {
    const writer = nc.writable("a").getWriter();
    let written = 0;
    for (let n = 0; n < 40; n++) void writer.write(new Uint8Array(64 * 1024)).then(() => written++, () => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert(written < 40, "the stream waits for the peer");
    for (let n = 0; n < 40; n++) await link.sees("PUB a 65536\r\n");
    await until(() => written === 40);
  });
});

test("writing to a writable of a closed connection fails with its error", async () => {
  await withServer(async (nc) => {
    const writer = nc.writable("a").getWriter();
    await nc.close();
    await assertRejects(() => writer.write("x"), ClosedConnectionError);
    assertThrows(() => nc.writable("a"), ClosedConnectionError);
  });
});

test("a request that was never sent says NOT_SENT when the connection ends, and one that was sent does not", async () => {
  await withFake(async (nc, link) => {
    const sent = assertRejects(() => nc.request("a", "", { timeout: 5000 }), RequestError);
    await link.sees(/PUB a/);
    const lost = nextStatus(nc, "disconnect");
    link.close();
    await lost;
    const error = await sent;
    assertEquals([error.code, error.subject, error.operation, error.server], [
      "DISCONNECTED",
      "a",
      "request",
      nc.getServer(),
    ]);
    const ways = [{ noMux: false }, { noMux: true }];
    const waiting = ways.map((way) =>
      assertRejects(() => nc.request("b", "", { ...way, timeout: 5000 }), RequestError)
    );
    await nc.close();
    for (const told of waiting) assertEquals((await told).code, "NOT_SENT");
  }, { client: { reconnectTimeWait: 10_000 } });
});

test("a request that was not handed over when the connection was lost goes out by the next one", async () => {
  await withFake(async (nc, link, server) => {
    const lost = nextStatus(nc, "disconnect");
    const asked = (async () => {
      await lost;
      return await nc.request("b", "?", { timeout: 5000 });
    })();
    link.close();
    const next = await server.next();
    await next.greet();
    const sent = await next.sees(/PUB b (\S+) 1\r\n\?\r\n/);
    const inbox = /PUB b (\S+)/.exec(sent)![1]!;
    await next.send(`MSG ${inbox} ${/SUB _INBOX\S+ (\d+)/.exec(sent)![1]} 1\r\n!\r\n`);
    assertEquals((await asked).string(), "!");
    next.close();
  });
});

test("onError is told of handlers that throw or reject, with subscription and message, and of errors of the server", async () => {
  const told: string[] = [];
  await withFake(async (nc, link) => {
    const sub = nc.subscribe("a", {
      callback: (_error, msg) => {
        if (msg.string() === "0") throw new Error("thrown");
        return Promise.reject(new Error("rejected"));
      },
    });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 1\r\n0\r\nMSG a 1 1\r\n1\r\n-ERR 'Invalid Subject'\r\n");
    await until(() => told.length === 3);
    assertEquals(told.sort(), ["Invalid Subject", "rejected 1 1", "thrown 0 1"]);
    assertEquals(sub.isClosed(), false);
  }, {
    client: {
      onError: (error, { sub, msg }) => {
        told.push(
          [error.message, msg?.string(), sub?.getID()].filter((each) => each !== undefined).join(" "),
        );
        throw new Error("the hook fails too");
      },
    },
  });
});
