/** What requests to measured services took, as messages in the account of the service. [nats-server accounts.go ServiceLatency] */

import { dateText } from "../monitor/values.ts";
import type { Publisher } from "../subscription.ts";
import type { ServerState } from "../state.ts";
import type { Account } from "./account.ts";
import { clientInfo, isSession, rttNs } from "./client_info.ts";
import { eventId } from "./event_id.ts";
import { goJson, messageFrame } from "./frames.ts";
import type { PendingResponse } from "./responses.ts";
import type { SampledHeaders } from "./sampling.ts";

/** The type of the message. */
const LATENCY_TYPE = "io.nats.server.metric.v1.service_latency";

/** How a request came to nothing: status and description. */
export const FAILURES = {
  badRequest: [400, "Bad Request"],
  interestLost: [408, "Request Timeout"],
  notDelivered: [503, "Service Unavailable"],
  timeout: [504, "Service Timeout"],
} as const;

/** One of {@link FAILURES}. */
export type Failure = keyof typeof FAILURES;

/** Publishes a message of the server in an account. */
export function publishEvent(
  { router }: ServerState,
  account: Account,
  subject: string,
  event: unknown,
): void {
  router.publish(account, messageFrame(subject, "", goJson(event)));
  router.flush(account);
}

/** Tells that a request came to nothing. */
export function tellFailure(pending: PendingResponse, failure: Failure, state: ServerState): void {
  const { exporter, service, share, measurement, atMs } = pending;
  if (measurement === null || measurement.done || service.latency === null) return;
  measurement.done = true;
  const { requester, headers } = measurement;
  publishEvent(state, exporter, service.latency.subject, {
    ...head(failure),
    ...parties(requester, share, null, headers, state),
    start: dateText(state.dateMs(atMs) - rttNs(requester) / 1e6),
    service: 0,
    system: 0,
    total: 0,
  });
}

/** Tells of a request that nobody could answer, as it has no reply subject. */
export function tellBadRequest(
  exporter: Account,
  subject: string,
  requester: Publisher,
  share: boolean,
  headers: SampledHeaders,
  state: ServerState,
): void {
  publishEvent(state, exporter, subject, {
    ...head("badRequest"),
    ...parties(requester, share, null, headers, state),
    start: dateText(Date.now() - rttNs(requester) / 1e6),
    service: 0,
    system: 0,
    total: 0,
  });
}

/** Tells what an answered request took. */
export function tellLatency(pending: PendingResponse, responder: Publisher, state: ServerState): void {
  const { exporter, service, share, measurement, atMs } = pending;
  if (measurement === null || measurement.done || service.latency === null) return;
  measurement.done = true;
  const { requester, headers } = measurement;
  // Who has gone can be told nothing of.
  if (isSession(requester) && requester.ending !== null) return;
  const tookNs = Math.round((state.options.clock.now() - atMs) * 1e6);
  const requesterNs = rttNs(requester);
  publishEvent(state, exporter, service.latency.subject, {
    ...head(null),
    ...parties(requester, share, responder, headers, state),
    start: dateText(state.dateMs(atMs) - requesterNs / 1e6),
    service: Math.max(0, tookNs - rttNs(responder)),
    system: 0,
    total: requesterNs + tookNs,
  });
}

function head(failure: Failure | null): Record<string, unknown> {
  const [status, description] = failure === null ? [200] : FAILURES[failure];
  return {
    type: LATENCY_TYPE,
    id: eventId(),
    timestamp: dateText(Date.now()),
    status,
    ...(description === undefined ? {} : { description }),
  };
}

/** Who serves is always told in full, who asks only where the import shares it. */
function parties(
  requester: Publisher,
  share: boolean,
  responder: Publisher | null,
  headers: SampledHeaders,
  state: ServerState,
): Record<string, unknown> {
  const asking = clientInfo(requester, share, state);
  const serving = responder === null ? null : clientInfo(responder, true, state);
  return {
    ...(asking === null ? {} : { requestor: asking }),
    ...(serving === null ? {} : { responder: serving }),
    ...(Object.keys(headers).length === 0 ? {} : { header: headers }),
  };
}
