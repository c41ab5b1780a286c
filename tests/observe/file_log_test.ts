import { listFolder, readTextFile, renameFile } from "#runtime";
import { type LogSettings, openLog, type ServerLog } from "../../src/observe/file_log.ts";
import { withFolder } from "../_folder.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes, test } from "../_test.ts";

/** A log that writes to a list instead of standard error. */
async function open(settings: LogSettings): Promise<{ log: ServerLog; err: string[] }> {
  const err: string[] = [];
  const writeErr = (text: string) => Promise.resolve(void err.push(text));
  const log = await openLog({ time: false, ...settings }, { pid: 7, writeErr });
  return { log, err };
}

/** Says one thing on each level. */
function sayAll({ logger }: ServerLog): void {
  for (const level of ["trace", "debug", "info", "warn", "error"] as const) logger[level](level);
}

test("openLog writes to standard error what its levels ask for, which do not nest", async () => {
  const rows: [settings: LogSettings, labels: string][] = [
    [{}, "INF WRN ERR"],
    [{ debug: true }, "DBG INF WRN ERR"],
    [{ trace: true }, "TRC INF WRN ERR"],
    [{ debug: true, trace: true }, "TRC DBG INF WRN ERR"],
  ];
  for (const [settings, labels] of rows) {
    const { log, err } = await open(settings);
    sayAll(log);
    await log.close();
    assertEquals(err.join("").match(/[A-Z]{3}/g)?.join(" "), labels);
    assertEquals([log.logger.wants?.("TRC"), log.logger.wants?.("DBG")], [
      settings.trace ?? false,
      settings.debug ?? false,
    ]);
  }
});

test("openLog shows process, level and text, and the time unless told not to", async () => {
  const { log, err } = await open({});
  log.logger.info("ready");
  log.fatal("gone");
  await log.flush();
  assertEquals(err, ["[7] [INF] ready\n[7] [FTL] gone\n"]);
  await log.apply({ timeUtc: true });
  log.logger.info("ready");
  await log.close();
  const today = new Date().toISOString().slice(0, 4);
  assert(
    new RegExp(`^\\[7\\] ${today}/\\d\\d/\\d\\d [0-9:]{8}\\.\\d{6} \\[INF\\] ready\n$`).test(err[1] ?? ""),
    err[1],
  );
});

test("openLog adds to a file", async () => {
  await withFolder(async (folder) => {
    const { log, err } = await open({ file: `${folder}/log` });
    log.logger.info("a");
    await log.close();
    assertEquals(await readTextFile(`${folder}/log`), "from before\n[7] [INF] a\n");
    assertEquals(err, []);
    log.logger.info("after the end");
    await log.flush();
    assertEquals(await readTextFile(`${folder}/log`), "from before\n[7] [INF] a\n");
  }, { log: "from before\n" });
});

test("openLog rejects where the file cannot be opened", async () => {
  await withFolder(async (folder) => {
    await assertRejects(() => openLog({ file: `${folder}/none/log` }), Error, "o such file");
  });
});

test("reopen lets a file go that was renamed", async () => {
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/log` });
    log.logger.info("a");
    await log.flush();
    await renameFile(`${folder}/log`, `${folder}/log.1`);
    log.logger.info("b");
    await log.reopen();
    log.logger.info("c");
    await log.close();
    assertEquals(await readTextFile(`${folder}/log.1`), "[7] [INF] a\n[7] [INF] b\n");
    assertEquals(await readTextFile(`${folder}/log`), "[7] [INF] File log re-opened\n[7] [INF] c\n");
  });
});

test("reopen says that there is no file, where there is none", async () => {
  const { log, err } = await open({});
  await log.reopen();
  await log.close();
  assertEquals(err, ["[7] [INF] File log re-open ignored, not a file logger\n"]);
});

test("apply goes to another file and to other levels, and back to standard error", async () => {
  await withFolder(async (folder) => {
    const { log, err } = await open({ file: `${folder}/a` });
    log.logger.debug("unheard");
    log.logger.info("1");
    await log.apply({ file: `${folder}/b`, debug: true, traceVerbose: true, time: false });
    assertEquals(log.traceVerbose, true);
    log.logger.debug("2");
    await log.apply({ time: false });
    log.logger.info("3");
    await log.close();
    assertEquals(await readTextFile(`${folder}/a`), "[7] [INF] 1\n");
    assertEquals(await readTextFile(`${folder}/b`), "[7] [DBG] 2\n");
    assertEquals(err, ["[7] [INF] 3\n"]);
  });
});

test("apply leaves everything as it was where the new file cannot be opened", async () => {
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/a` });
    await assertRejects(() => log.apply({ file: `${folder}/none/b`, debug: true }), Error, "o such file");
    log.logger.debug("unheard");
    log.logger.info("1");
    await log.close();
    assertEquals(await readTextFile(`${folder}/a`), "[7] [INF] 1\n");
  });
});

test("a file past its limit is put aside under the time, and a new one says where", async () => {
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/log`, sizeLimit: 100 });
    for (let n = 0; n < 10; n++) log.logger.info(`line ${n}`);
    await log.close();
    const names = (await listFolder(folder)).sort();
    const aside = names.filter((name) => /^log\.\d{4}(\.\d\d){5}\.\d{9}$/.test(name));
    assertEquals(names.length, 1 + aside.length);
    assert(aside.length > 0, names.join());
    const texts = await Promise.all([...aside, "log"].map((name) => readTextFile(`${folder}/${name}`)));
    const said = texts.join("").split("\n").filter((line) => line.includes("line "));
    assertEquals(said, Array.from({ length: 10 }, (_, n) => `[7] [INF] line ${n}`));
    assertStringIncludes(texts.at(-1)!, `[INF] Rotated log, backup saved as "${folder}/${aside.at(-1)}"\n`);
    for (const text of texts.slice(0, -1)) assert(text.length > 100 && text.length < 300, `${text.length}`);
  });
});

test("each file is filled before it is put aside, the later ones too", async () => {
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/log`, sizeLimit: 1000 });
    for (let i = 0; i < 300; i++) {
      log.logger.info(`line ${i}`);
      await log.flush();
    }
    await log.close();
    const names = (await listFolder(folder)).sort();
    const sizes = await Promise.all(
      names.map(async (name) => (await readTextFile(`${folder}/${name}`)).length),
    );
    const [current = 0, ...aside] = sizes;
    assert(current <= 1000 && aside.length > 3, String(sizes));
    assert(aside.every((size) => size > 1000 && size < 1050), String(sizes));
  });
});

test("a limit counts what was in the file before", async () => {
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/log`, sizeLimit: 100 });
    log.logger.info("a");
    await log.close();
    assertEquals((await listFolder(folder)).length, 2);
  }, { log: "x".repeat(100) });
});

test("of the files put aside the oldest are removed, others are left alone", async () => {
  const old = "log.2020.01.02.03.04.05.000000001";
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/log`, sizeLimit: 100, maxFiles: 3 });
    for (let n = 0; n < 20; n++) {
      log.logger.info(`line ${n} ${"x".repeat(100)}`);
      await log.flush();
    }
    await log.close();
    const names = (await listFolder(folder)).sort();
    assertEquals(names.filter((name) => name.startsWith("log.20")).length, 2);
    assertEquals(names.filter((name) => !/^log\.20/.test(name)), ["log", "log.gz", "logs.txt"]);
    assert(!names.includes(old));
    const texts = await Promise.all(names.map((name) => readTextFile(`${folder}/${name}`)));
    assertStringIncludes(texts.join(""), "[INF] Purged log file ");
  }, { [old]: "", "log.gz": "", "logs.txt": "" });
});

test("apply changes the limit of a file that stays", async () => {
  await withFolder(async (folder) => {
    const { log } = await open({ file: `${folder}/log` });
    for (let n = 0; n < 10; n++) log.logger.info("x".repeat(100));
    await log.apply({ file: `${folder}/log`, sizeLimit: 100 });
    assertEquals((await listFolder(folder)).length, 1);
    log.logger.info("x");
    await log.close();
    assertEquals((await listFolder(folder)).length, 2);
  });
});
