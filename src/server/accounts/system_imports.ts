/** What every account may ask the system account, without being told to import it. [nats-server events.go] */

import { binaryText } from "../../wire/bytes.ts";
import { DEFAULT_RESPONSE_THRESHOLD_MS, exportFor } from "./exports.ts";
import { plannedService } from "./imports.ts";
import type { AccountPlan, PlannedService } from "./plan_types.ts";

/** The requests: what they are asked by, what the system account is asked, and whether it is told by whom. */
const SYSTEM_IMPORTS: readonly { from: string; to(account: string): string; share: boolean }[] = [
  { from: "$SYS.REQ.ACCOUNT.PING.CONNZ", to: (account) => `$SYS.REQ.ACCOUNT.${account}.CONNZ`, share: false },
  { from: "$SYS.REQ.SERVER.PING.CONNZ", to: (account) => `$SYS.REQ.ACCOUNT.${account}.CONNZ`, share: false },
  { from: "$SYS.REQ.ACCOUNT.PING.STATZ", to: (account) => `$SYS.REQ.ACCOUNT.${account}.STATZ`, share: false },
  { from: "$SYS.REQ.USER.INFO", to: (account) => `$SYS.REQ.USER.${account}.INFO`, share: true },
];

/** What the system account exports for it; an importing account can only put its own name in place of the `*`. */
const SYSTEM_EXPORTS: readonly Pick<PlannedService, "subject" | "responseType" | "accountTokenPosition">[] = [
  { subject: "$SYS.REQ.ACCOUNT.*.CONNZ", responseType: "stream", accountTokenPosition: 4 },
  { subject: "$SYS.REQ.ACCOUNT.*.STATZ", responseType: "stream", accountTokenPosition: 4 },
  { subject: "$SYS.DEBUG.SUBSCRIBERS", responseType: "singleton", accountTokenPosition: 0 },
  { subject: "$SYS.REQ.USER.*.INFO", responseType: "singleton", accountTokenPosition: 0 },
];

/** Adds the exports of the system account that it does not have by its configuration. */
export function addSystemExports({ name, serviceExports }: AccountPlan): void {
  for (const { subject, responseType, accountTokenPosition } of SYSTEM_EXPORTS) {
    if (exportFor(serviceExports, subject) !== undefined) continue;
    serviceExports.set(subject, {
      account: name,
      subject,
      accounts: null,
      accountTokenPosition,
      responseType,
      thresholdMs: DEFAULT_RESPONSE_THRESHOLD_MS,
      latency: null,
      allowTrace: false,
    });
  }
}

/** Adds to an account what it may ask the system account; that account may ask itself who its users are. */
export function addSystemImports(plan: AccountPlan, system: AccountPlan): void {
  for (const { from, to, share } of SYSTEM_IMPORTS) {
    if (plan.isSystem && !share) continue;
    if (plan.serviceImports.some((other) => other.account === system.name && other.from === from)) continue;
    plan.serviceImports.push(plannedService(system, from, to(binaryText(plan.name)), share));
  }
}
