/** The client in a real browser, in a page and in a worker. */
import type * as web from "../../src/client/web.ts";
import { nkeys } from "../../mod.ts";
import { startWebSocketServer } from "../client/_websocket.ts";
import { natsServer } from "../_nats_server.ts";
import { runtimeName } from "../_process.ts";
import { assertEquals, test } from "../_test.ts";
import { findBrowser, runInBrowser } from "./_browser.ts";
import { bundleForBrowsers, PACKAGE_IMPORTS, packageModule, WEB_ENTRY } from "./_bundle.ts";

const browser = findBrowser();
const found = await natsServer();
const skip = "skip" in browser ? browser.skip : "skip" in found && found.skip;

/** Where the browser finds the entry. */
const entryPath = runtimeName === "deno" ? "/web.js" : `/esm/${WEB_ENTRY.replace(/\.ts$/, ".js")}`;

let bundle: Promise<string> | undefined;

function moduleFor(path: string, worker: boolean): Promise<string> {
  if (runtimeName === "node") return packageModule(path, worker);
  return path === entryPath
    ? bundle ??= bundleForBrowsers(WEB_ENTRY)
    : Promise.reject(new Error(`no module ${path}`));
}

/** What the browser runs; it sees nothing but its arguments. */
async function program(
  { credsAuthenticator, headers, nkeyAuthenticator, wsconnect }: typeof web,
  url: string,
  seed: string,
): Promise<Record<string, unknown>> {
  const authenticator = nkeyAuthenticator(new TextEncoder().encode(seed));
  const nc = await wsconnect({ servers: url, authenticator, reconnectTimeWait: 10 });
  const result: Record<string, unknown> = { version: nc.info?.version !== undefined };
  nc.subscribe("echo", { callback: (_, msg) => void msg.respond(msg.data) });
  const large = new Uint8Array(1024 * 1024).map((_, at) => at * 7);
  const answer = await nc.request("echo", large, { timeout: 10_000 });
  result["large"] = answer.data.length === large.length &&
    answer.data.every((byte, at) => byte === large[at]);
  const hdrs = headers();
  hdrs.set("a", "b");
  const sub = nc.subscribe("told.*", { max: 2 });
  nc.publish("told.1", "hello", { headers: hdrs });
  nc.publish("told.2", JSON.stringify({ n: 1 }));
  const told: unknown[] = [];
  for await (const msg of sub) told.push(msg.subject === "told.1" ? msg.headers?.get("a") : msg.json());
  result["told"] = told;
  result["nobody"] = await nc.request("nobody").catch((error) => error.name);
  await nc.reconnect();
  result["again"] = (await nc.request("echo", "again", { timeout: 5_000 })).string();
  await nc.drain();
  result["closed"] = nc.isClosed();
  const failing = wsconnect({ servers: url, authenticator: credsAuthenticator(new Uint8Array(1)) });
  result["creds"] = await failing.catch((error) => error.name);
  result["refused"] = await wsconnect({ servers: "ws://127.0.0.1:1" }).catch((error) => error.message);
  return result;
}

for (const worker of [false, true]) {
  test(
    `natwire/web in a ${worker ? "worker" : "page"} of a real browser connects, publishes, asks and drains`,
    async () => {
      if ("skip" in browser || "skip" in found) throw new Error("skipped");
      const user = nkeys.createUser();
      const server = await startWebSocketServer(found.path, {
        config: `authorization { users: [ { nkey: ${user.getPublicKey()} } ] }`,
      });
      try {
        const url = `ws://127.0.0.1:${server.webSocketPort}`;
        const args = [url, new TextDecoder().decode(user.getSeed())].map((each) => JSON.stringify(each)).join(
          ", ",
        );
        const result = await runInBrowser({
          path: browser.path,
          worker,
          imports: PACKAGE_IMPORTS,
          module: (path) => moduleFor(path, worker),
          program: `import * as web from "${entryPath}";\n(${program})(web, ${args}).then(report, fail);`,
        });
        assertEquals(result, {
          version: true,
          large: true,
          told: ["b", { n: 1 }],
          nobody: "RequestError",
          again: "again",
          closed: true,
          creds: "InvalidArgumentError",
          refused:
            "cannot connect to 127.0.0.1:1: the connection failed (the WebSocket closed with code 1006)",
        });
      } finally {
        await server.close();
      }
    },
    { skip },
  );
}
