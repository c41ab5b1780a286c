/** Both servers with the configuration that monitoring is compared with. */

import { loadConfig } from "../../src/server/config/load.ts";
import { createServer } from "../../src/server/mod.ts";
import { natsServer, startNatsServer } from "../_nats_server.ts";
import type { TestContext } from "../_test.ts";
import { CONFIG, type Watched } from "./monitoring.ts";

/** Calls `body` with a nats-server, where there is one. */
export async function withNatsServer<T>(t: TestContext, body: (server: Watched) => Promise<T>): Promise<T> {
  const found = await natsServer();
  if ("skip" in found) return t.skip(found.skip);
  const server = await startNatsServer({ path: found.path, config: CONFIG });
  try {
    const [, port] = /http monitor on \S+:(\d+)/.exec(server.log()) ?? [];
    return await body({ port: server.port, url: `http://127.0.0.1:${port}` });
  } finally {
    await server.close();
  }
}

/** Calls `body` with natwire's server. */
export async function withNatwire<T>(body: (server: Watched) => Promise<T>): Promise<T> {
  const { options } = await loadConfig("main.conf", {
    readTextFile: () => Promise.resolve(CONFIG),
    env: () => undefined,
  });
  const server = await createServer({ ...options, host: "127.0.0.1", port: 0 });
  try {
    return await body({ port: server.port, url: server.monitorUrl ?? "" });
  } finally {
    await server.close();
  }
}
