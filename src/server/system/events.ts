/** What the system account is told of: who comes and goes, how the server is. [nats-server events.go] */

import type { Ending } from "../../conn/server_states.ts";
import type { Account } from "../accounts/account.ts";
import { type ClientInfo, clientInfo } from "../accounts/client_info.ts";
import { accountStat } from "../monitor/accountz.ts";
import { dateText, nanoseconds } from "../monitor/values.ts";
import type { Session } from "../session.ts";
import type { ServerObserver, ServerState } from "../state.ts";
import { statsz } from "./statsz.ts";
import type { JsonObject, Voice } from "./voice.ts";

/** How often statistics are published where somebody listens, ms. [nats-server statsHBInterval] */
const STATSZ_INTERVAL_MS = 10_000;

/** How often the connections of an account are told again while there are some, ms. [nats-server eventsHBInterval] */
const CONNS_INTERVAL_MS = 30_000;

/** A round trip that took no time at all is told as this long. */
const LEAST_RTT_MS = 0.001;

/** Publishes the events of a server that has a system account. */
export class SystemEvents implements ServerObserver {
  readonly #server: ServerState;
  readonly #voice: Voice;
  readonly #timers = new Set<() => void>();
  /** The accounts that clients were let into last. */
  readonly #accounts = new WeakMap<Session, Account>();
  #stopped = false;

  /** Takes the server and its voice; the first statistics come after the interval. */
  constructor(server: ServerState, voice: Voice) {
    this.#server = server;
    this.#voice = voice;
    this.#every(STATSZ_INTERVAL_MS, () => {
      this.#tell(`$SYS.SERVER.${server.info.server_id}.STATSZ`, () => this.statszEvent());
    });
    this.#every(CONNS_INTERVAL_MS, () => {
      for (const account of server.accounts.values()) {
        if (account.sessions.size > 0) this.#connections(account);
      }
    });
  }

  /** The statistics with the server they are of. */
  statszEvent(): JsonObject {
    return { server: this.#voice.serverInfo(), statsz: statsz(this.#server) };
  }

  /** The connections of an account. */
  connectionsEvent(account: Account): JsonObject {
    return this.#voice.typedEvent("account_connections", accountStat(account) as JsonObject);
  }

  /** Somebody was let in. */
  connected(session: Session): void {
    const { account } = session;
    const before = this.#accounts.get(session);
    this.#accounts.set(session, account);
    // A further CONNECT may have taken it out of another account.
    if (before !== undefined && before !== account) this.#connections(before);
    this.#tell(
      `$SYS.ACCOUNT.${account.name}.CONNECT`,
      () => this.#voice.typedEvent("client_connect", { client: this.#clientOf(session, {}) }),
    );
    this.#connections(account);
  }

  /** Somebody was refused. */
  refused(session: Session, { reason }: Ending): void {
    const event = () => this.#disconnectEvent(session, reason);
    this.#tell(`$SYS.SERVER.${this.#server.info.server_id}.CLIENT.AUTH.ERR`, event);
    this.#voice.tell(session.account, "$SYS.ACCOUNT.CLIENT.AUTH.ERR", event);
  }

  /** Somebody has gone. */
  disconnected(session: Session, { reason }: Ending): void {
    const { account } = session;
    this.#tell(
      `$SYS.ACCOUNT.${account.name}.DISCONNECT`,
      () => this.#disconnectEvent(session, reason),
    );
    // By then it counts no more.
    queueMicrotask(() => this.#stopped || this.#connections(account));
  }

  /** The server sends its clients away. */
  lameDuck(): void {
    this.#tell(`$SYS.SERVER.${this.#server.info.server_id}.LAMEDUCK`, () => this.#voice.serverInfo());
  }

  /** The server stops. */
  stopping(): void {
    this.#tell(`$SYS.SERVER.${this.#server.info.server_id}.SHUTDOWN`, () => this.#voice.serverInfo());
    this.#stopped = true;
    for (const cancel of this.#timers) cancel();
  }

  #disconnectEvent(session: Session, reason: string): JsonObject {
    const { traffic } = session;
    return this.#voice.typedEvent("client_disconnect", {
      client: this.#clientOf(session, { rtt: this.#rttOf(session), stop: dateText(Date.now()) }),
      // What the client has sent, and what it has got.
      sent: { msgs: traffic.inMsgs, bytes: traffic.inBytes },
      received: { msgs: traffic.outMsgs, bytes: traffic.outBytes },
      reason,
    });
  }

  /** The client, in the order of nats-server; `end` is known of who has gone. */
  #clientOf(session: Session, end: { rtt?: number; stop?: string }): JsonObject {
    const info: ClientInfo = clientInfo(session, true, this.#server) ?? { acc: "N/A", svc: undefined };
    const { start, host, id, acc, user = shownUser(session), name, lang, ver, jwt, kind, client_type } = info;
    return { start, host, id, acc, user, name, lang, ver, ...end, jwt, name_tag: acc, kind, client_type };
  }

  /** The round trip, ns; where none was measured, the time since the client came. */
  #rttOf({ connection, startMs }: Session): number {
    return nanoseconds(
      connection.rttMs ?? Math.max(this.#server.options.clock.now() - startMs, LEAST_RTT_MS),
    );
  }

  #connections(account: Account): void {
    if (account === this.#server.globalAccount) return;
    const event = () => this.connectionsEvent(account);
    this.#tell(`$SYS.ACCOUNT.${account.name}.SERVER.CONNS`, event);
    this.#tell(`$SYS.SERVER.ACCOUNT.${account.name}.CONNS`, event);
  }

  #tell(subject: string, event: () => JsonObject): void {
    const { systemAccount } = this.#server;
    if (!this.#stopped && systemAccount !== undefined) this.#voice.tell(systemAccount, subject, event);
  }

  #every(intervalMs: number, tell: () => void): void {
    const { clock } = this.#server.options;
    let cancel = () => {};
    const stop = () => cancel();
    this.#timers.add(stop);
    const arm = () => {
      cancel = clock.wakeAt(clock.now() + intervalMs, () => {
        tell();
        arm();
      });
    };
    arm();
  }
}

/** Who somebody said to be that was not let in. [nats-server client.go getRawAuthUser] */
function shownUser({ connection }: Session): string | undefined {
  const { nkey, user, auth_token: token } = connection.options;
  return nkey || user || (token === "" ? undefined : "[REDACTED]");
}
