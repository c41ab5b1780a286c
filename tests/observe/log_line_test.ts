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

test("logLine tells each second and each part of it, in both kinds of time", () => {
  const times = [0, 7, 999, 1000, 61_000, 86_400_000].flatMap((ms) => {
    const now = new Date(moment.getTime() + ms);
    return [true, false, true].map((utc) => [now, utc] as const);
  });
  for (const [now, utc] of times) {
    const shown = logLine({ pid: 1, time: true, utc }, "INF", "x", now).slice(4, 30);
    const [year, month, day, hour, minute, second, micros] = shown.split(/\D/).map(Number);
    const ms = [year!, month! - 1, day!, hour!, minute!, second!, micros! / 1000] as const;
    assertEquals(utc ? Date.UTC(...ms) : new Date(...ms).getTime(), now.getTime(), shown);
  }
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
