/** Corners of the client where something was lost, waited for too long, or counted wrong once. */

import { headers, InvalidArgumentError, NatsError } from "../../mod.ts";
import { CatchUp } from "../../src/client/catch_up.ts";
import { PENDING_BYTES } from "../../src/client/pending.ts";
import { listen } from "../observe/_channels.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { deliver, nextStatus, settled, until, watchStatus, withFake, withServer } from "./_client.ts";

test("a message whose headers a listener reads on its way still counts with its true size", async () => {
  const forget = listen("natwire:deliver", (event) => {
    void (event as { message: { headers?: unknown } }).message.headers;
  });
  try {
    await withFake(async (nc, link) => {
      const sub = nc.subscribe("a", { pendingMsgs: 10, pendingBytes: 1000 });
      await link.sees("SUB a 1\r\n");
      const send = async (count: number) => {
        for (let n = 0; n < count; n++) await link.send("HMSG a 1 20 20\r\nNATS/1.0\r\nA: bcd\r\n\r\n\r\n");
        await nc.flush();
      };
      void (async () => {
        for (;;) {
          await link.sees("PING\r\n");
          await link.send("PONG\r\n");
        }
      })().catch(() => {});
      await send(2);
      const loop = sub[Symbol.asyncIterator]();
      await loop.next();
      await loop.next();
      await send(5);
      assertEquals([sub.getPending(), sub.getDropped()], [5, 0]);
      await loop.return!();
    });
  } finally {
    forget();
  }
});

test("a callback that gives back something that is no promise has finished at once", async () => {
  await withServer(async (nc) => {
    const seen: string[] = [];
    const sub = nc.subscribe("a", {
      pendingMsgs: 1,
      callback: (_error, msg) => seen.push(msg.string()) as unknown as void,
    });
    await deliver(nc, 100);
    assertEquals([seen.length, sub.getDropped(), sub.getPending()], [100, 0, 0]);
  });
});

test("an asynchronous onError that rejects is told of by a status, and left unhandled by nobody", async () => {
  await withServer(async (nc) => {
    const statuses = watchStatus(nc);
    nc.subscribe("a", {
      callback: () => {
        throw new Error("handler");
      },
    });
    await deliver(nc, 1);
    await until(() => statuses.length === 2);
    const told = statuses.map((status) => status.type === "error" && status.error.message);
    assertEquals(told, ["handler", "hook"]);
  }, { client: { onError: () => Promise.reject(new Error("hook")) as unknown as void } });
});

test("a loop that takes its time is waited for once, and not again before it has caught up", async () => {
  const catchUp = new CatchUp();
  const slow = catchUp.fellBehind();
  await catchUp.wait();
  assertEquals(catchUp.wait(), undefined);
  const quick = catchUp.fellBehind();
  const waiting = catchUp.wait();
  catchUp.caughtUp(slow);
  assert(catchUp.wait() !== undefined, "another one is still waited for");
  catchUp.caughtUp(quick);
  assertEquals(catchUp.wait(), undefined);
  catchUp.close();
  void waiting;
});

test("a loop that nobody goes on with is not waited for once its subscription has ended", async () => {
  const { fellBehind, caughtUp } = CatchUp.prototype;
  let behind = 0;
  CatchUp.prototype.fellBehind = function () {
    behind++;
    return fellBehind.call(this);
  };
  CatchUp.prototype.caughtUp = function (round) {
    behind--;
    caughtUp.call(this, round);
  };
  try {
    await withServer(async (nc) => {
      const sub = nc.subscribe("a");
      const loop = sub[Symbol.asyncIterator]();
      const first = loop.next();
      await deliver(nc, 5);
      await first;
      assertEquals(behind, 1);
      sub.unsubscribe();
      assertEquals(behind, 0);
      await loop.return!();
      assertEquals(behind, 0);
    });
  } finally {
    Object.assign(CatchUp.prototype, { fellBehind, caughtUp });
  }
});

test("request and requestMany refuse a time that is no number", async () => {
  await withServer(async (nc) => {
    nc.subscribe("a", { callback: (_error, msg) => void msg.respond() });
    const timeout = "1000" as unknown as number;
    await assertRejects(() => nc.request("a", "", { timeout }), InvalidArgumentError);
    await assertRejects(() => nc.requestMany("a", "", { maxWait: timeout }), InvalidArgumentError);
  });
});

test("writable waits for room before it writes, and its abort does not wait for the connection", async () => {
  const options = { reconnectBufferSize: 100, reconnectTimeWait: 60_000 };
  await withFake(async (nc, link) => {
    const disconnected = nextStatus(nc, "disconnect");
    link.close();
    await disconnected;
    // With its line that is all the room there is.
    nc.publish("a", "x".repeat(88));
    const writer = nc.writable("a").getWriter();
    const writing = writer.write("y".repeat(80));
    assertEquals(await settled(writing), false);
    const reason = new Error("enough");
    const aborted = writer.abort(reason);
    assertEquals(await settled(aborted), true);
    assertEquals(await assertRejects(() => writing), reason);
    await aborted;
    assert(!nc.isClosed());
  }, { client: options });
});

test("writable that is aborted while it closes does not wait for the round trip", async () => {
  await withFake(async (nc, link) => {
    const writer = nc.writable("a").getWriter();
    const reason = new Error("enough");
    const closing = assertRejects(() => writer.close());
    await link.sees("PING\r\n");
    assertEquals(await settled(writer.abort(reason)), true);
    assertEquals(await closing, reason);
  });
});

test("a signal that many wait for has one listener, which goes with the last of them", async () => {
  await withFake(async (nc, link) => {
    const control = new AbortController();
    const { signal } = control;
    let listening = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (listening++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listening--, remove(...args));
    const ask = () => Array.from({ length: 20 }, () => nc.flush({ signal }));
    const answered = ask();
    assertEquals(listening, 1);
    await link.sees(/(PING\r\n){20}/);
    await link.send("PONG\r\n".repeat(20));
    await Promise.all(answered);
    await settled(Promise.resolve());
    assertEquals(listening, 0);
    const givenUp = [...ask(), nc.subscribe("a", { signal }).closed];
    const reason = new Error("enough");
    control.abort(reason);
    const outcomes = await Promise.allSettled(givenUp);
    const seen = outcomes.map((each) => each.status === "fulfilled" ? each.value : each.reason);
    assertEquals(seen, Array(21).fill(reason));
  });
});

test("answers of requestMany that nobody reads are bounded in bytes, and what is dropped is counted", async () => {
  await withFake(async (nc, link) => {
    const answers = await nc.requestMany("a", "", { maxWait: 60_000, strategy: "sentinel" });
    const asked = await link.sees(/PUB a (\S+) 0\r\n\r\n/);
    const reply = /PUB a (\S+)/.exec(asked)![1]!;
    const size = 1024 * 1024;
    const payload = "x".repeat(size);
    const room = PENDING_BYTES / size;
    for (let n = 0; n < room + 2; n++) await link.send(`MSG ${reply} 1 ${size}\r\n${payload}\r\n`);
    await link.send(`MSG ${reply} 1 0\r\n\r\n`);
    let bytes = 0;
    for await (const msg of answers) bytes += msg.data.length;
    assertEquals([bytes / size, nc.stats().droppedIn], [room, 2]);
  });
});

/** What an error tells besides its text; `mine` where its stack leads to this file. */
function about(error: unknown): unknown[] {
  assert(error instanceof NatsError, String(error));
  const mine = /client.corners_test/.test(error.stack ?? "");
  return [error.code, error.operation, error.subject, error.server, mine && "mine"];
}

test("an error of flush, rtt, ready or subscribe says what was asked for, where, and by whom", async () => {
  const told: Record<string, unknown[]> = {};
  const tell = async (name: string, work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      told[name] = about(error);
    }
  };
  await withFake(async (nc, link) => {
    await tell("size", () => nc.publish("a", "x".repeat(30)));
    await tell("headers", () => nc.publish("a", "", { headers: headers() }));
    await tell("timeout", async () => {
      for await (const _ of nc.subscribe("a", { timeout: 1 }));
    });
    const lost = [tell("flush", () => nc.flush()), tell("rtt", () => nc.rtt())];
    await link.sees("PING\r\nPING\r\n");
    link.close();
    await Promise.all(lost);
    nc.publish("a", "x".repeat(11));
    const ended = [tell("late flush", () => nc.flush()), tell("ready", () => nc.ready())];
    await nc.close();
    await Promise.all(ended);
  }, {
    info: { max_payload: 20, headers: false },
    client: { reconnectBufferSize: 23, reconnectTimeWait: 60_000 },
  });
  const server = "127.0.0.1:4222";
  assertEquals(told, {
    size: ["MAX_PAYLOAD", "publish", "a", server, "mine"],
    headers: ["HEADERS_NOT_SUPPORTED", "publish", "a", server, "mine"],
    timeout: ["TIMEOUT", "subscribe", "a", server, "mine"],
    flush: ["DISCONNECTED", "flush", undefined, server, "mine"],
    rtt: ["DISCONNECTED", "rtt", undefined, server, "mine"],
    "late flush": ["CLOSED", "flush", undefined, server, "mine"],
    ready: ["CLOSED", "ready", undefined, undefined, "mine"],
  });
});
