import { listFolder, localAddresses, processId, readTextFile } from "#runtime";
import {
  portsFilePath,
  PROGRAM_VARIABLE,
  programName,
  removePortsFile,
  writePidFile,
  writePortsFile,
} from "../../src/server/process_files.ts";
import { withEnv } from "../_env.ts";
import { withFolder } from "../_folder.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";

test("writePortsFile writes the URLs of the listeners there are, and nothing else", async () => {
  await withFolder(async (folder) => {
    const path = await writePortsFile(folder, {
      nats: "nats://127.0.0.1:4222",
      monitoring: "http://127.0.0.1:8222",
      websocket: undefined,
    });
    assertEquals(path, `${folder}/natwire_${processId()}.ports`);
    assertEquals(
      await readTextFile(path),
      `{"nats":["nats://127.0.0.1:4222"],"monitoring":["http://127.0.0.1:8222"]}`,
    );
    assertEquals((await listFolder(folder)).length, 1);
    await removePortsFile(path);
    await removePortsFile(path);
    assertEquals(await listFolder(folder), []);
  });
});

test("writePortsFile lists every address of a server that listens everywhere, loopback first", async () => {
  await withFolder(async (folder) => {
    const path = await writePortsFile(folder, { nats: "tls://0.0.0.0:1", websocket: "wss://[::]:2" });
    const { nats, websocket } = JSON.parse(await readTextFile(path)) as Record<string, string[]>;
    assertEquals([nats?.[0], websocket?.[0]], ["tls://127.0.0.1:1", "wss://[::1]:2"]);
    const there = localAddresses().filter((address) => !address.startsWith("fe80:"));
    for (const address of there) {
      const shown = address.includes(":") ? `[${address}]` : address;
      assert(nats?.includes(`tls://${shown}:1`) && websocket?.includes(`wss://${shown}:2`), address);
    }
    assertEquals(new Set(nats).size, nats?.length);
  });
});

test("programName is natwire, or what the environment says", async () => {
  const names = [[undefined, "natwire"], ["", "natwire"], ["nats-server", "nats-server"], [
    "/usr/bin/x",
    "x",
  ]] as const;
  for (const [value, name] of names) {
    await withEnv({ [PROGRAM_VARIABLE]: value }, () => {
      assertEquals(programName(), name);
      assertEquals(portsFilePath("/a/"), `/a/${name}_${processId()}.ports`);
      return Promise.resolve();
    });
  }
});

test("writePidFile writes the number of the process, and rejects where it cannot", async () => {
  await withFolder(async (folder) => {
    await writePidFile(`${folder}/pid`);
    assertEquals(await readTextFile(`${folder}/pid`), String(processId()));
    await assertRejects(() => writePidFile(`${folder}/none/pid`));
    await assertRejects(() => writePortsFile(`${folder}/none`, { nats: "nats://127.0.0.1:1" }));
  });
});
