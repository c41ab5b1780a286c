/** Stands in for the part of `@std/assert` that `tests/_test.ts` uses, where JSR cannot be reached and on Node. */
import node from "node:assert/strict";

// deno-lint-ignore no-explicit-any -- any constructor will do, whatever it takes
type ErrorClass<E extends Error> = new (...args: any[]) => E;

/** Fails unless the value is truthy. */
export function assert(value: unknown, message?: string): asserts value {
  node.ok(value, message ?? "expected a truthy value");
}

/** Fails unless both are equal all the way down. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  node.deepEqual(actual, expected, message);
}

/** Fails when both are equal all the way down. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  node.notDeepEqual(actual, expected, message);
}

/** Fails unless both are the same by `Object.is`. */
export function assertStrictEquals<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  node.equal(actual, expected, message);
}

/** Fails unless the text matches. */
export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  node.match(actual, expected, message);
}

/** Fails unless the text holds the other text. */
export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  const told = `expected ${JSON.stringify(actual)} to include ${JSON.stringify(expected)}`;
  node.ok(actual.includes(expected), message ?? told);
}

/** Fails unless `fn` throws such an error; returns the error. */
export function assertThrows<E extends Error>(
  fn: () => unknown,
  cls: ErrorClass<E>,
  includes: string = "",
  message?: string,
): E {
  try {
    fn();
  } catch (error) {
    return checkError(error, cls, includes, message);
  }
  node.fail(message ?? "expected the function to throw");
}

/** Fails unless the promise is rejected with such an error; returns the error. */
export async function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  cls: ErrorClass<E>,
  includes: string = "",
  message?: string,
): Promise<E> {
  try {
    await fn();
  } catch (error) {
    return checkError(error, cls, includes, message);
  }
  node.fail(message ?? "expected the promise to be rejected");
}

function checkError<E extends Error>(
  error: unknown,
  cls: ErrorClass<E>,
  includes: string,
  message: string | undefined,
): E {
  if (!(error instanceof cls)) {
    const told = message ?? `expected ${cls.name}, not ${error}`;
    throw new node.AssertionError({ message: told, actual: error, expected: cls });
  }
  assertStringIncludes(error.message, includes, message);
  return error;
}
