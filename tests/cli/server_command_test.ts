import { dialTcp, listenTcp, processId, readTextFile } from "#runtime";
import { root } from "../_files.ts";
import { runtimeCommand, runtimeName, start } from "../_process.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes, test } from "../_test.ts";
import { sendSignal, withTempFolder } from "./machine.ts";
import { runCli, startCli } from "./run_cli.ts";
import { readLine } from "./read_line.ts";

/** A turn of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

const READY = /Listening for client connections on 127\.0\.0\.1:(\d+)\n[^]*Server is ready\n/;

test("natwire server logs as nats-server does, from the start to a clean stop", async () => {
  const server = startCli("server", "-a", "127.0.0.1", "-p", "-1", "-n", "fred");
  await server.printed(READY);
  server.stop();
  const { code, out, err } = await server.ended;
  assertEquals([code, out], [0, ""]);
  const lines = err.trimEnd().split("\n");
  const texts = lines.map((line) => {
    const [, pid, text] = /^\[(\d+)\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6} \[INF\] (.*)$/.exec(line) ?? [];
    assertEquals(pid, String(processId()), line);
    return text ?? "";
  });
  assertEquals(texts[0], "Starting natwire server");
  assert(texts.includes("  Name:     fred"));
  assertEquals(texts.slice(-4), [
    "Server is ready",
    'Trapped "interrupt" signal',
    "Initiating Shutdown...",
    "Server Exiting..",
  ]);
});

test("natwire server logs more with -D, and the protocol with -V, but never credentials", async () => {
  const server = startCli(
    "server",
    "-a",
    "127.0.0.1",
    "-p",
    "-1",
    "-DV",
    "--user",
    "ann",
    "--pass",
    "s3cret",
  );
  const [, port] = await server.printed(READY);
  const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
  await server.printed(/\[DBG\] .*Client connection created/);
  await person.write(new TextEncoder().encode('CONNECT {"user":"ann","pass":"s3cret"}\r\nPING\r\n'));
  await server.printed(/\[TRC\] .*<<- \[PING\]/);
  person.close();
  server.stop();
  const { err } = await server.ended;
  assertStringIncludes(err, '"pass":"[REDACTED]"');
  assert(!err.includes("s3cret"), err);
});

test("natwire server takes clients, and drops them when it stops", async () => {
  const server = startCli("server", "-a", "127.0.0.1", "-p", "-1");
  const [, port] = await server.printed(READY);
  const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
  const info = await readLine(person);
  assert(info.startsWith("INFO {"), info);
  server.stop();
  assertEquals((await server.ended).code, 0);
  assertEquals(await person.read(), null);
  person.close();
});

test("natwire server asks for the credentials it was given", async () => {
  for (const flags of [["--user", "u", "--pass", "p"], ["--auth", "t"]]) {
    const server = startCli("server", "-a", "127.0.0.1", "-p", "-1", ...flags);
    const [, port] = await server.printed(READY);
    const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
    assertStringIncludes(await readLine(person), '"auth_required":true');
    person.close();
    server.stop();
    await server.ended;
  }
});

test("natwire server writes a ports file and a pid file, and removes the ports file", async () => {
  await withTempFolder(async (folder, list) => {
    const server = startCli("server", "-p", "-1", "--ports_file_dir", folder, "-P", `${folder}/pid`);
    const [, port] = await server.printed(/connections on 0\.0\.0\.0:(\d+)\n[^]*Server is ready/);
    const ports = `natwire_${processId()}.ports`;
    assertEquals((await list()).sort(), [ports, "pid"]);
    const { nats } = JSON.parse(await readTextFile(`${folder}/${ports}`)) as { nats: string[] };
    assertEquals(nats[0], `nats://127.0.0.1:${port}`);
    assertEquals(await readTextFile(`${folder}/pid`), String(processId()));
    server.stop();
    assertEquals((await server.ended).code, 0);
    assertEquals(await list(), ["pid"]);
  });
});

test("natwire server exits with 1 where a file cannot be written", async () => {
  await withTempFolder(async (folder) => {
    const gone = `${folder}/gone`;
    const rows = [["--ports_file_dir", gone, "Error writing ports file"], [
      "-P",
      `${gone}/pid`,
      "Could not write pidfile",
    ]];
    for (const [flag = "", value = "", message = ""] of rows) {
      const { code, err } = await runCli("server", "-a", "127.0.0.1", "-p", "-1", flag, value);
      assertEquals(code, 1);
      assertStringIncludes(err, `[FTL] ${message}`);
    }
  });
});

test("natwire server exits with 1 where its port is taken", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const { code, err } = await runCli("server", "-a", "127.0.0.1", "-p", String(listener.port));
  listener.close();
  assertEquals(code, 1);
  assertStringIncludes(
    err,
    `[FTL] cannot listen on 127.0.0.1:${listener.port}: another program listens there`,
  );
});

test("natwire server logs to a file, and leaves standard error alone", async () => {
  await withTempFolder(async (folder) => {
    const server = startCli(
      "server",
      "-a",
      "127.0.0.1",
      "-p",
      "-1",
      "-l",
      `${folder}/log`,
      "-P",
      `${folder}/pid`,
    );
    while (!(await readTextFile(`${folder}/log`).catch(() => "")).includes("ready")) await turn();
    server.stop();
    assertEquals(await server.ended, { code: 0, out: "", err: "" });
    assertMatch(await readTextFile(`${folder}/log`), /\[INF\] Starting[^]*Server Exiting\.\.\n$/);
  });
});

test("natwire server exits with 1 where the log cannot be opened", async () => {
  await withTempFolder(async (folder) => {
    const { code, err } = await runCli("server", "-p", "-1", "-l", `${folder}/none/log`);
    assertEquals(code, 1);
    assertStringIncludes(err, "natwire server: error opening file: ");
  });
});

const program = runtimeName === "deno" ? "src/cli/main.ts" : "npm/esm/src/cli/bin.js";

for (const [signal, name] of [["SIGINT", "interrupt"], ["SIGTERM", "terminated"]] as const) {
  test(`the natwire program stops cleanly on ${signal}`, async () => {
    const args = [root + program, "server", "-a", "127.0.0.1", "-p", "-1", "-T=false"];
    const [command = "", ...first] = runtimeCommand();
    const server = start(command, [...first, ...args], { cwd: root });
    try {
      await server.printed(READY);
      sendSignal(server.pid, signal);
      const { code, stdout, stderr } = await server.ended;
      assertEquals([code, stdout], [0, ""]);
      assertMatch(
        stderr,
        new RegExp(`\\[INF\\] Trapped "${name}" signal\n[^]*\\[INF\\] Server Exiting\\.\\.\n$`),
      );
      assertStringIncludes(stderr, `[${server.pid}] [INF] Starting natwire server\n`);
    } finally {
      await server.stop();
    }
  });
}

test("the natwire program exits with the code of its command", async () => {
  const [command = "", ...first] = runtimeCommand();
  const running = start(command, [...first, root + program, "wibble"], { cwd: root });
  const { code, stderr } = await running.ended;
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'natwire: there is no command "wibble".');
});
