/**
 * OpenTelemetry for a connection: the context of traces travels in the headers of messages (W3C Trace Context,
 * or whatever propagator the program has set), and spans tell of what was published, asked and processed.
 *
 * ```ts ignore
 * import * as api from "@opentelemetry/api";
 * import { connect } from "@natwire/natwire";
 * import { instrument } from "@natwire/natwire/otel";
 *
 * const nc = instrument(await connect(), { api });
 * ```
 *
 * @module
 */

export { instrument } from "./instrument.ts";
export { contextOf, withContext } from "./processing.ts";
export type { InstrumentOptions, Operation, OperationDetails } from "./options.ts";
export type {
  OtelApi,
  OtelAttributes,
  OtelAttributeValue,
  OtelContext,
  OtelGetter,
  OtelSetter,
  OtelSpan,
  OtelSpanContext,
  OtelSpanOptions,
  OtelTracer,
} from "./api.ts";
