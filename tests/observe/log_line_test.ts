import { BACKUP_STAMP, backupStamp, logLine } from "../../src/observe/log_line.ts";
import { assert, assertEquals, assertMatch, test } from "../_test.ts";

const moment = new Date(Date.UTC(2026, 0, 2, 15, 4, 5, 123));
const pad = (number: number) => String(number).padStart(2, "0");

test("logLine writes a line as nats-server does", () => {
  assertEquals(
    logLine({ pid: 42, time: true, utc: true }, "INF", "Server is ready", moment),
    "[42] 2026/01/02 15:04:05.123000 [INF] Server is ready\n",
  );
});

test("logLine leaves the time out when told to", () => {
  assertEquals(logLine({ pid: 42, time: false, utc: true }, "FTL", "x", moment), "[42] [FTL] x\n");
});

test("logLine shows local time unless told otherwise", () => {
  const local = `2026/01/${pad(moment.getDate())} ${pad(moment.getHours())}:${
    pad(moment.getMinutes())
  }:05.123000`;
  assertMatch(
    logLine({ pid: 1, time: true, utc: false }, "INF", "x", moment),
    new RegExp(`^\\[1\\] ${local} `),
  );
});

test("logLine is one line without control characters, whatever the text", () => {
  assertEquals(
    logLine({ pid: 1, time: false, utc: true }, "ERR", "a\r\nb\t\x1b[31mzwölf\x7f\u0085", moment),
    "[1] [ERR] a\\r\\nb\\t\\x1b[31mzwölf\\x7f\\x85\n",
  );
});

test("backupStamp is local time down to nanoseconds", () => {
  const stamp = backupStamp(moment);
  assertEquals(
    stamp,
    `2026.01.${pad(moment.getDate())}.${pad(moment.getHours())}.${pad(moment.getMinutes())}.05.123000000`,
  );
  assert(BACKUP_STAMP.test(stamp));
  for (const other of ["old", "gz", "2026.01.02", `${stamp}.gz`]) assert(!BACKUP_STAMP.test(other));
});
