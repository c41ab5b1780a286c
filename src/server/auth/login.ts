/** Who may connect, and as whom. [nats-server auth.go processClientOrLeafAuthentication] */

import { type Logger, silentLogger } from "../../observe/logger.ts";
import type { ConnectOptions } from "../../wire/connect.ts";
import type { ServerOptions } from "../option_types.ts";
import { Bcrypt, isBcryptHash } from "./bcrypt.ts";
import { userOfCertificate } from "./certificate.ts";
import { type CustomLoginOptions, judgeByHook } from "./custom.ts";
import { Secrets } from "./secrets.ts";
import { hasSigned } from "./signature.ts";
import type { LoginContext, LoginOutcome } from "./types.ts";
import { fingerprintOf, GLOBAL_ACCOUNT, type User, Users } from "./users.ts";

/** The options that a login is judged by. */
type LoginOption =
  | "user"
  | "pass"
  | "token"
  | "users"
  | "defaultPermissions"
  | "noAuthUser"
  | "accounts"
  | "systemAccount"
  | "noSystemAccount"
  | "tls"
  | "websocket"
  | "hooks"
  | "logger";

/** The options of a server that a login is judged by, checked. */
export type LoginOptions = { readonly [Name in LoginOption]?: ServerOptions[Name] | undefined };

const DEFAULT_SYSTEM_ACCOUNT = "$SYS";

/** The logins of a listener. */
export class Login {
  /** Whether credentials are needed at all: `auth_required` of INFO, unless `open`. */
  readonly required: boolean;
  /** Whether a client without credentials is let in as one of the users: INFO asks for none then. */
  readonly open: boolean;
  /** Whether INFO needs a nonce to sign. */
  readonly needsNonce: boolean;
  readonly #user: string | undefined;
  readonly #pass: string;
  readonly #token: string | undefined;
  readonly #noAuthUser: string | undefined;
  readonly #users: Users;
  /** Whether the users are known by their certificates. */
  readonly #maps: boolean;
  /** Whether those who are not known to the system account are let into `$G`. */
  readonly #systemOnly: boolean;
  readonly #options: LoginOptions;
  readonly #secrets: Secrets;
  readonly #bcrypt: Bcrypt;
  readonly #custom: CustomLoginOptions | undefined;
  readonly #logger: Logger;
  #standing: ReadonlySet<string> | undefined;

  /**
   * Takes options that have been checked; those of the listener for WebSockets are its own where it has some.
   *
   * `bcrypt` verifies hashes, and belongs to whoever hands it over; the logins of a server share one.
   */
  constructor(
    options: LoginOptions,
    bcrypt: Bcrypt = new Bcrypt(),
    listener: "client" | "websocket" = "client",
  ) {
    const { user, pass, token, noAuthUser, maps } = credentialsOf(options, listener);
    this.#options = options;
    this.#user = user;
    this.#pass = pass ?? "";
    this.#token = token;
    this.#noAuthUser = noAuthUser;
    this.#maps = maps;
    this.#users = new Users(options);
    this.#systemOnly = isSystemOnly(options);
    this.#logger = options.logger ?? silentLogger;
    this.#bcrypt = bcrypt;
    this.#secrets = new Secrets(
      [...[...this.#users.byName.values()].map(({ pass }) => pass), this.#pass, token ?? ""],
      bcrypt,
    );
    this.#custom = customOf(options, this.#logger);
    const hasUsers = options.users !== undefined || this.#users.byName.size > 0 ||
      this.#users.byNkey.size > 0;
    this.required = this.#custom !== undefined || hasUsers || user !== undefined || token !== undefined ||
      this.#systemOnly;
    this.open = this.#custom === undefined && noAuthUser !== undefined;
    this.needsNonce = this.#custom !== undefined || this.#users.byNkey.size > 0;
  }

  /** Whether users have passwords that are no hashes, which nats-server warns of. [auth.go checkAuthforWarnings] */
  get hasPlainPasswords(): boolean {
    const isPlain = (pass: string) => !isBcryptHash(pass);
    return (this.#pass !== "" && isPlain(this.#pass)) ||
      [...this.#users.byName.values()].some((user) => isPlain(user.pass) && !this.#isOfCertificate(user));
  }

  /**
   * Loads what logins need, before the first client comes.
   *
   * @throws {InvalidOperationError} when there are bcrypt hashes, and the package for them is not installed.
   */
  async ready(): Promise<void> {
    if (this.#secrets.needBcrypt) await this.#bcrypt.ready();
  }

  /**
   * Tells whether somebody who was let in, be it by the login before a reload, would be let in just so by this
   * one. Where not, the credentials have to be judged again.
   */
  stands(fingerprint: string): boolean {
    return (this.#standing ??= new Set(this.#fingerprints())).has(fingerprint);
  }

  /** Tells whether there is a user of the nkey or the name that somebody shows; of nobody's, there may be. */
  knows({ nkey, user }: Readonly<ConnectOptions>): boolean {
    if (nkey !== "") return this.#users.byNkey.has(nkey);
    return user === "" || this.#users.byName.has(user);
  }

  /** Judges credentials. Why they are refused is never told. */
  judge(given: Readonly<ConnectOptions>, context: LoginContext): LoginOutcome | Promise<LoginOutcome> {
    // Accounts are told by the user; to ask for one is refused. [client.go processConnect]
    if (given.account !== "" || given.new_account) return "refused";
    if (this.#custom !== undefined) return judgeByHook(this.#custom, given, context);
    if (!this.required) return { ...unrestricted("open"), user: nameOf(given) };
    return this.#byNkey(given, context) ?? this.#byUser(given, context) ?? this.#bySecret(given, context);
  }

  #byNkey(
    given: Readonly<ConnectOptions>,
    { connectionType, nonce }: LoginContext,
  ): LoginOutcome | undefined {
    const { byNkey } = this.#users;
    if (byNkey.size === 0) return undefined;
    const isNobody = isWithoutCredentials(given) && given.nkey === "";
    const nkey = isNobody && this.#noAuthUser !== undefined ? this.#noAuthUser : given.nkey;
    const user = byNkey.get(nkey);
    // Who shows no nkey may still be a user with a name.
    if (user === undefined) return given.nkey === "" ? undefined : "refused";
    if (!user.mayUse(connectionType)) return "refused";
    if (nkey === this.#noAuthUser) return user.loggedIn("no_auth_user");
    return hasSigned(nkey, nonce, given.sig) ? user.loggedIn("nkey") : "refused";
  }

  #byUser(
    given: Readonly<ConnectOptions>,
    context: LoginContext,
  ): LoginOutcome | Promise<LoginOutcome> | undefined {
    const { byName } = this.#users;
    if (byName.size === 0 && !this.#systemOnly) return undefined;
    if (this.#maps) return this.#byCertificate(given, context);
    if (this.#systemOnly && isWithoutCredentials(given)) return unrestricted("no_auth_user");
    const noAuth = this.#noAuthUser === undefined ? undefined : byName.get(this.#noAuthUser);
    if (isWithoutCredentials(given) && noAuth !== undefined) {
      return noAuth.mayUse(context.connectionType) ? noAuth.loggedIn("no_auth_user") : "refused";
    }
    if (given.user === "") return undefined;
    const user = byName.get(given.user);
    const isUsable = user !== undefined && user.mayUse(context.connectionType) &&
      !this.#needsCertificate(user);
    return then(
      this.#secrets.isRight(isUsable ? user.pass : undefined, given.pass, context.peer),
      (isRight) => {
        return isRight && isUsable ? user.loggedIn("password") : "refused";
      },
    );
  }

  #byCertificate(
    given: Readonly<ConnectOptions>,
    { certificate, connectionType, peer }: LoginContext,
  ): LoginOutcome | Promise<LoginOutcome> {
    const allowed = (user: User | undefined) => user?.mayUse(connectionType) ? user : undefined;
    const all = this.#users.byName;
    const user = certificate === null ? undefined : userOfCertificate<User>(certificate, {
      named: (name) => allowed(all.get(name)),
      *distinguished() {
        for (const user of all.values()) {
          if (user.distinguished !== null && allowed(user)) yield [user.distinguished, user];
        }
      },
    });
    if (user === undefined) return "refused";
    if (given.user !== "") {
      this.#logger.warn(
        `User ${JSON.stringify(given.user)} found in connect proto, but user required from cert`,
      );
    }
    // A password that was configured all the same is asked for besides.
    return then(this.#secrets.isRight(user.pass, given.pass, peer), (isRight) => {
      return isRight ? user.loggedIn("certificate") : "refused";
    });
  }

  /**
   * A user without a password, whom another listener knows by a certificate, is nobody's who merely knows the
   * name. [nats-server auth.go canTLSMap]
   */
  #needsCertificate(user: User): boolean {
    return user.name !== this.#noAuthUser && this.#isOfCertificate(user);
  }

  /** Tells whether a user is known by a certificate alone, on this listener or another. */
  #isOfCertificate(user: User): boolean {
    if (user.pass !== "") return false;
    const { tls, websocket } = this.#options;
    return (tls?.verifyAndMap === true && user.mayUse("STANDARD")) ||
      (websocket?.tls?.verifyAndMap === true && user.mayUse("WEBSOCKET"));
  }

  #bySecret(given: Readonly<ConnectOptions>, { peer }: LoginContext): LoginOutcome | Promise<LoginOutcome> {
    const token = this.#token;
    if (token !== undefined) {
      return then(this.#secrets.isRight(token, given.auth_token, peer), (isRight) => {
        return isRight ? { ...unrestricted("token", token), user: "[REDACTED]" } : "refused";
      });
    }
    const user = this.#user;
    if (user === undefined) return "refused";
    const expected = given.user === user ? this.#pass : undefined;
    return then(this.#secrets.isRight(expected, given.pass, peer), (isRight) => {
      return isRight ? { ...unrestricted("user", user, this.#pass), user } : "refused";
    });
  }

  *#fingerprints(): Iterable<string> {
    // What a hook said once, only the hook can say again.
    if (this.#custom !== undefined) return;
    if (!this.required) yield unrestricted("open").fingerprint;
    if (this.#systemOnly) yield unrestricted("no_auth_user").fingerprint;
    if (this.#token !== undefined) yield unrestricted("token", this.#token).fingerprint;
    else if (this.#user !== undefined) yield unrestricted("user", this.#user, this.#pass).fingerprint;
    for (const user of this.#users.byNkey.values()) {
      yield user.loggedIn(this.#wayOf(user, "nkey")).fingerprint;
    }
    for (const user of this.#users.byName.values()) {
      if (this.#maps) yield user.loggedIn("certificate").fingerprint;
      else if (!this.#needsCertificate(user)) yield user.loggedIn("password").fingerprint;
      if (user.name === this.#noAuthUser && !this.#maps) yield user.loggedIn("no_auth_user").fingerprint;
    }
  }

  #wayOf(user: User, way: "nkey"): "nkey" | "no_auth_user" {
    return user.name === this.#noAuthUser ? "no_auth_user" : way;
  }
}

/** A listener for WebSockets that says anything of users, says everything. [nats-server websocket.go wsConfigAuth] */
function credentialsOf(
  options: LoginOptions,
  listener: "client" | "websocket",
): Pick<LoginOptions, "user" | "pass" | "token" | "noAuthUser"> & { readonly maps: boolean } {
  const { websocket, tls } = options;
  if (listener === "client") return { ...options, maps: tls?.verifyAndMap ?? false };
  const isOwn = websocket !== undefined &&
    (websocket.user !== undefined || websocket.token !== undefined || websocket.noAuthUser !== undefined);
  return { ...(isOwn ? websocket : options), maps: websocket?.tls?.verifyAndMap ?? false };
}

/**
 * Users of nothing but the system account do not keep the others out. [nats-server server.go configureAccounts]
 */
function isSystemOnly(options: LoginOptions): boolean {
  const { accounts, systemAccount, noSystemAccount, user, token, users, noAuthUser } = options;
  if (accounts === undefined || noSystemAccount || noAuthUser !== undefined) return false;
  if (user !== undefined || token !== undefined || users !== undefined) return false;
  const names = Object.keys(accounts).filter((name) => name !== GLOBAL_ACCOUNT);
  return names.length === 1 && names[0] === (systemAccount ?? DEFAULT_SYSTEM_ACCOUNT);
}

function customOf(options: LoginOptions, logger: Logger): CustomLoginOptions | undefined {
  const { hooks, accounts, systemAccount, noSystemAccount } = options;
  if (hooks?.authenticate === undefined) return undefined;
  const names = new Set([GLOBAL_ACCOUNT, ...Object.keys(accounts ?? {})]);
  if (!noSystemAccount) names.add(systemAccount ?? DEFAULT_SYSTEM_ACCOUNT);
  return { authenticate: hooks.authenticate.bind(hooks), accounts: names, logger };
}

/** Somebody in `$G` who may do everything. */
function unrestricted(...fingerprinted: readonly string[]): Exclude<LoginOutcome, "refused"> {
  return {
    user: "",
    account: GLOBAL_ACCOUNT,
    permissions: null,
    fingerprint: fingerprintOf(...fingerprinted),
  };
}

/** What a client calls itself where nobody checks it. [nats-server client.go getRawAuthUser] */
function nameOf({ nkey, user, auth_token }: Readonly<ConnectOptions>): string {
  return nkey || user || (auth_token && "[REDACTED]");
}

function isWithoutCredentials({ user, pass, auth_token }: Readonly<ConnectOptions>): boolean {
  return user === "" && pass === "" && auth_token === "";
}

function then<T, R>(value: T | Promise<T>, use: (value: T) => R): R | Promise<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}
