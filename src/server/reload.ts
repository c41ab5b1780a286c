/** What changes when a server takes other options, and what cannot. [nats-server reload.go] */

import { ENDINGS } from "../conn/server_states.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { LoginOutcome } from "./auth/types.ts";
import type { ResolvedServerOptions } from "./options.ts";
import type { Session } from "./session.ts";
import type { ServerState } from "./state.ts";

/** The options that a running server cannot change. */
const FIXED = ["host", "port", "serverName", "systemAccount", "noSystemAccount", "clock"] as const;

/**
 * Checks that nothing changes that cannot.
 *
 * @throws {InvalidArgumentError} naming what would.
 */
export function changedAtReload(now: ResolvedServerOptions, next: ResolvedServerOptions): void {
  for (const name of FIXED) {
    if (now[name] === next[name]) continue;
    throw new InvalidArgumentError(
      name === "clock"
        ? "config reload not supported for clock"
        : `config reload not supported for ${name}: old=${now[name]}, new=${next[name]}`,
    );
  }
  for (const name of ["websocket", "monitor"] as const) {
    const [before, after] = [now[name], next[name]];
    if (before?.host === after?.host && before?.port === after?.port) continue;
    throw new InvalidArgumentError(`config reload not supported for ${name}: its address cannot change`);
  }
  if ((now.tls === undefined) !== (next.tls === undefined)) {
    throw new InvalidArgumentError("config reload not supported for tls: it cannot come or go");
  }
}

/** Judges everybody anew: who lost the right to be here goes, and so do subscriptions that are no longer allowed. */
export async function reauthorize(
  sessions: readonly Session[],
  { router, accounts }: ServerState,
): Promise<void> {
  await Promise.all(sessions.map(async (session) => {
    const { login } = session.door;
    if (session.connection.state.name !== "open") return session.limit();
    if (
      session.user !== null && login.stands(session.user.fingerprint) && accounts.has(session.user.account)
    ) {
      return session.limit();
    }
    let outcome: LoginOutcome = "refused";
    try {
      outcome = await login.judge(session.credentials(), session.loginContext());
    } catch {
      // Who cannot be judged is refused.
    }
    if (session.connection.state.name !== "open") return;
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
