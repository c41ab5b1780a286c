/** A message on its way with more than its frame says: through services of other accounts, or traced. */

import type { MessageTrace } from "../tracing/message_trace.ts";
import type { Publisher, Subscriber, Traffic } from "../subscription.ts";
import type { Account } from "./account.ts";
import type { ClientInfo } from "./client_info.ts";
import type { PlannedService } from "./plan_types.ts";

/** What a passage may have with it. */
export interface Luggage {
  /** The services it came through, the first one first. */
  readonly services?: readonly PlannedService[];
  /** What the services were told of who asks; null for nothing. */
  readonly info?: ClientInfo | null;
  /** Whether the last import lets the service know who asks. */
  readonly share?: boolean;
  /** The trace of the message; null for none. */
  readonly trace?: MessageTrace | null;
}

/** Stands for whoever published a message while it is in this account. */
export class Passage implements Publisher {
  /** Where the message is. */
  readonly account: Account;
  /** Who published it. */
  readonly origin: Publisher;
  /** The services it came through. */
  readonly services: readonly PlannedService[];
  /** What they were told of who asks. */
  readonly info: ClientInfo | null;
  /** Whether the last import lets the service know who asks. */
  readonly share: boolean;
  /** The trace of the message. */
  readonly trace: MessageTrace | null;

  /** Takes where the message is, who published it, and what it has with it. */
  constructor(
    account: Account,
    origin: Publisher,
    { services = [], info = null, share = false, trace = null }: Luggage,
  ) {
    this.account = account;
    this.origin = origin;
    this.services = services;
    this.info = info;
    this.share = share;
    this.trace = trace;
  }

  /** What the publisher moved. */
  get traffic(): Traffic {
    return this.origin.traffic;
  }

  /** Has the publisher wait. */
  waitFor(behind: Subscriber): void {
    this.origin.waitFor(behind);
  }
}
