/** The application's own code may throw anything; those who are told of it get an error. */

import { ConnectionError } from "../errors.ts";

/** What was thrown where it is an error, otherwise one with its text, and itself as the cause. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new ConnectionError(textOf(thrown), { cause: thrown });
}

/** Not everything can be turned into a text: an object without a prototype throws in its turn. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "something without a text was thrown";
  }
}
