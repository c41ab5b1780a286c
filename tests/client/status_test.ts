import { InvalidOperationError, PermissionViolationError, ProtocolError, type Status } from "../../mod.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";
import { nextStatus, watchStatus, withFake, withServer } from "./_client.ts";

test("status tells of a loss and of the way back, with the server", async () => {
  await withFake(async (nc, link, server) => {
    const seen = watchStatus(nc);
    link.close();
    const next = await server.next();
    const back = nextStatus(nc, "reconnect");
    await next.greet();
    await back;
    assertEquals(seen, [
      { type: "disconnect", server: "127.0.0.1:4222" },
      { type: "reconnecting" },
      { type: "update", added: [], deleted: [] },
      { type: "reconnect", server: "127.0.0.1:4222" },
    ]);
    next.close();
  });
});

test("status update tells which servers came and went, ldm that the server wants to be left", async () => {
  await withFake(async (nc, link) => {
    const seen = watchStatus(nc);
    const info = async (fields: object) => {
      await link.sendInfo(fields);
      await link.send("PING\r\n");
      await link.sees("PONG\r\n");
    };
    await info({ connect_urls: ["two:1", "three:2"] });
    await info({ connect_urls: ["three:2"], ldm: true });
    const [first, second, third] = seen;
    assert(first?.type === "update" && second?.type === "update");
    assertEquals([first.added?.sort(), first.deleted], [["three:2", "two:1"], []]);
    assertEquals([second.added, second.deleted], [[], ["two:1"]]);
    assertEquals(third, { type: "ldm", server: "127.0.0.1:4222" });
  });
});

test("status ldm is told even where cluster updates are ignored", async () => {
  await withFake(async (nc, link) => {
    const told = nextStatus(nc, "ldm");
    await link.sendInfo({ ldm: true, connect_urls: ["two:1"] });
    assertEquals((await told).server, "127.0.0.1:4222");
  }, { client: { ignoreClusterUpdates: true } });
});

test("status error tells what the server says, as an error of its class", async () => {
  await withFake(async (nc, link) => {
    const told = async (text: string): Promise<Error> => {
      const next = nextStatus(nc, "error");
      await link.send(`-ERR '${text}'\r\n`);
      return (await next).error;
    };
    const denied = await told('Permissions Violation for Publish to "a b"');
    assert(denied instanceof PermissionViolationError);
    assertEquals([denied.code, denied.operation, denied.subject], ["PERMISSION_VIOLATION", "publish", "a b"]);
    const other = await told("Some Day This Will Be News");
    assert(other instanceof ProtocolError);
    assertEquals([other.code, other.message], ["SERVER_ERROR", "Some Day This Will Be News"]);
    assertEquals(nc.isClosed(), false);
  });
});

test("status ping and staleConnection tell of a server that falls silent", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc) => {
    const seen = watchStatus(nc);
    await clock.advance(3000);
    assertEquals(seen.slice(0, 4), [
      { type: "ping", pendingPings: 1 },
      { type: "ping", pendingPings: 2 },
      { type: "staleConnection" },
      { type: "disconnect", server: "127.0.0.1:4222" },
    ]);
    const error = await (async () => {
      await nc.close();
      return await nc.closed();
    })();
    assertEquals(error, undefined);
  }, { client: { clock, pingInterval: 1000 } });
});

test("a stale connection without reconnect ends with STALE_CONNECTION", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc) => {
    await clock.advance(3000);
    const error = await nc.closed();
    assert(error instanceof Error && "code" in error && error.code === "STALE_CONNECTION", String(error));
  }, { client: { clock, pingInterval: 1000, reconnect: false } });
});

test("status goes to every reader from its call on, and ends with close", async () => {
  await withFake(async (nc, link) => {
    const first = watchStatus(nc);
    await link.send("-ERR 'one'\r\nPING\r\n");
    await link.sees("PONG\r\n");
    const second = watchStatus(nc);
    await link.send("-ERR 'two'\r\nPING\r\n");
    await link.sees("PONG\r\n");
    link.close();
    await nc.closed();
    const told = (seen: Status[]) =>
      seen.map((status) => status.type === "error" ? status.error.message : status.type);
    assertEquals(told(first), ["one", "two", "disconnect", "close"]);
    assertEquals(told(second), ["two", "disconnect", "close"]);
  }, { client: { reconnect: false } });
});

test("a status stream that was left gets nothing more, and one that is read twice refuses", async () => {
  await withFake(async (nc, link) => {
    const stream = nc.status();
    const told = (async () => {
      for await (const status of stream) return status.type;
    })();
    await link.send("-ERR 'one'\r\n-ERR 'two'\r\n");
    assertEquals(await told, "error");
    assertThrows(() => stream[Symbol.asyncIterator](), InvalidOperationError);
  });
});

test("a status stream that nobody reads keeps the newest 1024 and no more", async () => {
  await withFake(async (nc, link) => {
    const stream = nc.status();
    for (let n = 0; n < 3000; n++) await link.send(`-ERR '${n}'\r\n`);
    await link.send("PING\r\n");
    await link.sees("PONG\r\n");
    const seen: string[] = [];
    for await (const status of stream) {
      assert(status.type === "error");
      seen.push(status.error.message);
      if (seen.length === 1024) break;
    }
    assertEquals([seen[0], seen.at(-1)], ["1976", "2999"]);
  });
});

test("status close is the last word, also after a drain", async () => {
  await withServer(async (nc) => {
    const seen: Status[] = [];
    const reading = (async () => {
      for await (const status of nc.status()) seen.push(status);
    })();
    await nc.drain();
    await reading;
    assertEquals(seen, [{ type: "close" }]);
  });
});
