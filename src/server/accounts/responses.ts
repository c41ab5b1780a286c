/** The answers that services of an account still owe to others. [nats-server accounts.go serviceImport, serviceExport] */

import type { Clock } from "../../transport/clock.ts";
import type { Publisher } from "../subscription.ts";
import type { Account } from "./account.ts";
import { randomWord } from "./event_id.ts";
import type { PlannedService, ResponseType } from "./plan_types.ts";
import type { SampledHeaders } from "./sampling.ts";

/**
 * How many answers an account may owe at a time. Past that the oldest are given up, as if their time were over: an
 * entry takes some hundred bytes, so this bounds them at some tens of MB where nobody ever answers.
 */
export const MAX_PENDING_RESPONSES = 65_536;

/** What the subjects that they go to may take up together, characters: each may be as long as a protocol line. */
export const MAX_PENDING_CHARACTERS: number = 16 * 1024 * 1024;

/** How many random digits each part of a reply subject has. [nats-server replyLen] */
const WORD_LETTERS = 6;

/** What a request is measured for. */
export interface Measurement {
  /** Who asked. */
  readonly requester: Publisher;
  /** The headers that had it measured. */
  readonly headers: SampledHeaders;
  /** Whether the result has been told. */
  done: boolean;
}

/** What is known of an answer before it comes. */
export interface ExpectedResponse {
  /** Where it goes, in the account of who asked. */
  readonly to: string;
  /** That account. */
  readonly requester: Account;
  /** The account that answers. */
  readonly exporter: Account;
  /** The service. */
  readonly service: PlannedService;
  /** How it answers. */
  readonly type: ResponseType;
  /** Whether the service was told who asks. */
  readonly share: boolean;
  /** What the request is measured for; null for not at all. */
  readonly measurement: Measurement | null;
}

/** An answer that is owed. */
export interface PendingResponse extends ExpectedResponse {
  /** Where the service sends it. */
  readonly from: string;
  /** When the request came or, where there are several answers, the last one, ms of the clock. */
  atMs: number;
}

/** The answers that the services of one account owe. */
export class Responses {
  readonly #pending = new Map<string, PendingResponse>();
  #characters = 0;
  /** When the answers of a service are looked through next. */
  readonly #checks = new Map<PlannedService, number>();
  readonly #clock: Clock;
  readonly #giveUp: (pending: PendingResponse) => void;
  readonly #listen: (subject: string) => void;
  #prefix = "";
  #cancelTimer: (() => void) | null = null;
  #timerAtMs = Infinity;

  /**
   * Takes the clock, what becomes of answers that do not come in time (they are to be removed), and how to listen for
   * answers, once, as soon as one is owed.
   */
  constructor(clock: Clock, giveUp: (pending: PendingResponse) => void, listen: (subject: string) => void) {
    this.#clock = clock;
    this.#giveUp = giveUp;
    this.#listen = listen;
  }

  /** Those owed, the oldest first. */
  get all(): PendingResponse[] {
    return [...this.#pending.values()];
  }

  /** How many are owed. */
  get size(): number {
    return this.#pending.size;
  }

  /** Makes a reply subject that nobody has. */
  newReply(suffix = ""): string {
    if (this.#prefix === "") {
      this.#prefix = `_R_.${randomWord(WORD_LETTERS)}.`;
      this.#listen(`${this.#prefix}>`);
    }
    for (;;) {
      const reply = this.#prefix + randomWord(WORD_LETTERS) + suffix;
      if (!this.#pending.has(reply)) return reply;
    }
  }

  /** Expects an answer. */
  expect(expected: ExpectedResponse, suffix: string): PendingResponse {
    for (const oldest of this.#pending.values()) {
      if (this.#pending.size < MAX_PENDING_RESPONSES && this.#characters < MAX_PENDING_CHARACTERS) break;
      this.#giveUp(oldest);
    }
    const nowMs = this.#clock.now();
    const pending = { ...expected, from: this.newReply(suffix), atMs: nowMs };
    this.#pending.set(pending.from, pending);
    this.#characters += pending.to.length;
    const { service } = expected;
    if (!this.#checks.has(service)) {
      this.#checks.set(service, nowMs + service.thresholdMs);
      this.#arm();
    }
    return pending;
  }

  /** Finds what is owed by the subject that the answer came under. */
  find(from: string): PendingResponse | undefined {
    return this.#pending.get(from);
  }

  /** Strikes an answer off; false where it was not owed any more. */
  remove(pending: PendingResponse): boolean {
    if (!this.#pending.delete(pending.from)) return false;
    this.#characters -= pending.to.length;
    return true;
  }

  /** Strikes all off, and stops the timer. */
  clear(): PendingResponse[] {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    this.#characters = 0;
    this.#checks.clear();
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#timerAtMs = Infinity;
    return all;
  }

  /** One timer for all services: it is set anew where it has to fire earlier. */
  #arm(): void {
    const atMs = Math.min(...this.#checks.values());
    if (atMs >= this.#timerAtMs) return;
    this.#cancelTimer?.();
    this.#timerAtMs = atMs;
    this.#cancelTimer = this.#clock.wakeAt(atMs, () => this.#wake());
  }

  /**
   * A service is looked at once per threshold, so an answer has one to two of them. [nats-server
   * checkExpiredResponses]
   */
  #wake(): void {
    this.#cancelTimer = null;
    this.#timerAtMs = Infinity;
    const nowMs = this.#clock.now();
    const due = new Set([...this.#checks].filter(([, atMs]) => atMs <= nowMs).map(([service]) => service));
    const waiting = new Set<PlannedService>();
    for (const pending of [...this.#pending.values()]) {
      const { service, atMs } = pending;
      if (!due.has(service)) continue;
      if (atMs <= nowMs - service.thresholdMs) this.#giveUp(pending);
      else waiting.add(service);
    }
    for (const service of due) {
      if (waiting.has(service)) this.#checks.set(service, nowMs + service.thresholdMs);
      else this.#checks.delete(service);
    }
    if (this.#checks.size > 0) this.#arm();
  }
}
