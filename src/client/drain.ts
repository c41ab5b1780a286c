/** The end of a drain: waiting for loops and handlers to finish what they were given. */

import { onAbort } from "./abort.ts";
import type { DrainLeft, DrainOptions, DrainReport } from "./types.ts";

/** A subscription as a drain sees it. */
export interface Finishing {
  /** What its loop or handlers have not finished; `waits` is false where nobody works on it. */
  unfinished(): (DrainLeft & { waits: boolean }) | undefined;
  /** Its handler that runs now, if one does, does not count as unfinished from here on. */
  excuseCaller(): void;
  /** Calls back whenever the loop or a handler has finished something; undefined for no more. */
  watchProgress(call: (() => void) | undefined): void;
}

/** How long to wait. */
export interface FinishOptions {
  /** Milliseconds, at most. */
  readonly timeoutMs: number;
  /** Gives up the wait. */
  readonly signal?: AbortSignal | undefined;
  /** Calls back after so many milliseconds, unless cancelled. */
  readonly after: (ms: number, call: () => void) => () => void;
}

/** What came of the wait. */
export interface Finished {
  /** What was not finished, also where nobody worked on it. */
  readonly left: DrainLeft[];
  /** True when the time ran out. */
  readonly late: boolean;
}

/**
 * Waits until all have finished.
 *
 * @throws the signal's reason when the wait was given up.
 */
export async function finish(subs: readonly Finishing[], options: FinishOptions): Promise<Finished> {
  options.signal?.throwIfAborted();
  let late = false;
  const busy = () => subs.some((sub) => sub.unfinished()?.waits);
  if (busy()) {
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        cancelTimer();
        forgetSignal();
        for (const sub of subs) sub.watchProgress(undefined);
      };
      const cancelTimer = options.after(options.timeoutMs, () => {
        late = true;
        stop();
        resolve();
      });
      const forgetSignal = onAbort(options.signal, (reason) => {
        stop();
        reject(reason);
      });
      for (const sub of subs) {
        sub.watchProgress(() => {
          if (busy()) return;
          stop();
          resolve();
        });
      }
    });
  }
  const left = subs.flatMap((each) => {
    const left = each.unfinished();
    return left === undefined ? [] : [{ sub: left.sub, pending: left.pending, unfinished: left.unfinished }];
  });
  return { left, late };
}

/** Milliseconds for the last round trip even where loops and handlers took all the time there was. */
const LAST_FLUSH_MS = 2000;

/** What the drain of a connection needs of it. */
export interface DrainHost<Sub extends Finishing> {
  /** Milliseconds for everything up to the last round trip. */
  readonly timeoutMs: number;
  /** Gives up. */
  readonly signal: AbortSignal | undefined;
  /** The time. */
  readonly now: () => number;
  /** Calls back after so many milliseconds, unless cancelled. */
  readonly after: (ms: number, call: () => void) => () => void;
  /** Ends a subscription once what is on its way has come. */
  readonly stop: (sub: Sub) => Promise<void>;
  /** Waits for loops and handlers. */
  readonly finish: (subs: readonly Sub[], options: DrainOptions) => Promise<DrainLeft[]>;
  /** Takes no more publishes, and waits until the server has those of before. */
  readonly lastFlush: () => Promise<void>;
}

/**
 * Drains all subscriptions at once, waits for what they delivered, and sees what was published off.
 *
 * @throws the signal's reason when that was given up.
 */
export async function drainConnection<Sub extends Finishing>(
  subs: readonly Sub[],
  host: DrainHost<Sub>,
): Promise<DrainReport> {
  const { signal } = host;
  const endMs = host.now() + host.timeoutMs;
  // A handler that calls this and waits for it cannot be waited for.
  for (const sub of subs) sub.excuseCaller();
  await within(endMs - host.now(), Promise.all(subs.map(host.stop)), host);
  const left = await host.finish(subs, { timeout: Math.max(0, endMs - host.now()), signal });
  await within(Math.max(endMs - host.now(), LAST_FLUSH_MS), host.lastFlush(), host);
  return { left };
}

/** Waits for something so long at most, whether it works out or not. */
function within(ms: number, wait: Promise<unknown>, host: Pick<DrainHost<Finishing>, "signal" | "after">) {
  return new Promise<void>((resolve, reject) => {
    const cancel = host.after(ms, resolve);
    const forget = onAbort(host.signal, (reason) => {
      cancel();
      reject(reason);
    });
    const over = () => {
      cancel();
      forget();
      resolve();
    };
    // What fails here has lost its connection: closing is all that is left, and that follows.
    wait.then(over, over);
  });
}
