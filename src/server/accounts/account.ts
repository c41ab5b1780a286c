/** An account: subjects of its own, and who is connected to it. */

import { SubjectIndex } from "../../subject/index.ts";
import type { AccountLimits } from "../option_types.ts";
import type { Session } from "../session.ts";
import type { AccountLinks } from "./links.ts";
import type { SubjectMappings } from "./mappings.ts";
import type { AccountPlan } from "./plan_types.ts";
import { RecentMatches } from "../recent_matches.ts";
import {
  addTraffic,
  type Publisher,
  type SidKey,
  type Subscription,
  subtractTraffic,
  Traffic,
} from "../subscription.ts";

/**
 * An account of a server. It is a publisher too: the server itself publishes in its name.
 */
export class Account implements Publisher {
  /** The name. */
  readonly name: string;
  /** Its subscriptions, those of the server included. */
  readonly index: SubjectIndex<Subscription> = new SubjectIndex();
  /** Who is connected to it. */
  readonly sessions: Set<Session> = new Set();
  /** Who got the messages of late. */
  readonly recentMatches: RecentMatches = new RecentMatches(this.index);
  /** Subscriptions of the server itself, by sid. */
  readonly subscriptions: Map<SidKey, Subscription> = new Map();
  /** What the server itself published here. */
  readonly traffic: Traffic = new Traffic();
  /** True for the account of the system's events and requests. */
  readonly isSystem: boolean;
  /** What it may have at most. */
  limits: AccountLimits;
  /** How many connected since the start. */
  totalConnections = 0;
  /** How many were cut off as too slow. */
  slowConsumers = 0;
  /** When it was last configured, ms since 1970. */
  updatedMs: number;
  /** What was planned for it; null before that. */
  plan: AccountPlan | null = null;
  /** What becomes of the subjects of its messages; null for nothing. */
  mappings: SubjectMappings | null = null;
  /** What it has of other accounts; null before that is known. */
  links: AccountLinks | null = null;
  /** What became of the traffic of those who have gone. */
  readonly #past = new Traffic();

  /** Takes the name, what it is, its limits, and the time. */
  constructor(name: string, isSystem: boolean, limits: AccountLimits, nowMs: number) {
    this.name = name;
    this.isSystem = isSystem;
    this.limits = limits;
    this.updatedMs = nowMs;
  }

  /** Itself: where what the server publishes here goes. */
  get account(): Account {
    return this;
  }

  /** Tells whether another client may connect. */
  get isFull(): boolean {
    const { maxConnections } = this.limits;
    return maxConnections !== undefined && maxConnections >= 0 && this.sessions.size >= maxConnections;
  }

  /** Adds a client. What it did in another account before is not counted here. */
  join(session: Session): void {
    this.sessions.add(session);
    this.totalConnections++;
    subtractTraffic(this.#past, session.traffic);
  }

  /** Removes a client, and keeps count of what it did. */
  leave(session: Session): void {
    if (this.sessions.delete(session)) addTraffic(this.#past, session.traffic);
  }

  /** What its clients have sent and got, those included that have gone. */
  clientTraffic(): Traffic {
    const all = new Traffic();
    addTraffic(all, this.#past);
    for (const { traffic } of this.sessions) addTraffic(all, traffic);
    return all;
  }

  /** The server itself never waits. */
  waitFor(): void {}
}
