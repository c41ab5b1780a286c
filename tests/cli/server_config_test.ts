import { dialTcp, processId, readTextFile, renameFile, writeTextFile } from "#runtime";
import { withFolder } from "../_folder.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes, test } from "../_test.ts";
import { runCli, startCli } from "./run_cli.ts";
import { readLine } from "./read_line.ts";

const READY = /Listening for client connections on 127\.0\.0\.1:(\d+)\n[^]*Server is ready\n/;
const LISTEN = 'listen: "127.0.0.1:-1"\nlogtime: false\n';

/** A person with telnet, and the INFO that came. */
async function visit(port: string | undefined): Promise<{ info: Record<string, unknown>; close(): void }> {
  const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
  const [, json = ""] = /^INFO (.*)\r\n/.exec(await readLine(person)) ??
    [];
  return { info: JSON.parse(json) as Record<string, unknown>, close: () => person.close() };
}

test("natwire server -t says of a good file that it is valid, with its digest", async () => {
  await withFolder(async (folder) => {
    const { code, out, err } = await runCli("server", "-t", "-c", `${folder}/a.conf`);
    assertEquals([code, out], [0, ""]);
    assertMatch(err, /^natwire server: configuration file .*\/a\.conf is valid \(sha256:[0-9a-f]{64}\)\n$/);
  }, { "a.conf": LISTEN });
});

test("natwire server tells every problem of a file on a line of its own, and exits with 1", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    for (const args of [["-t", "-c", file], ["-c", file]]) {
      const { code, out, err } = await runCli("server", ...args);
      assertEquals([code, out], [1, ""]);
      const lines = err.trimEnd().split("\n");
      assertEquals(lines.length, 3, err);
      assert(lines[0]?.startsWith(`natwire server: ${file}:1:0: unknown field "foo"`), err);
      assert(lines[1]?.startsWith(`${file}:2:1: `), err);
      assert(lines[2]?.startsWith(`${file}:3:1: unknown field "bar"`), err);
    }
  }, { "a.conf": 'foo: 1\nport: "x"\nbar: 2\n' });
});

test("natwire server exits with 1 where there is no file, and where -t is given none", async () => {
  await withFolder(async (folder) => {
    const missing = await runCli("server", "-c", `${folder}/none`);
    assertEquals([missing.code, missing.out], [1, ""]);
    assert(missing.err.startsWith(`natwire server: ${folder}/none: `), missing.err);
  });
  assertEquals(await runCli("server", "-t"), {
    code: 1,
    out: "",
    err: "natwire server: must specify [-c, --config] option to check configuration file syntax\n",
  });
});

test("natwire server -t lets no file with warnings pass, though a server starts with it", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    const tested = await runCli("server", "-t", "-c", file);
    assertEquals([tested.code, tested.out], [1, ""]);
    assertStringIncludes(tested.err, `natwire server: ${file}:3:`);
    const server = startCli("server", "-c", file);
    await server.printed(READY);
    server.stop();
    assertMatch((await server.ended).err, /\[WRN\] .*a\.conf:3:/);
  }, { "a.conf": `${LISTEN}ping_interval: 20\n` });
});

test("natwire server -t tells of options without effect, and the file is valid all the same", async () => {
  await withFolder(async (folder) => {
    const { code, err } = await runCli("server", "-t", "-c", `${folder}/a.conf`);
    assertEquals(code, 0);
    assertMatch(
      err,
      /^warning: .*a\.conf:\d+:\d+: "leafnodes" has no effect: .*\nnatwire server: .* is valid \(/,
    );
  }, { "a.conf": `${LISTEN}leafnodes { listen: "127.0.0.1:-1" }\n` });
});

test("natwire server tells with the file, and in its words, what shows only when it starts", async () => {
  await withFolder(async (folder) => {
    const { code, err } = await runCli("server", "-c", `${folder}/a.conf`);
    assertEquals(code, 1);
    const said = `natwire server: ${folder}/a.conf: 'max_payload','max_pending' must not cross`;
    assertStringIncludes(err, said);
  }, { "a.conf": `${LISTEN}max_payload: 2MB\nmax_pending: 1MB\n` });
});

test("natwire server names its file and lets flags override it", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    const server = startCli("server", "-c", file, "-n", "flagged");
    const [, port] = await server.printed(READY);
    const { info, close } = await visit(port);
    close();
    assertEquals([info["server_name"], info["max_payload"]], ["flagged", 1000]);
    server.stop();
    const { err } = await server.ended;
    assertMatch(err, /\[INF\] Using configuration file: .*\/a\.conf \(sha256:[0-9a-f]{64}\)\n/);
    assertStringIncludes(err, "[WRN] Plaintext passwords detected, use nkeys or bcrypt");
  }, {
    "a.conf": `${LISTEN}server_name: filed\nmax_payload: 1000\nauthorization { user: a, password: b }\n`,
  });
});

test("natwire server tells of all its listeners, in the log and in the ports file", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    const server = startCli("server", "-c", file, "--ports_file_dir", folder, "-m", "-1");
    const [, port] = await server.printed(READY);
    const ports = JSON.parse(await readTextFile(`${folder}/natwire_${processId()}.ports`)) as Ports;
    server.stop();
    const { code, err } = await server.ended;
    assertEquals(code, 0);
    assertEquals(ports.nats, [`nats://127.0.0.1:${port}`]);
    assertMatch(ports.monitoring[0]!, /^http:\/\/127\.0\.0\.1:\d+$/);
    assertMatch(ports.websocket[0]!, /^ws:\/\/127\.0\.0\.1:\d+$/);
    assertStringIncludes(
      err,
      `[INF] Starting http monitor on ${ports.monitoring[0]?.slice("http://".length)}\n`,
    );
    assertStringIncludes(err, `[INF] Listening for websocket clients on ${ports.websocket[0]}\n`);
    assertStringIncludes(err, "[WRN] Websocket not configured with TLS. DO NOT USE IN PRODUCTION!");
  }, { "a.conf": `${LISTEN}websocket { host: 127.0.0.1, port: -1, no_tls: true }\n` });
});

interface Ports {
  nats: string[];
  monitoring: string[];
  websocket: string[];
}

test("SIGHUP reloads the file, flags still override it, and the log says what changed", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    const server = startCli("server", "-c", file, "-D=false");
    const [, port] = await server.printed(READY);
    await writeTextFile(file, `${LISTEN}max_payload: 2000\nmax_pending: 5000\ndebug: true\n`);
    server.signal("SIGHUP");
    await server.printed(/Reloaded server configuration \(sha256:[0-9a-f]{64}\)\n/);
    const { info, close } = await visit(port);
    close();
    assertEquals(info["max_payload"], 2000);
    server.stop();
    const { code, err } = await server.ended;
    assertEquals(code, 0);
    const [, said = ""] = /Trapped "hangup" signal\n([^]*)\[\d+\] \[INF\] Reloaded server/.exec(err) ?? [];
    assertEquals(said.replaceAll(/\[\d+\] /g, "").trimEnd().split("\n"), [
      "[INF] Reloaded: max_payload = 2000",
      "[INF] Reloaded: max_pending = 5000",
    ]);
    assert(!err.includes("[DBG]"), err);
  }, { "a.conf": `${LISTEN}max_payload: 1000\n` });
});

test("SIGHUP changes the log itself", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    const server = startCli("server", "-c", file);
    const [, port] = await server.printed(READY);
    await writeTextFile(file, `${LISTEN}debug: true\nlog_file: ${JSON.stringify(`${folder}/log`)}\n`);
    server.signal("SIGHUP");
    await server.printed(/Reloaded: log_file = .*\/log\n/);
    while (!(await readTextFile(`${folder}/log`).catch(() => "")).includes("Reloaded server")) await turn();
    (await visit(port)).close();
    server.stop();
    assertEquals((await server.ended).code, 0);
    assertMatch(
      await readTextFile(`${folder}/log`),
      /^\[\d+\] \[INF\] Reloaded server configuration [^]*\[DBG\] .*Client connection created\n[^]*Server Exiting\.\.\n$/,
    );
  }, { "a.conf": LISTEN });
});

test("SIGHUP with a file that is no good is refused line by line, and the server goes on", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/a.conf`;
    const server = startCli("server", "-c", file);
    const [, port] = await server.printed(READY);
    await writeTextFile(file, `${LISTEN}max_payload: "x"\nnone: 1\n`);
    server.signal("SIGHUP");
    await server.printed(
      /\[ERR\] Failed to reload server configuration: .*a\.conf:3:\d+: .*\n.*a\.conf:4:1: unknown field "none"/,
    );
    await writeTextFile(file, `${LISTEN}server_name: other\n`);
    server.signal("SIGHUP");
    await server.printed(/\[ERR\] Failed to reload server configuration: config reload not supported for /);
    const { info, close } = await visit(port);
    close();
    assertEquals([info["max_payload"], info["server_name"]], [1000, info["server_id"]]);
    server.stop();
    assertEquals((await server.ended).code, 0);
  }, { "a.conf": `${LISTEN}max_payload: 1000\n` });
});

test("SIGHUP without a file is refused", async () => {
  const server = startCli("server", "-a", "127.0.0.1", "-p", "-1");
  await server.printed(READY);
  server.signal("SIGHUP");
  await server.printed(
    /\[ERR\] Failed to reload server configuration: can only reload config when a file is provided/,
  );
  server.stop();
  assertEquals((await server.ended).code, 0);
});

test("SIGUSR1 opens the log file anew", async () => {
  await withFolder(async (folder) => {
    const log = `${folder}/log`;
    const server = startCli("server", "-a", "127.0.0.1", "-p", "-1", "-l", log);
    while (!(await readTextFile(log).catch(() => "")).includes("ready")) await turn();
    await renameFile(log, `${log}.1`);
    server.signal("SIGUSR1");
    while (!(await readTextFile(log).catch(() => "")).includes("File log re-opened")) await turn();
    server.stop();
    await server.ended;
    assertStringIncludes(await readTextFile(`${log}.1`), 'Trapped "user defined signal 1" signal');
    assertStringIncludes(await readTextFile(log), "Server Exiting..");
  });
});

/** A turn of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
