/** Drains: no more comes, and loops and handlers finish what they were given. */

import { onAbort } from "./abort.ts";
import type { DrainLeft, DrainOptions, DrainReport, Status } from "./types.ts";

/** A subscription as a drain sees it. */
export interface Finishing {
  /** Tells the server that no more is wanted, and ends once all that was on its way has come; never rejects. */
  stop(): Promise<void>;
  /** Ends now. */
  unsubscribe(): void;
  /** True once it has ended. */
  isClosed(): boolean;
  /** What its loop or handlers have not finished; `waits` is false where nobody works on it. */
  unfinished(): (DrainLeft & { waits: boolean }) | undefined;
  /** Its handler that runs now, if one does, does not count as unfinished from here on. */
  excuseCaller(): void;
  /** Calls back whenever the loop or a handler has finished something; gives what ends that. */
  watchProgress(call: () => void): () => void;
}

/** What drains need of their connection. */
export interface DrainHost {
  /** Milliseconds for a drain that is told none. */
  readonly drainTimeoutMs: number;
  /** The time. */
  now(): number;
  /** Calls back after so many milliseconds, unless cancelled. */
  after(ms: number, call: () => void): () => void;
  /** Tells those who watch. */
  tell(status: Status): void;
}

/** Milliseconds for the last round trip even where loops and handlers took all the time there was. */
const LAST_FLUSH_MS = 2000;

/** The drains of one connection. */
export class Drains {
  readonly #host: DrainHost;
  /** Ends the wait of the connection's drain for loops and handlers. */
  #giveUp: (() => void) | undefined;

  /** Takes the connection. */
  constructor(host: DrainHost) {
    this.#host = host;
  }

  /**
   * Drains one subscription. Where the server does not answer in time it ends without that.
   *
   * @param waits false to wait for the delivery only.
   * @returns what was not finished, also where nobody worked on it.
   * @throws the signal's reason when that was given up.
   */
  async subscription(sub: Finishing, options: DrainOptions, waits: boolean): Promise<DrainLeft[]> {
    const { signal } = options;
    const endMs = this.#endOf(options);
    await this.#within(endMs, sub.stop(), signal);
    if (!sub.isClosed()) sub.unsubscribe();
    return waits ? await this.#finish([sub], endMs, signal) : [];
  }

  /**
   * Drains all subscriptions at once, waits for what they delivered, and sees what was published off.
   *
   * @param lastFlush takes no more publishes, and waits until the server has those of before.
   * @throws the signal's reason when that was given up.
   */
  async connection(
    subs: readonly Finishing[],
    options: DrainOptions,
    lastFlush: () => Promise<void>,
  ): Promise<DrainReport> {
    const { signal } = options;
    const endMs = this.#endOf(options);
    // A handler that calls this and waits for it cannot be waited for.
    for (const sub of subs) sub.excuseCaller();
    await this.#within(endMs, Promise.all(subs.map((sub) => sub.stop())), signal);
    const left = await this.#finish(subs, endMs, signal, (giveUp) => this.#giveUp = giveUp);
    await this.#within(Math.max(endMs, this.#host.now() + LAST_FLUSH_MS), lastFlush(), signal);
    return { left };
  }

  /** The application closes the connection rather than wait for what drains. */
  giveUp(): void {
    this.#giveUp?.();
  }

  #endOf(options: DrainOptions): number {
    return this.#host.now() + (options.timeout ?? this.#host.drainTimeoutMs);
  }

  async #finish(
    subs: readonly Finishing[],
    endMs: number,
    signal: AbortSignal | undefined,
    onGiveUp?: (giveUp: () => void) => void,
  ): Promise<DrainLeft[]> {
    const isBusy = (sub: Finishing) => sub.unfinished()?.waits === true;
    let busy = new Set(subs.filter(isBusy));
    let late = false;
    if (busy.size > 0) {
      const watches: (() => void)[] = [];
      const finished = new Promise<void>((resolve) => {
        onGiveUp?.(resolve);
        const progressed = (sub: Finishing) => {
          if (isBusy(sub) || !busy.delete(sub) || busy.size > 0) return;
          // Loops may have begun meanwhile.
          busy = new Set(subs.filter(isBusy));
          if (busy.size === 0) resolve();
        };
        for (const sub of subs) watches.push(sub.watchProgress(() => progressed(sub)));
      });
      try {
        late = !await this.#within(endMs, finished, signal);
      } finally {
        for (const forget of watches) forget();
      }
    }
    const left = subs.flatMap((each) => {
      const left = each.unfinished();
      return left === undefined
        ? []
        : [{ sub: left.sub, pending: left.pending, unfinished: left.unfinished }];
    });
    if (late) this.#host.tell({ type: "drainTimeout", left });
    return left;
  }

  /** Waits for something until then at most, whether it works out or not; false when that was too late. */
  #within(endMs: number, wait: Promise<unknown>, signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = (inTime: boolean) => {
        cancelTimer();
        forgetSignal();
        resolve(inTime);
      };
      const cancelTimer = this.#host.after(Math.max(0, endMs - this.#host.now()), () => end(false));
      const forgetSignal = onAbort(signal, (reason) => {
        cancelTimer();
        reject(reason);
      });
      // What fails here has lost its connection, and with it what was waited for.
      wait.then(() => end(true), () => end(true));
    });
  }
}

/** Calls back once a subscription that ended needs no drain any more: most at once, some when their loop is done. */
export function whenFinished(sub: Finishing & { readonly lingers: boolean }, call: () => void): void {
  if (!sub.lingers || sub.unfinished() === undefined) return call();
  const forget = sub.watchProgress(() => {
    if (sub.unfinished() !== undefined) return;
    forget();
    call();
  });
}
