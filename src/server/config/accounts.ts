/** Reads accounts. [nats-server opts.go parseAccounts] */

import { Prefix } from "../../nkeys/text.ts";
import { hasWhitespaceOrNul, isLiteralSubject } from "../../subject/validate.ts";
import { GLOBAL_ACCOUNT } from "../identity.ts";
import type { AccountLimits, AccountOptions } from "../option_types.ts";
import type { ConfigDraft } from "./draft.ts";
import { accountExports } from "./exports.ts";
import { accountImports } from "./imports.ts";
import { mappings } from "./mappings.ts";
import type { Notes } from "./notes.ts";
import { permissions } from "./permissions.ts";
import { integer, quoted } from "./readers.ts";
import { type Draft, field, mapOf, type Option, readBlock, type Reader, tableOf } from "./table.ts";
import { unsupportedIn } from "./unsupported.ts";
import { isPublicKey, users } from "./users.ts";
import { type ConfigValue, typeName } from "./value.ts";

/** A limit; below zero stands for none. */
const limit: Reader<number> = (value, notes) => {
  const read = integer(value, notes);
  return read === undefined || read < 0 ? undefined : read;
};

const limitOptions = tableOf<Draft<AccountLimits>>(
  field(["max_connections", "max_conn"], "maxConnections", limit),
  field(["max_subscriptions", "max_subs"], "maxSubscriptions", limit),
  field(["max_payload", "max_pay"], "maxPayload", limit),
  field(["max_leafnodes", "max_leafs"], "maxLeafnodes", limit),
);

const limits: Reader<AccountLimits> = (value, notes) => {
  const wrong = `Expected account limits to be a map/struct, got ${typeName(value.value)}`;
  const map = mapOf(value, notes, wrong);
  if (map === undefined) return undefined;
  const read: Draft<AccountLimits> = {};
  readBlock(limitOptions, map, read, notes, (name) => `Unknown field ${quoted(name)} parsing account limits`);
  return read;
};

type MsgTrace = NonNullable<AccountOptions["msgTrace"]>;

const traceDest: Reader<string> = (value, notes, name) => {
  if (typeof value.value !== "string") {
    return notes.problem(value, `Field ${quoted(name)} should be a string, got ${typeName(value.value)}`);
  }
  if (isLiteralSubject(value.value) && !hasWhitespaceOrNul(value.value)) return value.value;
  return notes.problem(value, `Trace destination ${quoted(value.value)} is not valid`);
};

const traceSampling: Reader<number> = (value, notes, name) => {
  const written = value.value;
  if (typeof written !== "string" && typeof written !== "bigint") {
    const what = `Trace destination sampling field ${quoted(name)}`;
    return notes.problem(value, `${what} should be an integer or a percentage, got ${typeName(written)}`);
  }
  const digits = String(written).replace(/%$/, "");
  if (!/^[+-]?\d+$/.test(digits)) {
    return notes.problem(value, `Invalid trace destination sampling value ${quoted(String(written))}`);
  }
  const percent = Number(digits);
  if (percent >= 1 && percent <= 100) return percent;
  const wrong = `Trace destination sampling value ${percent} is invalid, needs to be [1..100]`;
  return notes.problem(value, wrong);
};

const traceOptions = tableOf<Draft<Partial<MsgTrace>>>(
  field("dest", "dest", traceDest),
  field("sampling", "sampling", traceSampling),
);

const msgTrace: Reader<MsgTrace> = (value, notes, name) => {
  if (typeof value.value === "string") {
    const dest = traceDest(value, notes, name);
    return dest === undefined ? undefined : { dest };
  }
  const wrong = `Expected account message trace ${quoted(name)} to be a string or a map/struct, got `;
  const map = mapOf(value, notes, wrong + typeName(value.value));
  if (map === undefined) return undefined;
  const before = notes.problems.length;
  const { dest, sampling }: Partial<MsgTrace> = readTrace(map, name, notes);
  if (dest === undefined) {
    if (sampling !== undefined && notes.problems.length === before) {
      notes.warn(value, "Trace destination sampling ignored since no destination was set");
    }
    return undefined;
  }
  return { dest, ...(sampling === undefined ? {} : { sampling }) };
};

function readTrace(map: Map<string, ConfigValue>, name: string, notes: Notes): Partial<MsgTrace> {
  const read: Draft<Partial<MsgTrace>> = {};
  const where = `parsing account message trace map/struct ${quoted(name)}`;
  readBlock(traceOptions, map, read, notes, (field) => `Unknown field ${quoted(field)} ${where}`);
  return read;
}

/** An account, and where its users are. */
type AccountDraft = Draft<AccountOptions> & { usersPlace?: ConfigValue };

const accountOptions = tableOf<AccountDraft>(
  field("nkey", "nkey", (value, notes) => {
    const { value: written } = value;
    if (typeof written === "string" && isPublicKey(written, Prefix.Account)) return written;
    // Not shown: it may be a seed.
    return notes.problem(value, "Not a valid public nkey for an account");
  }),
  {
    names: ["users"],
    read(value, into, notes, name) {
      into.usersPlace = value;
      field<AccountDraft, "users">("", "users", users).read(value, into, notes, name);
    },
  },
  field("exports", "exports", accountExports),
  field("imports", "imports", accountImports),
  field(["mappings", "maps"], "mappings", mappings),
  field("limits", "limits", limits),
  field("default_permissions", "defaultPermissions", permissions),
  field(["msg_trace", "trace_dest"], "msgTrace", msgTrace),
  ...unsupportedIn("account"),
);

/** The option `accounts`. */
export const accountsOption: Option<ConfigDraft> = {
  names: ["accounts"],
  read(value, into, notes) {
    into.accounts = value;
    const entries = Array.isArray(value.value)
      ? namedAccounts(value.value, notes)
      : [...mapOf(value, notes) ?? []].flatMap(([name, entry]) => account(name, entry, into, notes));
    into.options.accounts = Object.fromEntries(entries);
  },
};

/** Accounts of which there are only the names. */
function namedAccounts(list: readonly ConfigValue[], notes: Notes): [string, AccountOptions][] {
  const names = new Set<string>();
  for (const entry of list) {
    const { value: name } = entry;
    if (typeof name !== "string") notes.problem(entry, `expected string, got ${typeName(name)}`);
    else if (isReserved(name, entry, notes)) continue;
    else if (names.has(name)) notes.problem(entry, `Duplicate Account Entry: ${name}`);
    else names.add(name);
  }
  return [...names].map((name) => [name, {}]);
}

function isReserved(name: string, place: ConfigValue, notes: Notes): boolean {
  if (name !== GLOBAL_ACCOUNT) return false;
  notes.problem(place, `${quoted(name)} is a Reserved Account`);
  return true;
}

function account(
  name: string,
  value: ConfigValue,
  into: ConfigDraft,
  notes: Notes,
): [string, AccountOptions][] {
  // What a variable refers to is no account.
  if (value.used) return [];
  const map = mapOf(value, notes, "Expected map entries for accounts");
  if (map === undefined || isReserved(name, value, notes)) return [];
  const draft: AccountDraft = {};
  readBlock(accountOptions, map, draft, notes);
  const { usersPlace, ...read } = draft;
  if (usersPlace !== undefined) into.accountUsers.push({ users: read.users ?? [], place: usersPlace });
  return [[name, read]];
}
