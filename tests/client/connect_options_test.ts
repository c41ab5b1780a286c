import { connect, type ConnectionOptions, InvalidArgumentError } from "../../mod.ts";
import { machineOptions } from "../../src/client/options.ts";
import { VirtualClock } from "../../src/testing/virtual_clock.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { FakeServer, nextStatus, until, watchStatus, withFake, withServer } from "./_client.ts";

/** What CONNECT says with these options. */
async function connectLine(client: ConnectionOptions, info: object = {}): Promise<Record<string, unknown>> {
  const server = new FakeServer();
  const connecting = connect({ ...client, dial: server.dial });
  const link = await server.next();
  const fields = await link.greet(info);
  const nc = await connecting;
  const closing = nc.close();
  await link.rest();
  link.close();
  await closing;
  return fields;
}

test("connect says by default who it is and what it can, and nothing more", async () => {
  const { lang, version, ...rest } = await connectLine({});
  assert(lang === "natwire.deno" || lang === "natwire.node", String(lang));
  assert(/^\d+\.\d+\.\d+/.test(String(version)));
  assertEquals(rest, { protocol: 1, verbose: false, pedantic: false, headers: true, no_responders: true });
});

test("connect tells name, verbose, pedantic and noEcho", async () => {
  const fields = await connectLine({ name: "café", verbose: true, pedantic: true, noEcho: true });
  // The name is sent in UTF-8; this side reads bytes.
  assertEquals(new TextEncoder().encode("café").length, String(fields["name"]).length);
  assertEquals([fields["verbose"], fields["pedantic"], fields["echo"]], [true, true, false]);
});

test("connect does not offer headers to a server without them", async () => {
  const fields = await connectLine({}, { headers: false });
  assertEquals([fields["headers"], fields["no_responders"]], [undefined, undefined]);
});

test("connect gives user, password and token as credentials", async () => {
  const both = await connectLine({ user: "ann", pass: "secret" });
  assertEquals([both["user"], both["pass"]], ["ann", "secret"]);
  assertEquals((await connectLine({ token: "t" }))["auth_token"], "t");
});

test("connect hands the nonce to an authenticator, which may be asynchronous, and takes what it gives", async () => {
  const seen: unknown[] = [];
  const fields = await connectLine({
    authenticator: async (nonce) => {
      seen.push(nonce);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return { nkey: "U", sig: "S" };
    },
  }, { nonce: "N", auth_required: true });
  assertEquals(seen, ["N"]);
  assertEquals([fields["nkey"], fields["sig"]], ["U", "S"]);
});

test("connect merges several authenticators", async () => {
  const fields = await connectLine({ authenticator: [() => ({ user: "a" }), () => ({ auth_token: "t" })] });
  assertEquals([fields["user"], fields["auth_token"]], ["a", "t"]);
});

test("connect rejects with what the authenticator throws, and does not go on trying", async () => {
  for (
    const authenticator of [() => Promise.reject(new Error("no key")), () => {
      throw new Error("no key");
    }]
  ) {
    const server = new FakeServer();
    const connecting = assertRejects(() => connect({ dial: server.dial, authenticator }), Error, "no key");
    const link = await server.next();
    await link.sendInfo();
    await connecting;
    assertEquals([server.dials, await link.rest()], [1, ""]);
    link.close();
  }
});

test("connect takes frozen options and leaves all options as they are", async () => {
  await withServer(async (_nc, server) => {
    const options = Object.freeze({
      servers: Object.freeze(["a", "b"]) as unknown as string[],
      dial: () => server.connectInProcess(),
      name: "frozen",
    });
    const nc = await connect(options);
    assertEquals(Object.keys(options), ["servers", "dial", "name"]);
    assertEquals(options.servers, ["a", "b"]);
    await nc.close();
  });
});

test("connect dials the servers in order with noRandomize, and shuffles them without", async () => {
  const servers = ["one:1", "two:2", "three:3", "four", "nats://five:5", "[::1]:6"];
  const dialled = async (noRandomize: boolean): Promise<string[]> => {
    const seen: string[] = [];
    await assertRejects(
      () =>
        connect({
          servers,
          noRandomize,
          dial: ({ hostname, port }) => {
            seen.push(`${hostname}:${port}`);
            throw new Error("not today");
          },
        }),
      Error,
      "not today",
    );
    return seen;
  };
  const inOrder = ["one:1", "two:2", "three:3", "four:4222", "five:5", "::1:6"];
  assertEquals(await dialled(true), inOrder);
  const orders = new Set<string>();
  for (let n = 0; n < 20; n++) {
    const order = await dialled(false);
    assertEquals([...order].sort(), [...inOrder].sort());
    orders.add(order.join());
  }
  assert(orders.size > 1, "twenty times the same order");
});

test("connect goes to 127.0.0.1:4222 unless told, and to a port of 127.0.0.1 with port", async () => {
  const dialled = async (options: ConnectionOptions): Promise<string> => {
    let seen = "";
    await assertRejects(() =>
      connect({
        ...options,
        dial: ({ hostname, port }) => {
          seen = `${hostname}:${port}`;
          throw new Error("seen");
        },
      })
    );
    return seen;
  };
  assertEquals(await dialled({}), "127.0.0.1:4222");
  assertEquals(await dialled({ servers: [] }), "127.0.0.1:4222");
  assertEquals(await dialled({ port: 4333 }), "127.0.0.1:4333");
  assertEquals(await dialled({ servers: "demo.example" }), "demo.example:4222");
});

test("connect refuses values that options do not take", async () => {
  const wrong: [keyof ConnectionOptions, unknown[]][] = [
    ["timeout", [0, -1, NaN, "5"]],
    ["pingInterval", [0, NaN, "5"]],
    ["maxPingOut", [0, -1]],
    ["maxReconnectAttempts", [-2, NaN, "3"]],
    ["reconnectTimeWait", [-1, NaN]],
    ["reconnectJitter", [-1]],
    ["reconnectJitterTLS", [-1]],
    ["reconnectBufferSize", [-1, NaN, "1"]],
    ["reconnectBufferPolicy", ["later", true]],
    ["maxPendingBytes", [0, NaN]],
    ["drainTimeout", [-1, NaN, "5"]],
    ["port", [0, -1, 65536, "4222"]],
    ["servers", ["host:0", "host:65536", "host:x", ":4222", "a b", [5], "ws://host", ["a", "wss://host"]]],
    ["inboxPrefix", ["a.*", ">", "a b", "a..b"]],
  ];
  const dial = () => {
    throw new Error("it dialled");
  };
  for (const [name, values] of wrong) {
    for (const value of values) {
      await assertRejects(
        () => connect({ [name]: value, dial }),
        InvalidArgumentError,
        `'${name === "port" && value === 65536 ? "servers" : name === "inboxPrefix" ? "prefix" : name}'`,
      );
    }
  }
  await assertRejects(
    () => connect({ servers: "a", port: 1, dial }),
    InvalidArgumentError,
    "mutually exclusive",
  );
  for (const name of ["reconnectDelayHandler", "reconnectToServer", "onError", "dial", "authenticator"]) {
    await assertRejects(() => connect({ dial, [name]: 5 }), TypeError, `'${name}' must be a function`);
  }
});

test("connect keeps the limits that an option may just reach", () => {
  const options = { timeout: 1, pingInterval: 1, maxPingOut: 1, maxReconnectAttempts: -1, port: 65535 };
  const made = machineOptions({ ...options, reconnectTimeWait: 0, reconnectJitter: 0 }, "test");
  assertEquals(made.reconnectDelayMs(false), 0);
  assertEquals([made.handshakeTimeoutMs, made.maxReconnectAttempts, made.servers], [1, -1, [
    "127.0.0.1:65535",
  ]]);
});

test("reconnectTimeWait, reconnectJitter and reconnectJitterTLS make the delay, reconnectDelayHandler replaces it", () => {
  const between = (options: ConnectionOptions, tls: boolean, least: number, most: number) => {
    const { reconnectDelayMs } = machineOptions(options, "test");
    const seen = Array.from({ length: 200 }, () => reconnectDelayMs(tls));
    for (const ms of seen) {
      assert(ms >= least && ms <= most && Number.isInteger(ms), `${ms} is not within ${least} and ${most}`);
    }
    assert(Math.max(...seen) - Math.min(...seen) >= (most - least) / 2, `hardly any jitter: ${seen}`);
  };
  between({}, false, 2000, 2100);
  between({}, true, 2000, 3000);
  between({ reconnectTimeWait: 10, reconnectJitter: 5 }, false, 10, 15);
  between({ reconnectTimeWait: 10, reconnectJitter: 0, reconnectJitterTLS: 20 }, true, 10, 30);
  between({ reconnectDelayHandler: (...given: unknown[]) => 7 + given.length }, true, 7, 7);
});

test("pingInterval sends PINGs on time, and maxPingOut drops a server that answers none", async () => {
  const clock = new VirtualClock();
  await withFake(async (nc, link, server) => {
    const seen = watchStatus(nc);
    await clock.advance(1000);
    await link.sees("PING\r\n");
    await link.send("PONG\r\n");
    await clock.advance(2000);
    await link.sees("PING\r\nPING\r\n");
    assertEquals(server.dials, 1);
    await clock.advance(1000);
    await until(() => server.dials === 2);
    assertEquals(seen.map((status) => status.type === "ping" ? status.pendingPings : status.type), [
      1,
      1,
      2,
      "staleConnection",
      "disconnect",
      "reconnecting",
    ]);
  }, { client: { clock, pingInterval: 1000, maxPingOut: 2 } });
});

test("maxPingOut counts PINGs that are unanswered in a row", async () => {
  const clock = new VirtualClock();
  await withFake(async (_nc, link, server) => {
    for (let n = 0; n < 5; n++) {
      await clock.advance(1000);
      await link.sees("PING\r\n");
      await link.send("PONG\r\n");
    }
    assertEquals(server.dials, 1);
  }, { client: { clock, pingInterval: 1000, maxPingOut: 1 } });
});

test("verbose does not disturb anything", async () => {
  await withServer(async (nc) => {
    const sub = nc.subscribe("a");
    nc.publish("a", "1");
    await nc.flush();
    for await (const msg of sub) {
      assertEquals(msg.string(), "1");
      break;
    }
  }, { client: { verbose: true } });
});

test("pedantic has the server refuse what it would pass otherwise", async () => {
  await withServer(async (nc) => {
    const told = nextStatus(nc, "error");
    nc.publish("a.*", "1");
    assertEquals((await told).error.message, "Invalid Publish Subject");
    await nc.flush();
  }, { client: { pedantic: true } });
});

test("noEcho keeps a connection's own messages from it", async () => {
  await withServer(async (nc, _server, more) => {
    const other = await more();
    const [own, theirs] = [nc.subscribe("a"), other.subscribe("a")];
    await other.flush();
    nc.publish("a", "1");
    await nc.flush();
    await other.flush();
    assertEquals([own.getReceived(), theirs.getReceived()], [0, 1]);
  }, { client: { noEcho: true } });
});

test("noEcho is refused by a server that does not know it", async () => {
  const server = new FakeServer();
  const refused = assertRejects(
    () => connect({ dial: server.dial, noEcho: true }),
    Error,
    "server does not support 'noEcho'",
  );
  const link = await server.next();
  await link.sendInfo({ proto: 0 });
  await refused;
  link.close();
});

test("inboxPrefix begins the subjects of answers", async () => {
  await withServer(async (nc) => {
    const replies: (string | undefined)[] = [];
    nc.subscribe("who", {
      callback: (_error, msg) => {
        replies.push(msg.reply);
        msg.respond();
      },
    });
    await nc.request("who");
    await nc.request("who", "", { noMux: true, timeout: 1000 });
    for (const reply of replies) assert(/^my\.box\.[0-9A-Za-z.]+$/.test(reply ?? ""), reply);
    assertEquals(replies.length, 2);
  }, { client: { inboxPrefix: "my.box" } });
});

test("tls refuses a server without it, and null one that requires it", async () => {
  for (
    const [tls, info, text] of [
      [{}, {}, "server does not support 'tls'"],
      [null, { tls_required: true }, "the server requires 'tls', which the options forbid"],
      [undefined, { tls_required: true }, "asks for TLS, which its transport cannot start"],
    ] as const
  ) {
    const server = new FakeServer();
    const refused = assertRejects(() => connect({ dial: server.dial, tls }), Error, text);
    const link = await server.next();
    await link.sendInfo(info);
    await refused;
    // Credentials must not have left in the clear.
    assertEquals(await link.rest(), "");
    link.close();
  }
});

test("tls null connects in the clear to a server that merely offers it", async () => {
  assertEquals((await connectLine({ tls: null }, { tls_available: true }))["protocol"], 1);
});

test("debug and noAsyncTraces of nats.js are accepted", async () => {
  assertEquals((await connectLine({ debug: false, noAsyncTraces: true }))["protocol"], 1);
});

test("connect refuses settings for TLS that do not fit together before it dials", async () => {
  const server = new FakeServer();
  for (
    const tls of [{ cert: "x" }, { certFile: "a.pem" }, { ca: "" }, { handshakeFirst: 1 as unknown as true }]
  ) {
    await assertRejects(() => connect({ dial: server.dial, tls }), InvalidArgumentError, "tls.");
  }
  assertEquals(server.dials, 0);
});

test("connect takes a host that is called ws, which is no WebSocket address", async () => {
  const asked: string[] = [];
  const dial = ({ hostname, port }: { hostname: string; port: number }) => {
    asked.push(`${hostname}:${port}`);
    throw new Error("nobody there");
  };
  await assertRejects(() => connect({ servers: "ws:4222", dial }), Error, "nobody there");
  assertEquals(asked, ["ws:4222"]);
});
