/** Reads subject mappings. [nats-server opts.go parseAccountMappings] */

import { InvalidArgumentError } from "../../errors.ts";
import { isValidSubject } from "../../subject/validate.ts";
import { SubjectMappings } from "../accounts/mappings.ts";
import type { MappingDestination, Mappings } from "../option_types.ts";
import type { Notes } from "./notes.ts";
import { quoted, text } from "./readers.ts";
import { type Draft, field, mapOf, readBlock, type Reader, tableOf } from "./table.ts";
import { type ConfigValue, typeName } from "./value.ts";

const weight: Reader<number> = (value, notes) => {
  const written = value.value;
  if (typeof written !== "string" && typeof written !== "bigint") {
    return notes.problem(value, `Unknown entry type for weight of ${typeName(written)}`);
  }
  const digits = String(written).replace(/%$/, "");
  if (!/^[+-]?\d+$/.test(digits)) {
    return notes.problem(value, `Invalid weight ${quoted(digits)} for mapping destination`);
  }
  const percent = Number(digits);
  if (percent >= 0 && percent <= 100) return percent;
  return notes.problem(value, `Invalid weight ${percent} for mapping destination`);
};

const destinationOptions = tableOf<Draft<MappingDestination>>(
  field(["dest", "destination"], "destination", text),
  field("weight", "weight", weight),
  field("cluster", "cluster", text),
);

const unknownField = (name: string): string => `Unknown field ${quoted(name)} for mapping destination`;

function destination(value: ConfigValue, notes: Notes): MappingDestination | undefined {
  const map = mapOf(value, notes, "Expected an entry for the mapping destination");
  if (map === undefined) return undefined;
  const before = notes.problems.length;
  const read: Draft<MappingDestination> = { destination: "" };
  readBlock(destinationOptions, map, read, notes, unknownField);
  if (notes.problems.length > before) return undefined;
  if (read.weight !== undefined) return read;
  return notes.problem(value, `Missing weight for mapping destination ${quoted(read.destination)}`);
}

/** Where each subject goes. */
export const mappings: Reader<Mappings> = (value, notes) => {
  const map = mapOf(value, notes);
  if (map === undefined) return undefined;
  const entries: [string, Mappings[string]][] = [];
  for (const [source, entry] of map) {
    const read = destinations(source, value, entry, notes);
    if (read !== undefined) entries.push([source, read]);
  }
  return Object.fromEntries(entries);
};

function destinations(
  source: string,
  block: ConfigValue,
  entry: ConfigValue,
  notes: Notes,
): Mappings[string] | undefined {
  const list = Array.isArray(entry.value) ? entry.value : [entry];
  const read = typeof entry.value === "string"
    ? entry.value
    : list.flatMap((each) => destination(each, notes) ?? []);
  try {
    // Compiled for its errors alone.
    new SubjectMappings(Object.fromEntries([[source, read]]));
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    return notes.problem(isValidSubject(source) ? entry : block, error.message);
  }
  return read;
}
