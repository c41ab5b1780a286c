/** Who may connect, and as whom. [nats-server auth.go processClientOrLeafAuthentication] */

import { utf8 } from "../wire/bytes.ts";
import type { ConnectOptions } from "../wire/connect.ts";
import type { ResolvedServerOptions } from "./options.ts";
import { PermissionCheck } from "./permissions.ts";

/** What the login came to: refused, or let in with these permissions (null for all). */
export type LoginOutcome = { readonly permissions: PermissionCheck | null } | "refused";

const UNRESTRICTED: LoginOutcome = { permissions: null };

/** The logins of a server. */
export class Login {
  /** Whether credentials are needed at all. */
  readonly required: boolean;
  /** Whether a client without credentials is let in as one of the users. */
  readonly open: boolean;
  readonly #options: ResolvedServerOptions;
  readonly #users = new Map<string, { pass: string; outcome: LoginOutcome }>();

  /** Takes the options, checked. */
  constructor(options: ResolvedServerOptions) {
    const { users, user, token, noAuthUser } = options;
    this.#options = options;
    this.required = users !== undefined || user !== undefined || token !== undefined;
    this.open = noAuthUser !== undefined;
    for (const { user, pass, permissions } of users ?? []) {
      const check = permissions === undefined ? null : new PermissionCheck(permissions);
      this.#users.set(user, { pass, outcome: { permissions: check } });
    }
  }

  /** Judges credentials. Why they are refused is never told. */
  judge(given: Readonly<ConnectOptions>): LoginOutcome {
    const { user, pass, token, users, noAuthUser } = this.#options;
    if (!this.required) return UNRESTRICTED;
    if (users !== undefined) {
      const isNobody = given.user === "" && given.pass === "" && given.auth_token === "" && given.nkey === "";
      if (isNobody && noAuthUser !== undefined) return this.#users.get(noAuthUser)?.outcome ?? "refused";
      const known = this.#users.get(given.user);
      return known !== undefined && sameSecret(known.pass, given.pass) ? known.outcome : "refused";
    }
    const isRight = token !== undefined
      ? sameSecret(token, given.auth_token)
      : given.user === user && sameSecret(pass ?? "", given.pass);
    return isRight ? UNRESTRICTED : "refused";
  }
}

/** Compares in a time that tells nothing about where the texts differ. */
function sameSecret(expected: string, given: string): boolean {
  const a = utf8(expected);
  const b = utf8(given);
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a[at]! ^ (b[at] ?? 0);
  return difference === 0;
}
