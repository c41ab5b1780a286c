import { natsLogLine } from "../../src/cli/nats_log.ts";
import { assertEquals, assertMatch, test } from "../_test.ts";

const moment = new Date(Date.UTC(2026, 0, 2, 15, 4, 5, 123));

test("natsLogLine writes a line as nats-server does", () => {
  assertEquals(
    natsLogLine({ pid: 42, time: true, utc: true }, "INF", "Server is ready", moment),
    "[42] 2026/01/02 15:04:05.123000 [INF] Server is ready\n",
  );
});

test("natsLogLine leaves the time out when told to", () => {
  assertEquals(natsLogLine({ pid: 42, time: false, utc: true }, "FTL", "x", moment), "[42] [FTL] x\n");
});

test("natsLogLine shows local time unless told otherwise", () => {
  const pad = (number: number) => String(number).padStart(2, "0");
  const local = `2026/01/${pad(moment.getDate())} ${pad(moment.getHours())}:${
    pad(moment.getMinutes())
  }:05.123000`;
  assertMatch(
    natsLogLine({ pid: 1, time: true, utc: false }, "INF", "x", moment),
    new RegExp(`^\\[1\\] ${local} `),
  );
});
