import { parseAddress } from "../../src/cli/demo_command.ts";
import { assertEquals, test } from "../_test.ts";

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
