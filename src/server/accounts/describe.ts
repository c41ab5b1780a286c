/** Exports, imports and mappings of an account as `/accountz` tells of them. [nats-server monitor.go accountInfo] */

import type { Json } from "../monitor/values.ts";
import { readable } from "../tracing/headers.ts";
import type { Account } from "./account.ts";
import type {
  PlannedExport,
  PlannedService,
  PlannedServiceImport,
  PlannedStreamImport,
} from "./plan_types.ts";
import type { PendingResponse } from "./responses.ts";

type JsonObject = Readonly<Record<string, Json | undefined>>;

/** How monitoring calls the kinds of answers. */
const RESPONSE_TYPES = { singleton: "Singleton", stream: "Streamed", chunked: "Chunked" } as const;

/** A service among the types of what is imported: here nats-server tells the number. [jwt ExportType] */
const SERVICE_TYPE = 2;

/** Describes what an account lets others have, what it has of them, and what becomes of its subjects. */
export function describeLinks({ plan, mappings }: Account): JsonObject {
  if (plan === null) return {};
  const { serviceExports, streamExports, streamImports, serviceImports } = plan;
  // What the system account exports of its own accord has no place in the configuration, and is told all the same.
  const exports = [...serviceExports.values()].map(serviceExport).concat(
    [...streamExports.values()].map(streamExport),
  );
  const imports = [...streamImports.map(streamImport), ...serviceImports.map(serviceImport)];
  return {
    mappings: mappings === null ? undefined : texts(mappings.table),
    exports: unlessEmpty(exports),
    imports: unlessEmpty(imports),
  };
}

/** Describes the answers that an account's services have under way; undefined for none. */
export function describeResponses({ links }: Account): JsonObject | undefined {
  const responses = (links?.responses.all ?? []).map((
    each,
  ): [string, JsonObject] => [each.from, response(each)]);
  return responses.length === 0 ? undefined : Object.fromEntries(responses);
}

function texts(table: Record<string, readonly { subject: string; weight: number }[]>): JsonObject {
  return Object.fromEntries(
    Object.entries(table).map(([source, destinations]) => [
      readable(source),
      destinations.map(({ subject, weight }) => ({ subject: readable(subject), weight })),
    ]),
  );
}

function serviceExport(service: PlannedService): JsonObject {
  return {
    subject: readable(service.subject),
    type: "service",
    response_type: RESPONSE_TYPES[service.responseType],
    service_latency: latency(service),
    approved_accounts: approved(service),
  };
}

function streamExport(stream: PlannedExport): JsonObject {
  return { subject: readable(stream.subject), type: "stream", approved_accounts: approved(stream) };
}

function streamImport({ account, from, to }: PlannedStreamImport): JsonObject {
  return {
    subject: readable(from),
    account,
    local_subject: readable(to),
    type: "stream",
    ...flags(false, false),
  };
}

function serviceImport({ account, from, to, share, service }: PlannedServiceImport): JsonObject {
  const local = readable(from);
  return {
    subject: readable(to),
    account,
    to: local,
    local_subject: local,
    type: "service",
    ...flags(share, false),
    latency: service === null ? undefined : latency(service),
  };
}

function response({ from, to, requester, service, share, measurement }: PendingResponse): JsonObject {
  const headers = measurement?.headers ?? {};
  return {
    subject: readable(to),
    account: requester.name,
    to: from,
    local_subject: from,
    type: SERVICE_TYPE,
    ...flags(share, measurement !== null),
    tracking_header: Object.keys(headers).length === 0 ? undefined : headers,
    latency: measurement === null ? undefined : latency(service),
  };
}

function flags(share: boolean, tracking: boolean): JsonObject {
  return { invalid: false, share, tracking };
}

function latency({ latency }: PlannedService): JsonObject | undefined {
  return latency === null ? undefined : { sampling: latency.sampling, results: readable(latency.subject) };
}

function approved({ accounts }: PlannedExport): Json | undefined {
  return accounts === null ? undefined : [...accounts];
}

function unlessEmpty(list: JsonObject[]): JsonObject[] | undefined {
  return list.length === 0 ? undefined : list;
}
