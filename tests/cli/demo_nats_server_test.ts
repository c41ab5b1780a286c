import { dialTcp } from "#runtime";
import { playDemo } from "../../src/cli/demo_player.ts";
import { demoSteps, PINGS_BEFORE_STALE } from "../../src/cli/demo_steps.ts";
import { systemClock } from "../../src/transport/clock.ts";
import { natsServer, startNatsServer } from "../_nats_server.ts";
import { assertEquals, assertStringIncludes, test } from "../_test.ts";
import { runCli } from "./run_cli.ts";

const found = await natsServer();
const skip = "skip" in found ? found.skip : false;
const path = "path" in found ? found.path : "";

test("natwire demo --server plays on nats-server", async () => {
  const server = await startNatsServer({ path });
  const { code, out, err } = await runCli("demo", "--server", `127.0.0.1:${server.port}`).finally(
    server.close,
  );
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, "Every expected line came back.");
}, { skip });

test("playDemo plays the idle step on nats-server as on the embedded server", async () => {
  const config = `ping_interval: "1s"\nping_max: ${PINGS_BEFORE_STALE}\n`;
  const server = await startNatsServer({ path, config });
  const shown: string[] = [];
  await playDemo(demoSteps, {
    server: { hostname: "127.0.0.1", port: server.port },
    dial: dialTcp,
    clock: systemClock,
    screen: { step: () => {}, row: (who, mark, text) => shown.push(`${who} ${mark} ${text}`) },
    answerMs: 5000,
    pingMs: 1000,
    typingMs: 0,
  }).finally(server.close);
  assertEquals(shown.filter((row) => row.startsWith("A")).slice(-5), [
    "A - (idle: types no pong)",
    "A < PING",
    "A < PING",
    "A < -ERR 'Stale Connection'",
    "A - (the server hung up)",
  ]);
}, { skip });

test("natwire demo --server says that nats-server wants credentials", async () => {
  const server = await startNatsServer({ path, config: "authorization { user: u, password: p }\n" });
  const { code, err } = await runCli("demo", "--server", `127.0.0.1:${server.port}`).finally(server.close);
  assertEquals(code, 1);
  assertStringIncludes(err, `127.0.0.1:${server.port} is a NATS server that wants credentials`);
}, { skip });
