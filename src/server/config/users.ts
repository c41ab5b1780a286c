/** Reads lists of users, and what may be said of one only once. [nats-server opts.go parseUsers] */

import { decodePublicKey, Prefix } from "../../nkeys/text.ts";
import type { ConnectionType, ServerUser } from "../option_types.ts";
import { CONNECTION_TYPES } from "../options.ts";
import type { Notes } from "./notes.ts";
import { permissions } from "./permissions.ts";
import { anyText, quoted, text, texts } from "./readers.ts";
import { type Draft, field, mapOf, readBlock, type Reader, tableOf } from "./table.ts";
import { type ConfigValue, typeName } from "./value.ts";
import { unsupportedIn } from "./unsupported.ts";

const connectionTypes: Reader<readonly ConnectionType[]> = (value, notes, name) => {
  const read = texts("allowed connection types")(value, notes, name)?.map((each) => each.toUpperCase());
  if (read === undefined) return undefined;
  const isKnown = (each: string): each is ConnectionType => CONNECTION_TYPES.some((known) => known === each);
  const unknown = read.filter((each) => !isKnown(each));
  if (unknown.length > 0) {
    return notes.problem(value, `invalid connection types [${unknown.map(quoted).join(" ")}]`);
  }
  const types = read.filter(isKnown);
  return types.length === 0 ? undefined : types;
};

const userOptions = tableOf<Draft<ServerUser>>(
  field("nkey", "nkey", text),
  field(["user", "username"], "user", text),
  field(["pass", "password"], "pass", anyText),
  field(["permission", "permissions", "authorization"], "permissions", permissions),
  field(
    ["allowed_connection_types", "connection_types", "clients"],
    "allowedConnectionTypes",
    connectionTypes,
  ),
  ...unsupportedIn("user"),
);

/** Whether a text is a public nkey of this kind. */
export function isPublicKey(written: string, prefix: Prefix): boolean {
  try {
    return decodePublicKey(written).prefix === prefix;
  } catch {
    return false;
  }
}

/** The users of a list. */
export const users: Reader<readonly ServerUser[]> = (value, notes) => {
  if (!Array.isArray(value.value)) {
    return notes.problem(value, `Expected users field to be an array, got ${typeName(value.value)}`);
  }
  return value.value.flatMap((entry) => {
    const wrong = `Expected user entry to be a map/struct, got ${typeName(entry.value)}`;
    const map = mapOf(entry, notes, wrong);
    if (map === undefined) return [];
    const user: Draft<ServerUser> = {};
    readBlock(userOptions, map, user, notes);
    // As nats-server says it: at the last thing that the user has.
    const place = [...map.values()].at(-1) ?? entry;
    if (!isComplete(user, place, notes)) return [];
    // Who has none given has an empty one.
    return [user.user === undefined ? user : { pass: "", ...user }];
  });
};

function isComplete({ nkey, user, pass }: ServerUser, place: ConfigValue, notes: Notes): boolean {
  const before = notes.problems.length;
  if (nkey === undefined && user === undefined) notes.problem(place, "User entry requires a user");
  else if (nkey !== undefined && !isPublicKey(nkey, Prefix.User)) {
    notes.problem(place, "Not a valid public nkey for a user");
  } else if (nkey !== undefined && (user !== undefined || (pass ?? "") !== "")) {
    notes.problem(place, "Nkey users do not take usernames or passwords");
  }
  return notes.problems.length === before;
}

/** Tells of users whose name, or nkey, others have too. */
export function checkTwice(
  list: readonly ServerUser[],
  seen: Set<string>,
  place: ConfigValue,
  notes: Notes,
): void {
  for (const { user, nkey } of list) {
    const name = nkey ?? user ?? "";
    if (seen.has(name)) {
      notes.problem(place, `Duplicate ${nkey === undefined ? "user" : "nkey"} ${quoted(name)} detected`);
    }
    seen.add(name);
  }
}
