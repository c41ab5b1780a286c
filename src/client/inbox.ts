/** Inboxes: subjects that one client makes up to be answered on. */

import { InvalidArgumentError } from "../errors.ts";
import { nuid } from "./nuid.ts";

/**
 * Makes a subject nobody else listens to: the prefix, `_INBOX` where none is given, a dot and a unique name.
 *
 * @throws {TypeError} when the prefix is no string.
 * @throws {InvalidArgumentError} when the prefix has wildcards, or blanks or empty tokens that no subject may
 * have.
 */
export function createInbox(prefix: string = ""): string {
  // JavaScript programs hand over anything; whatever counts as nothing means the default, as in nats.js.
  const head: unknown = prefix || "_INBOX";
  if (typeof head !== "string") throw new TypeError("prefix must be a string");
  for (const token of head.split(".")) {
    if (token === "*" || token === ">") {
      throw InvalidArgumentError.format("prefix", `cannot have wildcards ('${head}')`);
    }
    if (token === "" || /\s/.test(token)) {
      throw InvalidArgumentError.format("prefix", `cannot have blanks or empty tokens ('${head}')`);
    }
  }
  return `${head}.${nuid.next()}`;
}
