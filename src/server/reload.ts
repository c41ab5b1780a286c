/** What changes when a server takes other options, and what cannot. [nats-server reload.go] */

import { ENDINGS } from "../conn/server_states.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { Clock } from "../transport/clock.ts";
import type { LoginOutcome } from "./auth/types.ts";
import type { ResolvedServerOptions } from "./options.ts";
import type { Session } from "./session.ts";
import type { ServerState } from "./state.ts";

/** The options that a running server cannot change. */
const FIXED = ["host", "port", "serverName", "systemAccount", "noSystemAccount", "clock"] as const;

/** Where a server listens: who asked for any free port may name the one it got. */
type Bound = Pick<ServerState, "websocketAddress" | "monitorAddress"> & { readonly port: number };

/**
 * Checks that nothing changes that cannot.
 *
 * @throws {InvalidArgumentError} naming what would.
 */
export function changedAtReload(now: ResolvedServerOptions, next: ResolvedServerOptions, bound: Bound): void {
  for (const name of FIXED) {
    if (now[name] === next[name] || (name === "port" && next.port === bound.port)) continue;
    throw new InvalidArgumentError(
      name === "clock"
        ? "config reload not supported for clock"
        : `config reload not supported for ${name}: old=${now[name]}, new=${next[name]}`,
    );
  }
  for (const name of ["websocket", "monitor"] as const) {
    const [before, after] = [now[name], next[name]];
    const isPort = before?.port === after?.port || after?.port === bound[`${name}Address`]?.port;
    if (before?.host === after?.host && isPort) continue;
    throw new InvalidArgumentError(`config reload not supported for ${name}: its address cannot change`);
  }
  if ((now.monitor?.basePath ?? "") !== (next.monitor?.basePath ?? "")) {
    throw new InvalidArgumentError("config reload not supported for monitor: its paths cannot change");
  }
  if ((now.tls === undefined) !== (next.tls === undefined)) {
    throw new InvalidArgumentError("config reload not supported for tls: it cannot come or go");
  }
}

/** Judges everybody anew: who lost the right to be here goes, and so do subscriptions that are no longer allowed. */
export async function reauthorize(
  sessions: readonly Session[],
  { router, accounts, options: { clock, authTimeoutMs } }: ServerState,
): Promise<void> {
  await Promise.all(sessions.map(async (session) => {
    const { door: { login }, user } = session;
    if (session.connection.state.name !== "open") return session.limit();
    if (
      user !== null && login.stands(user.fingerprint) && accounts.has(user.account)
    ) {
      return session.limit();
    }
    let outcome: LoginOutcome = "refused";
    try {
      const judging = login.judge(session.credentials(), session.loginContext());
      outcome = judging instanceof Promise ? await inTime(judging, authTimeoutMs, clock) : judging;
    } catch {
      // Who cannot be judged is refused.
    }
    // Who has gone is nobody's concern, and who has sent a CONNECT meanwhile was judged by that one.
    if (session.connection.state.name !== "open" || session.user !== user) return;
    // Who is not known at all any more goes without a word, as who belongs to another account now.
    if (outcome === "refused" && !login.knows(session.credentials())) {
      return session.close(ENDINGS.clientClosed);
    }
    if (outcome === "refused") return session.close(ENDINGS.authorizationViolation);
    // Somebody who belongs to another account now comes back to it.
    if (accounts.get(outcome.account) !== session.account) return session.close(ENDINGS.clientClosed);
    const verdict = session.enter(outcome);
    if (verdict !== "accepted") return session.close(verdict);
    for (const subscription of [...session.subscriptions.values()]) {
      const { permissions, drops } = session;
      const { subject, queue } = subscription;
      if (permissions?.maySubscribe(subject, queue) !== false) {
        subscription.filtered = drops !== null || (permissions?.needsFilter(subject, queue) ?? false);
        continue;
      }
      router.remove(subscription);
      session.tellRemoved(subscription);
    }
    session.flush();
  }));
}

/**
 * Closes the connections that are too many now, of the server or of their account, those that came last; and those
 * that have more subscriptions than their account may have. [nats-server reload.go maxConnOption, accountsOption]
 */
export function sendExcessAway({ clients, accounts, options: { maxConnections } }: ServerState): void {
  for (const session of [...clients].slice(maxConnections)) session.close(ENDINGS.maxConnections);
  for (const { sessions, limits } of accounts.values()) {
    for (const session of [...sessions].slice(atMost(limits.maxConnections))) {
      session.close(ENDINGS.maxAccountConnections);
    }
    const maxSubscriptions = atMost(limits.maxSubscriptions);
    for (const session of [...sessions]) {
      if (session.subscriptions.size > maxSubscriptions) session.close(ENDINGS.maxSubscriptions);
    }
  }
}

/** A limit of an account, where a missing one and those below 0 are none. */
function atMost(limit = -1): number {
  return limit < 0 ? Infinity : limit;
}

/** What a login comes to; one that is not decided in time is refused, as with a client that has just come. */
function inTime(judging: Promise<LoginOutcome>, timeMs: number, clock: Clock): Promise<LoginOutcome> {
  return new Promise((resolve, reject) => {
    const cancel = clock.wakeAt(clock.now() + timeMs, () => resolve("refused"));
    judging.then(resolve, reject).finally(cancel);
  });
}
