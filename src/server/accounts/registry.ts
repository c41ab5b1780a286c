/** Makes the accounts of a plan. */

import { Account } from "./account.ts";
import type { AccountsPlan } from "./plan_types.ts";

/** Makes the accounts by name. Those that were there before stay who they are, with what is new about them. */
export function makeAccounts(
  { accounts: plans }: AccountsPlan,
  before: ReadonlyMap<string, Account>,
): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const { name, isSystem, options: { limits = {} } } of plans.values()) {
    const known = before.get(name);
    if (known?.isSystem === isSystem) {
      known.limits = limits;
      known.updatedMs = Date.now();
      accounts.set(name, known);
    } else {
      accounts.set(name, new Account(name, isSystem, limits, Date.now()));
    }
  }
  return accounts;
}
