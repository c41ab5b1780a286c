/** The trace of one message: what became of it, told to whoever asked. [nats-server msgtrace.go, ADR-41] */

import { publishEvent } from "../accounts/latency.ts";
import type { Account } from "../accounts/account.ts";
import { dateText } from "../monitor/values.ts";
import type { Session } from "../session.ts";
import type { ServerState } from "../state.ts";
import type { Subscriber } from "../subscription.ts";
import { readable } from "./headers.ts";
import { serverOfEvent } from "./server_of_event.ts";

/** Why a subscription did not get the message. */
export const REFUSALS = {
  noEcho: "Not delivered because of no echo",
  denied: "Not delivered because subscription denies this subject",
  clientClosed: "Not delivered because client is closed",
  exceeded: "Not delivered because auto-unsubscribe exceeded",
  noStall: "Not delivered because fast producer not stalled and consumer is slow",
} as const;

/** One of {@link REFUSALS}. */
export type Refusal = (typeof REFUSALS)[keyof typeof REFUSALS];

/** Connections of clients, among those of other kinds. */
const CLIENT_KIND = 0;

/** What a trace starts with. */
export interface TraceStart {
  /** Who publishes. */
  readonly session: Session;
  /** Where the trace goes, in the account of who publishes. */
  readonly dest: string;
  /** Whether the message is only traced. */
  readonly only: boolean;
  /** The subject it was published to, one character for each byte. */
  readonly subject: string;
  /** The headers of the message. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Headers and payload, bytes. */
  readonly size: number;
}

/** The trace of one message. Subjects have one character for each byte. */
export class MessageTrace {
  /** Whether the message is only traced, and not delivered. */
  readonly only: boolean;
  readonly #state: ServerState;
  readonly #account: Account;
  readonly #dest: string;
  readonly #request: Record<string, unknown>;
  readonly #events: Record<string, unknown>[] = [];

  /** Starts with the message as it came. */
  constructor(state: ServerState, { session, dest, only, subject, headers, size }: TraceStart) {
    const { account, connection, id } = session;
    this.only = only;
    this.#state = state;
    this.#account = account;
    this.#dest = dest;
    this.#request = { header: Object.fromEntries(headers), ...(size > 0 ? { msgsize: size } : {}) };
    this.#add("in", {
      kind: CLIENT_KIND,
      cid: id,
      ...named(connection.options.name),
      acc: account.name,
      subj: readable(subject),
    });
  }

  /** The message was refused, and its publisher told so. */
  refused(error: string): void {
    this.#events[0]!.error = error;
  }

  /** A mapping gave the message another subject. */
  mapped(to: string): void {
    this.#add("sm", { to: readable(to) });
  }

  /** The message went to an account that imports it as part of a stream. */
  streamExport(account: string, to: string): void {
    this.#add("se", { acc: account, to: readable(to) });
  }

  /** The message went to a service of another account. */
  serviceImport(account: string, from: string, to: string): void {
    this.#add("si", { acc: account, from: readable(from), to: readable(to) });
  }

  /** The message went to a client, or did not for that reason. */
  egress(
    { account, connection, id }: Subscriber,
    subject: string,
    queue: string | undefined,
    refusal: Refusal | null,
  ): void {
    this.#add("eg", {
      kind: CLIENT_KIND,
      cid: id,
      ...named(connection.options.name),
      ...(account === this.#account ? {} : { acc: account.name }),
      sub: readable(subject),
      ...(queue === undefined ? {} : { queue: readable(queue) }),
      ...(refusal === null ? {} : { error: refusal }),
    });
  }

  /** Tells it. */
  send(): void {
    if (this.#state.systemAccount === undefined) return;
    publishEvent(this.#state, this.#account, this.#dest, {
      server: serverOfEvent(this.#state),
      request: this.#request,
      events: this.#events,
    });
  }

  #add(type: string, fields: Record<string, unknown>): void {
    this.#events.push({ type, ts: dateText(Date.now()), ...fields });
  }
}

function named(name: string): { name?: string } {
  return name === "" ? {} : { name };
}
