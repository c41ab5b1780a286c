/** The context of a trace in the headers of a message. */

import { copyHeaders, headers, Match, type MsgHdrs, type MsgHdrsImpl } from "../wire/headers.ts";
import type { OtelApi, OtelContext, OtelGetter, OtelSetter, OtelSpanContext } from "./api.ts";

/** Headers on their way out: the caller's, and once something was added a copy of them. */
interface Carrier {
  readonly given: MsgHdrs | undefined;
  copy: MsgHdrsImpl | undefined;
}

const setter: OtelSetter<Carrier> = {
  set(carrier, name, value) {
    carrier.copy ??= copyHeaders(carrier.given ?? headers());
    // An older one may be spelt in another way; two of them would leave the choice to the receiver.
    carrier.copy.set(name, value, Match.IgnoreCase);
  },
};

const getter: OtelGetter<MsgHdrs> = {
  keys: (given) => given.keys(),
  get(given, name) {
    // Programs in Go send `Traceparent`.
    const exact = given.values(name);
    const values = exact.length > 0 ? exact : given.values(name, Match.IgnoreCase);
    return values.length > 1 ? values : values[0];
  },
};

/** The headers with what is to be sent of the context; the given ones where there is nothing to be sent. */
export function inject(api: OtelApi, context: OtelContext, given: MsgHdrs | undefined): MsgHdrs | undefined {
  const carrier: Carrier = { given, copy: undefined };
  try {
    api.propagation.inject(context, carrier, setter);
  } catch (error) {
    // Headers of a peer may hold names that we would not send: the message matters more than its trace.
    api.diag?.warn("natwire: the context of a trace could not be added to a message", error);
    return given;
  }
  return carrier.copy ?? given;
}

/** The context with what came in the headers. */
export function extract(api: OtelApi, context: OtelContext, given: MsgHdrs | undefined): OtelContext {
  return given === undefined ? context : api.propagation.extract(context, given, getter);
}

/** What identifies the span of a context; undefined where it has none. */
export function spanContextOf(api: OtelApi, context: OtelContext): OtelSpanContext | undefined {
  const found = api.trace.getSpanContext(context);
  return found !== undefined && api.trace.isSpanContextValid(found) ? found : undefined;
}
