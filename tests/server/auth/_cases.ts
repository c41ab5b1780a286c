/** Logins with all kinds of users: asked of `Login`, and of nats-server. */

import type { LoginOptions } from "../../../src/server/auth/login.ts";
import type { ConnectOptions } from "../../../src/wire/connect.ts";
import { type NkeyUser, nkeyUser } from "./_contexts.ts";

/** A configuration, and what comes of logins with it. */
export interface LoginCase {
  /** What is configured. */
  readonly options: LoginOptions;
  /** What CONNECT says to a nonce, and who that is: `account/user`, or `refused`. */
  readonly logins: readonly (readonly [Given | ((nonce: string) => Given), string])[];
  /** Why nats-server shows another name, where it does. */
  readonly namedOtherwise?: string;
}

type Given = Partial<ConnectOptions>;

/** Two users with an nkey. */
export const signer: NkeyUser = nkeyUser();
export const other: NkeyUser = nkeyUser();

/** Each rule; nats-server is asked the same. */
export const loginCases: Record<string, LoginCase> = {
  "lets everybody in where there are no users, whatever they send": {
    options: {},
    logins: [
      [{}, "$G/"],
      [{ user: "a", pass: "b" }, "$G/a"],
      [{ auth_token: "t" }, "$G/[REDACTED]"],
    ],
  },
  "refuses who asks for an account, even where nobody has to log in": {
    options: {},
    logins: [[{ account: "A" }, "refused"], [{ new_account: true }, "refused"]],
  },
  "lets in who has the token": {
    options: { token: "t0ken" },
    logins: [
      [{ auth_token: "t0ken" }, "$G/[REDACTED]"],
      [{ auth_token: "t0ke" }, "refused"],
      [{ auth_token: "t0kenn" }, "refused"],
      [{ user: "t0ken" }, "refused"],
      [{ pass: "t0ken" }, "refused"],
      [{}, "refused"],
    ],
  },
  "lets in the single user": {
    options: { user: "u", pass: "p" },
    logins: [
      [{ user: "u", pass: "p" }, "$G/u"],
      [{ user: "u", pass: "q" }, "refused"],
      [{ user: "v", pass: "p" }, "refused"],
      [{ user: "u" }, "refused"],
      [{}, "refused"],
    ],
  },
  "takes an empty password for one": {
    options: { users: [{ user: "u" }, { user: "v", pass: "" }] },
    logins: [[{ user: "u" }, "$G/u"], [{ user: "v" }, "$G/v"], [{ user: "u", pass: "x" }, "refused"]],
  },
  "judges each of several users by their own password, in their own account": {
    options: {
      users: [{ user: "g", pass: "0" }],
      accounts: { A: { users: [{ user: "a", pass: "1" }] }, B: { users: [{ user: "b", pass: "2" }] } },
    },
    logins: [
      [{ user: "g", pass: "0" }, "$G/g"],
      [{ user: "a", pass: "1" }, "A/a"],
      [{ user: "b", pass: "2" }, "B/b"],
      [{ user: "a", pass: "2" }, "refused"],
      [{ user: "c", pass: "1" }, "refused"],
      [{ pass: "1" }, "refused"],
      [{}, "refused"],
    ],
  },
  "lets in an nkey with the signed letters of the nonce, in both forms of base64": {
    options: { users: [{ nkey: signer.nkey }] },
    logins: [
      [(nonce) => ({ nkey: signer.nkey, sig: signer.sign(nonce).url }), `$G/${signer.nkey}`],
      [(nonce) => ({ nkey: signer.nkey, sig: signer.sign(nonce).padded }), `$G/${signer.nkey}`],
      [(nonce) => ({ nkey: signer.nkey, sig: other.sign(nonce).url }), "refused"],
      [{ nkey: signer.nkey, sig: "" }, "refused"],
      [(nonce) => ({ nkey: signer.nkey, sig: signer.sign(nonce).url.slice(1) }), "refused"],
      [{ nkey: signer.nkey, sig: "?".repeat(86) }, "refused"],
      [(nonce) => ({ nkey: other.nkey, sig: other.sign(nonce).url }), "refused"],
      [(nonce) => ({ sig: signer.sign(nonce).url }), "refused"],
    ],
  },
  "looks at nkeys before names, and at names only without an nkey": {
    options: { users: [{ nkey: signer.nkey }, { user: "u", pass: "p" }] },
    logins: [
      [{ user: "u", pass: "p" }, "$G/u"],
      [
        (nonce) => ({ nkey: signer.nkey, sig: signer.sign(nonce).url, user: "u", pass: "wrong" }),
        `$G/${signer.nkey}`,
      ],
      [(nonce) => ({ nkey: other.nkey, sig: other.sign(nonce).url, user: "u", pass: "p" }), "refused"],
    ],
  },
  "passes over an nkey where no user has one": {
    options: { users: [{ user: "u", pass: "p" }] },
    logins: [[{ nkey: other.nkey, sig: "junk", user: "u", pass: "p" }, "$G/u"]],
    namedOtherwise: "what is shown is the nkey, though nobody has checked it",
  },
  "takes who shows nothing for the noAuthUser, and nobody else": {
    options: { users: [{ user: "guest", pass: "g" }, { user: "boss", pass: "b" }], noAuthUser: "guest" },
    logins: [
      [{}, "$G/guest"],
      [{ user: "boss", pass: "b" }, "$G/boss"],
      [{ user: "guest", pass: "g" }, "$G/guest"],
      [{ user: "guest" }, "refused"],
      [{ pass: "g" }, "refused"],
      [{ auth_token: "g" }, "refused"],
      [{ user: "nobody" }, "refused"],
    ],
  },
  "asks no signature of a noAuthUser with an nkey": {
    options: { accounts: { A: { users: [{ nkey: signer.nkey }] } }, noAuthUser: signer.nkey },
    logins: [
      [{}, `A/${signer.nkey}`],
      [{ nkey: signer.nkey }, `A/${signer.nkey}`],
      [(nonce) => ({ nkey: other.nkey, sig: other.sign(nonce).url }), "refused"],
      [{ user: "x" }, "refused"],
    ],
  },
  "lets everybody else into $G where only the system account has users": {
    options: { accounts: { SYS: { users: [{ user: "sys", pass: "s" }] } }, systemAccount: "SYS" },
    logins: [
      [{}, "$G/"],
      [{ user: "sys", pass: "s" }, "SYS/sys"],
      [{ user: "sys", pass: "x" }, "refused"],
      [{ user: "x" }, "refused"],
    ],
  },
  "keeps everybody else out where another account has users too": {
    options: { accounts: { $SYS: { users: [{ user: "sys", pass: "s" }] }, A: {} } },
    logins: [[{}, "refused"], [{ user: "sys", pass: "s" }, "$SYS/sys"]],
  },
};
