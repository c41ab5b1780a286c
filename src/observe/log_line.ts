/** Log lines as nats-server writes them: `[pid] 2026/01/02 15:04:05.123456 [INF] text`. [nats-server logger/log.go] */

import type { LogLevel } from "./logger.ts";

/** What stands in the brackets: a level, or `FTL` for what ends the program. */
export type LogLabel = LogLevel | "FTL";

/** How the lines look. */
export interface LogLook {
  /** The process id shown. */
  readonly pid: number;
  /** Whether the time is shown. */
  readonly time: boolean;
  /** Whether the time is UTC instead of local. */
  readonly utc: boolean;
}

/**
 * Makes one line, with its line end. Control characters in the text are shown by their escapes, so that what a
 * client chose can neither end the line nor colour a terminal.
 */
export function logLine(look: LogLook, label: LogLabel, text: string, now: Date): string {
  const time = look.time ? `${timestamp(now, look.utc)} ` : "";
  return `[${look.pid}] ${time}[${label}] ${escaped(text)}\n`;
}

/** The second that was written last: most lines are of the same one. */
let lastSecond = { at: NaN, utc: false, text: "" };

/** A time as Go's log package writes it, with six digits of a second of which a Date knows three. */
function timestamp(now: Date, utc: boolean): string {
  const at = Math.floor(now.getTime() / 1000);
  if (at !== lastSecond.at || utc !== lastSecond.utc) {
    const [date = "", clock = ""] = shifted(now, utc).toISOString().slice(0, -5).split("T");
    lastSecond = { at, utc, text: `${date.replaceAll("-", "/")} ${clock}` };
  }
  return `${lastSecond.text}.${String(now.getTime() - at * 1000).padStart(3, "0")}000`;
}

/** A Date tells local time only in pieces; shifted by its offset, it tells it as UTC. */
function shifted(now: Date, utc: boolean): Date {
  return utc ? now : new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
}

/** The end of the name of a log that is put aside at this local time: `2026.01.02.15.04.05.123000000`. */
export function backupStamp(now: Date): string {
  const [seconds = "", millis = ""] = shifted(now, false).toISOString().slice(0, -1).split(".");
  return `${seconds.replaceAll(/[-T:]/g, ".")}.${millis}000000`;
}

/** What `backupStamp` makes, also with other digits at its end. */
export const BACKUP_STAMP = /^\d{4}(\.\d\d){5}\.\d{1,9}$/;

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (control) => {
    return ESCAPES[control] ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
