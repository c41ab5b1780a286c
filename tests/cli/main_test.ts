import { VERSION } from "../../src/version.ts";
import { readText } from "../_files.ts";
import { assertEquals, assertStringIncludes, test } from "../_test.ts";
import { runCli as run } from "./run_cli.ts";

test("VERSION is that of the package", async () => {
  assertEquals(VERSION, (JSON.parse(await readText("deno.json")) as { version: string }).version);
});

test("runCommand shows the version", async () => {
  for (const word of ["--version", "-version", "-v", "version"]) {
    assertEquals(await run(word), { code: 0, out: `natwire ${VERSION}\n`, err: "" });
  }
  for (const word of ["--version", "-v", "version"]) {
    assertEquals(await run("server", word), { code: 0, out: `natwire server: v${VERSION}\n`, err: "" });
  }
});

test("runCommand lists the commands", async () => {
  const help = await run("--help");
  assertStringIncludes(help.out, "\n    demo  ");
  assertStringIncludes(help.out, "\n    server  ");
  assertEquals([help.code, help.err], [0, ""]);
  for (const args of [[], ["-h"], ["-help"], ["help"]]) assertEquals(await run(...args), help);
});

test("runCommand shows the help of a command in every way one may ask for it", async () => {
  for (const command of ["demo", "server"]) {
    const help = await run("help", command);
    assertStringIncludes(help.out, `Usage: natwire ${command} [options]`);
    assertEquals([help.code, help.err], [0, ""]);
    for (const word of ["-h", "--help"]) assertEquals(await run(command, word), help);
  }
  assertEquals(await run("server", "help"), await run("help", "server"));
  assertStringIncludes((await run("server", "-help_tls")).out, "cert_file");
});

test("runCommand keeps its help within 120 columns", async () => {
  for (const args of [["help"], ["help", "demo"], ["help", "server"], ["server", "--help_tls"]]) {
    for (const line of (await run(...args)).out.split("\n")) assertEquals(line.slice(120), "");
  }
});

const wrong: [args: string[], message: string][] = [
  [["dmo"], 'natwire: there is no command "dmo". Did you mean "natwire demo"?'],
  [["wibble"], 'natwire: there is no command "wibble". "natwire --help" lists the commands.'],
  [["help", "sever"], 'natwire: there is no command "sever". Did you mean "natwire server"?'],
  [["-p", "4222"], "natwire: unknown flag -p. Flags stand after the command"],
  [["demo", "now"], 'natwire demo: "now" is no argument of "natwire demo".'],
  [["demo", "--kep"], "natwire demo: unknown flag --kep. Did you mean --keep?"],
  [["demo", "--port", "65536"], "natwire demo: 65536 is no port"],
  [["demo", "--keep", "--server", "h"], "natwire demo: --keep and --port are for the embedded server"],
  [["demo", "--server", "tls://h"], 'natwire demo: --server "tls://h": the demo speaks plain TCP, not tls'],
  [
    ["demo", "--server", "nats://u:p@h"],
    'natwire demo: --server "nats://u:p@h": the demo sends no credentials',
  ],
  [["demo", "--server", "h:0"], "natwire demo: 0 is no port"],
  [["demo", "--server", "::1"], 'natwire demo: --server "::1": this is no address'],
  [["demo", "--server", ""], 'natwire demo: --server "": this is no address'],
  [["server", "now"], 'natwire server: "now" is no argument of "natwire server"'],
  [
    ["server", "-js"],
    "natwire server: -js (JetStream): nats-server has this flag, natwire does not: use nats-server",
  ],
  [["server", "--tls"], "natwire server: TLS Server certificate must be present and valid"],
  [["server", "-m", "1", "-ms", "2"], "natwire server: can't specify both HTTP (1) and HTTPs (2) ports"],
  [["server", "-p", "x"], 'natwire server: -p takes a whole number, not "x".'],
];

for (const [args, message] of wrong) {
  test(`runCommand refuses "${args.join(" ")}" with exit code 2`, async () => {
    const { code, out, err } = await run(...args);
    assertStringIncludes(err, message);
    assertEquals([code, out], [2, ""]);
  });
}
