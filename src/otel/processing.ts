/** A received message while the application is busy with it. */

import type { Msg } from "../client/types.ts";
import type { OtelApi, OtelContext, OtelSpan } from "./api.ts";
import { setFailed } from "./attributes.ts";

/** Where a context says which message it is of. */
const MESSAGE = Symbol("natwire message");

const processings = new WeakMap<Msg, Processing>();

/** The processing of one message, with its span where there is one. */
export class Processing {
  /** The context to work in. */
  readonly context: OtelContext;
  readonly #api: OtelApi;
  readonly #span: OtelSpan | undefined;
  /** How many are busy with it: the turn of a loop, a handler, calls of `withContext`. */
  #busy = 0;
  #ended = false;

  /** Takes the context with the span in it. */
  constructor(api: OtelApi, msg: Msg, context: OtelContext, span: OtelSpan | undefined) {
    this.#api = api;
    this.context = context.setValue(MESSAGE, msg);
    this.#span = span;
    processings.set(msg, this);
  }

  /** Somebody begins to work on it. */
  begin(): void {
    this.#busy++;
  }

  /** Somebody has finished; the last one ends the span. */
  finish(): void {
    this.#busy--;
    if (this.#busy > 0 || this.#ended) return;
    this.#ended = true;
    this.#span?.end();
  }

  /** Runs work on it, in its context. */
  run<T>(work: () => T): T {
    this.begin();
    let result: T;
    try {
      result = this.#api.context.with(this.context, work);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    if (!isThenable(result)) {
      this.finish();
      return result;
    }
    return this.#awaited(result) as T;
  }

  async #awaited<T>(result: PromiseLike<T>): Promise<T> {
    try {
      const value = await result;
      this.finish();
      return value;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #fail(error: unknown): void {
    if (this.#span !== undefined && !this.#ended) setFailed(this.#span, error);
    this.finish();
  }
}

function isThenable<T>(value: T): value is T & PromiseLike<Awaited<T>> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/**
 * The context of a message received by an instrumented connection: the span of its processing, and what its
 * sender sent along. Undefined for other messages, and those that the option `filter` leaves alone.
 */
export function contextOf(msg: Msg): OtelContext | undefined {
  return processings.get(msg)?.context;
}

/**
 * Runs work on a message in the context of the message, for loops: no loop can do that by itself. The span of
 * the message ends when the work has, in place of when the loop asks for the next one, and tells of its error.
 *
 * ```ts ignore
 * for await (const msg of nc.subscribe("orders.*")) {
 *   await withContext(msg, () => handle(msg));
 * }
 * ```
 *
 * @returns what the work returns; a message without a context makes no difference to it.
 */
export function withContext<T>(msg: Msg, work: () => T): T {
  const processing = processings.get(msg);
  return processing === undefined ? work() : processing.run(work);
}

/** The context to answer a message in: the running code's while it works on the message, otherwise the message's. */
export function contextToAnswer(api: OtelApi, msg: Msg): OtelContext {
  const active = api.context.active();
  return active.getValue(MESSAGE) === msg ? active : contextOf(msg) ?? active;
}
