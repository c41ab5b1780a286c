/** Counts what passed, failed and was skipped, and prints it in one way for every script. */
import { forbidden } from "./skips.ts";
import { firstLine } from "./tools.ts";

/** What became of one test or check. */
export interface Verdict {
  /** Where it ran, such as `deno` or `package`. */
  where: string;
  name: string;
  /** What went wrong, whole. */
  failed?: string;
  /** Why it was not run. */
  skipped?: string;
}

/** Gathers verdicts. */
export class Tally {
  readonly #needed: readonly string[];
  readonly #verdicts: Verdict[] = [];

  /** What may not be missing: a skip for want of it is a failure. */
  constructor(needed: readonly string[] = []) {
    this.#needed = needed;
  }

  /** How many failed so far. */
  get failed(): number {
    return this.#verdicts.filter(({ failed }) => failed !== undefined).length;
  }

  /** Adds one; a skip for a reason that is not allowed becomes a failure. */
  add(verdict: Verdict): void {
    const { where, name, skipped } = verdict;
    const fault = skipped === undefined ? undefined : forbidden(skipped, this.#needed);
    this.#verdicts.push(fault === undefined ? verdict : { where, name, failed: fault });
  }

  /** Runs one step, which fails by throwing and may give the reason for which it was skipped. */
  async step(where: string, name: string, fn: () => Promise<{ skip: string } | void>): Promise<boolean> {
    const started = performance.now();
    try {
      const skipped = (await fn())?.skip;
      this.add(skipped === undefined ? { where, name } : { where, name, skipped });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `${where}: ${name} ... ${skipped === undefined ? "ok" : `skipped: ${skipped}`} (${seconds} s)`,
      );
      return skipped === undefined;
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error);
      this.add({ where, name, failed });
      console.log(`${where}: ${name} ... FAILED: ${firstLine(error)}`);
      return false;
    }
  }

  /** Prints every reason for a skip, every failure whole, and the line that ends every run. */
  finish(): never {
    const failed = this.#verdicts.filter((verdict) => verdict.failed !== undefined);
    const skipped = this.#verdicts.filter((verdict) => verdict.failed === undefined && verdict.skipped);
    const passed = this.#verdicts.length - failed.length - skipped.length;
    const reasons = new Map<string, Verdict[]>();
    for (const verdict of skipped) {
      const { skipped: reason = "" } = verdict;
      reasons.set(reason, [...reasons.get(reason) ?? [], verdict]);
    }
    for (const [reason, verdicts] of reasons) {
      const [{ where, name }] = verdicts as [Verdict];
      const others = verdicts.length > 1 ? ` and ${verdicts.length - 1} more` : "";
      console.log(`skipped: ${where}: ${name}${others}: ${reason}`);
    }
    for (const { where, name, failed: fault } of failed) {
      console.log(`failed: ${where}: ${name}\n${(fault ?? "").trimEnd().replace(/^/gm, "    ")}`);
    }
    const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
    console.log(`${passed} passed, ${failed.length} failed${skips}`);
    // Nothing having run is not a success.
    Deno.exit(failed.length > 0 || this.#verdicts.length === 0 ? 1 : 0);
  }
}
