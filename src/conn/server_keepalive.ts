/** When the server sends PING, and when it gives a peer up. [nats-server client.go processPingTimer] */

/** The first PING after a CONNECT comes this soon: it measures the round trip. [nats-server firstClientPingInterval] */
const FIRST_PING_MS = 2000;

/** A PING is due after this long even on a busy connection. [nats-server DEFAULT_RTT_MEASUREMENT_INTERVAL] */
const RTT_INTERVAL_MS = 60 * 60 * 1000;

/** A round trip is never said to take no time: that would stand for one that was not measured. */
const LEAST_RTT_MS = 1e-6;

/** What a due PING comes to. */
export type PingVerdict = "ping" | "quiet" | "stale";

/** Counts the PINGs that a peer owes an answer to. */
export class ServerKeepAlive {
  /** When the next PING is due, ms. */
  dueMs: number;

  /** When the peer last sent something that shows it alive; a PONG does not count. */
  activeMs = -Infinity;
  /** What the last round trip took, ms, or the time from INFO to CONNECT; undefined before that. */
  rttMs: number | undefined;
  /** The time between two PINGs, ms; counts from the next one on. */
  intervalMs: number;
  /** How many PINGs may stay unanswered. */
  max: number;
  readonly #startMs: number;
  #outstanding = 0;
  /** When the last PING went out. */
  #sentMs = -Infinity;
  /** Whether a round trip was ever measured; accepting a CONNECT counts as one. */
  #measured = false;

  /** Takes the ping interval in ms, how many PINGs may stay unanswered, and the time. */
  constructor(intervalMs: number, max: number, nowMs: number) {
    this.intervalMs = intervalMs;
    this.max = max;
    this.dueMs = nowMs + intervalMs;
    this.#startMs = nowMs;
  }

  /** Notes a message, SUB, UNSUB or PING from the peer. */
  active(nowMs: number): void {
    this.activeMs = nowMs;
  }

  /** Notes a CONNECT: the next PING comes soon, spread by a random fraction so that crowds do not answer at once. */
  connected(nowMs: number, fraction: number): void {
    const delayMs = Math.min(this.intervalMs, FIRST_PING_MS);
    this.dueMs = nowMs + delayMs + fraction * delayMs / 5;
    // An estimate until a PING is answered. [nats-server client.go computeRTT]
    this.rttMs = Math.max(nowMs - this.#startMs, LEAST_RTT_MS);
    this.#measured = true;
  }

  /** Notes a PONG. */
  answered(nowMs: number): void {
    if (this.#outstanding > 0) this.rttMs = nowMs - this.#sentMs;
    this.#outstanding = 0;
    this.#measured = true;
  }

  /** Whether a PING waits for its PONG. */
  get isWaiting(): boolean {
    return this.#outstanding > 0;
  }

  /** Notes a PING that was sent at another time than the due one. */
  sent(nowMs: number): void {
    this.#outstanding++;
    this.#sentMs = nowMs;
  }

  /** Decides about a PING that is due, and sets the time of the next one. */
  due(nowMs: number): PingVerdict {
    const measure = !this.#measured || nowMs - this.#sentMs > RTT_INTERVAL_MS;
    this.dueMs = nowMs + this.intervalMs;
    if (nowMs - this.activeMs < this.intervalMs && !measure) return "quiet";
    if (this.#outstanding + 1 > this.max) return "stale";
    this.sent(nowMs);
    return "ping";
  }
}
