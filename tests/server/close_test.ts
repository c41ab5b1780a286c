/** `close()` and lame duck mode leave nothing behind that would keep a process alive. */

import * as bcryptjs from "bcryptjs";
import { connect, type NatsConnection } from "../../mod.ts";
import type { Transport } from "../../src/transport/transport.ts";
import { certificates } from "../_certificates.ts";
import { pathOf } from "../_files.ts";
import { withFolder } from "../_folder.ts";
import { type Program, runtimeCommand, runtimeName, start } from "../_process.ts";
import { dialTcp } from "../_runtime.ts";
import { assertEquals, assertMatch, test } from "../_test.ts";
import { type Plan, type Ports, PROGRAM } from "./close_program.ts";
import { WebSocketPeer } from "./_websocket_peer.ts";

const PASSWORD = "s3cret";

/** Starts a server with everything on, in a process of its own. */
async function withProgram(
  body: (program: Program, ports: Ports, nc: NatsConnection) => Promise<void>,
): Promise<void> {
  const { server: { cert, key }, ca } = await certificates();
  await withFolder(async (folder) => {
    const plan: Plan = {
      cert,
      key,
      ca: ca.cert,
      folder,
      pass: PASSWORD,
      hash: bcryptjs.hashSync(PASSWORD, 5),
    };
    const [command = "", ...flags] = runtimeCommand();
    if (runtimeName === "deno") flags.push("--no-lock", "--no-check");
    const path = pathOf(import.meta.url).replace(/_test(\.[jt]s)$/, "_program$1");
    const program = start(command, [...flags, path, PROGRAM, JSON.stringify(plan)]);
    try {
      const [line] = await program.printed(/^\{"port":.*\}$/m);
      const ports = JSON.parse(line) as Ports;
      const nc = await connect({
        servers: `localhost:${ports.port}`,
        tls: { ca: ca.cert },
        user: "u",
        pass: PASSWORD,
        reconnect: false,
      });
      await body(program, ports, nc);
      await nc.close();
    } finally {
      await program.stop();
    }
  });
}

/** Opens connections that are in the middle of everything, and stay there. */
async function hangers(ports: Ports): Promise<Transport[]> {
  const all = [ports.port, ports.websocket, ports.monitor].map((where) =>
    Number(String(where).match(/\d+$/)![0])
  );
  const transports: Transport[] = [];
  for (const port of all) {
    // One says nothing, one begins TLS, and one says what no TLS begins with.
    for (const bytes of [[], [0x16, 0x03, 0x01, 0x02, 0x00, 0x01], [0x47, 0x45, 0x54, 0x20]]) {
      const transport = await dialTcp({ hostname: "127.0.0.1", port });
      if (bytes.length > 0) await transport.write(Uint8Array.from(bytes));
      transports.push(transport);
    }
  }
  return transports;
}

for (const how of ["close", "lame duck"]) {
  test(`Server: a process with everything on ends by itself after ${how}, whoever is connected`, async () => {
    await withProgram(async (program, ports, nc) => {
      const { ca } = await certificates();
      const held = await hangers(ports);
      const websocket = await WebSocketPeer.open(ports.websocket, {}, { ca: ca.cert });
      await websocket.until("INFO");
      nc.publish("stop", how);
      await nc.flush();
      const { code, stdout, stderr } = await program.ended;
      assertMatch(stdout, /stopped after \d+ ms/);
      assertEquals([code, stderr], [0, ""]);
      for (const transport of held) transport.close();
      websocket.close();
    });
  });
}
