import { DEFAULT_PORT, parseAddress } from "../../src/conn/server_address.ts";
import { MAX_POOL_SERVERS, ServerPool } from "../../src/conn/server_pool.ts";
import { InvalidArgumentError } from "../../src/errors.ts";
import { decodeInfo, type ServerInfo } from "../../src/wire/info.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

function infoWith(...urls: string[]): ServerInfo {
  return decodeInfo(JSON.stringify({ connect_urls: urls }));
}

function listens(pool: ServerPool): string[] {
  return pool.servers.map((server) => server.listen);
}

test("parseAddress reads hosts, ports, IPv6 addresses and schemes", () => {
  const cases: Record<string, [string, number, string]> = {
    "demo.nats.io": ["demo.nats.io", DEFAULT_PORT, "demo.nats.io:4222"],
    " localhost:1 ": ["localhost", 1, "localhost:1"],
    "nats://user:p@ss@host:65535/path?query": ["host", 65535, "host:65535"],
    "tls://host": ["host", 4222, "host:4222"],
    "127.0.0.1:80": ["127.0.0.1", 80, "127.0.0.1:80"],
    "::1": ["::1", 4222, "[::1]:4222"],
    "[::1]": ["::1", 4222, "[::1]:4222"],
    "nats://[fe80::1]:5222": ["fe80::1", 5222, "[fe80::1]:5222"],
    "[::ffff:10.0.0.1]:4223": ["10.0.0.1", 4223, "10.0.0.1:4223"],
    "::ffff:10.0.0.1": ["10.0.0.1", 4222, "10.0.0.1:4222"],
  };
  for (const [spec, expected] of Object.entries(cases)) {
    const { hostname, port, listen } = parseAddress(spec);
    assertEquals([hostname, port, listen], expected);
  }
});

test("parseAddress reads what a peer made long in time that grows with its length", () => {
  // Time that grows with the square would be half an hour.
  assertEquals(parseAddress(`host${"/".repeat(1_000_000)}\nx`).listen, "host:4222");
});

test("parseAddress refuses what has no host or no port from 1 to 65535, without showing credentials", () => {
  for (
    const spec of [
      "",
      " ",
      ":4222",
      "nats://",
      "[]:1",
      "a b",
      "h:",
      "h:0",
      "h:65536",
      "h:x",
      "h:-1",
      "[::1]x:1",
    ]
  ) {
    assertThrows(() => parseAddress(spec), InvalidArgumentError, "'servers' has an address");
  }
  const shown = assertThrows(() => parseAddress("nats://me:secret@host:0"), InvalidArgumentError);
  assert(!shown.message.includes("secret") && shown.message.includes("host:0"), shown.message);
});

test("parseAddress keeps credentials apart: they are in nothing that is shown", () => {
  for (
    const [spec, credentials, src] of [
      ["nats://me:secret@host", { user: "me", pass: "secret" }, "nats://host"],
      ["me:p@ss/wo?rd#@host:1", { user: "me", pass: "p@ss/wo?rd#" }, "host:1"],
      ["tls://to%6Ben@[::1]:1", { auth_token: "token" }, "tls://[::1]:1"],
      ["@host", undefined, "host"],
      ["TLS://host", undefined, "TLS://host"],
    ] as const
  ) {
    const address = parseAddress(spec);
    assertEquals([address.credentials, address.src], [credentials, src]);
  }
  const shown = assertThrows(() => parseAddress("ws://me:xyz/zy@host", { webSocket: true }));
  assert(!shown.message.includes("xyz"), shown.message);
});

test("parseAddress reads WebSocket addresses as nats.js does, with their path", () => {
  const read = (spec: string, scheme?: "ws" | "wss") => {
    const address = parseAddress(spec, { webSocket: true, ...(scheme && { scheme }) });
    return [address.src, address.listen, address.scheme];
  };
  assertEquals(read("ws://host:1/a/b?c=d"), ["ws://host:1/a/b?c=d", "host:1", "ws"]);
  assertEquals(read("wss://me:x@host/a@b#c"), ["wss://host:443/a@b", "host:443", "wss"]);
  assertEquals(read("ws://[::1]?q"), ["ws://[::1]:80/?q", "[::1]:80", "ws"]);
  assertEquals(read("host"), ["wss://host:443/", "host:443", "wss"]);
  assertEquals(read("host:8080", "ws"), ["ws://host:8080/", "host:8080", "ws"]);
  assertEquals(read("http://host")[0], "ws://host:80/");
  assertEquals(read("nats://host")[0], "ws://host:80/");
  assertEquals(read("https://host")[0], "wss://host:443/");
  assertEquals(read("tls://host")[0], "wss://host:443/");
});

test("ServerPool speaks to servers of the cluster as to the one that told of them", () => {
  const pool = new ServerPool(["ws://a/path"], { webSocket: true });
  pool.next();
  pool.update(infoWith("b:8080"));
  assertEquals(pool.snapshot().map(({ src }) => src), ["ws://b:8080/", "ws://a:80/path"]);
});

test("ServerPool.set takes the last credentials it was given, and keeps a duplicate apart", () => {
  const pool = new ServerPool(["me:1@a"]);
  pool.set(["a", "you:2@a"]);
  assertEquals(pool.servers.map(({ credentials }) => credentials), [
    { user: "me", pass: "1" },
    { user: "you", pass: "2" },
  ]);
  assertEquals(new Set(pool.servers).size, 2);
});

test("ServerPool makes a reported server the user's when the user names it", () => {
  const pool = new ServerPool(["a"]);
  pool.next();
  pool.update(infoWith("b:1"));
  pool.set(["a", "b:1"]);
  assertEquals(pool.update(infoWith("c:1")).deleted, []);
});

test("ServerPool refuses to be empty", () => {
  assertThrows(() => new ServerPool([]), InvalidArgumentError, "'servers' cannot be empty");
});

test("ServerPool goes round in the order given", () => {
  const pool = new ServerPool(["a", "b", "c"]);
  assertEquals(pool.current, undefined);
  assertEquals([1, 2, 3, 4].map(() => pool.next()?.hostname), ["a", "b", "c", "a"]);
  assertEquals(pool.current?.hostname, "a");
});

test("ServerPool shuffles where it is given something random", () => {
  const first = new ServerPool(["a", "b", "c"], { random: () => 0 });
  assertEquals(listens(first), ["b:4222", "c:4222", "a:4222"]);
  const same = new ServerPool(["a", "b", "c"], { random: () => 0.999 });
  assertEquals(listens(same), ["a:4222", "b:4222", "c:4222"]);
});

test("ServerPool gives no server that was removed, and none when all were", () => {
  const pool = new ServerPool(["a", "b"]);
  pool.remove(pool.next()!);
  assertEquals([pool.next()?.hostname, pool.next()?.hostname], ["b", "b"]);
  pool.remove(pool.current!);
  assertEquals([pool.next(), pool.size], [undefined, 0]);
});

test("ServerPool update adds what is new, to be tried before the current server", () => {
  const pool = new ServerPool(["a", "b"]);
  pool.next();
  assertEquals(pool.update(infoWith("b:4222", "c:1", "d:2", "c:1")), { added: ["c:1", "d:2"], deleted: [] });
  assertEquals(listens(pool), ["b:4222", "c:1", "d:2", "a:4222"]);
  assertEquals(pool.servers.map((server) => server.gossiped), [false, true, true, false]);
  assertEquals(pool.update(infoWith("c:1", "d:2")), { added: [], deleted: [] });
});

test("ServerPool update drops what is no longer reported, but neither the user's nor the current server", () => {
  const pool = new ServerPool(["a"]);
  pool.next();
  pool.update(infoWith("b:1", "c:1", "d:1"));
  assertEquals(pool.next()?.listen, "b:1");
  assertEquals(pool.update(infoWith("c:1")), { added: [], deleted: ["d:1"] });
  assertEquals(listens(pool).sort(), ["a:4222", "b:1", "c:1"]);
  pool.next();
  assertEquals(pool.update(infoWith("c:1")).deleted, pool.current?.listen === "b:1" ? [] : ["b:1"]);
});

test("ServerPool update passes over addresses it cannot read", () => {
  const pool = new ServerPool(["a"]);
  assertEquals(pool.update(infoWith("", "x:y", "b:1")).added, ["b:1"]);
});

test("ServerPool update keeps what it knows when an INFO reports no servers", () => {
  const pool = new ServerPool(["a"]);
  pool.update(infoWith("b:1"));
  const nothing = [infoWith(), decodeInfo('{"ldm":true}'), { ...infoWith(), connect_urls: null }];
  for (const info of nothing) {
    assertEquals(pool.update(info as unknown as ServerInfo), { added: [], deleted: [] });
  }
  assertEquals(listens(pool), ["a:4222", "b:1"]);
});

test("ServerPool update stops at MAX_POOL_SERVERS", () => {
  const urls = Array.from({ length: MAX_POOL_SERVERS }, (_, n) => `host${n}:1`);
  const pool = new ServerPool(["a"]);
  assertEquals(pool.update(infoWith(...urls)).added.length, MAX_POOL_SERVERS - 1);
  assertEquals(pool.size, MAX_POOL_SERVERS);
  assertEquals(pool.update(infoWith(...urls, "one:1", "more:1")).added.length, 0);
});

test("parseAddress says that a list is meant where one text holds several addresses", () => {
  for (const spec of ["a:4222,b:4222", "a,b", "nats://u:p@a,b"]) {
    const error = assertThrows(() => parseAddress(spec), InvalidArgumentError, "where a list is meant");
    assertEquals(error.message.includes("u:p"), false);
  }
});
