/** Giving up a wait by an AbortSignal. */

/** Who waits for which signal: one listener each, since Node warns of a leak when one signal has eleven. */
const waiting = new WeakMap<AbortSignal, Waiting>();

interface Waiting {
  readonly calls: Set<(reason: unknown) => void>;
  readonly onAbort: () => void;
}

/** Calls back with the reason when the signal is aborted, at once where it is already; gives what forgets that. */
export function onAbort(signal: AbortSignal | null | undefined, call: (reason: unknown) => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) {
    call(signal.reason);
    return () => {};
  }
  const { calls, onAbort } = waiting.get(signal) ?? listen(signal);
  // The same function may be given twice.
  const own = (reason: unknown) => call(reason);
  calls.add(own);
  return () => {
    if (!calls.delete(own) || calls.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener("abort", onAbort);
  };
}

function listen(signal: AbortSignal): Waiting {
  const calls = new Set<(reason: unknown) => void>();
  const onAbort = () => {
    waiting.delete(signal);
    for (const call of calls) {
      calls.delete(call);
      call(signal.reason);
    }
  };
  signal.addEventListener("abort", onAbort, { once: true });
  const listening = { calls, onAbort };
  waiting.set(signal, listening);
  return listening;
}

/** Waits for a promise unless the signal is aborted first: then it rejects with the signal's reason. */
export function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return wait;
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, reject);
    wait.then(resolve, reject).finally(forget);
  });
}
