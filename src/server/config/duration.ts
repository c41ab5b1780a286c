/** Durations as Go writes them: `300ms`, `1.5h`, `2h45m`. [Go time.ParseDuration] */

/** What each unit has, ms. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00b5s": 1e-3,
  "\u03bcs": 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A Go duration is an int64 of nanoseconds: about 292 years. */
const MAX_MS = 2 ** 63 / 1e6;

/** Texts beyond this are no durations that anybody writes. */
const MAX_LETTERS = 100;

/** Reads a duration; gives ms, or what is wrong in Go's words. */
export function durationMs(text: string): number | string {
  const shown = JSON.stringify(text.length > MAX_LETTERS ? `${text.slice(0, MAX_LETTERS)}...` : text);
  const invalid = `time: invalid duration ${shown}`;
  if (text.length > MAX_LETTERS) return invalid;
  const negative = text.startsWith("-");
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return 0;
  if (rest === "") return invalid;
  let total = 0;
  while (rest !== "") {
    const [number] = /^(?:\d+\.?\d*|\.\d+)/.exec(rest) ?? [];
    if (number === undefined) return invalid;
    rest = rest.slice(number.length);
    const [unit = ""] = /^[^\d.]*/.exec(rest) ?? [];
    if (unit === "") return `time: missing unit in duration ${shown}`;
    const each = Object.hasOwn(UNITS, unit) ? UNITS[unit]! : undefined;
    if (each === undefined) return `time: unknown unit ${JSON.stringify(unit)} in duration ${shown}`;
    total += Number(number) * each;
    rest = rest.slice(unit.length);
  }
  if (total > MAX_MS) return invalid;
  return negative ? -total : total;
}

/** A duration as Go shows it, from ms: `1m30s`. */
export function durationText(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  const positive = Math.abs(ms);
  if (positive === 0) return "0s";
  if (positive < 1000) return positive >= 1 ? `${sign}${positive}ms` : `${sign}${positive * 1000}\u00b5s`;
  const hours = Math.floor(positive / 3_600_000);
  const minutes = Math.floor(positive / 60_000) % 60;
  const seconds = Number(((positive % 60_000) / 1000).toFixed(9));
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
