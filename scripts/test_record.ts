/** What `tests/_test.ts` wrote down during a run, and how it is held against what the runtime reported. */
import { exists } from "./tools.ts";
import type { Tally, Verdict } from "./tally.ts";

/** One line of the record. */
interface Entry {
  file: string;
  name: string;
  registered?: true;
  skipped?: string;
}

/** What the runtime said about one test. */
export interface Reported {
  name: string;
  /** What went wrong, whole. */
  failed?: string;
  /** The runtime did not run it, or says that it skipped itself. */
  skipped?: string;
  /** Set where the verdict is about a whole file instead of one test. */
  file?: string;
}

/**
 * Adds the verdicts of one run.
 *
 * The runtimes' own reports leave holes: a file that dies while it loads has no test, one that ends the process
 * passes, a test registered past the harness escapes Deno's sanitizers, and skipping in a body counts as
 * passed on Deno. So every test must be in both: registered in the record, and reported by the runtime.
 *
 * The reports do not know the test's file (tests/_test.ts registers them all), so they meet by name. Where two
 * files have a test of one name the sums stay right.
 *
 * @param files the test files that were to run, from the top of the repository.
 * @param fileOf makes such a path of what stands in the record.
 * @returns whether all went well.
 */
export async function compare(
  tally: Tally,
  where: string,
  files: readonly string[],
  recordPath: string,
  reports: readonly Reported[],
  fileOf: (recorded: string) => string,
): Promise<boolean> {
  const failedBefore = tally.failed;
  const text = await exists(recordPath) ? await Deno.readTextFile(recordPath) : "";
  const entries = text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Entry);
  const registered = new Queues();
  const skipped = new Queues();
  const told = new Set<string>();
  for (const { file, name, registered: isNew, skipped: reason } of entries) {
    told.add(fileOf(file));
    if (isNew) registered.push(name, fileOf(file));
    if (reason !== undefined) skipped.push(name, reason);
  }
  for (const report of reports) {
    if (report.file !== undefined) {
      told.add(report.file);
      tally.add({ where, name: report.file, failed: report.failed ?? "" });
      continue;
    }
    const file = registered.shift(report.name);
    const verdict: Verdict = { where, name: `${file ?? "?"}: ${report.name}` };
    const reason = report.failed === undefined ? skipped.shift(report.name) ?? report.skipped : undefined;
    if (report.failed !== undefined) verdict.failed = report.failed;
    else if (file === undefined) verdict.failed = "it was not registered through tests/_test.ts";
    else if (reason !== undefined) verdict.skipped = reason;
    tally.add(verdict);
  }
  for (const [name, file] of registered.rest()) {
    // Node ends without its last reports where hundreds of tests are skipped at once; the record has their reason.
    const reason = skipped.shift(name);
    const outcome = reason === undefined
      ? { failed: "it was registered, but never came to an end" }
      : { skipped: reason };
    tally.add({ where, name: `${file}: ${name}`, ...outcome });
  }
  for (const file of files) {
    if (!told.has(file)) tally.add({ where, name: file, failed: "no test in it was registered" });
  }
  return tally.failed === failedBefore;
}

/** A queue of texts for every name. */
class Queues {
  readonly #queues: Map<string, string[]> = new Map();

  push(name: string, text: string): void {
    const queue = this.#queues.get(name);
    if (queue === undefined) this.#queues.set(name, [text]);
    else queue.push(text);
  }

  shift(name: string): string | undefined {
    return this.#queues.get(name)?.shift();
  }

  *rest(): Generator<[name: string, text: string]> {
    for (const [name, queue] of this.#queues) {
      for (const text of queue) yield [name, text];
    }
  }
}
