/** Reads permissions. [nats-server opts.go parseUserPermissions] */

import { isValidSubject } from "../../subject/validate.ts";
import type { Permissions } from "../permissions.ts";
import { durationMs } from "./duration.ts";
import type { Notes } from "./notes.ts";
import { integer, quoted, wholeMs } from "./readers.ts";
import { type Draft, field, mapOf, readBlock, type Reader, tableOf } from "./table.ts";
import { type ConfigValue, typeName } from "./value.ts";

/** The subjects of one direction. */
interface Subjects {
  allow?: readonly string[];
  deny?: readonly string[];
}

/** How requests may be answered. */
type ResponseLimits = Exclude<Permissions["allowResponses"], boolean | undefined>;

const responseOptions = tableOf<Draft<ResponseLimits>>(
  field(["max", "max_msgs", "max_messages", "max_responses"], "max", (value, notes) => {
    const max = integer(value, notes);
    return max === 0 ? undefined : max;
  }),
  field(["expires", "expiration", "ttl"], "expiresMs", (value, notes) => {
    if (typeof value.value !== "string") {
      return notes.problem(value, "error parsing expires, not a duration string");
    }
    const ms = durationMs(value.value);
    // Below zero stands for no limit.
    if (typeof ms === "number" && ms < 0) return -1;
    return wholeMs(ms, value, notes, "expires", "error parsing expires: ");
  }),
);

const unknownPermission = (name: string): string => `Unknown field ${quoted(name)} parsing permissions`;

const responses: Reader<boolean | ResponseLimits> = (value, notes) => {
  if (typeof value.value === "boolean") return value.value;
  const wrong = "error parsing response permissions, expected a boolean or a map";
  const map = mapOf(value, notes, wrong);
  if (map === undefined) return undefined;
  const read: Draft<ResponseLimits> = {};
  readBlock(responseOptions, map, read, notes, unknownPermission);
  return read;
};

/** Reads one subject or a list; an empty list says nothing. */
function subjects(withQueue: boolean): Reader<readonly string[]> {
  return (value, notes) => {
    const entries = typeof value.value === "string" ? [value] : value.value;
    if (!Array.isArray(entries)) {
      const type = typeName(value.value);
      return notes.problem(
        value,
        `Expected subject permissions to be a subject, or array of subjects, got ${type}`,
      );
    }
    const read: string[] = [];
    for (const entry of entries) {
      if (typeof entry.value !== "string") {
        return notes.problem(entry, "Subject in permissions array cannot be cast to string");
      }
      const wrong = checkSubject(entry.value, withQueue);
      if (wrong !== undefined) return notes.problem(value, wrong);
      read.push(withQueue ? entry.value.trim().split(/\s+/).join(" ") : entry.value);
    }
    return read.length === 0 ? undefined : read;
  };
}

/** What is wrong with a subject, which may be followed by a queue. */
function checkSubject(written: string, withQueue: boolean): string | undefined {
  if (isSubject(written)) return undefined;
  const [subject = "", queue = "", ...more] = written.trim().split(/\s+/);
  if (!withQueue || queue === "" || more.length > 0) {
    return `subject ${quoted(written)} is not a valid subject`;
  }
  if (!isSubject(subject)) return `subject ${quoted(subject)} is not a valid subject`;
  return isSubject(queue) ? undefined : `queue ${quoted(queue)} is not a valid queue`;
}

function isSubject(written: string): boolean {
  return isValidSubject(written) && !/[\s\f]/.test(written);
}

function direction(withQueue: boolean): Reader<Subjects> {
  const table = tableOf<Subjects>(
    field("allow", "allow", subjects(withQueue)),
    field("deny", "deny", subjects(withQueue)),
  );
  const unknown = (name: string): string => {
    return `Unknown field name ${
      quoted(name)
    } parsing subject permissions, only 'allow' or 'deny' are permitted`;
  };
  return (value, notes, name) => {
    const read: Subjects = {};
    if (value.value instanceof Map) {
      readBlock(table, value.value, read, notes, unknown);
    } else {
      const allow = subjects(withQueue)(value, notes, name);
      if (allow !== undefined) read.allow = allow;
    }
    return Object.keys(read).length === 0 ? undefined : read;
  };
}

const permissionOptions = tableOf<Draft<Permissions>>(
  field(["pub", "publish", "import"], "publish", direction(false)),
  field(["sub", "subscribe", "export"], "subscribe", direction(true)),
  field(["publish_allow_responses", "allow_responses"], "allowResponses", responses),
);

/** What a user may do. */
export const permissions = (value: ConfigValue, notes: Notes): Permissions | undefined => {
  const wrong = `Expected permissions to be a map/struct, got ${typeName(value.value)}`;
  const map = mapOf(value, notes, wrong);
  if (map === undefined) return undefined;
  const read: Draft<Permissions> = {};
  readBlock(permissionOptions, map, read, notes, unknownPermission);
  return read;
};
