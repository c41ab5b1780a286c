/** Listens to diagnostics channels, which tests have to import from `node:` and test files may not. */
import { subscribe, tracingChannel, unsubscribe } from "node:diagnostics_channel";

/** Calls back with every message of a channel until the returned function is called. */
export function listen(name: string, onMessage: (message: unknown) => void): () => void {
  const listener = (message: unknown) => onMessage(message);
  subscribe(name, listener);
  return () => void unsubscribe(name, listener);
}

/** What tracing channels told, one entry a message: `start`, `asyncEnd`, ... */
export interface Traced {
  /** Which of the five channels. */
  readonly at: string;
  /** The object that all five are handed. */
  readonly context: object;
}

/** Keeps what the five tracing channels of a name tell until `stop` is called. */
export function trace(name: string): { seen: Traced[]; stop: () => void } {
  const seen: Traced[] = [];
  const at = (at: string) => (context: object) => void seen.push({ at, context });
  const listeners = {
    start: at("start"),
    end: at("end"),
    asyncStart: at("asyncStart"),
    asyncEnd: at("asyncEnd"),
    error: at("error"),
  };
  const channels = tracingChannel(name);
  channels.subscribe(listeners);
  return { seen, stop: () => channels.unsubscribe(listeners) };
}
