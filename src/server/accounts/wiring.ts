/** Puts a plan of accounts into effect, and replaces it at a reload. */

import type { ServerState } from "../state.ts";
import type { Account } from "./account.ts";
import { AccountLinks } from "./links.ts";
import type { AccountPlan, AccountsPlan } from "./plan_types.ts";
import { makeAccounts } from "./registry.ts";
import { ServiceCalls, type ServiceLink } from "./service_calls.ts";
import type { StreamLink } from "./stream_imports.ts";

/** The links between the accounts of a server. */
export class AccountWiring {
  readonly #state: ServerState;
  readonly #calls: ServiceCalls;
  #accounts: ReadonlyMap<string, Account> = new Map();
  #plan: AccountsPlan;

  /** Takes the server, whose `accounts` these are, and the first plan. */
  constructor(state: ServerState, plan: AccountsPlan) {
    this.#state = state;
    this.#calls = new ServiceCalls(state);
    this.#plan = plan;
    this.apply(plan);
  }

  /** The accounts by name. */
  get accounts(): ReadonlyMap<string, Account> {
    return this.#accounts;
  }

  /** The account of the system; undefined where there is none. */
  get systemAccount(): Account | undefined {
    return this.#accounts.get(this.#plan.systemAccount ?? "");
  }

  /**
   * Has the accounts go by a plan from now on. Sessions and their subscriptions stay, and so do answers that are
   * under way between accounts that stay.
   */
  apply(plan: AccountsPlan): void {
    const before = this.#accounts;
    const accounts = makeAccounts(plan, before);
    this.#plan = plan;
    this.#accounts = accounts;
    for (const [name, account] of before) if (accounts.get(name) !== account) account.links?.close();
    const { router, options } = this.#state;
    for (const account of accounts.values()) {
      account.links ??= new AccountLinks(account, router, this.#calls, options.clock);
    }
    for (const planned of plan.accounts.values()) {
      const account = accounts.get(planned.name)!;
      account.plan = planned;
      account.mappings = planned.mappings;
      account.links?.replace(streamLinks(planned, accounts), serviceLinks(planned, account, accounts));
    }
  }

  /** Ends all links. */
  close(): void {
    for (const { links } of this.#accounts.values()) links?.close();
  }
}

function streamLinks({ streamImports }: AccountPlan, accounts: ReadonlyMap<string, Account>): StreamLink[] {
  return streamImports.flatMap((planned) => {
    const exporter = accounts.get(planned.account);
    return exporter === undefined ? [] : [{ planned, exporter }];
  });
}

function serviceLinks(
  { serviceImports }: AccountPlan,
  importer: Account,
  accounts: ReadonlyMap<string, Account>,
): ServiceLink[] {
  return serviceImports.flatMap((planned) => {
    const exporter = accounts.get(planned.account);
    const { service } = planned;
    return exporter === undefined || service === null ? [] : [{ planned, importer, exporter, service }];
  });
}
