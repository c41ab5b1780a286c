/** What accounts import, checked against what others export. [nats-server accounts.go, opts.go parseAccounts] */

import { InvalidArgumentError } from "../../errors.ts";
import { isSubset, patternsOverlap } from "../../subject/match.ts";
import { compileTransform, numberWildcards, takePlaceholders } from "../../subject/transform.ts";
import { hasWildcard, isLiteralSubject, isValidSubject } from "../../subject/validate.ts";
import { binaryText } from "../../wire/bytes.ts";
import type { AccountImport } from "../option_types.ts";
import { exportFor, mayImport } from "./exports.ts";
import type { AccountPlan, PlannedServiceImport, PlannedStreamImport } from "./plan_types.ts";

type Accounts = ReadonlyMap<string, AccountPlan>;

/** How many accounts may stand behind each other in a search for cycles. [nats-server MaxAccountCycleSearchDepth] */
const MAX_CYCLE_DEPTH = 1024;

/**
 * Adds an import to its account.
 *
 * @throws {InvalidArgumentError} in nats-server's words.
 */
export function addImport(plan: AccountPlan, option: AccountImport, accounts: Accounts): void {
  const { stream, service } = option;
  if (stream !== undefined && service !== undefined) {
    throw new InvalidArgumentError("Detected stream but already saw a service");
  }
  const kind = stream === undefined ? "service" : "stream";
  const { account, subject } = stream ?? service ?? {};
  if (!account || !subject) throw new InvalidArgumentError("Expect an account name and a subject");
  if (service !== undefined && option.allowTrace !== undefined) {
    throw new InvalidArgumentError("Detected allow_trace directive on a non-stream");
  }
  if (stream !== undefined && option.prefix !== undefined && option.to !== undefined) {
    throw new InvalidArgumentError("Stream import can not have a 'prefix' and a 'to' property");
  }
  const exporter = accounts.get(account);
  if (exporter === undefined) {
    throw new InvalidArgumentError(`${JSON.stringify(account)} account not defined for ${kind} import`);
  }
  if (service !== undefined) checkDuplicate(plan, account, binaryText(option.to || subject));
  try {
    if (stream !== undefined) addStreamImport(plan, exporter, binaryText(subject), option, accounts);
    else addServiceImport(plan, exporter, binaryText(subject), option, accounts);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(
      `Error adding ${kind} import ${JSON.stringify(subject)}: ${error.message}`,
    );
  }
}

/** Makes the import of a service that is authorised already. [nats-server addServiceImport] */
export function plannedService(
  exporter: AccountPlan,
  local: string,
  subject: string,
  share: boolean,
): PlannedServiceImport {
  const service = exportFor(exporter.serviceExports, subject) ?? null;
  const common = { account: exporter.name, share, service };
  if (!hasWildcard(subject) || local === subject) {
    return { ...common, from: local, to: subject, transform: null, keepsSubject: hasWildcard(subject) };
  }
  try {
    compileTransform(subject, numberWildcards(local), { strict: true });
    // The first `*` there gets the first placeholder here, whatever its number: so nats-server reads it.
    const { pattern, placeholders } = takePlaceholders(numberWildcards(local));
    const there = subject.split(".").map((token) => token === "*" ? placeholders.shift() : token).join(".");
    const transform = compileTransform(pattern, there, { strict: true });
    return { ...common, from: pattern, to: subject, transform, keepsSubject: false };
  } catch (error) {
    throw transformError("service", local, subject, error);
  }
}

function addStreamImport(
  plan: AccountPlan,
  exporter: AccountPlan,
  from: string,
  { prefix, to, allowTrace = false }: AccountImport,
  accounts: Accounts,
): void {
  if (!isValidSubject(from) || !mayImport(exporter.streamExports, from, plan.name)) {
    throw new InvalidArgumentError("stream import not authorized");
  }
  const local = localStream(from, prefix, to);
  for (const subject of [local, from]) checkStreamCycle(exporter, subject, new Set([plan.name]), accounts);
  if (plan.streamImports.some((other) => other.account === exporter.name && other.from === from)) {
    throw new InvalidArgumentError("stream import already exists");
  }
  plan.streamImports.push({ account: exporter.name, from, allowTrace, ...streamTransform(from, local) });
}

function localStream(from: string, prefix: string | undefined, to: string | undefined): string {
  if (prefix !== undefined && prefix !== "") {
    const literal = binaryText(prefix.endsWith(".") ? prefix.slice(0, -1) : prefix);
    if (!isLiteralSubject(literal)) {
      throw new InvalidArgumentError("stream import prefix can not contain wildcard tokens");
    }
    return `${literal}.${from}`;
  }
  const local = to === undefined || to === "" ? from : binaryText(to);
  if (!isValidSubject(local)) throw new InvalidArgumentError("sublist: invalid subject");
  return local;
}

function streamTransform(
  from: string,
  local: string,
): Pick<PlannedStreamImport, "to" | "transform" | "inverse" | "keepsSubject"> {
  const keepsSubject = hasWildcard(from) && local === from;
  if (!hasWildcard(from) || keepsSubject) return { to: local, transform: null, inverse: null, keepsSubject };
  try {
    const transform = compileTransform(from, numberWildcards(local), { strict: true });
    const to = takePlaceholders(numberWildcards(local)).pattern;
    return { to, transform, inverse: transform.inverse(), keepsSubject };
  } catch (error) {
    throw transformError("stream", from, local, error);
  }
}

function addServiceImport(
  plan: AccountPlan,
  exporter: AccountPlan,
  subject: string,
  option: AccountImport,
  accounts: Accounts,
): void {
  const local = option.to === undefined || option.to === "" ? subject : binaryText(option.to);
  if (!isValidSubject(local) || !isValidSubject(subject)) {
    throw new InvalidArgumentError("sublist: invalid subject");
  }
  if (!mayImport(exporter.serviceExports, subject, plan.name)) {
    throw new InvalidArgumentError("service import not authorized");
  }
  const pattern = hasWildcard(subject) ? takePlaceholders(local).pattern : local;
  checkServiceCycle(exporter, pattern, new Set([plan.name]), accounts);
  plan.serviceImports.push(plannedService(exporter, local, subject, option.share ?? false));
}

/** Several accounts may be asked by the same subject, but each only once. */
function checkDuplicate(plan: AccountPlan, account: string, local: string): void {
  const twin = plan.serviceImports.find((other) =>
    other.account === account && (other.from === local || other.from === takePlaceholders(local).pattern)
  );
  if (twin === undefined) return;
  throw new InvalidArgumentError(
    `Duplicate service import subject ${JSON.stringify(local)}, previously used in import for account ` +
      `${JSON.stringify(account)}, subject ${JSON.stringify(twin.to)}`,
  );
}

/** Follows a subject through the imports of others, and refuses the way back to where it came from. */
function checkServiceCycle(at: AccountPlan, subject: string, visited: Set<string>, accounts: Accounts): void {
  checkDepth(visited);
  for (const { account, from, to } of at.serviceImports) {
    if (!patternsOverlap(subject, to)) continue;
    if (visited.has(account)) throw new InvalidArgumentError("import forms a cycle");
    visited.add(at.name);
    checkServiceCycle(accounts.get(account)!, isSubset(from, subject) ? from : subject, visited, accounts);
  }
}

/** The same for streams, which only go on where they are exported. */
function checkStreamCycle(at: AccountPlan, subject: string, visited: Set<string>, accounts: Accounts): void {
  checkDepth(visited);
  if (![...at.streamExports.keys()].some((exported) => isSubset(subject, exported))) return;
  for (const { account, to } of at.streamImports) {
    if (!patternsOverlap(subject, to)) continue;
    if (visited.has(account)) throw new InvalidArgumentError("import forms a cycle");
    visited.add(at.name);
    checkStreamCycle(accounts.get(account)!, isSubset(to, subject) ? to : subject, visited, accounts);
  }
}

function checkDepth(visited: ReadonlySet<string>): void {
  if (visited.size >= MAX_CYCLE_DEPTH) throw new InvalidArgumentError("search cycle depth exhausted");
}

function transformError(kind: string, from: string, to: string, cause: unknown): unknown {
  if (!(cause instanceof InvalidArgumentError)) return cause;
  return new InvalidArgumentError(
    `failed to create mapping transform for ${kind} import subject from ${JSON.stringify(from)} to ` +
      `${JSON.stringify(to)}: ${cause.message}`,
  );
}
