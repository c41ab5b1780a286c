/** Errors that come up far from the call they belong to: their stacks are made to lead to it. */

import { NatsError } from "../errors.ts";

/**
 * Adds the frames of here to the stack of an error of ours, and the name of the call where it has none. Called
 * where an asynchronous function catches what it awaited, these are the frames of whoever awaits that function.
 *
 * @returns the same error.
 */
export function leadingHere(error: unknown, operation: string): unknown {
  if (error instanceof NatsError) {
    // Above the first frame stand the name of the error and this function.
    const frames = new Error().stack?.split("\n").slice(2) ?? [];
    error.stack = [error.stack, ...frames].join("\n");
    if (error.operation === undefined) Object.assign(error, { operation });
  }
  return error;
}
