/** Passwords and tokens, plain or as bcrypt hashes. [nats-server auth.go comparePasswords] */

import { utf8 } from "../../wire/bytes.ts";
import { type Bcrypt, bcryptCost, isBcryptHash } from "./bcrypt.ts";

/** Compares what clients send to what is configured, and takes as long for what is wrong in one way as in another. */
export class Secrets {
  /** Whether any of them is a hash. */
  readonly needBcrypt: boolean;
  readonly #bcrypt: Bcrypt;
  /** A hash of nothing that costs as much as the costliest one; undefined where there are none. */
  readonly #decoy: string | undefined;

  /** Takes all the passwords and tokens there are. */
  constructor(configured: readonly string[], bcrypt: Bcrypt) {
    const costs = configured.filter(isBcryptHash).map(bcryptCost);
    this.needBcrypt = costs.length > 0;
    this.#bcrypt = bcrypt;
    this.#decoy = costs.length > 0 ? decoyOf(Math.max(...costs)) : undefined;
  }

  /**
   * Tells whether the secret given is the one expected; undefined for that of somebody who is not known, which
   * nothing is. It has to be waited for where hashes are around and what was given is not a right plain one.
   *
   * @param peer who brought the secret, as `host:port`.
   */
  isRight(expected: string | undefined, given: string, peer: string): boolean | Promise<boolean> {
    const host = peer.replace(/:\d+$/, "");
    if (expected !== undefined && isBcryptHash(expected)) return this.#bcrypt.verify(expected, given, host);
    if (sameSecret(expected ?? "", given) && expected !== undefined) return true;
    return this.#decoy !== undefined && this.#bcrypt.verify(this.#decoy, given, host).then(() => false);
  }
}

/** A hash that belongs to no password. */
function decoyOf(cost: number): string {
  return `$2b$${String(cost).padStart(2, "0")}$${"natwire".repeat(8).slice(0, 53)}`;
}

/** Compares in a time that tells nothing about where the texts differ. */
export function sameSecret(expected: string, given: string): boolean {
  const a = utf8(expected);
  const b = utf8(given);
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a[at]! ^ (b[at] ?? 0);
  return difference === 0;
}
