/** Reads what an account lets others use. [nats-server opts.go parseExportStreamOrService] */

import type { AccountExport, LatencyOptions } from "../option_types.ts";
import { durationMs } from "./duration.ts";
import type { Notes } from "./notes.ts";
import { bool, integer, quoted, wholeMs } from "./readers.ts";
import { type Draft, field, mapOf, readBlock, type Reader, tableOf } from "./table.ts";
import { type ConfigValue, typeName } from "./value.ts";

/** The words for each way to answer. */
const RESPONSE_TYPES: ReadonlyMap<string, NonNullable<AccountExport["responseType"]>> = new Map([
  ["single", "singleton"],
  ["singleton", "singleton"],
  ["stream", "stream"],
  ["chunk", "chunked"],
  ["chunked", "chunked"],
]);

const responseType: AccountExportReader<"responseType"> = (value, notes) => {
  if (typeof value.value !== "string") {
    return notes.problem(value, `Expected response type to be string, got ${typeName(value.value)}`);
  }
  const read = RESPONSE_TYPES.get(value.value.toLowerCase());
  return read ?? notes.problem(value, `Unknown response type: ${quoted(value.value)}`);
};

type AccountExportReader<Name extends keyof AccountExport> = Reader<AccountExport[Name]>;

const threshold: Reader<number> = (value, notes, name) => {
  const wrong = "Expected response threshold to be a parseable time duration, got ";
  if (typeof value.value !== "string") return notes.problem(value, wrong + typeName(value.value));
  const ms = durationMs(value.value);
  if (typeof ms === "string") return notes.problem(value, wrong + quoted(value.value));
  return wholeMs(ms, value, notes, name, "");
};

function subject(kind: string): Reader<string> {
  return (value, notes) => {
    if (typeof value.value === "string") return value.value;
    return notes.problem(value, `Expected ${kind} name to be string, got ${typeName(value.value)}`);
  };
}

const accountNames: Reader<readonly string[]> = (value, notes) => {
  if (!Array.isArray(value.value)) {
    return notes.problem(value, `expected array, got ${typeName(value.value)}`);
  }
  const read = value.value.flatMap((entry) => {
    if (typeof entry.value === "string") return [entry.value];
    notes.problem(entry, `expected string, got ${typeName(entry.value)}`);
    return [];
  });
  // An empty list is everybody.
  return read.length === 0 ? undefined : read;
};

/** A subject, or a block of which only these two names count. */
const latency: Reader<LatencyOptions> = (value, notes) => {
  if (typeof value.value === "string") return { subject: value.value };
  const wrong = `Expected latency entry to be a map/struct or string, got ${typeName(value.value)}`;
  const map = mapOf(value, notes, wrong);
  if (map === undefined) return undefined;
  const sample = map.get("sampling");
  const sampling = sample === undefined ? undefined : samplingOf(sample, notes);
  const to = map.get("subject");
  if (to === undefined) return notes.problem(value, "Latency subject required, but missing");
  if (typeof to.value !== "string") {
    return notes.problem(to, `Expected latency subject to be a string, got ${typeName(to.value)}`);
  }
  return { subject: to.value, ...(sampling === undefined ? {} : { sampling }) };
};

function samplingOf(value: ConfigValue, notes: Notes): number | "headers" | undefined {
  const written = value.value;
  if (typeof written !== "string" && typeof written !== "bigint") {
    const type = typeName(written);
    return notes.problem(value, `Expected latency sample to be a string or map/struct, got ${type}`);
  }
  if (String(written).trim().toLowerCase() === "headers") return "headers";
  const digits = String(written).replace(/%$/, "");
  if (!/^[+-]?\d+$/.test(digits)) {
    return notes.problem(value, `Failed to parse latency sample: ${quoted(digits)} is no number`);
  }
  const percent = Number(digits);
  if (percent >= 1 && percent <= 100) return percent;
  return notes.problem(value, "bad sampling percentage, should be 1-100");
}

/** An export, and where its directives for services stand. */
type ExportDraft = Draft<AccountExport> & { directives: Map<string, ConfigValue> };

/** A field that only services have. */
function directive<Name extends keyof AccountExport>(
  names: string | readonly string[],
  name: Name,
  kind: string,
  read: Reader<AccountExport[Name]>,
): ReturnType<typeof field<ExportDraft, Name>> {
  const option = field<ExportDraft, Name>(names, name, read as Reader<ExportDraft[Name]>);
  return {
    names: option.names,
    read(value, into, notes, written) {
      if (into.directives.has(name)) notes.problem(value, `Duplicate ${kind}`);
      into.directives.set(name, value);
      option.read(value, into, notes, written);
    },
  };
}

const exportOptions = tableOf<ExportDraft>(
  {
    names: ["stream"],
    read(value, into, notes, name) {
      if (into.service === undefined) {
        field<ExportDraft, "stream">("", "stream", subject("stream")).read(value, into, notes, name);
      } else notes.problem(value, `Detected stream ${shown(value)} but already saw a service`);
    },
  },
  {
    names: ["service"],
    read(value, into, notes, name) {
      if (into.stream === undefined) {
        field<ExportDraft, "service">("", "service", subject("service")).read(value, into, notes, name);
      } else notes.problem(value, `Detected service ${shown(value)} but already saw a stream`);
    },
  },
  directive(["response", "response_type"], "responseType", "response type definition", responseType),
  directive(
    ["threshold", "response_threshold", "response_max_time", "response_time"],
    "responseThresholdMs",
    "response threshold detected",
    threshold,
  ),
  directive("latency", "latency", "latency", latency),
  directive("allow_trace", "allowTrace", "allow_trace", bool),
  field("accounts", "accounts", accountNames),
  field(
    "account_token_position",
    "accountTokenPosition",
    (value, notes) => integer(value, notes) || undefined,
  ),
);

function shown({ value }: ConfigValue): string {
  return typeof value === "string" ? quoted(value) : typeName(value);
}

/** What is said of each directive of services when it stands in a stream. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  responseType: "response",
  responseThresholdMs: "response",
  latency: "latency",
  allowTrace: "allow_trace",
};

/** The exports of an account. */
export const accountExports: Reader<readonly AccountExport[]> = (value, notes) => {
  if (!Array.isArray(value.value)) {
    return notes.problem(value, `Exports should be an array, got ${typeName(value.value)}`);
  }
  return value.value.flatMap((entry) => {
    const wrong = `Export Items should be a map with type entry, got ${typeName(entry.value)}`;
    const map = mapOf(entry, notes, wrong);
    if (map === undefined) return [];
    const before = notes.problems.length;
    const draft: ExportDraft = { directives: new Map() };
    readBlock(exportOptions, map, draft, notes);
    const { directives, ...read } = draft;
    if (read.stream !== undefined) {
      for (const [name, place] of directives) {
        notes.problem(place, `Detected ${DIRECTIVES[name]} directive on non-service`);
      }
    }
    if (notes.problems.length > before) return [];
    if (read.stream !== undefined || read.service !== undefined) return [read];
    notes.problem(entry, "an export needs a stream or a service");
    return [];
  });
};
