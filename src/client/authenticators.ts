/** Who the client says it is: credentials as fields of CONNECT. */

import { readTextFile, signLater } from "#runtime";
import { encodeUrl } from "../nkeys/base64.ts";
import { parseCreds, parseSeed } from "../nkeys/creds.ts";
import { fromSeed } from "../nkeys/nkeys.ts";
import { decodeSeed, publicKeyText } from "../nkeys/text.ts";

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
  /** The signature of the nonce, in base64 for URLs; empty where the server sent none. */
  sig: string;
}

/** A user's JWT, with key and signature unless the JWT alone is enough. */
export interface JwtAuth {
  /** The JWT. */
  jwt: string;
  /** The public nkey of the user. */
  nkey?: string;
  /** The signature of the nonce, in base64 for URLs; empty where the server sent none. */
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
  /** What to try one after the other where the server refuses; see {@link firstOf}. */
  readonly alternatives?: readonly Authenticator[];
}

/** A value, or a function that is asked for it at every attempt to connect and may answer later. */
export type Given<T> = T | (() => T | Promise<T>);

/** Logs in with a user and, where given, a password; functions are asked at every attempt. */
export function usernamePasswordAuthenticator(user: Given<string>, pass?: Given<string>): Authenticator {
  return () =>
    then(valueOf(user), (name) =>
      then(valueOf(pass), (secret): UserPass => {
        return secret === undefined ? { user: name } : { user: name, pass: secret };
      }));
}

/** Logs in with a token; a function is asked at every attempt. */
export function tokenAuthenticator(token: Given<string>): Authenticator {
  return () => then(valueOf(token), (auth_token): TokenAuth => ({ auth_token }));
}

/**
 * Logs in with the nkey of this seed, given as text in ASCII; a function is asked at every attempt.
 *
 * The authenticator throws an `NKeysError` for what is no seed.
 */
export function nkeyAuthenticator(seed?: Given<Uint8Array | undefined>): Authenticator {
  return (nonce) =>
    then(valueOf(seed), (text) => text === undefined ? { nkey: "", sig: "" } : sign(text, nonce));
}

/**
 * Logs in with a user's JWT and, unless it is a bearer JWT, the seed of the user as text in ASCII; functions are
 * asked at every attempt.
 *
 * The authenticator throws an `NKeysError` for what is no seed.
 */
export function jwtAuthenticator(ajwt: Given<string>, seed?: Given<Uint8Array | undefined>): Authenticator {
  return (nonce) =>
    then(valueOf(ajwt), (jwt) =>
      then(valueOf(seed), (text): JwtAuth | Promise<JwtAuth> => {
        return text === undefined ? { jwt } : withJwt(jwt, text, nonce);
      }));
}

/**
 * Logs in with what is in a creds file; a function is asked at every attempt.
 *
 * The authenticator throws an `InvalidArgumentError` for what is no such file.
 */
export function credsAuthenticator(creds: Given<Uint8Array>): Authenticator {
  return (nonce) => then(valueOf(creds), (bytes) => withCreds(bytes, nonce));
}

/** Logs in with a creds file, which is read at every attempt: one that was replaced is taken. */
export function credsFileAuthenticator(path: string): Authenticator {
  return async (nonce) => withCreds(await readTextFile(path), nonce);
}

/** Logs in with the nkey whose seed is in a file, which is read at every attempt. */
export function nkeyFileAuthenticator(path: string): Authenticator {
  return async (nonce) => sign(parseSeed(await readTextFile(path)), nonce);
}

/**
 * Logs in with the first of these that the server takes: each time it refuses one, the next attempt asks the next.
 */
export function firstOf(...authenticators: Authenticator[]): Authenticator {
  const alternatives = authenticators.flatMap(alternativesOf);
  const first = alternatives[0] ?? ((): NoAuth => {});
  return alternatives.length < 2 ? first : Object.assign((nonce?: string) => first(nonce), { alternatives });
}

/** What to ask one after the other while the server refuses: of most authenticators, only themselves. */
export function alternativesOf(authenticator: Authenticator): readonly Authenticator[] {
  return authenticator.alternatives ?? [authenticator];
}

/** The options that credentials are made of. */
export interface AuthOptions {
  /** One authenticator or several, whose fields are put together; see {@link firstOf} for alternatives. */
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
 * Only where an authenticator answers later does the result answer later. Where one has alternatives, so has the
 * result.
 */
export function buildAuthenticator(options: AuthOptions): Authenticator {
  const { authenticator, user, pass, token } = options;
  const all = authenticator === undefined ? [] : [authenticator].flat();
  if (token) all.push(tokenAuthenticator(token));
  if (user) all.push(usernamePasswordAuthenticator(user, pass));
  return firstOf(...combinations(all).map(together));
}

/** Every way to choose one alternative of each, the earliest first. */
function combinations(all: readonly Authenticator[]): Authenticator[][] {
  let chosen: Authenticator[][] = [[]];
  for (const each of all) {
    const alternatives = alternativesOf(each);
    chosen = chosen.flatMap((before) => alternatives.map((one) => [...before, one]));
  }
  return chosen;
}

function together(all: readonly Authenticator[]): Authenticator {
  return all.length === 0 ? (): NoAuth => {} : (nonce) => ask(all, nonce, {}, 0);
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

function withCreds(creds: Uint8Array | string, nonce: string | undefined): JwtAuth | Promise<JwtAuth> {
  const { jwt, seed } = parseCreds(creds);
  return withJwt(jwt, seed, nonce);
}

function withJwt(jwt: string, seed: Uint8Array, nonce: string | undefined): JwtAuth | Promise<JwtAuth> {
  return then(sign(seed, nonce), (signed) => ({ jwt, ...signed }));
}

/** Signs the text of the nonce, not the bytes that it may stand for. [nats-server auth.go] */
function sign(seed: Uint8Array, nonce: string | undefined): NKeyAuth | Promise<NKeyAuth> {
  if (signLater !== undefined) return signLate(signLater, seed, nonce);
  const pair = fromSeed(seed);
  try {
    const sig = nonce ? encodeUrl(pair.sign(new TextEncoder().encode(nonce))) : "";
    return { nkey: pair.getPublicKey(), sig };
  } finally {
    pair.clear();
  }
}

/** The same where signing has to be waited for: in browsers. */
async function signLate(
  signWith: NonNullable<typeof signLater>,
  text: Uint8Array,
  nonce: string | undefined,
): Promise<NKeyAuth> {
  const { prefix, seed } = decodeSeed(text);
  try {
    const { publicKey, signature } = await signWith(seed, new TextEncoder().encode(nonce ?? ""));
    return { nkey: publicKeyText(prefix, publicKey), sig: nonce ? encodeUrl(signature) : "" };
  } finally {
    seed.fill(0);
  }
}

function valueOf<T>(given: Given<T>): T | Promise<T> {
  return typeof given === "function" ? (given as () => T | Promise<T>)() : given;
}

/** Goes on at once where the value is there, and only otherwise later. */
function then<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

function isPromise<T>(answer: T | Promise<T>): answer is Promise<T> {
  return typeof (answer as { then?: unknown } | undefined)?.then === "function";
}
