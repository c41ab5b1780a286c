/** Configuration files that nats-server and natwire are both asked about. */

import { accountCases } from "./config_files/accounts.ts";
import { authCases } from "./config_files/auth.ts";
import { listenerCases } from "./config_files/listeners.ts";
import { serverCases } from "./config_files/server.ts";
import { syntaxCases } from "./config_files/syntax.ts";

/** A configuration file. */
export interface ConfigFileCase {
  /** What is special about it. */
  readonly name: string;
  /** Its text. */
  readonly text: string;
  /** Files beside it by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What natwire says and why, where it is not what nats-server says. */
  readonly differs?: { readonly why: string; readonly natwire: readonly string[] };
}

/** All of them, by what they are about. */
const THEMES: Readonly<Record<string, readonly ConfigFileCase[]>> = {
  syntax: syntaxCases,
  server: serverCases,
  logins: authCases,
  accounts: accountCases,
  listeners: listenerCases,
};

/** All of them; the names begin with what they are about. */
export const configFileCases: readonly ConfigFileCase[] = Object.entries(THEMES)
  .flatMap(([theme, cases]) => cases.map((one) => ({ ...one, name: `${theme}: ${one.name}` })));
