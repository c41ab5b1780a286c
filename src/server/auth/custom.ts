/** Logins that the embedding program judges. [nats-server auth.go isClientAuthorized] */

import type { Logger } from "../../observe/logger.ts";
import type { ConnectOptions } from "../../wire/connect.ts";
import type { LoginAttempt, LoginGrant, ServerHooks } from "../hooks.ts";
import { checkPermissions, PermissionCheck } from "../permissions.ts";
import { hasSigned } from "./signature.ts";
import type { LoggedIn, LoginContext, LoginOutcome } from "./types.ts";
import { fingerprintOf, GLOBAL_ACCOUNT } from "./users.ts";

/** What the answer of a hook is judged by. */
export interface CustomLoginOptions {
  /** The hook, bound to what it belongs to. */
  readonly authenticate: NonNullable<ServerHooks["authenticate"]>;
  /** The names of the accounts there are. */
  readonly accounts: ReadonlySet<string>;
  /** Is told what hooks throw, and what is wrong with what they grant. */
  readonly logger: Logger;
}

/** Asks the hook. */
export function judgeByHook(
  options: CustomLoginOptions,
  given: Readonly<ConnectOptions>,
  context: LoginContext,
): LoginOutcome | Promise<LoginOutcome> {
  if (given.nkey !== "" && !hasSigned(given.nkey, context.nonce, given.sig)) return "refused";
  const attempt = attemptOf(given, context);
  const failed = (error: unknown): LoginOutcome => {
    options.logger.error(`The hook 'authenticate' failed: ${error instanceof Error ? error.message : error}`);
    return "refused";
  };
  try {
    const answer = options.authenticate(attempt);
    if (!isPromise(answer)) return outcomeOf(answer, attempt, options);
    return Promise.resolve(answer).then((late) => outcomeOf(late, attempt, options)).catch(failed);
  } catch (error) {
    return failed(error);
  }
}

function attemptOf(given: Readonly<ConnectOptions>, context: LoginContext): LoginAttempt {
  return {
    user: given.user,
    pass: given.pass,
    token: given.auth_token,
    nkey: given.nkey,
    jwt: given.jwt,
    name: given.name,
    peer: context.peer,
    encrypted: context.encrypted,
  };
}

function isPromise(answer: unknown): answer is Promise<boolean | LoginGrant> {
  return typeof answer === "object" && answer !== null && "then" in answer;
}

function outcomeOf(
  answer: boolean | LoginGrant,
  attempt: LoginAttempt,
  { accounts, logger }: CustomLoginOptions,
): LoginOutcome {
  // Whoever answers with nothing at all has not let anybody in.
  if (answer !== true && (typeof answer !== "object" || answer === null)) return "refused";
  const { user, account = GLOBAL_ACCOUNT, permissions }: LoginGrant = answer === true ? {} : answer;
  const wrong = !accounts.has(account)
    ? `there is no account '${account}'`
    : permissions === undefined
    ? undefined
    : checkPermissions(permissions);
  if (wrong !== undefined) {
    logger.error(`What the hook 'authenticate' granted does not do: ${wrong}`);
    return "refused";
  }
  const name = user ?? (attempt.nkey || attempt.user || (attempt.token && "[REDACTED]"));
  const outcome: LoggedIn = {
    user: name,
    account,
    permissions: permissions === undefined ? null : new PermissionCheck(permissions),
    fingerprint: fingerprintOf("hook", name, account, permissions ?? null),
  };
  return outcome;
}
