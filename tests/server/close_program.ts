/**
 * A server with everything that could keep a process alive, for close_test.ts. It runs when its command line has the
 * word {@link PROGRAM}, then a {@link Plan} in JSON. It prints where it listens, stops when a message to `stop` says
 * how, and then ends by itself or not at all.
 */
import process from "node:process";
import { connect } from "../../mod.ts";
import { createServer } from "../../src/server/mod.ts";

/** The word that makes this file a program. */
export const PROGRAM = "close-program";

/** What the server is to be. */
export interface Plan {
  cert: string;
  key: string;
  ca: string;
  /** Where the log goes, and the file with the URLs. */
  folder: string;
  /** The password of `u`, and its bcrypt hash. */
  pass: string;
  hash: string;
}

/** What it prints. */
export interface Ports {
  port: number;
  websocket: string;
  monitor: string;
}

async function main({ cert, key, ca, folder, pass, hash }: Plan): Promise<void> {
  const tls = { cert, key, ca };
  const server = await createServer({
    port: 0,
    tls,
    websocket: { host: "127.0.0.1", port: 0, tls, compression: true },
    monitor: { port: 0, tls },
    accounts: {
      A: {
        users: [{ user: "u", pass: hash }],
        exports: [{ service: "ask", latency: { subject: "latency", sampling: 100 } }],
      },
      B: { users: [{ user: "v", pass: hash }], imports: [{ service: { account: "A", subject: "ask" } }] },
    },
    log: { file: `${folder}/log`, debug: true, trace: true, sizeLimit: 100_000 },
    pidFile: `${folder}/pid`,
    portsFileDir: folder,
    lameDuckDurationMs: 30_000,
    lameDuckGracePeriodMs: 100,
  });
  const options = { servers: `localhost:${server.port}`, tls: { ca }, user: "u", pass, reconnect: false };
  const nc = await connect(options);
  const asker = await connect({ ...options, user: "v" });
  // A request that nobody ever answers waits in the server.
  nc.subscribe("ask", { callback: () => {} });
  nc.subscribe("stop", {
    callback: async (_, msg) => {
      const startMs = performance.now();
      if (msg.string() === "lame duck") await server.lameDuck();
      else await server.close();
      console.log(`stopped after ${Math.round(performance.now() - startMs)} ms`);
    },
  });
  await nc.flush();
  asker.publish("ask", "?", { reply: "answer" });
  await asker.flush();
  const ports: Ports = { port: server.port, websocket: server.websocketUrl!, monitor: server.monitorUrl! };
  console.log(JSON.stringify(ports));
}

const at = process.argv.indexOf(PROGRAM);
if (at >= 0) await main(JSON.parse(process.argv[at + 1]!) as Plan);
