/**
 * What natwire uses of `@opentelemetry/api`, by shape: the package is handed over by the caller, so natwire does
 * not depend on it, and a version of its own never stands beside the program's.
 */

/** Values that travel along with a call; immutable. */
export interface OtelContext {
  /** The value of a key; undefined where it has none. */
  getValue(key: symbol): unknown;
  /** A copy with this value. */
  setValue(key: symbol, value: unknown): OtelContext;
  /** A copy without the key. */
  deleteValue(key: symbol): OtelContext;
}

/** What identifies a span, here and in other processes. */
export interface OtelSpanContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits. */
  spanId: string;
  /** 1 when the trace is recorded. */
  traceFlags: number;
}

/** What an attribute may hold. */
export type OtelAttributeValue = string | number | boolean | string[] | number[] | boolean[];

/** The attributes of a span. */
export interface OtelAttributes {
  /** By name; what is undefined is left out. */
  [name: string]: OtelAttributeValue | undefined;
}

/** A piece of work in a trace. */
export interface OtelSpan {
  /** What identifies it. */
  spanContext(): OtelSpanContext;
  /** False where nobody will see it. */
  isRecording(): boolean;
  /** Adds an attribute. */
  setAttribute(name: string, value: OtelAttributeValue): unknown;
  /** Says how the work ended: 2 for an error. */
  setStatus(status: { code: number; message?: string }): unknown;
  /** Keeps an error with its stack. */
  recordException(error: Error): void;
  /** Ends it. */
  end(): void;
}

/** How a span starts. */
export interface OtelSpanOptions {
  /** 3 for a producer, 4 for a consumer. */
  kind?: number;
  /** Its attributes; samplers see these. */
  attributes?: OtelAttributes;
  /** Spans that it has to do with. */
  links?: { context: OtelSpanContext }[];
}

/** Starts spans. */
export interface OtelTracer {
  /** Starts a span below the one of the context. */
  startSpan(name: string, options?: OtelSpanOptions, context?: OtelContext): OtelSpan;
}

/** Reads what a propagator looks for. */
export interface OtelGetter<C> {
  /** All names. */
  keys(carrier: C): string[];
  /** The value or values of a name. */
  get(carrier: C, name: string): string | string[] | undefined;
}

/** Writes what a propagator wants to send along. */
export interface OtelSetter<C> {
  /** Gives a name this value. */
  set(carrier: C, name: string, value: string): void;
}

/** The module `@opentelemetry/api`, or something of its shape. */
export interface OtelApi {
  /** The context that nothing is in. */
  readonly ROOT_CONTEXT: OtelContext;
  /** Contexts. */
  readonly context: {
    /** The context of the running code. */
    active(): OtelContext;
    /** Runs something in a context. */
    with<T>(context: OtelContext, work: () => T): T;
  };
  /** Spans. */
  readonly trace: {
    /** The tracer of a library. */
    getTracer(name: string, version?: string): OtelTracer;
    /** A copy of the context with this span. */
    setSpan(context: OtelContext, span: OtelSpan): OtelContext;
    /** What identifies the span of a context, if it has one. */
    getSpanContext(context: OtelContext): OtelSpanContext | undefined;
    /** False for a span that is none. */
    isSpanContextValid(spanContext: OtelSpanContext): boolean;
  };
  /** Contexts on their way to other processes. */
  readonly propagation: {
    /** Writes what is to be sent of a context. */
    inject<C>(context: OtelContext, carrier: C, setter?: OtelSetter<C>): void;
    /** A copy of the context with what was sent. */
    extract<C>(context: OtelContext, carrier: C, getter?: OtelGetter<C>): OtelContext;
  };
  /** Where OpenTelemetry tells its own troubles. */
  readonly diag?: {
    /** Something that went wrong and was got over. */
    warn(message: string, ...details: unknown[]): void;
  };
}
