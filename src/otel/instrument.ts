/** `instrument`: a connection that passes the context of traces on and makes spans. */

import type { Msg, NatsConnection, Payload, RequestManyOptions, RequestOptions } from "../client/types.ts";
import type { MsgHdrs } from "../wire/headers.ts";
import { delegate } from "./delegate.ts";
import { Instrumentation, outgoing, withHeaders } from "./instrumentation.ts";
import { answersOf, loopedSubscription } from "./loops.ts";
import type { InstrumentOptions } from "./options.ts";

/**
 * Gives a connection that does what `nc` does, and passes the context of traces on in headers and makes spans
 * of `publish`, `publishMessage`, `request`, `requestMany`, `respondMessage`, `Msg.respond`, and of the
 * processing of messages by callbacks and loops. What is called on `nc` itself stays as it is. Neither options
 * nor headers that the caller hands over are changed, and nothing is added where the server has no headers.
 *
 * A callback runs in the context of its message. A loop uses {@link withContext} for that; the span of its
 * message ends at its next turn. Messages of `readable` have a context but no span, and `writable` is left as it is.
 *
 * ```ts ignore
 * import * as api from "@opentelemetry/api";
 *
 * const nc = instrument(await connect(), { api });
 * nc.subscribe("orders.*", { callback: (_err, msg) => void msg.respond("done") });
 * await nc.request("orders.17");
 * ```
 */
export function instrument(nc: NatsConnection, options: InstrumentOptions): NatsConnection {
  const instrumentation = new Instrumentation(nc, options);
  return delegate<NatsConnection>(nc, {
    publish(subject, payload, options) {
      if (!instrumentation.wants(subject, "publish")) return nc.publish(subject, payload, options);
      const details = outgoing("publish", subject, payload, options?.headers);
      instrumentation.send(details, (headers) => nc.publish(subject, payload, withHeaders(options, headers)));
    },

    publishMessage(msg) {
      if (!instrumentation.wants(msg.subject, "publish")) return nc.publishMessage(msg);
      const details = outgoing("publish", msg.subject, msg.data, msg.headers);
      instrumentation.send(details, (headers) => nc.publishMessage(messageLike(msg, headers)));
    },

    respondMessage(msg) {
      if (!msg.reply || !instrumentation.wants(msg.reply, "respond")) return nc.respondMessage(msg);
      const details = { ...outgoing("respond", msg.reply, msg.data, msg.headers), message: msg };
      return instrumentation.send(details, (headers) => nc.respondMessage(messageLike(msg, headers)));
    },

    request: (subject, payload, options) => request(nc, instrumentation, subject, payload, options),
    requestMany: (subject, payload, options) => requestMany(nc, instrumentation, subject, payload, options),

    subscribe(subject, options) {
      const callback = options?.callback ?? undefined;
      const queue = options?.queue || undefined;
      if (callback === undefined) {
        return loopedSubscription(nc.subscribe(subject, options), queue, instrumentation);
      }
      const interest = { getSubject: () => subject, queue };
      // Callbacks run wherever bytes come in; the context of that has nothing to do with the message.
      const ambient = instrumentation.api.ROOT_CONTEXT;
      return nc.subscribe(subject, {
        ...options,
        callback(error, msg) {
          if (error !== null) return callback(error, msg);
          const processing = instrumentation.receive(msg, interest, ambient);
          return processing === undefined ? callback(null, msg) : processing.run(() => callback(null, msg));
        },
      });
    },
  });
}

async function request(
  nc: NatsConnection,
  instrumentation: Instrumentation,
  subject: string,
  payload?: Payload,
  options?: Partial<RequestOptions>,
): Promise<Msg> {
  if (!instrumentation.wants(subject, "request")) return await nc.request(subject, payload, options);
  const sending = instrumentation.begin(outgoing("request", subject, payload, options?.headers));
  try {
    const answer = await nc.request(subject, payload, withHeaders(options, sending.headers));
    instrumentation.adopt(answer);
    sending.end();
    return answer;
  } catch (error) {
    sending.end(error);
    throw error;
  }
}

async function requestMany(
  nc: NatsConnection,
  instrumentation: Instrumentation,
  subject: string,
  payload?: Payload,
  options?: Partial<RequestManyOptions>,
): Promise<AsyncIterable<Msg>> {
  if (!instrumentation.wants(subject, "request")) return await nc.requestMany(subject, payload, options);
  const sending = instrumentation.begin(outgoing("request", subject, payload, options?.headers));
  try {
    const answers = await nc.requestMany(subject, payload, withHeaders(options, sending.headers));
    return answersOf(answers, instrumentation, once(sending.end));
  } catch (error) {
    sending.end(error);
    throw error;
  }
}

/** The call, but for the second time and later. */
function once(call: (error?: unknown) => void): (error?: unknown) => void {
  let called = false;
  return (error) => {
    if (called) return;
    called = true;
    call(error);
  };
}

/** A message like this one with other headers. */
function messageLike(msg: Msg, headers: MsgHdrs | undefined): Msg {
  return {
    subject: msg.subject,
    sid: msg.sid,
    reply: msg.reply,
    data: msg.data,
    headers,
    respond: (payload, options) => msg.respond(payload, options),
    json: (reviver) => msg.json(reviver),
    string: () => msg.string(),
  };
}
