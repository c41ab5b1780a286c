/** Checks the options of all accounts together, and plans what they have of each other. [nats-server opts.go parseAccounts] */

import { InvalidArgumentError } from "../../errors.ts";
import { hasWhitespaceOrNul, isLiteralSubject } from "../../subject/validate.ts";
import { GLOBAL_ACCOUNT, SYSTEM_ACCOUNT } from "../identity.ts";
import type { AccountOptions, Mappings, ServerOptions } from "../option_types.ts";
import { addExport } from "./exports.ts";
import { addImport } from "./imports.ts";
import { SubjectMappings } from "./mappings.ts";
import type { AccountPlan, AccountsPlan } from "./plan_types.ts";
import { addSystemExports, addSystemImports } from "./system_imports.ts";

/** The options that a plan is made of. */
export type AccountsOptions = Pick<
  ServerOptions,
  "accounts" | "mappings" | "systemAccount" | "noSystemAccount"
>;

/**
 * Plans the accounts of a server: those configured, `$G`, and the system account.
 *
 * @throws {InvalidArgumentError} for what does not go together, in nats-server's words.
 */
export function planAccounts(options: AccountsOptions): AccountsPlan {
  const configured = Object.entries<AccountOptions>(options.accounts ?? {});
  const systemAccount = systemAccountOf(options);
  const accounts = new Map<string, AccountPlan>();
  for (const [name, account] of configured) {
    if (name === GLOBAL_ACCOUNT) throw new InvalidArgumentError(`"${name}" is a Reserved Account`);
    if (name === "") throw new InvalidArgumentError("an account needs a name");
    checkTrace(account);
    accounts.set(name, emptyPlan(name, account, account.mappings, name === systemAccount));
  }
  if (systemAccount !== null && !accounts.has(systemAccount)) {
    if (options.systemAccount !== undefined) {
      throw new InvalidArgumentError("error resolving system account: account missing");
    }
  }
  const plans = [...accounts.values()];
  for (const kind of ["stream", "service"] as const) {
    for (const plan of plans) {
      for (const one of plan.options.exports ?? []) {
        if ((one.stream !== undefined) === (kind === "stream")) {
          addExport(plan, one, accounts, systemAccount !== null);
        }
      }
    }
  }
  for (const kind of ["stream", "service"] as const) {
    for (const plan of plans) {
      for (const one of plan.options.imports ?? []) {
        if ((one.stream !== undefined) === (kind === "stream")) addImport(plan, one, accounts);
      }
    }
  }
  return withServerAccounts(accounts, systemAccount, options.mappings);
}

/** Adds the accounts that nobody configures, and what all of them have of the system account. */
function withServerAccounts(
  accounts: Map<string, AccountPlan>,
  systemAccount: string | null,
  globalMappings: Mappings | undefined,
): AccountsPlan {
  accounts.set(GLOBAL_ACCOUNT, emptyPlan(GLOBAL_ACCOUNT, {}, globalMappings, false));
  if (systemAccount !== null) {
    const system = accounts.get(systemAccount) ?? emptyPlan(systemAccount, {}, undefined, true);
    accounts.set(systemAccount, system);
    addSystemExports(system);
    for (const plan of accounts.values()) addSystemImports(plan, system);
  }
  return { accounts, systemAccount };
}

/** Checks where traces go, and how many. [nats-server opts.go parseAccountMsgTrace] */
function checkTrace({ msgTrace }: AccountOptions): void {
  if (msgTrace === undefined) return;
  const { dest, sampling = 100 } = msgTrace;
  if (dest !== "" && (!isLiteralSubject(dest) || hasWhitespaceOrNul(dest))) {
    throw new InvalidArgumentError(`Trace destination ${JSON.stringify(dest)} is not valid`);
  }
  if (Number.isInteger(sampling) && sampling >= 1 && sampling <= 100) return;
  throw new InvalidArgumentError(
    `Trace destination sampling value ${sampling} is invalid, needs to be [1..100]`,
  );
}

/** An account of the default name is the system account even where the options want none. */
function systemAccountOf({ accounts, systemAccount, noSystemAccount }: AccountsOptions): string | null {
  if (systemAccount !== undefined) return systemAccount;
  if (noSystemAccount !== true || Object.hasOwn(accounts ?? {}, SYSTEM_ACCOUNT)) {
    return SYSTEM_ACCOUNT;
  }
  return null;
}

function emptyPlan(
  name: string,
  options: AccountOptions,
  mappings: Mappings | undefined,
  isSystem: boolean,
): AccountPlan {
  const hasMappings = mappings !== undefined && Object.keys(mappings).length > 0;
  return {
    name,
    options,
    isSystem,
    streamExports: new Map(),
    serviceExports: new Map(),
    streamImports: [],
    serviceImports: [],
    mappings: hasMappings ? new SubjectMappings(mappings) : null,
  };
}
