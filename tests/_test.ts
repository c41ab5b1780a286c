/**
 * The one place where tests are registered: `Deno.test` on Deno, `node:test` on Node.
 *
 * Where JSR cannot be reached, run single files with the flags that `deno task flags` prints (CONTRIBUTING.md).
 *
 * Deno's sanitizers (turned on in deno.json) fail a test that leaves timers, sockets or pending operations
 * behind. `node:test` has none, so on Node every test is followed by a count of what still keeps the process
 * alive.
 */
import { appendFileSync } from "node:fs";
import { assertRejects as stdAssertRejects, assertThrows as stdAssertThrows } from "@std/assert";

export {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStrictEquals,
  assertStringIncludes,
} from "@std/assert";

/** How a test is registered. */
export interface TestOptions {
  /** Why the test is not run here; scripts/skips.ts lists the reasons that are allowed. */
  skip?: string | false;
  /** How long the test may take, ms; a minute by default. */
  limitMs?: number;
}

/** What a test body is handed. */
export interface TestContext {
  /** Ends the test here; it counts as skipped, never as passed. */
  skip(reason: string): never;
}

// deno-lint-ignore no-explicit-any -- any constructor will do, whatever it takes
export type ErrorClass<E extends Error> = new (...args: any[]) => E;

/** Thrown by `skip()` and caught by the wrapper around every body. */
class SkipSignal extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`skipped: ${reason}`);
    this.reason = reason;
  }
}

/** A test that is run; gives the reason when it skipped itself. */
type TestBody = () => Promise<string | undefined>;

interface NodeTestContext {
  skip(reason: string): void;
}

interface NodeProcess {
  readonly argv: string[];
  readonly env: Record<string, string | undefined>;
  readonly stdout: unknown;
  readonly stderr: unknown;
  getActiveResourcesInfo(): string[];
  getBuiltinModule(name: "node:test"): {
    test(name: string, options: { skip?: string }, fn: (t: NodeTestContext) => Promise<void>): void;
  };
}

const { process } = globalThis as unknown as { process: NodeProcess };
const onDeno = "Deno" in globalThis;

/** Where the runner wants to read what was registered and what was skipped in a body. */
const recordPath = process.env["NATWIRE_TEST_RECORD"];
const file = onDeno ? Deno.mainModule : process.argv[1];

function record(entry: { name: string; registered?: true; skipped?: string }): void {
  if (recordPath === undefined) return;
  appendFileSync(recordPath, JSON.stringify({ file, ...entry }) + "\n");
}

/** Registers a test. A reason in `options.skip` keeps it from running and is shown in the results. */
export function test(
  name: string,
  fn: (t: TestContext) => void | Promise<void>,
  options: TestOptions = {},
): void {
  record({ name, registered: true });
  if (options.skip) record({ name, skipped: options.skip });
  const { skip, limitMs = TEST_MS } = options;
  const body = () => run(fn, limitMs);
  if (onDeno) registerOnDeno(name, body, skip || undefined);
  else registerOnNode(name, body, skip || undefined);
}

function registerOnDeno(name: string, body: TestBody, skip: string | undefined): void {
  Deno.test({
    name,
    ignore: skip !== undefined,
    fn: async () => {
      const reason = await body();
      if (reason === undefined) return;
      // Deno.test knows no skipping from inside, so the record says it.
      record({ name, skipped: reason });
      console.log(`skipped: ${reason}`);
    },
  });
}

function registerOnNode(name: string, body: TestBody, skip: string | undefined): void {
  process.getBuiltinModule("node:test").test(name, skip === undefined ? {} : { skip }, async (t) => {
    const before = await census();
    const reason = await body();
    const left = await leftBehind(before);
    if (left.length > 0) throw new Error(`Leaks detected: still alive after the test: ${left.join(", ")}`);
    if (reason === undefined) return;
    record({ name, skipped: reason });
    t.skip(reason);
  });
}

/** How long a test may take; Deno sets no limit of its own, and one that hangs would take all results with it. */
const TEST_MS = 60_000;

const context: TestContext = {
  skip(reason: string): never {
    throw new SkipSignal(reason);
  },
};

/** Runs a body; gives the reason when it skipped itself. */
async function run(
  fn: (t: TestContext) => void | Promise<void>,
  limitMs: number,
): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the test did not end within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    await Promise.race([fn(context), late]);
  } catch (error) {
    if (error instanceof SkipSignal) return error.reason;
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return undefined;
}

/** How long sockets and processes may take to go away after a test. */
const SETTLE_MS = 500;

const turn = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What keeps the process alive, by kind; counted after a turn of the event loop, so that nothing half closed counts. */
async function census(): Promise<Map<string, number>> {
  await turn(0);
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** What a test left behind, as `kind x count`, once it had its time to settle. */
async function leftBehind(before: Map<string, number>): Promise<string[]> {
  const untilMs = performance.now() + SETTLE_MS;
  for (;;) {
    const left: string[] = [];
    for (const [kind, count] of await census()) {
      const more = count - (before.get(kind) ?? 0);
      if (more > 0) left.push(`${kind} x ${more}`);
    }
    if (left.length === 0 || performance.now() > untilMs) return left;
    await turn(10);
  }
}

// The first use of a standard stream opens a pipe that stays; it must not be taken for a test's leak.
if (!onDeno) void [process.stdout, process.stderr];

/**
 * Fails unless `fn` throws an error of this class whose message holds `includes`.
 *
 * @returns what was thrown, for further questions.
 */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  cls?: ErrorClass<E>,
  includes: string = "",
): E {
  return stdAssertThrows(fn, (cls ?? Error) as ErrorClass<E>, includes);
}

/**
 * Fails unless the promise of `fn` is rejected with an error of this class whose message holds `includes`.
 *
 * @returns what it was rejected with, for further questions.
 */
export async function assertRejects<E extends Error = Error>(
  fn: () => Promise<unknown>,
  cls?: ErrorClass<E>,
  includes: string = "",
): Promise<E> {
  return await stdAssertRejects(async () => await fn(), (cls ?? Error) as ErrorClass<E>, includes);
}
