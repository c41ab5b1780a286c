import { dialTcp, writeTextFile } from "#runtime";
import { isServer } from "../../src/cli/server_signal.ts";
import { root } from "../_files.ts";
import { withFolder } from "../_folder.ts";
import { runtimeCommand, runtimeName, start } from "../_process.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes, test } from "../_test.ts";
import { runCli, startCli } from "./run_cli.ts";

const READY = /Listening for client connections on 127\.0\.0\.1:(\d+)\n[^]*Server is ready\n/;
const ARGS = ["server", "-a", "127.0.0.1", "-p", "-1"];

test("SIGUSR2 sends the clients away and stops; without clients at once", async () => {
  const server = startCli(...ARGS);
  await server.printed(READY);
  server.signal("SIGUSR2");
  const { code, err } = await server.ended;
  assertEquals(code, 0);
  assertMatch(
    err,
    /Trapped "user defined signal 2" signal\n.*Entering lame duck mode, stop accepting new clients\n[^]*Initiating Shutdown\.\.\.\n[^]*Server Exiting\.\.\n$/,
  );
});

test("SIGTERM does nothing in lame duck mode, and SIGINT stops it", async () => {
  const server = startCli(...ARGS);
  const [, port] = await server.printed(READY);
  const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
  const decoder = new TextDecoder();
  let text = "";
  const read = async (wanted: string) => {
    while (!text.includes(wanted)) text += decoder.decode(await person.read() ?? undefined);
  };
  await person.write(new TextEncoder().encode('CONNECT {"protocol":1,"verbose":false}\r\nPING\r\n'));
  await read("PONG\r\n");
  server.signal("SIGUSR2");
  await read('"ldm":true');
  server.signal("SIGTERM");
  await server.printed(/Trapped "terminated" signal/);
  await person.write(new TextEncoder().encode("PING\r\n"));
  while (text.split("PONG\r\n").length < 3) text += decoder.decode(await person.read() ?? undefined);
  server.signal("SIGINT");
  assertEquals((await server.ended).code, 0);
  person.close();
});

test("a second SIGINT finds nobody who listens for it, and ends the program in the usual way", async () => {
  const server = startCli(...ARGS);
  await server.printed(READY);
  assertEquals(server.signal("SIGINT"), true);
  await server.printed(/Initiating Shutdown/);
  assertEquals([server.signal("SIGINT"), server.signal("SIGTERM")], [false, false]);
  assertEquals((await server.ended).code, 0);
});

const program = root + (runtimeName === "deno" ? "src/cli/main.ts" : "npm/esm/src/cli/bin.js");

test("natwire server -sl sends each signal, to a process id or to that in a file", async () => {
  await withFolder(async (folder) => {
    const [command = "", ...first] = runtimeCommand();
    const pidFile = `${folder}/pid`;
    const config = `${folder}/a.conf`;
    await writeTextFile(config, `listen: "127.0.0.1:-1"\npid_file: ${JSON.stringify(pidFile)}\n`);
    const rows: [args: string[], ends: boolean, said: RegExp][] = [
      [["-sl", "reopen=PID"], false, /Trapped "user defined signal 1" signal/],
      [["-sl", `reload=${pidFile}`], false, /Trapped "hangup" signal/],
      [["-signal=reload", "-P", pidFile], false, /Trapped "hangup" signal\n[^]*Trapped "hangup" signal/],
      [["-sl", "ldm", "-c", config], true, /Trapped "user defined signal 2" signal/],
      [["-sl", "term=PID"], true, /Trapped "terminated" signal/],
      [["-sl", "quit=PID"], true, /Trapped "interrupt" signal/],
      [["-sl", "stop=PID"], true, /Server is ready/],
    ];
    let server = start(command, [...first, program, "server", "-c", config], { cwd: root });
    try {
      for (const [args, ends, said] of rows) {
        await server.printed(READY);
        const given = args.map((arg) => arg.replace("PID", String(server.pid)));
        assertEquals(await runCli("server", ...given), { code: 0, out: "", err: "" });
        await server.printed(said);
        if (!ends) continue;
        const { code } = await server.ended;
        assertEquals([args, code], [args, args.join().includes("stop") ? null : 0]);
        server = start(command, [...first, program, "server", "-c", config], { cwd: root });
      }
    } finally {
      await server.stop();
    }
  });
});

test("isServer tells servers from what starts them and from what signals them", () => {
  const rows: [line: string, is: boolean][] = [
    ["node /x/.bin/natwire server -p 1", true],
    ["/usr/bin/deno run -A jsr:@natwire/natwire@0.1.0/cli server", true],
    ["deno run -A src/cli/main.ts server -DV", true],
    ["timeout 5 /x/.bin/natwire server", false],
    ["sudo node /x/.bin/natwire server", false],
    ["node /x/.bin/natwire server -sl reload", false],
    ["node /x/.bin/natwire server --signal=ldm", false],
    ["node /x/other server", false],
    ["", false],
  ];
  for (const [line, is] of rows) assertEquals([line, isServer(line.split(" "))], [line, is]);
});

test("natwire server -sl says what is wrong with a signal or a process", async () => {
  await withFolder(async (folder) => {
    await writeTextFile(`${folder}/pid`, "no number");
    const rows: [text: string, message: string][] = [
      ["wibble=1", 'unknown signal "wibble": there are stop, quit, term, reopen, reload, ldm'],
      ["=1", 'unknown signal ""'],
      ["reload=1=2", "invalid signal parameters: 2"],
      ["reload=0", "invalid pid: 0"],
      ["reload=-1", "invalid pid: -1"],
      [`reload=${folder}/none`, `invalid pid: ${folder}/none`],
      [`reload=${folder}/pid`, "invalid pid: no number"],
      ["reload=999999999", 'signal "reload" 999999999: no such process'],
    ];
    for (const [text, message] of rows) {
      const { code, out, err } = await runCli("server", "-sl", text);
      assertEquals([code, out], [1, ""]);
      assertStringIncludes(err, `natwire server: ${message}`);
    }
  });
});

test("natwire server -sl without a process id sends nothing where several servers run, and names them", async () => {
  const [command = "", ...first] = runtimeCommand();
  const servers = [1, 2].map(() => start(command, [...first, program, ...ARGS], { cwd: root }));
  try {
    for (const server of servers) await server.printed(READY);
    const { code, out, err } = await runCli("server", "-sl", "reopen");
    assertEquals([code, out], [1, ""]);
    // Systems without /proc cannot tell.
    if (err.includes("unable to resolve pid")) return;
    const [head, ...pids] = err.trimEnd().split("\n");
    assertEquals(head, "natwire server: multiple natwire server processes running:");
    for (const { pid } of servers) assert(pids.includes(String(pid)), `${pid} is not in ${err}`);
  } finally {
    for (const server of servers) await server.stop();
  }
});
