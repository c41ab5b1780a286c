// First version; the harness work replaces it (same exports).
import nodeAssert from "node:assert/strict";
export interface TestOptions { skip?: string | false }
export function test(name: string, fn: () => void | Promise<void>, options: TestOptions = {}): void {
  Deno.test({ name: options.skip ? `${name} # ${options.skip}` : name, ignore: Boolean(options.skip), fn });
}
export function assert(v: unknown, m?: string): asserts v { nodeAssert.ok(v, m); }
export function assertEquals<T>(a: T, b: T, m?: string): void { nodeAssert.deepEqual(a, b, m); }
export function assertNotEquals<T>(a: T, b: T, m?: string): void { nodeAssert.notDeepEqual(a, b, m); }
export function assertStrictEquals<T>(a: T, b: T, m?: string): void { nodeAssert.equal(a, b, m); }
export function assertMatch(a: string, r: RegExp, m?: string): void { nodeAssert.match(a, r, m); }
export function assertStringIncludes(a: string, b: string, m?: string): void { nodeAssert.ok(a.includes(b), m ?? `${JSON.stringify(a)} includes ${JSON.stringify(b)}`); }
// deno-lint-ignore no-explicit-any
export type ErrorClass<E extends Error> = new (...args: any[]) => E;
export function assertThrows<E extends Error = Error>(fn: () => unknown, cls?: ErrorClass<E>, includes = ""): E {
  try { fn(); } catch (e) { if (cls && !(e instanceof cls)) throw e; assertStringIncludes((e as Error).message, includes); return e as E; }
  throw new nodeAssert.AssertionError({ message: "expected a throw" });
}
export async function assertRejects<E extends Error = Error>(fn: () => Promise<unknown>, cls?: ErrorClass<E>, includes = ""): Promise<E> {
  try { await fn(); } catch (e) { if (cls && !(e instanceof cls)) throw e; assertStringIncludes((e as Error).message, includes); return e as E; }
  throw new nodeAssert.AssertionError({ message: "expected a rejection" });
}
