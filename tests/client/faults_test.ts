/** The client on connections that come in pieces, and that break again and again. */

import { connect, headers } from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";
import { faulty } from "../../src/testing/faults.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { assert, assertEquals, test } from "../_test.ts";
import { BufferLike } from "../transport/_contract.ts";
import { nextStatus, withServer } from "./_client.ts";

test("messages with headers come through whole when both ways come in pieces of any size", async () => {
  for (const mostBytes of [1, 2, 7, 100]) {
    await withServer(async (_nc, server) => {
      const lane = { pieces: { mostBytes } };
      const nc = await connect({
        dial: () => faulty(server.connectInProcess(), { seed: mostBytes, read: lane, write: lane }),
      });
      nc.subscribe("echo.*", {
        callback: (_error, msg) => void msg.respond(msg.data, msg.headers && { headers: msg.headers }),
      });
      for (let n = 0; n < 20; n++) {
        const sent = headers();
        sent.set("N", `${n}`);
        const text = "ü".repeat(n * n);
        const answer = await nc.request(`echo.${n}`, text, n % 2 ? { headers: sent } : { noMux: true });
        assertEquals([answer.string(), answer.headers?.get("N")], [text, n % 2 ? `${n}` : undefined]);
      }
      await nc.drain();
    });
  }
});

test("on a connection that breaks again and again nothing arrives twice, out of order or broken", async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const server = await createServer({ port: 0 });
    const watcher = await connect({ dial: () => server.connectInProcess() });
    const seen: number[] = [];
    watcher.subscribe("n", {
      callback: (_error, msg) => {
        assert(/^\d+ x*$/.test(msg.string()), "a broken message");
        seen.push(parseInt(msg.string()));
      },
    });
    await watcher.flush();
    let dials = 0;
    const nc = await connect({
      reconnectTimeWait: 0,
      reconnectJitter: 0,
      maxReconnectAttempts: -1,
      dial: () => {
        // From the tenth on they last; before, they break within the handshake or later.
        const cut = ++dials < 10 ? { cutAfterBytes: (seed * 997 + dials * dials * 131) % 3000 + 200 } : {};
        return faulty(server.connectInProcess(), { seed, write: { pieces: { mostBytes: 50 }, ...cut } });
      },
    });
    const back = nc.subscribe("back", { callback: () => {} });
    const count = 3000;
    for (let n = 0; n < count; n++) {
      nc.publish("n", `${n} ${"x".repeat(n % 40)}`);
      if (n % 20 === 19) await nc.flush().catch(() => {});
    }
    for (;;) {
      try {
        await nc.flush();
        break;
      } catch {
        // Lost once more: what had not been handed over goes out with the next connection.
      }
    }
    await watcher.flush();
    assert(dials >= 10, `only ${dials} connections`);
    assert(seen.every((n, at) => at === 0 || n > seen[at - 1]!), "twice or out of order");
    assertEquals(seen.at(-1), count - 1);
    // A break loses at most what was on its way: here what was published since the last flush.
    assert(count - seen.length <= 20 * dials, `${count - seen.length} lost in ${dials} connections`);
    assertEquals(nc.stats().outMsgs, count);
    watcher.publish("back");
    await watcher.flush();
    await nc.flush();
    assertEquals(back.getReceived(), 1);
    await nc.close();
    await watcher.close();
    await server.close();
  }
});

test("a corrupted byte never ends in anything but an error that is told, or a message of other content", async () => {
  for (let at = 0; at < 300; at += 7) {
    await withServer(async (watcher, server) => {
      let dials = 0;
      const nc = await connect({
        reconnectTimeWait: 0,
        reconnectJitter: 0,
        maxReconnectAttempts: -1,
        dial: () => {
          const transport = server.connectInProcess();
          // INFO is left whole: a broken one would only fail the connect.
          return dials++ === 0
            ? faulty(transport, { seed: at + 1, read: { corruptAtByte: 600 + at } })
            : transport;
        },
      });
      const lost = nextStatus(nc, "reconnect").catch(() => {});
      const sub = nc.subscribe("a.>", { callback: (_error, msg) => void [...msg.headers ?? []] });
      await nc.flush().catch(() => {});
      const sent = headers();
      sent.set("Key", "value");
      for (let n = 0; n < 20; n++) watcher.publish("a.b", "payload", n % 2 ? { headers: sent } : {});
      await watcher.flush();
      let settled = false;
      void Promise.race([nc.flush().catch(() => lost), lost]).then(() => settled = true);
      // Where the size of a message was made larger, the client waits for more of it.
      while (!settled) {
        watcher.publish("a.b", "x".repeat(100));
        await watcher.flush();
      }
      assertEquals([nc.isClosed(), sub.isClosed()], [false, false]);
      await nc.close();
    });
  }
});

/** Reads everything into the same memory, as bytes whose `slice` does not copy. */
function lendingBuffers(transport: Transport): Transport {
  const memory = new BufferLike(new ArrayBuffer(70_000));
  return {
    encrypted: false,
    peer: transport.peer,
    write: (bytes) => transport.write(bytes),
    end: () => transport.end(),
    close: () => transport.close(),
    async read() {
      const bytes = await transport.read();
      if (bytes === null) return null;
      memory.set(bytes, 100);
      return memory.subarray(100, 100 + bytes.length);
    },
  };
}

test("a transport of the application may read the buffers of Node: what is kept stays as it was", async () => {
  await withServer(async (watcher, server) => {
    const nc = await connect({ dial: () => lendingBuffers(server.connectInProcess()) });
    const sub = nc.subscribe("a.>", { max: 4 });
    await nc.flush();
    const sizes = [1, 10, 3000, 2];
    for (const size of sizes) {
      watcher.publish(`a.${size}`, `${size % 10}`.repeat(size));
      await watcher.flush();
    }
    let at = 0;
    for await (const msg of sub) {
      const size = sizes[at++]!;
      assertEquals([msg.subject, msg.string()], [`a.${size}`, `${size % 10}`.repeat(size)]);
    }
    await nc.close();
  });
});
