import { dialTcp, listenTcp } from "#runtime";
import { parseAddress } from "../../src/cli/demo_command.ts";
import { createServer } from "../../src/server/mod.ts";
import { assert, assertEquals, assertStringIncludes, test } from "../_test.ts";
import { runCli, startCli } from "./run_cli.ts";
import { readLine } from "./read_line.ts";

test("parseAddress reads every way to write an address", () => {
  const rows: [text: string, hostname: string, port: number][] = [
    ["127.0.0.1:4333", "127.0.0.1", 4333],
    ["localhost", "localhost", 4222],
    ["nats://demo.nats.io", "demo.nats.io", 4222],
    ["NATS://demo.nats.io:4222/", "demo.nats.io", 4222],
    ["[::1]:4333", "::1", 4333],
    ["nats://[fe80::1%eth0]", "fe80::1%eth0", 4222],
  ];
  for (const [text, hostname, port] of rows) assertEquals(parseAddress(text), { hostname, port });
});

test("natwire demo plays all ten steps on the embedded server", async () => {
  const { code, out, err } = await runCli("demo");
  assertEquals([code, err], [0, ""]);
  for (let step = 1; step <= 10; step++) assertStringIncludes(out, `\n${String(step).padStart(2)}. `);
  const lines = out.split("\n").map((line) => line.slice(8).replace(/\|.*/, "").trimEnd());
  const typed = (line: string) => lines.filter((each) => each === `> ${line}`).length;
  const received = (line: string) => lines.filter((each) => each === `< ${line}`).length;
  assertEquals([typed("sub foo.* 90"), typed("unsub 90"), typed("ping")], [2, 1, 1]);
  assertEquals([received("MSG foo.bar 90 5"), received("MSG foo.bar 90 optional.reply.subject 5")], [1, 1]);
  assertEquals([received("PONG"), received("-ERR 'Stale Connection'")], [1, 1]);
  assertStringIncludes(out, "All ten steps passed: every expected line came back");
});

test("natwire demo --keep leaves a server running and tells how to telnet to it", async () => {
  const demo = startCli("demo", "--keep");
  const [, port] = await demo.printed(/telnet 127\.0\.0\.1 (\d+)\n {4}sub/);
  await demo.printed(/Ctrl-C stops it/);
  const person = await dialTcp({ hostname: "127.0.0.1", port: Number(port) });
  const said = await readLine(person);
  assert(said.startsWith("INFO {"), said);
  demo.stop();
  assertEquals((await demo.ended).code, 0);
  assertEquals(await person.read(), null);
  person.close();
});

test("natwire demo --server plays on another server and leaves the idle step out", async () => {
  await using server = await createServer({ port: 0 });
  const { code, out, err } = await runCli("demo", "--server", `127.0.0.1:${server.port}`);
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, "(staying idle is left out)");
  assertStringIncludes(out, "Left out: the idle half of step 10");
});

test("natwire demo --server exits with 1 where the server wants credentials", async () => {
  for (const lock of [{ user: "u", pass: "p" }, { token: "t" }]) {
    await using server = await createServer({ port: 0, ...lock });
    const { code, err } = await runCli("demo", "--server", `127.0.0.1:${server.port}`);
    assertEquals(code, 1);
    assertStringIncludes(
      err,
      `natwire demo: 127.0.0.1:${server.port} is a NATS server that wants credentials`,
    );
  }
});

test("natwire demo --server exits with 1 where nobody listens", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  const { code, err } = await runCli("demo", "--server", `127.0.0.1:${listener.port}`);
  assertEquals(code, 1);
  assertStringIncludes(
    err,
    `natwire demo: cannot connect to 127.0.0.1:${listener.port}: connection refused, nobody listens there.`,
  );
});

test("natwire demo --server exits with 1 where something other than NATS listens", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const accepted = listener.accept();
  const demo = startCli("demo", "--server", `127.0.0.1:${listener.port}`);
  const peer = await accepted;
  await peer?.write(new TextEncoder().encode("220 mail.example.com ESMTP\r\n"));
  const { code, err } = await demo.ended;
  peer?.close();
  listener.close();
  assertEquals(code, 1);
  assertStringIncludes(err, `127.0.0.1:${listener.port} is not a NATS server that telnet can talk to`);
  assertStringIncludes(err, 'it said "220 mail.example.com ESMTP"');
});

test("natwire demo exits with 1 where its port is taken", async () => {
  const listener = await listenTcp({ hostname: "127.0.0.1", port: 0 });
  const { code, err } = await runCli("demo", "--port", String(listener.port));
  listener.close();
  assertEquals(code, 1);
  assertStringIncludes(err, `natwire demo: cannot listen on 127.0.0.1:${listener.port}`);
});
