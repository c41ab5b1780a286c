/** OpenTelemetry as programs set it up, with the spans kept in memory. */
import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { BasicTracerProvider, type ReadableSpan, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { NatsConnection } from "../../mod.ts";
import { instrument, type InstrumentOptions } from "../../src/otel/mod.ts";
import { type MoreConnections, withServer } from "../client/_client.ts";

export { api };

/** What a test has at hand. */
export interface Traced {
  /** The instrumented connection. */
  nc: NatsConnection;
  /** The connection itself. */
  plain: NatsConnection;
  /** Makes further connections to the same server, not instrumented. */
  more: MoreConnections;
  /** The spans that have ended. */
  spans(): ReadableSpan[];
  /** The ended span of this name; throws where there is not exactly one. */
  span(name: string): ReadableSpan;
}

/** Runs `body` with OpenTelemetry in place and a connection that is instrumented. */
export async function withTraces(
  body: (traced: Traced) => Promise<void>,
  options: Partial<InstrumentOptions> = {},
): Promise<void> {
  const ended: ReadableSpan[] = [];
  // The processors that come with the SDK keep spans for a turn of the event loop, and a timer with them.
  const processor: SpanProcessor = {
    onStart() {},
    onEnd: (span) => void ended.push(span),
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  api.trace.setGlobalTracerProvider(provider);
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  const spans = () => [...ended];
  const span = (name: string) => {
    const [found, ...others] = spans().filter((each) => each.name === name);
    if (found === undefined || others.length > 0) {
      throw new Error(`not one span '${name}' among ${spans().map((each) => each.name).join(", ")}`);
    }
    return found;
  };
  try {
    await withServer(async (plain, _server, more) => {
      await body({ nc: instrument(plain, { api, ...options }), plain, more, spans, span });
    });
  } finally {
    api.trace.disable();
    api.context.disable();
    api.propagation.disable();
    await provider.shutdown();
  }
}

/** The id of a span. */
export function idOf(span: ReadableSpan): string {
  return span.spanContext().spanId;
}

/** The ids of the spans that a span is linked to. */
export function linksOf(span: ReadableSpan): string[] {
  return span.links.map(({ context }) => context.spanId);
}

/** The trace and the span that headers tell of, and whether there is one at all. */
export function parentIn(traceparent: string | undefined): { traceId: string; spanId: string } | undefined {
  const [, traceId, spanId] = traceparent?.split("-") ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
}
