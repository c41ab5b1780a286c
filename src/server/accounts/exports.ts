/** What accounts export, and who may import it. [nats-server accounts.go, opts.go parseAccounts] */

import { InvalidArgumentError } from "../../errors.ts";
import { isSubset } from "../../subject/match.ts";
import { isLiteralSubject, isValidSubject } from "../../subject/validate.ts";
import { binaryText } from "../../wire/bytes.ts";
import type { AccountExport, LatencyOptions } from "../option_types.ts";
import type { AccountPlan, PlannedExport, PlannedService } from "./plan_types.ts";
import { bySpecificity } from "./specificity.ts";

/** How long a service may go without answering where nothing is said, ms. [nats-server DEFAULT_SERVICE_EXPORT_RESPONSE_THRESHOLD] */
export const DEFAULT_RESPONSE_THRESHOLD_MS = 120_000;

/**
 * Adds an export to its account.
 *
 * @param isMeasurable whether there is a system account, without which nothing is measured.
 * @throws {InvalidArgumentError} in nats-server's words.
 */
export function addExport(
  plan: AccountPlan,
  option: AccountExport,
  accounts: ReadonlyMap<string, AccountPlan>,
  isMeasurable: boolean,
): void {
  const { stream, service } = option;
  if (stream !== undefined && service !== undefined) {
    throw new InvalidArgumentError(`Detected stream ${JSON.stringify(stream)} but already saw a service`);
  }
  const kind = stream === undefined ? "service" : "stream";
  const subject = stream ?? service;
  if (typeof subject !== "string") throw new InvalidArgumentError("An export needs a stream or a service");
  if (stream !== undefined) checkDirectives(option);
  for (const name of option.accounts ?? []) {
    if (accounts.has(name)) continue;
    throw new InvalidArgumentError(`${JSON.stringify(name)} account not defined for ${kind} export`);
  }
  let doing = `${kind} export ${JSON.stringify(subject)}`;
  try {
    if (!isValidSubject(subject)) throw new InvalidArgumentError("sublist: invalid subject");
    if (stream !== undefined) addStream(plan, binaryText(stream), option);
    else addService(plan, binaryText(subject), option);
    const service = plan.serviceExports.get(binaryText(subject));
    if (option.latency !== undefined && service !== undefined) {
      doing = `service latency sampling for ${JSON.stringify(subject)}`;
      if (!isMeasurable) throw new InvalidArgumentError("system account not setup");
      doing += ` on subject ${JSON.stringify(option.latency.subject)}`;
      service.latency = checkedLatency(plan, service, option.latency);
    }
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(`Error adding ${doing}: ${error.message}`);
  }
}

/** Finds the export that covers a subject, the most specific one; that subject itself before all others. */
export function exportFor<T extends PlannedExport>(
  exports: ReadonlyMap<string, T>,
  subject: string,
): T | undefined {
  const same = exports.get(subject);
  if (same !== undefined) return same;
  return [...exports.values()]
    .filter((one) => isSubset(subject, one.subject))
    .sort((a, b) => bySpecificity(a.subject, b.subject))[0];
}

/** Tells whether an account may import a subject. [nats-server checkAuth] */
export function mayImport(
  exports: ReadonlyMap<string, PlannedExport>,
  subject: string,
  importer: string,
): boolean {
  const found = exportFor(exports, subject);
  if (found === undefined) return false;
  const { accountTokenPosition, accounts } = found;
  if (accountTokenPosition > 0) return subject.split(".")[accountTokenPosition - 1] === binaryText(importer);
  return accounts === null || accounts.has(importer);
}

/** A stream has nothing to answer. */
function checkDirectives({ responseType, responseThresholdMs, latency, allowTrace }: AccountExport): void {
  const isResponse = responseType !== undefined || responseThresholdMs !== undefined;
  if (isResponse) throw new InvalidArgumentError("Detected response directive on non-service");
  if (latency !== undefined) throw new InvalidArgumentError("Detected latency directive on non-service");
  if (allowTrace !== undefined) {
    throw new InvalidArgumentError("Detected allow_trace directive on non-service");
  }
}

function addStream({ streamExports }: AccountPlan, subject: string, option: AccountExport): void {
  const added = streamExports.get(subject) ?? { subject, accounts: null, accountTokenPosition: 0 };
  admit(added, option);
  streamExports.set(subject, added);
}

function addService(plan: AccountPlan, subject: string, option: AccountExport): void {
  const { name, serviceExports } = plan;
  const { responseType = "singleton", responseThresholdMs, allowTrace = false } = option;
  const added: PlannedService = serviceExports.get(subject) ?? {
    account: name,
    subject,
    accounts: null,
    accountTokenPosition: 0,
    responseType,
    thresholdMs: DEFAULT_RESPONSE_THRESHOLD_MS,
    latency: null,
    allowTrace: false,
  };
  admit(added, option);
  if (!["singleton", "stream", "chunked"].includes(responseType)) {
    throw new InvalidArgumentError(`Unknown response type: ${JSON.stringify(responseType)}`);
  }
  if (responseType !== "singleton") added.responseType = responseType;
  if (responseThresholdMs !== undefined) {
    if (!(responseThresholdMs > 0)) throw new InvalidArgumentError("a response threshold is a time above 0");
    added.thresholdMs = responseThresholdMs;
  }
  if (allowTrace) added.allowTrace = true;
  serviceExports.set(subject, added);
}

/** Notes who may import; what is exported twice is for those of both. */
function admit(planned: PlannedExport, { accounts = [], accountTokenPosition = 0 }: AccountExport): void {
  if (accountTokenPosition > 0 && planned.subject.split(".")[accountTokenPosition - 1] !== "*") {
    throw new InvalidArgumentError("sublist: invalid subject");
  }
  if (accountTokenPosition > 0) planned.accountTokenPosition = accountTokenPosition;
  if (accounts.length > 0) planned.accounts = new Set([...planned.accounts ?? [], ...accounts]);
}

/** Checks how a service is measured. [nats-server TrackServiceExportWithSampling] */
function checkedLatency(
  { serviceExports }: AccountPlan,
  { responseType }: PlannedService,
  { subject, sampling = 100 }: LatencyOptions,
): Required<LatencyOptions> {
  if (sampling !== "headers" && !(Number.isInteger(sampling) && sampling >= 1 && sampling <= 100)) {
    throw new InvalidArgumentError("bad sampling percentage, should be 1-100");
  }
  const results = binaryText(subject);
  // Results that go to a service would be measured themselves.
  if (!isLiteralSubject(results) || exportFor(serviceExports, results) !== undefined) {
    throw new InvalidArgumentError("invalid publish subject");
  }
  if (responseType !== "singleton") throw new InvalidArgumentError("bad service response type");
  return { subject: results, sampling };
}
