/** How a connection is instrumented. */

import type { Msg, Payload } from "../client/types.ts";
import type { MsgHdrs } from "../wire/headers.ts";
import type { OtelApi, OtelAttributes } from "./api.ts";

/** What is done with a message, as spans call it: `messaging.operation.name`. */
export type Operation = "publish" | "request" | "respond" | "process";

/** An operation for which a span is being made. */
export interface OperationDetails {
  /** What is done. */
  readonly operation: Operation;
  /** The subject of the message. */
  readonly subject: string;
  /** What is sent, or what was received. */
  readonly payload: Payload | undefined;
  /** The headers that the caller gave, or that came with the message. */
  readonly headers: MsgHdrs | undefined;
  /** The message that is processed or answered. */
  readonly message: Msg | undefined;
}

/** What `instrument` is told. */
export interface InstrumentOptions {
  /** The module `@opentelemetry/api` of the program. */
  readonly api: OtelApi;
  /** False to only pass the context of traces on, and make no spans; true. */
  readonly spans?: boolean | undefined;
  /** False for what is to be left alone: no span, nothing in its headers. */
  readonly filter?: ((subject: string, operation: Operation) => boolean) | undefined;
  /** Further attributes for a span, as it starts; what it throws is told to `api.diag`. */
  readonly attributes?: ((details: OperationDetails) => OtelAttributes | undefined) | undefined;
  /**
   * The family that a subject belongs to, `orders.*` for `orders.17`, which then names the span; undefined for
   * none. Messages of a subscription with wildcards belong to that of the subscription unless told.
   */
  readonly template?: ((subject: string) => string | undefined) | undefined;
  /**
   * Where the span of a received message belongs: `parent`, below the span that sent it, in the same trace;
   * `link`, in a trace of its own that is linked to it. `parent`.
   */
  readonly received?: "parent" | "link" | undefined;
  /** The `inboxPrefix` of the connection: such subjects name no span; `_INBOX`. */
  readonly inboxPrefix?: string | undefined;
}
