import { InvalidArgumentError } from "../../src/errors.ts";
import { parseFlags } from "../../src/cli/flags.ts";
import { defaultServerFlags, type ServerFlags, serverFlags } from "../../src/cli/server_flags.ts";
import { assert, assertEquals, assertThrows, test } from "../_test.ts";

/** Every flag that nats-server 2.15 defines. [nats-server opts.go ConfigureOptions] */
const natsServerFlags = (
  "h help port p n name server_name addr a net client_advertise D debug V VV trace DV DVV T logtime " +
  "logtime_utc user pass auth m http_port ms https_port c config t sl signal P pid ports_file_dir l log " +
  "log_size_limit s syslog r remote_syslog version v profile routes cluster cluster_listen " +
  "cluster_advertise no_advertise connect_retries cluster_name help_tls tls tlsverify tlscert tlskey " +
  "tlscacert max_traced_msg_len js jetstream sd store_dir"
).split(" ");

function parse(...args: string[]): ServerFlags {
  const flags = defaultServerFlags();
  assertEquals(parseFlags("natwire server", serverFlags, args, flags), []);
  return flags;
}

test("serverFlags knows every flag of nats-server, and no other", () => {
  assertEquals(serverFlags.flatMap((flag) => flag.names).sort(), natsServerFlags.sort());
});

test("serverFlags gives nats-server's defaults", () => {
  assertEquals(parse(), {
    host: "0.0.0.0",
    port: 4222,
    logTime: true,
    logTimeUtc: false,
    debug: false,
    trace: false,
  });
});

test("serverFlags puts each flag where it belongs", () => {
  const rows: [args: string[], set: Partial<ServerFlags>][] = [
    ...["-a", "--addr", "--net"].map((flag): [string[], Partial<ServerFlags>] => [
      [flag, "127.0.0.1"],
      { host: "127.0.0.1" },
    ]),
    [["-p", "0"], { port: 4222 }],
    [["-p", "-1"], { port: 0 }],
    [["--port=65535"], { port: 65535 }],
    ...["-n", "--name", "--server_name"].map((flag): [string[], Partial<ServerFlags>] => [
      [flag, "x"],
      { name: "x" },
    ]),
    [["-P", "f"], { pidFile: "f" }],
    [["--ports_file_dir", "d"], { portsFileDir: "d" }],
    [["--user", "u", "--pass", "p"], { user: "u", pass: "p" }],
    [["--auth", "t"], { token: "t" }],
    [["-T=false"], { logTime: false }],
    [["--logtime_utc"], { logTimeUtc: true }],
    [["-D"], { debug: true }],
    [["-V"], { trace: true }],
    [["-VV"], { trace: true }],
    [["-DV"], { debug: true, trace: true }],
    [["-DVV"], { debug: true, trace: true }],
    [["-DV=false"], {}],
    [["-h"], { show: "help" }],
    [["--version"], { show: "version" }],
  ];
  for (const [args, set] of rows) assertEquals(parse(...args), { ...defaultServerFlags(), ...set });
});

test("serverFlags refuses ports that do not exist", () => {
  for (const port of ["-2", "65536"]) {
    assertThrows(() => parse("-p", port), InvalidArgumentError, `${port} is no port`);
  }
});

test("serverFlags says of each missing flag that it is missing, not that it is unknown", () => {
  const missing = serverFlags.filter((flag) => flag.kind === "missing");
  assert(missing.length > 20);
  for (const name of missing.flatMap((flag) => flag.names)) {
    assertThrows(() => parse(`--${name}`, "x"), InvalidArgumentError, "natwire does not have it yet");
  }
});
