import {
  ClosedConnectionError,
  connect,
  DrainingConnectionError,
  type NatsConnection,
  RequestError,
} from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, assertThrows, test } from "../_test.ts";
import { nextStatus, withFake, withServer } from "./_client.ts";

test("info is what the server said, getServer is where it is", async () => {
  await withServer(async (nc, server) => {
    assertEquals(nc.info?.server_id, server.info.server_id);
    assertEquals([nc.info?.headers, nc.getServer()], [true, "127.0.0.1:4222"]);
    await nc.close();
    assertEquals(nc.info, undefined);
  });
});

test("flush settles when the server has taken everything published before", async () => {
  await withServer(async (nc, server) => {
    for (let n = 0; n < 1000; n++) nc.publish("a");
    await nc.flush();
    assertEquals(server.stats().inMsgs, 1000);
    await Promise.all([nc.flush(), nc.flush(), nc.flush()]);
  });
});

test("flush is answered in order, also between the PINGs of the connection's own", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    const order: string[] = [];
    const first = nc.flush().then(() => order.push("first"));
    await clock.advance(1000);
    const second = nc.flush().then(() => order.push("second"));
    await link.sees("PING\r\nPING\r\nPING\r\n");
    await link.send("PONG\r\n");
    await first;
    await link.send("PONG\r\n");
    await clock.advance(0);
    assertEquals(order, ["first"]);
    await link.send("PONG\r\nPONG\r\n");
    await second;
    assertEquals(order, ["first", "second"]);
  }, { client: { clock, pingInterval: 1000 } });
});

test("rtt measures a round trip", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    const measured = nc.rtt();
    await link.sees("PING\r\n");
    await clock.advance(25);
    await link.send("PONG\r\n");
    assertEquals(await measured, 25);
  }, { client: { clock } });
});

test("flush and rtt fail when the connection is lost meanwhile; rtt also while disconnected", async () => {
  await withFake(async (nc, link) => {
    const told = [nc.flush(), nc.rtt()].map((promise) => assertRejects(() => promise, RequestError));
    await link.sees("PING\r\nPING\r\n");
    const lost = nextStatus(nc, "disconnect");
    link.close();
    for (const error of await Promise.all(told)) assertEquals(error.code, "DISCONNECTED");
    await lost;
    const error = await assertRejects(() => nc.rtt(), RequestError, "connection disconnected");
    assertEquals(error.code, "DISCONNECTED");
  });
});

test("flush while disconnected waits for the next connection", async () => {
  await withFake(async (nc, link, server) => {
    const lost = nextStatus(nc, "disconnect");
    link.close();
    await lost;
    const flushed = nc.flush();
    const next = await server.next();
    await next.greet();
    await next.sees("PING\r\n");
    await next.send("PONG\r\n");
    await flushed;
    next.close();
  });
});

test("close right after publish loses nothing, however much it was", async () => {
  const server = await createServer({ port: 0 });
  const watcher = await connect({ port: server.port });
  const sub = watcher.subscribe("a", { callback: () => {} });
  await watcher.flush();
  for (const [count, size] of [[1, 5], [20_000, 16], [40, 500_000]] as const) {
    const before = sub.getReceived();
    const nc = await connect({ port: server.port });
    const payload = new Uint8Array(size);
    for (let n = 0; n < count; n++) nc.publish("a", payload);
    await nc.close();
    while (sub.getReceived() < before + count) await watcher.flush();
    assertEquals(sub.getReceived(), before + count);
  }
  await watcher.close();
  await server.close();
});

test("close sends all that was published to a server that takes it slowly", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link) => {
    for (let n = 0; n < 50; n++) nc.publish("a", new Uint8Array(10_000));
    let closed = false;
    const closing = nc.close().then(() => closed = true);
    await clock.advance(3000);
    assertEquals(closed, false);
    const sent = (await link.rest()).length;
    assertEquals(sent, 50 * "PUB a 10000\r\n\r\n".length + 500_000);
    link.close();
    await closing;
    assertEquals(clock.pending, 0);
  }, { client: { clock } });
});

test("close gives up on a server that takes nothing, or never closes", async () => {
  for (const [size, ms] of [[500_000, 10_000], [10, 1000]] as const) {
    const clock = new VirtualClock();
    await withFake(async (nc) => {
      nc.publish("a", new Uint8Array(size));
      let closed = false;
      const closing = nc.close().then(() => closed = true);
      await clock.advance(ms - 1);
      assertEquals(closed, false);
      await clock.advance(1);
      await closing;
      assertEquals([await nc.closed(), clock.pending], [undefined, 0]);
    }, { client: { clock } });
  }
});

test("close ends subscriptions, statuses and closed, and may be called again", async () => {
  await withServer(async (nc) => {
    const [looped, called] = [nc.subscribe("a"), nc.subscribe("b", { callback: () => {} })];
    const statuses: string[] = [];
    const watching = (async () => {
      for await (const status of nc.status()) statuses.push(status.type);
    })();
    nc.publish("a", "waits");
    await nc.flush();
    const closing = [nc.close(), nc.close()];
    assertEquals(nc.isClosed(), true);
    await Promise.all(closing);
    await nc.close();
    assertEquals(await nc.closed(), undefined);
    const seen: string[] = [];
    for await (const msg of looped) seen.push(msg.string());
    assertEquals([seen, await looped.closed, await called.closed], [["waits"], undefined, undefined]);
    await watching;
    assertEquals(statuses, ["close"]);
    for await (const status of nc.status()) throw new Error(`a status after the end: ${status.type}`);
  });
});

test("everything on a closed connection says so", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    await nc.close();
    assertThrows(() => nc.publish("a"), ClosedConnectionError);
    assertThrows(() => nc.subscribe("a"), ClosedConnectionError);
    for (
      const call of [
        () => nc.flush(),
        () => nc.rtt(),
        () => nc.drain(),
        () => nc.reconnect(),
        () => nc.request("a"),
        () => sub.drain(),
      ]
    ) {
      assertEquals((await assertRejects(call, ClosedConnectionError)).code, "CLOSED");
    }
    sub.unsubscribe();
    await sub[Symbol.asyncDispose]();
    await nc[Symbol.asyncDispose]();
    assertEquals([nc.isClosed(), nc.isDraining(), nc.stats().outMsgs], [true, false, 0]);
  });
});

test("drain hands over what was delivered, lets handlers answer, sends that, and closes", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const answers = other.subscribe("answers", { callback: () => {} });
    await other.flush();
    const sub = nc.subscribe("work", { callback: (_error, msg) => void msg.respond(msg.data) });
    await nc.flush();
    for (let n = 0; n < 1000; n++) other.publish("work", `${n}`, { reply: "answers" });
    await other.flush();
    const draining = nc.drain();
    assertEquals(nc.isDraining(), true);
    await draining;
    await other.flush();
    assertEquals([sub.getProcessed(), answers.getReceived()], [1000, 1000]);
    assertEquals([nc.isClosed(), await nc.closed()], [true, undefined]);
  });
});

test("drain takes no new subscriptions and, in the end, no more publishes", async () => {
  await withServer(async (nc) => {
    const late: unknown[] = [];
    nc.subscribe("a", {
      callback: () => {
        // Publishing is allowed until the subscriptions have finished.
        nc.publish("b");
        late.push("published");
      },
    });
    nc.publish("a");
    const draining = nc.drain();
    const error = assertThrows(() => nc.subscribe("c"), DrainingConnectionError);
    assertEquals(error.code, "DRAINING");
    await assertRejects(() => nc.drain(), DrainingConnectionError);
    await assertRejects(() => nc.reconnect(), DrainingConnectionError);
    await draining;
    assertEquals(late, ["published"]);
    assertThrows(() => nc.publish("a"), ClosedConnectionError);
  });
});

test("publish between the last handler and the end of drain says that the connection drains", async () => {
  await withFake(async (nc, link) => {
    const draining = nc.drain();
    await link.sees("PING\r\n");
    assertThrows(() => nc.publish("a"), DrainingConnectionError);
    await link.send("PONG\r\n");
    link.close();
    await draining;
  });
});

test("drain does not wait for a loop that has not begun, which may still take what was delivered", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    for (let n = 0; n < 5; n++) nc.publish("a");
    await nc.drain();
    let count = 0;
    for await (const _msg of sub) count++;
    assertEquals(count, 5);
  });
});

test("drain on a connection that is lost meanwhile still ends", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link, server) => {
    nc.subscribe("a");
    const draining = nc.drain();
    await link.sees("UNSUB 1\r\nPING\r\n");
    link.close();
    const next = await server.next();
    await next.greet();
    await next.sees("PING\r\n");
    await next.send("PONG\r\n");
    next.close();
    await draining;
    assertEquals(nc.isClosed(), true);
  }, { client: { clock } });
});

test("close while draining ends at once; drain and dispose settle with it", async () => {
  await withFake(async (nc, link) => {
    nc.subscribe("a");
    const draining = nc.drain();
    const disposing = nc[Symbol.asyncDispose]();
    const closing = nc.close();
    link.close();
    await Promise.all([draining, disposing, closing]);
    assertEquals(await nc.closed(), undefined);
  });
});

test("close and drain while disconnected end the connection without an error", async () => {
  const clock = new VirtualClock();
  for (const end of ["close", "asyncDispose"] as const) {
    await withFake(async (nc, link) => {
      const lost = nextStatus(nc, "disconnect");
      link.close();
      await lost;
      const closing = end === "close" ? nc.close() : (nc[Symbol.asyncDispose](), nc.close());
      await closing;
      assertEquals([await nc.closed(), nc.isClosed()], [undefined, true]);
    }, { client: { clock, reconnectTimeWait: 1000 } });
    assertEquals(clock.pending, 0);
  }
});

test("drain while disconnected waits for a connection, and what was published goes out by it", async () => {
  await withFake(async (nc, link, server) => {
    const lost = nextStatus(nc, "disconnect");
    link.close();
    await lost;
    nc.publish("kept", "1");
    const draining = nc.drain();
    const next = await server.next();
    await next.greet();
    await next.sees("PUB kept 1\r\n1\r\nPING\r\n");
    await next.send("PONG\r\n");
    await next.rest();
    next.close();
    await draining;
  });
});

test("asyncDispose drains, and does no harm after close or drain", async () => {
  await withServer(async (nc) => {
    let calls = 0;
    nc.subscribe("a", { callback: () => void calls++ });
    nc.publish("a");
    await nc[Symbol.asyncDispose]();
    await nc[Symbol.asyncDispose]();
    assertEquals([calls, nc.isClosed()], [1, true]);
  });
  let kept: NatsConnection | undefined;
  await withServer(async (_nc, _server, more) => {
    {
      await using nc = await more();
      kept = nc;
    }
    assertEquals(kept.isClosed(), true);
  });
});

test("close in a callback ends there", async () => {
  await withFake(async (nc, link) => {
    let calls = 0;
    nc.subscribe("a", {
      callback: () => {
        calls++;
        void nc.close();
      },
    });
    await link.sees("SUB a 1\r\n");
    await link.send("MSG a 1 0\r\n\r\n".repeat(3));
    await link.rest();
    link.close();
    await nc.closed();
    assertEquals(calls, 1);
  });
});

test("closed tells the error that ended the connection", async () => {
  await withFake(async (nc, link) => {
    link.close();
    const error = await nc.closed();
    assert(error instanceof Error && "code" in error && error.code === "CONNECTION", String(error));
    assertEquals([nc.isClosed(), nc.info], [true, undefined]);
    assertThrows(() => nc.publish("a"), ClosedConnectionError);
  }, { client: { reconnect: false } });
});
