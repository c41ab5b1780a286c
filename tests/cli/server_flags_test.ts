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

test("serverFlags says nothing of what is not given: that is for the file and the defaults", () => {
  assertEquals(parse(), { log: {}, tls: {}, test: false });
});

test("serverFlags puts each flag where it belongs", () => {
  const rows: [args: string[], set: Partial<ServerFlags>][] = [
    ...each(["-a", "--addr", "--net"], "127.0.0.1", { host: "127.0.0.1" }),
    ...each(["-p", "--port"], "65535", { port: 65535 }),
    [["-p", "0"], {}],
    [["-p", "-1"], { port: 0 }],
    [["-p=4223", "-p", "0"], {}],
    ...each(["-n", "--name", "--server_name"], "x", { serverName: "x" }),
    ...each(["-P", "-pid"], "f", { pidFile: "f" }),
    ...each(["-m", "--http_port"], "8222", { httpPort: 8222 }),
    ...each(["-ms", "--https_port"], "-1", { httpsPort: 0 }),
    ...each(["-c", "--config"], "f", { config: "f" }),
    [["-t"], { test: true }],
    ...each(["-sl", "--signal"], "reload=1", { signal: "reload=1" }),
    [["--client_advertise", "h:1"], { clientAdvertise: "h:1" }],
    [["--ports_file_dir", "d"], { portsFileDir: "d" }],
    ...each(["-l", "--log"], "f", { log: { file: "f" } }),
    [["-l", ""], {}],
    [["--log_size_limit", "1000"], { log: { sizeLimit: 1000 } }],
    [["--log_size_limit", "0"], {}],
    [["--max_traced_msg_len", "10"], { maxTracedMsgLen: 10 }],
    [["--user", "u", "--pass", "p"], { user: "u", pass: "p" }],
    [["--auth", "t"], { token: "t" }],
    [["-T=false"], { log: { time: false } }],
    [["--logtime"], { log: { time: true } }],
    [["--logtime_utc"], { log: { timeUtc: true } }],
    [["-D"], { log: { debug: true } }],
    [["-debug=false"], { log: { debug: false } }],
    [["-V"], { log: { trace: true } }],
    [["-VV"], { log: { trace: true, traceVerbose: true } }],
    [["-DV"], { log: { debug: true, trace: true } }],
    [["-DVV"], { log: { debug: true, trace: true, traceVerbose: true } }],
    [["-DV=false"], { log: { debug: false, trace: false } }],
    [["--tls"], { tls: { on: true } }],
    [["--tls=false"], { tls: { on: false } }],
    [["--tlscert", "c", "--tlskey", "k"], { tls: { certFile: "c", keyFile: "k" } }],
    [["--tlsverify", "--tlscacert", "a"], { tls: { verify: true, caFile: "a" } }],
    [["-h"], { show: "help" }],
    [["-help_tls"], { show: "help_tls" }],
    [["--version"], { show: "version" }],
    [["-h=false"], {}],
  ];
  for (const [args, set] of rows) {
    assertEquals([args, parse(...args)], [args, { ...defaultServerFlags(), ...set }]);
  }
});

/** A row for each name of a flag with a value. */
function each(
  names: string[],
  value: string,
  set: Partial<ServerFlags>,
): [args: string[], set: Partial<ServerFlags>][] {
  return names.map((name) => [[name, value], set]);
}

test("serverFlags refuses ports that do not exist", () => {
  for (const flag of ["-p", "-m", "-ms"]) {
    for (const port of ["-2", "65536"]) {
      assertThrows(() => parse(flag, port), InvalidArgumentError, `${port} is no port`);
    }
  }
});

test("serverFlags says of each missing flag that it is missing and what to use, not that it is unknown", () => {
  const missing = serverFlags.filter((flag) => flag.kind === "missing");
  assert(missing.length > 8);
  for (const { names, instead } of missing) {
    for (const name of names) {
      assertThrows(() => parse(`--${name}`, "x"), InvalidArgumentError, `natwire does not: ${instead}.`);
    }
  }
});
