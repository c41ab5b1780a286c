import { changesBetween } from "../../src/cli/server_changes.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { assert, assertEquals, test } from "../_test.ts";

test("changesBetween tells in nats-server's words what is another one now", () => {
  const rows: [before: ServerOptions, after: ServerOptions, lines: string[]][] = [
    [{ port: 1 }, { port: 1 }, []],
    [{ users: [{ user: "a", pass: "b" }] }, { users: [{ user: "a", pass: "b" }] }, []],
    [{ log: {} }, { log: { debug: true, file: "f" } }, ["debug = true", "log_file = f"]],
    [{ log: { debug: true } }, { log: {} }, ["debug = default"]],
    [{ maxPayload: 5 }, { maxPayload: 6, maxConnections: 7 }, ["max_payload = 6", "max_connections = 7"]],
    [{ maxPayload: 5 }, {}, ["max_payload = default"]],
    [{}, { pingIntervalMs: 90_000 }, ["ping_interval = 1m30s"]],
    [{}, { tls: { certFile: "c" } }, ["tls = enabled"]],
    [{ pidFile: "a" }, { pidFile: "b" }, ["pid_file = b"]],
    [{}, { noFastProducerStall: true }, ["noFastProducerStall"]],
    [{ configDigest: "a" }, { configDigest: "b" }, []],
  ];
  for (const [before, after, lines] of rows) {
    assertEquals(changesBetween(before, after), lines.map((line) => `Reloaded: ${line}`));
  }
});

test("changesBetween shows no credential", () => {
  const secrets: ServerOptions = {
    user: "s3cret",
    pass: "s3cret",
    token: "s3cret",
    users: [{ user: "s3cret", pass: "s3cret" }],
    accounts: { A: { users: [{ user: "u", pass: "s3cret" }] } },
    noAuthUser: "s3cret",
    websocket: { port: 1, token: "s3cret", pass: "s3cret" },
    tls: { key: "s3cret", cert: "s3cret" },
    monitor: { port: 1, tls: { key: "s3cret" } },
  };
  const lines = changesBetween({}, secrets);
  assertEquals(lines.length, Object.keys(secrets).length);
  assert(!lines.join().includes("s3cret"), lines.join());
});
