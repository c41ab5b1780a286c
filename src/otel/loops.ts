/** Messages that a loop or a stream asks for. */

import type { Msg, Subscription } from "../client/types.ts";
import { delegate } from "./delegate.ts";
import type { Instrumentation, Interest } from "./instrumentation.ts";
import type { Processing } from "./processing.ts";

/** A subscription without a callback, whose messages have spans from one turn of the loop to the next. */
export function loopedSubscription(
  sub: Subscription,
  queue: string | undefined,
  instrumentation: Instrumentation,
): Subscription {
  const interest: Interest = { getSubject: () => sub.getSubject(), queue };
  let stream: ReadableStream<Msg> | undefined;
  return delegate<Subscription>(sub, {
    [Symbol.asyncIterator]: () => turns(sub[Symbol.asyncIterator](), interest, instrumentation),
    get readable() {
      return stream ??= withContexts(sub.readable, interest, instrumentation);
    },
  });
}

/** The turns of a loop: the span of a message ends when the loop asks for the next one, or ends. */
function turns(
  inner: AsyncIterator<Msg>,
  interest: Interest,
  instrumentation: Instrumentation,
): AsyncIterator<Msg> {
  let turn: Processing | undefined;
  const leave = () => {
    turn?.finish();
    turn = undefined;
  };
  return {
    async next() {
      leave();
      const ambient = instrumentation.api.context.active();
      const result = await inner.next();
      if (result.done === true) return result;
      // Somebody may have asked twice without waiting.
      leave();
      turn = instrumentation.receive(result.value, interest, ambient);
      turn?.begin();
      return result;
    },
    async return(value?: unknown) {
      leave();
      return await inner.return?.(value) ?? { done: true, value };
    },
  };
}

/** The messages of a stream with their contexts, without spans: nobody tells when one has been worked on. */
function withContexts(
  inner: ReadableStream<Msg>,
  interest: Interest,
  instrumentation: Instrumentation,
): ReadableStream<Msg> {
  const reader = inner.getReader();
  return new ReadableStream<Msg>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      instrumentation.receive(value, interest, instrumentation.api.ROOT_CONTEXT, false);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
    // Nothing is taken before somebody wants it, as without this stream.
  }, { highWaterMark: 0 });
}

/** The answers of a `requestMany`; `end` is called when the loop over them is over. */
export function answersOf(
  answers: AsyncIterable<Msg>,
  instrumentation: Instrumentation,
  end: (error?: unknown) => void,
): AsyncIterable<Msg> {
  return delegate<AsyncIterable<Msg>>(answers, {
    [Symbol.asyncIterator]() {
      const inner = answers[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const result = await inner.next();
            if (result.done === true) end();
            else instrumentation.adopt(result.value);
            return result;
          } catch (error) {
            end(error);
            throw error;
          }
        },
        async return(value?: unknown) {
          end();
          return await inner.return?.(value) ?? { done: true, value };
        },
      };
    },
  });
}
