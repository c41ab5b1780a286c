import { withFolder } from "../_folder.ts";
import { runtimeCommand, start } from "../_process.ts";
import { assert, assertEquals, assertMatch, assertRejects, assertThrows, test } from "../_test.ts";
import {
  args,
  env,
  isTerminal,
  listFolder,
  localAddresses,
  onSignal,
  openAppend,
  processId,
  readTextFile,
  removeFile,
  renameFile,
  runtime,
  sendSignal,
  terminalColumns,
  writeErr,
  writeLog,
  writeOut,
  writeTextFile,
} from "../_runtime.ts";
import * as runtimeUnderTest from "#runtime";
import type { RuntimeModule } from "../../src/runtime/types.ts";

test("runtime names itself with its version", () => {
  assert(runtime.name === "deno" || runtime.name === "node");
  assertMatch(runtime.version, /^\d+\.\d+\.\d+/);
});

test("the runtime module has every name of RuntimeModule with its type", () => {
  const module: RuntimeModule = runtimeUnderTest;
  assert(Object.keys(module).length > 0);
});

test("deno.ts and node.ts export the same names", async () => {
  const names = async (path: string) => {
    const text = await readTextFile(path);
    const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].map((match) => match[1] ?? "");
    return lists.flatMap((list) => list.split(",")).map((name) => name.trim()).filter(Boolean).sort();
  };
  const onDeno = await names("src/runtime/deno.ts");
  assertEquals(onDeno, await names("src/runtime/node.ts"));
  assertEquals(onDeno, Object.keys(runtimeUnderTest).sort());
});

test("env gives a variable, and undefined for one that is not set", () => {
  assert(env("PATH"));
  assertEquals(env("NATWIRE_TEST_NOT_SET"), undefined);
});

test("processId is a number that a signal could go to", () => {
  assert(Number.isInteger(processId()) && processId() > 0);
});

test("onSignal takes a handler and lets it go", () => {
  const stop = onSignal("SIGHUP", () => {});
  stop();
});

test("terminalColumns tells a width exactly where there is a terminal", () => {
  assertEquals(terminalColumns() !== undefined, isTerminal());
});

test("writeOut, writeErr and writeLog settle", async () => {
  await Promise.all([writeOut(""), writeErr(""), writeLog("")]);
});

test("args gives a list of its own", () => {
  const before = args().length;
  args().push("--more");
  assertEquals(args().length, before);
});

test("writeTextFile, readTextFile and removeFile agree, and removing twice is fine", async () => {
  const path = `.natwire-test-${processId()}.txt`;
  try {
    await writeTextFile(path, "first, and longer");
    await writeTextFile(path, "zwölf\n");
    assertEquals(await readTextFile(path), "zwölf\n");
  } finally {
    await removeFile(path);
  }
  await removeFile(path);
  const error = await assertRejects(() => readTextFile(path), Error);
  assertEquals((error as Error & { code?: string }).code, "ENOENT");
});

test("openAppend adds to what is there, also under another name, and tells bytes", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/log`;
    const first = await openAppend(path);
    assertEquals([first.size, await first.write("zwölf\n")], [0, 7]);
    await renameFile(path, `${path}.1`);
    assertEquals(await first.write("13\n"), 3);
    await first.close();
    assertEquals(await readTextFile(`${path}.1`), "zwölf\n13\n");
    const second = await openAppend(`${path}.1`);
    assertEquals(second.size, 10);
    await second.close();
    assertEquals(await listFolder(folder), ["log.1"]);
    await assertRejects(() => openAppend(`${folder}/none/log`), Error, "o such file");
  });
});

test("sendSignal reaches a process, and says where there is none", async () => {
  const [command = "", ...args] = runtimeCommand();
  await withFolder(async (folder) => {
    const program = start(command, [...args, `${folder}/idle.mjs`]);
    await program.printed(/ready/);
    sendSignal(program.pid, "SIGKILL");
    assertEquals((await program.ended).code, null);
    assertThrows(() => sendSignal(program.pid, "SIGHUP"), Error, "ESRCH");
  }, { "idle.mjs": `console.log("ready"); setInterval(() => {}, 1000);` });
});

test("localAddresses has those of loopback", () => {
  assert(localAddresses().includes("127.0.0.1"));
});
