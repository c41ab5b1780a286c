/** Log lines as nats-server writes them: `[pid] 2026/01/02 15:04:05.123456 [INF] text`. [nats-server logger/log.go] */

import type { LogLevel } from "../observe/logger.ts";

/** What stands in the brackets: a level, or `FTL` for what ends the program. */
export type LogLabel = LogLevel | "FTL";

/** How the lines look. */
export interface NatsLogOptions {
  /** The process id shown. */
  pid: number;
  /** Whether the time is shown. */
  time: boolean;
  /** Whether the time is UTC instead of local. */
  utc: boolean;
}

/** Makes one line, with its line end. */
export function natsLogLine(options: NatsLogOptions, label: LogLabel, text: string, now: Date): string {
  const time = options.time ? `${timestamp(now, options.utc)} ` : "";
  return `[${options.pid}] ${time}[${label}] ${text}\n`;
}

/** Writes a time as Go's log package does, with six digits of a second of which a Date knows three. */
function timestamp(now: Date, utc: boolean): string {
  // A Date tells local time only in pieces; shifted by its offset, it tells it as UTC.
  const shown = utc ? now : new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const [date = "", clock = ""] = shown.toISOString().slice(0, -1).split("T");
  return `${date.replaceAll("-", "/")} ${clock}000`;
}
