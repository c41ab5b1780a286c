/** Reads what an account uses of others. [nats-server opts.go parseImportStreamOrService] */

import type { AccountImport, ImportSource } from "../option_types.ts";
import type { Notes } from "./notes.ts";
import { anyText, bool, quoted, text } from "./readers.ts";
import { type Draft, field, mapOf, type Option, readBlock, type Reader, tableOf } from "./table.ts";
import { type ConfigValue, typeName } from "./value.ts";

const sourceOptions = tableOf<Draft<ImportSource>>(
  field("account", "account", anyText),
  field("subject", "subject", anyText),
);

function source(kind: "Stream" | "Service"): Reader<ImportSource> {
  return (value, notes) => {
    const wrong = `${kind} entry should be an account map, got ${typeName(value.value)}`;
    const map = mapOf(value, notes, wrong);
    if (map === undefined) return undefined;
    const before = notes.problems.length;
    const read: Draft<ImportSource> = { account: "", subject: "" };
    readBlock(sourceOptions, map, read, notes);
    if (notes.problems.length > before) return undefined;
    if (read.account !== "" && read.subject !== "") return read;
    return notes.problem(value, "Expect an account name and a subject");
  };
}

/** The two kinds of an import exclude each other. */
function kindOption(kind: "stream" | "service", other: "stream" | "service"): Option<Draft<AccountImport>> {
  const option = field<Draft<AccountImport>, typeof kind>(
    kind,
    kind,
    source(kind === "stream" ? "Stream" : "Service"),
  );
  return {
    names: option.names,
    read(value, into, notes, name) {
      if (into[other] === undefined) option.read(value, into, notes, name);
      else notes.problem(value, `Detected ${kind} but already saw a ${other}`);
    },
  };
}

const importOptions = tableOf<Draft<AccountImport>>(
  kindOption("stream", "service"),
  kindOption("service", "stream"),
  field("prefix", "prefix", text),
  field("to", "to", text),
  field("share", "share", bool),
  field("allow_trace", "allowTrace", bool),
);

/** The imports of an account. */
export const accountImports: Reader<readonly AccountImport[]> = (value, notes) => {
  if (!Array.isArray(value.value)) {
    return notes.problem(value, `Imports should be an array, got ${typeName(value.value)}`);
  }
  const services = new Map<string, ImportSource>();
  return value.value.flatMap((entry) => {
    const read = oneImport(entry, notes);
    if (read?.service === undefined) return read ?? [];
    const { service: from, to = from.subject } = read;
    const key = JSON.stringify([to, from.account]);
    const same = services.get(key);
    if (same !== undefined) {
      notes.problem(
        entry,
        `Duplicate service import subject ${quoted(to)}, previously used in import for account ` +
          `${quoted(same.account)}, subject ${quoted(same.subject)}`,
      );
    }
    services.set(key, from);
    return [read];
  });
};

function oneImport(entry: ConfigValue, notes: Notes): AccountImport | undefined {
  const wrong = `Import Items should be a map with type entry, got ${typeName(entry.value)}`;
  const map = mapOf(entry, notes, wrong);
  if (map === undefined) return undefined;
  const before = notes.problems.length;
  const read: Draft<AccountImport> = {};
  readBlock(importOptions, map, read, notes);
  const placeOf = (name: string): ConfigValue =>
    [...map].find(([key]) => key.toLowerCase() === name)?.[1] ?? entry;
  if (read.service !== undefined && read.allowTrace !== undefined) {
    notes.problem(placeOf("allow_trace"), "Detected allow_trace directive on a non-stream");
  }
  if (read.stream !== undefined && read.prefix !== undefined && read.to !== undefined) {
    notes.problem(placeOf("to"), "Stream import can not have a 'prefix' and a 'to' property");
  }
  if (notes.problems.length > before) return undefined;
  if (read.stream !== undefined || read.service !== undefined) return read;
  return notes.problem(entry, "an import needs a stream or a service");
}
