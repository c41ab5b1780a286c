/** Who the client says it is: credentials as fields of CONNECT. */

/** No credentials. */
export type NoAuth = void;

/** A token. */
export interface TokenAuth {
  /** The token. */
  auth_token: string;
}

/** A user, with a password where the server wants one. */
export interface UserPass {
  /** The user. */
  user: string;
  /** The password. */
  pass?: string;
}

/** A public key and the server's nonce signed with its private half. */
export interface NKeyAuth {
  /** The public nkey of the user. */
  nkey: string;
  /** The signature of the nonce, in base64 for URLs. */
  sig: string;
}

/** A user's JWT, with key and signature unless the JWT alone is enough. */
export interface JwtAuth {
  /** The JWT. */
  jwt: string;
  /** The public nkey of the user. */
  nkey?: string;
  /** The signature of the nonce, in base64 for URLs. */
  sig?: string;
}

/** Credentials as fields of CONNECT. */
export type Auth = NoAuth | TokenAuth | UserPass | NKeyAuth | JwtAuth;

/**
 * Gives the credentials for one attempt to connect, at once or later. `nonce` is what the server wants signed;
 * it is there only where the server uses nkeys or JWTs.
 */
export interface Authenticator {
  /** Asked at every attempt. */
  (nonce?: string): Auth | Promise<Auth>;
}

/** Logs in with a user and, where given, a password; functions are asked at every attempt. */
export function usernamePasswordAuthenticator(
  user: string | (() => string),
  pass?: string | (() => string),
): Authenticator {
  return (): UserPass => {
    const name = typeof user === "function" ? user() : user;
    const secret = typeof pass === "function" ? pass() : pass;
    return secret === undefined ? { user: name } : { user: name, pass: secret };
  };
}

/** Logs in with a token; a function is asked at every attempt. */
export function tokenAuthenticator(token: string | (() => string)): Authenticator {
  return (): TokenAuth => ({ auth_token: typeof token === "function" ? token() : token });
}

/** The options that credentials are made of. */
export interface AuthOptions {
  /** One authenticator or several, whose fields are put together. */
  authenticator?: Authenticator | Authenticator[] | undefined;
  /** A user. */
  user?: string | undefined;
  /** The password of that user. */
  pass?: string | undefined;
  /** A token. */
  token?: string | undefined;
}

/**
 * Makes one authenticator of what the options hold: fields of later ones win over fields of earlier ones, the
 * token comes after the authenticators, and user and password come last.
 *
 * Only where an authenticator answers later does the result answer later.
 */
export function buildAuthenticator(options: AuthOptions): Authenticator {
  const { authenticator, user, pass, token } = options;
  const all = authenticator === undefined ? [] : [authenticator].flat();
  if (token) all.push(tokenAuthenticator(token));
  if (user) all.push(usernamePasswordAuthenticator(user, pass));
  return all.length === 0 ? (): NoAuth => {} : (nonce?: string) => ask(all, nonce, {}, 0);
}

/** Asks one after the other from the one at `from` on, and waits only for those that answer later. */
function ask(
  all: readonly Authenticator[],
  nonce: string | undefined,
  fields: object,
  from: number,
): Auth | Promise<Auth> {
  for (let at = from; at < all.length; at++) {
    const answer = all[at]!(nonce);
    if (isPromise(answer)) return answer.then((late) => ask(all, nonce, { ...fields, ...late }, at + 1));
    Object.assign(fields, answer);
  }
  return fields as Auth;
}

function isPromise(answer: Auth | Promise<Auth>): answer is Promise<Auth> {
  return typeof (answer as { then?: unknown } | undefined)?.then === "function";
}
