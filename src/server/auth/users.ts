/** The users of a server, and what each of them is let in with. [nats-server opts.go parseUsers, parseAccounts] */

import { sha256 } from "#runtime";
import type { ConnectionType, ServerOptions, ServerUser } from "../option_types.ts";
import { PermissionCheck, type Permissions } from "../permissions.ts";
import { type DistinguishedName, parseDistinguishedName } from "./distinguished_name.ts";
import type { LoggedIn } from "./types.ts";

/** The account of everybody who is in no other. */
export const GLOBAL_ACCOUNT = "$G";

/** How somebody got in; who got in another way after a reload has to log in again. */
export type Way = "password" | "nkey" | "certificate" | "no_auth_user";

/** Makes fingerprints that tell nothing of what they are of, not even to who guesses. */
const SALT: string = globalThis.crypto.randomUUID();

/** What changes when anything of this changes. */
export function fingerprintOf(...parts: readonly unknown[]): string {
  return sha256(SALT + JSON.stringify(parts));
}

/** One user. */
export class User {
  /** The name, or the nkey. */
  readonly name: string;
  /** The password or its hash; empty where there is none. */
  readonly pass: string;
  readonly #account: string;
  readonly #permissions: Permissions | undefined;
  readonly #connectionTypes: ReadonlySet<string> | null;
  #check: PermissionCheck | null | undefined;
  #distinguished: DistinguishedName | null | undefined;
  readonly #outcomes = new Map<Way, LoggedIn>();

  /** Takes a user as configured, and whose permissions count where there are none of its own. */
  constructor(user: ServerUser, account: string, defaults: Permissions | undefined) {
    const types = user.allowedConnectionTypes ?? [];
    this.name = user.nkey ?? user.user ?? "";
    this.pass = user.pass ?? "";
    this.#account = account;
    this.#permissions = user.permissions ?? defaults;
    this.#connectionTypes = types.length === 0 ? null : new Set(types.map((type) => type.toUpperCase()));
  }

  /** Tells whether the user may connect over this. */
  mayUse(type: ConnectionType): boolean {
    return this.#connectionTypes === null || this.#connectionTypes.has(type);
  }

  /** The name as a distinguished name; null where it is none. */
  get distinguished(): DistinguishedName | null {
    return this.#distinguished ??= parseDistinguishedName(this.name) ?? null;
  }

  /** What the user is let in with. */
  loggedIn(way: Way): LoggedIn {
    const earlier = this.#outcomes.get(way);
    if (earlier !== undefined) return earlier;
    const permissions = this.#permissions;
    this.#check ??= permissions === undefined ? null : new PermissionCheck(permissions);
    const types = this.#connectionTypes === null ? null : [...this.#connectionTypes].sort();
    const outcome: LoggedIn = {
      user: this.name,
      account: this.#account,
      permissions: this.#check,
      fingerprint: fingerprintOf(way, this.name, this.pass, this.#account, permissions ?? null, types),
    };
    this.#outcomes.set(way, outcome);
    return outcome;
  }
}

/** All users by name, and by nkey. */
export class Users {
  /** Those with a name. */
  readonly byName: ReadonlyMap<string, User>;
  /** Those with an nkey. */
  readonly byNkey: ReadonlyMap<string, User>;

  /** Takes the users of `$G` and of the accounts, each with the default permissions of where it stands. */
  constructor(options: {
    readonly users?: ServerOptions["users"] | undefined;
    readonly defaultPermissions?: Permissions | undefined;
    readonly accounts?: ServerOptions["accounts"] | undefined;
  }) {
    const byName = new Map<string, User>();
    const byNkey = new Map<string, User>();
    const add = (users: readonly ServerUser[] = [], account: string, defaults: Permissions | undefined) => {
      for (const given of users) {
        const user = new User(given, account, defaults);
        (given.nkey === undefined ? byName : byNkey).set(user.name, user);
      }
    };
    add(options.users, GLOBAL_ACCOUNT, options.defaultPermissions);
    for (const [name, account] of Object.entries(options.accounts ?? {})) {
      add(account.users, name, account.defaultPermissions);
    }
    this.byName = byName;
    this.byNkey = byNkey;
  }
}
