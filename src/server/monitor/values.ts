/** How monitoring writes values: dates, times and texts as Go does. [nats-server monitor.go] */

/** A request that monitoring cannot answer. */
export class MonitorError extends Error {
  /** The status of the answer over HTTP. */
  readonly status: number;

  /** Takes the status and the text of the answer. */
  constructor(status: number, message: string) {
    super(message);
    this.name = "MonitorError";
    this.status = status;
  }
}

/** JSON that monitoring answers with; a field that is undefined is left out. */
export type Json = string | number | boolean | null | readonly Json[] | {
  readonly [name: string]: Json | undefined;
};

/** Nanoseconds, as durations are written. */
export function nanoseconds(ms: number): number {
  return Math.round(ms * 1e6);
}

/** A date in RFC 3339, in UTC. */
export function dateText(ms: number): string {
  const whole = Math.floor(ms);
  const date = new Date(whole).toISOString();
  const micros = Math.floor((ms - whole) * 1000);
  return micros === 0 ? date : `${date.slice(0, -1)}${String(micros).padStart(3, "0")}Z`;
}

/** Units of a time since something, the largest first, in seconds, and where each begins anew. */
const UNITS = [["y", 365 * 86_400, Infinity], ["d", 86_400, 365], ["h", 3600, 24], ["m", 60, 60]] as const;

/** How long something has been going on: `1y2d3h4m5s`, from the largest unit on that is not 0. [myUptime] */
export function uptimeText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  let text = "";
  for (const [name, size, wrap] of UNITS) {
    const count = Math.floor(seconds / size) % wrap;
    if (text !== "" || count > 0) text += `${count}${name}`;
  }
  return `${text}${seconds % 60}s`;
}

/** A short time as Go writes one: `283µs`, `1.5ms`, `2.000001s`. [Go time.Duration.String] */
export function durationText(ms: number): string {
  const nanos = nanoseconds(ms);
  if (nanos === 0) return "0s";
  if (nanos < 1000) return `${nanos}ns`;
  if (nanos < 1e6) return `${nanos / 1000}µs`;
  if (nanos < 1e9) return `${nanos / 1e6}ms`;
  const seconds = nanos / 1e9;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = `${minutes % 60}m${Math.round((seconds - minutes * 60) * 1e9) / 1e9}s`;
  return minutes < 60 ? rest : `${Math.floor(minutes / 60)}h${rest}`;
}

/** JSON with two blanks for each level, and `<`, `>` and `&` as Go writes them. */
export function jsonText(value: Json, indent = 2): string {
  const escapes: Record<string, string> = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
  return JSON.stringify(value, null, indent).replace(/[<>&]/g, (letter) => escapes[letter]!);
}

/** Fields by their names, as Go writes maps. */
export function sorted<T>(fields: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => a < b ? -1 : 1));
}
