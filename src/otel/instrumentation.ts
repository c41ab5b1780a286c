/** What is done for each message of one instrumented connection. */

import type { Msg, NatsConnection, Payload, Subscription } from "../client/types.ts";
import { InvalidSubjectError } from "../errors.ts";
import { VERSION } from "../version.ts";
import type { MsgHdrs } from "../wire/headers.ts";
import type { OtelApi, OtelContext, OtelSpan, OtelSpanContext, OtelTracer } from "./api.ts";
import {
  attributesOf,
  CONSUMER,
  type Destination,
  PRODUCER,
  setFailed,
  sizeOf,
  spanName,
} from "./attributes.ts";
import { extract, inject, spanContextOf } from "./carrier.ts";
import type { InstrumentOptions, Operation, OperationDetails } from "./options.ts";
import { contextToAnswer, Processing } from "./processing.ts";

/** A message on its way out. */
export interface Sending {
  /** The headers to send it with. */
  readonly headers: MsgHdrs | undefined;
  /** Ends the span, with what went wrong. */
  end(error?: unknown): void;
}

/** Which subscription a message came by. */
export type Interest = Pick<Subscription, "getSubject"> & { readonly queue: string | undefined };

/** Makes spans and passes contexts on for one connection. */
export class Instrumentation {
  /** OpenTelemetry. */
  readonly api: OtelApi;
  readonly #nc: NatsConnection;
  readonly #options: InstrumentOptions;
  readonly #tracer: OtelTracer | undefined;
  readonly #inboxes: string;
  /** Headers that came with messages: the trace in them is that of the message they came with. */
  readonly #received = new WeakSet<MsgHdrs>();

  /** Takes the connection itself. */
  constructor(nc: NatsConnection, options: InstrumentOptions) {
    this.api = options.api;
    this.#nc = nc;
    this.#options = options;
    this.#tracer = options.spans === false ? undefined : options.api.trace.getTracer("natwire", VERSION);
    this.#inboxes = `${options.inboxPrefix || "_INBOX"}.`;
  }

  /** False for what is to be left alone. */
  wants(subject: string, operation: Operation): boolean {
    return this.#options.filter?.(subject, operation) ?? true;
  }

  /**
   * Begins to send a message. A trace in headers that the program made is the program's decision and stays
   * [semconv messaging-spans "Producer spans"]; in headers that it received and hands on it gives way.
   */
  begin(details: OperationDetails): Sending {
    const { operation, subject, headers, message } = details;
    const parent = message === undefined ? this.api.context.active() : contextToAnswer(this.api, message);
    const earlier = headers === undefined
      ? undefined
      : spanContextOf(this.api, extract(this.api, this.api.ROOT_CONTEXT, headers));
    const destination: Destination = {
      subject,
      template: this.#options.template?.(subject),
      temporary: operation === "respond" || subject.startsWith(this.#inboxes),
      queue: undefined,
    };
    const span = this.#start(details, destination, parent, earlier === undefined ? [] : [earlier]);
    const context = span === undefined ? parent : this.api.trace.setSpan(parent, span);
    const keeps = earlier !== undefined && !this.#received.has(headers!);
    return {
      headers: keeps || this.#nc.info?.headers !== true ? headers : inject(this.api, context, headers),
      end(error) {
        if (span === undefined) return;
        if (error !== undefined) setFailed(span, error);
        span.end();
      },
    };
  }

  /** Sends a message by a call that is over when it returns; false says that nothing was sent. */
  send<T>(details: OperationDetails, go: (headers: MsgHdrs | undefined) => T): T {
    const sending = this.begin(details);
    try {
      const result = go(sending.headers);
      sending.end(result === false ? new InvalidSubjectError(details.subject) : undefined);
      return result;
    } catch (error) {
      sending.end(error);
      throw error;
    }
  }

  /** Takes a message that goes to the application: its `respond` is one of this connection's operations too. */
  adopt(msg: Msg): void {
    if (msg.headers !== undefined) this.#received.add(msg.headers);
    const respond = msg.respond;
    msg.respond = (payload, options) => {
      const subject = msg.reply;
      if (!subject || !this.wants(subject, "respond")) return respond.call(msg, payload, options);
      const details: OperationDetails = {
        operation: "respond",
        subject,
        payload,
        headers: options?.headers,
        message: msg,
      };
      return this.send(details, (headers) => respond.call(msg, payload, withHeaders(options, headers)));
    };
  }

  /** Takes a message of a subscription; undefined where the application works on it without a context. */
  receive(msg: Msg, interest: Interest, ambient: OtelContext, spans = true): Processing | undefined {
    this.adopt(msg);
    const { subject, headers, data } = msg;
    if (!this.wants(subject, "process")) return undefined;
    const sent = extract(this.api, ambient, headers);
    if (!spans) return new Processing(this.api, msg, sent, undefined);
    const around = spanContextOf(this.api, ambient);
    const creation = spanContextOf(this.api, sent);
    const links: OtelSpanContext[] = [];
    let parent = ambient;
    if (creation !== undefined && creation.spanId !== around?.spanId) {
      links.push(creation);
      if (this.#options.received !== "link") {
        parent = sent;
        if (around !== undefined) links.push(around);
      }
    }
    const details: OperationDetails = { operation: "process", subject, payload: data, headers, message: msg };
    const span = this.#start(details, this.#origin(subject, interest), parent, links);
    return new Processing(
      this.api,
      msg,
      span === undefined ? sent : this.api.trace.setSpan(sent, span),
      span,
    );
  }

  #origin(subject: string, interest: Interest): Destination {
    const temporary = subject.startsWith(this.#inboxes);
    const family = interest.getSubject();
    const template = this.#options.template?.(subject) ??
      (temporary || !hasWildcard(family) ? undefined : family);
    return { subject, template, temporary, queue: interest.queue };
  }

  #start(
    details: OperationDetails,
    destination: Destination,
    parent: OtelContext,
    links: readonly OtelSpanContext[],
  ): OtelSpan | undefined {
    if (this.#tracer === undefined) return undefined;
    const { operation, payload } = details;
    const attributes = attributesOf(operation, destination, this.#nc);
    try {
      Object.assign(attributes, this.#options.attributes?.(details));
    } catch (error) {
      this.api.diag?.warn("natwire: the option 'attributes' of instrument threw", error);
    }
    const span = this.#tracer.startSpan(spanName(operation, destination), {
      kind: operation === "process" ? CONSUMER : PRODUCER,
      attributes,
      links: links.map((context) => ({ context })),
    }, parent);
    // Texts have to be encoded to know: not for spans that nobody sees.
    if (span.isRecording()) span.setAttribute("messaging.message.body.size", sizeOf(payload));
    return span;
  }
}

/** Options like these, with other headers. */
export function withHeaders<O extends { headers?: MsgHdrs | undefined }>(
  options: O | undefined,
  headers: MsgHdrs | undefined,
): O | undefined {
  return headers === options?.headers ? options : { ...options, headers } as O;
}

/** What `begin` and `send` take for a message without one that it answers. */
export function outgoing(
  operation: Operation,
  subject: string,
  payload: Payload | undefined,
  headers: MsgHdrs | undefined,
): OperationDetails {
  return { operation, subject, payload, headers, message: undefined };
}

function hasWildcard(subject: string): boolean {
  return subject.split(".").some((token) => token === "*" || token === ">");
}
