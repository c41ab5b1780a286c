/** Reads who may connect. [nats-server opts.go parseAuthorization] */

import type { ServerOptions } from "../option_types.ts";
import type { ConfigDraft } from "./draft.ts";
import type { Notes } from "./notes.ts";
import { permissions } from "./permissions.ts";
import { anyText, quoted, seconds, text } from "./readers.ts";
import { type Draft, field, mapOf, type Option, readBlock, type Reader, tableOf } from "./table.ts";
import { unsupportedIn } from "./unsupported.ts";
import { checkTwice, users } from "./users.ts";

/** Longer than this the time for a login is more likely a duration that nobody quoted. [nats-server opts.go] */
const HIGH_TIMEOUT_MS = 60_000;

const authTimeout: Reader<number> = (value, notes, name) => {
  const ms = seconds("error parsing authorization config, 'timeout'")(value, notes, name);
  if (ms !== undefined && ms > HIGH_TIMEOUT_MS) {
    notes.warn(
      value,
      `invalid use of field ${quoted(name)}: timeout of ${value.value} (${
        (ms / 1000).toFixed(6)
      } seconds) is ` +
        "high, consider keeping it under 60 seconds. possibly caused by unquoted duration; use '1m' instead of " +
        "1m, for example",
    );
  }
  return ms;
};

const authorizationOptions = tableOf<Draft<ServerOptions>>(
  field(["user", "username"], "user", text),
  field(["pass", "password"], "pass", anyText),
  field("token", "token", text),
  field("timeout", "authTimeoutMs", authTimeout),
  field("users", "users", users),
  field(["default_permission", "default_permissions", "permissions"], "defaultPermissions", permissions),
  ...unsupportedIn("authorization"),
);

/** The option `authorization`. */
export const authorizationOption: Option<ConfigDraft> = {
  names: ["authorization"],
  read(value, into, notes) {
    const map = mapOf(value, notes);
    if (map === undefined) return;
    const { options } = into;
    readBlock(authorizationOptions, map, options, notes);
    into.authorization = { place: value, hasUsers: options.users !== undefined };
    if (options.user !== undefined) options.pass ??= "";
    // An empty list is nobody, and asks for no login.
    if (options.users?.length === 0) delete options.users;
  },
};

/** Tells of two ways to log in that do not go together, and of users that are there twice. */
export function checkLogins(draft: ConfigDraft, notes: Notes): void {
  const { options, accountUsers, authorization } = draft;
  const { user, pass, token } = options;
  if (authorization !== undefined) {
    const { place, hasUsers } = authorization;
    if ((user !== undefined || (pass ?? "") !== "") && token !== undefined) {
      notes.problem(place, "Cannot have a user/pass and token");
    } else if (hasUsers && user !== undefined) {
      notes.problem(place, "Can not have a single user/pass and a users array");
    } else if (hasUsers && token !== undefined) {
      notes.problem(place, "Can not have a token and a users array");
    }
  }
  const seen = new Set<string>();
  if (authorization !== undefined) checkTwice(options.users ?? [], seen, authorization.place, notes);
  for (const { place, users: list } of accountUsers) {
    if (list.length === 0) continue;
    if (user !== undefined) notes.problem(place, "Can not have a single user/pass and accounts");
    else if (token !== undefined) notes.problem(place, "Can not have a token and accounts");
    else checkTwice(list, seen, place, notes);
  }
}
