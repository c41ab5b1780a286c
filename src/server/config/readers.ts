/** Reads values as what options take. Types that do not fit are told of in the same words everywhere. */

import { durationMs } from "./duration.ts";
import type { Notes } from "./notes.ts";
import type { Reader } from "./table.ts";
import { type ConfigValue, typeName } from "./value.ts";

/** What no timer takes more of, ms. */
const MAX_MS = 2 ** 31 - 1;

/** True or false. */
export const bool: Reader<boolean> = (value, notes) => {
  return typeof value.value === "boolean" ? value.value : wrongType(value, notes, "bool");
};

/** A text; an empty one counts as left out, as in nats-server. */
export const text: Reader<string> = (value, notes) => {
  const read = anyText(value, notes);
  return read === "" ? undefined : read;
};

/** A text that may be empty, such as a password. */
export const anyText = (value: ConfigValue, notes: Notes): string | undefined => {
  return typeof value.value === "string" ? value.value : wrongType(value, notes, "string");
};

/** Tells of a value of the wrong type. */
export function wrongType(value: ConfigValue, notes: Notes, expected: string): undefined {
  return notes.problem(value, `expected ${expected}, got ${typeName(value.value)}`);
}

/** An integer as it is; those past 2^53 lose their last digits, which no option cares for. */
export const integer = (value: ConfigValue, notes: Notes): number | undefined => {
  return typeof value.value === "bigint" ? Number(value.value) : wrongType(value, notes, "integer");
};

/** A number of something: not below zero. */
export const count: Reader<number> = (value, notes, name) => {
  const read = integer(value, notes);
  return read === undefined || read >= 0 ? read : notes.problem(value, `${name} value can not be negative`);
};

/** The same, where zero stands for the default. */
export const countOrDefault: Reader<number> = (value, notes, name) => count(value, notes, name) || undefined;

/** The same, where anything below 1 stands for no limit and is 0. */
export const countOrUnlimited: Reader<number> = (value, notes) => {
  const read = integer(value, notes);
  return read === undefined ? undefined : Math.max(0, read);
};

/** A number of bytes that fits in an int32; zero stands for the default. */
export const size32: Reader<number> = (value, notes, name) => {
  const read = countOrDefault(value, notes, name);
  if (read === undefined || read < 2 ** 31) return read;
  return notes.problem(value, `${name} value is too big`);
};

/** A port: -1 stands for any free one, which is 0 here; 0 for the default, or for none. */
export const port: Reader<number> = (value, notes) => {
  const read = integer(value, notes);
  return read === undefined ? undefined : portOf(read, value, notes);
};

function portOf(read: number, value: ConfigValue, notes: Notes): number | undefined {
  if (read === 0) return undefined;
  if (read === -1) return 0;
  return read > 0 && read <= 65535 ? read : notes.problem(value, `${read} is no port`);
}

/** Where something listens; what is left out stands for the default. */
export interface ListenAddress {
  readonly host?: string;
  readonly port?: number;
}

/** A port, or `host:port`. [nats-server opts.go parseListen] */
export const listen: Reader<ListenAddress> = (value, notes) => {
  const written = value.value;
  if (typeof written === "bigint") {
    const read = port(value, notes, "");
    return read === undefined ? {} : { port: read };
  }
  if (typeof written !== "string") {
    return notes.problem(value, `expected port or host:port, got ${typeName(written)}`);
  }
  const [, bracketed, plain, digits] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(written) ?? [];
  if (digits === undefined) return notes.problem(value, `could not parse address string ${quoted(written)}`);
  if (!/^[+-]?\d{1,10}$/.test(digits)) return notes.problem(value, `could not parse port ${quoted(digits)}`);
  const host = bracketed ?? plain ?? "";
  const read = portOf(Number(digits), value, notes);
  return { ...(host === "" ? {} : { host }), ...(read === undefined ? {} : { port: read }) };
};

/** A duration such as `"2m"`, in ms; a bare number is of seconds, with a warning. Zero stands for the default. */
export const duration: Reader<number> = (value, notes, name) => {
  const written = value.value;
  if (typeof written === "string") {
    return wholeMs(durationMs(written), value, notes, name, `error parsing ${name}: `);
  }
  if (typeof written !== "bigint") return wrongType(value, notes, "integer");
  const reason = `${name} should be converted to a duration`;
  notes.warn(value, `invalid use of field ${quoted(name)}: ${reason}`);
  return wholeMs(Number(written) * 1000, value, notes, name, "");
};

/** Seconds as a number, or a duration; in ms. Zero stands for the default. */
export function seconds(wrong: string): Reader<number> {
  return (value, notes, name) => {
    const written = value.value;
    if (typeof written === "bigint" || typeof written === "number") {
      return wholeMs(Number(written) * 1000, value, notes, name, "");
    }
    if (typeof written === "string") {
      return wholeMs(durationMs(written), value, notes, name, `${wrong} `);
    }
    return notes.problem(value, `${wrong} wrong type`);
  };
}

/** Timers take whole ms, up to 24 days. */
export function wholeMs(
  ms: number | string,
  value: ConfigValue,
  notes: Notes,
  name: string,
  before: string,
): number | undefined {
  if (typeof ms === "string") return notes.problem(value, before + ms);
  if (ms < 0) return notes.problem(value, `${name} value can not be negative`);
  if (ms === 0) return undefined;
  return Math.min(MAX_MS, Math.max(1, Math.round(ms)));
}

/** One text, or a list of them. [nats-server opts.go parseStringArray] */
export function texts(what: string): Reader<readonly string[]> {
  return (value, notes) => {
    if (typeof value.value === "string") return [value.value];
    if (!Array.isArray(value.value)) {
      return notes.problem(value, `error parsing ${what}: unsupported type ${typeName(value.value)}`);
    }
    return value.value.flatMap((entry) => {
      if (typeof entry.value === "string") return [entry.value];
      notes.problem(entry, `error parsing ${what}: unsupported type in array ${typeName(entry.value)}`);
      return [];
    });
  };
}

/** A map of texts. */
export function textMap(
  wrong: string,
  wrongEntry: (key: string, type: string) => string,
): Reader<Record<string, string>> {
  return (value, notes) => {
    if (!(value.value instanceof Map)) {
      return notes.problem(value, `${wrong}: unsupported type ${typeName(value.value)}`);
    }
    const entries: [string, string][] = [];
    for (const [key, entry] of value.value) {
      if (typeof entry.value === "string") entries.push([key, entry.value]);
      else notes.problem(entry, wrongEntry(key, typeName(entry.value)));
    }
    return Object.fromEntries(entries);
  };
}

/** A text in double quotes. */
export function quoted(written: string): string {
  return JSON.stringify(written);
}
