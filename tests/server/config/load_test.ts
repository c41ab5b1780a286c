/** A whole configuration file becomes options of a server. */

import { readTextFile, writeTextFile } from "#runtime";
import { ConfigError } from "../../../src/errors.ts";
import { loadConfig } from "../../../src/server/config/load.ts";
import { withFolder } from "../../_folder.ts";
import { assert, assertEquals, assertRejects, test } from "../../_test.ts";
import { load, problemsOf } from "./_load.ts";

test("loadConfig gives the options that code would give", async () => {
  const { options, warnings, digest, files } = await load(`
    # everything that one server needs
    listen: 127.0.0.1:-1
    server_name: one
    server_tags: [ Red, "a:b" ]
    max_payload: 2mb, max_connections: 10, max_subs: 0
    ping_interval: "20s", write_deadline: 5s
    lame_duck_duration: "1m", lame_duck_grace_period: "5s"
    authorization {
      timeout: 1.5
      default_permissions { subscribe: "b q" }
      users = [
        { user: a, password: "p", permissions: { publish: [x, y], subscribe: { deny: z } } }
        { user: b, password: "", allowed_connection_types: websocket }
      ]
    }
    no_auth_user: b
    mappings = { foo: bar, "x.*": [ { dest: "y.$1", weight: 40% } ] }
    debug: true, log_file: "a.log"
    http: 0.0.0.0:8222
  `);
  assertEquals(warnings, []);
  assertEquals(files, ["main.conf"]);
  assertEquals(options, {
    host: "127.0.0.1",
    port: 0,
    serverName: "one",
    serverTags: ["red", "a:b"],
    maxPayload: 2 * 1024 * 1024,
    maxConnections: 10,
    maxSubscriptions: 0,
    pingIntervalMs: 20_000,
    writeDeadlineMs: 5000,
    lameDuckDurationMs: 60_000,
    lameDuckGracePeriodMs: 5000,
    authTimeoutMs: 1500,
    defaultPermissions: { subscribe: { allow: ["b q"] } },
    users: [
      { user: "a", pass: "p", permissions: { publish: { allow: ["x", "y"] }, subscribe: { deny: ["z"] } } },
      { user: "b", pass: "", allowedConnectionTypes: ["WEBSOCKET"] },
    ],
    noAuthUser: "b",
    mappings: { foo: "bar", "x.*": [{ destination: "y.$1", weight: 40 }] },
    log: { debug: true, file: "a.log" },
    monitor: { port: 8222, host: "0.0.0.0" },
    configDigest: digest,
  });
});

test("loadConfig lists every problem, in the order of the files", async () => {
  const files = { "b.conf": "\nport: x\n" };
  assertEquals(
    await problemsOf("nonsense: 1\ninclude b.conf\nauthorization {\n what: 1\n}\ndebug: 5", { files }),
    [
      'main.conf:1:0: unknown field "nonsense"',
      'main.conf:4:2: unknown field "what"',
      "main.conf:6:1: expected bool, got integer",
      "b.conf:2:1: expected integer, got string",
    ],
  );
});

test("ConfigError has the code CONFIG, and the problems with their places", async () => {
  const error = await assertRejects(() => load("port: 1\nnonsense: 1"), ConfigError);
  assertEquals(error.code, "CONFIG");
  assertEquals(error.problems, [{ file: "main.conf", line: 2, column: 1, text: 'unknown field "nonsense"' }]);
  assertEquals(error.message, 'main.conf:2:1: unknown field "nonsense"');
});

test("loadConfig says of a file that it can not be read", async () => {
  assertEquals(await problemsOf("include other.conf"), [
    "main.conf:1:8: error parsing include file 'other.conf', open other.conf: can not be read",
  ]);
});

test("loadConfig says why a file can not be read, where the runtime tells", async () => {
  await withFolder(async (folder) => {
    const io = { readTextFile, env: () => undefined };
    const rows: [text: string | null, said: string][] = [
      [null, "no such file or directory"],
      [
        "include x.conf",
        "error parsing include file 'x.conf', open FOLDER/x.conf: no such file or directory",
      ],
      [`include ${JSON.stringify(".")}`, "error parsing include file '.', open FOLDER/.: is a directory"],
      [
        `tls { cert_file: ${JSON.stringify(`${folder}/c`)}, key_file: ${
          JSON.stringify(`${folder}/a.conf`)
        } }`,
        "error parsing X509 certificate/key pair: open FOLDER/c: no such file or directory",
      ],
    ];
    for (const [text, said] of rows) {
      if (text !== null) await writeTextFile(`${folder}/a.conf`, text);
      const error = await assertRejects(() => loadConfig(`${folder}/a.conf`, io), ConfigError);
      assertEquals(error.problems[0]!.text.replaceAll(folder, "FOLDER"), said);
    }
  });
});

test("loadConfig takes what the launcher of nats.js writes", async () => {
  const { options, warnings } = await load(`
    leafnodes { listen: 127.0.0.1:-1 }
    websocket { port: -1, no_tls: true }
    server_tags: ["x"], http: 127.0.0.1:-1, ports_file_dir: "/there"
    port: -1
  `);
  assertEquals(options.websocket, { port: 0, noTls: true });
  assertEquals(options.monitor, { port: 0, host: "127.0.0.1" });
  assertEquals(options.portsFileDir, "/there");
  assertEquals(options.port, 0);
  assertEquals(warnings.map(({ line, text }) => `${line} ${text}`), [
    '2 "leafnodes" has no effect: no leafnode can connect, and none is connected to',
  ]);
});

test("loadConfig leaves listeners out whose port is 0", async () => {
  const { options } = await load("port: 0, http_port: 0\nwebsocket { port: 0, no_tls: true }");
  assertEquals([options.port, options.monitor, options.websocket], [undefined, undefined, undefined]);
});

test("loadConfig refuses two ports of monitoring, and HTTPS without certificates", async () => {
  assertEquals(await problemsOf("http_port: 1\nhttps_port: 2\n"), [
    "main.conf:2:1: can't specify both HTTP (1) and HTTPs (2) ports",
    "main.conf:2:1: TLS cert and key required for HTTPS",
  ]);
});

test("loadConfig warns of a bare number of seconds, with which -t fails, and takes it", async () => {
  const { options, warnings, faults } = await load("store_dir: x\nping_interval: 20");
  assertEquals(options.pingIntervalMs, 20_000);
  const text = 'invalid use of field "ping_interval": ping_interval should be converted to a duration';
  assertEquals(faults, [{ file: "main.conf", line: 2, column: 1, text }]);
  assertEquals(warnings.length, 2);
});

test("loadConfig shows no part of a password, a token or a seed", async () => {
  const secret = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";
  const texts = [
    `authorization { password: $${secret} }`,
    `authorization { token: "${secret}\\q" }`,
    `authorization { users: ${secret} }`,
    `authorization { users: [ "${secret}" ] }`,
    `authorization { users: [ { nkey: ${secret} } ] }`,
    `accounts { A { nkey: ${secret} } }`,
    `authorization { user: a, password: ${secret}, token: ${secret} }`,
    `authorization { password: $NW }`,
    `authorization { password: 12345678901234567890 }`,
  ];
  for (const text of texts) {
    const problems = await problemsOf(text, { env: { NW: `${secret} x` } });
    assert(problems.length > 0, text);
    assert(
      !problems.join().includes(secret.slice(0, 12)) && !problems.join().includes("123456789"),
      problems.join(),
    );
  }
});
