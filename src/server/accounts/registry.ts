/** Which accounts a server has. */

import { GLOBAL_ACCOUNT, SYSTEM_ACCOUNT } from "../identity.ts";
import type { AccountOptions, ServerOptions } from "../option_types.ts";
import { Account } from "./account.ts";

/** What decides about the accounts. */
export type AccountsOptions = Pick<ServerOptions, "accounts" | "systemAccount" | "noSystemAccount">;

/** The name of the system account; undefined where there is none. */
export function systemAccountName({ systemAccount, noSystemAccount }: AccountsOptions): string | undefined {
  return noSystemAccount === true ? undefined : systemAccount ?? SYSTEM_ACCOUNT;
}

/**
 * Makes the accounts of a server by name: `$G`, that of the system, and those configured. Accounts that were there
 * before stay who they are, with what is new about them.
 */
export function makeAccounts(
  options: AccountsOptions,
  before: ReadonlyMap<string, Account>,
): Map<string, Account> {
  const system = systemAccountName(options);
  const configured = new Map<string, AccountOptions>(Object.entries(options.accounts ?? {}));
  const names = new Set([GLOBAL_ACCOUNT, ...(system === undefined ? [] : [system]), ...configured.keys()]);
  const accounts = new Map<string, Account>();
  for (const name of names) {
    const limits = configured.get(name)?.limits ?? {};
    const known = before.get(name);
    if (known !== undefined && known.isSystem === (name === system)) {
      known.limits = limits;
      known.updatedMs = Date.now();
      accounts.set(name, known);
    } else {
      accounts.set(name, new Account(name, name === system, limits, Date.now()));
    }
  }
  return accounts;
}
