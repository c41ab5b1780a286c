/** PINGs on their way: PONGs carry no number, so they answer in order. */

import type { PingWaiter } from "./client_types.ts";

/** A PING that is on its way. */
interface Sent {
  /** Who waits for its PONG; null for one of our own. */
  readonly waiter: PingWaiter | null;
  /** How many publishes had been made before it. */
  readonly place: number;
}

/** The PINGs that wait for their PONG, ours for keep-alive and those that the application asked for. */
export class PingLine {
  /** In the order sent. */
  #sent: Sent[] = [];
  /** Asked for while disconnected; made with the first of them. */
  #later: PingWaiter[] | undefined;
  #own = 0;

  /** How many PINGs of our own are unanswered. */
  get own(): number {
    return this.#own;
  }

  /** A PING goes out behind so many publishes; null for one of our own. */
  sent(waiter: PingWaiter | null, place: number): void {
    this.#sent.push({ waiter, place });
    if (waiter === null) this.#own++;
  }

  /** A PING is to go out once connected. */
  later(waiter: PingWaiter): void {
    (this.#later ??= []).push(waiter);
  }

  /** Gives those that are to go out now. */
  takeLater(): PingWaiter[] {
    const later = this.#later ?? [];
    this.#later = undefined;
    return later;
  }

  /** How many publishes the next PONG confirms; 0 where nobody asked for one. */
  get nextPlace(): number {
    return this.#sent[0]?.place ?? 0;
  }

  /** A PONG came; one that nobody asked for is passed over. */
  answered(): void {
    const sent = this.#sent.shift();
    if (sent?.waiter === null) this.#own--;
    else sent?.waiter.answered();
  }

  /** The transport is gone, and with it the PONGs. */
  failSent(error: Error): void {
    this.#own = 0;
    for (const { waiter } of this.#sent.splice(0)) waiter?.failed(error);
  }

  /** The end: also what was to go out later fails. */
  failAll(error: Error): void {
    this.failSent(error);
    for (const waiter of this.takeLater()) waiter.failed(error);
  }
}
