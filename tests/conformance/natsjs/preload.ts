/**
 * Loaded before a test file of nats.js: turns the tests that are named in `NATSJS_SKIP`, a list in JSON, into
 * ignored ones.
 */
const skipped = new Set(JSON.parse(Deno.env.get("NATSJS_SKIP") ?? "[]") as string[]);
const register = Deno.test as unknown as (...args: unknown[]) => void;

/** The name, in whichever way the test is registered. */
function nameOf(args: unknown[]): string {
  const [first] = args;
  if (typeof first === "string") return first;
  const { name = "" } = first as { name?: string };
  return name === "" ? (args.at(-1) as { name: string }).name : name;
}

const wrapped = (...args: unknown[]): void => {
  const name = nameOf(args);
  if (skipped.has(name)) register({ name, ignore: true, fn: () => {} });
  else register(...args);
};
Object.defineProperty(Deno, "test", {
  value: Object.assign(wrapped, Deno.test),
  configurable: true,
  writable: true,
});
