/** Giving up a wait by an AbortSignal. */

/** Calls back with the reason when the signal is aborted, at once where it is already; gives what forgets that. */
export function onAbort(signal: AbortSignal | undefined, call: (reason: unknown) => void): () => void {
  if (signal === undefined) return () => {};
  if (signal.aborted) {
    call(signal.reason);
    return () => {};
  }
  const aborted = () => call(signal.reason);
  signal.addEventListener("abort", aborted, { once: true });
  return () => signal.removeEventListener("abort", aborted);
}

/** Waits for a promise unless the signal is aborted first: then it rejects with the signal's reason. */
export function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return wait;
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, reject);
    wait.then(resolve, reject).finally(forget);
  });
}
