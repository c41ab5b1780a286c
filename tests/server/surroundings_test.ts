import { processId, readTextFile } from "#runtime";
import { createServer } from "../../src/server/mod.ts";
import { withFolder } from "../_folder.ts";
import { assert, assertEquals, assertRejects, test } from "../_test.ts";
import { Peer } from "./_peer.ts";
import { WebSocketPeer } from "./_websocket_peer.ts";

test("createServer writes log, process id and URLs where its options say, and takes the URLs away when it closes", async () => {
  await withFolder(async (folder) => {
    const server = await createServer({
      port: 0,
      monitor: { port: 0 },
      websocket: { port: 0, noTls: true },
      log: { file: `${folder}/log`, debug: true, trace: true },
      pidFile: `${folder}/pid`,
      portsFileDir: folder,
      token: "the-secret",
    });
    assertEquals(await readTextFile(`${folder}/pid`), String(processId()));
    const urls = JSON.parse(await readTextFile(`${folder}/natwire_${processId()}.ports`));
    assertEquals(urls, {
      nats: [server.url],
      monitoring: [server.monitorUrl],
      websocket: [server.websocketUrl],
    });
    await Peer.join(server, `CONNECT {"auth_token":"the-secret","name":"me","verbose":false}\r\n`);
    await server.reload({
      port: 0,
      monitor: { port: 0 },
      websocket: { port: 0, noTls: true },
      log: { file: `${folder}/log` },
      token: "the-secret",
    });
    await server.close();
    const log = await readTextFile(`${folder}/log`);
    assert(/\[DBG\] in-process - cid:1 - Client connection created/.test(log), log);
    assert(/\[TRC\] in-process - cid:1 - <<- \[CONNECT .*"auth_token":"\[REDACTED\]"/.test(log), log);
    assert(/\[TRC\] .* - ->> \[PONG\]/.test(log), log);
    assert(!log.includes("the-secret"));
    await assertRejects(() => readTextFile(`${folder}/natwire_${processId()}.ports`));
  });
});

test("Server.reload that cannot open the new log changes nothing", async () => {
  await withFolder(async (folder) => {
    const websocket = { port: 0, noTls: true };
    const server = await createServer({ port: 0, websocket, log: { file: `${folder}/log` } });
    await assertRejects(() =>
      server.reload({
        port: 0,
        maxPayload: 10,
        websocket: { ...websocket, allowedOrigins: ["https://example.com"] },
        log: { file: `${folder}/none/log` },
      })
    );
    assertEquals(await WebSocketPeer.status(server.websocketUrl!, { Origin: "http://localhost" }), 101);
    const peer = new Peer(server.connectInProcess());
    assert((await peer.until(" \r\n")).includes('"max_payload":1048576'));
    peer.close();
    await server.close();
  });
});
