import { defaultServerFlags, type ServerFlags } from "../../src/cli/server_flags.ts";
import { withFlags } from "../../src/cli/server_options.ts";
import { InvalidArgumentError } from "../../src/errors.ts";
import type { ServerOptions } from "../../src/server/option_types.ts";
import { assertEquals, assertThrows, test } from "../_test.ts";

const DEFAULTS: ServerOptions = { host: "0.0.0.0", port: 4222, log: {} };

function merged(file: ServerOptions, flags: Partial<ServerFlags>): ServerOptions {
  return withFlags(file, { ...defaultServerFlags(), ...flags });
}

test("withFlags gives nats-server's address and port where nobody says anything", () => {
  assertEquals(merged({}, {}), DEFAULTS);
});

test("withFlags lets the file override the defaults, and flags the file", () => {
  const file: ServerOptions = { host: "h", port: 1, serverName: "n", maxPayload: 5, pidFile: "p" };
  assertEquals(merged(file, {}), { ...file, log: {} });
  assertEquals(
    merged(file, { port: 2, serverName: "m", pidFile: "q", portsFileDir: "d", maxTracedMsgLen: 3 }),
    {
      host: "h",
      port: 2,
      serverName: "m",
      maxPayload: 5,
      pidFile: "q",
      portsFileDir: "d",
      maxTracedMsgLen: 3,
      log: {},
    },
  );
  assertEquals(file.port, 1);
});

test("withFlags overrides of the log what the flags name, switches that are off included", () => {
  const file: ServerOptions = { log: { debug: true, file: "f", sizeLimit: 5 } };
  assertEquals(merged(file, { log: { debug: false, trace: true } }).log, {
    debug: false,
    trace: true,
    file: "f",
    sizeLimit: 5,
  });
});

test("withFlags puts the login of the flags in the place of the file's", () => {
  const rows: [file: ServerOptions, flags: Partial<ServerFlags>, login: ServerOptions][] = [
    [{ user: "a", pass: "b" }, {}, { user: "a", pass: "b" }],
    [{ user: "a", pass: "b" }, { user: "c", pass: "d" }, { user: "c", pass: "d" }],
    [{ user: "a", pass: "b" }, { pass: "d" }, { user: "a", pass: "d" }],
    [{ user: "a", pass: "b" }, { token: "t" }, { token: "t" }],
    [{ token: "t" }, { user: "c", pass: "d" }, { user: "c", pass: "d" }],
  ];
  for (const [file, flags, login] of rows) assertEquals(merged(file, flags), { ...DEFAULTS, ...login });
});

test("withFlags puts TLS of the flags in the place of the file's, whole", () => {
  const file: ServerOptions = { tls: { certFile: "a", keyFile: "b", verify: true } };
  assertEquals(merged(file, {}).tls, file.tls);
  assertEquals(merged(file, { tls: { on: true, certFile: "c", keyFile: "d" } }).tls, {
    certFile: "c",
    keyFile: "d",
  });
  assertEquals(merged({}, { tls: { certFile: "c", keyFile: "d", verify: true, caFile: "e" } }).tls, {
    certFile: "c",
    keyFile: "d",
    verify: true,
    caFile: "e",
  });
  assertEquals(merged(file, { tls: { on: false, certFile: "c" } }).tls, undefined);
  assertThrows(
    () => merged(file, { tls: { on: true } }),
    InvalidArgumentError,
    "TLS Server certificate must be",
  );
  assertThrows(
    () => merged(file, { tls: { certFile: "c" } }),
    InvalidArgumentError,
    "TLS Server private key must be",
  );
});

test("withFlags changes the port of monitoring and keeps the rest of it", () => {
  assertEquals(merged({}, { httpPort: 0 }).monitor, { port: 0 });
  const file: ServerOptions = { monitor: { host: "h", port: 1, basePath: "/x" } };
  assertEquals(merged(file, { httpPort: 2 }).monitor, { host: "h", port: 2, basePath: "/x" });
  const tls = { certFile: "c", keyFile: "k" };
  assertEquals(merged({ tls }, { httpsPort: 2 }).monitor, { port: 2, tls });
  assertEquals(merged({ monitor: { port: 1, tls } }, { httpsPort: 2 }).monitor, { port: 2, tls });
});

test("withFlags refuses HTTP and HTTPS at a time, and HTTPS without a certificate", () => {
  const tls = { certFile: "c", keyFile: "k" };
  const both = "can't specify both HTTP (1) and HTTPs (2) ports";
  assertThrows(() => merged({ tls }, { httpPort: 1, httpsPort: 2 }), InvalidArgumentError, both);
  assertThrows(() => merged({ tls, monitor: { port: 1 } }, { httpsPort: 2 }), InvalidArgumentError, both);
  assertThrows(() => merged({ monitor: { port: 2, tls } }, { httpPort: 1 }), InvalidArgumentError, both);
  assertThrows(() => merged({}, { httpsPort: 2 }), InvalidArgumentError, "--https_port needs a certificate");
});
