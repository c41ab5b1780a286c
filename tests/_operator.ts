/** An operator with an account and its users, and a nats-server that trusts it. */
import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from "@nats-io/jwt";
import { createAccount, createOperator, createUser, type KeyPair } from "../src/nkeys/mod.ts";

/** A user of the account. */
export interface OperatorUser {
  readonly pair: KeyPair;
  readonly jwt: string;
  /** JWT and seed as a creds file. */
  readonly creds: Uint8Array;
}

/** What an operator's server is configured with, and what its users log in with. */
export interface OperatorWorld {
  /** For the configuration file of nats-server. */
  readonly config: string;
  /** Makes a user; `claims` as in the user's JWT, `dates` in seconds. */
  user(name: string, claims?: Record<string, unknown>, dates?: { exp?: number }): Promise<OperatorUser>;
}

const UNLIMITED = {
  conn: -1,
  subs: -1,
  data: -1,
  payload: -1,
  leaf: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
};

/** Makes the keys and the JWTs. */
export async function operatorWorld(): Promise<OperatorWorld> {
  const operator = createOperator();
  const account = createAccount();
  const system = createAccount();
  const signed = (name: string, pair: KeyPair) =>
    encodeAccount(name, pair, { limits: UNLIMITED }, { signer: operator });
  const config = `
    operator: ${await encodeOperator("O", operator)}
    system_account: ${system.getPublicKey()}
    resolver: MEMORY
    resolver_preload {
      ${account.getPublicKey()}: ${await signed("A", account)}
      ${system.getPublicKey()}: ${await signed("SYS", system)}
    }`;
  return {
    config,
    async user(name, claims = {}, dates = {}) {
      const pair = createUser();
      const jwt = await encodeUser(
        name,
        pair,
        account,
        { subs: -1, data: -1, payload: -1, ...claims },
        dates,
      );
      return { pair, jwt, creds: fmtCreds(jwt, pair) };
    },
  };
}
