/** The time as drivers see it. Machines never ask for it: it is handed to them. */

/** A source of time and of one-shot wake-ups; tests put a virtual one in its place. */
export interface Clock {
  /** Milliseconds that never run backwards; the zero point has no meaning. */
  now(): number;

  /**
   * Calls `wake` once, when `now()` has reached `atMs`; at the next turn of the event loop where that is past.
   *
   * @returns a function that cancels the call; calling it late does nothing.
   */
  wakeAt(atMs: number, wake: () => void): () => void;
}

/** The longest delay `setTimeout` takes; longer ones fire at once, so they are cut into pieces. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** The clock of the machine the program runs on. */
export const systemClock: Clock = {
  now(): number {
    return performance.now();
  },

  wakeAt(atMs: number, wake: () => void): () => void {
    const leftMs = atMs - performance.now();
    if (leftMs > MAX_TIMEOUT_MS) return wakeLate(atMs, wake);
    const timer = setTimeout(wake, Math.max(0, Math.ceil(leftMs)));
    return () => clearTimeout(timer);
  },
};

/** The same for a time further away than one timer reaches. */
function wakeLate(atMs: number, wake: () => void): () => void {
  let cancel: () => void;
  const arm = () => cancel = systemClock.wakeAt(atMs, wake);
  const timer = setTimeout(arm, MAX_TIMEOUT_MS);
  cancel = () => clearTimeout(timer);
  return () => cancel();
}
